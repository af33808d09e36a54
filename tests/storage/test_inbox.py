"""The inbox: kept once, claimed by lane heads, failed, parked, blanked."""

from datetime import timedelta

from sqlalchemy import Connection, LargeBinary, literal, update

from bot.core.messages import Address, InboxId, LaneKey, Notice
from storage import inbox
from storage.database import Database
from storage.inbox import ATTEMPTS, INBOX, InboxKind
from tests.storage.samples import AN, BINH, NOON, arrival, claimed, later, names, receive, spoil


def test_a_message_comes_back_as_it_was_stored(conn: Connection) -> None:
    inbox.put(conn, [arrival(AN, "1", b'{"text": "c\xc3\xa2n"}')], now=NOON, wall=later(5))
    (head,) = claimed(conn, wall=later(5))
    assert (head.lane, head.kind, head.attempts) == (AN, InboxKind.MESSAGE, 1)
    assert head.row.raw == b'{"text": "c\xc3\xa2n"}'
    assert head.row.received_at == NOON


def test_a_redelivered_message_is_kept_once(conn: Connection) -> None:
    assert inbox.put(conn, [arrival(AN, "1"), arrival(AN, "1"), arrival(AN, "2")], now=NOON, wall=NOON) == 2
    new = inbox.put_new(conn, [arrival(AN, "2"), arrival(AN, "3")], now=NOON, wall=NOON)
    assert [each.external_id for each in new] == ["3"]
    assert inbox.put(conn, [], now=NOON, wall=NOON) == 0


def test_the_same_id_on_another_account_is_another_message(conn: Connection) -> None:
    other = inbox.Arrival("post", "another ward", "1", AN, b"{}")
    assert inbox.put(conn, [arrival(AN, "1"), other], now=NOON, wall=NOON) == 2


def test_only_the_heads_of_lanes_are_claimed_oldest_first(conn: Connection) -> None:
    receive(conn, (BINH, "b1"), (AN, "a1"), (BINH, "b2"), (AN, "a2"))
    heads = claimed(conn)
    assert names(heads) == ["b1", "a1"]
    inbox.finish(conn, [head.id for head in heads], wall=NOON)
    assert names(claimed(conn)) == ["b2", "a2"]


def test_no_more_heads_are_claimed_than_asked_for(conn: Connection) -> None:
    receive(conn, (BINH, "b1"), (AN, "a1"))
    assert names(claimed(conn, most=1)) == ["b1"]


def test_a_row_that_waits_for_its_next_try_holds_its_lane_and_no_other(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (AN, "a2"), (BINH, "b1"))
    (first, other) = claimed(conn)
    assert not inbox.fail(conn, first, "ValueError", wall=NOON)
    inbox.finish(conn, [other.id], wall=NOON)
    assert claimed(conn) == []
    assert inbox.next_retry(conn) == later(2)
    (again,) = claimed(conn, wall=later(2))
    assert (again.row.external_id, again.attempts) == ("a1", 2)


def test_each_failure_waits_longer_until_the_row_is_parked_and_the_lane_goes_on(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (AN, "a2"))
    wall, waits = NOON, []
    for _ in range(ATTEMPTS - 1):
        (head,) = claimed(conn, wall=wall)
        assert not inbox.fail(conn, head, "ValueError", wall=wall)
        again = inbox.next_retry(conn)
        assert again is not None
        waits.append((again - wall).total_seconds())
        wall = again
    assert waits == [2, 4, 8, 16]
    (head,) = claimed(conn, wall=wall)
    assert inbox.fail(conn, head, "ValueError", wall=wall)
    assert names(claimed(conn, wall=wall)) == ["a2"]
    assert inbox.health(conn).parked == 1


def test_after_the_clock_was_set_back_nothing_waits_longer_than_any_pause_of_ours(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (BINH, "b1"))
    far, near = claimed(conn)
    inbox.fail(conn, far, "ValueError", wall=later(9999))
    inbox.fail(conn, near, "ValueError", wall=later(1))
    assert inbox.hasten(conn, wall=NOON, latest=later(300)) == 1
    assert names(claimed(conn)) == ["a1"]
    assert inbox.hasten(conn, wall=NOON, latest=later(300)) == 0


def test_nothing_waits_where_nothing_came(conn: Connection) -> None:
    assert claimed(conn) == []
    assert inbox.next_retry(conn) is None
    assert inbox.oldest_waiting(conn) is None
    assert inbox.newest(conn) == 0
    inbox.finish(conn, [], wall=NOON)


