"""Until when a duty of the ward is to be done, and why that day, in words."""

from datetime import date, timedelta

import pytest

from bot.core.duties import Duty, DutyDay, DutyStage, Occurrence, last_day
from bot.core.people import Role
from bot.core.words import Wording
from handlers.reminders import owing
from tests.handlers.turns import turn
from tests.support.ward_time import CALENDAR, at

NAME = Wording(vi="Báo cáo", en="Report")


def occurrence(dated: date, day: DutyDay, *, provisional: bool = False) -> Occurrence:
    duty = Duty(id="d", name=NAME, what=NAME, dates=(f"{dated:%m-%d}",), day=day, to=(Role.HEAD,))
    return Occurrence(duty, dated, last_day(duty, dated, CALENDAR), provisional)


@pytest.mark.parametrize(
    ("dated", "day", "words"),
    [
        (date(2026, 5, 15), DutyDay.BEFORE, "Vì sao: ngày làm việc cuối cùng trước ngày 15/05/2026."),
        (
            date(2026, 11, 15), DutyDay.BEFORE,
            "Vì sao: ngày làm việc cuối cùng trước ngày 15/11/2026; không tính 14/11–15/11 (nghỉ hằng tuần).",
        ),
        (
            date(2026, 4, 27), DutyDay.BY,
            "Vì sao: ngày làm việc cuối cùng tính đến ngày 27/04/2026;"
            " không tính 25/04–26/04 (nghỉ hằng tuần); 27/04 (Giỗ Tổ (nghỉ bù)).",
        ),
        (
            date(2026, 9, 10), DutyDay.FROM,
            "Vì sao: ngày làm việc đầu tiên từ ngày 10/09/2026;"
            " không tính 10/09 (phường nghỉ làm việc: Bão).",
        ),
    ],
)  # fmt: skip
def test_the_last_day_is_explained_by_the_days_that_nobody_works(
    dated: date, day: DutyDay, words: str
) -> None:
    assert owing.because(occurrence(dated, day), CALENDAR, turn().desk.catalog.speaker("vi")) == words


@pytest.mark.parametrize(
    ("days", "late", "provisional", "words"),
    [
        (-3, None, False, "Hạn: thứ Sáu, ngày 15/05/2026."),
        (-3, None, True, "Hạn (tạm tính, lịch nghỉ chưa được xác nhận): thứ Sáu"),
        (0, None, False, "Hôm nay là ngày cuối."),
        (1, None, False, "Hạn là thứ Sáu, ngày 15/05/2026, đã qua."),
        (3, 1, False, "Hạn là thứ Sáu, ngày 15/05/2026, đã trễ 1 ngày làm việc."),
    ],
)
def test_it_says_until_when_as_the_day_stands(
    days: int, late: int | None, provisional: bool, words: str
) -> None:
    due = occurrence(date(2026, 5, 15), DutyDay.BY, provisional=provisional)
    stage = DutyStage("d:2026-05-15:T-0", due, at("2026-05-15 07:30"), days_before=0, days_late=late)
    today = due.last + timedelta(days=days)
    assert owing.until(stage, today, turn().desk.catalog.speaker("vi")).startswith(words)
