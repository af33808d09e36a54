"""The receipt as a picture."""

import time
import unicodedata
from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from bot.core.messages import Receipt
from bot.media.fonts import face
from bot.media.receipt import WIDTH, receipt_png

RECEIPT = Receipt(
    issuer="UBND phường Thành Đông",
    title="Biên nhận phản ánh",
    code_label="Mã tra cứu",
    code="26-0042-7",
    secret_label="Mã bí mật",
    secret="K7QM 3XTA",
    rows=(("Nơi bán", "Quầy cá số 14, chợ Kho Đỏ"), ("Đã nhận lúc", "8 giờ 30 sáng")),
    footer="Xin Ông/Bà giữ ảnh này.",
)


def picture(receipt: Receipt) -> Image.Image:
    with Image.open(BytesIO(receipt_png(receipt)), formats=["PNG"]) as image:
        image.load()
        return image


def test_the_same_words_give_the_same_bytes() -> None:
    assert receipt_png(RECEIPT) == receipt_png(RECEIPT)


def test_composed_and_decomposed_letters_look_the_same() -> None:
    loose = replace(RECEIPT, title=unicodedata.normalize("NFD", RECEIPT.title))
    assert loose.title != RECEIPT.title
    assert receipt_png(loose) == receipt_png(RECEIPT)


def test_the_picture_carries_no_metadata() -> None:
    chunks = receipt_png(RECEIPT)
    assert picture(RECEIPT).info == {}
    assert all(name not in chunks for name in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf", b"iCCP"))


@pytest.mark.parametrize(
    "part", ["issuer", "title", "code_label", "code", "secret_label", "secret", "footer"]
)
def test_every_part_is_on_the_paper(part: str) -> None:
    changed = replace(RECEIPT, **{part: "Khác"})
    assert receipt_png(changed) != receipt_png(RECEIPT)


def test_without_a_secret_there_is_no_frame_for_it() -> None:
    bare = replace(RECEIPT, secret="", secret_label="", rows=(), footer="")
    with_secret = replace(bare, secret="K7QM 3XTA", secret_label="Mã bí mật")
    assert picture(bare).height < picture(with_secret).height


def test_long_words_are_wrapped_and_never_leave_the_paper() -> None:
    wide = replace(
        RECEIPT,
        title="Biên nhận phản ánh gửi qua trang trò chuyện của phường",
        code="26-123456789012345-7",
        rows=(("Nơi bán", "chợ" * 200), ("Ghi chú", "một hai ba bốn năm " * 20)),
    )
    image = picture(wide)
    assert image.width == WIDTH
    below_the_head = image.crop((0, 500, WIDTH, image.height))
    for edge in ((0, 0, 60, below_the_head.height), (WIDTH - 60, 0, WIDTH, below_the_head.height)):
        assert below_the_head.crop(edge).getextrema() == ((255, 255),) * 3


def test_a_receipt_of_a_hundred_rows_is_still_one_picture() -> None:
    assert picture(replace(RECEIPT, rows=(("Nơi bán", "chợ"),) * 100)).height > 100 * 130


def test_a_line_break_in_the_words_is_kept() -> None:
    one, two = replace(RECEIPT, footer="Một hai"), replace(RECEIPT, footer="Một\nhai")
    assert picture(two).height > picture(one).height


def test_every_vietnamese_letter_has_a_shape_of_its_own() -> None:
    font = face(60)
    missing = bytes(font.getmask("\U0010ffff"))
    letters = "ăâđêôơư" + "".join(
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    )
    for letter in letters + letters.upper():
        assert len(letter) == 1
        assert bytes(font.getmask(letter)) != missing, letter


def test_it_is_drawn_while_the_person_waits() -> None:
    receipt_png(RECEIPT)
    started = time.perf_counter()
    receipt_png(RECEIPT)
    assert time.perf_counter() - started < 2, "aim 0.3 s; the rest is room for a busy machine"
