"""Goods that are counted, a part of the whole that is missing, cubic metres, and what was weighed at once."""

from typing import Final

import pytest

from bot.core.errors import Reask
from bot.core.measure import Amounts, Kind, Purchase, Unit, arithmetic, purchase, quantities, read

COUNTED: Final = [
    ("mua 30 quả trứng gà, về đếm lại có 27 quả", 30, 27, "quả"),
    ("mua 30 qua trung ga ve dem lai co 27 qua", 30, 27, "quả"),
    ("thùng 24 lon mà đếm được 23", 24, 23, "lon"),
    ("thung bia 24 lon ve chi co 23", 24, 23, "lon"),
    ("thùng mì ghi 30 gói, đếm mãi vẫn 28", 30, 28, "gói"),
    ("hộp ghi 50 chiếc, chỉ có 44", 50, 44, "chiếc"),
    ("lấy 20 con cua về đếm được 18 con", 20, 18, "con"),
    ("mua 40 cái bánh thiếu 3 cái", 40, 37, "cái"),
    ("lốc 10 hộp thiếu 1 hộp", 10, 9, "hộp"),
    ("vỉ 12 viên mà còn 10 viên", 12, 10, "viên"),
    ("gói 100 tờ, đếm thấy có 92 tờ", 100, 92, "tờ"),
    ("bought 30 eggs, counted only 27", 30, 27, "eggs"),
]


@pytest.mark.parametrize(("text", "bought", "got", "word"), COUNTED)
def test_what_was_counted_is_told_by_the_word_it_is_counted_with(
    text: str, bought: float, got: float, word: str
) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(bought, got, Unit.PIECE, word)


NOT_COUNTED: Final = [
    "mua 5 hộp sữa, có 2 hộp mốc",
    "mua 10 quả chỉ 3 quả ăn được",
    "mua 3 quả bưởi",
    "mua 30 quả trứng, thiếu 20 quả",
    "mua 5 hộp, chỉ có 4 gói",
    "có 2 gói thiếu 5 gói",
    "mua 1 hộp về đếm có 44",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_other_numbers_of_things_are_no_shortage(text: str) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert told.unit is None


def test_what_is_weighed_is_not_counted() -> None:
    told = purchase("mua 5 gói 500g, đếm lại có 4 gói, cân gói nào cũng 480g")
    assert isinstance(told, Purchase)
    assert told.unit is Unit.GRAM


def test_a_reply_may_count_as_well() -> None:
    assert read("30 quả, 27 quả") == Amounts(30, 27, Unit.PIECE, "quả")


def test_a_reply_that_only_counts_what_was_bought_is_asked_again() -> None:
    with pytest.raises(Reask):
        read("30 quả")


def test_what_was_counted_before_is_kept_when_more_is_told() -> None:
    before = purchase("mua 30 quả trứng, đếm lại có 27 quả")
    assert isinstance(before, Purchase)
    later = purchase("hết 90k", before)
    assert isinstance(later, Purchase)
    assert (later.amounts, later.paid and later.paid.value) == (Amounts(30, 27, Unit.PIECE, "quả"), 90_000)


def test_no_table_of_weights_says_anything_of_pieces() -> None:
    lines = arithmetic(Amounts(30, 27, Unit.PIECE, "quả"), ())
    assert [(line.low, line.unit) for line in lines] == [
        (30, Unit.PIECE), (27, Unit.PIECE), (3, Unit.PIECE), (10.0, None),
    ]  # fmt: skip


SHARES: Final = [
    ("mua 5kg gạo hụt một phần mười", 4500),
    ("mua 5kg gao hut 1 phan 10", 4500),
    ("mua 2kg thịt thiếu 15%", 1700),
    ("mua 2 kg thịt thiếu 15 phần trăm", 1700),
    ("mua 3 kg cam mất hẳn một phần ba", 2000),
]


@pytest.mark.parametrize(("text", "got"), SHARES)
def test_a_part_of_the_whole_is_missing(text: str, got: float) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert told.got is not None
    assert told.got.value == pytest.approx(got, abs=1)


@pytest.mark.parametrize(
    "text", ["mua 2kg thịt thiếu 120%", "mua 2kg thịt, thiếu phần", "mua 2kg thịt, thiếu một ít"]
)
def test_no_such_part_is_none(text: str) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert told.rate is None


CUBIC: Final = [
    ("đặt 5 khối cát, đo thùng xe được có 4 khối", 5, 4),
    ("lấy 3m3 cát mà đo có 2,5m3", 3, 2.5),
    ("đổ 6 m³ bê tông, đo được 5 m³", 6, 5),
    ("mua 2 khoi da ve do chi co 1 khoi ruoi", 2, 1.5),
]


@pytest.mark.parametrize(("text", "bought", "got"), CUBIC)
def test_sand_and_stone_are_bought_by_the_cubic_metre(text: str, bought: float, got: float) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(bought * 1_000_000, got * 1_000_000, Unit.MILLILITRE)


def test_what_a_water_meter_counts_is_no_volume_bought() -> None:
    assert {quantity.kind for quantity in quantities("tháng này 30 khối nước")} == {Kind.BARE}


def test_what_was_weighed_at_once_was_bought_together() -> None:
    told = purchase("mua 5 lạng sườn với 7 lạng thịt, về cân gộp lại được 1kg")
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(1200, 1000, Unit.GRAM)


def test_one_purchase_is_not_added_to_anything() -> None:
    told = purchase("mua 1kg2 thịt, cân gộp cả túi được 1kg")
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(1200, 1000, Unit.GRAM)


PRICES: Final = [
    ("menu ghi 35, tính 45", 35_000, 45_000),
    ("giá dán trên kệ 42.000 quẹt ra 49.500", 42_000, 49_500),
    ("xăng niêm yết 20.870 mà thu 22 nghìn", 20_870, 22_000),
    ("bảng niêm yết ghi rửa xe 40k, rửa xong đòi 60", 40_000, 60_000),
]


@pytest.mark.parametrize(("text", "price", "paid"), PRICES)
def test_a_price_that_is_shown_and_what_was_charged_are_told_apart(
    text: str, price: float, paid: float
) -> None:
    told = purchase(text)
    assert isinstance(told, Purchase)
    assert (told.price and told.price.dong, told.paid and told.paid.value) == (price, paid)


def test_a_number_that_nobody_charges_is_no_money() -> None:
    told = purchase("menu ghi 35 món")
    assert isinstance(told, Purchase)
    assert told.price is None


def test_a_number_far_from_its_word_is_no_money() -> None:
    told = purchase("trả cho bà ấy ngay tại chỗ 38.500")
    assert isinstance(told, Purchase)
    assert told.paid is None
