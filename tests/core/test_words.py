"""Vietnamese words: with and without marks, upper and lower case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.words import Wording, accent, calm, fold


def test_a_wording_speaks_vietnamese_unless_english_is_asked_for() -> None:
    words = Wording("Chợ", "Market")
    assert (words.to("vi"), words.to("en"), words.to("fr")) == ("Chợ", "Market", "Chợ")


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("huỷ", "hủy"), ("Tuý", "túy"), ("doạ", "dọa")])
def test_the_place_of_a_tone_mark_does_not_matter(one: str, other: str) -> None:
    assert accent(one) == accent(other)


def test_other_words_stay_apart() -> None:
    assert accent("cháy") != accent("chạy")
    assert accent("dao") != accent("đao")


def test_folding_leaves_letters_and_digits() -> None:
    assert fold("  Đường   số 5, Huỷ!/huy ") == "duong so 5 huy/huy".replace("huy/", "huy /")


def test_drawn_out_letters_are_calmed_and_digits_left() -> None:
    assert calm("thieuuuu cânnnn 1000 AAAa") == "thieu cân 1000 A"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
