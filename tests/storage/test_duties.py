"""Duties that come again every year are done once each time."""

from sqlalchemy import Connection

from storage import duties
from storage.duties import Done
from tests.storage.samples import NOON, later


def test_a_duty_is_done_once_for_each_period(conn: Connection) -> None:
    first = Done("yearly", "2026", NOON, 7)
    assert duties.finish(conn, first)
    assert not duties.finish(conn, Done("yearly", "2026", later(1), 8))
    calendar = Done("calendar", "2027", NOON, None)
    assert duties.finish(conn, calendar)
    assert duties.done_in(conn, "2026") == {("yearly", "2026"): first}
    assert duties.done_in(conn, "2026", "2027") == {
        ("yearly", "2026"): first,
        ("calendar", "2027"): calendar,
    }
    assert duties.done_in(conn) == {}


def test_what_was_not_done_after_all_can_be_done_again(conn: Connection) -> None:
    assert duties.finish(conn, Done("yearly", "2026", NOON, 7))
    assert duties.reopen(conn, "yearly", "2026")
    assert not duties.reopen(conn, "yearly", "2026")
    assert duties.finish(conn, Done("yearly", "2026", later(1), 8))
