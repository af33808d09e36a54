"""What is said to be hard to read, and, more important, what is not."""

import time
from collections.abc import Callable
from typing import Final

import pytest
from PIL import Image, ImageDraw, ImageFilter

from bot.media import child, legible, redraw
from bot.media.clean import Cleaner, Copy
from bot.media.limits import Flaw, Limits
from tests.support import drawings as drawn
from tests.support import pictures as made

SOON: Final = 1.5
"""Seconds of processor time that a photo of 12 megapixels may take, measuring included: 0.4 is usual."""


def in_lamplight() -> Image.Image:
    """A wall with a lamp in the middle: nothing but soft shading."""
    glow = Image.radial_gradient("L").resize(drawn.SIZE)
    return glow.point(lambda value: 255 - value).convert("RGB")


def sharp_only_at_the_display() -> Image.Image:
    """Focus is on the scale's display, all the rest is a blur."""
    sharp = drawn.scale()
    picture = drawn.blurred(sharp, 0.015)
    display = (480, 600, 980, 800)
    picture.paste(sharp.crop(display), display[:2])
    return picture


READABLE: Final[dict[str, Callable[[], Image.Image]]] = {
    "daylight": drawn.scale,
    "small digits": lambda: drawn.scale(digits=0.03),
    "as a messenger sends it": lambda: drawn.scale((960, 720)),
    "upright": lambda: drawn.scale((900, 1200)),
    "a little soft": lambda: drawn.blurred(drawn.scale(), 0.003),
    "evening": lambda: drawn.dimmed(drawn.scale(), 0.4),
    "bright noon": lambda: drawn.dimmed(drawn.scale(), 2),
    "noise": lambda: drawn.noisy(drawn.scale(), 40),
    "red digits at night": drawn.display_at_night,
    "blue digits at night": lambda: drawn.display_at_night((30, 30, 255)),
    "dim digits at night": lambda: drawn.display_at_night((120, 20, 20)),
    "faded receipt": drawn.receipt,
    "sharp where it matters": sharp_only_at_the_display,
    "wall": drawn.wall,
    "white wall": lambda: drawn.wall(240),
    "dark wall": lambda: drawn.wall(100),
    "lamplight": in_lamplight,
    "cut-out of a display": lambda: drawn.scale().crop((480, 600, 980, 800)),
    "strip": lambda: Image.new("RGB", (2000, 1), "red"),
    "column": lambda: Image.new("RGB", (1, 900), "red"),
}
POOR: Final[dict[str, tuple[Callable[[], Image.Image], Flaw]]] = {
    "preview": (lambda: drawn.scale((320, 240)), Flaw.SMALL),
    "one pixel": (lambda: Image.new("RGB", (1, 1)), Flaw.SMALL),
    "without light": (lambda: drawn.noisy(drawn.dimmed(drawn.scale(), 0.15), 6), Flaw.DARK),
    "in a pocket": (lambda: Image.new("RGB", drawn.SIZE), Flaw.DARK),
    "into the sun": (lambda: drawn.dimmed(drawn.scale(), 8), Flaw.BRIGHT),
    "out of focus": (lambda: drawn.blurred(drawn.scale()), Flaw.BLURRED),
    "far out of focus": (lambda: drawn.blurred(drawn.scale(), 0.02), Flaw.BLURRED),
    "moved sideways": (lambda: drawn.shaken(drawn.scale()), Flaw.BLURRED),
    "moved up and down": (
        lambda: drawn.shaken(drawn.scale().transpose(Image.Transpose.ROTATE_90)).transpose(
            Image.Transpose.ROTATE_270
        ),
        Flaw.BLURRED,
    ),
    "out of focus, a little noise": (
        lambda: drawn.noisy(drawn.blurred(drawn.scale(), 0.015), 5),
        Flaw.BLURRED,
    ),
}


@pytest.mark.parametrize("name", READABLE)
def test_what_could_be_read_is_let_pass(name: str) -> None:
    assert legible.flaw(READABLE[name]()) is None


@pytest.mark.parametrize("name", POOR)
def test_what_nobody_could_read_is_named(name: str) -> None:
    draw, flaw = POOR[name]
    assert legible.flaw(draw()) is flaw


def test_an_object_with_soft_edges_in_front_of_sharp_ones_is_no_blur() -> None:
    picture = drawn.scale()
    shadow = Image.new("L", drawn.SIZE)
    ImageDraw.Draw(shadow).ellipse((900, 100, 1500, 700), fill=160)
    dark = Image.new("RGB", drawn.SIZE, "black")
    picture.paste(dark, mask=shadow.filter(ImageFilter.GaussianBlur(40)))
    assert legible.flaw(picture) is None


@pytest.mark.parametrize("flaw", [None, *Flaw])
async def test_what_was_found_comes_back_with_the_copy(
    flaw: Flaw | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legible, "flaw", lambda _: flaw)
    answer = child.reply(made.photo(), Limits())
    told = f"import sys; sys.stdout.buffer.write(b'ready\\n' + bytes.fromhex('{answer.hex()}'))"
    monkeypatch.setattr("bot.media.clean._START", told)
    copy = await Cleaner().clean_copy(made.photo())
    assert isinstance(copy, Copy)
    assert (copy.width, copy.height, copy.flaw) == (64, 48, flaw)


async def test_a_real_child_measures_what_it_has_decoded() -> None:
    for picture, flaw in ((drawn.scale(), None), (drawn.blurred(drawn.scale()), Flaw.BLURRED)):
        copy = await Cleaner().clean_copy(made.encoded(picture, exif=made.exif(6)))
        assert isinstance(copy, Copy)
        assert copy.flaw is flaw


def test_a_measure_that_fails_does_not_cost_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr(legible, "flaw", fails)
    drawing = redraw.redraw(made.photo(), Limits())
    assert isinstance(drawing, redraw.Redrawn)
    assert drawing.flaw is None


def test_a_photo_of_twelve_megapixels_is_measured_in_time() -> None:
    content = made.encoded(drawn.blurred(drawn.scale((4000, 3000)), 0.02), quality=92)
    began = time.process_time()
    drawing = redraw.redraw(content, Limits())
    assert time.process_time() - began < SOON
    assert isinstance(drawing, redraw.Redrawn)
    assert drawing.flaw is Flaw.BLURRED
