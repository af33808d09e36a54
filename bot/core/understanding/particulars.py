"""When and where it happened, and whose ward that is, as far as words tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.phrases import PAUSE, Span
from bot.core.understanding.concepts import Hits
from bot.core.understanding.heard import Day, Fact
from bot.core.understanding.lexicon import Telling
from bot.core.understanding.wording import DIGIT, Worded
from bot.core.words import fold

TODAY: Final = "today"
YESTERDAY: Final = "yesterday"
EARLIER: Final = "earlier"
TIME: Final = "time"
"""The concept of all words that tell a time; those above are kinds of it."""
SITE: Final = "site"
"""The concept of words that begin the name of a place: a market, a stall, a street."""
BESIDE: Final = "beside"
"""The concept of words that may stand before such a one: at, near, opposite."""
HALT: Final = "halt"
"""The concept of words that no longer belong to the name of a place."""
UNIT: Final = "unit"
"""The concept of words for a ward, a commune, a district, a city."""
NEIGHBOUR: Final = "neighbour"
"""The concept that names of other wards and towns stand for; no lexicon lists them."""
_DAYS: Final = ((TODAY, Day.TODAY), (YESTERDAY, Day.YESTERDAY), (EARLIER, Day.EARLIER))
_LONGEST_NAME: Final = 7
"""So many words of a place's name are taken after the word that begins it."""
_UNIT_NAME: Final = 3
_LONG: Final = 4
"""A number of so many digits is a year or a price, no count."""


@dataclass(frozen=True, slots=True)
class Units:
    """Names of wards and towns: `own` and those that were merged into it, folded, and `others` near it, as
    they are written."""

    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def day(hits: Hits) -> Day | None:
    """The day that the words name; the earliest where they name more than one."""
    named = [day for concept, day in _DAYS if concept in hits]
    return named[-1] if named else None


def time_words(worded: Worded, hits: Hits) -> str:
    """The first words that tell when, with those that follow on at once."""
    return worded.between(joined[0]) if (joined := _joined(hits.get(TIME, ()))) else ""


def place_words(worded: Worded, hits: Hits) -> str:
    """The longest run of words that names a place."""
    halts = {start for name in (HALT, TIME) for start, _ in hits.get(name, ())}
    runs = [_run(span, worded.words, halts) for span in hits.get(SITE, ())]
    begins = {end: start for start, end in hits.get(BESIDE, ())}
    led = [(begins.get(start, start), end) for start, end in runs]
    longest = max(_joined(led), key=lambda span: span[1] - span[0], default=None)
    return worded.between(longest) if longest and longest[1] - longest[0] > 1 else ""


def _run(span: Span, words: Sequence[str], halts: set[int]) -> Span:
    start, end = span
    last = min(end + _LONGEST_NAME, len(words))
    while end < last and words[end] != PAUSE and end not in halts:
        end += 1
    return start, end


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans that overlap or follow on at once as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def other_unit(worded: Worded, hits: Hits, units: Units) -> str:
    """Another ward or town that the words name: one that is known, or any name in capital letters."""
    shouted = worded.text.isupper()
    for _, end in hits.get(UNIT, ()):
        name = "" if shouted else _name_at(end, worded)
        if name and not _any_begins(fold(name), units.own):
            return name
    return next((worded.between(span) for span in hits.get(NEIGHBOUR, ())), "")


def _name_at(start: int, worded: Worded) -> str:
    """The capitalised words from here on."""
    end = start
    while end < min(start + _UNIT_NAME, len(worded.words)) and _is_name(worded, end):
        end += 1
    return worded.between((start, end)) if end > start else ""


def _is_name(worded: Worded, at: int) -> bool:
    written = worded.text[slice(*worded.places[at])]
    return worded.words[at] not in (PAUSE, DIGIT) and written[:1].isupper()


def _any_begins(name: str, own: frozenset[str]) -> bool:
    """Whether it is one of these, perhaps with further words or cut short."""
    return any(f"{name} ".startswith(f"{known} ") or f"{known} ".startswith(f"{name} ") for known in own)


def tell(worded: Worded, hits: Hits, tellings: Sequence[Telling]) -> Mapping[str, Fact]:
    """The routing facts that the words tell; of several that tell the same one, the first counts."""
    facts: dict[str, Fact] = {}
    for telling in tellings:
        spans = hits.get(telling.concept)
        if spans and telling.fact not in facts:
            value = _number(worded, spans[0]) if telling.value == "#" else telling.value
            if value is not None:
                facts[telling.fact] = value
    return facts


def _number(worded: Worded, span: Span) -> int | None:
    digits = (worded.text[slice(*worded.places[at])] for at in range(*span) if worded.words[at] == DIGIT)
    return next((int(written) for written in digits if written.isascii() and len(written) < _LONG), None)
