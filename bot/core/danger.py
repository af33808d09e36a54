"""Which emergency number a message calls for, before any form is filled in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import msgspec

from bot.core.words import accent, calm, fold

_PAUSE: Final = "|"


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that call for one emergency number, or for none and only make a routing fact true.

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
    tokens = _tokens(text)
    hits: dict[int, list[_Span]] = {}
    harmless: dict[int, list[_Span]] = {}
    letters = [_letters(token) for token in tokens]
    for start in range(len(tokens)):
        one, two = tuple(letters[start : start + 1]), tuple(letters[start : start + 2])
        for phrase in (*begins.get(one, ()), *begins.get(two, ())):
            if phrase.stands_at(start, tokens):
                found = harmless if phrase.harmless else hits
                found.setdefault(phrase.nth, []).append((start, start + len(phrase.words)))
    return tuple(signs[nth] for nth in sorted(hits) if _shows(hits[nth], harmless.get(nth, ())))


_Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """One phrase of the nth sign. `words` as (with the tone mark at the end, without any marks)."""

    nth: int
    words: tuple[tuple[str, str], ...]
    marked: bool = False
    harmless: bool = False

    def stands_at(self, start: int, tokens: Sequence[str]) -> bool:
        """Whether the text has these words from here on."""
        heard = tokens[start : start + len(self.words)]
        return len(heard) == len(self.words) and all(
            (not self.marked and token == folded) or accent(token) == wanted
            for (wanted, folded), token in zip(self.words, heard, strict=True)
        )


@lru_cache(maxsize=8)
def _begins(signs: tuple[Sign, ...]) -> Mapping[tuple[bytes, ...], Sequence[_Phrase]]:
    """Which phrases begin with one or two words of these letters: a text of 20,000 letters must not be
    compared with each of hundreds of phrases at each of its words."""
    begins: dict[tuple[bytes, ...], list[_Phrase]] = {}
    for phrase in (phrase for nth, sign in enumerate(signs) for phrase in _phrases(nth, sign)):
        begin = tuple(_letters(spelled) for spelled, _ in phrase.words[:2])
        begins.setdefault(begin, []).append(phrase)
    return begins


def _letters(word: str) -> bytes:
    """The plain letters of a word: alike in all its spellings, and quickly found."""
    return unicodedata.normalize("NFD", word.replace("đ", "d")).encode("ascii", "ignore")


def _phrases(nth: int, sign: Sign) -> Iterator[_Phrase]:
    yield from (_Phrase(nth, _apart(phrase)) for phrase in sign.words)
    yield from (_Phrase(nth, _apart(phrase), marked=True) for phrase in sign.marked)
    yield from (_Phrase(nth, _apart(phrase), harmless=True) for phrase in sign.unless)


def _apart(phrase: str) -> tuple[tuple[str, str], ...]:
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
