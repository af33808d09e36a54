"""A newer version takes the place of an older one: unsent it is dropped, sent it is edited."""

import msgspec
from sqlalchemy import Connection, select

from bot.core.messages import Kind
from storage import outbox
from storage.outbox import OUTBOX, REPEAT_AFTER, Letter, OutboxState
from tests.storage.samples import AN, BINH, NOON, later, leased, letter, queue, send, texts


def card(text: str) -> Letter:
    """A version of the one card on this lane."""
    return letter(AN, text, Kind.ASSIGNMENT, replaces="card:1")


def anew(text: str) -> Letter:
    """A version that is to stand below the earlier ones."""
    outbound = msgspec.structs.replace(card(text).outbound, anew=True)
    return msgspec.structs.replace(card(text), outbound=outbound)


def heard(conn: Connection, last: int) -> list[tuple[str, int | None]]:
    """What a listener hears after the row `last`: the words, and whose place they take."""
    said = outbox.said_after(conn, AN, last)
    return [(each.prompt.text if each.prompt else "", each.edits) for each in said]


def test_an_unsent_version_is_dropped(conn: Connection) -> None:
    queue(conn, card("v1"))
    queue(conn, card("v2"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v2", None)
    outbox.delivered(conn, [(claim.parcel.id, "m2")], wall=NOON)
    assert leased(conn) == []


def test_of_two_versions_in_one_turn_only_the_newer_is_queued(conn: Connection) -> None:
    queue(conn, card("v1"), letter(AN, "between"), card("v2"))
    assert [text for text, _ in heard(conn, 0)] == ["between", "v2"]


def test_a_sent_version_is_edited(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, card("v2"))
    (claim,) = leased(conn)
    assert claim.parcel.edits == "m1"


def test_a_version_that_was_dropped_in_between_does_not_hide_the_sent_one(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, card("v2"))
    queue(conn, card("v3"))
    queue(conn, card("v4"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v4", "m1")


def test_what_is_said_anew_stands_below_and_is_edited_from_then_on(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, anew("v2"), card("v3"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v3", None)
    outbox.delivered(conn, [(claim.parcel.id, "m3")], wall=NOON)
    queue(conn, card("v4"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v4", "m3")


def test_what_was_to_be_said_anew_stays_so_where_a_newer_version_takes_its_place(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, anew("v2"))
    queue(conn, card("v3"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v3", None)


def test_the_key_counts_on_its_own_lane_only(conn: Connection) -> None:
    queue(conn, card("v1"), letter(BINH, "other", replaces="card:1"))
    assert sorted(texts(leased(conn))) == ["other", "v1"]


def test_a_version_that_was_being_sent_is_edited_once_it_is_delivered(conn: Connection) -> None:
    queue(conn, card("v1"))
    (first,) = leased(conn)
    queue(conn, card("v2"))
    assert leased(conn) == []
    outbox.delivered(conn, [(first.parcel.id, "m1")], wall=NOON)
    (second,) = leased(conn)
    assert (second.parcel.prompt.text, second.parcel.edits) == ("v2", "m1")


def test_a_version_that_failed_while_a_newer_one_came_is_not_tried_again(conn: Connection) -> None:
    queue(conn, card("v1"))
    (first,) = leased(conn)
    queue(conn, card("v2"))
    outbox.retry(conn, first, "Unreachable", at=later(5))
    (second,) = leased(conn)
    assert (second.parcel.prompt.text, second.parcel.edits) == ("v2", None)
    queue(conn, card("v3"))
    outbox.unsure(conn, second, "Uncertain", wall=NOON)
    (third,) = leased(conn)
    outbox.delivered(conn, [(third.parcel.id, "m3")], wall=NOON)
    outbox.sign_of_life(conn, [AN], wall=NOON)
    assert leased(conn, wall=NOON + 2 * REPEAT_AFTER) == []


def test_an_uncertain_version_is_not_repeated_once_a_newer_one_was_queued(conn: Connection) -> None:
    queue(conn, card("v1"))
    (first,) = leased(conn)
    outbox.unsure(conn, first, "Uncertain", wall=NOON)
    queue(conn, card("v2"))
    send(conn)
    outbox.sign_of_life(conn, [AN], wall=NOON)
    assert leased(conn, wall=NOON + 2 * REPEAT_AFTER) == []


def test_a_version_that_was_given_up_is_no_predecessor(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, card("v2"))
    (second,) = leased(conn)
    outbox.give_up(conn, second.parcel.id, "Rejected", wall=NOON)
    queue(conn, card("v3"))
    (third,) = leased(conn)
    assert third.parcel.edits == "m1"


def test_a_listener_hears_each_version_with_the_one_whose_place_it_takes(conn: Connection) -> None:
    queue(conn, card("v1"))
    first = send(conn)
    queue(conn, card("v2"))
    second = send(conn)
    queue(conn, card("v3"))
    assert heard(conn, 0) == [("v1", None), ("v2", first), ("v3", second)]
    assert heard(conn, second) == [("v3", second)]


def test_a_listener_who_heard_a_version_before_it_was_dropped_is_told_so(conn: Connection) -> None:
    queue(conn, card("v1"))
    sent = send(conn)
    queue(conn, card("v2"))
    dropped = outbox.newest_of(conn, [AN])[AN]
    queue(conn, card("v3"))
    assert heard(conn, dropped) == [("v3", dropped)]
    assert heard(conn, sent) == [("v3", sent)]
    assert [said.edits for said in outbox.story(conn, AN, most=9)] == [sent, None]


def test_a_person_sees_neither_what_was_dropped_nor_what_was_given_up(conn: Connection) -> None:
    queue(conn, card("v1"), letter(BINH, "other"))
    queue(conn, card("v2"), letter(AN, "reply"))
    (_, claim) = leased(conn)
    outbox.give_up(conn, claim.parcel.id, "Rejected", wall=NOON)
    assert [said.prompt.text for said in outbox.story(conn, AN, most=9) if said.prompt] == ["reply"]
    states = conn.execute(select(OUTBOX.c.state).where(OUTBOX.c.lane == AN).order_by(OUTBOX.c.id)).scalars()
    assert list(states) == [OutboxState.REPLACED, OutboxState.DEAD, OutboxState.QUEUED]


def test_a_long_history_is_told_in_portions(conn: Connection) -> None:
    queue(conn, *(letter(AN, str(n)) for n in range(5)))
    first = outbox.said_after(conn, AN, 0, most=3)
    assert [said.prompt and said.prompt.text for said in first] == ["0", "1", "2"]
    assert [text for text, _ in heard(conn, first[-1].id)] == ["3", "4"]
    assert [said.prompt and said.prompt.text for said in outbox.story(conn, AN, most=2)] == ["4", "3"]


def test_the_last_row_of_each_lane_is_told_at_once(conn: Connection) -> None:
    queue(conn, letter(AN, "1"), letter(BINH, "2"), letter(AN, "3"))
    newest = outbox.newest_of(conn, [AN, BINH])
    assert newest[AN] == newest[BINH] + 1


def test_what_is_said_anew_drops_an_unsent_version_and_edits_no_sent_one(conn: Connection) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, card("v2"))
    queue(conn, letter(AN, "v3", Kind.ASSIGNMENT, replaces="card:1", anew=True))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v3", None)
    outbox.delivered(conn, [(claim.parcel.id, "m3")], wall=NOON)
    queue(conn, card("v4"))
    (last,) = leased(conn)
    assert (last.parcel.prompt.text, last.parcel.edits) == ("v4", "m3")


def test_a_version_that_takes_the_place_of_one_said_anew_in_the_same_turn_is_said_anew(
    conn: Connection,
) -> None:
    queue(conn, card("v1"))
    send(conn, external_id="m1")
    queue(conn, letter(AN, "v2", Kind.ASSIGNMENT, replaces="card:1", anew=True), card("v3"))
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v3", None)
