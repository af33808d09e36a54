"""Telephone numbers and mail addresses in a reporter's words are covered; what an officer needs stays."""

import pytest

from handlers.masking import mask
from tests.support.wards import invented_ward
from tests.support.world import words_of

VI = words_of(invented_ward()).speaker("vi")
EN = words_of(invented_ward()).speaker("en")
COVER = "[số điện thoại đã che]"


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "0912 - 345 - 678", "0912_345_678",
        "091 234 5678", "0912 34 56 78", "09 12 34 56 78", "09123 45678", "0 9 1 2 3 4 5 6 7 8",
        "0.9.1.2.3.4.5.6.7.8", "0912,345,678", "0912/345/678", "0912·345·678", "0912\u00a0345\u00a0678",
        "0912\u200b345678", "0912–345–678", "0912\n345678", "+84912345678", "+84 912 345 678",
        "+84.912.345.678", "+84-912-345-678", "+84 (0) 912 345 678", "+84(0)912345678", "0084 912345678",
        "84912345678", "84 912 345 678", "84.912.345.678", "(0912) 345 678", "０９１２３４５６７８",
        "٠٩١٢٣٤٥٦٧٨", "O912345678", "o912 345 678", "0912 345 67O", "0220 3852 345", "02203852345",
        "024 3826 1234", "(024) 38261234", "01234567890", "+1 415 555 2671", "+8613912345678",
    ],
)  # fmt: skip
def test_a_number_is_covered_however_it_was_typed(typed: str) -> None:
    assert mask(typed, VI).lstrip("(") == COVER
    assert mask(f"Tôi tên là Hoa, gọi {typed} nhé", VI).replace("(", "") == f"Tôi tên là Hoa, gọi {COVER} nhé"


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("sđt:0912345678.", f"sđt:{COVER}."),
        ("SDT0912345678", f"SDT{COVER}"),
        ("zalo 912 345 678", f"zalo {COVER}"),
        ("0912345678/0987654321", f"{COVER}/{COVER}"),
        ("0912345678, 0987 654 321", f"{COVER}, {COVER}"),
        ("Mua 2kg, gọi 0912345678 2 lần", f"Mua 2kg, gọi {COVER} 2 lần"),
        ("1.0912345678 2.0987654321", f"1.{COVER} 2.{COVER}"),
        ("giá 12.500đ, máy 0912.345.678", f"giá 12.500đ, máy {COVER}"),
        ("ngày 19/11/2026 0912345678", f"ngày 19/11/2026 {COVER}"),
        ("26-0042-7 0912345678", f"26-0042-7 {COVER}"),
        ("34A-123.45 0912345678", f"34A-123.45 {COVER}"),
    ],
)
def test_what_stands_around_a_number_stays(text: str, covered: str) -> None:
    assert mask(text, VI) == covered


@pytest.mark.parametrize(
    "text",
    [
        "12.500đ", "1.250.000đ", "350.000.000 đồng", "84.912.345.678 đồng", "12,5", "1,5 kg", "0,7 kg",
        "cân 0,7 0,8 0,9 1,2 1,5 kg", "2kg 1,7kg", "200k", "50.000", "19/11/2026", "09/11/2026",
        "09-11-2026", "09.11.2026", "2026-11-19", "ngày 09 11 2026 lúc 10 giờ", "8 giờ 30", "08:30",
        "26-0042-7", "26-0042-7 26-0043-5", "26-0912-3 26-0913-1 26-0914-9", "26-00912345-6",
        "34A-123.45", "34B1-234.56", "29-H1 123.45", "15A 12345", "30K-912.345", "lô 0912345678",
        "số lô: 0912345678", "LOT 0912345678", "L0912345678", "SP0912345678", "mã vạch 8934563138165",
        "8934563138165", "893 4563 138 165", "113, 114, 115", "1022", "1900 888 655", "1800 6838",
        "quầy số 5", "ngõ 9, số 77", "TCVN 6663-1:2011", "12345678", "cột bơm số 3, 50000 đồng, 2,13 lít",
        "", "không có gì", "@chợ", "10 gói 450g, 12 gói 480g, 8 gói 500g",
    ],
)  # fmt: skip
def test_what_an_officer_needs_stays(text: str) -> None:
    assert mask(text, VI) == text


@pytest.mark.parametrize(
    "address",
    ["hoa@example.vn", "nguyen.hoa+cho@mail.example.com.vn", "a_b-c%d@x.example", "0912345678@example.vn"],
)
def test_a_mail_address_is_covered(address: str) -> None:
    assert mask(f"Viết cho {address} nhé.", VI) == "Viết cho [thư điện tử đã che] nhé."


def test_it_is_said_in_the_readers_language() -> None:
    assert mask("gọi 0912345678", EN) == "gọi [phone number covered]"


def test_a_long_text_of_digits_is_read_quickly() -> None:
    assert COVER in mask("0 " * 1000 + "0912345678", VI)
    assert mask("1 " * 2000, VI) == "1 " * 2000
