"""What staff say and press in a group of their office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.core.case import Status
from bot.core.messages import Address, Inbound
from bot.core.people import Role
from handlers import features, officer, work
from handlers.turn import Turn
from storage import cases, clocks, conversations, groups, staff
from storage.cases import Filing
from storage.conversations import Conversation
from storage.database import Database
from storage.groups import Group
from storage.staff import Joining, StaffState
from storage.touch import Connection
from tests.handlers import turns
from tests.support.clock import START
from tests.support.databases import KEYRING, sqlite

__all__ = ["sqlite"]

GROUP = Address("telegram", "9001", "-100200300")
OTHER_GROUP = Address("telegram", "9001", "-100200301")
MINH = Address("telegram", "9001", "41")
HOA = Address("telegram", "9001", "42")
LAN = Address("web", "99001", "1" * 32)
DESK = turns.turn().desk
DESK = replace(DESK, features=features.build(DESK.ward, DESK.catalog))
FILED = Filing(
    code="26-0001-3", secret="tag", lane=KEYRING.lane(LAN), anonymous=False, channel="web", language="vi",
    category="NG", subcategory="NG.1", priority="P3", lead="economic",
    route={"reasons": [], "coordinators": [], "basis": []},
    report={"place": {"text": "phố Bạch Đằng, nhà bà Hoa"}, "details": "Không có bảng giá nào cả"},
    place_key=None, filed_at=START, due_on=date(2026, 12, 4),
)  # fmt: skip


@pytest.fixture
def conn(sqlite: Database) -> Iterator[Connection]:
    """An office with an officer and a group, one of another office, and a case."""
    with sqlite.engine.begin() as connection:
        for address, office in ((MINH, "economic"), (HOA, "police")):
            _join(connection, address, office)
        here = Group("economic", KEYRING.lane(GROUP), GROUP, "vi")
        groups.bind(connection, here, by=None, at=START)
        cases.file(connection, FILED)
        yield connection


def _join(conn: Connection, address: Address, office: str) -> None:
    lane = KEYRING.lane(address)
    conversations.save(conn, [Conversation(lane, address, "vi", START)])
    name = f"người {address.person}"
    staff.join(conn, Joining(name, name, Role.OFFICER, office, lane, StaffState.ACTIVE, None, START))


def said(conn: Connection, who: Address, group: Address | None = GROUP, **message: Any) -> Turn:
    """One message in a group, or in private, and what it causes."""
    lane = KEYRING.lane(who)
    inbound = Inbound(who, START, group=group.person if group else "", external_id="1", **message)
    talk = conversations.find(conn, lane)
    assert talk is not None
    turn = Turn(DESK, inbound, talk, START, START, lambda: conn, on_staff=True)
    assert officer.take(turn) or work.take(turn)
    return turn


def letters(turn: Turn, to: Address) -> list[str]:
    return [letter.outbound.prompt.text for letter in turn.letters if letter.address == to]


def labels(turn: Turn, to: Address) -> list[str]:
    return [
        b.label for letter in turn.letters if letter.address == to for b in letter.outbound.prompt.buttons
    ]


def listed(turn: Turn) -> list[str]:
    """The cases that a group was shown."""
    return [label for label in labels(turn, GROUP) if label[:2].isdigit()]


def test_a_press_in_the_group_takes_and_the_details_come_in_private(conn: Connection) -> None:
    turn = said(conn, MINH, tap="case:take:26-0001-3")
    case = cases.find(conn, "26-0001-3")
    assert case is not None
    assert case.status is Status.ACCEPTED
    assert turn.answer == "Anh/chị đã nhận hồ sơ 26-0001-3."
    assert "Không có bảng giá nào cả" in letters(turn, MINH)[0]
    assert letters(turn, GROUP) == []
    event = cases.history(conn, case.id)[-1]
    assert (event.channel, event.action, event.staff) == ("telegram", "take", case.holder)


def test_details_are_sent_to_whoever_pressed_and_that_is_written_down(conn: Connection) -> None:
    turn = said(conn, MINH, tap="case:open:26-0001-3")
    assert turn.answer == "Đã gửi chi tiết vào tin riêng của anh/chị."
    assert "nhà bà Hoa" in letters(turn, MINH)[0]
    case = cases.find(conn, "26-0001-3")
    assert case is not None
    assert [event.action for event in cases.history(conn, case.id)] == ["file", "view"]
    assert case.version == 1


@pytest.mark.parametrize("verb", ["open", "take", "photos", "move"])
def test_who_may_not_see_it_is_told_so_and_gets_nothing(conn: Connection, verb: str) -> None:
    turn = said(conn, HOA, tap=f"case:{verb}:26-0001-3")
    assert turn.answer == "Không có hồ sơ nào mang mã này trong phạm vi anh/chị được xem."
    assert letters(turn, HOA) == [turn.answer]
    assert letters(turn, GROUP) == []


def test_the_list_of_a_group_is_that_of_its_office_whoever_asks(conn: Connection) -> None:
    cases.file(conn, replace(FILED, code="26-0002-1", lead="police"))
    cases.file(conn, replace(FILED, code="26-0003-9", confidential=True))
    turn = said(conn, HOA, text="/viec")
    assert listed(turn) == ["26-0001-3 · 💰 Không niêm yết giá, thu sai giá · Đã gửi"]
    assert letters(turn, HOA) == []


def test_a_long_list_of_a_group_goes_on(conn: Connection) -> None:
    for number in range(2, 12):
        cases.file(conn, replace(FILED, code=f"26-00{number:02}-0"))
    first = said(conn, MINH, text="/viec@CanDungBot")
    assert len(listed(first)) == 8
    more = next(b.tap for b in first.letters[-1].outbound.prompt.buttons if b.label == "Xem thêm")
    assert [label[:7] for label in listed(said(conn, MINH, tap=more))] == [
        "26-0009", "26-0010", "26-0011",
    ]  # fmt: skip


def test_a_group_looks_through_what_is_free_late_and_waiting(conn: Connection) -> None:
    late = cases.file(conn, replace(FILED, code="26-0002-1"))
    clocks.change(conn, late.id, late_at=START - timedelta(days=2))
    said(conn, MINH, tap="case:take:26-0001-3")
    assert listed(said(conn, MINH, tap="case:list:n")) == listed(said(conn, MINH, tap="case:list:l"))
    assert listed(said(conn, MINH, tap="case:list:l")) == [
        "26-0002-1 · 💰 Không niêm yết giá, thu sai giá · Đã gửi · trễ 2 ngày"
    ]
    assert listed(said(conn, MINH, tap="case:list:w")) == []


@pytest.mark.parametrize("view", ["m", "t", "h1."])
def test_what_one_person_has_is_not_told_to_a_group(conn: Connection, view: str) -> None:
    turn = said(conn, MINH, tap=f"case:list:{view}")
    assert listed(turn) == listed(said(conn, MINH, text="/viec"))
    assert "Của tôi" not in labels(turn, GROUP)


def test_words_that_are_searched_in_a_group_are_answered_in_private(conn: Connection) -> None:
    turn = said(conn, MINH, text="/viec bach dang")
    assert letters(turn, GROUP) == []
    assert labels(turn, MINH)[0].startswith("26-0001-3")
    turn = said(conn, HOA, text="/viec bach dang")
    assert labels(turn, HOA) == labels(turn, GROUP) == []


def test_a_group_without_open_cases_is_told_so(conn: Connection) -> None:
    said(conn, MINH, tap="case:take:26-0001-3")
    case = cases.find(conn, "26-0001-3")
    assert case is not None
    event = cases.Event(START, "officer", "telegram", "conclude", Status.CONCLUDED)
    cases.move(conn, case.id, case.version, cases.Change(Status.CONCLUDED), event)
    turn = said(conn, MINH, text="/viec")
    [told] = letters(turn, GROUP)
    assert told == "Phòng Kinh tế, hạ tầng và đô thị. Tất cả hồ sơ đang mở: không có hồ sơ nào."


def test_a_group_that_is_not_bound_shows_no_cases(conn: Connection) -> None:
    turn = said(conn, MINH, OTHER_GROUP, text="/viec")
    assert letters(turn, OTHER_GROUP) == ["Nhóm này chưa gắn với đơn vị nào, nên không xem được hồ sơ ở đây."]


def test_a_code_in_a_group_is_answered_in_private(conn: Connection) -> None:
    turn = said(conn, MINH, text="/viec 26-0001-3")
    assert "nhà bà Hoa" in letters(turn, MINH)[0]
    assert letters(turn, GROUP) == []


def test_what_is_no_longer_possible_is_said_in_plain_words(conn: Connection) -> None:
    case = cases.find(conn, "26-0001-3")
    assert case is not None
    event = cases.Event(START, "head", "telegram", "verify", Status.VERIFYING)
    cases.move(conn, case.id, case.version, cases.Change(Status.VERIFYING), event)
    turn = said(conn, MINH, None, tap="case:take:26-0001-3")
    assert letters(turn, MINH) == ["Lúc này chưa làm được việc đó với phản ánh này."]
    turn = said(conn, MINH, None, tap="case:photos:26-0001-3")
    assert turn.answer == "Hồ sơ 26-0001-3 không có ảnh xem được."


def test_an_edited_message_and_a_word_among_colleagues_ask_for_nothing(conn: Connection) -> None:
    talk = conversations.find(conn, KEYRING.lane(MINH))
    assert talk is not None
    for more in (
        {"text": "/viec", "edited": True},
        {"text": "việc"},
        {"text": "/tracuu"},
        {"tap": "case:fly:x"},
    ):
        message: dict[str, Any] = dict(more)
        inbound = Inbound(MINH, START, group=GROUP.person, **message)
        assert not officer.take(Turn(DESK, inbound, talk, START, START, lambda: conn, on_staff=True))
