"""A purchase as people tell it: what was bought, found and missing, by the words around the amounts."""

from typing import Final

import pytest

from bot.core.measure import Amounts, Figure, Price, Purchase, Rate, Unclear, Unit, purchase

TOLD: Final = [
    # (what is written, bought, got, short): in grams, as stated or computed
    ("mua 2kg thịt 1kg7", 2000, 1700, 300),
    ("mua cân nấm rơm 140k về còn 860g", 1000, 860, 140),
    ("mua yến khoai về còn 8 cân 8", 10000, 8800, 1200),
    ("mua ký tôm cân lại còn 8 lạng", 1000, 800, 200),
    ("mua lạng bò về cân có 80g", 100, 80, 20),
    ("lấy kg cam về cân còn 9 lạng", 1000, 900, 100),
    ("bought a kilo of mangoes, got only 850 g", 1000, 850, 150),
    ("weighed 1.7 kg at home instead of 2 kg", 2000, 1700, 300),
    ("hũ ghi 500g, cân cả hũ mới 470", 500, 470, 30),
    ("1 cân 6 thành 2 cân", 2000, 1600, 400),
    ("1,5 kg mà số nhảy 1,8 kg", 1800, 1500, 300),
    ("thiếu gam nào cũng là gian, đường 1kg cân 910g", 1000, 910, 90),
    ("bán lợn, cân nhà 1.340 kg mà lái cân có 1.265 kg", 1_340_000, 1_265_000, 75_000),
    ("tôi bán lúa, nó cân được 28kg, nhà cân 3 yến", 30000, 28000, 2000),
    ("con lợn một tạ hai nó cân có một tạ lẻ năm", 120000, 105000, 15000),
    ("mua 2 cân cá còn 1,7", 2000, 1700, 300),
    ("mua 2 can ca con 1,7", 2000, 1700, 300),
    ("mua 2 cân rưỡi thịt về cân lại còn 2kg1", 2500, 2100, 400),
    ("mua 2 can ruoi thit ve can lai con 2kg1", 2500, 2100, 400),
    ("mua 1 cân 2 còn 9 lạng", 1200, 900, 300),
    ("mua 1 can 2 con 9 lang", 1200, 900, 300),
    ("chiều qua mua nửa ký ốc, về nhà còn đúng 4 lạng", 500, 400, 100),
    ("mua cân rưỡi thịt về còn cân hai", 1500, 1200, 300),
    ("em lấy 3 ký xoài, cân lại có 2 ký 6", 3000, 2600, 400),
    ("em lay 3 ky xoai, can lai co 2 ky 6", 3000, 2600, 400),
    ("1kg mận mà có 8 lạng", 1000, 800, 200),
    ("tôi cần mua 2 cân cần tây, cân ở nhà có 1 cân 7", 2000, 1700, 300),
    ("toi can mua 2 can can tay, can o nha co 1 can 7", 2000, 1700, 300),
    ("2 can can lai 1 can 7", 2000, 1700, 300),
    ("mua 2 cân nữa, cân lại còn 1 cân 8", 2000, 1800, 200),
    ("mua 2kg nhãn thiếu 3 lạng", 2000, 1700, 300),
    ("mua 2kg nhan thieu 3 lang", 2000, 1700, 300),
    ("mua 2 kg bị hụt 3 lạng rưỡi", 2000, 1650, 350),
    ("mua 2 kg bị ăn gian 2 lạng", 2000, 1800, 200),
    ("mua 2kg nho, ăn bớt mất 1 lạng", 2000, 1900, 100),
    ("mua 5kg bưởi thì mất toi nửa cân", 5000, 4500, 500),
    ("thiếu 3 lạng trên 2 cân", 2000, 1700, 300),
    ("thiếu tận 2 lạng, về còn 8 lạng", 1000, 800, 200),
    ("con gà bà ấy bảo 1 cân 8, về cân đúng 1 cân rưỡi, mất toi 3 lạng", 1800, 1500, 300),
    ("bao ghi 10kg, cân thử được 9kg4", 10000, 9400, 600),
    ("bao ghi có 10kg mà cân có 9kg4", 10000, 9400, 600),
    ("gói mì chính ghi 400g cân được 372g", 400, 372, 28),
    ("bịch đường ghi 6kg cân cả bịch có 5,6", 6000, 5600, 400),
    ("hộp giò niêm yết 500 gam chỉ hơn 430", 500, 430, 70),
    ("mua 1kg còn 9", 1000, 900, 100),
    ("mua 1kg còn 8 trăm", 1000, 800, 200),
    ("mua 1kg thịt, cân lại bảy trăm rưỡi thôi", 1000, 750, 250),
    ("mua 1kg thiếu hai trăm", 1000, 800, 200),
    ("lấy 2kg mà tính 3kg", 3000, 2000, 1000),
    ("con vịt 1 cân 8 tính 2 cân", 2000, 1800, 200),
    ("về nhà cân chỉ được 1kg7, tôi mua 2kg", 2000, 1700, 300),
    ("bà bán cá cân cho 2kg, về còn 1kg7", 2000, 1700, 300),
    ("đặt 5kg, giao 4kg5", 5000, 4500, 500),
    ("dat 5kg giao 4kg5", 5000, 4500, 500),
    ("dat len can co 4kg5, mua 5kg", 5000, 4500, 500),
    ("tôi mua 2 yến gạo, về cân hụt 8 lạng", 20000, 19200, 800),
    ("bán cho lái lợn con lợn tạ hai tính tạ mốt", 120000, 110000, 10000),
    ("ban cho thuong lai 50kg vai, no ghi 45kg", 50000, 45000, 5000),
    ("mang 3 yến ngô ra bán, vựa cân có 27kg, về cân lại vẫn đúng 3 yến", 30000, 27000, 3000),
    ("mua ve chai 30 cân giấy chỉ ghi 22 cân", 30000, 22000, 8000),
    ("dây chuyền 5 chỉ, hiệu khác cân có 4 chỉ 8", 18.75, 18, 0.75),
    ("bán 1 chỉ vàng, tiệm cân thiếu 2 phân", 3.75, 3, 0.75),
    ("bought 2 kg of beef, got only 1.7 kg", 2000, 1700, 300),
    ("2 kg of pork was 300 g short", 2000, 1700, 300),
    ("I paid for 2 kg, it weighed 1.8 kg at home", 2000, 1800, 200),
    ("the label says 500 g but it weighs 450 g", 500, 450, 50),
    ("mua 2 bao gạo 10kg cân lại được 19kg", 20000, 19000, 1000),
    ("bún ghi 500g, 4 gói đều hụt: 455, 460, 452", 500, 455, 45),
    ("mua 2 kg cá, trừ bì 1 lạng, còn 1kg7", 2000, 1700, 300),
    ("12 cân sắt vụn chỉ còn tính 9 cân", 12000, 9000, 3000),
    ("mua 2kg nhẹ 2 lạng", 2000, 1800, 200),
    ("mua 2kg về thấy nhẹ hơn 2 lạng", 2000, 1800, 200),
    ("tôi mua 2kg, về nhà cân 1,7kg", 2000, 1700, 300),
    ("mua ở chợ. 2kg cam. Về cân còn 1kg7. Thiếu 3 lạng!", 2000, 1700, 300),
    ("3 bao gạo 10kg thiếu 11kg", 30000, 19000, 11000),
    ("mua 2kg còn 1kg7, hôm sau mua 2kg còn 1kg7", 2000, 1700, 300),
    ("mua 2 kg, mua 2 kg mà còn 1 kg 8", 2000, 1800, 200),
]  # fmt: skip

