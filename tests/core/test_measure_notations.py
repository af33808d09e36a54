"""Every notation of an amount that is heard at the market, with exactly what it means."""

import unicodedata
from typing import Final, Literal

import pytest

from bot.core.measure import Kind, quantities

W, V, L, M, P, B = Kind.WEIGHT, Kind.VOLUME, Kind.LENGTH, Kind.MONEY, Kind.PACKS, Kind.BARE

WEIGHTS: Final = [
    ("2kg", 2000), ("2 kg", 2000), ("2KG", 2000), ("2 Kg", 2000), ("2 kgs", 2000), ("2 kilo", 2000),
    ("2 ký", 2000), ("2 kí", 2000), ("2 ky", 2000), ("2ki", 2000), ("2 kilôgam", 2000), ("2 cân", 2000),
    ("mua 2 can", 2000), ("hai cân", 2000), ("hai can", 2000), ("hai ký", 2000), ("mười cân", 10000),
    ("1,2kg", 1200), ("1.2 kg", 1200), ("1,25 kg", 1250), ("1.5 kg", 1500), ("0,5kg", 500),
    ("0.75 ký", 750),
    ("1kg2", 1200), ("1 kg 2", 1200), ("2kí4", 2400), ("2 ký 4", 2400), ("2ky4", 2400), ("1 cân 2", 1200),
    ("1kg25", 1250), ("1kg250", 1250), ("1 kg 250", 1250), ("1kg05", 1050), ("2kg1", 2100),
    ("một cân hai", 1200),
    ("mot can hai", 1200), ("hai cân tư", 2400), ("một cân mốt", 1100), ("ba cân bảy", 3700),
    ("một ký chín", 1900),
    ("1 cân rưỡi", 1500), ("2 cân rưỡi", 2500), ("2 can ruoi", 2500), ("hai ký rưỡi", 2500),
    ("2kg rưỡi", 2500),
    ("cân rưỡi", 1500), ("can ruoi", 1500), ("ký rưỡi", 1500), ("ky ruoi", 1500), ("kí rưỡi", 1500),
    ("nửa cân", 500), ("nua can", 500), ("nửa ký", 500), ("nửa kg", 500), ("nua ki", 500), ("½ kg", 500),
    ("1/2 kg", 500), ("1/2 cân", 500), ("3/4 kg", 750), ("1/4 ký", 250),
    ("3 lạng", 300), ("3 lang", 300), ("3lạng", 300), ("ba lạng", 300), ("3 nạng", 300), ("3 nang", 300),
    ("lạng rưỡi", 150), ("lang ruoi", 150), ("8 lạng rưỡi", 850), ("8 lang ruoi", 850),
    ("tám lạng rưỡi", 850),
    ("nửa lạng", 50), ("nua lang", 50), ("2,5 lạng", 250), ("8 lạng 5", 850), ("một lạng hai", 120),
    ("hai mươi lăm lạng", 2500), ("hai muoi lam lang", 2500), ("hai lăm lạng", 2500),
    ("mười hai lạng", 1200),
    ("mười lăm lạng", 1500), ("hai mốt lạng", 2100), ("chục lạng rưỡi", 150),
    ("500g", 500), ("500 g", 500), ("500gr", 500), ("500 gr", 500), ("500 gam", 500), ("500 gram", 500),
    ("500 gờ ram", 500), ("500 go ram", 500), ("1.200 gram", 1200), ("1.200 g", 1200), ("1,200 g", 1200),
    ("năm trăm gam", 500), ("bảy trăm rưỡi gam", 750), ("hai trăm rưỡi g", 250), ("3 trăm gam", 300),
    ("3 trăm rưỡi gam", 350), ("ba trăm linh năm gam", 305), ("một trăm hai mươi gam", 120),
    ("trăm rưỡi gam", 150), ("trăm hai gam", 120), ("trăm hai lăm gam", 125), ("hai trăm mười gam", 210),
    ("5 chục gam", 50), ("hai chục cân", 20000), ("chín mươi cân", 90000), ("2 trăm 5 gam", 250),
    ("2 yến", 20000), ("2 yen", 20000), ("nửa yến", 5000), ("yến rưỡi", 15000), ("1 yến 2", 12000),
    ("1 tạ", 100000), ("1 ta", 100000), ("tạ rưỡi", 150000), ("tạ hai", 120000), ("tạ mốt", 110000),
    ("con lon ta hai", 120000), ("nửa tạ", 50000), ("2 tạ 3", 230000), ("1 tạ 15", 115000),
    ("hai tạ rưỡi", 250000),
    ("1 tấn", 1_000_000), ("2 tan", 2_000_000), ("1 tấn 2", 1_200_000), ("nửa tấn", 500_000),
    ("1 ký 4 lạng", 1400), ("1 cân 2 lạng rưỡi", 1250), ("1 cân 2 rưỡi", 1250), ("1kg 300g", 1300),
    ("1 tạ 5 kg", 105000), ("1 yến 2 cân", 12000), ("hai cân ba lạng", 2300), ("2 kg 50 g", 2050),
    ("２kg", 2000), ("５００ｇ", 500), ("１，５ｋｇ", 1500), ("10kg", 10000), ("12,5 kg", 12500),
    ("1.200,5 g", 1200.5),
    ("5 chỉ vàng ta", 18.75), ("tiem vang, 5 chi", 18.75), ("nhẫn vàng 1 chỉ", 3.75),
    ("vàng 2 chỉ rưỡi nhẫn", 9.375),
    ("mua vàng ở tiệm 1 cây", 37.5), ("vàng 1 lượng nhẫn", 37.5), ("tiệm vàng thiếu 2 phân", 0.75),
    ("tiệm vàng hụt 3 ly", 0.1125), ("tiệm vàng 1 chỉ 2 phân", 4.5), ("tiệm vàng chỉ rưỡi", 5.625),
    ("mua 1 lạng vàng 9999", 37.5), ("dây chuyền 4 chỉ 8", 18), ("2 kilograms", 2000),
    ("half a kilo", 500),
    ("two kilos", 2000), ("300 grams", 300),
]  # fmt: skip

