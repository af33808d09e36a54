"""What the child process does, run here on pictures of our own."""

from io import BytesIO

import pytest
from PIL import Image

from bot.media import child
from bot.media.limits import Limits, Refusal
from bot.media.redraw import Redrawn, redraw
from tests.support import pictures as made


def lossless(kind: str = "PNG", mode: str = "RGB") -> bytes:
    return made.encoded(made.corners().convert(mode), kind)


PICTURES = {
    "turned": made.photo(orientation=6),
    "iphone": made.heic(),
    "profile": made.encoded(made.corners(), icc_profile=made.swapped_profile()),
    "useless profile": made.encoded(made.corners(), icc_profile=b"nothing"),
    "print": lossless("JPEG", "CMYK"),
    "palette": lossless("GIF", "P"),
    "transparent": lossless("PNG", "RGBA"),
    "one bit": lossless("PNG", "1"),
    "sixteen bits": made.encoded(Image.new("I;16", (20, 10), 30_000), "PNG"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_redrawn_picture_is_a_plain_jpeg(name: str) -> None:
    drawn = redraw(PICTURES[name], Limits(side=32))
    assert isinstance(drawn, Redrawn)
    with Image.open(BytesIO(drawn.jpeg)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (drawn.width, drawn.height))
        assert max(picture.size) <= 32
        assert picture.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_of_too_many_pixels_is_not_decoded() -> None:
    assert redraw(lossless(), Limits(pixels=64 * 48 - 1)) is Refusal.TOO_LARGE
    assert isinstance(redraw(lossless(), Limits(pixels=64 * 48)), Redrawn)


def test_the_reply_is_a_line_and_the_picture() -> None:
    line, _, jpeg = child.reply(lossless(), Limits()).partition(b"\n")
    assert line == b"copy 64 48 photo-small"
    assert jpeg.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("content", [b"", b"words", b"\x89PNG\r\n\x1a\n", lossless()[:100]])
def test_whatever_a_decoder_raises_means_a_broken_file(content: bytes) -> None:
    assert child.reply(content, Limits()) == b"file-broken\n"


def test_limits_arrive_in_the_child_as_they_were_told() -> None:
    limits = Limits(pixels=1, side=2, quality=3, memory=4, processor=5)
    assert Limits.told(limits.tell()) == limits