PARTS: Final = [
    ("thiếu 3 lạng", None, None, 300),
    ("bán theo mỗi kg", None, None, None),
    ("cam 60k, mua 2 kg", 2000, None, None),
    ("cân thiếu gần 3 lạng", None, None, 300),
    ("mua 2 kg cam", 2000, None, None),
    ("3 lạng bị thiếu", None, None, 300),
    ("tháng trước bà ấy đã đền đủ 2 lạng rồi", None, None, None),
    ("mua 3 kg cua thì dây đã 5 lạng", 3000, None, None),
    ("hôm nào cũng hụt nửa lạng với một lạng", None, None, 50),
    ("xin chào", None, None, None),
    ("", None, None, None),
    ("mặt cân khuất, 12 cân sắt", 12000, None, None),
    ("mat can khuat, 12 can sat", 12000, None, None),
    ("mua 2 kg thiếu 5 kg", 2000, None, None),
    ("mua 0 kg", 0, None, None),
]  # fmt: skip

OTHER_UNITS: Final = [
    ("mua 10 lít xăng chỉ được 9 lít", Unit.MILLILITRE, 10000, 9000, 1000),
    ("chai ghi 1 lít đổ ra có 900ml", Unit.MILLILITRE, 1000, 900, 100),
    ("hô một lít dầu mà được bảy trăm rưỡi", Unit.MILLILITRE, 1000, 750, 250),
    ("bình chứa 4 lít mà cột bơm báo 4,9 lít", Unit.MILLILITRE, 4900, 4000, 900),
    ("tấm vải 5m đo lại 4m6", Unit.MILLIMETRE, 5000, 4600, 400),
    ("cuộn dây ghi 100m kéo ra có 87m", Unit.MILLIMETRE, 100000, 87000, 13000),
    ("taxi di co 3 cay ma dong ho nhay 7 cay", Unit.MILLIMETRE, 7e6, 3e6, 4e6),
]  # fmt: skip