OTHERS: Final = [
    ("2 lít", V, 2000), ("2 lit", V, 2000), ("2l", V, 2000), ("1,5l", V, 1500), ("lít rưỡi", V, 1500),
    ("nửa lít", V, 500), ("1 lít 2", V, 1200), ("900ml", V, 900), ("900 ml", V, 900), ("50cc", V, 50),
    ("1.500 ml", V, 1500), ("một lít rưỡi", V, 1500), ("2 litres", V, 2000), ("2 nít", V, 2000),
    ("87m", L, 87000), ("2 mét", L, 2000), ("2 met", L, 2000), ("2 mét rưỡi", L, 2500), ("50cm", L, 500),
    ("1m 20cm", L, 1200), ("1m65", L, 1650), ("vải 2m2", L, 2200), ("vải 2m5", L, 2500), ("5 mm", L, 5),
    ("3km", L, 3_000_000), ("đi taxi 3 cây", L, 3_000_000), ("taxi 7 cay", L, 7_000_000),
    ("60k", M, 60000), ("60 k", M, 60000), ("60 nghìn", M, 60000), ("60 ngàn", M, 60000),
    ("60 nghin", M, 60000),
    ("60.000đ", M, 60000), ("60000 đồng", M, 60000), ("60,000 dong", M, 60000), ("60.000 vnđ", M, 60000),
    ("60000d", M, 60000), ("1.200.000đ", M, 1_200_000), ("1.200k", M, 1_200_000), ("1,2tr", M, 1_200_000),
    ("1tr1", M, 1_100_000), ("2tr5", M, 2_500_000), ("1 triệu 2", M, 1_200_000),
    ("1 trieu", M, 1_000_000),
    ("triệu rưỡi", M, 1_500_000), ("triệu hai", M, 1_200_000), ("1 triệu 250 nghìn", M, 1_250_000),
    ("một triệu hai trăm nghìn", M, 1_200_000), ("1tr250", M, 1_250_000), ("nửa triệu", M, 500_000),
    ("hai trăm nghìn", M, 200_000), ("trăm rưỡi nghìn", M, 150_000), ("trăm hai nghìn", M, 120_000),
    ("5 chục nghìn", M, 50_000), ("2 nghìn rưỡi", M, 2_500), ("hết 2 củ", M, 2_000_000),
    ("mất 3 củ", M, 3_000_000),
    ("hết 2 chai", M, 2_000_000), ("trả tiền hết 2 lít", M, 200_000), ("mat tien het 1 lit", M, 100_000),
    ("hai mươi lăm nghìn", M, 25_000),
    ("3 bao", P, 3), ("4 gói", P, 4), ("20 cái", P, 20), ("2 túi", P, 2), ("hai thùng", P, 2),
    ("5 hộp", P, 5),
    ("2 chai", P, 2), ("3 bags", P, 3), ("chục gói", None, 0), ("năm bịch", P, 5), ("2 chục hộp", P, 20),
    ("trăm rưỡi", B, 150), ("5 chục", B, 50), ("bảy trăm rưỡi", B, 750), ("trăm hai", B, 120),
    ("1,7", B, 1.7),
]  # fmt: skip

