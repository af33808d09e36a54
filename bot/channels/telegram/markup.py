"""Text as Telegram's HTML: nothing that a person wrote can be a tag; a tap on a case code copies it."""

import html
import re
from collections.abc import Iterator
from itertools import islice
from re import Match
from typing import Final

from bot.core import codes

_CODE: Final = re.compile(r"(?<![\w-])\d\d-\d{4,9}-\d(?![\w-])", re.ASCII)
_MOST_CODES: Final = 50
"""A message may carry a hundred entities."""


def plain(text: str) -> str:
    """The text without signs that cannot travel."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def marked(text: str) -> str:
    """The text as HTML."""
    parts: list[str] = []
    end = 0
    for found in islice(_codes(text), _MOST_CODES):
        parts += (_escaped(text[end : found.start()]), f"<code>{found[0]}</code>")
        end = found.end()
    return "".join([*parts, _escaped(text[end:])])


def _codes(text: str) -> Iterator[Match[str]]:
    return (found for found in _CODE.finditer(text) if codes.find(found[0]) == found[0])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
