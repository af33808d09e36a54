"""Phrases found in a text however they were typed, quickly even among thousands of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import contains
from typing import Final, TypeAlias

from bot.core.words import accent, calm, fold

PAUSE: Final = "|"
"""The begin or the end of a sentence, or a pause inside it."""
_PARTS: Final = re.compile(r"[^\W_]+|[^\w\s'’-]+|\n")
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

    def forms(self, *, exact: bool) -> list[tuple[str, ...]]:
        """How each word may be typed, its tone mark moved to the end."""
        alone = exact or self.marked
        return [(accented,) if alone else tuple({accented, plain}) for accented, plain in self.words]


class _Begin:
    """The phrases that begin with a word: those of one word, the others by how their second may be typed,
    with how each further word may be."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: list[Phrase] = []
        self.longer: dict[str, list[tuple[Phrase, list[tuple[str, ...]]]]] = {}

    def add(self, phrase: Phrase, further: list[tuple[str, ...]]) -> None:
        """One more, with its words behind this one."""
        if not further:
            self.alone.append(phrase)
            return
        for form in further[0]:
            self.longer.setdefault(form, []).append((phrase, further[1:]))


def _by_begin(phrases: Iterable[Phrase], *, exact: bool) -> Mapping[str, _Begin]:
    begins: dict[str, _Begin] = {}
    for phrase in phrases:
        first, *further = phrase.forms(exact=exact) or ((),)
        for form in first:
            begins.setdefault(form, _Begin()).add(phrase, further)
    return begins


class Phrasebook:
    """Many phrases, by all the ways to type their first two words: a text of 20,000 letters must not be
    compared with each of thousands of phrases at each of its words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        known = tuple(phrases)
        self._loose = _by_begin(known, exact=False)
        self._exact = _by_begin(known, exact=True)

    def spans(self, tokens: Sequence[str], *, exact: bool = False) -> Mapping[int, Sequence[Span]]:
        """Where each thing stands in the text, in order, outside its harmless phrases. `exact`: the text is
        written with its marks, so that a word without any is another word."""
        hits: dict[int, list[Span]] = {}
        harmless: dict[int, list[Span]] = {}
        for phrase, span in _standing(tokens, self._exact if exact else self._loose):
            (harmless if phrase.harmless else hits).setdefault(phrase.nth, []).append(span)
        for nth in hits.keys() & harmless.keys():
            hits[nth] = outside(hits[nth], harmless[nth])
        return {nth: shown for nth, shown in hits.items() if shown}


def _standing(tokens: Sequence[str], begins: Mapping[str, _Begin]) -> Iterator[tuple[Phrase, Span]]:
    typed = [*map(_accent, tokens)]
    for start, word in enumerate(typed):
        begin = begins.get(word)
        if begin is None:
            continue
        for phrase in begin.alone:
            yield phrase, (start, start + 1)
        if not begin.longer or start + 1 == len(typed):
            continue
        for phrase, rest in begin.longer.get(typed[start + 1], ()):
            end = start + 2 + len(rest)
            if not rest or (end <= len(typed) and all(map(contains, rest, typed[start + 2 : end]))):
                yield phrase, (start, end)


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
    tokens: list[str] = []
    for part in _PARTS.findall(text.casefold()):
        token = part if part[0].isalnum() else PAUSE
        if token != PAUSE or tokens[-1:] != [PAUSE]:
            tokens.append(token)
    return tokens


@lru_cache(maxsize=4096)
def _accent(word: str) -> str:
    return accent(word)
