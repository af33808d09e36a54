"""`migrate`: the newest schema, as often as one likes."""

from pathlib import Path

import pytest

from tests.support.process import candung

pytestmark = pytest.mark.slow


def test_it_says_where_the_database_stands_every_time(tmp_path: Path) -> None:
    first, second = (candung(tmp_path / "var", "migrate") for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    assert first.stdout.startswith("The database stands at ")
