"""What amounts in a message speak for: a shortage, a weight, a price, each with the words that state it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bot.core.measure import Kind, Purchase, Quantity, Unclear
from bot.core.measure.quantities import stated
from bot.core.measure.spelling import Token, tokens
from bot.core.measure.story import told
from bot.core.phrases import Span
from bot.core.understanding.heard import Fact
from bot.core.understanding.wording import Worded

SHORT: Final = "amounts-short"
"""Less was found than was bought, or something is said to be missing."""
FULL: Final = "amounts-full"
"""No less was found than was bought."""
GOLD_WEIGHTS: Final = "gold-weights"
"""Weights as goldsmiths count them; they are weights too."""
MONEY: Final = "money"
PACKS: Final = "packs"
"""Two packs or more."""
UNIT_PRICE: Final = "unit-price"
_KINDS: Final = {Kind.WEIGHT: "weights", Kind.VOLUME: "volumes", Kind.LENGTH: "lengths", Kind.MONEY: MONEY}
MEASURED: Final = frozenset({SHORT, FULL, GOLD_WEIGHTS, PACKS, UNIT_PRICE, *_KINDS.values()})
"""The concepts that amounts stand for; a lexicon need not list words for them."""
PACKS_SHORT: Final = "packs_short"
"""The routing fact that is told by "5 gói đều thiếu"."""
_CHI: Final = (37.5, 3.75, 0.375, 0.0375)
"""The grams of a goldsmith's units."""
_LACKING: Final = frozenset({"thieu", "hut", "nhe", "kem", "non", "short"})
_BETWEEN: Final = frozenset({"", "deu", "cung", "bi", "la", "can", "thi", "roi", "were", "are"})
"""Words that may stand between the packs and what is said of them."""
_SENTENCE: Final = 60
"""Amounts so many letters apart are one reason, with the words between them."""
_SEVERAL: Final = 2
_REACH: Final = 3


class Measured(NamedTuple):
    """The purchase that a message tells of, what its amounts stand for, and the facts that they tell."""

    amounts: Purchase | Unclear | None
    hits: Mapping[str, Sequence[Span]]
    facts: Mapping[str, Fact]


NO_AMOUNTS: Final = Measured(None, {}, {})


def measured(worded: Worded) -> Measured:
    """Reads the amounts of a message, once."""
    row = tokens(worded.text)
    parts = tuple(stated(row))
    if not parts:
        return NO_AMOUNTS
    purchase = told(row, reply=False, found=parts)
    readings = (purchase,) if isinstance(purchase, Purchase) else purchase.readings
    hits = _hits((*_quantities(parts), *_outcome(readings, parts), *_price(readings, parts)), worded)
    facts = _packs_short(row, parts) if SHORT in hits else {}
    return Measured(None if readings[0].says_nothing else purchase, hits, facts)


def _hits(named: Iterable[tuple[str, Span]], worded: Worded) -> dict[str, list[Span]]:
    """Letters of the message as words of it."""
    starts = [start for start, _ in worded.places]
    ends = [end for _, end in worded.places]
    hits: dict[str, set[Span]] = {}
    for name, (start, end) in named:
        hits.setdefault(name, set()).add((bisect_right(ends, start), bisect_left(starts, end)))
    return {name: sorted(spans) for name, spans in hits.items()}


def _quantities(parts: Sequence[Quantity]) -> Iterator[tuple[str, Span]]:
    for part in parts:
        if part.kind in _KINDS:
            yield _KINDS[part.kind], part.span
        elif part.kind is Kind.PACKS and part.value >= _SEVERAL:
            yield PACKS, part.span
        if part.kind is Kind.WEIGHT and part.factor in _CHI:
            yield GOLD_WEIGHTS, part.span


def _outcome(readings: Sequence[Purchase], parts: Sequence[Quantity]) -> Iterator[tuple[str, Span]]:
    """Whether something is missing, where every reading says the same."""
    outcome = SHORT if all(map(_lacks, readings)) else FULL if all(map(_is_full, readings)) else ""
    if not outcome:
        return
    first = readings[0]
    figures = {of.span for of in (first.bought, first.got, first.short) if of is not None and of.span}
    spans = sorted(figures) or [part.span for part in parts if part.kind is not Kind.MONEY]
    whole = (spans[0][0], max(end for _, end in spans))
    for span in [whole] if whole[1] - whole[0] <= _SENTENCE else spans:
        yield outcome, span


def _lacks(purchase: Purchase) -> bool:
    return purchase.rate is not None or (purchase.short is not None and purchase.short.value > 0)


def _is_full(purchase: Purchase) -> bool:
    bought, got = purchase.bought, purchase.got
    return bought is not None and got is not None and got.value >= bought.value


def _price(readings: Sequence[Purchase], parts: Sequence[Quantity]) -> Iterator[tuple[str, Span]]:
    if readings[0].price is None:
        return
    each = [part.span for part in parts if part.each]
    for span in each or [part.span for part in parts if part.kind is Kind.MONEY]:
        yield UNIT_PRICE, span


def _packs_short(row: Sequence[Token], parts: Sequence[Quantity]) -> Mapping[str, Fact]:
    """How many packs are said to lack something."""
    measures = {part.first: part.after for part in parts}
    for part in parts:
        after = measures.get(part.after, part.after)
        if part.kind is Kind.PACKS and _is_lacking(row[after : after + _REACH]):
            return {PACKS_SHORT: int(part.value)}
    return {}


def _is_lacking(behind: Sequence[Token]) -> bool:
    """Whether nothing but small words stands before the word that says so."""
    said = next((token.code for token in behind if token.code not in _BETWEEN), "")
    return said in _LACKING
