"""Watches of a duty, over midnight and across days off, and when whoever has one hears of it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import WardError
from bot.core.roster import (
    DutyHours,
    Roster,
    Watch,
    Word,
    coming,
    next_check,
    next_word,
    roster_of,
    watch_at,
    within,
    word,
)
from bot.core.working import DAY
from tests.support.ward_time import CALENDAR, ZONE, at

ROUND = roster_of(DutyHours(hours="24/7", starts=("07:30",)))
HALVES = roster_of(DutyHours(hours="24/7", starts=("07:30", "19:30")))
NIGHTS = roster_of(DutyHours(hours="17:00-07:30", starts=("17:00", "00:30")))
DAYS = roster_of(DutyHours(hours="17:00-21:00"))


def told(*watches: Watch | None) -> list[str]:
    return [f"{each.begin:%d/%m %H:%M}–{each.end:%d/%m %H:%M}" for each in watches if each is not None]


@pytest.mark.parametrize(
    ("roster", "expected"),
    [
        (ROUND, ["03/05 07:30–04/05 07:30", "04/05 07:30–05/05 07:30"]),
        (HALVES, ["03/05 19:30–04/05 07:30", "04/05 07:30–04/05 19:30", "04/05 19:30–05/05 07:30"]),
        (NIGHTS, ["04/05 00:30–04/05 07:30", "04/05 17:00–05/05 00:30"]),
        (DAYS, ["04/05 17:00–04/05 21:00"]),
    ],
)
def test_the_watches_of_a_day_are_those_that_touch_it(roster: Roster, expected: list[str]) -> None:
    assert told(*within(roster, at("2026-05-04 01:00"), at("2026-05-05 00:00"))) == expected


@pytest.mark.parametrize(
    ("roster", "moment", "expected"),
    [
        (ROUND, "2026-05-04 02:00", ["03/05 07:30–04/05 07:30"]),
        (ROUND, "2026-05-04 07:29", ["03/05 07:30–04/05 07:30"]),
        (ROUND, "2026-05-04 07:30", ["04/05 07:30–05/05 07:30"]),
        (HALVES, "2026-12-31 23:59", ["31/12 19:30–01/01 07:30"]),
        (NIGHTS, "2026-05-04 00:10", ["03/05 17:00–04/05 00:30"]),
        (NIGHTS, "2026-05-04 02:00", ["04/05 00:30–04/05 07:30"]),
        (NIGHTS, "2026-05-04 07:30", []),
        (DAYS, "2026-05-04 16:59", []),
        (DAYS, "2026-05-04 20:59", ["04/05 17:00–04/05 21:00"]),
    ],
)
def test_one_watch_holds_a_moment_and_none_outside_of_the_hours(
    roster: Roster, moment: str, expected: list[str]
) -> None:
    assert told(watch_at(roster, at(moment))) == expected


def test_what_is_coming_begins_with_what_goes_on_and_ends_with_the_last_day() -> None:
    found = coming(ROUND, at("2026-05-04 02:00"), 7)
    assert told(found[0], found[-1]) == ["03/05 07:30–04/05 07:30", "11/05 07:30–12/05 07:30"]
    assert len(found) == 9


def test_a_watch_over_midnight_touches_two_days() -> None:
    night, evening = (
        within(HALVES, at("2026-05-04 20:00"), at("2026-05-05 00:00"))[0],
        within(DAYS, at("2026-05-04 01:00"), at("2026-05-05 00:00"))[0],
    )
    assert night.days == (date(2026, 5, 4), date(2026, 5, 5))
    assert evening.days == (date(2026, 5, 4),)
    assert Watch(at("2026-05-04 12:00"), at("2026-05-05 00:00")).days == (date(2026, 5, 4),)


@given(st.sampled_from([ROUND, HALVES]), st.integers(0, 400 * 24 * 60))
def test_round_the_clock_exactly_one_watch_holds_every_minute(roster: Roster, minutes: int) -> None:
    moment = at("2026-01-01 00:00") + timedelta(minutes=minutes)
    held = [each for each in within(roster, moment - DAY, moment + DAY) if each.holds(moment)]
    assert held == [watch_at(roster, moment)]


@pytest.mark.parametrize(
    ("hours", "starts", "sentence"),
    [
        ("24/7", (), "name when the watches begin"),
        ("24/7", ("7:30",), "'7:30' is not a time"),
        ("24/7", ("24:00",), "'24:00' is not a time"),
        ("24/7", ("07:30", "07:30"), "follow each other"),
        ("24/7", ("07:30", "20:00", "12:00"), "follow each other"),
        ("24/7", ("00:00", "05:00", "10:00", "15:00", "20:00"), "more than 4 watches"),
        ("always", (), "'always' is neither"),
        ("17:00", (), "'17:00' is neither"),
        ("17:00-25:00", (), "'17:00-25:00' is neither"),
        ("17:00-17:00", (), "'17:00-17:00' is neither"),
        ("17:00-07:30", ("18:00",), "must begin with the hours"),
        ("17:00-07:30", ("17:00", "08:00"), "within them"),
        ("17:00-07:30", ("17:00", "07:30"), "within them"),
    ],
)
def test_a_duty_that_cannot_be_kept_is_refused(hours: str, starts: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(WardError, match=sentence):
        roster_of(DutyHours(hours=hours, starts=starts))


def watch(begin: str, hours: float = 12) -> Watch:
    return Watch(at(begin), at(begin) + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("begin", "eve"),
    [
        ("2026-05-06 19:30", "2026-05-05 16:00"),
        ("2026-05-06 07:30", "2026-05-05 16:00"),
        ("2026-05-03 07:30", "2026-04-29 16:00"),  # Thursday and Friday before it were days off
        ("2026-05-04 07:30", "2026-04-29 16:00"),
    ],
)
def test_whoever_has_a_watch_hears_of_it_in_the_last_hour_of_work_before_its_day_and_when_it_begins(
    begin: str, eve: str
) -> None:
    mine = watch(begin)
    assert next_word(mine, at("2026-04-20 09:00"), CALENDAR) == at(eve)
    assert next_word(mine, at(eve), CALENDAR) == mine.begin
    assert next_word(mine, mine.begin, CALENDAR) is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-05-05 16:00", Word.COMES),
        ("2026-05-05 17:00", None),
        ("2026-05-06 02:00", None),
        ("2026-05-06 19:30", Word.BEGINS),
        ("2026-05-07 07:29", Word.BEGINS),
        ("2026-05-07 07:30", None),
    ],
)
def test_a_watch_of_later_is_spoken_of_at_work_one_that_goes_on_at_any_hour(
    now: str, said: Word | None
) -> None:
    assert word(watch("2026-05-06 19:30"), at(now), CALENDAR) is said


@pytest.mark.parametrize(
    ("moment", "check"),
    [
        ("2026-05-05 09:00", "2026-05-05 13:30"),
        ("2026-05-05 13:29", "2026-05-05 13:30"),
        ("2026-05-05 13:30", "2026-05-06 13:30"),
        ("2026-05-08 14:00", "2026-05-11 13:30"),
        ("2026-05-10 14:00", "2026-05-11 13:30"),
        ("2026-04-29 13:30", "2026-05-04 13:30"),
    ],
)
def test_on_every_afternoon_of_work_it_is_looked_who_is_missing_until_the_next(
    moment: str, check: str
) -> None:
    assert next_check(CALENDAR, at(moment)) == at(check)


def test_moments_keep_the_zone_that_they_are_asked_in() -> None:
    found = watch_at(ROUND, datetime(2026, 5, 4, 12, tzinfo=ZONE))
    assert found is not None
    assert found.begin.tzinfo is ZONE