UNCLEAR: Final = [
    ("thiếu 2kg 1kg8", (3800, 1800, 2000), (2000, 1800, 200)),
    ("mua 1.200 kg gạo", (1200, None, None), (1_200_000, None, None)),
    ("mua 2 cân, cân lại 1 cân 7, thiếu 5 lạng", (2000, 1700, 300), (2000, 1500, 500)),
    ("mua 2kg, chị ấy cân được 2kg1, về còn 1kg8", (2000, 1800, 200), (2100, 1800, 300)),
    ("2kg thiếu 2 lạng, 1kg thiếu 1 lạng", (2000, 1800, 200), (1000, 900, 100)),
    ("2kg cam thiếu 2 lạng, 1kg ổi thiếu 1 lạng", (2000, 1800, 200), (1000, 900, 100)),
    ("mua 2kg còn 1kg8, mua 3kg còn 2kg7", (2000, 1800, 200), (3000, 2700, 300)),
    ("3kg, 5kg gì cũng điêu", (3000, None, None), (5000, None, None)),
    ("mua 3 kg cam, mua 2 kg ổi", (3000, None, None), (2000, None, None)),
]  # fmt: skip


def values(told: Purchase) -> tuple[float | None, ...]:
    """Bought, got and short."""
    return number(told.bought), number(told.got), number(told.short)


def number(figure: Figure | None) -> float | None:
    """Its value, if it was told."""
    return None if figure is None else figure.value


def certain(text: str, before: Purchase | None = None) -> Purchase:
    """The purchase of a message that can be taken in one way only."""
    told = purchase(text, before)
    assert isinstance(told, Purchase)
    return told


@pytest.mark.parametrize(("text", "bought", "got", "short"), TOLD)
def test_a_purchase_is_told_in_many_ways(text: str, bought: float, got: float, short: float) -> None:
    told = certain(text)
    assert values(told) == (bought, got, short)
    assert told.unit is Unit.GRAM


@pytest.mark.parametrize(("text", "bought", "got", "short"), PARTS)
def test_what_is_not_told_stays_open(
    text: str, bought: float | None, got: float | None, short: float | None
) -> None:
    assert values(certain(text)) == (bought, got, short)


@pytest.mark.parametrize(("text", "unit", "bought", "got", "short"), OTHER_UNITS)
def test_volumes_and_lengths_fall_short_too(
    text: str, unit: Unit, bought: float, got: float, short: float
) -> None:
    told = certain(text)
    assert (told.unit, *values(told)) == (unit, bought, got, short)


@pytest.mark.parametrize(("text", "one", "other"), UNCLEAR)
def test_two_plausible_readings_are_both_told(
    text: str, one: tuple[float | None, ...], other: tuple[float | None, ...]
) -> None:
    told = purchase(text)
    assert isinstance(told, Unclear)
    assert [values(reading) for reading in told.readings] == [one, other]


def test_a_litre_lost_may_be_money() -> None:
    told = purchase("mất 1 lít")
    assert isinstance(told, Unclear)
    volume, money = told.readings
    assert (volume.unit, number(volume.short)) == (Unit.MILLILITRE, 1000)
    assert (money.unit, number(money.lost)) == (None, 100_000)


