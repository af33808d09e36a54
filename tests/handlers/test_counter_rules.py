"""Who may answer what waits for a person, how a request stands, and what its card says."""

from datetime import timedelta

import msgspec
import pytest

from bot.core.authority import Hand, may_answer
from bot.core.people import Role
from handlers.counter import cards
from handlers.counter.entry import Entry, Reach
from handlers.turn import Desk, Recipient
from storage.people import RequestKind
from storage.threads import Line, ThreadAction, ThreadSide
from tests.handlers.turns import ADDRESS, LANE, turn
from tests.support.clock import START

DAY = timedelta(days=1)


def entry(*lines: Line, **changes: object) -> Entry:
    """A request about one's data, made now."""
    made = Entry(
        7, RequestKind.RIGHTS, "culture", START, START + DAY, START + 20 * DAY, None, "", False, list(lines),
        Recipient(LANE, ADDRESS, "vi"), Reach.OPEN,
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def desk() -> Desk:
    """What the cards need."""
    return turn().desk


def said(side: ThreadSide, words: str | None = "Alô") -> Line:
    """One of them wrote."""
    return Line(side, 1 if side is ThreadSide.STAFF else None, words, START, office="culture")


@pytest.mark.parametrize(
    ("hand", "may"),
    [
        (Hand(Role.OFFICER, "culture"), True),
        (Hand(Role.HEAD, "culture"), True),
        (Hand(Role.COORDINATOR, "culture"), True),
        (Hand(Role.COORDINATOR, "police"), True),
        (Hand(Role.LEADER), True),
        (Hand(Role.ADMIN), True),
        (Hand(Role.OFFICER, "police"), False),
        (Hand(Role.HEAD, "police"), False),
        (Hand(Role.MEDIA, "culture"), False),
        (Hand(Role.OFFICER), False),
    ],
)
def test_the_office_and_whoever_sees_all_may_answer(hand: Hand, may: bool) -> None:
    assert may_answer(hand, "culture") is may


def test_a_first_answer_keeps_the_first_date_and_only_the_end_keeps_the_last() -> None:
    late = START + 2 * DAY
    assert entry().is_late_to_answer(late)
    assert entry(said(ThreadSide.RESIDENT)).is_late_to_answer(late)
    answered = entry(said(ThreadSide.STAFF))
    assert not answered.is_late_to_answer(late)
    assert answered.is_late(START + 21 * DAY)
    assert not entry(done_at=late).is_late(START + 21 * DAY)


def test_a_move_is_no_word_to_the_resident() -> None:
    moved = Line(ThreadSide.STAFF, 1, None, START, ThreadAction.MOVE, office="police")
    assert not entry(said(ThreadSide.RESIDENT), moved).ward_spoke_last
    assert entry(said(ThreadSide.STAFF), moved).ward_spoke_last


def test_a_card_shows_the_newest_lines_cut_and_a_move_by_its_office() -> None:
    old, long = said(ThreadSide.RESIDENT, "câu đầu tiên"), said(ThreadSide.RESIDENT, "x" * 900)
    moved = Line(ThreadSide.STAFF, 1, None, START, ThreadAction.MOVE, office="police")
    erased = said(ThreadSide.RESIDENT, None)
    shown = cards.card(desk(), "vi", entry(old, long, moved, erased, said(ThreadSide.STAFF)), START).text
    assert "câu đầu tiên" not in shown
    assert "x" * 400 + "…" in shown
    assert "x" * 401 not in shown
    assert "chuyển cho Công an phường" in shown
    assert "(lời đã được xoá)" in shown


@pytest.mark.parametrize(("reach", "key"), [(Reach.GONE, "counter-gone"), (Reach.BLOCKED, "counter-blocked")])
def test_nothing_offers_an_answer_that_reaches_nobody(reach: Reach, key: str) -> None:
    shown = cards.card(desk(), "en", entry(reach=reach), START)
    assert desk().catalog.say("en", key) in shown.text
    assert [button.tap for button in shown.buttons] == ["ask:move:7", "ask:done:7"]


def test_a_card_that_is_over_has_no_buttons_and_keeps_its_dates() -> None:
    shown = cards.card(desk(), "vi", entry(done_at=START + DAY, outcome="Đã xoá."), START)
    assert shown.buttons == ()
    assert "Kết quả: Đã xoá." in shown.text
    assert "Hạn theo luật" in shown.text


def test_an_office_and_a_channel_that_are_no_longer_known_go_by_their_names() -> None:
    elsewhere = Recipient(LANE, msgspec.structs.replace(ADDRESS, channel="post"), "vi")
    shown = cards.card(desk(), "vi", entry(office="old_office", resident=elsewhere), START).text
    assert "Nơi trả lời: old_office" in shown
    assert "Trả lời qua: post" in shown
