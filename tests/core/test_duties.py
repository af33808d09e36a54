"""What the ward owes every year: on which day, who hears when, and when it is enough."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.duties import Duty, DutyDay, due, last_day, next_duty, stages
from bot.core.people import Role
from bot.core.words import Wording
from bot.core.working import WorkingCalendar
from tests.support.ward_time import CALENDAR, OFFICE, at

REPORT = Duty(
    id="report", name=Wording("Báo cáo năm", "Yearly report"), what=Wording("Gửi", "Send"), dates=("11-15",),
    day=DutyDay.BEFORE, remind=(30, 14, 7, 3, 1), to=(Role.COORDINATOR,),
)  # fmt: skip
CHECK = Duty(
    id="check", name=Wording("Lịch", "Calendar"), what=Wording("Xem", "Look"), dates=("12-01",),
    day=DutyDay.FROM, to=(Role.ADMIN,),
)  # fmt: skip
QUARTER = Duty(
    id="quarter", name=Wording("Quý", "Quarter"), what=Wording("Nhập", "Enter"),
    dates=("12-25", "03-25", "06-25", "09-25"), day=DutyDay.BY, remind=(7,), to=(Role.HEAD,),
)  # fmt: skip
ALL = (REPORT, CHECK, QUARTER)


def ids(
    now: str, *, done: tuple[str, ...] = (), sent: tuple[str, ...] = (), of: tuple[Duty, ...] = ALL
) -> list[str]:
    return [stage.id for stage in due(of, CALENDAR, at(now), done, sent)]


@pytest.mark.parametrize(
    ("year", "last"),
    [
        (2025, date(2025, 11, 14)),
        (2026, date(2026, 11, 13)),
        (2027, date(2027, 11, 12)),
        (2028, date(2028, 11, 14)),
    ],
)
def test_before_the_15th_of_november_is_the_last_working_day_before_it(year: int, last: date) -> None:
    assert last_day(REPORT, date(year, 11, 15), CALENDAR) == last


def test_a_date_may_mean_the_working_day_up_to_it_or_from_it_on() -> None:
    assert last_day(QUARTER, date(2026, 9, 25), CALENDAR) == date(2026, 9, 25)
    assert last_day(QUARTER, date(2027, 9, 25), CALENDAR) == date(2027, 9, 24)
    assert last_day(CHECK, date(2026, 12, 1), CALENDAR) == date(2026, 12, 1)
    assert last_day(CHECK, date(2029, 12, 1), CALENDAR) == date(2029, 12, 3)


def test_the_report_is_reminded_of_five_times_on_its_day_and_then_every_working_day() -> None:
    [first] = due((REPORT,), CALENDAR, at("2026-10-14 07:30"))
    found = islice(stages(first.occurrence, CALENDAR, at("2026-10-14 07:30")), 9)
    assert [(stage.id.rpartition("15:")[2], stage.at.strftime("%d/%m %H:%M")) for stage in found] == [
        ("T-30", "14/10 07:30"),
        ("T-14", "30/10 07:30"),
        ("T-7", "06/11 07:30"),
        ("T-3", "10/11 07:30"),
        ("T-1", "12/11 07:30"),
        ("T-0", "13/11 07:30"),
        ("late:1", "16/11 07:30"),
        ("late:2", "17/11 07:30"),
        ("late:3", "18/11 07:30"),
    ]
    assert (first.days_before, first.days_late) == (30, None)


def test_what_falls_on_a_day_of_rest_is_said_on_the_working_day_before() -> None:
    early = Duty(
        id="early", name=REPORT.name, what=REPORT.what, dates=("11-17",), day=DutyDay.BY, remind=(2, 1, 0),
        to=(Role.HEAD,),
    )  # fmt: skip
    [stage] = due((early,), CALENDAR, at("2026-11-13 08:00"))
    assert (stage.id, stage.at) == ("early:2026-11-17:T-2", at("2026-11-13 07:30"))
    assert [s.days_before for s in islice(stages(stage.occurrence, CALENDAR, at("2026-11-13 08:00")), 3)] == [
        2,
        1,
        0,
    ]


def test_only_the_newest_reminder_is_heard_and_only_once() -> None:
    assert ids("2026-10-14 07:29", of=(REPORT,), done=("report:2025-11-15",)) == []
    assert ids("2026-11-11 09:00", of=(REPORT,)) == ["report:2026-11-15:T-3"]
    assert ids("2026-11-11 09:00", of=(REPORT,), sent=("report:2026-11-15:T-3",)) == []
    assert ids("2026-11-20 09:00", of=(REPORT,), sent=("report:2026-11-15:T-3",)) == [
        "report:2026-11-15:late:5"
    ]


def test_what_is_done_is_reminded_of_no_more() -> None:
    assert ids("2026-11-20 09:00", of=(REPORT,), done=("report:2026-11-15",)) == []


def test_the_next_date_ends_the_one_before() -> None:
    assert ids("2026-06-17 09:00", of=(QUARTER,)) == ["quarter:2026-03-25:late:57"]
    assert ids("2026-06-18 09:00", of=(QUARTER,)) == ["quarter:2026-06-25:T-7"]


def test_several_duties_are_told_oldest_first() -> None:
    assert ids("2026-12-01 09:00", done=("quarter:2026-09-25",)) == [
        "report:2026-11-15:late:12", "check:2026-12-01:T-0",
    ]  # fmt: skip


def test_a_day_that_is_not_settled_makes_a_duty_provisional() -> None:
    [stage] = due((REPORT,), CALENDAR, at("2027-11-08 09:00"))
    assert stage.occurrence.provisional
    assert not due((REPORT,), CALENDAR, at("2026-11-10 09:00"))[0].occurrence.provisional


def test_the_next_reminder_is_known() -> None:
    now = at("2026-11-11 09:00")
    assert next_duty((REPORT,), CALENDAR, now) == at("2026-11-12 07:30")
    assert next_duty((REPORT,), CALENDAR, now, ("report:2026-11-15",)) == at("2027-10-13 07:30")
    assert next_duty((CHECK,), CALENDAR, at("2024-01-01 09:00")) == at("2024-01-02 07:30")
    assert next_duty((), CALENDAR, now) is None


def test_a_ward_that_is_new_owes_what_was_last_due() -> None:
    calendar = WorkingCalendar(hours=(OFFICE,) * 5 + ((), ()))
    assert [s.occurrence.dated for s in due(ALL, calendar, at("2026-01-05 09:00"))] == [
        date(2025, 11, 15), date(2025, 12, 1), date(2025, 12, 25),
    ]  # fmt: skip


@given(st.integers(0, 700 * 24 * 60), st.sampled_from(ALL))
def test_the_next_reminder_is_the_next_that_is_heard(minutes: int, duty: Duty) -> None:
    now: datetime = at("2026-01-05 00:00") + timedelta(minutes=minutes)
    moment = next_duty((duty,), CALENDAR, now)
    assert moment is not None
    assert moment > now
    heard = {stage.id for stage in due((duty,), CALENDAR, now)}
    assert {stage.id for stage in due((duty,), CALENDAR, moment - timedelta(seconds=1))} == heard
    [then] = due((duty,), CALENDAR, moment)
    assert then.id not in heard
    assert then.at == moment
