"""Amounts as people write them, and how much is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Reask
from bot.core.measure import Amounts, Shortfall, Step, Tolerance, Unit, read, shortfall, tolerance

TABLE = (
    Tolerance((5, 8), 20, 400, (Step(1, 1000), Step(2, 4000), Step(3))),
    Tolerance((2,), 10, 200, (Step(1, 500),)),
)


def test_a_shortfall_is_grams_and_percent() -> None:
    assert shortfall(2000, 1700) == Shortfall(300, 15.0)
    assert shortfall(1000, 1000) == Shortfall(0, 0.0)


def test_nothing_bought_has_no_shortfall() -> None:
    with pytest.raises(ValueError, match="nothing"):
        shortfall(0, 0)


@pytest.mark.parametrize(
    ("scale", "grams", "allowed"),
    [
        (8, 1000, 20),
        (5, 1001, 40),
        (5, 4001, 60),
        (8, 399, None),
        (5, 5001, None),
        (3, 1000, None),
        (2, 600, None),
    ],
)
def test_the_table_allows_so_many_divisions(scale: float, grams: float, allowed: float | None) -> None:
    assert tolerance(TABLE, scale, grams) == allowed


@pytest.mark.parametrize(
    ("text", "bought", "got"),
    [
        ("2 1,7", 2000, 1700),
        ("2kg 1.7kg", 2000, 1700),
        ("2 / 1,7", 2000, 1700),
        ("mua 2 kg, cân lại được 1,7", 2000, 1700),
        ("500g 450 gam", 500, 450),
        ("3 lạng 2,5 lạng", 300, 250),
        ("1 ký 8 lang", 1000, 800),
        ("1.200 g 1.050 g", 1200, 1050),
        ("1.200 kg 1.050 kg", 1200, 1050),
        ("３kg ２,５", 3000, 2500),
        ("1 cân 1 cân", 1000, 1000),
        ("2 cân 1 cân 7", 2000, 1700),
    ],
)
def test_two_numbers_are_what_was_bought_and_what_was_found(text: str, bought: float, got: float) -> None:
    assert read(text) == Amounts(bought, got, Unit.GRAM)


def test_litres_stay_litres() -> None:
    assert read("2 lít 1,9 lít") == Amounts(2000, 1900, Unit.MILLILITRE)
    assert read("1 lít / 900 ml") == Amounts(1000, 900, Unit.MILLILITRE)


@pytest.mark.parametrize(
    "text",
    ["", "2kg", "không nhớ", "1 2 3", "2kg 1,5 lít", "0 0", "1.2.3 4", "999999999999 1"],
)
def test_anything_but_two_amounts_is_asked_again(text: str) -> None:
    with pytest.raises(Reask, match="amounts-two"):
        read(text)


def test_more_found_than_bought_is_asked_again() -> None:
    with pytest.raises(Reask, match="amounts-more"):
        read("1,7 2")


@given(st.text())
def test_any_text_gives_amounts_or_is_asked_again(text: str) -> None:
    try:
        amounts = read(text)
    except Reask:
        return
    assert 0 <= amounts.got <= amounts.bought
