"""Who is on duty when, who was asked to take a watch, and of which watches somebody is still to hear."""

from datetime import timedelta

import msgspec
from sqlalchemy import Connection

from storage import rota
from storage.rota import OnWatch
from tests.storage.samples import NOON

DAY = timedelta(days=1)
HALF = timedelta(hours=12)
AN, BINH, CHI = 7, 8, 9


def watch(staff: int = AN, begins: timedelta = timedelta(0), **others: object) -> OnWatch:
    """Twelve hours of the police from noon on, or so much later."""
    begins_at = NOON + begins
    given = {"office": "police", "ends_at": begins_at + HALF, "made_by": 1, "made_at": NOON} | others
    return msgspec.convert({"begins_at": begins_at, "staff": staff, **given}, OnWatch)


def written(conn: Connection, *watches: OnWatch) -> None:
    for each in watches:
        rota.put(conn, each)


def test_somebody_is_on_duty_from_the_first_moment_to_just_before_the_end(conn: Connection) -> None:
    mine = watch()
    written(conn, mine, watch(BINH, HALF), watch(CHI, office="economic"))
    moment = timedelta(microseconds=1)
    on = [rota.on_duty(conn, at).get("police") for at in (NOON - moment, NOON, NOON + HALF - moment)]
    assert on == [None, mine, mine]
    assert rota.on_duty(conn, NOON + HALF)["police"].staff == BINH
    assert {office: each.staff for office, each in rota.on_duty(conn, NOON).items()} == {
        "police": AN, "economic": CHI,
    }  # fmt: skip


def test_a_watch_goes_over_midnight_and_lasts_a_day_at_most(conn: Connection) -> None:
    written(conn, watch(AN, ends_at=NOON + DAY))
    assert rota.on_duty(conn, NOON + DAY - timedelta(minutes=1))["police"].staff == AN
    assert rota.on_duty(conn, NOON + DAY) == {}


def test_of_two_that_overlap_the_one_that_began_last_counts(conn: Connection) -> None:
    written(conn, watch(AN, ends_at=NOON + DAY), watch(BINH, timedelta(minutes=30)))
    assert rota.on_duty(conn, NOON + HALF)["police"].staff == BINH


def test_who_is_put_on_a_watch_takes_it_from_whoever_had_it_with_every_offer(conn: Connection) -> None:
    written(conn, watch(AN, offered_to=CHI, offered_for=NOON + DAY, remind_at=NOON), watch(BINH))
    assert rota.between(conn, "police", NOON, NOON + DAY) == [watch(BINH)]


def test_the_watches_of_a_time_are_those_that_are_not_over_before_it(conn: Connection) -> None:
    every = [watch(AN, nth * HALF) for nth in range(4)]
    written(conn, *every, watch(CHI, office="economic"))
    since = NOON + HALF - timedelta(minutes=1)
    assert rota.between(conn, "police", since, NOON + 2 * HALF) == every[:2]
    assert rota.between(conn, "police", NOON + HALF, NOON + 9 * DAY) == every[1:]


def test_watches_are_cleared_by_when_they_begin(conn: Connection) -> None:
    every = [watch(AN, nth * HALF) for nth in range(4)]
    written(conn, *every, watch(CHI, HALF, office="economic"))
    assert rota.clear(conn, "police", NOON + HALF, NOON + 3 * HALF) == every[1:3]
    assert rota.between(conn, "police", NOON, NOON + 9 * DAY) == [every[0], every[3]]
    assert rota.clear(conn, "police", NOON + HALF, NOON + 3 * HALF) == []
    assert rota.on_duty(conn, NOON + HALF)["economic"].staff == CHI


def test_what_is_to_be_said_is_found_when_its_moment_has_come(conn: Connection) -> None:
    first, later = watch(AN, remind_at=NOON), watch(BINH, HALF, remind_at=NOON + HALF)
    written(conn, later, first, watch(CHI, DAY))
    assert rota.due(conn, NOON) == [first]
    assert rota.due(conn, NOON + HALF) == [first, later]
    rota.remind_next(conn, first, NOON + DAY)
    rota.remind_next(conn, later, None)
    assert rota.due(conn, NOON + HALF) == []
    assert [each.staff for each in rota.due(conn, NOON + DAY)] == [AN]


def test_an_offer_stands_until_it_is_withdrawn_or_the_watch_is_anothers(conn: Connection) -> None:
    written(conn, watch(AN))
    assert rota.offer(conn, watch(AN), BINH, NOON + DAY)
    (asked,) = rota.between(conn, "police", NOON, NOON + DAY)
    assert (asked.offered_to, asked.offered_for) == (BINH, NOON + DAY)
    assert rota.withdraw(conn, asked)
    assert not rota.withdraw(conn, asked)
    rota.offer(conn, watch(AN), CHI, None)
    assert not rota.withdraw(conn, asked), "another was asked meanwhile"
    rota.put(conn, watch(BINH))
    assert not rota.offer(conn, watch(AN), CHI, None)


def test_watches_are_held_by_when_they_begin(conn: Connection) -> None:
    written(conn, watch(AN), watch(BINH, HALF), watch(CHI, office="economic"))
    found = rota.held(conn, "police", [NOON, NOON + HALF, NOON + DAY])
    assert {at: each.staff for at, each in found.items()} == {NOON: AN, NOON + HALF: BINH}
