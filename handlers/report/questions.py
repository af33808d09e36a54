"""Every question of the report, in one ward's words: its categories, markets and boundary are closed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from bot.core.errors import Reask
from bot.core.routing import Quantity
from bot.core.understanding.heard import Intent
from bot.flow import fields
from bot.flow.fields import Files, Place, YesNo
from bot.flow.questions import Answers, Json, Option, Question, Reply
from bot.ward import Ward
from handlers import retold
from handlers.phones import looks_like_phone, phone_alone, read_phone
from handlers.report.amounts import make_amounts
from handlers.report.gaps import make_hint
from handlers.report.guess import make_guess
from handlers.report.places import make_in_ward, make_place
from handlers.report.story import Ear, Story, goods_told, packs_told, quantity_told, yes_to
from handlers.wardtexts import hint_key, label_key

UNSURE: Final = retold.UNSURE
"""No sub-category fits, or the person cannot tell."""
ASIDE: Final = "-"
"""Words that answer no question, whichever is open: they are kept with the story."""
FILES: Final = 10
LONGEST: Final = 2000


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
    """Every question. What is typed out of turn is offered to them in this order: a phone number first,
    for it could also pass for words."""

    channel: Question[str]
    begun: Question[str]
    heard: Question[Story]
    guess: Question[str]
    category: Question[str]
    subcategory: Question[str]
    amounts: Question[Any]
    place: Question[Place]
    stall: Question[str]
    shop: Question[str]
    in_ward: Question[YesNo]
    phone: Question[str]
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
    confirm: Question[Confirm]

    @property
    def early(self) -> tuple[Question[Any], ...]:
        """Those whose answers may come before the report is begun: what is kept, and what is read along."""
        kept = {self.details.key, self.place.key, self.photos.key}
        return tuple(each for each in self.all() if each.key in kept or each.overhear is not None)

    def all(self) -> tuple[Question[Any], ...]:
        """In the order of declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


def make_questions(ward: Ward) -> Questions:
    """The questions in this ward's words."""
    category: Question[str] = fields.pick("category", _categories(ward), listed=True)
    subcategory: Question[str] = fields.pick("sub", _subcategories(ward, category), listed=True)

    ear = Ear(ward, ward.heard)
    heard = ear.question()
    place = make_place(ward, heard)

    def code(answers: Answers) -> str:
        return code_of(answers, category, subcategory)

    def hint(about: str) -> Callable[[Answers], str]:
        return _hint(ward, code, about)

    return Questions(
        channel=_CHANNEL,
        begun=fields.fact("begun", str),
        heard=heard,
        guess=make_guess(ward, heard, category, subcategory),
        category=category,
        subcategory=subcategory,
        amounts=make_amounts(ear),
        place=place,
        stall=fields.text("stall", least=1, most=200, optional=True, listed=True),
        shop=fields.text("shop", least=3, most=300, listed=True),
        in_ward=make_in_ward(heard, place),
        phone=fields.phone("phone", read_phone, default=None, listed=True, catch=_typed_phone),
        details=_details(ear, hint("details")),
        more=fields.text(
            "more",
            least=2,
            most=LONGEST,
            optional=True,
            default=None,
            listed=True,
            tells=True,
            catch=_said_aside,
        ),
        injured=fields.yes_no("injured", listed=True, overhear=ear.facts("injured", yes_to("injured"))),
        made_here=fields.yes_no(
            "madehere", listed=True, overhear=ear.facts("madehere", yes_to("production"))
        ),
        quantity=fields.choice(
            "quantity", Quantity, "quantity", listed=True, overhear=ear.facts("quantity", quantity_told)
        ),
        packs=fields.choice("packs", Packs, "packs", listed=True, overhear=ear.facts("packs", packs_told)),
        goods=fields.choice("goods", Goods, "goods", listed=True, overhear=ear.facts("goods", goods_told)),
        photos=fields.media("photos", most=FILES, listed=True, hint=make_hint(ward, code, hint("photos"))),
        when=fields.when("when", default={"day": "today", "text": ""}, listed=True, overhear=ear.day),
        identity=_identity(),
        confirm=fields.choice("confirm", Confirm, "confirm"),
    )


def code_of(answers: Answers, category: Question[str], subcategory: Question[str]) -> str:
    """The finest code that was chosen; empty while none was."""
    sub = answers.given(subcategory)
    return sub if sub and sub != UNSURE else answers.given(category) or ""


def _categories(ward: Ward) -> Callable[[Answers], Sequence[Option]]:
    options = tuple(Option(c.code, label_key(c.code)) for c in ward.offered)
    return lambda _: options


def _subcategories(ward: Ward, category: Question[str]) -> Callable[[Answers], Sequence[Option]]:
    by_code = {
        c.code: (*(Option(s.code, label_key(s.code)) for s in c.offered), Option(UNSURE, "label-unsure"))
        for c in ward.offered
    }
    return lambda answers: by_code.get(answers.given(category) or "", ())


def _hint(ward: Ward, code: Callable[[Answers], str], about: str) -> Callable[[Answers], str]:
    """What to tell or to photograph, in the words of the ward file."""
    find = ward.details_hint if about == "details" else ward.photo_hint
    return lambda answers: hint_key(about, code(answers)) if find(code(answers)) else ""


def _details(ear: Ear, hint: Callable[[Answers], str]) -> Question[str]:
    """The story. A phone number that was mistyped is none, however long it is; few words are one where they
    say what it is about."""
    told = fields.text("details", least=10, most=LONGEST, catches=10, listed=True, tells=True, hint=hint)
    brief = fields.text("details", most=LONGEST, catches=1)

    def catch(reply: Reply, before: Json) -> Json:
        if looks_like_phone(reply.text):
            return None
        heard = ear.hear(reply.text)
        clear = heard.intent is Intent.REPORT and (heard.sure or reply.beside)
        taken = brief if clear else told
        return taken.catch(reply, before) if taken.catch else None

    return replace(told, catch=catch)


def _typed_phone(reply: Reply, _before: Json) -> Json:
    """A number that stands alone; one that is mistyped is left to the open question."""
    try:
        return read_phone(reply.phone) if reply.phone else phone_alone(reply.text)
    except Reask:
        return None


def _said_aside(reply: Reply, before: Json) -> Json:
    words = fields.clean(reply.text)
    if reply.question != ASIDE or not fields.has_words(words):
        return None
    whole = f"{before}\n{words}" if isinstance(before, str) and before else words
    if len(whole) > LONGEST:
        raise Reask("reask-long", most=LONGEST)
    return whole


def _identity() -> Question[Identity]:
    """Whoever gives a phone number here wants to be known to the officer."""
    asked = fields.choice("identity", Identity, "identity", listed=True, hint=_identity_hint)

    def parse(reply: Reply, before: Json) -> Json:
        return Identity.SEALED.value if phone_alone(reply.text) else asked.parse(reply, before)

    return replace(asked, parse=parse, reasons=(*asked.reasons, "reask-phone"))


def _identity_hint(answers: Answers) -> str:
    """On the web an anonymous report cannot be traced; a messenger still knows who wrote."""
    return "hint-identity-web" if answers.given(_CHANNEL) == "web" else "hint-identity-chat"


_CHANNEL: Final = fields.fact("channel", str)
