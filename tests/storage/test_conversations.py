"""Conversations: loaded and saved by the batch, never overwriting what somebody else changed."""

from functools import partial

from msgspec.structs import replace
from sqlalchemy import Connection, text

from bot.core.messages import Address
from storage import conversations
from storage.database import Database
from tests.storage.samples import AN, BINH, CHI, NOON, later, stored_talk, talk


def test_a_conversation_comes_back_as_it_was_saved(conn: Connection) -> None:
    draft = {"answers": {"place": "chợ Mơ Xa"}, "seed": "x1"}
    known = talk(AN, consent="c" * 64, flow="report", draft=draft, expires_at=later(60), nudge_at=later(30))
    assert conversations.save(conn, [known, talk(BINH, language="en")]) == []
    loaded = conversations.load(conn, [AN, BINH, CHI])
    assert loaded == {AN: replace(known, version=1), BINH: talk(BINH, language="en", version=1)}
    assert loaded[AN].address == Address("post", "ward", "person a")


def test_every_save_is_a_new_version(conn: Connection) -> None:
    first = stored_talk(conn, AN, flow="report", draft={"seed": "1"}, expires_at=later(9))
    assert conversations.save(conn, [replace(first.closed(), language="en")]) == []
    second = conversations.load(conn, [AN])[AN]
    assert (second.version, second.language, second.flow, second.draft) == (2, "en", None, {})
    assert second.expires_at is None


def test_nothing_to_save_is_nothing_stale(conn: Connection) -> None:
    assert conversations.save(conn, []) == []
    assert conversations.load(conn, []) == {}


def test_a_conversation_that_somebody_else_changed_is_stale_and_keeps_their_change(conn: Connection) -> None:
    ours = stored_talk(conn, AN)
    fine = stored_talk(conn, BINH)
    assert conversations.save(conn, [replace(ours, language="en")]) == []
    assert conversations.save(conn, [replace(ours, flow="report"), replace(fine, flow="report")]) == [AN]
    loaded = conversations.load(conn, [AN, BINH])
    assert (loaded[AN].language, loaded[AN].flow) == ("en", None)
    assert loaded[BINH].flow == "report"


def test_a_conversation_that_somebody_else_began_or_forgot_is_stale(conn: Connection) -> None:
    gone = stored_talk(conn, AN)
    conversations.forget(conn, AN)
    stored_talk(conn, BINH, language="en")
    assert sorted(conversations.save(conn, [gone, talk(BINH), talk(CHI)])) == [AN, BINH]
    assert set(conversations.load(conn, [AN, BINH, CHI])) == {BINH, CHI}
    assert conversations.load(conn, [BINH])[BINH].language == "en"


def test_of_two_turns_at_once_one_is_stale(database: Database) -> None:
    with database.engine.begin() as conn:
        seen = stored_talk(conn, AN)
    turns = [replace(seen, language=language) for language in ("en", "fr")]
    results = [database.transact(partial(conversations.save, changed=[turn])) for turn in turns]
    assert results == [[], [AN]]


def test_who_blocked_us_is_noted_until_they_are_back_and_no_turn_gets_stale(conn: Connection) -> None:
    turn = stored_talk(conn, AN)
    stored_talk(conn, BINH)
    conversations.block(conn, AN, later(5))
    assert [talk.blocked_at for talk in conversations.load(conn, [AN, BINH]).values()] == [later(5), None]
    assert conversations.save(conn, [replace(turn, language="en")]) == []
    after = conversations.find(conn, AN)
    assert after is not None
    assert (after.language, after.blocked_at) == ("en", later(5)), "a turn that was under way undoes nothing"
    conversations.block(conn, AN, None)
    back = conversations.find(conn, AN)
    assert back == replace(after, blocked_at=None)


def test_who_is_unknown_can_neither_be_found_nor_blocked(conn: Connection) -> None:
    conversations.block(conn, CHI, NOON)
    assert conversations.find(conn, CHI) is None


def test_a_nudge_is_due_in_time_once_and_only_for_an_open_draft(conn: Connection) -> None:
    stored_talk(conn, AN, flow="report", nudge_at=later(20), draft={"seed": "1"})
    stored_talk(conn, BINH, flow="report", nudge_at=later(10), draft={"seed": "1"})
    stored_talk(conn, CHI, nudge_at=later(10))
    assert conversations.to_nudge(conn, later(9)) == []
    due = conversations.to_nudge(conn, later(20))
    assert [each.lane for each in due] == [BINH, AN]
    assert [each.lane for each in conversations.to_nudge(conn, later(20), most=1)] == [BINH]
    conversations.nudged(conn, [BINH, AN])
    conversations.nudged(conn, [])
    assert conversations.to_nudge(conn, later(99)) == []
    assert conversations.save(conn, due) == [], "a nudge makes no turn stale"


def test_a_draft_is_past_its_last_day_in_time_and_only_while_it_is_open(conn: Connection) -> None:
    stored_talk(conn, AN, flow="report", expires_at=later(20))
    stored_talk(conn, BINH, flow="report", expires_at=later(10))
    stored_talk(conn, CHI, expires_at=NOON)
    assert [each.lane for each in conversations.expired(conn, later(10))] == [BINH]
    assert [each.lane for each in conversations.expired(conn, later(20))] == [BINH, AN]
    assert len(conversations.expired(conn, later(20), most=1)) == 1


def spoil_talk(conn: Connection, lane: str, column: str) -> None:
    """Nobody holds the key of this sealed value any more."""
    junk = {"junk": b"sealed by somebody else", "lane": lane}
    conn.execute(text(f"UPDATE conversations SET {column} = :junk WHERE lane = :lane"), junk)  # noqa: S608 - names of ours


def test_a_draft_that_cannot_be_opened_is_as_if_it_had_never_been(conn: Connection) -> None:
    draft = {"seed": "1"}
    lost = stored_talk(conn, AN, flow="report", draft=draft, expires_at=NOON, nudge_at=NOON, language="en")
    fine = stored_talk(conn, BINH, flow="report", draft=draft)
    spoil_talk(conn, AN, "draft")
    empty = replace(lost, flow=None, draft={}, unreadable=True)
    assert conversations.load(conn, [AN, BINH]) == {AN: empty, BINH: fine}
    assert conversations.expired(conn, NOON) == conversations.to_nudge(conn, NOON) == [empty]
    assert conversations.save(conn, [empty]) == []
    again = conversations.find(conn, AN)
    assert again == replace(empty, version=2, unreadable=False)
    assert conversations.expired(conn, NOON) == []


def test_a_person_who_cannot_be_opened_takes_nobody_with_them(conn: Connection) -> None:
    lost, fine = stored_talk(conn, AN, consent="c" * 64), stored_talk(conn, BINH)
    spoil_talk(conn, AN, "person")
    nowhere = replace(lost, address=Address("post", "ward", ""), unreadable=True)
    assert conversations.load(conn, [AN, BINH]) == {AN: nowhere, BINH: fine}
    assert conversations.save(conn, [replace(nowhere, address=lost.address)]) == []
    found = conversations.find(conn, AN)
    assert found == replace(lost, version=2), "who speaks to us is known again"
