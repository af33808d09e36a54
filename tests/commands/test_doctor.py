"""`doctor`: a fresh house has no fault; what is wrong is a sentence and exit code 1."""

import json
from pathlib import Path

import pytest

from tests.support.process import candung

pytestmark = pytest.mark.slow


def test_a_fresh_house_has_no_fault(tmp_path: Path) -> None:
    told = candung(tmp_path / "var", "doctor")
    assert (told.returncode, told.stderr) == (0, "")
    assert "fault" not in told.stdout
    assert "advice  duty       nobody of the office police is on duty 20" in told.stdout
    assert all(f" {about} " in told.stdout for about in ("database", "evidence", "web", "clock", "ward"))


def test_findings_are_there_as_json_and_a_rehearsal_is_shouted_about(tmp_path: Path) -> None:
    told = candung(
        tmp_path / "var", "doctor", "--json", now="2027-03-01T08:00:00+07:00", http_prot="8081",
    )  # fmt: skip
    findings = json.loads(told.stdout)
    assert {finding["level"] for finding in findings} <= {"ok", "advice", "off"}
    sentences = [finding["sentence"] for finding in findings]
    assert any(sentence.startswith("REHEARSAL: it is 2027-03-01 08:0") for sentence in sentences)
    assert any(sentence.startswith("CANDUNG_HTTP_PROT is no setting") for sentence in sentences)
    again = candung(tmp_path / "var", "doctor")
    assert "REHEARSAL" in again.stdout
    assert "stays a rehearsal" in again.stdout


def test_a_full_disk_and_a_lost_key_are_faults(tmp_path: Path) -> None:
    full = candung(tmp_path / "var", "doctor", upload_min_free_mb=10**9)
    assert full.returncode == 1
    assert "fault   disk" in full.stdout
    (tmp_path / "var" / "secret.key").unlink()
    lost = candung(tmp_path / "var", "doctor")
    assert lost.returncode == 1
    assert "restore it from a backup" in lost.stdout
    foreign = candung(tmp_path / "var", "doctor", secret_key="another key altogether")
    assert foreign.returncode == 1
    assert "sealed with another key" in foreign.stdout


def test_a_channel_without_a_token_is_off_and_one_that_answers_nobody_is_a_fault(tmp_path: Path) -> None:
    plain = candung(tmp_path / "var", "doctor")
    assert "off     telegram" in plain.stdout
    away = {"telegram_token": "12:an-invented-token", "telegram_api_base": "http://127.0.0.1:9"}
    cut = candung(tmp_path / "var", "doctor", **away)
    assert cut.returncode == 1
    assert "fault   telegram   the platform cannot be reached" in cut.stdout
    assert "an-invented-token" not in cut.stdout + cut.stderr


def test_a_rehearsal_never_reaches_the_real_platform(tmp_path: Path) -> None:
    told = candung(tmp_path / "var", "doctor", telegram_token="12:an-invented-token", time_scale="60")
    assert told.returncode == 1
    assert "this is a rehearsal" in told.stdout
