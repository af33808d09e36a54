"""The report, in the order the resident meets it.

The questions are made for one ward: its categories, markets and boundary are closed over, so that the
path itself looks only at answers. A routing fact is asked for only where a row of that category (or
sub-category) reads it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from bot.core.geo import Verdict
from bot.core.measure import read as read_amounts
from bot.core.routing import Quantity, fields_read_by
from bot.flow import fields
from bot.flow.fields import Files, Place, YesNo
from bot.flow.questions import Answers, Flow, Json, Option, Question
from bot.ward import Ward
from handlers.phones import read_phone
from handlers.wardtexts import hint_key, label_key

NAME: Final = "report"
ONLINE: Final = "online"
"""The place "sold online" stands among the markets."""
UNSURE: Final = "unsure"
"""No sub-category fits, or the person cannot tell."""
FILES: Final = 10
OTHER: Final = "KH"
"""The category "something else": a person of the ward reads it first."""


class Goods(StrEnum):
    """What kind of goods: decides urgency and who helps."""

    FOOD = "food"
    SENSITIVE = "sensitive"
    SAFETY = "safety"
    OTHER = "other"


class Packs(StrEnum):
    """How many packs were short."""

    ONE = "1"
    TWO = "2"
    MANY = "3"


class Identity(StrEnum):
    """Whether the tie to the reporter is kept, sealed, or cut."""

    SEALED = "sealed"
    ANONYMOUS = "anonymous"


class Confirm(StrEnum):
    """The last word."""

    SEND = "send"


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question of the report."""

    channel: Question[str]
    category: Question[str]
    subcategory: Question[str]
    amounts: Question[Any]
    place: Question[Place]
    in_ward: Question[YesNo]
    details: Question[str]
    more: Question[str]
    injured: Question[YesNo]
    made_here: Question[YesNo]
    quantity: Question[Quantity]
    packs: Question[Packs]
    goods: Question[Goods]
    photos: Question[Files]
    when: Question[Any]
    identity: Question[Identity]
    phone: Question[str]
    confirm: Question[Confirm]

    def all(self) -> tuple[Question[Any], ...]:
        """In the order of declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


ASKS: Final = {
    "injured": "injured",
    "production": "made_here",
    "quantity": "quantity",
    "packs_short": "packs",
    "food": "goods",
    "sensitive": "goods",
    "safety_product": "goods",
}
"""Which question gives which routing fact. The others are read from words or computed at filing."""


def make_questions(ward: Ward) -> Questions:
    """The questions in this ward's words."""
    category: Question[str] = fields.pick("category", _categories(ward), listed=True)
    subcategory: Question[str] = fields.pick("sub", _subcategories(ward, category), listed=True)

    def code(answers: Answers) -> str:
        sub = answers.given(subcategory)
        return sub if sub and sub != UNSURE else answers.given(category) or ""

    return Questions(
        channel=fields.fact("channel", str),
        category=category,
        subcategory=subcategory,
        amounts=fields.amounts("amounts", _amounts, listed=True),
        place=fields.place(
            "place", judge=lambda p: ward.verdict(p).value, markets=_places(ward), listed=True
        ),
        in_ward=fields.yes_no("inward"),
        details=fields.text(
            "details", least=10, most=2000, catches=10, listed=True, hint=_hint(ward, code, "details")
        ),
        more=fields.text("more", least=2, most=2000, optional=True, default=None, listed=True),
        injured=fields.yes_no("injured", listed=True),
        made_here=fields.yes_no("madehere", listed=True),
        quantity=fields.choice("quantity", Quantity, "quantity", listed=True),
        packs=fields.choice("packs", Packs, "packs", listed=True),
        goods=fields.choice("goods", Goods, "goods", listed=True),
        photos=fields.media("photos", most=FILES, listed=True, hint=_hint(ward, code, "photos")),
        when=fields.when("when", default={"day": "today", "text": ""}, listed=True),
        identity=fields.choice("identity", Identity, "identity", listed=True, hint=_identity_hint),
        phone=fields.phone("phone", read_phone, default=None, listed=True),
        confirm=fields.choice("confirm", Confirm, "confirm"),
    )


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about one category or sub-category."""

    divided: bool
    """Whether there are sub-categories to choose from."""
    amounts: bool
    details: bool
    routing: tuple[Question[Any], ...]


def make_flow(ward: Ward) -> tuple[Flow, Questions]:
    """The report of this ward."""
    ask = make_questions(ward)

    @lru_cache(maxsize=256)  # a path is walked several times a message
    def topic(code: str) -> Topic:
        return Topic(
            _has_subcategories(ward, code),
            asks_amounts(ward, code),
            needs_details(ward, code),
            routing_questions(ward, ask, code),
        )

    def path(answers: Answers) -> Iterator[Question[Any]]:
        yield ask.category
        code = answers[ask.category]
        if topic(code).divided:
            yield ask.subcategory
            code = answers[ask.subcategory] if answers[ask.subcategory] != UNSURE else code
        if topic(code).amounts:
            yield ask.amounts
        yield ask.place
        if answers[ask.place].verdict == Verdict.OUTSIDE:
            yield ask.in_ward
            if answers[ask.in_ward] is YesNo.NO:
                return
        # words are asked for where they are needed; given of one's own accord they count everywhere
        told = answers.given(ask.details) is not None
        yield ask.details if told or topic(code).details else ask.more
        yield from topic(code).routing
        yield from _ending(ask, answers)

    return Flow(NAME, ask.all(), path, confirm=ask.confirm), ask


def _ending(ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    yield ask.photos
    yield ask.when
    yield ask.identity
    if answers[ask.identity] is Identity.SEALED:
        yield ask.phone
    yield ask.confirm


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
    return not asks_amounts(ward, code) or (sub is not None and sub.details is not None)


def routing_questions(ward: Ward, ask: Questions, code: str) -> tuple[Question[Any], ...]:
    """What the rows of this category or sub-category read, each once, in a fixed order."""
    read = fields_read_by(code, ward.routing)
    wanted = {ASKS[name] for name in read if name in ASKS}
    order: tuple[Question[Any], ...] = (ask.injured, ask.made_here, ask.quantity, ask.packs, ask.goods)
    names = ("injured", "made_here", "quantity", "packs", "goods")
    return tuple(question for name, question in zip(names, order, strict=True) if name in wanted)


def _categories(ward: Ward) -> Callable[[Answers], Sequence[Option]]:
    options = tuple(Option(c.code, label_key(c.code)) for c in ward.offered)
    return lambda _: options


def _subcategories(ward: Ward, category: Question[str]) -> Callable[[Answers], Sequence[Option]]:
    by_code = {
        c.code: (*(Option(s.code, label_key(s.code)) for s in c.offered), Option(UNSURE, "label-unsure"))
        for c in ward.offered
    }
    return lambda answers: by_code.get(answers.given(category) or "", ())


def _places(ward: Ward) -> tuple[Option, ...]:
    markets = tuple(Option(market.id, f"={market.name}") for market in ward.markets)
    return (*markets, Option(ONLINE, "label-online"))


def _amounts(text: str) -> Json:
    """The two numbers, with the words they came in: an officer sees both."""
    found = read_amounts(text)
    return {
        "bought": found.bought,
        "got": found.got,
        "unit": found.unit.value,
        "text": fields.clean(text)[:300],
    }


def _hint(ward: Ward, code: Callable[[Answers], str], about: str) -> Callable[[Answers], str]:
    """What to tell or to photograph, in the words of the ward file."""
    find = ward.details_hint if about == "details" else ward.photo_hint
    return lambda answers: hint_key(about, code(answers)) if find(code(answers)) else ""


def _identity_hint(answers: Answers) -> str:
    """On the web an anonymous report cannot be traced; a messenger still knows who wrote."""
    return "hint-identity-web" if answers.given(_CHANNEL) == "web" else "hint-identity-chat"


_CHANNEL: Final = fields.fact("channel", str)
