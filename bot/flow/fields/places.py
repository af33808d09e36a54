"""Where it happened: a known market, an address in words, or a point on the map."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.errors import Reask
from bot.core.messages import Ask, Point
from bot.flow.fields.words import LIMITS, clean, has_words, is_text, words_of
from bot.flow.questions import UNREADABLE, Answers, Json, Option, Question, Reply

_SHORTEST: Final = 5
_LONGEST: Final = 300

HERE: Final = Option("here", "place-here")
TYPE: Final = Option("type", "place-type")
"""Two buttons that say how to answer; a channel may show a location button of its own instead of `here`."""

REASONS: Final = ("reask-place", "reask-point", "place-how-here", "place-how-type", *LIMITS)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where it happened. `verdict` is the judge's word on the point; `coarse`: of the point
    only the area is known any more."""

    market: str | None = None
    text: str = ""
    point: Point | None = None
    verdict: str = ""
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class _Map:
    """What is known of the ward: its markets, and who says where a point lies."""

    judge: Callable[[Point], str]
    markets: frozenset[str]

    def load(self, raw: Json) -> Place:
        found = _read_place(raw)
        if found.market is not None and found.market not in self.markets:
            raise ValueError("the market is no longer listed")
        return found

    def parse(self, reply: Reply, before: Json) -> Json:
        if reply.point is not None:
            return self._pinned(reply.point, reply.text, {})
        if reply.option is not None:
            return _market(reply.option)
        old = self._standing(before)
        words = words_of(reply, 1 if "point" in old else _SHORTEST, _LONGEST, "reask-place")
        if "point" in old:
            return {**old, "text": words}
        if not any(c.isalpha() for c in words):
            raise Reask("reask-place")
        return {"text": words}

    def catch(self, reply: Reply, before: Json) -> Json:
        if reply.point is None:
            return None
        return self._pinned(reply.point, reply.text, self._standing(before))

    def _standing(self, before: Json) -> Mapping[str, Json]:
        """What was stored, if it still holds."""
        try:
            self.load(before)
        except UNREADABLE:
            return {}
        return dict(before)

    def _pinned(self, point: Point, text: str, kept: Mapping[str, Json]) -> Json:
        try:
            at = _read_point([point.latitude, point.longitude, point.accuracy])
        except UNREADABLE:
            raise Reask("reask-point") from None
        words = clean(text)[:_LONGEST]
        beside = {"text": words} if has_words(words) else {}
        stored = [at.latitude, at.longitude, at.accuracy]
        return {**kept, "point": stored, "verdict": str(self.judge(at)), **beside}


def place(
    key: str,
    *,
    judge: Callable[[Point], str],
    markets: Sequence[Option] = (),
    told: Callable[[Answers], Sequence[Option]] = lambda _: (),
    **more: Any,
) -> Question[Place]:
    """A market by tap, an address of 5 to 300 characters, or a point, which may come at any time.

    A point sent as the answer takes the place of what was there; sent later, to another question, it is
    added to it. Words typed on a revisit are added to a point (which stall). `told` offers what the answers
    name already; whoever makes these options puts them into words before they come here.
    """
    ward = _Map(judge, frozenset(market.value for market in markets))
    offers = (*markets, HERE, TYPE)
    about = {"catch": ward.catch, "reasons": REASONS, **more}
    return Question(key, Ask.PLACE, ward.parse, ward.load, options=lambda a: (*told(a), *offers), **about)


def _market(option: str) -> Json:
    """A listed market; the two buttons that only explain are answered with their explanation."""
    if option in {HERE.value, TYPE.value}:
        raise Reask(f"place-how-{option}")
    return {"market": option}


def _read_place(raw: Json) -> Place:
    market, point = raw.get("market"), raw.get("point")
    found = Place(
        market=None if market is None else is_text(market),
        text=is_text(raw.get("text", "")),
        point=None if point is None else _read_point(point),
        verdict=is_text(raw.get("verdict", "")),
    )
    if found.market is None and found.point is None and not has_words(found.text):
        raise ValueError("no place")
    return found


def _read_point(raw: Sequence[Json]) -> Point:
    """A point on the globe; an accuracy that is no length is left out."""
    latitude, longitude, accuracy = (None if number is None else float(number) for number in raw)
    if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004  degrees
        raise ValueError("not on the globe")
    if accuracy is not None and not (math.isfinite(accuracy) and accuracy >= 0):
        accuracy = None
    return Point(latitude, longitude, accuracy)
