"""Words that look like other words, heard with the shipped lexicon."""

import pytest

from bot.core.understanding import Intent
from bot.ward import load_ward

WARD = load_ward()


def first(text: str) -> str:
    """The code that is heard first."""
    readings = WARD.heard(text).readings
    return readings[0].code if readings else ""


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("hàng giá rẻ lắm, ai cũng khen", "HG"),
        ("hang gia re lam", "HG"),
        ("cua hang gia dung dau ngo", "HG"),
        ("mua thit gia cam o cho", "HG"),
        ("nhà tôi nuôi gia cầm", "HG"),
        ("nha toi nuoi gia cam", "HG"),
        ("gia dinh toi co 5 nguoi", "HG"),
        ("cho hỏi giá thịt hôm nay", "HG"),
        ("toi can gap can bo", "DL"),
        ("tôi cần gặp cán bộ", "DL"),
        ("cho can nguoi o ngo 5", "DL"),
        ("chó thả rông cắn người", "DL"),
        ("mua cái can nhựa 20 lít", "DL"),
        ("mua cai can nhua", "DL"),
        ("cần mua nhà", "DL"),
        ("thiếu tiền điện tháng này", "DL"),
        ("thieu tien dien thang nay", "DL"),
        ("khu tôi thiếu nước cả tuần", "DL"),
        ("khu toi thieu nuoc ca tuan", "DL"),
        ("làm căn cước cần giấy gì", "DL"),
        ("lam can cuoc can giay gi", "DL"),
        ("mua 2kg nhãn lồng thiếu 3 lạng", "NH"),
        ("mua 2kg nhan long thieu 3 lang", "NH"),
        ("mất 1 lít vì mua đồ fake", "DL"),
        ("mat 1 lit vi mua do fake", "DL"),
    ],
)
def test_a_word_that_looks_like_another_is_not_taken_for_it(text: str, never: str) -> None:
    assert first(text).partition(".")[0] != never


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mua 2kg nhãn lồng thiếu 3 lạng", "DL.1"),
        ("mua 2kg nhan long thieu 3 lang", "DL.1"),
        ("1kg mà có 7 lạng, giỏi thế", "DL.1"),
        ("1kg ma co 7 lang, gioi the", "DL.1"),
        ("mua 1 cân 2 thịt còn có 9 lạng", "DL.1"),
        ("mua can ruoi thit ve con 1kg2", "DL.1"),
        ("mua 2 cân thịt nợn thiếu 3 nạng", "DL.1"),
        ("cân điêuuuu quá, mua 1 ký có 8 lạng", "DL.1"),
        ("mất 1 lít vì mua đồ fake", "HG"),
        ("mat 1 lit vi mua do fake", "HG"),
        ("mua 2 chỉ vàng về cân thiếu 1 phân", "DL.6"),
        ("do 2 lit xang chi duoc 1 lit ruoi", "DL.3"),
        ("hàng này cân đủ, hôm trước tôi báo nhầm", Intent.WITHDRAW),
        ("hang nay can du, hom truoc toi bao nham", Intent.WITHDRAW),
        ("báo nhầm rồi, bỏ giúp tôi", Intent.WITHDRAW),
        ("hồ sơ 26-0042-7 đến đâu rồi", Intent.TRACK),
        ("rau ngoài chợ có cần nhãn không", Intent.QUESTION),
        ("xin chào", Intent.GREETING),
        ("chó thả rông cắn người", Intent.ELSEWHERE),
    ],
)
def test_what_is_meant_is_heard(text: str, code: str) -> None:
    assert first(text).startswith(code)


def test_a_brand_of_scales_is_no_place_and_no_person() -> None:
    heard = WARD.heard("bà ấy dùng cân Nhơn Hòa, mua 1kg có 8 lạng")
    assert (heard.elsewhere, heard.place) == ("", "")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("tôi mua ở chợ phường Nam Đồng", "Nam Đồng"),
        ("mua o nam sach bi can thieu", "nam sach"),
        ("mua ở phường Thành Đông", ""),
        ("mua ở Bình Hàn", ""),
        ("mua ở phường Cẩm Thượng cũ", ""),
    ],
)
def test_another_ward_is_heard(text: str, other: str) -> None:
    assert WARD.heard(text).elsewhere == other
