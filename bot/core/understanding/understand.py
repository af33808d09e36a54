"""From the words of a message to what it may mean: the same words give the same answer, with its reasons."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from bot.core.codes import find
from bot.core.phrases import Span
from bot.core.understanding import particulars
from bot.core.understanding.concepts import NO_HITS, Finder, Hits, finder
from bot.core.understanding.heard import Heard, Intent, Reading
from bot.core.understanding.leaning import NOWHERE, Leaning
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
_SURE: Final = 6.0
"""A reading is proposed alone from this weight on ..."""
_AHEAD: Final = 1.5
"""... and when it weighs so many times as much as the next."""
_ALSO: Final = 0.5
"""A further matter is told of when it weighs at least this part of the first."""
_STANDS: Final = 2.0
"""What rules speak for may lie so far behind what the words lean to most, and still be a reading ..."""
_GUESSED: Final = 0.5
"""... and so far what no rule speaks for."""
_FARTHEST: Final = -4.0
"""Words alone never outweigh more than this: a few hundred messages do not know everything."""
_NEARER: Final = -2.0
"""The same of an intent: questions are of more kinds than were counted."""
_STORY: Final = 12
"""Of a message with fewer words nothing is guessed that no rule speaks for."""
_UNSPOKEN: Final = 1.0
"""A finer code that no rule speaks for weighs so much less where one speaks for another of its category."""
_VAGUE: Final = 0.5
"""A category weighs less than its finer codes, where these are as likely."""
_INTENTS: Final = frozenset(Intent)
_SILENT: Final = Side()
"""Nothing speaks for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A lexicon made ready for reading."""

    speller: Speller
    finder: Finder
    rules: Rulebook
    tellings: tuple[Telling, ...]
    units: Units
    leaning: Leaning = NOWHERE


def prepare(
    file: LexiconFile,
    more: Mapping[str, Concept] | None = None,
    units: Units | None = None,
    leaning: Leaning = NOWHERE,
) -> Lexicon:
    """A lexicon with the words of a ward added: concepts of its own, or more words for those of the file."""
    units = units or Units()
    speller = Speller(_spelled(file.spellings), _spelled(file.after_number))
    concepts = {**dict.fromkeys(GIVEN, Concept()), **file.concepts, **(more or {})}
    concepts[NEIGHBOUR] = Concept(words=tuple(sorted(units.others)))
    rules = rulebook(file.rules)
    return Lexicon(speller, finder(concepts, speller), rules, file.tellings, units, leaning)


def _spelled(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(meant.split()) for word, meant in words.items()}


def understand(text: str, lexicon: Lexicon) -> Heard:
    """What a message may mean, best first, with the words that decided."""
    worded = lexicon.speller.read(text)
    amounts = measured(worded)
    hits = lexicon.finder.hits(worded.words, {**amounts.hits, **_code(worded)})
    ranked = _ranked(weigh(hits, lexicon.rules), worded, lexicon.leaning)
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


class _Choice(NamedTuple):
    """A code with all that speaks for it. `finest`: the finer code, or the topic of an intent."""

    code: str
    weight: float
    finest: str
    words: Sequence[Span] = ()


def _ranked(sides: Mapping[str, Side], worded: Worded, leaning: Leaning) -> list[_Choice]:
    """The categories and intents that something speaks for, strongest first, each with its finest code."""
    leans = leaning.towards(worded.words)
    spoken = [top for top, side in sides.items() if side.weight > 0]
    guessed = _guessed(leans) if spoken or len(worded.words) >= _STORY else ()
    below = _below(leans, dict.fromkeys((*spoken, *guessed)))
    choices = [_choice(top, sides.get(top, _SILENT), lags, leant=bool(leans)) for top, lags in below.items()]
    likely = [choice for choice in choices if choice.weight > 0]
    likely.sort(key=lambda choice: -choice.weight)
    return [
        choice._replace(words=_reasons(choice, sides.get(choice.code, _SILENT), worded, leaning))
        for choice in likely[:_MOST_READINGS]
    ]


def _guessed(leans: Mapping[str, float]) -> Iterator[str]:
    """What may be a reading though no rule speaks for it: the others lie too far behind."""
    return (code.partition(".")[0] for code, lag in leans.items() if lag > -_GUESSED)


def _below(leans: Mapping[str, float], tops: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
    """How far each code of these categories and intents lies behind; nothing lies behind without end."""
    found: dict[str, dict[str, float]] = {top: {} for top in tops}
    for code, lag in leans.items():
        lags = found.get(code.partition(".")[0])
        if lags is not None:
            lags[code] = max(_FARTHEST, lag)
    return found


def _choice(top: str, side: Side, lags: Mapping[str, float], *, leant: bool) -> _Choice:
    """What rules give a category or an intent, and what the words take from it, if they lean anywhere."""
    spoken = side.weight
    if not leant:
        return _Choice(top, spoken, side.finest)
    stands = _STANDS if spoken > 0 else _GUESSED
    if top in _INTENTS:
        weight = spoken + max(lags.get(top, _NEARER), _NEARER)
        return _Choice(top, round(weight + stands, 3), side.finest)
    own = side.own - _UNSPOKEN if side.finest else side.own
    totals = {code: own + lag for code, lag in lags.items()}
    for code, weight in side.finer.items():
        totals[code] = (side.own if weight > 0 else own) + weight + lags.get(code, _FARTHEST)
    totals[top] = side.own + lags.get(top, _FARTHEST) - _VAGUE
    best = max(totals, key=totals.__getitem__)
    return _Choice(top, round(totals[best] + stands, 3), "" if best == top else best)


def _reasons(choice: _Choice, side: Side, worded: Worded, leaning: Leaning) -> Sequence[Span]:
    """The words that decided. Where no rule speaks for it, those that lean to it."""
    return side.words() or leaning.strongest(worded.words, choice.finest or choice.code)


def _heard(worded: Worded, hits: Hits, ranked: Sequence[_Choice], lexicon: Lexicon) -> Heard:
    intent, topic = _intent(ranked)
    return Heard(
        intent=intent,
        readings=tuple(_reading(choice, worded) for choice in ranked),
        sure=_is_sure([choice.weight for choice in ranked]),
        also=_further(ranked),
        topic=topic,
        facts=particulars.tell(worded, hits, lexicon.tellings),
        day=particulars.day(hits),
        when=particulars.time_words(worded, hits),
        place=particulars.place_words(worded, hits),
        elsewhere=particulars.other_unit(worded, hits, lexicon.units),
    )


def _intent(ranked: Sequence[_Choice]) -> tuple[Intent, str]:
    """The intent of the first reading, and its topic where it is no report."""
    if not ranked:
        return Intent.NOTHING, ""
    code = ranked[0].code
    return (Intent(code), ranked[0].finest) if code in _INTENTS else (Intent.REPORT, "")


def _reading(choice: _Choice, worded: Worded) -> Reading:
    finest = choice.code if choice.code in _INTENTS else choice.finest or choice.code
    because = dict.fromkeys(worded.between(span).strip() for span in choice.words)
    return Reading(finest, choice.weight, tuple(words for words in because if words))


def _is_sure(weights: Sequence[float]) -> bool:
    return bool(weights) and weights[0] >= _SURE and (len(weights) == 1 or weights[0] >= _AHEAD * weights[1])


def _further(ranked: Sequence[_Choice]) -> tuple[str, ...]:
    """Other categories that the message tells of by words of their own."""
    if not ranked or ranked[0].code in _INTENTS:
        return ()
    told = set(ranked[0].words)
    least = max(_SURE, _ALSO * ranked[0].weight)
    return tuple(
        choice.finest or choice.code
        for choice in ranked[1:]
        if choice.code not in _INTENTS and choice.weight >= least and not told >= set(choice.words)
    )
