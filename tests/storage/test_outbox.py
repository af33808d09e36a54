"""The outbox: claimed by priority and age, one of a lane at a time; retried, repeated, given up."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, LargeBinary, literal, select, update

from bot.core.messages import Address, Ask, Button, Kind, Outbound, Priority, Prompt
from storage import outbox
from storage.database import Database
from storage.outbox import LEASE, OUTBOX, REPEAT_AFTER, Letter, OutboxState
from tests.storage.samples import AN, BINH, CHI, NOON, later, leased, letter, queue, send, texts, urgent


def states(conn: Connection) -> list[OutboxState]:
    """Where the rows stand, by age."""
    return list(conn.execute(select(OUTBOX.c.state).order_by(OUTBOX.c.id)).scalars())


def test_a_letter_comes_back_as_it_was_queued(conn: Connection) -> None:
    prompt = Prompt(
        "Cân thiếu bao nhiêu?", (Button("Bỏ qua", "report:amounts:skip"),), Ask.AMOUNTS, True, (2, 6)
    )
    address = Address("post", "ward", "người 1")
    put = [Letter(Outbound(AN, prompt, Kind.QUESTION), address, "vi")]
    assert outbox.put(conn, put, now=NOON, wall=NOON) == [AN]
    (claim,) = leased(conn)
    assert (claim.parcel.prompt, claim.parcel.address, claim.parcel.language) == (prompt, address, "vi")
    assert (claim.lane, claim.kind, claim.attempts, claim.repeats) == (AN, Kind.QUESTION, 1, 0)
    assert claim.parcel.edits is None
    assert outbox.put(conn, [], now=NOON, wall=NOON) == []


def test_rows_are_claimed_by_priority_and_then_by_age(conn: Connection) -> None:
    queue(
        conn,
        urgent(AN, "news", Priority.NEWS),
        urgent(BINH, "answer", Priority.ANSWER),
        letter(CHI, "second"),
    )
    assert texts(leased(conn, most=2)) == ["answer", "second"]
    assert texts(leased(conn)) == ["news"]


def test_one_row_of_a_lane_is_sent_at_a_time_in_order(conn: Connection) -> None:
    queue(conn, letter(AN, "one"), letter(AN, "two"), urgent(AN, "last", Priority.BROADCAST))
    for expected in ("one", "two", "last"):
        (claim,) = leased(conn)
        assert claim.parcel.prompt.text == expected
        assert leased(conn) == []
        outbox.delivered(conn, [(claim.parcel.id, "m")], wall=NOON)
    assert leased(conn) == []


def test_nothing_of_a_lane_is_claimed_while_one_is_sent_not_even_what_is_more_urgent(
    conn: Connection,
) -> None:
    queue(conn, urgent(AN, "news", Priority.NEWS))
    (claim,) = leased(conn)
    queue(conn, urgent(AN, "answer", Priority.ANSWER))
    assert leased(conn) == []
    outbox.retry(conn, claim, "Unreachable", at=later(60))
    assert texts(leased(conn)) == ["answer"]


def test_a_row_that_waits_for_its_next_try_holds_back_what_comes_after_it(conn: Connection) -> None:
    queue(conn, letter(AN, "one"), letter(AN, "two"), letter(BINH, "other"))
    first, other = leased(conn)
    outbox.retry(conn, first, "Throttled", at=later(9))
    outbox.delivered(conn, [(other.parcel.id, "m")], wall=NOON)
    assert leased(conn, wall=later(8)) == []
    assert outbox.next_retry(conn) == later(9)
    (again,) = leased(conn, wall=later(9))
    assert (again.parcel.prompt.text, again.attempts) == ("one", 2)


def test_nothing_is_next_where_nothing_is_queued(conn: Connection) -> None:
    assert outbox.next_retry(conn) is None
    queue(conn, letter(AN, "one"))
    send(conn)
    assert outbox.next_retry(conn) is None


def test_what_was_given_up_is_not_sent_and_the_lane_goes_on(conn: Connection) -> None:
    queue(conn, letter(AN, "one"), letter(AN, "two"))
    (claim,) = leased(conn)
    outbox.give_up(conn, claim.parcel.id, "Rejected", wall=NOON)
    assert texts(leased(conn)) == ["two"]
    assert states(conn) == [OutboxState.DEAD, OutboxState.SENDING]


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.RECEIPT, Kind.ASSIGNMENT])
def test_an_uncertain_question_receipt_or_assignment_is_said_once_more_after_a_minute(
    conn: Connection, kind: Kind
) -> None:
    queue(conn, letter(AN, "mã 26-0001-8", kind))
    (claim,) = leased(conn)
    outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    due = NOON + REPEAT_AFTER
    assert outbox.next_retry(conn) == due
    assert leased(conn, wall=due - timedelta(seconds=1)) == []
    (repeat,) = leased(conn, wall=due)
    assert (repeat.parcel.prompt.text, repeat.repeats) == ("mã 26-0001-8", 1)
    outbox.unsure(conn, repeat, "Uncertain", wall=due)
    assert leased(conn, wall=due + timedelta(days=1)) == []
    assert outbox.next_retry(conn) is None
    assert outbox.health(conn).uncertain == 1


def test_what_landed_of_a_message_is_known_to_every_later_attempt_until_it_is_delivered(
    conn: Connection,
) -> None:
    queue(conn, letter(AN, "question", Kind.QUESTION))
    (first,) = leased(conn)
    assert first.parcel.landed == {}
    first.parcel.landed["part"] = 11
    outbox.retry(conn, first, "Throttled", at=NOON)
    (second,) = leased(conn)
    assert second.parcel.landed == {"part": 11}
    second.parcel.landed["next"] = 12
    outbox.unsure(conn, second, "Uncertain", wall=NOON)
    (repeat,) = leased(conn, wall=NOON + REPEAT_AFTER)
    assert repeat.parcel.landed == {"part": 11, "next": 12}
    outbox.delivered(conn, [(repeat.parcel.id, "13")], wall=NOON)
    assert conn.execute(select(OUTBOX.c.landed)).scalar() is None


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.REMINDER, Kind.BROADCAST])
def test_other_uncertain_rows_are_not_repeated_by_themselves(conn: Connection, kind: Kind) -> None:
    queue(conn, letter(AN, "nhắc", kind))
    (claim,) = leased(conn)
    outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    assert leased(conn, wall=NOON + timedelta(days=1)) == []


def test_a_row_that_waits_for_its_repeat_does_not_hold_its_lane(conn: Connection) -> None:
    queue(conn, letter(AN, "question", Kind.QUESTION))
    (claim,) = leased(conn)
    outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    queue(conn, letter(AN, "reply"))
    assert texts(leased(conn)) == ["reply"]


def test_a_sign_of_life_says_again_at_once_what_stayed_uncertain(conn: Connection) -> None:
    queue(conn, letter(AN, "reply"), letter(AN, "question", Kind.QUESTION), letter(BINH, "other"))
    for _ in range(2):
        for claim in leased(conn):
            outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    outbox.sign_of_life(conn, [AN, CHI], wall=later(5))
    outbox.sign_of_life(conn, [], wall=later(5))
    (first,) = leased(conn, wall=later(5))
    assert (first.parcel.prompt.text, first.repeats) == ("reply", 1)
    outbox.delivered(conn, [(first.parcel.id, "m")], wall=later(5))
    (second,) = leased(conn, wall=later(5))
    assert (second.parcel.prompt.text, second.repeats) == ("question", 1)


def test_words_that_were_blanked_are_not_said_again(conn: Connection) -> None:
    queue(conn, letter(AN, "reply"), letter(BINH, "reply"))
    for claim in leased(conn):
        outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    outbox.blank_lane(conn, AN)
    outbox.sign_of_life(conn, [AN, BINH], wall=NOON)
    assert [claim.lane for claim in leased(conn)] == [BINH]


def test_a_row_whose_courier_died_is_found_when_its_lease_is_over(conn: Connection) -> None:
    queue(conn, letter(AN, "question", Kind.QUESTION))
    leased(conn)
    assert outbox.next_retry(conn) == NOON + LEASE
    assert outbox.abandoned(conn, wall=NOON + LEASE) == []
    over = NOON + LEASE + timedelta(seconds=1)
    (left,) = outbox.abandoned(conn, wall=over)
    assert (left.parcel.prompt.text, left.attempts) == ("question", 1)
    outbox.unsure(conn, left, "courier stopped", wall=over)
    assert outbox.abandoned(conn, wall=over) == []
    assert texts(leased(conn, wall=over + REPEAT_AFTER)) == ["question"]


def test_a_slow_courier_is_believed_that_it_delivered_but_cannot_queue_again(conn: Connection) -> None:
    queue(conn, letter(AN, "question", Kind.QUESTION))
    (slow,) = leased(conn)
    outbox.unsure(conn, slow, "courier stopped", wall=NOON)
    outbox.delivered(conn, [(slow.parcel.id, "m1")], wall=later(70))
    outbox.retry(conn, slow, "Unreachable", at=later(71))
    outbox.give_up(conn, slow.parcel.id, "Rejected", wall=later(71))
    outbox.unsure(conn, slow, "Uncertain", wall=later(71))
    assert states(conn) == [OutboxState.DELIVERED]
    assert leased(conn, wall=later(999)) == []


def test_nothing_more_is_said_to_a_person_who_left(conn: Connection) -> None:
    queue(conn, letter(AN, "one"), letter(BINH, "other"))
    (first, _) = leased(conn)
    queue(conn, letter(AN, "two"))
    outbox.give_up(conn, first.parcel.id, "Blocked", wall=NOON)
    outbox.drop_lane(conn, AN, wall=NOON)
    assert leased(conn) == []
    assert states(conn) == [OutboxState.DEAD, OutboxState.SENDING, OutboxState.DEAD]


@pytest.mark.parametrize("column", ["person", "prompt"])
def test_a_row_that_cannot_be_opened_is_given_up_and_holds_up_no_other(conn: Connection, column: str) -> None:
    queue(conn, letter(AN, "broken"), letter(AN, "two"), letter(BINH, "other"))
    spoilt = update(OUTBOX).where(
        OUTBOX.c.lane == AN, OUTBOX.c.id == select(OUTBOX.c.id).limit(1).scalar_subquery()
    )
    conn.execute(spoilt.values({column: literal(b"not sealed", LargeBinary)}))
    assert texts(leased(conn)) == ["other"]
    assert texts(leased(conn)) == ["two"]
    assert outbox.health(conn).dead == 1


def test_a_prompt_that_this_release_cannot_read_is_given_up(conn: Connection) -> None:
    queue(conn, letter(AN, "from the future"), letter(BINH, "other"))
    newer = update(OUTBOX).where(OUTBOX.c.lane == AN)
    conn.execute(newer.values(prompt={"text": "x", "ask": "telepathy"}))
    assert texts(leased(conn)) == ["other"]


def test_a_kind_of_a_newer_release_is_sent_like_a_reply(conn: Connection) -> None:
    queue(conn, letter(AN, "reply"))
    conn.execute(update(OUTBOX).values(kind="telepathy"))
    (claim,) = leased(conn)
    assert claim.kind is Kind.REPLY


def test_after_the_clock_was_set_back_nothing_waits_longer_than_any_pause_of_ours(conn: Connection) -> None:
    queue(conn, letter(AN, "far"), letter(BINH, "near"), letter(CHI, "repeat", Kind.QUESTION))
    far, near, repeat = leased(conn)
    outbox.retry(conn, far, "Unreachable", at=later(9999))
    outbox.retry(conn, near, "Unreachable", at=later(5))
    outbox.unsure(conn, repeat, "Uncertain", wall=later(9999))
    assert outbox.hasten(conn, wall=NOON, latest=later(700)) == 2
    assert sorted(texts(leased(conn))) == ["far", "repeat"]
    assert outbox.hasten(conn, wall=NOON, latest=later(700)) == 0


def test_what_is_on_its_way_while_a_person_is_erased_follows_an_hour_after_it_arrived(
    conn: Connection,
) -> None:
    queue(conn, letter(AN, "said"))
    send(conn)
    queue(conn, letter(AN, "queued"))
    outbox.blank_lane(conn, AN)
    assert [said.prompt and said.prompt.text for said in outbox.story(conn, AN, most=9)] == ["queued", None]
    send(conn)
    outbox.sweep(conn, blank_before=NOON, brief_before=later(1), delete_before=NOON)
    assert [said.prompt for said in outbox.story(conn, AN, most=9)] == [None, None]


def test_health_tells_what_waits_since_when_and_what_failed(conn: Connection) -> None:
    queue(conn, *(letter(lane, lane[0]) for lane in (AN, BINH, CHI)), letter(AN, "waits"))
    for claim, settle in zip(leased(conn), (outbox.delivered, None, None), strict=True):
        if settle:
            outbox.delivered(conn, [(claim.parcel.id, "m")], wall=NOON)
        elif claim.lane == BINH:
            outbox.unsure(conn, claim, "Uncertain", wall=NOON)
        else:
            outbox.give_up(conn, claim.parcel.id, "Rejected", wall=NOON)
    health = outbox.health(conn)
    assert (health.queued, health.oldest, health.uncertain, health.dead) == (1, NOON, 1, 1)


def test_words_are_blanked_and_rows_deleted_in_portions(conn: Connection) -> None:
    queue(conn, *(letter(AN, str(n)) for n in range(3)), letter(AN, "brief", brief=True), letter(AN, "waits"))
    for n in range(4):
        send(conn, wall=later(n))

    def sweep(*, blank: int = 0, brief: int = 0, delete: int = 0) -> bool:
        moments = {"blank_before": later(blank), "brief_before": later(brief), "delete_before": later(delete)}
        return outbox.sweep(conn, **moments, most=2)

    def words() -> list[str | None]:
        return [said.prompt.text if said.prompt else None for said in outbox.said_after(conn, AN, 0)]

    assert not sweep(brief=9)
    assert words() == ["0", "1", "2", None, "waits"]
    assert sweep(blank=9)
    assert words() == [None, None, "2", None, "waits"]
    assert not sweep(blank=9)
    assert words() == [None, None, None, None, "waits"]
    assert sweep(delete=9)
    assert sweep(delete=9)
    assert not sweep(delete=9)
    assert words() == ["waits"]


def test_ids_are_never_given_again_even_when_everything_was_swept(database: Database) -> None:
    with database.engine.begin() as conn:
        queue(conn, letter(AN, "one"))
        last = send(conn)
        outbox.sweep(conn, blank_before=later(1), brief_before=later(1), delete_before=later(1))
        assert outbox.newest_of(conn, [AN]) == {}
    with database.engine.begin() as conn:
        queue(conn, letter(AN, "two"))
        assert outbox.newest_of(conn, [AN, BINH])[AN] > last


def test_what_was_said_lately_under_a_key_is_found_until_its_words_are_gone(conn: Connection) -> None:
    def news(text: str, key: str, kind: Kind = Kind.REPLY) -> Letter:
        return Letter(Outbound(AN, Prompt(text), kind, replaces=key), Address("post", "ward", "1"), "vi")

    queue(conn, news("one", "news:1:a"), news("other", "news:12:a"), news("two", "news:1:b", Kind.QUESTION))
    found = outbox.lately(conn, AN, "news:1:", NOON)
    assert found is not None
    assert (found.key, found.prompt.text, found.kind, found.sent) == ("news:1:b", "two", Kind.QUESTION, False)
    while claims := leased(conn):
        outbox.delivered(conn, [(claims[0].parcel.id, "m")], wall=NOON)
    found = outbox.lately(conn, AN, "news:1:", NOON)
    assert found is not None
    assert found.sent
    assert outbox.lately(conn, AN, "news:1:", later(1)) is None
    assert outbox.lately(conn, BINH, "news:1:", NOON) is None
    outbox.blank_lane(conn, AN)
    assert outbox.lately(conn, AN, "news:1:", NOON) is None
