"""What is answered, what is no longer said, whom a matter of somebody else belongs to."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from bot.core.authority import Hand, may_answer
from bot.core.people import Role
from bot.core.understanding.heard import Heard, Intent, Reading
from bot.ward.schema import Answer, Pointer
from handlers import answers, courtesy, pointers
from handlers.turn import Turn
from tests.handlers.turns import turn
from tests.support.wards import invented_ward

WARD = invented_ward()


def on(day: date, text: str = "", language: str = "vi") -> Turn:
    """A turn on this day, in the morning."""
    one = turn(text, language)
    one.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    return one


def said(one: Turn) -> str:
    return "\n".join(letter.outbound.prompt.text for letter in one.letters)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("answer", WARD.laws.answers, ids=lambda answer: answer.id)
def test_every_answer_is_said_short_and_without_an_amount_of_money(answer: Answer, language: str) -> None:
    text = answers.worded(turn(language=language), answer.id)
    assert answer.text.to(language) in text
    assert len(text) <= 500
    assert "đồng" not in text.replace("cân đồng hồ", "").replace("hợp đồng", "").replace("Cân đồng hồ", "")
    assert "VND" not in text


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 1, 22), False),
        (date(2026, 1, 23), True),
        (date(2027, 7, 1), True),
        (date(2027, 7, 2), False),
    ],
)
def test_an_answer_is_said_from_its_first_to_its_last_day(day: date, holds: bool) -> None:
    text = answers.worded(on(day), "old-province")
    assert ("tỉnh Hải Dương" in text) is holds
    assert (text == turn().words("answer-none")) is not holds


def test_a_question_that_the_law_file_does_not_know_leads_to_a_person() -> None:
    one = turn("phường có bao nhiêu dân?")
    answers.tell(one, Heard(Intent.QUESTION, topic="population"))
    assert one.words("answer-none") in said(one)
    assert [b.tap for b in one.letters[-1].outbound.prompt.buttons] == ["go:report", "go:officer"]


def test_an_answer_about_ways_lists_them() -> None:
    assert turn().words("ways-door", authority="UBND phường Bến Thử") in answers.worded(turn(), "call")


@pytest.mark.parametrize("pointer", WARD.pointers, ids=lambda pointer: pointer.id)
def test_every_matter_of_somebody_else_has_its_way_and_a_person(pointer: Pointer) -> None:
    one = turn("một việc khác")
    pointers.show(one, Heard(Intent.ELSEWHERE, topic=pointer.id))
    assert pointer.where.vi in said(one)
    assert one.forgets is pointer.safe
    for number in pointer.hotlines if pointer.safe else ():
        assert number in one.letters[0].outbound.prompt.text
    taps = [button.tap for button in one.letters[-1].outbound.prompt.buttons]
    assert f"else:call:{pointer.id}" in taps
    assert (f"else:hand:{pointer.id}" in taps) is not pointer.safe
    assert all(len(tap.encode()) <= 64 for tap in taps)


def test_a_number_that_nobody_has_checked_is_not_shown() -> None:
    one = turn("đèn đường hỏng")
    pointers.show(one, Heard(Intent.ELSEWHERE, topic="street-light"))
    assert "1022" not in said(one)
    one = turn("đèn đường hỏng")
    lines = tuple(msgspec.structs.replace(line, verify=False) for line in WARD.hotlines)
    one.desk = replace(one.desk, ward=msgspec.structs.replace(WARD, hotlines=lines))
    pointers.show(one, Heard(Intent.ELSEWHERE, topic="street-light"))
    assert "1022" in said(one)


def test_a_matter_that_the_ward_file_does_not_name_leads_to_a_person_too() -> None:
    one = turn("một việc lạ")
    pointers.show(one, Heard(Intent.ELSEWHERE, topic="submarines"))
    assert one.words("pointer-unknown") in said(one)
    assert "else:call:" in [button.tap for button in one.letters[-1].outbound.prompt.buttons]


@pytest.mark.parametrize(
    ("hand", "may"),
    [
        (Hand(Role.LEADER), True),
        (Hand(Role.HEAD, "chairman"), True),
        (Hand(Role.ADMIN), False),
        (Hand(Role.COORDINATOR, "culture"), False),
        (Hand(Role.OFFICER, "police"), False),
        (Hand(Role.MEDIA, "chairman"), False),
    ],
)
def test_what_is_about_an_official_is_for_those_who_lead(hand: Hand, may: bool) -> None:
    assert may_answer(hand, "chairman", confidential=True) is may


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        ("👍👍", True),
        ("cảm ơn phường nhiều ạ", True),
        ("OK", True),
        ("thank you very much", True),
        ("dạ vâng ạ", True),
        ("???", False),
        ("", False),
        ("cam", False),
        ("chào em", False),
        ("cảm ơn, nhưng cân vẫn thiếu", False),
    ],
)
def test_thanks_are_told_from_everything_else(text: str, thanks: bool) -> None:
    assert courtesy.thanks(text) is thanks


def test_whoever_writes_for_the_first_time_is_told_that_a_machine_answers() -> None:
    first, later = turn("có mất tiền không?"), turn("có mất tiền không?")
    later.change(version=3)
    for one in (first, later):
        answers.tell(one, Heard(Intent.QUESTION, topic="cost"))
    greeting = first.words("answer-first", authority="UBND phường Bến Thử")
    assert said(first).startswith(greeting)
    assert greeting not in said(later)


def test_a_question_that_tells_of_a_report_too_can_begin_one_with_the_same_words() -> None:
    one = turn("rượu này giả phải không, báo có mất tiền không?")
    answers.tell(one, Heard(Intent.QUESTION, (Reading("HG.1", 4.0),), topic="cost"))
    assert one.letters[-1].outbound.prompt.buttons[0].tap == "ask:report"
    assert "rượu này giả" in str(one.talk.draft)
