"""`clock explain`: the dates of a stored case, with the reason of every day."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.case import Action, Status
from bot.settings import Settings
from bot.wiring import furnish
from storage import cases
from storage.cases import Change, Event, Filing
from tests.support.process import candung

pytestmark = pytest.mark.slow

CODE = "26-0042-7"
FRIDAY = datetime(2026, 4, 24, 9, 30, tzinfo=UTC)
"""16:30 in the ward."""
TUESDAY = datetime(2026, 4, 28, 2, tzinfo=UTC)
"""09:00 in the ward."""
FILING = Filing(
    code=CODE, secret="0" * 64, lane=None, anonymous=True, channel="web", language="vi", category="DL",
    subcategory="DL.1", priority="P1", lead="economic", route={}, report={}, place_key=None,
    filed_at=FRIDAY, due_on=date(2026, 5, 13),
)  # fmt: skip


def given(folder: Path) -> Settings:
    """Without anybody's `.env`."""
    apart: dict[str, Any] = {"_env_file": None}
    return Settings(data_dir=folder, now=TUESDAY, **apart)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation in which one case was filed on a Friday and taken ten minutes later."""
    data = tmp_path / "var"
    with furnish(given(data), upgrade=True) as house:
        case = house.database.transact(lambda conn: cases.file(conn, FILING))
        taken = Event(FRIDAY.replace(minute=40), "officer", "web", Action.TAKE, Status.ACCEPTED)
        house.database.transact(lambda conn: cases.move(conn, case.id, 1, Change(Status.ACCEPTED), taken))
    return data


def test_the_dates_of_a_case_are_explained(folder: Path) -> None:
    told = candung(folder, "clock", "explain", CODE)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert lines[0] == "Tiếp nhận hồ sơ: 30 phút. Đã xong lúc 16:40, thứ Sáu, ngày 24/04/2026."
    assert "Có kết quả: 5 ngày làm việc. Đang tính." in lines
    assert "  27/04: không tính (Ngày Giỗ Tổ Hùng Vương (nghỉ bù))" in lines
    assert lines[-1] == "  Hạn cuối: 17:00, thứ Tư, ngày 13/05/2026"
    english = candung(folder, "clock", "explain", CODE, "--language", "en").stdout
    assert "  28–29/04: 2 working days count\n" in english


def test_the_same_can_be_read_by_programs(folder: Path) -> None:
    told = candung(folder, "clock", "explain", CODE, "--json")
    accept, first_word, result, legal = json.loads(told.stdout)
    assert (accept["state"], accept["due"]) == ("done", "2026-04-24T17:00:00+07:00")
    assert (first_word["state"], first_word["late"]) == ("done", False)
    assert (result["state"], result["due"]) == ("running", "2026-05-06T17:00:00+07:00")
    assert result["left_minutes"] == pytest.approx((5 * 7.5 - 1.5) * 60, abs=2)
    assert result["steps"][2] == {
        "kind": "skipped", "from": "2026-04-27", "to": "2026-04-27", "day": "holiday",
        "name": "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", "days": 0, "minutes": 0, "provisional": False,
    }  # fmt: skip
    assert (legal["clock"], legal["done"]) == ("legal", "2026-04-24T16:40:00+07:00")


def test_an_unknown_case_is_a_sentence(folder: Path) -> None:
    told = candung(folder, "clock", "explain", "26-9999-1")
    assert (told.returncode, told.stderr) == (1, "no case has the code 26-9999-1\n")
