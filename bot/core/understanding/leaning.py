"""What the mere choice of words leans towards, counted in labelled messages: it settles what rules leave.

Naive Bayes over single words and pairs. For each word that is known, a code gains by how much more often it
was said there than elsewhere; where it was never said the code loses a little, by how much was heard of it.
The sum is divided by the root of the number of words, for words of one message are not independent.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

import msgspec

from bot.core.phrases import PAUSE, Span
from bot.core.words import fold

_DOUBT: Final = 3.0
"""How many messages it takes to believe a word as much as the whole."""
_FEWEST: Final = 2
"""A message with fewer known words leans nowhere."""
_RARE: Final = 2
"""A word of fewer messages is left out."""


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`messages`: how many there were of each code. `words`: in how many of each a word or pair stood."""

    messages: dict[str, int]
    words: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Leaning:
    """Counts made ready. `gains`: by word, for each code where it was said, by its number. `unsaid`: what a
    code loses by a word that was never said there."""

    gains: Mapping[str, Sequence[tuple[int, float]]]
    unsaid: Mapping[str, float]

    def towards(self, words: Sequence[str]) -> Mapping[str, float]:
        """How far each code lies behind the first one, which is 0; empty where too little is known."""
        gains = self.gains
        known = [gains[word] for word in dict.fromkeys(_terms(words)) if word in gains]
        if len(known) < _FEWEST:
            return {}
        many = len(known)
        sums = [many * loss for loss in self.unsaid.values()]
        for said in known:
            for nth, gain in said:
                sums[nth] += gain
        most, scale = max(sums), math.sqrt(many)
        return {code: (total - most) / scale for code, total in zip(self.unsaid, sums, strict=True)}

    def strongest(self, words: Sequence[str], code: str, most: int = 3) -> list[Span]:
        """The words that speak most for a code, strongest first."""
        folded, number = [*map(_folded, words)], [*self.unsaid].index(code) if code in self.unsaid else -1
        single = (((at, at + 1), term) for at, term in enumerate(folded))
        pairs = (((at, at + 2), " ".join(pair)) for at, pair in enumerate(pairwise(folded)))
        gains = {
            span: gain
            for span, term in chain(single, pairs)
            for said, gain in self.gains.get(term, ())
            if said == number and PAUSE not in words[slice(*span)]
        }
        return sorted(gains, key=lambda span: (-gains[span], span))[:most]


NOWHERE: Final = Leaning({}, {})
"""Of which nothing was counted."""


def ready(counted: Counted, codes: Iterable[str] | None = None) -> Leaning:
    """Counts ready for use; `codes`: only these are leant towards, and what was counted of another finer code
    is its category's."""
    offered = frozenset(counted.messages if codes is None else codes)
    of = _offered(counted.messages, offered)
    whole = sum(counted.messages.values())
    number = {code: nth for nth, code in enumerate(of)}
    gains: dict[str, Sequence[tuple[int, float]]] = {}
    for word, said in counted.words.items():
        rarity = whole / sum(said.values()) / _DOUBT
        told = _offered(said, offered)
        gains[word] = [(number[code], math.log1p(n * rarity)) for code, n in told.items()]
    return Leaning(gains, {code: math.log(_DOUBT / (n + _DOUBT)) for code, n in of.items()})


def _offered(counts: Mapping[str, int], offered: frozenset[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for code, n in counts.items():
        home = code if code in offered else code.partition(".")[0]
        if home in offered:
            found[home] = found.get(home, 0) + n
    return found


def count(messages: Iterable[tuple[Sequence[str], str]]) -> Counted:
    """Counts of messages, each as its words and its code."""
    of: dict[str, int] = {}
    words: dict[str, dict[str, int]] = {}
    for spelled, code in messages:
        of[code] = of.get(code, 0) + 1
        for word in dict.fromkeys(_terms(spelled)):
            said = words.setdefault(word, {})
            said[code] = said.get(code, 0) + 1
    known = {word: words[word] for word in sorted(words) if sum(words[word].values()) >= _RARE}
    return Counted(
        {code: of[code] for code in sorted(of)}, {w: dict(sorted(n.items())) for w, n in known.items()}
    )


def _terms(words: Sequence[str]) -> list[str]:
    """Single words and pairs of neighbours, without their marks."""
    folded = [*map(_folded, words)]
    return [*folded, *map(" ".join, pairwise(folded))]


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return word if word == PAUSE else fold(word)
