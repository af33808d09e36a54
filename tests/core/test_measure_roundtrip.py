"""Purchases written in random notations are read back exactly, and no text whatever is too much."""

import time
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Reask
from bot.core.measure import Amounts, Purchase, Unclear, Unit, purchase, quantities, read

DIGITS: Final = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
PLAIN: Final = ["", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"]
BUYS: Final = [
    "mua {} cam",
    "tôi mua {}",
    "em lấy {} xoài",
    "Hôm qua mua {} thịt ở chợ",
    "bao ghi {}",
    "mua {}",
]
FINDS: Final = [
    ", về cân lại còn {}", " cân lại được {}", " mà cân lại chỉ có {}", ", thực tế được {}", " còn {}",
    ", về nhà cân thử còn đúng {}.",
]  # fmt: skip
LACKS: Final = [" thiếu {}", ", bị thiếu {}", " mà hụt mất {}", ", cân hụt {} chị ạ"]


@st.composite
def weights(draw: st.DrawFn, least: int = 1, most: int = 99) -> tuple[int, str]:
    """A weight of so many lạng, and one of the ways to write it."""
    lang = draw(st.integers(least, most))
    whole, rest = divmod(lang, 10)
    unit = draw(st.sampled_from(["cân", "ký", "kg", "kí"]))
    ways = [
        f"{lang} lạng",
        f"{lang * 100}g",
        f"{lang * 100} gam",
        f"{whole},{rest}kg",
        f"{whole}.{rest} {unit}",
    ]
    if whole and rest:
        ways += [f"{whole}{unit}{rest}", f"{whole} {unit} {rest}", f"{whole} {unit} {rest} lạng"]
        ways += [f"{DIGITS[whole]} {unit} {rest} lạng", f"{whole}kg{rest}00"]
    if whole and rest > 1 and rest != 5 and unit != "kg":
        ways.append(f"{DIGITS[whole]} {unit} {DIGITS[rest]}")
    if whole and rest == 5:
        ways += [f"{whole} {unit} rưỡi", f"{DIGITS[whole]} {unit} rưỡi"]
    if whole and not rest:
        ways += [f"{whole} {unit}", f"{whole}{unit}", f"{DIGITS[whole]} {unit}"]
    if lang == 5:
        ways += ["nửa cân", "nửa ký", "½ kg", "1/2 kg"]
    if lang == 15:
        ways += ["cân rưỡi", "ký rưỡi", "mười lăm lạng"]
    return lang * 100, draw(st.sampled_from(ways))


@given(weights(), weights(), st.sampled_from(BUYS), st.sampled_from(FINDS))
def test_what_was_bought_and_found_is_read_back(
    one: tuple[int, str], other: tuple[int, str], buys: str, finds: str
) -> None:
    (bought, first), (got, second) = sorted((one, other), reverse=True)
    told = purchase(buys.format(first) + finds.format(second))
    if got < bought / 5:
        return
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(bought, got, Unit.GRAM)


@given(weights(least=20), weights(most=9), st.sampled_from(BUYS), st.sampled_from(LACKS))
def test_what_is_missing_is_read_back(
    one: tuple[int, str], other: tuple[int, str], buys: str, lacks: str
) -> None:
    told = purchase(buys.format(one[1]) + lacks.format(other[1]))
    assert isinstance(told, Purchase)
    assert told.amounts == Amounts(one[0], one[0] - other[0], Unit.GRAM)


@given(weights(), weights())
def test_two_weights_alone_are_an_answer(one: tuple[int, str], other: tuple[int, str]) -> None:
    (bought, first), (got, second) = sorted((one, other), reverse=True)
    if got >= bought / 5:
        assert read(f"{first}, {second}") == Amounts(bought, got, Unit.GRAM)


@given(st.integers(1, 9), st.integers(0, 9), st.booleans())
def test_numbers_in_words_are_read_with_and_without_marks(tens: int, ones: int, marked: bool) -> None:
    names = DIGITS if marked else PLAIN
    lead = ("mười" if marked else "muoi") if tens == 1 else f"{names[tens]} {'mươi' if marked else 'muoi'}"
    (found,) = quantities(f"{lead} {names[ones]} {'lạng' if marked else 'lang'}".replace("  ", " "))
    assert found.value == (tens * 10 + ones) * 100


WORDS: Final = """
    mua 2 1,7 12 500 1.200 kg cân can lạng lang rưỡi ruoi nửa nua còn con thiếu thieu hai trăm tram chục mươi
    k /kg / - đến den lít lit mất mat hết 1/2 tạ ta chỉ chi vàng . , mỗi moi cứ bán ban giá ghi 3 bao cây taxi
    xị củ hơn hon g 7g triệu trieu tr 1tr1 2kg5 m2 5m ½ có co được tính lại lai dây đã 0 00 9,4 đến 30kg loại
    bù tôi ra mang of the got bought short 100 per a half
"""
MIXED: Final = st.lists(st.sampled_from(WORDS.split()), max_size=25)


def shown(told: Purchase | Unclear) -> tuple[Purchase, ...]:
    """Its readings."""
    return told.readings if isinstance(told, Unclear) else (told,)


@given(st.one_of(st.text(), MIXED.map(" ".join), MIXED.map("".join)))
def test_no_text_is_too_much(text: str) -> None:
    for found in quantities(text):
        begin, end = found.span
        assert 0 <= begin < end <= len(text)
    for told in shown(purchase(text)):
        for later in shown(purchase(text, told)):
            assert later.amounts is None or later.amounts.bought > 0
    with suppress(Reask):
        amounts = read(text)
        assert 0 <= amounts.got <= amounts.bought


@pytest.mark.parametrize(
    "part",
    [
        "mua 2kg thịt còn 1kg7, ",
        "2 ",
        "hai ",
        "1kg 2 lạng ",
        "/",
        "a\u0301",
        "can ",
        "moi kg ",
        "60k/kg ",
        "loai ",
    ],
)
def test_a_long_text_takes_time_in_proportion(part: str) -> None:
    def spent(length: int) -> float:
        text = (part * length)[:length]
        begin = time.perf_counter()
        purchase(text)
        return time.perf_counter() - begin

    assert min(spent(20_000) for _ in range(3)) < 16 * min(spent(5_000) for _ in range(3)) + 0.05
