"""Photos as residents take them, drawn here: a scale on a counter, its display at night, a wall."""

import random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from bot.media.fonts import face

SIZE: Final = (1600, 1200)
_SEGMENTS: Final = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgecd", "abc", "abcdefg", "abcfgd")
_BARS: Final = {
    "a": (0.1, 0, 0.9, 0.1), "d": (0.1, 0.9, 0.9, 1), "g": (0.1, 0.45, 0.9, 0.55),
    "b": (0.84, 0.05, 1, 0.48), "c": (0.84, 0.52, 1, 0.95),
    "f": (0, 0.05, 0.16, 0.48), "e": (0, 0.52, 0.16, 0.95),
}  # fmt: skip
"""Where the seven bars of a digit are lit, in parts of its box."""


def display(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], height: int, colour: tuple[int, int, int], said: str
) -> None:
    """Digits as a scale shows them."""
    left, top = at
    wide = height * 0.55
    for digit in said:
        for bar in _SEGMENTS[int(digit)]:
            x0, y0, x1, y1 = _BARS[bar]
            box = (left + x0 * wide, top + y0 * height, left + x1 * wide, top + y1 * height)
            pen.rectangle(box, fill=colour)
        left += round(wide * 1.4)


def scale(size: tuple[int, int] = SIZE, digits: float = 0.05) -> Image.Image:
    """A scale on a counter in daylight, its digits so high (a part of the width), a price tag beside it."""
    width, height = size
    picture = Image.radial_gradient("L").resize(size).point(lambda value: 190 - value // 3).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0.15 * width, 0.3 * height, 0.7 * width, 0.8 * height), fill=(90, 110, 125))
    pen.ellipse((0.2 * width, 0.2 * height, 0.65 * width, 0.42 * height), fill=(150, 155, 160))
    pen.rectangle((0.3 * width, 0.5 * height, 0.6 * width, 0.66 * height), fill=(170, 185, 150))
    display(pen, (round(0.33 * width), round(0.54 * height)), round(digits * width), (30, 35, 30), "0985")
    pen.rectangle((0.76 * width, 0.5 * height, 0.96 * width, 0.75 * height), fill=(240, 235, 220))
    letters = face(max(8, round(0.03 * width)), "Bold")
    pen.text((0.78 * width, 0.54 * height), "Thịt lợn\n120.000 đ", fill=(30, 30, 120), font=letters)
    return picture.filter(ImageFilter.GaussianBlur(width / 1600))  # no lens is sharper


def display_at_night(colour: tuple[int, int, int] = (255, 40, 30)) -> Image.Image:
    """Nothing but lit digits, rather small, in a dark market."""
    picture = Image.new("RGB", SIZE, (6, 6, 8))
    display(ImageDraw.Draw(picture), (700, 600), 70, colour, "1250")
    return noisy(picture, 6)


def receipt() -> Image.Image:
    """Faded print on white paper that fills the picture."""
    picture = Image.new("RGB", SIZE, (250, 250, 248))
    pen = ImageDraw.Draw(picture)
    for line in range(9):
        words = f"Cá rô phi {line + 1},25 kg   {45 + line}.000"
        pen.text((150, 100 + 110 * line), words, fill=(150, 150, 155), font=face(60))
    return picture


def wall(shade: int = 150) -> Image.Image:
    """A plain wall, a little darker to one side."""
    slope = Image.linear_gradient("L").resize(SIZE).point(lambda value: shade - value // 6)
    return noisy(slope.convert("RGB"), 3)


def noisy(picture: Image.Image, much: float = 20, seed: int = 1) -> Image.Image:
    """As a small sensor sees it in bad light."""
    grain = random.Random(seed)  # noqa: S311 - noise, and the same in every run
    count = picture.width * picture.height
    bag = [round(grain.gauss(128, much)) % 256 for _ in range(4099)]
    noise = Image.frombytes("L", picture.size, bytes(grain.choices(bag, k=count)))
    speckled = Image.merge("RGB", (noise, noise, noise))
    return ImageChops.add(picture, speckled, offset=-128)


def blurred(picture: Image.Image, part: float = 0.01) -> Image.Image:
    """Out of focus; the radius is so great a part of the width."""
    return picture.filter(ImageFilter.GaussianBlur(part * picture.width))


def shaken(picture: Image.Image, part: float = 0.03) -> Image.Image:
    """Taken by a hand that moved sideways."""
    length = round(part * picture.width)
    small = picture.resize((round(picture.width / length), picture.height), Image.Resampling.BOX)
    return small.resize(picture.size, Image.Resampling.BILINEAR)


def dimmed(picture: Image.Image, factor: float) -> Image.Image:
    """The same with less or more light."""
    return ImageEnhance.Brightness(picture).enhance(factor)