def test_a_small_note_may_be_of_two_values() -> None:
    told = purchase("hết 1 xị")
    assert isinstance(told, Unclear)
    assert [number(reading.paid) for reading in told.readings] == [10_000, 100_000]


def test_what_is_stated_and_what_is_computed_is_told_apart() -> None:
    told = certain("mua 2kg thiếu 3 lạng")
    assert told.bought == Figure(2000, span=(4, 7))
    assert told.short == Figure(300, span=(14, 20))
    assert told.got == Figure(1700, stated=False)


def test_a_range_stays_a_range() -> None:
    told = certain("bao ghi 10kg, cân thử chỉ 9,4 đến 9,5kg")
    assert told.got == Figure(9400, 9500, about=True, span=(26, 39))
    assert told.short == Figure(500, 600, about=True, stated=False)
    assert told.amounts == Amounts(10000, 9500, Unit.GRAM)


def test_a_range_of_what_is_missing_is_computed_as_a_range() -> None:
    told = certain("mua 1 tạ thiếu 5-6kg")
    assert told.got == Figure(94000, 95000, about=True, stated=False)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("thiếu 3 lạng/kg", Rate(300, 1000)),
        ("thiếu 3 lạng/1kg", Rate(300, 1000)),
        ("thiếu 1 lạng một cân", Rate(100, 1000)),
        ("thieu 1 lang 1 can", Rate(100, 1000)),
        ("mỗi cân thiếu 1 lạng", Rate(100, 1000)),
        ("moi can thieu 1 lang", Rate(100, 1000)),
        ("cứ 1 cân là hụt nửa lạng", Rate(50, 1000)),
        ("mỗi tạ hụt 5-6kg", Rate(5000, 100_000, about=True)),
        ("mỗi cân chỉ được 9 lạng", Rate(100, 1000)),
        ("short 100 g per kg", Rate(100, 1000)),
    ],
)
def test_a_shortage_for_each_kilogram_is_a_rate(text: str, rate: Rate) -> None:
    told = certain(text)
    assert told.rate == rate
    assert told.bought is None
    assert told.amounts == Amounts(rate.per, rate.per - rate.short, Unit.GRAM)


def test_a_rate_and_what_was_bought_give_the_rest() -> None:
    assert values(certain("mua 5kg cam thiếu 1 lạng/kg")) == (5000, 4500, 500)
    assert values(certain("mua 3 kg, mỗi cân thiếu 1 lạng")) == (3000, 2700, 300)


def test_a_second_rate_and_a_second_price_change_nothing() -> None:
    told = certain("cam 60k/kg, ổi 30k/kg, cam thiếu 1 lạng/kg, ổi thiếu 2 lạng/kg")
    assert (told.rate, told.price) == (Rate(100, 1000), Price(60_000, 1000, Unit.GRAM))


def test_each_without_a_shortage_is_just_so_much() -> None:
    assert values(certain("mua 2kg còn mỗi 1 cân")) == (2000, 1000, 1000)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("cam 60k/kg", Price(60_000, 1000, Unit.GRAM)),
        ("cam 45 nghìn một cân", Price(45_000, 1000, Unit.GRAM)),
        ("25k 1 lạng", Price(25_000, 100, Unit.GRAM)),
        ("60k kg", Price(60_000, 1000, Unit.GRAM)),
        ("giá 25 nghìn 1 lít dầu", Price(25_000, 1000, Unit.MILLILITRE)),
        ("niêm yết 60k", Price(60_000)),
        ("mua 2kg cam giá 60k", Price(60_000)),
        ("mua 2kg cam giá trăm rưỡi", Price(150_000)),
        ("mua 3 hộp sữa giá 380k một hộp", Price(380_000)),
        ("thiếu 1 lạng mà 180k/kg", Price(180_000, 1000, Unit.GRAM)),
        ("mất 1 lạng giò, giò đâu có rẻ 180k/kg", Price(180_000, 1000, Unit.GRAM)),
        ("60k per kg", Price(60_000, 1000, Unit.GRAM)),
    ],
)
def test_a_price_is_told_with_what_it_is_for(text: str, price: Price) -> None:
    assert certain(text).price == price


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("mua 1kg hết 120k", 120_000), ("trả 60 nghìn", 60_000), ("tính tròn hai trăm nghìn", 200_000),
        ("mua 1kg thịt hết trăm rưỡi", 150_000), ("đổ 50k xăng", 50_000), ("hết 1tr1", 1_100_000),
        ("paid 60k", 60_000), ("hết 120k, trả 200k", 120_000),
    ],
)  # fmt: skip
def test_what_was_paid_is_told(text: str, paid: float) -> None:
    assert number(certain(text).paid) == paid


