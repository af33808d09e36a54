"""A due date explained: every day between is counted, or passed over for a reason."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.clocks import Clock, ClockKind, LimitUnit, Pause, Stamps, over
from bot.core.counting import Step, StepKind, explain
from bot.core.working import DayKind
from tests.support.ward_time import (
    CALENDAR,
    DAYS,
    HOURS,
    WORKING_DAYS,
    WORKING_HOURS,
    at,
    clocks,
    limit,
    stamps,
)


def clock(start: str, amount: int, unit: LimitUnit, *stops: tuple[str, str]) -> Clock:
    allowed = limit(amount, unit)
    stands = tuple((at(begin), at(end)) for begin, end in stops)
    due = over(allowed, CALENDAR, at(start), stands)
    return Clock(ClockKind.RESULT, allowed, at(start), due, CALENDAR, stops=stands)


def told(step: Step) -> tuple[object, ...]:
    kind = f"{step.kind} {step.day}" if step.day else str(step.kind)
    form = "%d/%m" if step.whole else "%d/%m %H:%M"
    return kind, f"{step.first:{form}}", f"{step.last:{form}}", step.name or step.days or step.used


def test_five_working_days_over_the_spring_holidays_line_by_line() -> None:
    assert [told(step) for step in explain(clock("2026-04-24 16:30", 5, WORKING_DAYS))] == [
        ("start", "24/04 16:30", "24/04 16:30", timedelta()),
        ("skipped weekly-rest", "25/04", "26/04", timedelta()),
        ("skipped holiday", "27/04", "27/04", "Giỗ Tổ (nghỉ bù)"),
        ("counted working", "28/04", "29/04", 2),
        ("skipped holiday", "30/04", "30/04", "Chiến thắng"),
        ("skipped holiday", "01/05", "01/05", "Lao động"),
        ("skipped weekly-rest", "02/05", "03/05", timedelta()),
        ("counted working", "04/05", "06/05", 3),
        ("due", "06/05 17:00", "06/05 17:00", timedelta()),
    ]


def test_a_day_worked_instead_of_another_is_named() -> None:
    steps = explain(clock("2026-08-20 08:00", 2, WORKING_DAYS))
    assert told(steps[2]) == ("counted make-up", "22/08", "22/08", "Làm bù 31/08")
    assert steps[2].days == 1


def test_a_storm_and_a_question_are_named() -> None:
    steps = explain(clock("2026-09-08 08:00", 2, WORKING_DAYS, ("2026-09-11 08:00", "2026-09-15 09:00")))
    assert [told(step)[:3] for step in steps[1:-1]] == [
        ("counted working", "09/09", "09/09"),
        ("skipped closure", "10/09", "10/09"),
        ("waiting working", "11/09", "11/09"),
        ("skipped weekly-rest", "12/09", "13/09"),
        ("waiting working", "14/09", "14/09"),
        ("counted working", "15/09", "15/09"),
    ]


def test_working_hours_are_told_day_by_day() -> None:
    steps = explain(clock("2026-04-24 16:00", 4, WORKING_HOURS, ("2026-04-28 08:00", "2026-04-28 09:00")))
    assert [told(step) for step in steps[1:-1]] == [
        ("counted working", "24/04 16:00", "24/04 17:00", timedelta(hours=1)),
        ("skipped weekly-rest", "25/04", "26/04", timedelta()),
        ("skipped holiday", "27/04", "27/04", "Giỗ Tổ (nghỉ bù)"),
        ("counted working", "28/04 07:30", "28/04 11:30", timedelta(hours=3)),
        ("waiting", "28/04 08:00", "28/04 09:00", timedelta()),
    ]
    assert sum((step.used for step in steps), timedelta()) == timedelta(hours=4)


def test_hours_run_on_but_for_questions() -> None:
    steps = explain(clock("2026-04-24 20:00", 4, HOURS, ("2026-04-24 21:00", "2026-04-25 07:00")))
    assert [told(step) for step in steps[1:]] == [
        ("counted", "24/04 20:00", "25/04 10:00", timedelta(hours=4)),
        ("waiting", "24/04 21:00", "25/04 07:00", timedelta()),
        ("due", "25/04 10:00", "25/04 10:00", timedelta()),
    ]


def test_days_of_the_calendar_count_on_days_of_rest_and_end_on_none() -> None:
    steps = explain(clock("2026-04-23 08:00", 3, DAYS, ("2026-04-24 08:00", "2026-04-25 08:00")))
    assert [told(step) for step in steps[1:-1]] == [
        ("waiting working", "24/04", "24/04", timedelta()),
        ("counted", "25/04", "27/04", 3),
    ]
    assert steps[-1].last == at("2026-04-28 23:59")
    long = explain(clock("2026-04-23 08:00", 2, DAYS))
    assert [told(step)[0] for step in long[1:-1]] == ["counted", "skipped weekly-rest", "skipped holiday"]
    assert not any(step.provisional for step in long)


def test_the_same_day_needs_no_count() -> None:
    assert [step.kind for step in explain(clock("2026-04-25 10:00", 0, DAYS))] == ["start", "due"]
    assert [told(step)[0] for step in explain(clock("2026-04-25 10:00", 0, WORKING_DAYS))] == [
        "start", "skipped weekly-rest", "skipped holiday", "due",
    ]  # fmt: skip


def test_an_extension_is_told_with_the_days_behind_it() -> None:
    extended = clocks(stamps("2026-04-24 08:00", extra_days=2), "P1")[ClockKind.RESULT]
    steps = explain(extended)
    place = [step.kind for step in steps].index(StepKind.EXTENDED)
    assert (steps[place].days, steps[place].first) == (2, at("2026-05-06 17:00"))
    assert [told(step)[:3] for step in steps[place + 1 : -1]] == [("counted working", "07/05", "08/05")]
    assert steps[-1].last == extended.due == at("2026-05-08 17:00")


def test_days_that_are_not_settled_are_marked() -> None:
    steps = explain(clock("2026-12-30 08:00", 2, WORKING_DAYS))
    assert [step.provisional for step in steps] == [False, False, True, True]
    assert steps[2].day is DayKind.WORKING


PAUSES = st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 20_000)), max_size=2)


@given(
    st.integers(0, 200 * 24 * 60).map(lambda m: at("2026-03-02 00:00") + timedelta(minutes=m)),
    st.sampled_from(["P1", "P2", "P3", "P4"]),
    PAUSES,
    st.integers(0, 5),
)
def test_what_is_counted_is_the_limit_and_no_day_is_left_out(
    start: datetime, priority: str, waits: list[tuple[int, int]], extra: int
) -> None:
    pauses = tuple(
        Pause(start + timedelta(minutes=a), start + timedelta(minutes=a + length)) for a, length in waits
    )
    for found in clocks(Stamps(start, start, pauses=pauses, extra_days=extra), priority).values():
        steps = explain(found)
        if found.limit.unit in {WORKING_DAYS, DAYS}:
            assert sum(s.days for s in steps if s.kind is StepKind.COUNTED) == (
                found.limit.amount + found.extra_days
            )
        else:
            assert sum((s.used for s in steps), timedelta()) == found.whole
        if found.limit.unit is WORKING_DAYS:
            spans = [s for s in steps if s.whole]
            days = [
                s.first.date() + timedelta(days=n) for s in spans for n in range((s.last - s.first).days + 1)
            ]
            last = (found.due.date() - start.date()).days
            assert days == [start.date() + timedelta(days=n) for n in range(1, last + 1)]
