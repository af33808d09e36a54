"""Short forms, dialect and carelessness: whoever types so is heard like everybody else."""

import unicodedata

import pytest

from bot.core.understanding import Heard
from bot.core.words import fold
from bot.ward import load_ward

WARD = load_ward()


def codes(heard: Heard) -> list[str]:
    return [reading.code for reading in heard.readings]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko co nhan mac", "khong co nhan mac"),
        ("k có nhãn mác", "không có nhãn mác"),
        ("hok có nhãn mác gì", "không có nhãn mác gì"),
        ("hộp sữa k có hsd", "hộp sữa không có hạn sử dụng"),
        ("sp này hết hsd", "sản phẩm này hết hạn sử dụng"),
        ("mk mua 1kg dc có 8 lạng", "mình mua 1kg được có 8 lạng"),
        ("mua 1kg thit dc 8 lang thoi", "mua 1kg thit duoc 8 lang thoi"),
        ("ntn là hàng giả", "như thế nào là hàng giả"),
        ("bh có kết quả phản ánh của mk", "bao giờ có kết quả phản ánh của mình"),
        ("ng bán cân điêu", "người bán cân điêu"),
        ("cx bị cân thiếu", "cũng bị cân thiếu"),
        ("mua thịt nợn thiếu 2 nạng", "mua thịt lợn thiếu 2 lạng"),
        ("cân nại thiếu 2 nạng", "cân lại thiếu 2 lạng"),
        ("bị nừa, cân thiếu", "bị lừa, cân thiếu"),
        ("cân thiếuuuuuu", "cân thiếu"),
        ("CÂN THIẾU!!!", "cân thiếu"),
        ("c ấy bán hàng giả", "chị ấy bán hàng giả"),
        ("hàng giả vs hàng nhái", "hàng giả với hàng nhái"),
        ("mua ở chợ bị chặt chémmmm", "mua ở chợ bị chặt chém"),
    ],
)
def test_short_forms_are_heard_like_the_words(typed: str, meant: str) -> None:
    assert codes(WARD.heard(typed))[:1] == codes(WARD.heard(meant))[:1] != []


STORIES = (
    "Sáng nay mua 2 cân thịt lợn ở chợ, về cân lại còn 1 cân 7",
    "Mua hộp sữa bột ở cửa hàng đầu ngõ, quét mã không ra, nghi hàng giả",
    "Quán không niêm yết giá, tính gian tiền của khách",
    "Bánh kẹo toàn chữ nước ngoài, không có nhãn phụ tiếng Việt",
    "Bánh mì hết hạn từ tuần trước mà vẫn bày bán",
    "Đổ 5 lít xăng mà kim không về 0, bơm thiếu",
)


@pytest.mark.parametrize("text", STORIES)
def test_without_marks_in_capitals_or_in_parts_a_story_stays_the_same(text: str) -> None:
    first = codes(WARD.heard(text))[0]
    for typed in (
        text.upper(),
        text.lower(),
        unicodedata.normalize("NFD", text),
        fold(text),
        f"  {text}\n!!",
    ):
        assert codes(WARD.heard(typed))[0].partition(".")[0] == first.partition(".")[0], typed


@pytest.mark.parametrize("text", STORIES)
def test_the_words_that_decided_stand_in_the_message(text: str) -> None:
    for typed in (text, fold(text)):
        for reading in WARD.heard(typed).readings:
            assert reading.because
            assert all(words in typed for words in reading.because)


def test_the_same_words_are_heard_the_same_by_another_copy_of_the_ward() -> None:
    other = load_ward()
    assert all(WARD.heard(text) == other.heard(text) for text in STORIES)