def test_what_was_paid_for_one_kilogram_is_a_purchase() -> None:
    told = certain("hết 60k 1 cân thịt")
    assert (values(told), number(told.paid), told.price) == ((1000, None, None), 60_000, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xăng 25k/lít, đổ 50k mà chỉ được 1,8 lít", (2000, 1800, 200)),
        ("cam 30k/kg, hết 60k", (2000, None, None)),
        ("cam 30k/kg, hết 60k, còn 1kg8, thiếu 3 lạng", (2100, 1800, 300)),
        ("xăng 25k/lít, hết 60k, thiếu 1 lạng", (None, None, 100)),
        ("cam 0k/kg, hết 60k", (None, None, None)),
    ],
)
def test_what_the_money_bought_follows_from_the_price(text: str, expected: tuple[float | None, ...]) -> None:
    assert values(certain(text)) == expected


def test_money_lost_is_no_weight_lost() -> None:
    told = certain("mua nửa cân rươi còn 4 lạng, thiếu 60k chứ ít gì")
    assert values(told) == (500, 400, 100)
    assert number(told.lost) == 60_000


def test_money_given_back_is_left_out() -> None:
    assert certain("đã đền 60k").says_nothing


def test_packs_scale_and_rope_are_told() -> None:
    told = certain("cân Nhơn Hòa 30kg, mua 3 bao, 5kg cua còn 4kg5, dây đã 2 lạng, dây đã 3 lạng")
    assert (told.scale_kg, values(told)) == (30, (5000, 4500, 500))
    assert number(told.packs) == 3
    assert number(told.tare) == 200


@pytest.mark.parametrize(
    ("text", "sells"),
    [
        ("tôi bán 2 tạ thóc", True), ("mang 2 yến lạc ra bán", True), ("thu mua đồng nát", True),
        ("tôi bán cho đại lý", True), ("bà ấy bán cho tôi 2kg", False), ("em bán hàng bảo thế", False),
        ("mua của bà bán cá", False), ("ra bán", False), ("bán", False), ("tôi bán cho em", False),
        ("lái buôn ép giá", True), ("cả xóm bán đều hụt", True), ("ở chợ bán", False),
    ],
)  # fmt: skip
def test_who_sold_is_heard(text: str, sells: bool) -> None:
    assert certain(text).sells is sells


def test_a_second_message_completes_the_first() -> None:
    first = certain("mua 2 cân cam")
    told = certain("cân lại 1,7", first)
    assert values(told) == (2000, 1700, 300)
    assert values(certain("thiếu 3 lạng", first)) == (2000, 1700, 300)
    assert values(certain("còn 1kg8", told)) == (2000, 1800, 200)


def test_a_second_message_may_correct_the_first() -> None:
    first = certain("mua 2 cân còn 1 cân 7")
    assert values(certain("à nhầm, mua 3 cân", first)) == (3000, 1700, 1300)
    stated = certain("mua 2kg còn 1kg7, thiếu 3 lạng")
    assert values(certain("thiếu 5 lạng", stated)) == (2000, 1500, 500)
    assert values(certain("còn 1kg6", stated)) == (2000, 1600, 400)


def test_a_second_message_without_amounts_adds_what_it_has() -> None:
    first = certain("tôi bán 2 cân cam")
    told = certain("hết 60k", first)
    assert (values(told), number(told.paid)) == ((2000, None, None), 60_000)
    assert told.sells
    assert certain("ở chợ", first) == first


def test_a_second_message_alone_begins_the_purchase() -> None:
    assert values(certain("2 cân còn 1 cân 7", Purchase())) == (2000, 1700, 300)
    assert certain("hết 60k", Purchase()).paid is not None
