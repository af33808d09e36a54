"""Where it is sold: the markets of the ward, the place that the story names, another ward's name in it."""

import re
from collections.abc import Sequence
from typing import Final

from bot.core.geo import Verdict
from bot.core.messages import Point
from bot.flow import fields, match
from bot.flow.fields import Place, YesNo
from bot.flow.questions import Answers, Label, Option, Question
from bot.ward import Ward
from handlers import retold
from handlers.report.story import Story

ONLINE: Final = retold.ONLINE
"""The place "sold online" stands among the markets."""
TOLD: Final = "told"
"""The place that the story names: the press stands for its words."""
_BEFORE: Final = re.compile(r"^(?:ở|o|tại|tai|at|in)\s+", re.IGNORECASE)
"""Words that lead to a place and are no part of it."""
_SHORTEST: Final = 5
_LONGEST: Final = 80


def make_place(ward: Ward, heard: Question[Story]) -> Question[Place]:
    """The question; what the story names is offered first."""
    markets = (*(Option(m.id, f"={m.name}") for m in ward.markets), Option(ONLINE, "label-online"))
    listed = {match.fold(market.name) for market in ward.markets}

    def told(answers: Answers) -> Sequence[Option]:
        words = place_told(answers, heard)
        if not words or match.fold(words) in listed:
            return ()
        return (Option(TOLD, lambda say: say("place-told", words=words)),)

    def judge(point: Point) -> str:
        return ward.verdict(point).value

    return fields.place("place", judge=judge, markets=markets, told=told, tells=True, listed=True)


def place_told(answers: Answers, heard: Question[Story]) -> str:
    """The words of the story that name a place; empty where there are none to speak of."""
    story = answers.given(heard)
    words = _BEFORE.sub("", fields.clean(story.place)) if story is not None else ""
    return words if _SHORTEST <= len(words) <= _LONGEST else ""


def make_in_ward(heard: Question[Story], place: Question[Place]) -> Question[YesNo]:
    """Whether the shop is in the ward; what raised the question is named."""

    def asks(answers: Answers) -> Label:
        named = other_ward(answers, heard, place)
        return (lambda say: say("inward-named", ward=named)) if named else ""

    return fields.yes_no("inward", asks=asks)


def may_lie_outside(answers: Answers, heard: Question[Story], place: Question[Place]) -> bool:
    """Whether the pin lies outside the ward, or another ward was named and no pin says otherwise."""
    where = answers.given(place)
    pinned = where is not None and where.verdict == Verdict.OUTSIDE
    return pinned or bool(other_ward(answers, heard, place))


def other_ward(answers: Answers, heard: Question[Story], place: Question[Place]) -> str:
    """The other ward that was named; empty where a pin tells better."""
    where, story = answers.given(place), answers.given(heard)
    return "" if where is None or where.verdict or story is None else story.elsewhere
