"""The log of consents, and what waits for a person of the ward."""

from functools import partial

from sqlalchemy import Connection

from storage import people
from storage.database import Database
from storage.people import ConsentAction, ConsentGiven, RequestKind
from tests.storage.races import all_at_once
from tests.storage.samples import AN, BINH, NOON, asked, later, spoil


def test_every_decision_is_a_line_of_the_consent_log(conn: Connection) -> None:
    for action in (ConsentAction.AGREED, ConsentAction.WITHDRAWN):
        given = ConsentGiven(AN, "reports", "1", "e" * 64, "vi", "post", action, NOON, "post:1")
        people.record_consent(conn, given)
    log = people.consents_of(conn, AN)
    assert [row.action for row in log] == [ConsentAction.AGREED, ConsentAction.WITHDRAWN]
    assert (log[0].purpose, log[0].text_hash, log[0].message) == ("reports", "e" * 64, "post:1")
    assert people.consents_of(conn, BINH) == []


def test_an_open_request_of_one_person_and_kind_is_not_doubled(conn: Connection) -> None:
    number = people.ask(conn, asked(AN))
    assert people.ask(conn, asked(AN)) == number
    others = {people.ask(conn, asked(AN, RequestKind.RIGHTS)), people.ask(conn, asked(BINH))}
    assert len(others - {number}) == 2
    waiting = people.open_requests(conn)
    assert [row.id for row in waiting] == sorted({number} | others)
    assert waiting[0].details == {"text": "xin gặp cán bộ"}
    assert (waiting[0].due_first, waiting[0].due_last) == (later(60), later(90))
    assert len(people.open_requests(conn, lane=AN)) == 2


def test_a_request_is_settled_once_and_may_then_be_made_again(conn: Connection) -> None:
    number = people.ask(conn, asked(AN))
    assert people.settle_request(conn, number, "đã gọi lại", at=later(5))
    assert not people.settle_request(conn, number, "again", at=later(6))
    assert people.open_requests(conn) == []
    assert people.ask(conn, asked(AN)) != number


def test_a_request_is_found_by_its_number_open_or_settled(conn: Connection) -> None:
    number = people.ask(conn, asked(AN))
    found = people.request(conn, number)
    assert found is not None
    assert (found.office, found.lane, found.done_at) == ("economic", AN, None)
    people.settle_request(conn, number, "đã gọi lại", at=later(5))
    settled = people.request(conn, number)
    assert settled is not None
    assert (settled.done_at, settled.outcome) == (later(5), "đã gọi lại")
    assert people.request(conn, number + 1) is None


def test_an_open_request_is_handed_to_another_office(conn: Connection) -> None:
    number, other = people.ask(conn, asked(AN)), people.ask(conn, asked(BINH))
    assert people.hand_over(conn, number, "culture")
    assert [(row.id, row.office) for row in people.open_requests(conn)] == [
        (number, "culture"), (other, "economic"),
    ]  # fmt: skip
    people.settle_request(conn, number, "xong", at=NOON)
    assert not people.hand_over(conn, number, "police")
    assert not people.hand_over(conn, other + 1, "police")
    settled = people.request(conn, number)
    assert settled is not None
    assert settled.office == "culture"


def test_of_two_who_settle_a_request_at_once_one_wins(database: Database) -> None:
    number = database.transact(partial(people.ask, asked=asked(AN)))
    ways = [
        partial(people.settle_request, id_=number, outcome=outcome, at=NOON) for outcome in ("một", "hai")
    ]
    won = all_at_once(database, ways)
    assert sorted(won) == [False, True]
    settled = database.transact(partial(people.request, id_=number))
    assert settled is not None
    assert settled.outcome == ("một" if won[0] else "hai")


def test_a_person_who_asks_twice_at_once_waits_once(database: Database) -> None:
    numbers = all_at_once(database, [partial(people.ask, asked=asked(AN))] * 4)
    assert len(set(numbers)) == 1
    assert len(database.transact(people.open_requests)) == 1


def test_what_a_person_had_asked_can_be_erased_but_not_what_is_open(conn: Connection) -> None:
    people.settle_request(conn, people.ask(conn, asked(AN)), "done", at=NOON)
    open_number = people.ask(conn, asked(AN))
    people.blank_lane(conn, AN)
    (left,) = people.open_requests(conn, lane=AN)
    assert (left.id, left.details) == (open_number, {"text": "xin gặp cán bộ"})
    rows = conn.execute(people.REQUESTS.select().order_by(people.REQUESTS.c.id)).all()
    assert (rows[0].lane, rows[0].details) == (None, None)


def test_a_request_that_cannot_be_opened_is_listed_without_its_words(conn: Connection) -> None:
    lost = people.ask(conn, asked(AN))
    fine = people.ask(conn, asked(BINH, RequestKind.RIGHTS))
    spoil(conn, "requests", "details", lost)
    listed = [(row.id, row.details, row.unreadable) for row in people.open_requests(conn)]
    assert listed == [(lost, {}, True), (fine, {"text": "xin gặp cán bộ"}, False)]
    row = people.request(conn, lost)
    assert row is not None
    assert (row.office, row.lane, row.unreadable) == ("economic", AN, True)
