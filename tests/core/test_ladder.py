"""The ladder: who is reminded when, who hears next, and what is heard after a silence."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice, pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.clocks import Clock, ClockKind, Limit, LimitUnit, Pause, Stamps, over
from bot.core.ladder import Hearer, Reminder, Stage, next_at, next_of, reminder, stages
from tests.support.ward_time import CALENDAR, LADDER, at, clocks, stamps

ACCEPT, FIRST_WORD, RESULT, LEGAL = ClockKind
HOLDER, OFFICE, DUTY, GROUP, HEAD, NEXT, LEADERSHIP = Hearer


def told(found: Sequence[Stage]) -> list[tuple[str, str, set[Hearer]]]:
    return [(stage.id, stage.at.strftime("%d/%m %H:%M"), set(stage.to)) for stage in found]


def first(clock: Clock, many: int) -> list[tuple[str, str, set[Hearer]]]:
    return told(list(islice(stages(clock, LADDER), many)))


def said(found: Reminder | None) -> list[str]:
    return list(found.ids) if found else []


def test_an_officer_is_reminded_thrice_then_daily_then_the_head_and_the_leadership() -> None:
    taken = stamps("2026-05-04 08:00", taken_at=at("2026-05-04 09:00"))
    assert first(clocks(taken)[FIRST_WORD], 7) == [
        ("first-word:50", "06/05 07:45", {HOLDER}),
        ("first-word:80", "07/05 09:06", {HOLDER}),
        ("first-word:100", "08/05 07:30", {HOLDER}),
        ("first-word:late:1", "11/05 07:30", {HOLDER, HEAD}),
        ("first-word:late:2", "12/05 07:30", {HOLDER, HEAD}),
        ("first-word:late:3", "13/05 07:30", {HOLDER, HEAD, LEADERSHIP}),
        ("first-word:late:4", "14/05 07:30", {HOLDER, HEAD, LEADERSHIP}),
    ]


def test_unassigned_case_escalates_first_and_fastest() -> None:
    assert first(clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT], 5) == [
        ("accept:50", "04/05 10:00", {OFFICE}),
        ("accept:80", "04/05 11:12", {OFFICE}),
        ("accept:100", "04/05 14:00", {OFFICE, HEAD}),
        ("accept:late:1", "05/05 14:00", {OFFICE, HEAD, LEADERSHIP}),
        ("accept:late:2", "06/05 14:00", {OFFICE, HEAD, LEADERSHIP}),
    ]


def test_an_urgent_case_that_nobody_took_is_heard_at_two_at_night() -> None:
    clock = clocks(stamps("2026-05-03 02:00"), "P1")[ACCEPT]
    assert first(clock, 5) == [
        ("accept:min:0", "03/05 02:00", {DUTY}),
        ("accept:min:15", "03/05 02:15", {DUTY, OFFICE, HEAD}),
        ("accept:min:30", "03/05 02:30", {DUTY, OFFICE, HEAD, NEXT}),
        ("accept:min:60", "03/05 03:00", {DUTY, OFFICE, HEAD, NEXT}),
        ("accept:min:90", "03/05 03:30", {DUTY, OFFICE, HEAD, NEXT}),
    ]
    assert next_at(clock, LADDER, (), at("2026-05-03 02:00")) == at("2026-05-03 02:00")
    assert said(reminder([clock], LADDER, (), at("2026-05-03 02:16"))) == ["accept:min:0", "accept:min:15"]
    sent = {"accept:min:0", "accept:min:15"}
    assert reminder([clock], LADDER, sent, at("2026-05-03 02:29")) is None
    assert next_at(clock, LADDER, sent, at("2026-05-03 02:20")) == at("2026-05-03 02:30")
    assert said(reminder([clock], LADDER, {"accept:min:90"}, at("2026-05-03 09:07"))) == ["accept:min:420"]


def test_an_urgent_case_that_nobody_takes_for_days_is_heard_more_seldom() -> None:
    clock = clocks(stamps("2026-05-03 02:00"), "P1")[ACCEPT]
    found = [name for name, _, _ in first(clock, 30)]
    assert found[25:] == ["accept:min:720", "accept:min:750", *(f"accept:min:{m}" for m in (870, 990, 1110))]
    assert said(reminder([clock], LADDER, {"accept:min:750"}, at("2026-05-03 16:29"))) == []
    assert next_at(clock, LADDER, {"accept:min:750"}, at("2026-05-03 16:29")) == at("2026-05-03 16:30")
    assert said(reminder([clock], LADDER, {"accept:min:840"}, at("2026-05-03 16:31"))) == ["accept:min:870"]


def test_an_urgent_case_that_somebody_has_is_due_the_same_night_but_late_only_by_day() -> None:
    taken = stamps("2026-05-02 10:00", taken_at=at("2026-05-02 10:05"))
    clock = clocks(taken, "P1")[FIRST_WORD]
    assert first(clock, 4) == [
        ("first-word:50", "02/05 16:59", {HOLDER}),
        ("first-word:80", "02/05 21:11", {HOLDER}),
        ("first-word:100", "02/05 23:59", {HOLDER}),
        ("first-word:late:1", "05/05 07:30", {HOLDER, HEAD}),
    ]
    sent = ["first-word:80"]
    assert said(reminder([clock], LADDER, sent, at("2026-05-03 00:00"))) == ["first-word:100"]
    assert reminder([clock], LADDER, ["first-word:100"], at("2026-05-05 00:10")) is None
    assert next_at(clock, LADDER, ["first-word:100"], at("2026-05-05 00:10")) == at("2026-05-05 07:30")
    assert said(reminder([clock], LADDER, sent, at("2026-05-05 07:30"))) == [
        "first-word:100", "first-word:late:1",
    ]  # fmt: skip


ALOUD = msgspec.structs.replace(
    LADDER,
    untaken=msgspec.structs.replace(LADDER.untaken, group=2),
    urgent=msgspec.structs.replace(LADDER.urgent, group=20),
)


def groups_hear(clock: Clock, many: int = 7) -> list[str]:
    return [stage.id for stage in islice(stages(clock, ALOUD), many) if GROUP in stage.to]


def test_a_group_hears_only_that_nobody_takes_a_case() -> None:
    free, taken = (
        clocks(stamps("2026-05-04 08:00", taken_at=moment)) for moment in (None, at("2026-05-04 09:00"))
    )
    assert groups_hear(free[ACCEPT]) == ["accept:late:2", "accept:late:3", "accept:late:4"]
    assert [groups_hear(clock) for clock in (free[FIRST_WORD], free[RESULT], taken[FIRST_WORD])] == [[]] * 3
    assert groups_hear(clocks(stamps("2026-05-03 02:00"), "P1")[ACCEPT], 4) == [
        "accept:min:30",
        "accept:min:60",
    ]
    assert not any(GROUP in stage.to for stage in islice(stages(free[ACCEPT], LADDER), 9))


def test_what_a_group_missed_is_a_turn_of_its_own() -> None:
    clock = clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT]
    found = reminder([clock], ALOUD, ["accept:late:1"], at("2026-05-11 08:00"))
    assert found is not None
    assert found.ids == ("accept:late:2", "accept:late:4")
    assert found.to == {OFFICE, GROUP, HEAD, LEADERSHIP}


def test_no_reminder_outside_working_time() -> None:
    clock = clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT]
    for closed in ("2026-05-04 12:00", "2026-05-04 17:00", "2026-05-09 10:00"):
        assert reminder([clock], LADDER, (), at(closed)) is None
    assert next_at(clock, LADDER, (), at("2026-05-04 12:00")) == at("2026-05-04 13:30")
    assert next_at(clock, LADDER, (), at("2026-05-09 10:00")) == at("2026-05-11 07:30")


def test_no_reminder_after_a_colleague_took_it_or_it_was_closed() -> None:
    now = at("2026-05-05 14:30")
    taken = clocks(stamps("2026-05-04 08:00", taken_at=at("2026-05-04 13:00")), "P2")
    assert next_at(taken[ACCEPT], LADDER, (), now) is None
    assert said(reminder([taken[ACCEPT]], LADDER, (), now)) == []
    closed = clocks(stamps("2026-05-04 08:00", ended_at=at("2026-05-04 09:00")), "P2").values()
    assert next_of([*closed], LADDER, (), now) is None
    assert reminder([*closed], LADDER, (), at("2026-07-01 09:00")) is None


def test_no_reminder_while_the_reporter_is_waited_for_and_none_is_lost() -> None:
    asked = Pause(at("2026-05-07 09:00"), at("2026-05-08 10:00"))
    waiting = stamps("2026-05-04 08:00", taken_at=at("2026-05-04 09:00"), pauses=(asked,))
    clock = clocks(waiting)[FIRST_WORD]
    # the mark was reached before the question, but the machine was off then
    assert clock.mark(50) < asked.begin
    assert reminder([clock], LADDER, (), at("2026-05-07 09:30")) is None
    assert next_at(clock, LADDER, (), at("2026-05-07 09:30")) == at("2026-05-08 10:00")
    assert said(reminder([clock], LADDER, (), at("2026-05-08 10:00"))) == ["first-word:50", "first-word:80"]


def test_an_urgent_case_is_silent_too_while_its_reporter_is_waited_for() -> None:
    asked = Pause(at("2026-05-02 11:00"), at("2026-05-02 12:00"))
    clock = clocks(stamps("2026-05-02 10:00", taken_at=at("2026-05-02 10:05"), pauses=(asked,)), "P1")[
        FIRST_WORD
    ]
    assert next_at(clock, LADDER, (), at("2026-05-02 09:00")) == at("2026-05-02 17:29") + timedelta(
        seconds=30
    )
    at_night = clocks(stamps("2026-05-02 10:00", taken_at=at("2026-05-02 10:05")), "P1")[FIRST_WORD]
    stopped = Clock(
        FIRST_WORD, at_night.limit, at_night.started, at_night.due, CALENDAR, "P1",
        stops=((at("2026-05-02 20:00"), at("2026-05-02 21:00")),),
    )  # fmt: skip
    assert next_at(stopped, LADDER, (), at("2026-05-02 20:30")) == at("2026-05-02 21:00")


def test_after_an_outage_the_newest_is_heard_once_with_what_was_missed() -> None:
    clock = clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT]
    found = reminder([clock], LADDER, {"accept:50"}, at("2026-05-11 08:00"))
    assert found is not None
    assert [stage.id for stage in found.stages] == ["accept:late:4"]
    assert [stage.id for stage in found.missed] == ["accept:80", "accept:100", "accept:late:1"]
    assert found.to == {OFFICE, HEAD, LEADERSHIP}
    assert found.stages[0].days_late == 4
    assert reminder([clock], LADDER, found.ids, at("2026-05-11 08:00")) is None
    assert next_at(clock, LADDER, found.ids, at("2026-05-11 08:00")) == at("2026-05-11 14:00")


def test_a_year_of_silence_is_one_reminder() -> None:
    clock = clocks(stamps("2026-05-04 08:00", taken_at=at("2026-05-04 09:00")))[RESULT]
    found = reminder([clock], LADDER, (), at("2027-05-04 08:00"))
    assert found is not None
    assert len(found.ids) == 6
    assert found.missed[-1].id == "result:late:3"


def test_all_clocks_of_a_case_speak_in_one_reminder_the_most_pressing_first() -> None:
    all_ = [*clocks(stamps("2026-05-04 08:00"), "P2").values()]
    found = reminder(all_, LADDER, ["accept:80", "first-word:80"], at("2026-05-06 07:30"))
    assert found is not None
    assert [stage.id for stage in found.stages] == ["accept:late:1", "first-word:100"]
    assert found.missed[0].id == "accept:100"
    assert next_of(all_, LADDER, found.ids, at("2026-05-06 07:30")) == at("2026-05-06 14:00")


def test_a_clock_that_starts_anew_is_heard_anew() -> None:
    again = stamps("2026-05-04 08:00", came_at=at("2026-05-11 08:00"), coming=2)
    clock = clocks(again, "P2")[ACCEPT]
    sent = ["accept:50", "accept:late:3"]
    assert said(reminder([clock], LADDER, sent, at("2026-05-11 10:00"))) == ["accept.2:50"]


def test_an_extended_result_is_reminded_of_anew() -> None:
    extended = clocks(stamps("2026-05-04 08:00", taken_at=at("2026-05-04 09:00"), extra_days=5))[RESULT]
    assert (
        next_at(extended, LADDER, ["result:late:2"], at("2026-05-04 09:00"))
        == next(stages(extended, LADDER)).at
    )


def test_what_another_ladder_sent_keeps_its_place() -> None:
    clock = clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT]
    now = at("2026-05-04 11:15")
    assert said(reminder([clock], LADDER, ["accept:60"], now)) == ["accept:80"]
    assert said(reminder([clock], LADDER, ["accept:min:15"], now)) == ["accept:50", "accept:80"]
    urgent = clocks(stamps("2026-05-04 08:00"), "P1")[ACCEPT]
    assert said(reminder([urgent], LADDER, ["accept:80"], at("2026-05-04 08:01"))) == ["accept:min:0"]


@pytest.mark.parametrize("late", [1, 101])
def test_the_101st_late_case_is_reminded_like_the_first(late: int) -> None:
    cases = [clocks(stamps("2026-05-04 08:00"), "P2")[ACCEPT] for _ in range(late)]
    assert all(said(reminder([clock], LADDER, ["accept:80"], at("2026-05-04 14:00"))) for clock in cases)


STARTS = st.integers(0, 200 * 24 * 60).map(lambda m: at("2026-03-02 00:00") + timedelta(minutes=m))
PAUSES = st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 20_000)), max_size=2)
PRIORITY = st.sampled_from(["P1", "P2", "P3", "P4"])


def some(start: datetime, waits: list[tuple[int, int]], *, taken: bool) -> Stamps:
    pauses = tuple(
        Pause(start + timedelta(minutes=a), start + timedelta(minutes=a + length)) for a, length in waits
    )
    return Stamps(start, start, taken_at=start if taken else None, pauses=pauses)


@given(STARTS, PRIORITY, PAUSES, st.booleans())
def test_stages_follow_each_other(
    start: datetime, priority: str, waits: list[tuple[int, int]], taken: bool
) -> None:
    for clock in clocks(some(start, waits, taken=taken), priority).values():
        found = list(islice(stages(clock, LADDER), 8))
        assert len({stage.id for stage in found}) == len(found)
        moments = [stage.at for stage in found]
        assert moments == sorted(moments)
        if clock.limit.unit.worked:
            assert len(set(moments)) == len(moments)
        assert all(a.to <= b.to for a, b in pairwise(found))


@settings(max_examples=30)
@given(STARTS, PRIORITY, PAUSES, st.booleans(), st.integers(0, 60_000))
def test_whoever_waits_for_the_next_moment_hears_everything_once(
    start: datetime, priority: str, waits: list[tuple[int, int]], taken: bool, minutes: int
) -> None:
    all_ = [*clocks(some(start, waits, taken=taken), priority).values()]
    now, sent = start + timedelta(minutes=minutes), list[str]()
    for _ in range(6):
        moment = next_of(all_, LADDER, sent, now)
        assert moment is not None
        assert moment >= now
        if moment > now:
            assert reminder(all_, LADDER, sent, moment - timedelta(microseconds=1)) is None
        found = reminder(all_, LADDER, sent, moment)
        assert found is not None
        assert not set(found.ids) & set(sent)
        assert all(stage.at <= moment for stage in found.stages)
        assert reminder(all_, LADDER, [*sent, *found.ids], moment) is None
        sent += found.ids
        now = moment


def test_a_limit_in_plain_hours_is_reminded_of_by_day() -> None:
    limit = Limit(amount=4, unit=LimitUnit.HOURS)
    start = at("2026-05-08 20:00")
    clock = Clock(FIRST_WORD, limit, start, over(limit, CALENDAR, start), CALENDAR, "P2", taken=True)
    assert [stage.at for stage in islice(stages(clock, LADDER), 4)] == [
        at("2026-05-11 07:30"), at("2026-05-11 07:30"), at("2026-05-11 07:30"), at("2026-05-12 07:30"),
    ]  # fmt: skip
