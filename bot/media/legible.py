"""Can a person read what a picture shows?

A wrong alarm tells somebody who took pains that it was in vain, so only what is plain to see is named:
what could be read after all passes. Looked at is a small copy, because digits on a scale that fill a
thirtieth of the picture are all that has to be made out.
"""

from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from bot.media.limits import Flaw

LEAST_SIDE: Final = 400
"""Pixels of the longer side. Previews that apps show (90 to 320) are smaller; a photo that a messenger made
small (720 and more) or the cut-out of a display is larger."""
LOOK_SIDE: Final = 800
"""Pixels of the longer side of the copy that is looked at: the noise of a night photo is averaged away."""

SPECK: Final = 0.001
"""A part of all pixels that is no accident: at 800 x 600 a spot of 22 x 22, the least that digits can be."""
UNLIT: Final = 64
"""Of 255. Nothing is brighter: on the screen of a phone in daylight that is black. The brightest of the three
colours counts, or the blue digits of a scale at night would pass for darkness."""
UNMARKED: Final = 200
"""Of 255. Nothing is darker: even faded print on a receipt is."""
BURNT: Final = 245
"""Of 255. Half of an overexposed picture is at least so bright."""

REACH: Final = 16
"""Pixels between the two sides of an edge. An edge that needs longer is shading."""
RISE: Final = 40
"""Of 255. The least difference of the two sides that counts as an edge; noise and plain walls have less."""
CALM: Final = 1.5
"""Pixels of blur that we add ourselves: one bright pixel is no edge."""
WIDE: Final = 9.0
"""An edge is smeared if its rise is so many times its steepest step. A Gaussian blur makes that 2.5 times its
radius: 3.6 pixels here, 3.3 without our own. Then the strokes of digits 30 pixels high run together."""
CELL: Final = 40
"""Pixels of a square in which the steepest step is looked for."""
EDGED: Final = 12
"""Squares. With fewer edges than that nothing can be said."""
SHARP: Final = 0.02
"""The part of those squares that has to be sharp: where the display is, the background may be a blur."""


def flaw(picture: Image.Image) -> Flaw | None:
    """The worst that keeps people from reading an RGB picture, or nothing."""
    if max(picture.size) < LEAST_SIDE:
        return Flaw.SMALL
    scale = min(1.0, LOOK_SIDE / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    seen = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    grey = seen.convert("L")
    if _brightness(_strongest(seen), 1 - SPECK) < UNLIT:
        return Flaw.DARK
    if _brightness(grey, SPECK) > UNMARKED and _brightness(grey, 0.5) >= BURNT:
        return Flaw.BRIGHT
    return Flaw.BLURRED if _is_blurred(grey) else None


def _strongest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def _brightness(grey: Image.Image, part: float) -> int:
    """So dark that this part of the pixels is not brighter."""
    counts = grey.histogram()
    left = part * sum(counts)
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return len(counts) - 1


def _is_blurred(grey: Image.Image) -> bool:
    """Out of focus, or smeared in one direction by a hand that moved."""
    return _is_smeared(grey) or _is_smeared(grey.transpose(Image.Transpose.TRANSPOSE))


def _is_smeared(grey: Image.Image) -> bool:
    """Whether, from left to right, hardly one of all the edges is sharp.

    Where there are few edges, and not sharp ones, most may be too wide to be seen as such: then from twice as
    far away.
    """
    for looked_at in (grey, grey.reduce(2)):
        widths = list(_edges(looked_at.filter(ImageFilter.GaussianBlur(CALM))))
        sharp = sum(width < WIDE for width in widths)
        if len(widths) >= EDGED:
            return sharp < SHARP * len(widths)
        if 2 * sharp > len(widths):
            return False
    return False


def _edges(grey: Image.Image) -> Iterator[float]:
    """How wide the sharpest edge is in each square that has one."""
    far, near = _step(grey, REACH), _step(grey, 1)
    for top in range(0, grey.height, CELL):
        for left in range(0, grey.width - REACH, CELL):
            right, bottom = min(left + CELL, grey.width - REACH), min(top + CELL, grey.height)
            rise = _most(far, (left, top, right, bottom))
            if rise >= RISE:
                yield rise / max(1, _most(near, (left, top, right + REACH - 1, bottom)))


def _step(grey: Image.Image, reach: int) -> Image.Image:
    """At each pixel, how much it differs from the one so far to its right."""
    moved = ImageChops.offset(grey, -reach, 0)  # what leaves on the left comes back on the right: never asked
    return ImageChops.difference(grey, moved)


def _most(grey: Image.Image, box: tuple[int, int, int, int]) -> float:
    _, most = grey.crop(box).getextrema()
    assert isinstance(most, int | float), "one channel"
    return most