NOTHING: Final = [
    "toi can gap can bo", "tôi cần gặp cán bộ", "ông cân điêu", "cân đối chứng ở đâu", "cho can nguoi", "",
    "hàng xóm hát karaoke", "dong ho nuoc", "cân Nhơn Hòa", "con gà trống",
    "hai vợ chồng", "ba bà bán cá", "nửa đêm", "rươi tươi", "nhãn lồng", "lạng sơn", "chỉ có mỗi",
]  # fmt: skip

NO_UNIT: Final = [
    "ba can dieu", "ba can thieu",
    "12/11", "26-0042-7", "số 5", "ngõ 12", "2 lần", "3 ngày", "72 tuổi", "quầy số 5 cân thiếu",
    "lúc 7g sáng",
    "7h30", "thứ 7", "4 người", "20m2", "đất 100m2",
    "2 cân đồng hồ", "2 can dien tu", "vàng 18k ở tiệm",
    "0912345678", "mua 3 quả bưởi", "5d", "2 đồng hồ", "mã 26-0107-3", "2 chị bán cá", "hồi 9g",
    "1 cái cân", "2 con gà", "5 củ khoai", "tháng 12", "tầng 2", "0912.345.678", "nhà 15 ngõ 8",
    "1.2.3", "12.11.2025", "hẹn 7g30",
]  # fmt: skip

ABOUT: Final = [
    ("hơn 4 lạng", 400, None), ("gần 3 lạng", 300, None), ("khoảng 2 kg", 2000, None),
    ("chưa đầy 2 cân", 2000, None),
    ("tầm 2 ký", 2000, None), ("cỡ 2kg", 2000, None), ("chừng nửa cân", 500, None),
    ("gan 3 lang", 300, None),
    ("ngót 1 tạ", 100000, None), ("trên dưới 5 kg", 5000, None), ("4 lạng hơn", 400, None),
    ("~2kg", 2000, None),
    ("xấp xỉ 2kg", 2000, None), ("almost 2 kg", 2000, None), ("hon 4 lang", 400, None),
    ("9,4 đến 9,5kg", 9400, 9500), ("9,4-9,5kg", 9400, 9500), ("5-6kg", 5000, 6000),
    ("2 tới 3 lạng", 200, 300),
    ("9kg4 đến 9kg5", 9400, 9500), ("hai ba lạng", 200, 300), ("năm sáu cân", 5000, 6000),
    ("2 hoặc 3 lạng", 200, 300),
    ("5 – 6 kg", 5000, 6000), ("5 den 6 kg", 5000, 6000), ("2 to 3 kg", 2000, 3000),
]  # fmt: skip

FORMS: Final[list[Literal["NFC", "NFD"]]] = ["NFC", "NFD"]
TWO_READINGS: Final = [
    ("1.200 kg", 1200, (W, 1_200_000)),
    ("2.500 kg", 2500, (W, 2_500_000)),
    ("1kg50", 1500, (W, 1050)),
    ("1tr50", 1_500_000, (M, 1_050_000)),
    ("mất 1 lít", 1000, (M, 100_000)),
    ("mất lít rưỡi", 1500, (M, 150_000)),
    ("hết 2 xị", 20_000, (M, 200_000)),
]


