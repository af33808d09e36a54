"""What does our mark look like? A pair of scales in balance, drawn from lines."""

from functools import lru_cache

from PIL import Image, ImageDraw

_FINE = 4  # drawn four times as large and made smaller, because Pillow's lines have hard edges
_GRID = 100


@lru_cache
def scales(size: int, colour: str) -> Image.Image:
    """The mark on a transparent square."""
    unit = size * _FINE / _GRID
    canvas = Image.new("L", (size * _FINE, size * _FINE), 0)
    pen = ImageDraw.Draw(canvas)

    def stroke(*points: tuple[float, float], width: float = 5) -> None:
        pen.line([(x * unit, y * unit) for x, y in points], 255, round(width * unit), "curve")

    def disc(x: float, y: float, radius: float) -> None:
        pen.ellipse([(x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit], 255)

    stroke((50, 14), (50, 84))
    stroke((16, 26), (84, 26))
    disc(50, 14, 7)
    disc(16, 26, 2.5)
    disc(84, 26, 2.5)
    for x in (16, 84):
        stroke((x - 13, 58), (x, 26), (x + 13, 58), width=3)
        pen.pieslice([(x - 16) * unit, 44 * unit, (x + 16) * unit, 72 * unit], 0, 180, 255)
    stroke((30, 86), (70, 86), width=7)
    disc(30, 86, 3.5)
    disc(70, 86, 3.5)
    mask = canvas.resize((size, size), Image.Resampling.LANCZOS)
    mark = Image.new("RGBA", (size, size), colour)
    mark.putalpha(mask)
    return mark
