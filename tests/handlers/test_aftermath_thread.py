"""What a reporter reads of the story of their report."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.case import Action, Status
from handlers import deadlines
from handlers.aftermath import owning, thread
from storage.cases import Event
from tests.handlers.test_cards import CASE
from tests.handlers.turns import LANE, turn

AT = datetime(2026, 11, 19, 2, 4, tzinfo=UTC)


def event(action: str, nth: int = 0, **details: Any) -> Event:
    return Event(AT + timedelta(minutes=nth), "officer", "web", action, Status.SENT, details or None)


def lines(*events: Event, status: Status = Status.VERIFYING) -> list[str]:
    told = thread.worded(turn(), replace(CASE, status=status), events)
    return told.split("\n\n", 1)[1].split("\n")


def test_what_is_internal_is_not_in_the_story() -> None:
    told = lines(
        event("file"),
        event(Action.NOTE, text="chỉ nội bộ"),
        event(Action.TRANSFER, reason="lý do nội bộ", to="police"),
        event(Action.UNMASK, reason="cần gọi"),
        event("view"),
    )
    assert told[0] == "09:04 ngày 19/11/2026: Phường đã nhận phản ánh"
    assert told[1].startswith("09:04 ngày 19/11/2026: Đã chuyển đơn vị xem xét: Công an")
    assert len(told) == 2


def test_an_office_that_the_ward_file_no_longer_has_is_left_out() -> None:
    assert lines(event(Action.TRANSFER, to="gone"))[0].endswith("Đã chuyển đơn vị xem xét")


def test_both_sides_are_quoted_and_files_counted() -> None:
    told = lines(
        event(Action.ASK_RESIDENT, text="Cân có tem không?"),
        event(Action.ANSWER, text="Có", files=["a", "b"], point=[20.9, 106.3]),
        event(Action.EXTEND, days=5, reason="chờ kết quả kiểm định"),
    )
    assert told[0].endswith("Phường hỏi thêm: Cân có tem không?")
    assert "Có, " in told[1]
    assert "2" in told[1]
    assert told[2].endswith("chờ kết quả kiểm định")


def test_a_question_that_waits_stands_on_top_and_one_that_was_answered_does_not() -> None:
    asked = event(Action.ASK_RESIDENT, text="Cân có tem không?")
    assert "đang chờ Ông/Bà trả lời" in "\n".join(lines(asked, status=Status.NEEDS_INFO))
    assert "đang chờ Ông/Bà trả lời" not in "\n".join(lines(asked))


def test_long_words_are_cut_so_that_the_story_stays_one_message() -> None:
    told = lines(event(Action.ADD, text="a" * 900))
    assert told[0].endswith("…")
    assert len(told[0]) < 500


def test_of_a_long_story_the_newest_lines_are_shown() -> None:
    told = lines(*(event(Action.ADD, nth, text=f"lần {nth}") for nth in range(30)))
    assert len(told) == thread.SHOWN
    assert told[-1].endswith("lần 29")


def test_a_line_whose_words_cannot_be_opened_is_still_a_line() -> None:
    assert lines(event(Action.ADD)) == ["09:04 ngày 19/11/2026: Ông/Bà bổ sung"]


def test_a_request_for_another_look_stands_until_it_is_decided() -> None:
    concluded, disputed = event(Action.CONCLUDE, answer="x"), event(Action.DISPUTE, 1)
    assert deadlines.disputed([concluded, disputed]) is disputed
    assert deadlines.disputed([concluded, disputed, event(Action.UPHOLD, 2)]) is None
    assert deadlines.disputed([concluded]) is None


def test_ones_own_buttons_need_no_proof_and_those_of_what_is_anonymous_do() -> None:
    assert owning.tap(turn(), "add", CASE) == "own:add:26-0001-3"
    assert owning.tap(turn(), "rate", CASE, "no") == "own:rate:26-0001-3:no"
    cut = owning.tap(turn(), "add", replace(CASE, lane=None))
    assert owning.read(cut) == ("add", "26-0001-3", "", owning.proof(turn(), "26-0001-3"))
    assert len(owning.tap(turn(), "answer", replace(CASE, lane=None, code="26-12345678-9"), "yes")) <= 64
    assert CASE.lane == LANE


def test_a_button_that_was_cut_short_says_nothing() -> None:
    assert owning.read("own:") == ("", "", "", "")
    assert owning.read("own:add") == ("add", "", "", "")
