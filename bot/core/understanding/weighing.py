"""What the concepts in a message speak for, how strongly, and by which words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import msgspec

from bot.core.phrases import Span
from bot.core.understanding.concepts import Hits
from bot.core.understanding.lexicon import Rule

_FAR: Final = 0.5
"""What is left of the weight of a rule whose concepts stand far apart."""
_MOST: Final = 64
"""So many places of a concept are compared with the others: nobody says the same more often in earnest."""


@dataclass(slots=True)
class Side:
    """All that speaks for one category or intent: for itself, and for each of its finer codes or topics."""

    own: float = 0.0
    finer: dict[str, float] = field(default_factory=dict)
    reasons: list[tuple[float, Span]] = field(default_factory=list)

    @property
    def finest(self) -> str:
        """The finer code or topic that most speaks for; empty where nothing does."""
        best = max(self.finer, key=lambda code: self.finer[code], default="")
        return best if best and self.finer[best] > 0 else ""

    @property
    def weight(self) -> float:
        """How strongly the message speaks for it."""
        return round(self.own + max(self.finer.values(), default=0.0), 3)

    def add(self, rule: Rule, weight: float, spans: Iterable[Span]) -> None:
        """Count a rule that fits."""
        finer = rule.topic or (rule.code if "." in rule.code else "")
        if finer:
            self.finer[finer] = self.finer.get(finer, 0.0) + weight
        else:
            self.own += weight
        if weight > 0:
            self.reasons += ((weight, span) for span in spans)

    def words(self) -> list[Span]:
        """The words that decided, strongest first, each once."""
        ordered = sorted(self.reasons, key=lambda reason: (-reason[0], reason[1]))
        return list(dict.fromkeys(span for _, span in ordered))


def spread(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Each rule that points to several codes as so many rules."""
    for rule in rules:
        if not rule.to:
            yield rule
        for concept, code in rule.to.items():
            yield msgspec.structs.replace(rule, all=(*rule.all, concept), code=code, to={})


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Rules by the rarest of their concepts: a message must not be compared with each of many hundreds."""

    rules: tuple[tuple[Rule, frozenset[str]], ...]
    """Each with the concepts that it needs."""
    led_by: Mapping[str, Sequence[int]]


def rulebook(rules: Iterable[Rule]) -> Rulebook:
    """Makes rules ready for weighing."""
    every = tuple(spread(rules))
    often = Counter(name for rule in every for name in rule.all)
    led_by: dict[str, list[int]] = {}
    for nth, rule in enumerate(every):
        led_by.setdefault(min(rule.all, key=lambda name: often[name]), []).append(nth)
    return Rulebook(tuple((rule, frozenset(rule.all)) for rule in every), led_by)


def weigh(hits: Hits, book: Rulebook) -> Mapping[str, Side]:
    """What each category and intent has on its side."""
    sides: dict[str, Side] = {}
    known = hits.keys()
    led = (book.led_by[name] for name in hits if name in book.led_by)
    for nth in sorted(chain.from_iterable(led)):
        rule, needs = book.rules[nth]
        if known >= needs and known.isdisjoint(rule.unless):
            spans, near = _closest(rule, hits)
            side = sides.setdefault(rule.code.partition(".")[0], Side())
            side.add(rule, rule.weight if near else rule.weight * _FAR, spans)
    return sides


def _closest(rule: Rule, hits: Hits) -> tuple[list[Span], bool]:
    """Where the first concept stands nearest to the others, and whether that is near enough."""
    first, *others = (hits[name][:_MOST] for name in rule.all)
    if not others:
        return [first[0]], True
    best = min(first, key=lambda span: max(_gap(span, _nearest(span, spans)) for spans in others))
    found = [best, *(_nearest(best, spans) for spans in others)]
    return found, not rule.near or all(_gap(best, span) <= rule.near for span in found[1:])


def _nearest(span: Span, spans: Sequence[Span]) -> Span:
    at = bisect_left(spans, span)
    return min(spans[max(0, at - 1) : at + 1], key=lambda other: _gap(span, other))


def _gap(one: Span, other: Span) -> int:
    """How many words lie between."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))
