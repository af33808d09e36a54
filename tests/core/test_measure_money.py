"""Which money of a message was paid, and which is only a price, lost, or none at all."""

import pytest

from bot.core.measure import Figure, Price, Purchase, Unclear, purchase


def first(text: str) -> Purchase:
    told = purchase(text)
    return told.readings[0] if isinstance(told, Unclear) else told


def dong(figure: Figure | None) -> float | None:
    return None if figure is None else figure.value


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("mũ 60 nghìn", 60_000),
        ("tai nghe 250k nghe rè", 250_000),
        ("giá 60k", 60_000),
        ("giá trăm rưỡi", 150_000),
        ("mua cam 30k", 30_000),
        ("mua hộp sữa 380 nghìn về thấy hết hạn", 380_000),
        ("rau 5k, hôm nay mua cái mũ 140k", 140_000),
        ("mua rau 5k 10k, hết 140k", 140_000),
        ("gửi xe 5k mà thu tới 20k", 20_000),
        ("bán tôm đòi 1 củ 8", 1_800_000),
        ("đòi 2 củ rưỡi", 2_500_000),
        ("hết của mình 1 củ", 1_000_000),
        ("mất 2 triệu mua cái túi giả", 2_000_000),
        ("mua bao gạo mất 210 nghìn", 210_000),
        ("em chuyển đủ ba triệu hai", 3_200_000),
        ("quầy quét 38.500", 38_500),
        ("niêm yết 60k mà nó bấm 100", 100_000),
        ("bill: 480k", 480_000),
        ("they charged me 1.2 million", 1_200_000),
        ("mũ giả 60k", 60_000),
    ],
)
def test_money_without_more_was_paid(text: str, paid: float) -> None:
    assert dong(first(text).paid) == paid


@pytest.mark.parametrize(
    ("text", "price", "paid"),
    [
        ("niêm yết 35k tính 42k", 35_000, 42_000),
        ("bảng ghi 30k mà thu 50k", 30_000, 50_000),
        ("menu 80k mà tính tiền 120k", 80_000, 120_000),
        ("giá 50k mà tính 80k", 50_000, 80_000),
        ("charged 300k, the menu said 60k", 60_000, 300_000),
        ("kệ niêm yết 32.000, ra quầy quét 38.500", 32_000, 38_500),
    ],
)
def test_what_was_listed_and_what_was_paid_are_told_apart(text: str, price: float, paid: float) -> None:
    told = first(text)
    assert (told.price, dong(told.paid)) == (Price(price), paid)


@pytest.mark.parametrize(
    "text",
    [
        "mua 2 củ khoai",
        "3 củ 2 quả",
        "tính 21 quả",
        "tính 21",
        "mua 1 chai",
        "ghi 2026",
        "bấm 3/4",
        "tính 20%",
    ],
)
def test_other_figures_are_no_money(text: str) -> None:
    told = first(text)
    assert (told.paid, told.price, told.lost) == (None, None, None)


def test_what_went_with_the_shortage_is_lost_and_not_paid() -> None:
    told = first("mua 2kg thiếu 3 lạng, mất 60k")
    assert (dong(told.lost), told.paid) == (60_000, None)


def test_money_lost_on_each_kilogram_is_no_price() -> None:
    assert first("mất 60k một cân").price is None


@pytest.mark.parametrize(
    "text",
    [
        "mua cân điện tử", "mua cân về dùng", "mua yến sào", "mua can nhua", "cần mua cân", "mua ta",
        "mua kg", "mua chỉ đỏ", "a shop", "tôi cần tây",
    ],
)  # fmt: skip
def test_a_unit_that_is_a_thing_or_another_word_is_no_amount(text: str) -> None:
    assert first(text).bought is None


def test_a_hundred_and_nothing_more_ends_at_odd_words() -> None:
    assert first("mua một tạ lẻ thôi").bought == Figure(100_000, span=(4, 10))
