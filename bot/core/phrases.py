"""Phrases found in a text however they were typed, quickly even among thousands of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

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


class _Sought(NamedTuple):
    """A phrase as it is compared: with and without its marks."""

    phrase: Phrase
    length: int
    accented: list[str]
    folded: list[str]

    def stands(self, accents: list[str], tokens: list[str]) -> bool:
        """Whether these words are those of the phrase."""
        if accents == self.accented:
            return True
        if self.phrase.marked or len(tokens) < self.length:
            return False
        pairs = zip(tokens, self.folded, accents, self.accented, strict=True)
        return tokens == self.folded or all(
            token == plain or accented == wanted for token, plain, accented, wanted in pairs
        )


class _Begin(NamedTuple):
    """The phrases that begin with a word: those of one word, the others by their second word."""

    alone: list[_Sought]
    longer: dict[bytes, list[_Sought]]


class Phrasebook:
    """Many phrases, by their one or two first words: a text of 20,000 letters must not be compared with each
    of thousands of phrases at each of its words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._begins: dict[bytes, _Begin] = {}
        for phrase in phrases:
            if not phrase.words:
                continue
            accented = [word for word, _ in phrase.words]
            sought = _Sought(phrase, len(accented), accented, [word for _, word in phrase.words])
            first, *further = map(_letters, accented[:2])
            begin = self._begins.setdefault(first, _Begin([], {}))
            (begin.longer.setdefault(further[0], []) if further else begin.alone).append(sought)

    def spans(self, tokens: Sequence[str], *, exact: bool = False) -> Mapping[int, Sequence[Span]]:
        """Where each thing stands in the text, in order, outside its harmless phrases. `exact`: the text is
        written with its marks, so that a word without any is another word."""
        hits: dict[int, list[Span]] = {}
        harmless: dict[int, list[Span]] = {}
        for phrase, span in self._standing(list(tokens)):
            (harmless if phrase.harmless else hits).setdefault(phrase.nth, []).append(span)
        for nth in hits.keys() & harmless.keys():
            hits[nth] = outside(hits[nth], harmless[nth])
        return {nth: shown for nth, shown in hits.items() if shown}

    def _standing(self, tokens: list[str]) -> Iterator[tuple[Phrase, Span]]:
        letters = [*map(_letters, tokens), b""]
        accents = [*map(_accent, tokens)]
        for start, first in enumerate(letters[:-1]):
            begin = self._begins.get(first)
            if begin is None:
                continue
            for sought in (*begin.alone, *begin.longer.get(letters[start + 1], ())):
                end = start + sought.length
                if sought.stands(accents[start:end], tokens[start:end]):
                    yield sought.phrase, (start, end)


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
