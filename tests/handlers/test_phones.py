"""Phone numbers as people type them."""

import pytest

from bot.core.errors import Reask
from handlers.phones import looks_like_phone, phone_alone, read_phone, show_phone


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "84912345678",
        "sđt 0912345678",
        "０９１２３４５６７８",
    ],
)
def test_a_mobile_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_phone(typed) == phone_alone(typed) == "+84912345678"


def test_a_landline_and_a_number_from_abroad_are_numbers_too() -> None:
    assert read_phone("0220 3852 123") == "+842203852123"
    assert read_phone("+49 30 901820") == "+4930901820"


@pytest.mark.parametrize(
    "typed", ["", "không", "113", "0912", "0912 345 67", "12345678901", "26-0001-3", "+", "٠٩"]
)
def test_what_is_no_number_is_asked_again(typed: str) -> None:
    with pytest.raises(Reask, match="reask-phone"):
        read_phone(typed)


@pytest.mark.parametrize(
    "words", ["chợ Con, quầy cô Lan, gọi 0912345678 nhé các anh", "2kg 1,7kg", "2", "mua 12 cái 3 hôm", ""]
)
def test_words_with_numbers_in_them_are_no_phone_number(words: str) -> None:
    assert phone_alone(words) is None
    assert not looks_like_phone(words)


def test_a_mistyped_number_is_told_from_words() -> None:
    with pytest.raises(Reask, match="reask-phone"):
        phone_alone("0912 345 67")


def test_a_number_is_shown_as_people_write_it_at_home() -> None:
    assert show_phone("+84912345678") == "0912 345 678"
    assert show_phone("+4930901820") == "+49 30 901820"


@pytest.mark.parametrize(
    "text", ["hàng cá chú Ba, sđt 0912 345 678", "quầy 0912345678", "ông chủ tên Tư 0912 345 678"]
)
def test_a_number_beside_something_else_is_told_is_no_number_alone(text: str) -> None:
    assert not looks_like_phone(text)


@pytest.mark.parametrize(
    "text", ["Số điện thoại của tôi là 0912 345 678 ạ", "sdt em 0912345678", "gọi tôi 0912.345.678 nhé"]
)
def test_words_that_go_with_a_number_do_not_hide_it(text: str) -> None:
    assert looks_like_phone(text)
