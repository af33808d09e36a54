"""The clocks of a case: what starts, stops and ends them, and what does not move them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clocks import Clock, ClockKind, ClockState, Pause, Stamps, over
from tests.support.ward_time import (
    CALENDAR,
    DAYS,
    HOURS,
    MINUTES,
    WORKING_DAYS,
    WORKING_HOURS,
    ZONE,
    at,
    clocks,
    limit,
    stamps,
)

ACCEPT, FIRST_WORD, RESULT, LEGAL = ClockKind

MOMENTS = st.integers(0, 300 * 24 * 60).map(lambda m: at("2026-01-05 00:00") + timedelta(minutes=m))
PAUSES = st.lists(st.tuples(MOMENTS, st.none() | st.integers(1, 20_000)), max_size=3).map(
    lambda pairs: tuple(Pause(b, None if m is None else b + timedelta(minutes=m)) for b, m in pairs)
)
PRIORITY = st.sampled_from(["P1", "P2", "P3", "P4"])


@pytest.mark.parametrize(
    ("priority", "dues"),
    [
        ("P1", ["2026-04-24 17:00", "2026-04-24 23:59", "2026-05-06 17:00", "2026-05-13 17:00"]),
        ("P2", ["2026-04-28 11:00", "2026-04-28 17:00", "2026-05-13 17:00", "2026-05-13 17:00"]),
        ("P3", ["2026-04-28 17:00", "2026-05-04 17:00", "2026-05-20 17:00", "2026-05-13 17:00"]),
        ("P4", ["2026-04-29 17:00", "2026-05-04 17:00", "2026-05-13 17:00"]),
    ],
)
def test_a_case_has_the_limits_of_its_priority_and_the_legal_one(priority: str, dues: list[str]) -> None:
    found = clocks(stamps("2026-04-24 16:30"), priority)
    assert [clock.due.strftime("%Y-%m-%d %H:%M") for clock in found.values()] == dues
    assert [clock.priority for clock in found.values()] == [priority] * len(dues)


def test_a_priority_of_a_later_release_leaves_the_legal_date() -> None:
    assert list(clocks(stamps("2026-04-24 16:30"), "P9")) == [LEGAL]


def test_moments_are_counted_in_the_wards_time() -> None:
    filed = datetime(2026, 4, 26, 18, tzinfo=UTC)  # already Monday in the ward
    given = Stamps(filed, filed, pauses=(Pause(filed, filed + timedelta(days=1)),), taken_at=filed)
    found = clocks(given)[ACCEPT]
    assert (found.started, found.done, found.stops[0][0]) == (at("2026-04-27 01:00"),) * 3


@pytest.mark.parametrize(
    ("allowed", "start", "end"),
    [
        (limit(30, MINUTES), "2026-04-25 02:00", "2026-04-25 02:30"),
        (limit(24, HOURS), "2026-04-25 02:00", "2026-04-26 02:00"),
        (limit(4, WORKING_HOURS), "2026-04-24 16:00", "2026-04-28 10:30"),
        (limit(0, DAYS), "2026-04-25 10:00", "2026-04-25 23:59"),
        (limit(1, DAYS), "2026-04-25 10:00", "2026-04-28 23:59"),
        (limit(20, DAYS), "2026-04-24 10:00", "2026-05-14 23:59"),
        (limit(0, WORKING_DAYS), "2026-04-25 10:00", "2026-04-28 17:00"),
        (limit(2, WORKING_DAYS), "2026-09-09 10:00", "2026-09-14 17:00"),
    ],
)
def test_every_unit_is_counted_in_its_own_way(allowed: object, start: str, end: str) -> None:
    assert over(allowed, CALENDAR, at(start)) == at(end)  # type: ignore[arg-type]  # parametrized


@pytest.mark.parametrize(
    ("begin", "end", "due"),
    [
        ("2026-05-05 09:00", "2026-05-05 15:00", "2026-05-08 17:00"),  # over before the offices closed
        ("2026-05-05 09:00", "2026-05-05 17:00", "2026-05-11 17:00"),
        ("2026-05-05 16:00", "2026-05-06 08:00", "2026-05-11 17:00"),
        ("2026-05-05 09:00", "2026-05-07 10:00", "2026-05-12 17:00"),
        ("2026-05-05 09:00", None, "2026-05-18 17:00"),  # nobody answered: five working days, then on
        ("2026-05-05 09:00", "2026-06-30 10:00", "2026-05-18 17:00"),
        ("2026-04-10 09:00", "2026-04-13 10:00", "2026-05-08 17:00"),
    ],
)
def test_while_the_reporter_is_waited_for_days_do_not_count(begin: str, end: str | None, due: str) -> None:
    pause = Pause(at(begin), at(end) if end else None)
    filed = stamps("2026-05-04 08:00", pauses=(pause,), taken_at=at("2026-05-04 09:00"))
    found = clocks(filed, "P1")
    five_days = over(limit(4, WORKING_DAYS), CALENDAR, at("2026-05-04 08:00"), found[RESULT].stops)
    assert five_days == at(due)
    assert found[LEGAL].due == at("2026-05-18 17:00")
    assert found[LEGAL].stops == ()


def test_days_of_the_calendar_stand_still_too() -> None:
    stops = ((at("2026-05-05 09:00"), at("2026-05-07 10:00")),)
    assert over(limit(2, DAYS), CALENDAR, at("2026-05-04 10:00"), stops) == at("2026-05-08 23:59")
    assert over(limit(8, HOURS), CALENDAR, at("2026-05-05 08:00"), stops) == at("2026-05-07 17:00")


def test_questions_that_overlap_stop_the_clock_once() -> None:
    pauses = (
        Pause(at("2026-05-06 09:00"), at("2026-05-07 09:00")),
        Pause(at("2026-05-05 09:00"), at("2026-05-06 10:00")),
        Pause(at("2026-05-12 09:00"), at("2026-05-12 09:00")),
    )
    found = clocks(stamps("2026-05-04 08:00", pauses=pauses))[RESULT]
    assert found.stops == ((at("2026-05-05 09:00"), at("2026-05-07 09:00")),)
    assert found.state(at("2026-05-06 12:00")) is ClockState.WAITING
    assert found.state(at("2026-05-07 09:00")) is ClockState.RUNNING


def test_a_clock_is_done_by_its_own_timestamp() -> None:
    told = stamps("2026-05-04 08:00", taken_at=at("2026-05-04 09:00"), first_word_at=at("2026-05-08 09:00"))
    found = clocks(told)
    now = at("2026-05-11 09:00")
    assert found[ACCEPT].state(now) is ClockState.DONE
    assert not found[ACCEPT].is_late(now)
    assert found[FIRST_WORD].is_late(now)
    assert found[RESULT].state(now) is ClockState.RUNNING
    assert found[LEGAL].state(at("2026-05-08 08:59")) is ClockState.RUNNING
    assert [clock.taken for clock in found.values()] == [True] * 4


def test_what_was_withdrawn_awaits_nothing() -> None:
    found = clocks(stamps("2026-05-04 08:00", ended_at=at("2026-05-04 10:00")))
    assert {clock.done for clock in found.values()} == {at("2026-05-04 10:00")}


def test_who_comes_late_is_as_late_as_the_working_days_since() -> None:
    clock = clocks(stamps("2026-04-23 08:00"))[ACCEPT]
    assert clock.due == at("2026-04-24 17:00")
    assert not clock.is_late(clock.due)
    assert clock.is_late(at("2026-04-24 17:01"))
    assert clock.over_at == at("2026-04-28 07:30")
    assert clock.days_late(at("2026-04-29 07:29")) == 0
    assert clock.days_late(at("2026-04-29 07:30")) == 1
    assert clock.days_late(at("2026-05-05 07:30").astimezone(UTC)) == 3
    assert [clock.late_on(n) for n in (1, 3)] == [at("2026-04-29 07:30"), at("2026-05-05 07:30")]


def test_marks_fall_into_running_time() -> None:
    clock = clocks(stamps("2026-05-04 13:00"), "P2")[ACCEPT]
    assert clock.due == at("2026-05-05 08:00")
    assert [clock.mark(p) for p in (50, 80, 100)] == [
        at("2026-05-04 15:30"), at("2026-05-04 16:42"), at("2026-05-05 08:00"),
    ]  # fmt: skip
    assert clock.whole == timedelta(hours=4)
    assert clock.left(at("2026-05-04 16:30")) == timedelta(hours=1)
    assert clock.left(at("2026-05-06 16:30")) == timedelta()
    assert clock.mark(100 * 7 // 8) == at("2026-05-04 16:58") + timedelta(seconds=48)


def test_what_is_used_up_when_offices_close_is_heard_when_they_open() -> None:
    clock = clocks(stamps("2026-05-04 08:00"))[ACCEPT]
    assert clock.due == at("2026-05-05 17:00")
    assert clock.mark(100) == at("2026-05-06 07:30")


def test_an_extension_adds_working_days_to_the_result_alone() -> None:
    plain, extended = clocks(stamps("2026-05-04 08:00")), clocks(stamps("2026-05-04 08:00", extra_days=3))
    assert extended[RESULT].due == at("2026-05-28 17:00")
    assert (plain[RESULT].run, extended[RESULT].run) == (1, 2)
    assert all(plain[kind].due == extended[kind].due for kind in (ACCEPT, FIRST_WORD, LEGAL))


def test_a_case_that_comes_again_or_is_reopened_starts_its_own_clocks_anew() -> None:
    again = stamps(
        "2026-05-04 08:00",
        came_at=at("2026-05-08 09:00"),
        coming=2,
        reopened_at=at("2026-05-07 09:00"),
        round=2,
    )
    found = clocks(again)
    assert (found[ACCEPT].started, found[ACCEPT].run) == (at("2026-05-08 09:00"), 2)
    assert (found[RESULT].started, found[RESULT].run) == (at("2026-05-07 09:00"), 3)
    assert found[FIRST_WORD].started == found[LEGAL].started == at("2026-05-04 08:00")


def test_the_legal_date_is_the_one_that_was_promised() -> None:
    kept = clocks(stamps("2026-05-04 08:00", promised_on=date(2026, 5, 15)))[LEGAL]
    assert kept.due == at("2026-05-15 17:00")
    sunday = clocks(stamps("2026-05-04 08:00", promised_on=date(2026, 5, 17)))[LEGAL]
    assert sunday.due == at("2026-05-15 17:00")


def test_a_date_over_days_that_are_not_settled_is_provisional() -> None:
    assert not clocks(stamps("2026-05-04 08:00"))[RESULT].provisional
    later = clocks(stamps("2026-12-28 08:00"), "P1")
    assert later[RESULT].provisional
    assert not later[ACCEPT].provisional


def dues(given: Stamps, priority: str) -> list[Clock]:
    return list(clocks(given, priority).values())


@given(MOMENTS, st.integers(0, 60 * 24 * 3), PRIORITY, PAUSES)
def test_who_starts_later_is_due_no_earlier(
    start: datetime, minutes: int, priority: str, pauses: tuple[Pause, ...]
) -> None:
    later = start + timedelta(minutes=minutes)
    first = dues(Stamps(start, start, pauses=pauses), priority)
    second = dues(Stamps(later, later, pauses=pauses), priority)
    assert all(a.due <= b.due for a, b in zip(first, second, strict=True))


@given(MOMENTS, PRIORITY, PAUSES, st.integers(0, 10))
def test_waiting_and_extending_never_make_a_date_earlier(
    start: datetime, priority: str, pauses: tuple[Pause, ...], days: int
) -> None:
    plain = dues(Stamps(start, start), priority)
    moved = dues(Stamps(start, start, pauses=pauses, extra_days=days), priority)
    assert all(a.due <= b.due for a, b in zip(plain, moved, strict=True))
    assert plain[-1].due == moved[-1].due


@given(MOMENTS, PRIORITY, PAUSES, MOMENTS)
def test_what_is_used_and_what_is_left_are_the_whole(
    start: datetime, priority: str, pauses: tuple[Pause, ...], now: datetime
) -> None:
    for clock in dues(Stamps(start, start, pauses=pauses), priority):
        assert clock.left(now) + min(clock.used(now), clock.whole) == clock.whole
        assert clock.left(clock.due) == timedelta()
        assert clock.started <= clock.due
        assert clock.mark(50) <= clock.mark(80) <= clock.mark(100)
        assert clock.mark(100) >= clock.due
        assert clock.due.tzinfo is ZONE


@given(MOMENTS, PRIORITY, PAUSES, st.integers(1, 30))
def test_so_many_days_late_is_when_it_says(
    start: datetime, priority: str, pauses: tuple[Pause, ...], days: int
) -> None:
    for clock in dues(Stamps(start, start, pauses=pauses), priority):
        assert clock.days_late(clock.late_on(days)) == days
        assert clock.days_late(clock.late_on(days) - timedelta(minutes=1)) == days - 1
