"""What does a resident keep? The receipt as a picture: to save, to show at the counter, to read aloud.

Made for old eyes: on a phone every letter is at least as tall as 16-pixel text, the code as large as
the picture allows, dark on light throughout.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from bot.core.messages import Receipt
from bot.media.fonts import face
from bot.media.mark import scales

WIDTH = 1080
_EDGE = 72
_TEXT = WIDTH - 2 * _EDGE
_SMALL, _STEP = 46, 62  # the smallest letters, and from line to line
_PAPER, _INK, _QUIET = "#FFFFFF", "#14211D", "#4A5A54"
_GREEN, _PALE, _LINE = "#0B5A48", "#EAF4F0", "#C9D8D2"


def receipt_png(receipt: Receipt) -> bytes:
    """The receipt as a PNG: the same words give the same bytes, without any metadata."""
    sheet = _Sheet()
    sheet.head(receipt.issuer, receipt.title)
    sheet.number(receipt.code_label, receipt.code, largest=190)
    if receipt.secret:
        sheet.number(receipt.secret_label, receipt.secret, largest=120)
    for label, value in receipt.rows:
        sheet.row(label, value)
    if receipt.footer:
        sheet.foot(receipt.footer)
    return sheet.png()


class _Sheet:
    """A strip of paper that grows downwards; `_y` is where the next thing goes."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH, 600), _PAPER)
        self._pen = ImageDraw.Draw(self._image)
        self._y = 0

    def head(self, issuer: str, title: str) -> None:
        """The band at the top: the mark, who issues this, and what it is."""
        left, mark = _EDGE + 170, 140
        names = list(_lines(issuer, face(_SMALL), WIDTH - left - _EDGE))
        titles = list(_lines(title, face(60, "Bold"), WIDTH - left - _EDGE))
        tall = max(mark, _STEP * len(names) + 78 * len(titles)) + 96
        self._room(tall)
        self._pen.rectangle((0, 0, WIDTH, tall), _GREEN)
        symbol = scales(mark, "#FFFFFF")
        self._image.paste(symbol, (_EDGE - 8, (tall - mark) // 2), symbol)
        self._y = (tall - _STEP * len(names) - 78 * len(titles)) // 2
        self._write(names, face(_SMALL), _STEP, "#DDF0E9", left)
        self._write(titles, face(60, "Bold"), 78, "#FFFFFF", left)
        self._y = tall + 48

    def number(self, label: str, value: str, largest: int) -> None:
        """A code in a frame of its own, as large as it fits on one line."""
        font = _fitting(value, largest, _TEXT - 64)
        labels = list(_lines(label, face(_SMALL), _TEXT - 64))
        tall = _STEP * len(labels) + round(font.size * 1.25) + 60
        self._room(tall + 36)
        box = (_EDGE, self._y, WIDTH - _EDGE, self._y + tall)
        self._pen.rounded_rectangle(box, 28, _PALE, _GREEN, 4)
        bottom = self._y + tall
        self._y += 26
        for text in labels:
            self._pen.text((WIDTH // 2, self._y), text, _QUIET, face(_SMALL), "ma")
            self._y += _STEP
        self._pen.text((WIDTH // 2, (self._y + bottom) // 2 - 6), _plain(value), _INK, font, "mm")
        self._y = bottom + 36

    def row(self, label: str, value: str) -> None:
        """A label and under it what it names."""
        labels = list(_lines(label, face(_SMALL), _TEXT))
        values = list(_lines(value, face(52, "Bold"), _TEXT))
        self._room(_STEP * len(labels) + 70 * len(values) + 44)
        self._write(labels, face(_SMALL), _STEP, _QUIET, _EDGE)
        self._write(values, face(52, "Bold"), 70, _INK, _EDGE)
        self._y += 16
        self._pen.line((_EDGE, self._y, WIDTH - _EDGE, self._y), _LINE, 3)
        self._y += 22

    def foot(self, text: str) -> None:
        """What to do with it, at the end."""
        lines = list(_lines(text, face(_SMALL), _TEXT))
        self._room(_STEP * len(lines) + 24)
        self._y += 14
        self._write(lines, face(_SMALL), _STEP, _INK, _EDGE)

    def png(self) -> bytes:
        """The strip, cut where it ends."""
        out = BytesIO()
        self._image.crop((0, 0, WIDTH, self._y + 48)).save(out, "PNG")
        return out.getvalue()

    def _write(self, lines: list[str], font: ImageFont.FreeTypeFont, step: int, ink: str, x: int) -> None:
        for line in lines:
            self._pen.text((x, self._y), line, ink, font)
            self._y += step

    def _room(self, needed: int) -> None:
        """Makes the strip long enough for what comes next."""
        if self._y + needed + 100 <= self._image.height:
            return
        longer = Image.new("RGB", (WIDTH, self._y + needed + 600), _PAPER)
        longer.paste(self._image)
        self._image, self._pen = longer, ImageDraw.Draw(longer)


def _plain(text: str) -> str:
    """With composed letters, which every layout engine sets alike."""
    return unicodedata.normalize("NFC", text)


def _fitting(text: str, largest: int, width: int) -> ImageFont.FreeTypeFont:
    size = largest
    while size > _SMALL and face(size, "Bold").getlength(_plain(text)) > width:
        size -= 6
    return face(size, "Bold")


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """The text in lines that fit; its own line breaks stay, a word longer than a line is cut."""
    for paragraph in _plain(text).splitlines():
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, font, width):
                if line and font.getlength(f"{line} {piece}") > width:
                    yield line
                    line = piece
                else:
                    line = f"{line} {piece}" if line else piece
        yield line


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    while font.getlength(word) > width:
        fits = bisect_right(range(len(word)), width, key=lambda size: ceil(font.getlength(word[:size]))) - 1
        yield word[: max(1, fits)]
        word = word[max(1, fits) :]
    yield word
