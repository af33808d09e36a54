"""Amounts: typed where they are asked for, or read in the story; one that is missing is asked for alone."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.core.errors import Partly, Reask
from bot.core.measure import (
    Amounts,
    AmountsUnclear,
    Figure,
    Purchase,
    Unclear,
    Unit,
    purchase,
    quantities,
    read,
)
from bot.core.messages import Ask
from bot.flow import fields
from bot.flow.questions import UNREADABLE, Answers, Json, Label, Option, Question, Reply
from handlers.report.story import Ear, words_told
from handlers.retold import quantity_words

KEY: Final = "amounts"
HEARD: Final = "heard"
"""Marks what was read in the story: it follows the story until somebody answers here."""
_LONGEST: Final = 300
_ALONE: Final[Mapping[str, str]] = {"bought": "amounts-got", "got": "amounts-bought", "short": "amounts-of"}
"""The question where only this is known."""


def make_amounts(ear: Ear) -> Question[Any]:
    """The question. Until it is answered, one number may be kept, or two readings to choose from."""

    def options(answers: Answers) -> Sequence[Option]:
        readings = _readings(answers.raw(question))
        return tuple(Option(str(nth), _reading(one)) for nth, one in enumerate(readings))

    def asks(answers: Answers) -> Label:
        stored = answers.raw(question)
        return "amounts-which-one" if _readings(stored) else _alone(stored)

    def overhear(stored: Mapping[str, Json], _reply: Reply) -> Json:
        """The amounts of the story, unless they were given where they are asked for."""
        before = stored.get(KEY)
        if before is not None and not (isinstance(before, Mapping) and before.get(HEARD) is True):
            return None
        words = words_told(stored)
        told = ear.hear(words).amounts
        numbers = _stored(told, _quoted(told, words)) if told is not None else None
        if numbers is None or (KEY in stored and before is None and _known(numbers) is not None):
            return None  # who passed the question over is not asked for one half of it again
        return {**numbers, HEARD: True}

    refusals = ("amounts-two", "amounts-more", "amounts-unclear", "amounts-half")
    about: Any = {"optional": True, "listed": True, "asks": asks, "reasons": refusals}
    question: Question[Any] = Question(
        KEY, Ask.AMOUNTS, _parse, _load, options=options, overhear=overhear, **about
    )
    return question


def _parse(reply: Reply, before: Json) -> Json:
    if reply.option is not None:
        return {**_readings(before)[int(reply.option)], "text": before.get("text", "")}
    words = fields.clean(reply.text)
    try:
        return {**_pair(read(words, _known(before))), "text": words[:_LONGEST]}
    except AmountsUnclear as unclear:
        both = [_pair(one) for one in unclear.readings]
        raise Partly({"readings": both, "text": words[:_LONGEST]}, "amounts-unclear") from None
    except Reask:
        half = _stored(purchase(words), words) if len(quantities(words)) == 1 else None
        if half is None or _known(half) is None:
            raise
        raise Partly(half, "amounts-half") from None


def _load(raw: Json) -> Mapping[str, Json]:
    """Both numbers; with less the question is still open."""
    bought, got = float(raw["bought"]), float(raw["got"])
    if not 0 <= got <= bought or not 0 < bought < math.inf:
        raise ValueError("nothing can be missing")
    return {**raw, "bought": bought, "got": got, "unit": Unit(raw["unit"]).value}


def _stored(told: Purchase | Unclear, words: str) -> dict[str, Json] | None:
    """The numbers, with the words they came in: an officer sees both. None where there are none."""
    text = {"text": words[:_LONGEST]}
    if not isinstance(told, Unclear):
        numbers = _numbers(told)
        return {**numbers, **text} if numbers else None
    both = {"readings": [_numbers(reading) for reading in told.readings]}
    return {**both, **text} if _readings(both) else None


def _numbers(told: Purchase) -> dict[str, Json]:
    """Both numbers, or the one that is known."""
    if told.unit is None:
        return {}
    if told.amounts is not None:
        return _pair(told.amounts)
    known = {"bought": told.bought, "got": told.got, "short": told.short}
    numbers = {name: figure.value for name, figure in known.items() if figure is not None}
    return {**numbers, "unit": told.unit.value} if numbers else {}


def _pair(amounts: Amounts) -> dict[str, Json]:
    pair: dict[str, Json] = {"bought": amounts.bought, "got": amounts.got, "unit": amounts.unit.value}
    return {**pair, "word": amounts.word} if amounts.word else pair


def _quoted(told: Purchase | Unclear, words: str) -> str:
    """The part of a story that states the amounts."""
    spans = [span for one in _each(told) if one is not None and (span := one.span) is not None]
    return words[min(begin for begin, _ in spans) : max(end for _, end in spans)] if spans else words


def _each(told: Purchase | Unclear) -> Iterator[Figure | None]:
    for reading in told.readings if isinstance(told, Unclear) else (told,):
        yield from (reading.bought, reading.got, reading.short)


def _known(before: Json) -> Purchase | None:
    """What was told earlier, to be completed."""
    try:
        told = {name: Figure(float(before[name])) for name in _ALONE if name in before}
        unit = Unit(before["unit"])
    except UNREADABLE:
        return None
    return Purchase(unit, told.get("bought"), told.get("got"), told.get("short")) if len(told) == 1 else None


def _readings(stored: Json) -> Sequence[Mapping[str, Json]]:
    """The readings to choose from, where the words can be taken in two ways."""
    try:
        return [_load(one) for one in stored["readings"]]
    except UNREADABLE:
        return ()


def _reading(stored: Mapping[str, Json]) -> Label:
    unit, word = Unit(stored["unit"]), stored.get("word", "")
    return lambda say: say(
        "amounts-reading",
        bought=quantity_words(stored["bought"], unit, say, word),
        got=quantity_words(stored["got"], unit, say, word),
    )


def _alone(stored: Json) -> Label:
    """The question about the other number, where one is known."""
    known = _known(stored)
    if known is None or known.unit is None:
        return ""
    name, unit = next(name for name in _ALONE if getattr(known, name) is not None), known.unit
    amount = getattr(known, name).value
    return lambda say: say(_ALONE[name], amount=quantity_words(amount, unit, say))
