"""Amounts: read in the story or typed, completed by the one that is missing, chosen among two readings."""

from typing import Any

import pytest

from bot.core.measure import Amounts, Unit
from bot.flow.engine import Asked, Draft, Nav, Reply, advance, current
from bot.flow.prompts import offered, prompt
from handlers.report.remarks import size_key
from handlers.retold import arithmetic_words
from tests.handlers.listening import FLOW, WARD, answered, hears, says, stored, taps
from tests.support.wards import invented_ward
from tests.support.world import words_of

SAY = words_of(invented_ward()).speaker("vi")
hears("thịt", "DL.1")


def asks(draft: Draft) -> str:
    now = current(FLOW, draft)
    assert isinstance(now, Asked)
    return prompt(FLOW, draft, now, SAY).text


def numbers(draft: Draft) -> tuple[float, float]:
    told = stored(draft, "amounts")
    return told["bought"], told["got"]


def guessed(words: str) -> Draft:
    return taps(says(words)[0], "guess", "DL.1")[0]


def open_amounts(**more: Any) -> Draft:
    return answered(category="DL", sub="DL.1", **more)


def test_amounts_of_the_story_are_not_asked_again() -> None:
    draft = guessed("mua 2 cân thịt về cân lại còn 1,7")
    assert numbers(draft) == (2000, 1700)
    assert stored(draft, "amounts")["text"] == "2 cân thịt về cân lại còn 1,7"
    assert "Nơi bán ở đâu" in asks(draft)


def test_what_was_bought_alone_leaves_one_number_to_ask() -> None:
    draft = guessed("tôi mua 2 cân thịt")
    assert asks(draft) == "Ông/Bà mua 2 kg; thực tế được bao nhiêu?"
    draft, _ = says("1,7", draft)
    assert numbers(draft) == (2000, 1700)


def test_what_is_missing_alone_leaves_one_number_to_ask() -> None:
    draft = guessed("mua thịt bị thiếu 3 lạng")
    assert asks(draft) == "Thiếu 300 gam (3 lạng); đáng lẽ phải được bao nhiêu?"
    draft, _ = says("2kg", draft)
    assert numbers(draft) == (2000, 1700)


def test_one_number_that_is_typed_is_kept_and_the_other_asked_for() -> None:
    draft, outcome = says("2 cân", open_amounts())
    assert isinstance(outcome, Asked)
    assert outcome.reason == "amounts-half"
    assert asks(draft) == "Ông/Bà mua 2 kg; thực tế được bao nhiêu?"
    assert numbers(says("còn 1 cân 7", draft)[0]) == (2000, 1700)


def test_two_messages_complete_each_other() -> None:
    draft, _ = says("mua 2 cân thịt ở chợ")
    draft, _ = advance(FLOW, draft, Reply("về cân lại có 1,7", question="-", beside=True))
    assert numbers(draft) == (2000, 1700)


def test_what_can_be_taken_in_two_ways_is_chosen_by_a_tap() -> None:
    draft, outcome = says("1.200 g 1.050", open_amounts())
    assert isinstance(outcome, Asked)
    if outcome.reason != "amounts-unclear":
        draft = open_amounts(amounts={"readings": [pair(2000, 1700), pair(2000, 300)], "text": "2kg 300g"})
    now = current(FLOW, draft)
    assert isinstance(now, Asked)
    labels = [label for _, label in offered(prompt(FLOW, draft, now, SAY))]
    assert labels[:2] == ["đáng lẽ 2 kg, cân lại được 1,7 kg", "đáng lẽ 2 kg, cân lại được 300 gam (3 lạng)"]
    assert "Ông/Bà muốn nói điều nào" in asks(draft)
    draft, _ = taps(draft, "amounts", "1")
    assert stored(draft, "amounts") == {**pair(2000, 300), "text": "2kg 300g"}


def pair(bought: float, got: float) -> dict[str, Any]:
    return {"bought": bought, "got": got, "unit": "g"}


def test_what_was_typed_is_not_overwritten_by_the_story() -> None:
    draft, _ = says("2kg 1,8kg", open_amounts())
    draft, _ = advance(FLOW, draft, Reply("mua 2 cân thịt còn 1,5", question="-", beside=True))
    assert numbers(draft) == (2000, 1800)


def test_what_was_heard_follows_a_mended_story() -> None:
    draft = guessed("mua 2 cân thịt về cân lại còn 1,7")
    draft, _ = says("quầy đầu chợ Con", draft)
    draft, _ = advance(FLOW, draft, Reply(edit="details"))
    draft, _ = says("mua 3 cân thịt về cân lại còn 2,5", draft)
    assert numbers(draft) == (3000, 2500)


def test_who_passed_it_over_is_not_asked_for_half_of_it_again() -> None:
    draft, _ = advance(FLOW, open_amounts(), Reply(nav=Nav.SKIP))
    half, _ = advance(FLOW, draft, Reply("tôi mua 2 cân thịt", question="-", beside=True))
    assert half.answers["amounts"] is None
    whole, _ = advance(FLOW, draft, Reply("mua 2 cân thịt về cân lại còn 1,7", question="-", beside=True))
    assert numbers(whole) == (2000, 1700)


@pytest.mark.parametrize(
    "raw",
    [
        {"bought": 1000, "got": 1200, "unit": "g"},
        {"bought": 0, "got": 0, "unit": "g"},
        {"bought": 1000, "got": 900, "unit": "stone"},
        {"bought": "many", "got": 1, "unit": "g"},
        {"readings": [{"bought": 1}]},
        {"bought": 1000},
        "2kg",
    ],
)
def test_what_cannot_be_read_is_asked_again(raw: Any) -> None:
    now = current(FLOW, open_amounts(amounts=raw))
    assert isinstance(now, Asked)
    assert now.question.key == "amounts"


@pytest.mark.parametrize(
    ("bought", "got", "unit", "size"),
    [
        (2000, 1700, Unit.GRAM, "amounts-large"),
        (2000, 1995, Unit.GRAM, "amounts-small"),
        (2000, 1950, Unit.GRAM, "amounts-open"),
        (2000, 1700, Unit.MILLILITRE, "amounts-open"),
        (50, 40, Unit.GRAM, "amounts-open"),
    ],
)
def test_what_is_missing_is_large_only_where_no_scale_explains_it(
    bought: float, got: float, unit: Unit, size: str
) -> None:
    assert size_key(WARD, Amounts(bought, got, unit)) == size


def test_the_arithmetic_is_told_step_by_step() -> None:
    lines = list(arithmetic_words(pair(2000, 1700), WARD.laws.tolerances, SAY))
    assert lines[0] == "Thiếu: 2 kg − 1,7 kg = 300 gam (3 lạng)"
    assert lines[1].startswith("Mức sai số cho phép với 2 kg: 20 gam đến 100 gam")
    assert lines[2] == "Phần thiếu gấp 3 đến 15 lần mức đó"
    litres = {"bought": 2000, "got": 1850, "unit": "ml"}
    assert list(arithmetic_words(litres, WARD.laws.tolerances, SAY)) == ["Thiếu: 2 lít − 1,85 lít = 0,15 lít"]
