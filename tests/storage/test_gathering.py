"""What gathers waits for its newer version, but not for ever; it is said once and edits nothing."""

from functools import partial

from sqlalchemy import Connection, select

from bot.core.messages import Kind
from storage import outbox
from storage.database import Database
from storage.outbox import OUTBOX, Letter, OutboxState
from tests.storage.samples import AN, BINH, NOON, later, leased, letter, queue, send, texts
from tests.support.databases import opened


def gathering(text: str, replaces: str = "album") -> Letter:
    """A version of the one acknowledgement on this lane, which waits for the next one."""
    return letter(AN, text, replaces=replaces, gathers=True)


def card(text: str) -> Letter:
    """A version in the same place that waits for nothing."""
    return letter(AN, text, Kind.ASSIGNMENT, replaces="album")


def test_what_gathers_waits_for_a_newer_version_ten_seconds_at_most(conn: Connection) -> None:
    due = []
    for seconds in (0, 2, 4, 6, 8, 9.5):
        outbox.put(conn, [gathering("ảnh")], now=NOON, wall=later(seconds))
        due.append(outbox.next_retry(conn))
    assert due == [later(seconds) for seconds in (2, 4, 6, 8, 10, 10)]
    states = conn.execute(select(OUTBOX.c.state).order_by(OUTBOX.c.id)).scalars()
    assert list(states) == [OutboxState.REPLACED] * 5 + [OutboxState.QUEUED]
    assert leased(conn, wall=later(9.9)) == []
    assert texts(leased(conn, wall=later(10))) == ["ảnh"]


def test_what_gathers_still_waits_after_a_restart(database: Database) -> None:
    for seconds in (0, 1):
        database.transact(partial(outbox.put, letters=[gathering("ảnh")], now=NOON, wall=later(seconds)))
    with opened(database.url.render_as_string(hide_password=False)) as restarted:
        assert restarted.transact(outbox.next_retry) == later(3)
        assert restarted.transact(partial(leased, wall=later(2.9))) == []
        put = partial(outbox.put, letters=[gathering("hai ảnh")], now=NOON, wall=later(9.5))
        restarted.transact(put)
        assert restarted.transact(outbox.next_retry) == later(10), "ten seconds after the first of them"
        assert texts(restarted.transact(partial(leased, wall=later(10)))) == ["hai ảnh"]


def test_what_gathers_holds_back_what_is_said_after_it_on_its_lane(conn: Connection) -> None:
    queue(conn, gathering("ảnh"), letter(AN, "then"), letter(BINH, "other"))
    assert texts(leased(conn)) == ["other"]
    assert texts(leased(conn, wall=later(2))) == ["ảnh"]


def test_after_the_wait_another_round_gathers_anew_and_edits_nothing(conn: Connection) -> None:
    queue(conn, gathering("hai ảnh"))
    send(conn, wall=later(2))
    outbox.put(conn, [gathering("ba ảnh")], now=NOON, wall=later(20))
    assert outbox.next_retry(conn) == later(22)
    (claim,) = leased(conn, wall=later(22))
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("ba ảnh", None)


def test_what_gathers_does_not_take_back_what_is_being_sent(conn: Connection) -> None:
    queue(conn, gathering("hai ảnh"))
    (first,) = leased(conn, wall=later(2))
    outbox.put(conn, [gathering("ba ảnh")], now=NOON, wall=later(2))
    outbox.delivered(conn, [(first.parcel.id, "m1")], wall=later(3))
    (second,) = leased(conn, wall=later(4))
    assert (second.parcel.prompt.text, second.parcel.edits) == ("ba ảnh", None)


def test_what_was_said_while_another_gathered_does_not_lengthen_its_wait(conn: Connection) -> None:
    queue(conn, gathering("ảnh"))
    outbox.put(conn, [gathering("khác", replaces="other")], now=NOON, wall=later(1))
    assert texts(leased(conn, wall=later(2))) == ["ảnh"]


def test_what_gathers_is_replaced_while_unsent_and_said_once(conn: Connection) -> None:
    queue(conn, gathering("1 ảnh"))
    queue(conn, gathering("2 ảnh"))
    queue(conn, gathering("3 ảnh"))
    (claim,) = leased(conn, wall=later(10))
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("3 ảnh", None)
    outbox.delivered(conn, [(claim.parcel.id, "m1")], wall=later(10))
    assert leased(conn, wall=later(99)) == []


def test_a_version_that_does_not_gather_drops_one_that_does_and_is_said_at_once(conn: Connection) -> None:
    queue(conn, gathering("2 ảnh"))
    queue(conn, card("v1"))
    assert texts(leased(conn)) == ["v1"]
    assert leased(conn, wall=later(99)) == []


def test_a_version_that_does_not_gather_does_not_edit_one_that_did(conn: Connection) -> None:
    queue(conn, gathering("2 ảnh"))
    send(conn, external_id="m1", wall=later(2))
    queue(conn, card("v1"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v1", None)


def test_a_version_edits_the_last_one_that_did_not_gather(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, gathering("2 ảnh"))
    send(conn, external_id="m2", wall=later(2))
    queue(conn, card("v2"))
    (claim,) = leased(conn)
    assert claim.parcel.edits == "m1"


def test_what_gathers_edits_nothing_that_was_sent(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, gathering("2 ảnh"))
    (claim,) = leased(conn, wall=later(2))
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("2 ảnh", None)


def test_of_gathering_versions_in_one_turn_only_the_newest_is_queued(conn: Connection) -> None:
    queue(conn, gathering("1 ảnh"), gathering("2 ảnh"))
    assert [said.prompt and said.prompt.text for said in outbox.story(conn, AN, most=9)] == ["2 ảnh"]
    assert outbox.next_retry(conn) == later(2)


def test_what_gathered_and_stayed_uncertain_is_not_said_again_once_a_newer_one_came(conn: Connection) -> None:
    queue(conn, gathering("1 ảnh"))
    (first,) = leased(conn, wall=later(2))
    outbox.unsure(conn, first, "Uncertain", wall=later(2))
    queue(conn, gathering("2 ảnh"))
    outbox.sign_of_life(conn, [AN], wall=later(2))
    assert texts(leased(conn, wall=later(10))) == ["2 ảnh"]
    assert leased(conn, wall=later(99)) == []
