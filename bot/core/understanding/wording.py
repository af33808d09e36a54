"""A message as a row of words that can be compared, each with its place in the message."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from bot.core.phrases import PAUSE, Span
from bot.core.words import calm

DIGIT: Final = "0"
"""Every number is this word: which one it is, amounts tell."""
_PARTS: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s'’-]+|\n")


class Worded(NamedTuple):
    """`words[i]` stands in `text` at `places[i]`; a pause at both ends has an empty place."""

    text: str
    words: list[str]
    places: list[Span]

    def between(self, span: Span) -> str:
        """What was written from this word up to that one."""
        start, end = span
        return self.text[self.places[start][0] : self.places[end - 1][1]]


class Speller(NamedTuple):
    """What short and misspelled words stand for: anywhere, and right after a number."""

    spellings: Mapping[str, tuple[str, ...]]
    after_number: Mapping[str, tuple[str, ...]]

    def read(self, text: str) -> Worded:
        """The words of a message."""
        composed = unicodedata.normalize("NFC", text)
        words, places = [PAUSE], [(0, 0)]
        for part in _PARTS.finditer(composed):
            said, before = _calmed(part[0]), words[-1]
            if said == before == PAUSE:
                continue
            meant = self._meant(said, before)
            words += meant
            places += [part.span()] * len(meant)
        if words[-1] != PAUSE:
            words.append(PAUSE)
            places.append((len(composed), len(composed)))
        return Worded(composed, words, places)

    def phrase(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase of the lexicon."""
        words: list[str] = []
        for part in _PARTS.findall(phrase.replace("#", DIGIT)):
            words += self._meant(_calmed(part), words[-1] if words else "")
        return tuple(words)

    def _meant(self, word: str, before: str) -> tuple[str, ...]:
        if before == DIGIT and word in self.after_number:
            return self.after_number[word]
        return self.spellings.get(word) or (word,)


@lru_cache(maxsize=4096)
def _calmed(part: str) -> str:
    if part[0].isdecimal():
        return DIGIT
    return calm(part.casefold()) if part[0].isalpha() else PAUSE
