"""Which concepts of a lexicon stand in a message, and where."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from bot.core.phrases import Phrase, Phrasebook, Span, outside
from bot.core.understanding.lexicon import HARMLESS, NEGATION, Concept
from bot.core.understanding.wording import Speller
from bot.core.words import accent, fold

Hits = Mapping[str, Sequence[Span]]
"""Where each concept stands, in the order of the text."""
NO_HITS: Final[Hits] = MappingProxyType({})


_MARKED: Final = 0.6
"""Of Vietnamese words written with their marks about four in five have one."""
_FEWEST: Final = 4


def is_marked(words: Sequence[str]) -> bool:
    """Whether a message is written with its marks: then a word without any is not another one misspelled."""
    spelled = [word for word in words if word[0].isalpha()]
    with_marks = len(spelled) - sum(map(str.isascii, spelled))
    return len(spelled) >= _FEWEST and with_marks >= _MARKED * len(spelled)


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The concepts of a lexicon, ready to be looked for."""

    concepts: Mapping[str, Concept]
    names: tuple[str, ...]
    book: Phrasebook
    above: Mapping[str, tuple[str, ...]]
    """Each concept's kinds, their kinds, and so on."""
    hides: int
    negates: int
    """The numbers of the concepts `HARMLESS` and `NEGATION`, or -1."""

    def hits(self, words: Sequence[str], told: Hits = NO_HITS) -> Hits:
        """The concepts in these words, besides those that are `told` by more than words."""
        strong, weak, negated = self._found(words)
        for name, spans in told.items():
            strong[name] = sorted({*strong.get(name, ()), *spans})
        hits = self._with_kinds(strong)
        led = {name: self._led(name, spans, hits, negated) for name, spans in weak.items()}
        if not any(led.values()):
            return hits
        for name, spans in led.items():
            strong[name] = sorted({*strong.get(name, ()), *spans})
        return self._with_kinds(strong)

    def _found(self, words: Sequence[str]) -> tuple[dict[str, list[Span]], dict[str, list[Span]], Set[int]]:
        """What is found for sure, what is if something leads to it, and where a negation ends."""
        exact = is_marked(words)
        spans = self.book.spans(words, exact=exact)
        hidden = spans.get(self.hides, ())
        taken = {} if exact else dict(hidden)
        negated = {end for _, end in spans.get(self.negates, ())}
        strong: dict[str, list[Span]] = {}
        weak: dict[str, list[Span]] = {}
        for nth, found in spans.items():
            name = self.names[nth % len(self.names)]
            shown = outside(found, hidden) if hidden else list(found)
            if taken:
                shown = [span for span in shown if not _runs_into(span, taken)]
            if self.concepts[name].negatable:
                shown = [span for span in shown if span[0] not in negated]
            if shown:
                (strong if nth < len(self.names) else weak)[name] = shown
        return strong, weak, negated

    def _with_kinds(self, own: Mapping[str, list[Span]]) -> dict[str, list[Span]]:
        hits = {name: list(spans) for name, spans in own.items()}
        for name, spans in own.items():
            for kind in self.above[name]:
                hits[kind] = sorted({*hits.get(kind, ()), *spans})
        return hits

    def _led(self, name: str, spans: Sequence[Span], hits: Hits, negated: Set[int]) -> list[Span]:
        """The weak hits that stand right after what leads to them."""
        concept = self.concepts[name]
        leading = (span for leader in concept.after for span in hits.get(leader, ()))
        ends = {end for start, end in leading if not (concept.negatable and start in negated)}
        return [span for span in spans if span[0] in ends]


def _runs_into(span: Span, taken: Mapping[int, int]) -> bool:
    """Whether its last words begin a harmless phrase: "hang gia re" without marks is cheap, not fake."""
    start, end = span
    return any(taken.get(at, 0) > end for at in range(start + 1, end))


def finder(concepts: Mapping[str, Concept], speller: Speller) -> Finder:
    """Makes concepts ready to be looked for."""
    names = tuple(concepts)
    phrases = (
        phrase
        for nth, concept in enumerate(concepts.values())
        for phrase in _phrases(nth, len(names), concept, speller)
    )
    above = {name: tuple(_above(name, concepts)) for name in names}
    number = {name: nth for nth, name in enumerate(names)}
    hides, negates = number.get(HARMLESS, -1), number.get(NEGATION, -1)
    return Finder(concepts, names, Phrasebook(phrases), above, hides, negates)


def _phrases(nth: int, weak: int, concept: Concept, speller: Speller) -> Iterator[Phrase]:
    """The phrases of a concept; its weak ones as a thing of their own, so many numbers further."""

    def compared(phrase: str) -> tuple[tuple[str, str], ...]:
        return tuple(map(_compared, speller.phrase(phrase)))

    yield from (Phrase(nth, compared(phrase)) for phrase in concept.words)
    yield from (Phrase(nth, compared(phrase), marked=True) for phrase in concept.marked)
    yield from (Phrase(nth + weak, compared(phrase)) for phrase in concept.weak)
    for phrase in concept.unless:
        yield Phrase(nth, compared(phrase), harmless=True)
        yield Phrase(nth + weak, compared(phrase), harmless=True)


@lru_cache(maxsize=8192)
def _compared(word: str) -> tuple[str, str]:
    return accent(word), fold(word)


def _above(name: str, concepts: Mapping[str, Concept]) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = [*concepts[name].kinds]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found[kind] = None
            waiting += concepts[kind].kinds
    return found
