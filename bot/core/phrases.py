"""Phrases found in a text however they were typed, quickly even among thousands of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from bot.core.words import accent, calm, fold

PAUSE: Final = "|"
"""The begin or the end of a sentence, or a pause inside it."""
Span: TypeAlias = tuple[int, int]
"""From this token up to, not including, that one."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase of the nth thing that is looked for. `words` as (with the tone mark at the end, without any
    marks). A word typed with marks stands only for itself, a word typed without any for every word of its
    letters, unless the phrase is `marked`. A hit inside a `harmless` phrase of the same thing is none."""

    nth: int
    words: tuple[tuple[str, str], ...]
    marked: bool = False
    harmless: bool = False

    def stands_at(self, start: int, tokens: Sequence[str]) -> bool:
        """Whether the text has these words from here on."""
        heard = tokens[start : start + len(self.words)]
        return len(heard) == len(self.words) and all(
            (not self.marked and token == folded) or _accent(token) == wanted
            for (wanted, folded), token in zip(self.words, heard, strict=True)
        )


class Phrasebook:
    """Many phrases, by their one or two first words: a text of 20,000 letters must not be compared with each
    of thousands of phrases at each of its words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._begins: dict[tuple[bytes, ...], list[Phrase]] = {}
        for phrase in phrases:
            begin = tuple(_letters(spelled) for spelled, _ in phrase.words[:2])
            self._begins.setdefault(begin, []).append(phrase)

    def spans(self, tokens: Sequence[str]) -> Mapping[int, Sequence[Span]]:
        """Where each thing stands in the text, in order, outside its harmless phrases."""
        hits: dict[int, list[Span]] = {}
        harmless: dict[int, list[Span]] = {}
        for phrase, start in self._standing(tokens):
            found = harmless if phrase.harmless else hits
            found.setdefault(phrase.nth, []).append((start, start + len(phrase.words)))
        return {nth: shown for nth in hits if (shown := outside(hits[nth], harmless.get(nth, ())))}

    def _standing(self, tokens: Sequence[str]) -> Iterator[tuple[Phrase, int]]:
        letters = [_letters(token) for token in tokens]
        for start in range(len(tokens)):
            for begin in ((letters[start],), (letters[start], *letters[start + 1 : start + 2])):
                for phrase in self._begins.get(begin, ()):
                    if phrase.stands_at(start, tokens):
                        yield phrase, start


def outside(hits: Sequence[Span], around: Sequence[Span]) -> list[Span]:
    """The hits that do not lie wholly inside one of the others. Both begin in the order of the text."""
    shown: list[Span] = []
    reach = 0
    index = 0
    for start, end in hits:
        while index < len(around) and around[index][0] <= start:
            reach = max(reach, around[index][1])
            index += 1
        if reach < end:
            shown.append((start, end))
    return shown


def spelled(phrase: str) -> tuple[tuple[str, str], ...]:
    """The words of a phrase as they are compared."""
    return tuple((accent(word), fold(word)) for word in split(phrase))


def tokens_of(text: str) -> list[str]:
    """The words and pauses of a whole text, which begins and ends with a pause."""
    return split(f"| {calm(text)} |")


def split(text: str) -> list[str]:
    """Words and pauses; neighbouring pauses are one."""
    parts = re.findall(r"[^\W_]+|[^\w\s'’-]+|\n", text.casefold())
    tokens: list[str] = []
    for part in parts:
        token = part if part[0].isalnum() else PAUSE
        if token != PAUSE or tokens[-1:] != [PAUSE]:
            tokens.append(token)
    return tokens


@lru_cache(maxsize=4096)
def _accent(word: str) -> str:
    return accent(word)


@lru_cache(maxsize=4096)
def _letters(word: str) -> bytes:
    """The plain letters of a word: alike in all its spellings, and quickly found."""
    return unicodedata.normalize("NFD", word.replace("đ", "d")).encode("ascii", "ignore")
