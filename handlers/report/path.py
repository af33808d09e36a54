"""The report, in the order the resident meets it.

The path looks only at answers. A routing fact is asked for only where a row of that sub-category reads it,
or where somebody may have come to harm.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from bot.core.routing import fields_read_by
from bot.flow.fields import YesNo
from bot.flow.questions import Answers, Flow, Question
from bot.ward import Ward
from handlers.report.guess import proposals
from handlers.report.places import ONLINE, may_lie_outside
from handlers.report.questions import UNSURE, Identity, Questions, make_questions

NAME: Final = "report"
ASKS: Final = {
    "injured": "injured",
    "production": "made_here",
    "quantity": "quantity",
    "value_30m": "quantity",
    "packs_short": "packs",
    "food": "goods",
    "sensitive": "goods",
    "safety_product": "goods",
}
"""Which question gives which routing fact. The others are read from words or computed at filing."""
ORDER: Final = ("injured", "made_here", "quantity", "packs", "goods")


class _Topic(NamedTuple):
    """What the path must know of a category or sub-category: is there a finer choice, do two numbers tell
    what happened, are words needed besides, what do the routing rows ask."""

    finer: bool
    amounts: bool
    details: bool
    routing: tuple[Question[Any], ...]


def make_flow(ward: Ward) -> tuple[Flow, Questions]:
    """The report of this ward."""
    ask = make_questions(ward)
    about = lru_cache(maxsize=256)(partial(_about, ward, ask))  # reads the whole table

    def path(answers: Answers) -> Iterator[Question[Any]]:
        if ask.category not in answers and proposals(answers.given(ask.heard)):
            yield ask.guess
        yield ask.category
        code = answers[ask.category]
        if about(code).finer:
            yield ask.subcategory
            code = answers[ask.subcategory] if answers[ask.subcategory] != UNSURE else code
        topic = about(code)
        if topic.amounts:
            yield ask.amounts
        yield from _whereabouts(ask, answers)
        if _elsewhere(ask, answers):
            return
        yield from _story(topic, ask, answers)
        yield from topic.routing
        yield from _ending(ask, answers)

    return Flow(NAME, ask.all(), path, confirm=ask.confirm), ask


def _whereabouts(ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    """The place, and what is still missing to find it."""
    yield ask.place
    place = answers.given(ask.place)
    if place is None:
        return
    if may_lie_outside(answers, ask.heard, ask.place):
        yield ask.in_ward
    if place.market == ONLINE:
        yield ask.shop
    elif place.market is not None and not place.text and place.point is None:
        yield ask.stall


def _elsewhere(ask: Questions, answers: Answers) -> bool:
    """Whether it may lie outside, and the person says that it does."""
    return may_lie_outside(answers, ask.heard, ask.place) and answers.given(ask.in_ward) is YesNo.NO


def _story(topic: _Topic, ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    """Words are asked for where they are needed; given of one's own accord they count everywhere."""
    told = answers.given(ask.details) is not None
    unweighed = topic.amounts and answers.given(ask.amounts) is None
    if told or unweighed or topic.details:
        yield ask.details
        if answers.given(ask.more) is not None:
            yield ask.more
    else:
        yield ask.more


def _ending(ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    yield ask.photos
    yield ask.when
    yield ask.identity
    if answers[ask.identity] is Identity.SEALED:
        yield ask.phone
    yield ask.confirm


def _about(ward: Ward, ask: Questions, code: str) -> _Topic:
    finer, amounts = _has_subcategories(ward, code), asks_amounts(ward, code)
    return _Topic(finer, amounts, needs_details(ward, code), routing_questions(ward, ask, code))


def _has_subcategories(ward: Ward, code: str) -> bool:
    category = ward.category(code)
    return category is not None and bool(category.offered)


def asks_amounts(ward: Ward, code: str) -> bool:
    """Whether two numbers tell what happened."""
    sub = ward.subcategory(code)
    return sub is not None and sub.amounts


def needs_details(ward: Ward, code: str) -> bool:
    """Whether words are needed besides the amounts: the sub-category has words of its own to ask."""
    sub = ward.subcategory(code)
    return sub is None or not sub.amounts or sub.details is not None


def routing_questions(ward: Ward, ask: Questions, code: str) -> tuple[Question[Any], ...]:
    """What the rows of this sub-category read, each once, in a fixed order.

    Without a sub-category a person of the ward sorts the report first, so nothing is asked for a row.
    """
    sub = ward.subcategory(code)
    if sub is None:
        return ()
    wanted = {ASKS[name] for name in fields_read_by(code, ward.routing) if name in ASKS}
    if sub.harmful:
        wanted.add("injured")
    return tuple(getattr(ask, name) for name in ORDER if name in wanted)