def test_a_row_that_cannot_be_opened_is_parked_and_holds_up_no_other(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (AN, "a2"), (BINH, "b1"))
    spoilt = update(INBOX).where(INBOX.c.external_id == "a1")
    conn.execute(spoilt.values(raw=literal(b"not sealed", LargeBinary)))
    assert names(claimed(conn)) == ["b1"]
    assert inbox.health(conn).parked == 1
    assert names(claimed(conn)) == ["a2", "b1"]


def test_the_next_head_of_the_last_life_is_counted_before_it_is_tried(database: Database) -> None:
    with database.engine.begin() as conn:
        receive(conn, (AN, "a1"), (AN, "a2"))
        until = inbox.newest(conn)
        receive(conn, (BINH, "b1"))
    for attempt in (1, 2, 3):
        with database.engine.begin() as conn:
            first = inbox.next_head(conn, until=until, wall=NOON)
        assert first is not None
        assert (first.row.external_id, first.attempts) == ("a1", attempt)
    with database.engine.begin() as conn:
        inbox.park(conn, InboxId(until - 1), "killed the process", wall=NOON)
        second = inbox.next_head(conn, until=until, wall=NOON)
        assert second is not None
        assert second.row.external_id == "a2"
        inbox.finish(conn, [second.id], wall=NOON)
        assert inbox.next_head(conn, until=until, wall=NOON) is None


def test_an_attempt_can_be_counted_without_a_claim(conn: Connection) -> None:
    receive(conn, (AN, "a1"))
    oldest = inbox.oldest_waiting(conn)
    assert oldest is not None
    assert [inbox.count_attempt(conn, oldest) for _ in range(2)] == [1, 2]


def test_ids_are_never_given_again_even_when_everything_was_swept(database: Database) -> None:
    with database.engine.begin() as conn:
        receive(conn, (AN, "a1"))
        inbox.finish(conn, [inbox.newest(conn)], wall=NOON)
        last = inbox.newest(conn)
        inbox.sweep(conn, blank_before=later(1), delete_before=later(1))
        assert inbox.newest(conn) == 0
    with database.engine.begin() as conn:
        receive(conn, (AN, "a2"))
        assert inbox.newest(conn) > last


def test_a_notice_is_put_once_and_reads_back(conn: Connection) -> None:
    said = Notice("draft-nudge", {"hours": 20})
    address = Address("post", "ward", "person a")
    row = inbox.notice(AN, address, "nudge:1", said)
    assert inbox.put(conn, [row], now=NOON, wall=NOON) == 1
    assert inbox.put(conn, [row], now=NOON, wall=NOON) == 0
    (head,) = claimed(conn)
    assert head.kind is InboxKind.NOTICE
    assert inbox.read_notice(head.row) == (address, said)


def test_health_tells_what_waits_since_when_and_what_was_parked(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (AN, "a2"), (BINH, "b1"))
    inbox.park(conn, InboxId(inbox.newest(conn)), "unparsable", wall=NOON)
    health = inbox.health(conn)
    assert (health.waiting, health.parked, health.oldest) == (2, 1, NOON)


def test_notices_of_one_kind_are_said_with_the_one_whose_turn_it_is(conn: Connection) -> None:
    address = Address("post", "ward", "person a")

    def put(lane: LaneKey, key: str, number: int) -> None:
        row = inbox.notice(lane, address, key, Notice("remind", {"number": number}))
        inbox.put(conn, [row], now=NOON, wall=NOON)

    for number, key in enumerate(("remind:a", "remind:b", "reminder", "remind:c")):
        put(AN, key, number)
    put(BINH, "remind:d", 9)
    receive(conn, (AN, "words"))
    more = inbox.along(conn, AN, "notice:remind:a", wall=NOON)
    assert [notice.args["number"] for notice in more] == [1, 3]
    assert inbox.along(conn, AN, "notice:remind:a", wall=NOON) == []
    assert inbox.health(conn).waiting == 4


def test_a_notice_that_cannot_be_opened_is_left_out_of_what_is_said_along(conn: Connection) -> None:
    for key in ("remind:a", "remind:b"):
        row = inbox.notice(AN, Address("post", "ward", "person a"), key, Notice("remind"))
        inbox.put(conn, [row], now=NOON, wall=NOON)
    spoil(conn, "inbox", "raw", inbox.newest(conn))
    assert inbox.along(conn, AN, "notice:remind:a", wall=NOON) == []


