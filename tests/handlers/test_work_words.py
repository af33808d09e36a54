"""What is said in several messages is one answer; amounts of money; drafted answers; the story of a case."""

from typing import Any

import pytest

from bot.core.case import Action, Outcome, Status
from bot.core.errors import Partly, Reask
from bot.core.people import Role
from bot.flow.questions import Json, Reply, Stored
from handlers.reporters import named
from handlers.staffcards import is_extended, named_in, story
from handlers.staffcards.story import money as worded
from handlers.work.drafting import body_key, drafted
from handlers.work.money import money, read_money
from handlers.work.said import said
from storage.cases import Event
from storage.staff import Member, StaffState
from tests.handlers import turns
from tests.handlers.filed import filed
from tests.support.clock import START
from tests.support.databases import KEYRING
from tests.support.wards import invented_ward
from tests.support.world import words_of

PHOTO = Stored("a" * 32, "photo", "quay.jpg")
VOICE = Stored("b" * 32, "voice")
SAID = said("said", least=5, most=40, catches=3)
LOOSE = said("said", needs_words=False)
CATALOG = words_of(invented_ward())
REPORTER = named(KEYRING, filed(), CATALOG.speaker("vi"))


def files(number: int) -> tuple[Stored, ...]:
    return tuple(Stored(f"{nth:032}", "photo") for nth in range(number))


def test_words_and_files_are_one_answer() -> None:
    stored = SAID.parse(Reply(text="Cân không có tem", files=(PHOTO,)), None)
    found = SAID.load(stored)
    assert (found.text, found.files, found.pictures) == ("Cân không có tem", (PHOTO,), (PHOTO.id,))


def test_new_words_take_the_place_of_old_ones_and_files_stay() -> None:
    before = SAID.parse(Reply(text="Cân không có tem", files=(PHOTO,)), None)
    after = SAID.parse(Reply(text="Cân có tem cũ", files=(VOICE,)), before)
    assert SAID.load(after).text == "Cân có tem cũ"
    assert [file.id for file in SAID.load(after).files] == [PHOTO.id, VOICE.id]


def test_a_file_alone_is_kept_while_words_are_awaited() -> None:
    with pytest.raises(Partly) as part:
        SAID.parse(Reply(files=(VOICE,)), None)
    assert part.value.reason == "reask-said-words"
    kept: Json = part.value.answer
    with pytest.raises(ValueError, match="no words"):
        SAID.load(kept)
    assert SAID.load(SAID.parse(Reply(text="Ghi âm ở quầy"), kept)).files == (VOICE,)
    assert LOOSE.load(LOOSE.parse(Reply(files=(VOICE,)), None)).text == ""


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(text="ơi"), "reask-short"),
        (Reply(text="x" * 41), "reask-long"),
        (Reply(text="👍"), "reask-words"),
    ],
)
def test_what_is_no_answer_is_asked_again(reply: Reply, reason: str) -> None:
    with pytest.raises(Reask, match=reason):
        SAID.parse(reply, None)


def test_what_comes_later_is_added_behind() -> None:
    assert SAID.catch is not None
    before = SAID.parse(Reply(text="Cân không có tem"), None)
    after = SAID.catch(Reply(text="và bị lệch", files=(PHOTO,)), before)
    assert SAID.load(after).text == "Cân không có tem\nvà bị lệch"
    assert SAID.load(after).files == (PHOTO,)
    assert SAID.catch(Reply(text="ok"), before) is None
    assert SAID.load(SAID.catch(Reply(text="không ai ở đó"), None)).text == "không ai ở đó"
    with pytest.raises(Reask, match="reask-long"):
        SAID.catch(Reply(text="y" * 39), before)
    with pytest.raises(Reask, match="reask-short"):
        SAID.catch(Reply(text="thôi"), None)


def test_more_files_than_there_is_room_for_are_told_and_none_of_the_others_is_lost() -> None:
    with pytest.raises(Partly, match="reask-many-files") as part:
        LOOSE.parse(Reply(text="mười hai ảnh", files=files(12)), None)
    kept: Json = part.value.answer
    assert len(LOOSE.load(kept).files) == 10
    with pytest.raises(Partly, match="reask-many-files") as full:
        LOOSE.parse(Reply(text="một ảnh nữa", files=(PHOTO,)), kept)
    full_answer: Json = full.value.answer
    assert (full_answer["text"], len(full_answer["items"])) == ("một ảnh nữa", 10)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5 triệu", 5_000_000), ("5tr", 5_000_000), ("2,5 triệu", 2_500_000), ("750.000", 750_000),
        ("750,000 đ", 750_000), ("1 triệu 500 nghìn", 1_500_000), ("500k", 500_000), ("500 ngan", 500_000),
        ("1.250.000₫", 1_250_000), ("10 TRIỆU đồng", 10_000_001), ("1 tỷ", 1_000_000_000),
        ("2 million", 2_000_000), ("25000000", 25_000_000),
    ],
)  # fmt: skip
def test_money_is_read_as_officers_type_it(typed: str, amount: int) -> None:
    if amount % 10:
        with pytest.raises(Reask):
            read_money(typed)
    else:
        assert read_money(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "5", "năm triệu", "5 con", "1,2,3", "2 tỷ", "khoảng 5 triệu", "-5 triệu", "0,3k"]
)
def test_what_is_no_amount_of_a_fine_is_asked_again(typed: str) -> None:
    with pytest.raises(Reask, match="reask-money"):
        money("fine").parse(Reply(text=typed), None)


