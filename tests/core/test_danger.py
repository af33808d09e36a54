"""Words of danger: found as people write them, not where they only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.danger import Sign, danger

FIRE = Sign(
    "114", "fire", ("đám cháy", "| cháy |"), marked=("có cháy",), unless=("có cháy hàng",), fact="danger"
)
KNIFE = Sign("113", "violence", ("cầm dao",), unless=("mua cam dao",))
SIGNS = (FIRE, KNIFE)


@pytest.mark.parametrize(
    "text",
    [
        "Có cháy!",
        "CÓ CHÁY ở chợ",
        "dam chay to lam",
        "Cứu! Cháy!",
        "chay",
        "đám cháyyyy",
        "co\u0301 cha\u0301y",
    ],
)
def test_a_fire_is_seen(text: str) -> None:
    assert danger(text, SIGNS) == (FIRE,)


@pytest.mark.parametrize(
    "text", ["quạt có chạy", "may co chay khong", "shop có cháy hàng không", "đám, cháy hàng", ""]
)
def test_other_words_of_the_same_letters_are_no_fire(text: str) -> None:
    assert danger(text, SIGNS) == ()


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert danger("tôi cầm. dao ở bếp", SIGNS) == ()


def test_a_harmless_phrase_does_not_hide_a_real_one() -> None:
    assert danger("di mua cam dao, no cam dao doa toi", SIGNS) == (KNIFE,)
    assert danger("di mua cam dao", SIGNS) == ()


def test_a_longer_hit_wins_over_a_shorter_harmless_phrase() -> None:
    sign = Sign("114", "fire", ("nhà cháy hàng xóm",), unless=("cháy hàng",))
    assert danger("nhà cháy hàng xóm ơi", (sign,)) == (sign,)


def test_the_signs_come_in_the_order_of_the_list() -> None:
    assert danger("nó cầm dao, có cháy", SIGNS) == SIGNS


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert set(danger(text, SIGNS)) <= set(SIGNS)