def test_time_speaks_on_the_lane_of_a_case(conn: Connection) -> None:
    inbox.put(conn, [inbox.on_case(7, "closes", Notice("case-closes", {"case": 7}))], now=NOON, wall=NOON)
    [head] = claimed(conn)
    address, said = inbox.read_notice(head.row)
    assert (head.lane, address.channel, said.args) == ("case:7", inbox.CLOCK, {"case": 7})


def test_the_story_of_a_person_is_theirs_newest_first_without_our_notices(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (BINH, "b1"), (AN, "a2"))
    notice = inbox.notice(AN, Address("post", "ward", "person a"), "n", Notice("draft-nudge"))
    inbox.put(conn, [notice], now=NOON, wall=NOON)
    story = inbox.story(conn, AN, most=10)
    assert [row["external_id"] for row in story] == ["a2", "a1"]
    assert story[0]["raw"] == b"{}"
    assert len(inbox.story(conn, AN, most=1)) == 1


def test_what_a_person_wrote_can_be_erased_but_not_what_still_waits(conn: Connection) -> None:
    receive(conn, (AN, "a1"), (AN, "a2"), (BINH, "b1"))
    inbox.finish(conn, [head.id for head in claimed(conn)], wall=NOON)
    inbox.blank_lane(conn, AN)
    assert [row["raw"] for row in inbox.story(conn, AN, most=9)] == [b"{}", None]
    assert [row["raw"] for row in inbox.story(conn, BINH, most=9)] == [b"{}"]
    receive(conn, (AN, "a1"))
    assert len(inbox.story(conn, AN, most=9)) == 2


def test_texts_are_blanked_and_rows_deleted_in_portions(conn: Connection) -> None:
    receive(conn, *((AN, f"a{n}") for n in range(5)))
    for n in range(5):
        (head,) = claimed(conn)
        inbox.finish(conn, [head.id], wall=later(n))

    def sweep(blank: int, delete: int) -> bool:
        return inbox.sweep(conn, blank_before=later(blank), delete_before=later(delete), most=2)

    def raws() -> list[bytes | None]:
        return [row["raw"] for row in reversed(inbox.story(conn, AN, most=9))]

    assert sweep(3, 0)
    assert raws() == [None, None, b"{}", b"{}", b"{}"]
    assert not sweep(3, 0)
    assert raws() == [None, None, None, b"{}", b"{}"]
    assert sweep(3, 4)
    assert sweep(3, 4)
    assert not sweep(3, 4)
    assert raws() == [b"{}"]


def test_a_sweep_leaves_what_waits_and_what_was_parked_lately(conn: Connection) -> None:
    receive(conn, (AN, "parked"), (AN, "waits"))
    (head,) = claimed(conn)
    inbox.park(conn, head.id, "unparsable", wall=NOON)
    far = NOON + timedelta(days=7)
    assert not inbox.sweep(conn, blank_before=far, delete_before=NOON)
    assert [row["raw"] for row in inbox.story(conn, AN, most=9)] == [b"{}", b"{}"]
    inbox.sweep(conn, blank_before=far, delete_before=far)
    assert [row["external_id"] for row in inbox.story(conn, AN, most=9)] == ["waits"]


def test_a_word_of_a_newer_release_only_shows(conn: Connection) -> None:
    receive(conn, (AN, "a1"))
    conn.execute(update(INBOX).values(kind="telepathy"))
    (head,) = claimed(conn)
    assert head.kind == "telepathy"


def test_what_waits_or_was_parked_is_unhandled_on_its_channel(conn: Connection) -> None:
    receive(conn, (AN, "done"), (BINH, "parked"), (AN, "waits"), (BINH, "broken"))
    notice = inbox.notice(AN, Address("post", "ward", "person a"), "n", Notice("draft-nudge"))
    inbox.put(conn, [notice], now=NOON, wall=NOON)
    done, parked = claimed(conn)
    inbox.finish(conn, [done.id], wall=NOON)
    inbox.park(conn, parked.id, "Unparsable", wall=NOON)
    spoilt = update(INBOX).where(INBOX.c.external_id == "broken")
    conn.execute(spoilt.values(raw=literal(b"not sealed", LargeBinary)))
    assert sorted(row.external_id for row in inbox.unhandled(conn, "post")) == ["parked", "waits"]
    assert inbox.unhandled(conn, "another channel") == []