def test_money_is_written_with_the_marks_of_the_language() -> None:
    assert worded(5_250_000, CATALOG.speaker("vi")) == "5.250.000"
    assert worded(5_250_000, CATALOG.speaker("en")) == "5,250,000"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("category", ["DL", "HG", "NH", "CL", "NG", "KH", ""])
def test_every_category_and_outcome_has_its_draft(category: str, outcome: Outcome, language: str) -> None:
    text = drafted(CATALOG, language, category, outcome, "đã thay cân", "Công an xã bên")
    assert "đã thay cân" in text
    assert "Công an xã bên" in text
    assert CATALOG.has(body_key(category, outcome))
    for word in ("gian thương", "xử lý nghiêm", "cam kết", "lừa đảo"):
        assert word not in text.lower()


def test_a_draft_without_measures_has_no_empty_line_for_them() -> None:
    assert len(drafted(CATALOG, "vi", "DL", Outcome.INSUFFICIENT).splitlines()) == 3


def member(id_: int, name: str) -> Member:
    return Member(id_, name, name, Role.OFFICER, "economic", turns.LANE, StaffState.ACTIVE, None, START)


def line(action: str, role: str = "officer", staff: int | None = 1, **details: Any) -> Event:
    return Event(START, role, "web", action, Status.ACCEPTED, details or None, staff)


CHANGED = {
    what: Event(
        START, "officer", "web", Action.CHANGE, Status.ACCEPTED, {"what": what, "from": a, "to": b}, 1
    )
    for what, a, b in (("priority", "P3", "P2"), ("category", "", "HG"))
}


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (line(Action.TAKE), "minh: nhận việc"),
        (line(Action.ASSIGN, to=2), "minh: giao việc: hoa"),
        (line(Action.ASSIGN, to=9), "minh: giao việc"),
        (line(Action.TRANSFER, to="police", reason="có dấu hiệu"), "chuyển: Công an phường · có dấu hiệu"),
        (line(Action.COORDINATE, office="police"), "phối hợp: thêm Công an phường"),
        (line(Action.COORDINATE, office="police", drop=True), "phối hợp: thôi Công an phường"),
        (CHANGED["priority"], "sửa hồ sơ: P3 → P2"),
        (CHANGED["category"], "sửa hồ sơ: 🚫 Hàng giả, hàng nhái"),
        (line(Action.LINK, code="26-0002-1"), "vụ việc: cùng 26-0002-1"),
        (line(Action.LINK, code="26-0002-1", drop=True), "vụ việc: tách khỏi 26-0002-1"),
        (line(Action.EXTEND, days=5, reason="chờ kiểm định"), "gia hạn: 5 ngày làm việc · chờ kiểm định"),
        (
            line(Action.CONCLUDE, outcome="sanctioned", fine=5_000_000, answer="Đã phạt."),
            "kết luận: Đã xử phạt · phạt 5.000.000 đồng · Đã phạt.",
        ),
        (line(Action.REFER, outcome="of-another-release"), "hướng dẫn đến nơi khác"),
        (line(Action.PROPOSE, why="hurt", reason="hai người"), "Có người bị hại sức khoẻ · hai người"),
        (line(Action.PROPOSE, why="new"), "minh: đề nghị báo cáo cấp trên"),
        (line(Action.UNMASK, reporter="482193", reason="vì sao"), "danh tính: Người phản ánh #482193 · vì"),
        (line(Action.CHECK, text="", files=["a", "b"]), "kết quả kiểm tra: 2 tệp"),
        (line(Action.GIVE_BACK, role="machine"), "Trợ lý: trả lại"),
        (
            line(Action.ANSWER, role="resident", staff=None, text="gọi 0912345678"),
            f"{REPORTER}: trả lời: gọi [số điện thoại đã che]",
        ),
        (line("of-another-release", staff=9), "Cán bộ: of-another-release"),
    ],
)  # fmt: skip
def test_the_story_tells_every_step_in_words(event: Event, words: str) -> None:
    people = {1: member(1, "minh"), 2: member(2, "hoa")}
    [told] = story(turns.turn().desk, "vi", filed(), [event], people)
    assert words in told


def test_a_line_that_cannot_be_opened_any_more_tells_that_something_was_done() -> None:
    for action in Action:
        event = Event(START, "officer", "web", action, Status.ACCEPTED, None, 1)
        [told] = story(turns.turn().desk, "vi", filed(), [event], {})
        assert "Cán bộ" in told


def test_what_stands_on_a_card_is_cut_and_the_whole_story_is_not() -> None:
    long = line(Action.NOTE, text="x" * 400)
    desk = turns.turn().desk
    assert "x" * 301 not in story(desk, "vi", filed(), [long], {}, 300)[0]
    assert "x" * 400 in story(desk, "vi", filed(), [long], {})[0]


def test_who_is_named_in_a_story_and_whether_more_time_was_given() -> None:
    events = [line(Action.EXTEND, days=5), line(Action.ASSIGN, to=2), line(Action.TRANSFER, to="police")]
    assert named_in(events) == {1, 2}
    assert is_extended(events)
    assert not is_extended([*events, line(Action.REOPEN)])
    assert is_extended([*events, line(Action.REOPEN), line(Action.EXTEND, days=3)])
