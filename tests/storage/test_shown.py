"""Who has a card of what, in the order of the first one, each once."""

from functools import partial

from sqlalchemy import Connection

from storage import shown
from storage.database import Database
from tests.storage.races import all_at_once
from tests.storage.samples import AN, BINH, CHI, NOON, later


def test_those_who_have_a_card_are_told_in_the_order_of_their_first_one(conn: Connection) -> None:
    shown.note(conn, "case:1", BINH, at=NOON)
    shown.note(conn, "case:1", AN, at=later(5))
    shown.note(conn, "case:1", BINH, at=later(9))
    shown.note(conn, "case:2", CHI, at=NOON)
    assert shown.lanes(conn, "case:1") == [BINH, AN]
    assert shown.lanes(conn, "request:1") == []


def test_cards_of_one_moment_have_an_order_too(conn: Connection) -> None:
    for lane in (CHI, AN, BINH):
        shown.note(conn, "case:1", lane, at=NOON)
    assert shown.lanes(conn, "case:1") == [AN, BINH, CHI]


def test_who_is_forgotten_is_told_no_more(conn: Connection) -> None:
    shown.note(conn, "case:1", AN, at=NOON)
    shown.note(conn, "case:1", BINH, at=NOON)
    shown.note(conn, "case:2", AN, at=NOON)
    shown.forget(conn, "case:1", AN)
    shown.forget(conn, "case:1", AN)
    assert (shown.lanes(conn, "case:1"), shown.lanes(conn, "case:2")) == ([BINH], [AN])


def test_the_cards_of_a_chat_move_with_it(conn: Connection) -> None:
    for subject in ("case:1", "case:2"):
        shown.note(conn, subject, AN, at=NOON)
    shown.note(conn, "case:1", CHI, at=later(1))
    shown.note(conn, "case:2", BINH, at=later(2))
    shown.move(conn, AN, BINH)
    assert shown.lanes(conn, "case:1") == [BINH, CHI]
    assert shown.lanes(conn, "case:2") == [BINH], "who has one there already has one"


def test_a_card_that_several_note_at_once_is_noted_once(database: Database) -> None:
    all_at_once(database, [partial(shown.note, subject="case:1", lane=AN, at=NOON) for _ in range(4)])
    assert database.transact(partial(shown.lanes, subject="case:1")) == [AN]
