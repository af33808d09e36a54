"""Which emergency number a message calls for, before any form is filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import msgspec

from bot.core.words import accent, calm, fold

_PAUSE: Final = "|"


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that call for one emergency number.

    `words` are written with their marks, and match also where all or some are left out: a word typed
    with marks stands only for itself, a word typed without any for every word of its letters. Words
    that would be mistaken for harmless ones without their marks stand in `marked`. A hit inside a
    phrase of `unless` is none. A `|` is the begin or the end of a sentence. `fact` is the routing
    fact that the words make true, if any.
    """

    hotline: str
    topic: str
    words: tuple[str, ...]
    marked: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    fact: str = ""


def danger(text: str, signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The signs found in the text, in the order of the list."""
    begins = _begins(tuple(signs))
    tokens = [(token, accent(token)) for token in _tokens(text)]
    hits: dict[Sign, list[_Span]] = {}
    harmless: dict[Sign, list[_Span]] = {}
    for start, heard in enumerate(tokens):
        for phrase in {p for word in heard for p in begins.get(word, ())}:
            if phrase.stands_at(start, tokens):
                found = harmless if phrase.harmless else hits
                found.setdefault(phrase.sign, []).append((start, start + len(phrase.words)))
    return tuple(sign for sign in signs if _shows(hits.get(sign, ()), harmless.get(sign, ())))


_Span: TypeAlias = tuple[int, int]
_Word: TypeAlias = tuple[str, str]
"""A word, and the same with its tone mark at the end."""


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """One phrase of a sign, taken apart. `words` as (spelled, folded)."""

    sign: Sign
    words: tuple[_Word, ...]
    marked: bool = False
    harmless: bool = False

    def stands_at(self, start: int, tokens: Sequence[_Word]) -> bool:
        """Whether the text has these words from here on."""
        heard = tokens[start : start + len(self.words)]
        return len(heard) == len(self.words) and all(
            wanted == spelled or (not self.marked and bare == folded)
            for (wanted, folded), (bare, spelled) in zip(self.words, heard, strict=True)
        )


@lru_cache(maxsize=8)
def _begins(signs: tuple[Sign, ...]) -> Mapping[str, Sequence[_Phrase]]:
    """Which phrases begin with a word, spelled or folded. A text of 20,000 letters must not be compared with
    each of hundreds of phrases at each of its words."""
    begins: dict[str, list[_Phrase]] = {}
    for phrase in (phrase for sign in signs for phrase in _phrases(sign)):
        for word in {form for first in phrase.words[:1] for form in first}:
            begins.setdefault(word, []).append(phrase)
    return begins


def _phrases(sign: Sign) -> Iterator[_Phrase]:
    yield from (_Phrase(sign, _apart(phrase)) for phrase in sign.words)
    yield from (_Phrase(sign, _apart(phrase), marked=True) for phrase in sign.marked)
    yield from (_Phrase(sign, _apart(phrase), harmless=True) for phrase in sign.unless)


def _apart(phrase: str) -> tuple[_Word, ...]:
    return tuple((accent(word), fold(word)) for word in _split(phrase))


def _shows(hits: Sequence[_Span], harmless: Sequence[_Span]) -> bool:
    return any(not any(s <= start and end <= e for s, e in harmless) for start, end in hits)


def _tokens(text: str) -> list[str]:
    return _split(f"| {calm(text)} |")


def _split(text: str) -> list[str]:
    """Words and pauses; neighbouring pauses are one."""
    parts = re.findall(r"[^\W_]+|[^\w\s'’-]+|\n", text.casefold())
    tokens: list[str] = []
    for part in parts:
        token = part if part[0].isalnum() else _PAUSE
        if token != _PAUSE or tokens[-1:] != [_PAUSE]:
            tokens.append(token)
    return tokens
