"""Fits a prompt to a platform's limits, counted in the platform's own units.

A text that is too long becomes several messages, cut where a reader would pause: between paragraphs,
lines, sentences, words, in this order, and inside a *grapheme cluster* (what a reader takes for one
sign: a letter with its marks, an emoji of several code points) only if one cluster alone is too long.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from bot.core.messages import Button, Prompt

BLANKS: Final = " \t\n\r"
ELLIPSIS: Final = "…"
MOVE: Final = "nav:"
"""Taps that move about instead of answering: they are listed without a number."""
_PAUSES: Final = (
    re.compile(r"\n[ \t\r]*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…:;][\"”’)\]]*[ \t]"),
    re.compile(r"[ \t]"),
)
_ZWJ: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F3FF + 1)
_TAGS: Final = range(0xE0020, 0xE007F + 1)
_LATER_JAMO: Final = range(0x1160, 0x11FF + 1)
_LOW_SURROGATES: Final = range(0xDC00, 0xDFFF + 1)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F1FF + 1)


def utf16_units(text: str) -> int:
    """How many UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """How many bytes in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform allows. `text` and `label` in units of `count`; None: as long as you like."""

    text: int | None = None
    buttons: int = 0
    label: int | None = None
    count: Callable[[str], int] = len


def fit(prompt: Prompt, limits: Limits) -> list[Prompt]:
    """The prompt as the messages that carry it; buttons, picture and input stand on the last one."""
    if len(prompt.buttons) > limits.buttons:
        prompt = msgspec.structs.replace(prompt, text=_listed(prompt.text, prompt.buttons), buttons=())
    buttons = tuple(Button(shorten(b.label, limits.label, limits.count), b.tap) for b in prompt.buttons)
    *before, last = split(prompt.text, limits.text, limits.count)
    if not before:
        return [msgspec.structs.replace(prompt, buttons=buttons)]
    first, *middle = before
    return [
        Prompt(first, progress=prompt.progress),
        *(Prompt(text) for text in middle),
        msgspec.structs.replace(prompt, text=last, buttons=buttons, progress=None),
    ]


def _listed(text: str, buttons: Sequence[Button]) -> str:
    """The choices as lines of the text. They are counted as the engine counts them: from the first on."""
    plain = any(button.label[:1].isdigit() for button in buttons)
    lines = [
        f"– {button.label}" if plain or button.tap.startswith(MOVE) else f"{number} {button.label}"
        for number, button in enumerate(buttons, 1)
    ]
    return "\n".join([text, "", *lines] if text else lines)


def shorten(text: str, most: int | None, count: Callable[[str], int] = len) -> str:
    """The text, cut with an ellipsis where it is longer than `most` units."""
    if most is None or count(text) <= most:
        return text
    kept = _longest_start(text, most - count(ELLIPSIS), count)
    return kept.rstrip(BLANKS) + ELLIPSIS if kept else _first_points(text, most, count)


def split(text: str, most: int | None, count: Callable[[str], int] = len) -> list[str]:
    """The text in parts of at most `most` units; only blanks are lost, where it was cut."""
    parts: list[str] = []
    rest = text
    while most is not None and count(rest) > most:
        part, rest = _cut(rest, most, count)
        if part.strip(BLANKS):
            parts.append(part.rstrip(BLANKS))
        rest = rest.lstrip(BLANKS)
    return [*parts, rest] if rest or not parts else parts


def _cut(text: str, most: int, count: Callable[[str], int]) -> tuple[str, str]:
    start = _longest_start(text, most, count) or _first_points(text, most, count)
    following = text[len(start)]
    at = _pause(start + following if following in BLANKS else start)
    return text[:at], text[at:]


def _pause(start: str) -> int:
    """Where to cut: at the strongest pause of the second half, else at the last word's end."""
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(start)]
        if ends and (ends[-1] > len(start) // 2 or pause is _PAUSES[-1]):
            return ends[-1]
    return len(start)


def _longest_start(text: str, most: int, count: Callable[[str], int]) -> str:
    """As many whole clusters from the beginning as fit."""
    used = size = 0
    for cluster in clusters(text):
        used += count(cluster)
        if used > most:
            break
        size += len(cluster)
    return text[:size]


def _first_points(text: str, most: int, count: Callable[[str], int]) -> str:
    """One cluster alone is too long: as many of its code points as fit, at least one."""
    size = 1
    while size < len(text) and count(text[: size + 1]) <= most:
        size += 1
    return text[:size]


def clusters(text: str) -> Iterator[str]:
    """The text in grapheme clusters (what of Unicode's rules matters in chats)."""
    start = 0
    for at in range(1, len(text)):
        if not _joined(text, at, start):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _joined(text: str, at: int, start: int) -> bool:
    """Whether the sign at `at` belongs to the cluster that began at `start`."""
    before, sign = text[at - 1], text[at]
    if sign == "\n":
        return before == "\r"
    if before in "\r\n":
        return False
    if _extends(sign) or (before == _ZWJ and start < at - 1):
        return True
    return _is_flag(sign) and _is_flag(before) and (at - start) % 2 == 1


def _extends(sign: str) -> bool:
    """Combining marks, joiners, skin tones, tags, the later parts of Korean syllables, low surrogates."""
    if unicodedata.category(sign).startswith("M") or sign in {_ZWJ, "\u200c"}:
        return True
    return any(ord(sign) in later for later in (_SKIN_TONES, _TAGS, _LATER_JAMO, _LOW_SURROGATES))


def _is_flag(sign: str) -> bool:
    return ord(sign) in _FLAG_LETTERS
