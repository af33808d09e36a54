"""What stamps the clocks of a case, and which cases somebody is to be reminded of."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.core.clocks import Pause, Stamps
from storage import cases, clocks
from storage.clocks import Next, Stamped
from storage.database import Database
from tests.storage.samples import NOON, filed, filing, later

PROMISED = date(2026, 3, 16)


def stamped(conn: Connection, case_id: int) -> Stamped:
    """The row of one case."""
    return clocks.of(conn, [case_id])[case_id]


def due(conn: Connection, seconds: float = 0, most: int = 9) -> list[int]:
    """The cases that are due so long after noon."""
    return [each.case_id for each in clocks.due(conn, later(seconds), most)]


def test_a_filed_case_has_clocks_and_is_looked_at_by_the_next_sweep(conn: Connection) -> None:
    case_id = filed(conn)
    assert clocks.of(conn, [case_id, 0]) == {case_id: Stamped(case_id, NOON, remind_at=NOON)}
    known = cases.file(conn, filing("26-0002-6", remind_at=later(90))).id
    assert stamped(conn, known) == Stamped(known, NOON, remind_at=later(90))
    assert (due(conn), due(conn, 90)) == ([case_id], [case_id, known])


def test_a_row_that_is_held_is_read_and_one_that_is_not_there_is_none(conn: Connection) -> None:
    case_id = filed(conn)
    assert clocks.hold(conn, case_id) == stamped(conn, case_id)
    assert clocks.hold(conn, 0) is None


def test_a_change_writes_what_it_names_and_nothing_else(conn: Connection) -> None:
    case_id, other = filed(conn), filed(conn, "26-0002-6")
    clocks.change(conn, case_id, taken_at=later(60), sent=["accept:50"], remind_at=later(90.5))
    clocks.change(conn, case_id, waiting_since=later(120), extended_days=3)
    assert stamped(conn, case_id) == Stamped(
        case_id, NOON, taken_at=later(60), waiting_since=later(120), extended_days=3, sent=("accept:50",),
        remind_at=later(90.5),
    )  # fmt: skip
    ended = (Pause(later(120), later(180)),)
    clocks.change(conn, case_id, waiting_since=None, pauses=ended, taken_at=None, remind_at=None)
    after = stamped(conn, case_id)
    assert (after.waiting_since, after.taken_at, after.remind_at, after.pauses) == (None, None, None, ended)
    assert stamped(conn, other) == Stamped(other, NOON, remind_at=NOON)


def test_no_moment_of_a_press_is_kept_closer_than_to_the_minute(conn: Connection) -> None:
    case_id = filed(conn)
    pressed = later(90.25)
    clocks.change(
        conn, case_id, came_at=pressed, taken_at=pressed, first_word_at=pressed, concluded_at=pressed,
        closed_at=pressed, reopened_at=pressed, waiting_since=pressed, nagged_at=pressed,
        pauses=[Pause(pressed, later(150.25))], remind_at=pressed, late_at=pressed,
    )  # fmt: skip
    minute = later(60)
    assert stamped(conn, case_id) == Stamped(
        case_id, came_at=minute, taken_at=minute, first_word_at=minute, concluded_at=minute, closed_at=minute,
        reopened_at=minute, waiting_since=minute, nagged_at=minute, pauses=(Pause(minute, later(120)),),
        remind_at=pressed, late_at=pressed,
    )  # fmt: skip
    anonymous = cases.file(conn, filing("26-0002-6", None, filed_at=minute)).id
    assert stamped(conn, anonymous) == Stamped(anonymous, minute, remind_at=minute)


def test_the_clocks_are_made_of_what_was_stamped_and_what_stands_in_the_case() -> None:
    row = Stamped(
        7, later(60), coming=2, taken_at=later(120), waiting_since=later(300),
        pauses=(Pause(later(180), later(240)),), extended_days=3,
    )  # fmt: skip
    pauses = (Pause(later(180), later(240)), Pause(later(300)))
    assert row.stamps(filed_at=NOON, due_on=PROMISED, reopened=1) == Stamps(
        NOON, later(60), taken_at=later(120), pauses=pauses, extra_days=3, coming=2, round=2,
        promised_on=PROMISED,
    )  # fmt: skip


def test_what_is_due_comes_earliest_first_and_no_more_than_asked_for(conn: Connection) -> None:
    ids = [cases.file(conn, filing(str(n), remind_at=later(-n))).id for n in range(4)]
    assert clocks.next_due(conn) == later(-3)
    assert due(conn, -2) == [ids[3], ids[2]]
    assert due(conn, most=3) == [ids[3], ids[2], ids[1]]
    looked = [Next(ids[3], None, ()), Next(ids[2], later(60), ("accept:50",), late_at=later(99))]
    clocks.set_next(conn, looked)
    clocks.set_next(conn, [])
    assert due(conn) == [ids[1], ids[0]]
    assert due(conn, 60) == [ids[1], ids[0], ids[2]]
    row = stamped(conn, ids[2])
    assert (row.sent, row.late_at, row.came_at) == (("accept:50",), later(99), NOON)


def test_nothing_is_due_where_nothing_waits(conn: Connection) -> None:
    assert (clocks.next_due(conn), due(conn)) == (None, [])


def test_two_sweeps_at_once_get_no_case_twice(postgres: Database) -> None:
    for code in ("1", "2"):
        postgres.transact(partial(filed, code=code))
    with postgres.engine.begin() as one, postgres.engine.begin() as other:
        assert len(clocks.due(one, NOON, 1)) == 1
        assert len(clocks.due(other, NOON, 9)) == 1


def test_cases_that_were_closed_long_ago_are_found_earliest_first(conn: Connection) -> None:
    first, second, recent, still_open = (filed(conn, code) for code in "1234")
    for case_id, days in ((second, 2), (first, 3), (recent, 1)):
        clocks.change(conn, case_id, closed_at=NOON - timedelta(days=days))
    before = NOON - timedelta(days=1)
    assert clocks.closed_before(conn, before) == [first, second]
    assert clocks.closed_before(conn, before, most=1) == [first]
    assert still_open not in clocks.closed_before(conn, later(99))
