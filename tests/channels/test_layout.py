"""Nothing is lost, no part is too long, no sign is torn."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.channels.layout import Limits, clusters, fit, shorten, split, utf8_bytes, utf16_units
from bot.core.messages import Ask, Button, Prompt, Receipt

FAMILY = "👨‍👩‍👧‍👦"
FLAGS = "🇻🇳🇻🇳"
TONES = "👍🏽"
PILED = "e\u0302\u0309"
SIGNS = st.sampled_from(
    ["a", "ơ", PILED, FAMILY, FLAGS[:2], TONES, " ", "\n", "\n\n", ". ", "\r\n", "\u00a0", "…"]
)
TEXTS = st.lists(SIGNS, max_size=80).map("".join) | st.text(max_size=200)
COUNTS = st.sampled_from([len, utf16_units, utf8_bytes])


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in " \t\n\r")


@given(TEXTS, st.integers(30, 120), COUNTS)
@example("x" * 100, 30, len)
@example(" " * 100, 30, len)
def test_nothing_is_lost_and_no_part_is_too_long(text: str, most: int, count: object) -> None:
    assert callable(count)
    parts = split(text, most, count)
    assert bare("".join(parts)) == bare(text)
    assert all(count(part) <= most for part in parts)
    assert parts
    assert all(parts) or parts == [""]


@given(st.lists(SIGNS, max_size=80).map("".join), st.integers(30, 60), COUNTS)
def test_no_sign_is_torn(text: str, most: int, count: object) -> None:
    assert callable(count)
    whole = [cluster for cluster in clusters(text) if bare(cluster)]
    assert [c for part in split(text, most, count) for c in clusters(part) if bare(c)] == whole


@given(TEXTS)
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FAMILY + TONES, [FAMILY, TONES]),
        (FLAGS, [FLAGS[:2], FLAGS[2:]]),
        (PILED + "x", [PILED, "x"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("\n\u0301", ["\n", "\u0301"]),
        (unicodedata.normalize("NFD", "một"), ["m", unicodedata.normalize("NFD", "ộ"), "t"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        (unicodedata.normalize("NFD", "한"), [unicodedata.normalize("NFD", "한")]),
        ("", []),
    ],
)
def test_a_cluster_is_what_a_reader_takes_for_one_sign(text: str, expected: list[str]) -> None:
    assert list(clusters(text)) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một hai ba.\n\nBốn năm sáu.", ["Một hai ba.", "Bốn năm sáu."]),
        ("Một hai ba,\nbốn năm sáu.", ["Một hai ba,", "bốn năm sáu."]),
        ("Một hai ba. Bốn năm sáu.", ["Một hai ba.", "Bốn năm sáu."]),
        ("Mộthaiba bốnnămsáu bảy", ["Mộthaiba", "bốnnămsáu bảy"]),
        ("Mộthaibabốnnămsáubảytám", ["Mộthaibabốnnămsá", "ubảytám"]),
        ("vừa mười sáu chữ cái", ["vừa mười sáu chữ", "cái"]),
        ("", [""]),
    ],
)
def test_it_is_cut_where_a_reader_would_pause(text: str, parts: list[str]) -> None:
    assert split(text, 16) == parts


def test_each_platform_counts_in_its_own_units() -> None:
    assert (len("ơ😀"), utf16_units("ơ😀"), utf8_bytes("ơ😀")) == (2, 3, 6)
    assert split("😀" * 4, 4, utf16_units) == ["😀😀", "😀😀"]
    assert split("😀" * 4, 9, utf8_bytes) == ["😀😀", "😀😀"]


def test_a_sign_that_is_too_long_by_itself_is_cut_after_all() -> None:
    assert split("e" + "\u0301" * 9, 4) == ["e" + "\u0301" * 3, "\u0301" * 4, "\u0301" * 2]


def test_buttons_picture_and_input_stand_on_the_last_part() -> None:
    receipt = Receipt("UBND", "Biên nhận", "Mã", "26-0001-8")
    buttons = (Button("Có", "f:q:1"), Button("Không", "f:q:2"))
    prompt = Prompt("một hai. ba bốn. năm sáu.", buttons, Ask.CHOICE, True, (1, 3), receipt)
    first, second, last = fit(prompt, Limits(text=10, buttons=2))
    assert first == Prompt("một hai.", progress=(1, 3))
    assert second == Prompt("ba bốn.")
    assert last == replace(prompt, text="năm sáu.", progress=None)


@pytest.mark.parametrize("buttons", [0, 2])
def test_without_enough_buttons_the_choices_become_a_numbered_list(buttons: int) -> None:
    offered = (Button("Cân thiếu", "f:q:1"), Button("Hàng giả", "f:q:2"), Button("Quay lại", "nav:back"))
    [shown] = fit(Prompt("Việc gì?", offered), Limits(buttons=buttons))
    assert shown.text == "Việc gì?\n\n1 Cân thiếu\n2 Hàng giả\n– Quay lại"
    assert shown.buttons == ()


def test_labels_that_begin_with_a_number_get_no_second_one() -> None:
    [shown] = fit(Prompt("", (Button("1 kg", "f:q:1"), Button("2 kg", "f:q:2"))), Limits())
    assert shown.text == "– 1 kg\n– 2 kg"


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    [shown] = fit(Prompt("?", (Button("Cân, đong, đo thiếu", "t"),)), Limits(buttons=1, label=12))
    assert shown.buttons == (Button("Cân, đong,…", "t"),)


@given(TEXTS, st.integers(1, 40), COUNTS)
def test_a_shortened_label_is_never_too_long(text: str, most: int, count: object) -> None:
    assert callable(count)
    short = shorten(text, most, count)
    assert count(short) <= most or len(short) == 1
    assert short == text or count(text) > most
