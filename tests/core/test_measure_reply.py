"""The reply to the question how much was bought and how much was found."""

from typing import Final

import pytest

from bot.core.errors import Reask
from bot.core.measure import Amounts, AmountsUnclear, Purchase, Unit, purchase, read

REPLIES: Final = [
    ("2 1,7", 2000, 1700), ("2 1.7", 2000, 1700), ("2kg 1,7", 2000, 1700), ("2 1kg7", 2000, 1700),
    ("2/1,7", 2000, 1700), ("2 - 1,7", 2000, 1700), ("2 cân 1,7", 2000, 1700), ("2 cân còn 1,7", 2000, 1700),
    ("mua 2 cân rưỡi còn 2,1", 2500, 2100), ("thiếu 3 lạng trên 2 cân", 2000, 1700),
    ("hai cân, một cân bảy", 2000, 1700), ("hai cân một cân tám", 2000, 1800), ("2 cân 1 cân 7", 2000, 1700),
    ("1 cân 2 còn 9 lạng", 1200, 900), ("1 can 2 con 9 lang", 1200, 900), ("1 ký 8 lạng", 1000, 800),
    ("1 ký 1 ký", 1000, 1000), ("3 2,5 lạng", 300, 250), ("500g 450", 500, 450), ("1.200g 1.100", 1200, 1100),
    ("thiếu 3 lạng/kg", 1000, 700), ("mua 2kg thiếu 3 lạng", 2000, 1700), ("2kg thieu 3 lang", 2000, 1700),
    ("cân rưỡi, cân hai", 1500, 1200), ("cân lại 1,7 mua 2", 2000, 1700), ("nửa cân còn 4 lạng", 500, 400),
    ("tạ rưỡi còn tạ tư", 150_000, 140_000), ("mua 3 thiếu 0,4", 3000, 2600), ("1kg, tám trăm", 1000, 800),
    ("2 kilos, 1.7 kilos", 2000, 1700), ("đáng lẽ 2kg, cân lại được 1kg7 thôi", 2000, 1700),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bought", "got"), REPLIES)
def test_a_reply_states_both_amounts(text: str, bought: float, got: float) -> None:
    assert read(text) == Amounts(bought, got, Unit.GRAM)


@pytest.mark.parametrize(
    "text",
    [
        "mua 2kg",
        "thiếu 3 lạng",
        "1 2 3",
        "1kg 2kg 3kg",
        "2kg 1",
        "0 0",
        "0912345678",
        "26-0042-7",
        "một hai",
        "mất 1 lít",
    ],
)
def test_less_than_two_amounts_is_asked_again(text: str) -> None:
    with pytest.raises(Reask, match="amounts-two"):
        read(text)


@pytest.mark.parametrize("text", ["1,7 2", "1kg còn 2kg", "1kg7 2kg"])
def test_more_found_than_bought_is_asked_again(text: str) -> None:
    with pytest.raises(Reask, match="amounts-more"):
        read(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("2kg 1kg8 1kg7", (2000, 1800), (2000, 1700)),
        ("thiếu 2kg 1kg8", (3800, 1800), (2000, 1800)),
        ("mua 2kg còn 1kg7 thiếu 5 lạng", (2000, 1700), (2000, 1500)),
        ("1.200 kg 1.100 kg", (1200, 1100), (1_200_000, 1_100_000)),
    ],
)
def test_two_plausible_readings_are_handed_out(
    text: str, one: tuple[float, float], other: tuple[float, float]
) -> None:
    with pytest.raises(AmountsUnclear, match="amounts-unclear") as unclear:
        read(text)
    assert unclear.value.readings == (Amounts(*one, Unit.GRAM), Amounts(*other, Unit.GRAM))


def test_a_reply_completes_what_was_told_before() -> None:
    before = purchase("mua 2 cân cam")
    assert isinstance(before, Purchase)
    assert read("1,7", before) == Amounts(2000, 1700, Unit.GRAM)
    assert read("còn 8 lạng", before) == Amounts(2000, 800, Unit.GRAM)
