"""Case codes and secrets: a mistyped one is told from an unknown one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codes import find, make, make_secret, read, read_secret
from bot.core.errors import Reask

YEARS = st.integers(2020, 2099)
SERIALS = st.integers(1, 99_999_999)


def test_the_printed_example_has_its_check_digit() -> None:
    assert make(2026, 42) == "26-0042-7"
    assert make(26, 42) == "26-0042-7"


def test_serials_grow_past_four_digits() -> None:
    assert make(2026, 12345).startswith("26-12345-")


def test_serials_start_at_one() -> None:
    with pytest.raises(ValueError, match="start at 1"):
        make(2026, 0)


@given(YEARS, SERIALS)
def test_every_code_reads_back(year: int, serial: int) -> None:
    code = make(year, serial)
    assert read(code) == code
    assert find(f"Cho tôi hỏi mã {code} đến đâu rồi?") == code


@given(YEARS, SERIALS, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(year: int, serial: int, at: int, shift: int) -> None:
    digits = make(year, serial).replace("-", "")
    wrong = digits[:at] + str((int(digits[at]) + shift) % 10) + digits[at + 1 :]
    with pytest.raises(Reask, match="code-mistyped"):
        read(wrong)


@pytest.mark.parametrize(
    "text",
    ["26-0042-7", "2600427", " 26 0042 7 ", "26–0042–7", "２６－００４２－７", "26 00 42 7", "26.0042.7",
     "26\u22120042-7", "ma 26-00427 den dau", "hôm 12 26-0042-7"],
)  # fmt: skip
def test_a_code_is_read_however_it_was_typed(text: str) -> None:
    assert read(text) == "26-0042-7"


@pytest.mark.parametrize("text", ["26-0042-8", "26-0042", "ma 26-0042", "260042", "26 00 42 8", "06-0042-9"])
def test_a_mistyped_code_is_told_from_none(text: str) -> None:
    with pytest.raises(Reask, match="code-mistyped"):
        read(text)


@pytest.mark.parametrize("text", ["", "tôi quên mã rồi", "số 5", "12"])
def test_a_reply_without_a_code_is_told(text: str) -> None:
    with pytest.raises(Reask, match="code-none"):
        read(text)


@pytest.mark.parametrize("text", ["gọi tôi 0912345678", "ngày 22-11-2026", "mua 2kg còn 1,7", "26-0000-2"])
def test_other_numbers_in_a_sentence_are_no_code(text: str) -> None:
    assert find(text) is None


@given(st.text())
def test_any_text_is_read_or_asked_again(text: str) -> None:
    found = find(text)
    if found is not None:
        assert read(text) == found
        return
    with contextlib.suppress(Reask):
        assert find(read(text)) is not None


def test_a_secret_is_eight_characters_from_five_bytes() -> None:
    assert make_secret(b"\x00\x00\x00\x00\x00") == "00000000"
    assert make_secret(b"\xff\xff\xff\xff\xff") == "ZZZZZZZZ"
    with pytest.raises(ValueError, match="5 bytes"):
        make_secret(b"abc")


@given(st.binary(min_size=5, max_size=5))
def test_a_secret_reads_back_in_groups_and_in_lower_case(random: bytes) -> None:
    secret = make_secret(random)
    assert read_secret(f" {secret[:4].lower()}-{secret[4:]} ") == secret


def test_look_alikes_in_a_secret_are_forgiven() -> None:
    assert read_secret("o1iL-abcd") == "0111ABCD"


@pytest.mark.parametrize("text", ["", "ABC", "ABCDEFGU", "ABCDEFGHJ", "ĐẶNGVĂNA"])
def test_what_cannot_be_a_secret_is_asked_again(text: str) -> None:
    with pytest.raises(Reask, match="secret-mistyped"):
        read_secret(text)