@pytest.mark.parametrize(("text", "grams"), WEIGHTS)
def test_a_weight_is_read_in_every_notation(text: str, grams: float | None) -> None:
    found = [quantity for quantity in quantities(text) if quantity.kind is W]
    assert [quantity.value for quantity in found] == ([] if grams is None else [grams])


@pytest.mark.parametrize(("text", "kind", "value"), OTHERS)
def test_volumes_lengths_money_and_packs_are_read(text: str, kind: Kind | None, value: float) -> None:
    assert [(q.kind, q.value) for q in quantities(text)] == ([] if kind is None else [(kind, value)])


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_amounts_are_none(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize("text", NO_UNIT)
def test_a_number_of_something_else_is_no_amount(text: str) -> None:
    assert {quantity.kind for quantity in quantities(text)} <= {B, P, Kind.PIECES}


@pytest.mark.parametrize(("text", "low", "high"), ABOUT)
def test_what_is_said_roughly_is_marked_so(text: str, low: float, high: float | None) -> None:
    (found,) = quantities(text)
    assert (found.value, found.to, found.about) == (low, high, True)


@pytest.mark.parametrize(("text", "value", "other"), TWO_READINGS)
def test_a_notation_with_two_readings_has_both(text: str, value: float, other: tuple[Kind, float]) -> None:
    (found,) = quantities(text)
    assert (found.value, found.or_else) == (value, other)


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("1 kg ba chỉ", [1000]), ("1kg thịt ba chỉ ngon", [1000]), ("2 kg ba rọi", [2000]),
        ("5kg tám thơm", [5000]),
        ("2kg chín nẫu", [2000]),
        ("2kg đến nhà", [2000]), ("2kggg", [2000]), ("haiii lạng", [200]),
        ("2kg ruoi tuoi", [2000]), ("2kg rươi", [2000]), ("1 lạng 200g", [100, 200]),
        ("2kg 1.200g", [2000, 1200]),
        ("1 can 2 con ga", [1000]), ("1 cân 2 con gà", [1000]), ("1 cân hai trăm nghìn", [1000]),
        ("2kg đến 300 ml", [2000]), ("2kg tới 10kg", [2000, 10000]), ("2 cân đồng nát", [2000]),
        ("2 can ba ay", [2000]), ("2 cân 3 lần", [2000]), ("1 cân 2 3 cân", [1200, 3000]),
        ("2 cân 7 giờ", [2000]),
        ("1 cân hai trăm", [1000]), ("cân rưỡi, cân hai", [1500, 1200]), ("2kg 12 gói", [2000]),
        ("2kg0", [2000]),
        ("hai chục rưỡi cân", [25000]), ("1 ký 2 lạng 3", [1230]), ("1 cân 2,5 lạng", [1250]),
        ("1 cân hai ba lạng", [1000, 200]), ("9,5kg 500g", [9500, 500]),
    ],
)  # fmt: skip
def test_what_follows_an_amount_is_not_taken_for_part_of_it(text: str, grams: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text) if quantity.kind is W] == grams


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", ["", "Hôm qua ở chợ ", "𝒶 "])
def test_an_amount_knows_its_letters_in_the_text(form: Literal["NFC", "NFD"], before: str) -> None:
    text = unicodedata.normalize(form, f"{before}mua hai cân rưỡi cá")
    (found,) = quantities(text)
    assert text[slice(*found.span)] == unicodedata.normalize(form, "hai cân rưỡi")


@pytest.mark.parametrize(
    ("text", "each"),
    [("60k/kg", True), ("mỗi cân", True), ("cứ 1 cân", True), ("60k kg", True), ("60k 1 kg", False)],
)
def test_a_unit_for_each_of_which_something_is_told(text: str, each: bool) -> None:
    found = quantities(text)[-1]
    assert (found.value, found.each) == (1000, each)
