"""From the words of a message to what it may mean: the same words give the same answer, with its reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from bot.core.codes import find
from bot.core.phrases import Span
from bot.core.understanding import particulars
from bot.core.understanding.concepts import NO_HITS, Finder, Hits, finder
from bot.core.understanding.heard import Heard, Intent, Reading
from bot.core.understanding.lexicon import Concept, LexiconFile, Telling
from bot.core.understanding.measured import MEASURED, measured
from bot.core.understanding.particulars import NEIGHBOUR, Units
from bot.core.understanding.weighing import Rulebook, Side, rulebook, weigh
from bot.core.understanding.wording import DIGIT, Speller, Worded

CASE_CODE: Final = "case code"
"""The concept that a case code stands for; no lexicon need list its words."""
GIVEN: Final = (CASE_CODE, *sorted(MEASURED))
"""The concepts that stand for more than words."""
FEWEST_DIGITS: Final = 7
"""No case code has fewer."""
_MOST_READINGS: Final = 5
_SURE: Final = 5.0
"""A reading is proposed alone from this weight on ..."""
_AHEAD: Final = 1.5
"""... and when it weighs so many times as much as the next."""
_ALSO: Final = 0.5
"""A further matter is told of when it weighs at least this part of the first."""
_INTENTS: Final = frozenset(Intent)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A lexicon made ready for reading."""

    speller: Speller
    finder: Finder
    rules: Rulebook
    tellings: tuple[Telling, ...]
    units: Units


def prepare(
    file: LexiconFile, more: Mapping[str, Concept] | None = None, units: Units | None = None
) -> Lexicon:
    """A lexicon with the words of a ward added: concepts of its own, or more words for those of the file."""
    units = units or Units()
    speller = Speller(_spelled(file.spellings), _spelled(file.after_number))
    concepts = {**dict.fromkeys(GIVEN, Concept()), **file.concepts, **(more or {})}
    concepts[NEIGHBOUR] = Concept(words=tuple(sorted(units.others)))
    return Lexicon(speller, finder(concepts, speller), rulebook(file.rules), file.tellings, units)


def _spelled(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(meant.split()) for word, meant in words.items()}


def understand(text: str, lexicon: Lexicon) -> Heard:
    """What a message may mean, best first, with the words that decided."""
    worded = lexicon.speller.read(text)
    amounts = measured(worded)
    hits = lexicon.finder.hits(worded.words, {**amounts.hits, **_code(worded)})
    sides = weigh(hits, lexicon.rules)
    ranked = sorted((side for side in sides.items() if side[1].weight > 0), key=lambda side: -side[1].weight)
    heard = _heard(worded, hits, ranked[:_MOST_READINGS], lexicon)
    facts = {**amounts.facts, **heard.facts}
    return msgspec.structs.replace(heard, facts=facts, amounts=amounts.amounts)


def _code(worded: Worded) -> Hits:
    """Where a case code stands."""
    if sum(map(str.isdigit, worded.text)) < FEWEST_DIGITS:
        return NO_HITS
    code = find(worded.text)
    return NO_HITS if code is None else {CASE_CODE: [_place_of(code.replace("-", ""), worded)]}


def _place_of(figures: str, worded: Worded) -> Span:
    """The numbers that make these figures together; the whole message where they were written otherwise."""
    for start in range(len(worded.words)):
        read = ""
        for end in range(start, len(worded.words)):
            read += re.sub(r"\D", "", worded.between((end, end + 1)))
            if not figures.startswith(read) or worded.words[start] != DIGIT:
                break
            if read == figures:
                return start, end + 1
    return 0, len(worded.words)


def _heard(worded: Worded, hits: Hits, ranked: Sequence[tuple[str, Side]], lexicon: Lexicon) -> Heard:
    intent, topic = _intent(ranked)
    return Heard(
        intent=intent,
        readings=tuple(_reading(code, side, worded) for code, side in ranked),
        sure=_is_sure([side.weight for _, side in ranked]),
        also=_further(ranked),
        topic=topic,
        facts=particulars.tell(worded, hits, lexicon.tellings),
        day=particulars.day(hits),
        when=particulars.time_words(worded, hits),
        place=particulars.place_words(worded, hits),
        elsewhere=particulars.other_unit(worded, hits, lexicon.units),
    )


def _intent(ranked: Sequence[tuple[str, Side]]) -> tuple[Intent, str]:
    """The intent of the first reading, and its topic where it is no report."""
    if not ranked:
        return Intent.NOTHING, ""
    code, side = ranked[0]
    return (Intent(code), side.finest) if code in _INTENTS else (Intent.REPORT, "")


def _reading(code: str, side: Side, worded: Worded) -> Reading:
    finest = code if code in _INTENTS else side.finest or code
    because = dict.fromkeys(worded.between(span).strip() for span in side.words())
    return Reading(finest, side.weight, tuple(words for words in because if words))


def _is_sure(weights: Sequence[float]) -> bool:
    return bool(weights) and weights[0] >= _SURE and (len(weights) == 1 or weights[0] >= _AHEAD * weights[1])


def _further(ranked: Sequence[tuple[str, Side]]) -> tuple[str, ...]:
    """Other categories that the message tells of by words of their own."""
    if not ranked or ranked[0][0] in _INTENTS:
        return ()
    told = set(ranked[0][1].words())
    least = max(_SURE, _ALSO * ranked[0][1].weight)
    return tuple(
        side.finest or code
        for code, side in ranked[1:]
        if code not in _INTENTS and side.weight >= least and not told >= set(side.words())
    )
