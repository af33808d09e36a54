"""What the missing part cost, from the sums that were told."""

import pytest

from bot.core.measure import Amounts, Figure, Price, Purchase, Unclear, Unit, may_tell_money, missing_worth

TWO_KILOS = Amounts(2000, 1500, Unit.GRAM)
PAID = Purchase(paid=Figure(200_000))
PER_KILO = Price(100_000, 1000, Unit.GRAM)


@pytest.mark.parametrize(
    ("told", "amounts", "worth"),
    [
        (PAID, TWO_KILOS, 50_000),
        (Purchase(price=PER_KILO), TWO_KILOS, 50_000),
        (Purchase(lost=Figure(70_000), paid=Figure(200_000)), TWO_KILOS, 70_000),
        (Purchase(lost=Figure(70_000)), None, 70_000),
        (Purchase(Unit.GRAM, Figure(2000), Figure(1500), paid=Figure(200_000)), None, 50_000),
        # A dealer who shows 1.5 of 2 kg pays 150,000 for them: the seller missed 50,000.
        (Purchase(paid=Figure(150_000), sells=True), TWO_KILOS, 50_000),
        (Purchase(paid=Figure(150_000), sells=True), Amounts(2000, 0, Unit.GRAM), None),
        (Purchase(price=Price(100_000)), TWO_KILOS, None),
        (Purchase(price=Price(100_000, 1000, Unit.MILLILITRE)), TWO_KILOS, None),
        (Purchase(), TWO_KILOS, None),
        (PAID, None, None),
        (None, TWO_KILOS, None),
        (Unclear((PAID, Purchase(lost=Figure(40_000)))), TWO_KILOS, 40_000),
        (Unclear((PAID, Purchase())), TWO_KILOS, None),
    ],
)
def test_the_missing_part_cost_what_was_paid_for_it(
    told: Purchase | Unclear | None, amounts: Amounts | None, worth: float | None
) -> None:
    assert missing_worth(told, amounts) == worth


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("mua 2kg thịt hết 300k", True), ("hết trăm rưỡi", True), ("quét 38.500", True), ("mất 1 lít", True),
        ("2kg thịt còn 1,7", False), ("", False),
    ],
)  # fmt: skip
def test_words_without_a_sum_need_not_be_read_for_what_it_cost(words: str, may: bool) -> None:
    assert may_tell_money(words) is may
