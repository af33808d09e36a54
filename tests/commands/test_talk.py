"""`talk`: a flow in the terminal, with nothing stored."""

from pathlib import Path

import pytest

from tests.support.process import candung, candung_anew

pytestmark = pytest.mark.slow


def test_a_flow_is_walked_through_with_numbers_and_words(tmp_path: Path) -> None:
    told = candung_anew(tmp_path / "var", "talk", "report", typed="2\n1\nsố 12 đường Hoa Đào\n")
    assert told.returncode == 0, told.stderr
    assert told.stdout.count("\n> ") == 4
    assert "[1/" in told.stdout
    assert not (tmp_path / "var").exists()


def test_it_ends_where_the_person_gives_up_in_their_language(tmp_path: Path) -> None:
    told = candung(tmp_path / "var", "talk", "report", "--language", "en", typed="cancel\n")
    assert told.returncode == 0, told.stderr
    assert "> Cancelled" in told.stdout


def test_an_unknown_flow_or_language_names_those_there_are(tmp_path: Path) -> None:
    flow = candung(tmp_path / "var", "talk", "nonsense")
    assert flow.returncode == 2
    assert "report" in flow.stderr
    language = candung(tmp_path / "var", "talk", "report", "--language", "fr")
    assert language.returncode == 2
    assert "vi, en" in language.stderr
