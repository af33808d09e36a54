"""A chat that got another address takes along what is still to be said."""

from sqlalchemy import Connection, select

from bot.core.messages import Address, Kind
from storage import outbox
from storage.outbox import OUTBOX, OutboxState
from tests.storage.samples import AN, BINH, CHI, NOON, later, leased, letter, queue, send, texts

GROUP = Address("post", "ward", "group -100c")


def test_a_chat_that_moved_takes_along_what_is_not_said_yet(conn: Connection) -> None:
    queue(
        conn,
        letter(AN, "being sent"),
        letter(AN, "next"),
        letter(AN, "ảnh", replaces="album", gathers=True),
        letter(BINH, "other"),
    )
    (claim, _) = leased(conn)
    outbox.readdress(conn, AN, CHI, GROUP)
    for expected in ("being sent", "next"):
        (moved,) = leased(conn)
        assert (moved.parcel.prompt.text, moved.lane, moved.parcel.address) == (expected, CHI, GROUP)
        outbox.delivered(conn, [(moved.parcel.id, "m")], wall=NOON)
    assert moved.parcel.id != claim.parcel.id
    assert leased(conn) == []
    assert texts(leased(conn, wall=later(2))) == ["ảnh"], "what gathers waits there as long as here"
    assert conn.execute(select(OUTBOX.c.id).where(OUTBOX.c.lane == AN)).all() == []


def test_what_landed_in_the_old_chat_is_said_in_the_new_one(conn: Connection) -> None:
    queue(conn, letter(AN, "one"))
    (claim,) = leased(conn)
    claim.parcel.landed["part"] = 11
    outbox.retry(conn, claim, "Throttled", at=NOON)
    outbox.readdress(conn, AN, CHI, GROUP)
    (moved,) = leased(conn)
    assert moved.parcel.landed == {}


def test_what_is_put_back_because_its_chat_moved_is_due_at_once(conn: Connection) -> None:
    queue(conn, letter(AN, "one"))
    leased(conn, wall=later(30))
    outbox.readdress(conn, AN, CHI, GROUP)
    assert outbox.next_retry(conn) == later(30)
    (again,) = leased(conn, wall=later(30))
    assert again.attempts == 2


def test_what_waits_for_its_repeat_or_a_sign_of_life_moves_too(conn: Connection) -> None:
    queue(conn, letter(AN, "question", Kind.QUESTION), letter(AN, "reply"))
    for _ in range(2):
        (claim,) = leased(conn)
        outbox.unsure(conn, claim, "Uncertain", wall=NOON)
    outbox.readdress(conn, AN, CHI, GROUP)
    outbox.sign_of_life(conn, [CHI], wall=later(5))
    (first,) = leased(conn, wall=later(5))
    assert (first.parcel.prompt.text, first.parcel.address, first.repeats) == ("question", GROUP, 1)


def test_what_was_said_before_the_chat_moved_stays_and_is_not_edited_there(conn: Connection) -> None:
    queue(conn, letter(AN, "v1", replaces="card:1"))
    send(conn, external_id="m1")
    queue(conn, letter(AN, "v2", replaces="card:1"))
    outbox.readdress(conn, AN, CHI, GROUP)
    (claim,) = leased(conn)
    assert (claim.parcel.prompt.text, claim.parcel.edits) == ("v2", None)
    lanes = conn.execute(select(OUTBOX.c.lane).order_by(OUTBOX.c.id)).scalars()
    assert list(lanes) == [AN, CHI]


def test_of_versions_that_meet_where_a_chat_moved_to_the_newest_is_said(conn: Connection) -> None:
    queue(conn, letter(CHI, "v1", replaces="card:1"), letter(CHI, "here", replaces="card:2"))
    queue(conn, letter(AN, "v2", replaces="card:1"), letter(AN, "reply"))
    queue(conn, letter(CHI, "v3", replaces="card:1"))
    outbox.readdress(conn, AN, CHI, GROUP)
    said = []
    while claims := leased(conn):
        said += texts(claims)
        outbox.delivered(conn, [(claim.parcel.id, "m") for claim in claims], wall=NOON)
    assert said == ["here", "reply", "v3"]
    assert list(conn.execute(select(OUTBOX.c.state)).scalars()).count(OutboxState.REPLACED) == 2


def test_a_chat_that_moved_while_nothing_waits_moves_nothing(conn: Connection) -> None:
    queue(conn, letter(AN, "one"))
    send(conn)
    outbox.readdress(conn, AN, CHI, GROUP)
    assert list(conn.execute(select(OUTBOX.c.lane)).scalars()) == [AN]
    assert leased(conn) == []
