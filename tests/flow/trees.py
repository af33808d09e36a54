"""A flow of the tests' own: somebody reports a tree. It has every kind of question."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from bot.core.errors import Reask
from bot.core.messages import Point
from bot.flow.engine import (
    Answers,
    Asked,
    Done,
    Draft,
    Flow,
    Nav,
    Option,
    Outcome,
    Question,
    Reply,
    Stored,
    advance,
    current,
)
from bot.flow.fields import amounts, choice, fact, media, phone, pick, place, text, when, yes_no


class Kind(StrEnum):
    FALLEN = "fallen"
    DRY = "dry"
    ROOTS = "roots"


class Confirm(StrEnum):
    SEND = "send"


SORTS = {Kind.FALLEN: ("plane", "lime"), Kind.DRY: ("lime", "oak"), Kind.ROOTS: ("fig",)}


def sorts(answers: Answers) -> list[Option]:
    return [Option(sort, f"sort-{sort}") for sort in SORTS[answers[KIND]]]


def metres(words: str) -> dict[str, float]:
    if "up" in words:
        raise Reask("height-odd")
    return {"metres": float(words.removesuffix(" m"))}


def digits(words: str) -> str:
    kept = "".join(c for c in words if c.isdigit())
    if len(kept) < 9:
        raise ValueError("too short for a number")
    return kept


def side(point: Point) -> str:
    return "north" if point.latitude > 0 else "south"


def ask_for(answers: Answers) -> str:
    return {Kind.FALLEN: "hint-fallen", Kind.DRY: "=Which branches?"}.get(answers[KIND], "")


MARKETS = (Option("old", "=Chợ Cũ"), Option("new", "market-new"))

KNOWN = fact("known", bool)
KIND = choice("kind", Kind, "kind", listed=True, renamed={"toppled": "fallen"})
SORT = pick("sort", sorts, listed=True)
HEIGHT = amounts("height", metres, refusals=("height-odd",), listed=True)
SPOT = place("spot", judge=side, markets=MARKETS, listed=True, was=("where",))
WHEN = when(listed=True)
DETAILS = text("details", least=10, most=400, catches=10, listed=True, hint=ask_for)
PHOTOS = media("photos", most=3, listed=True)
NEIGHBOURS = yes_no("neighbours", listed=True)
PHONE = phone("phone", digits, listed=True)
CONFIRM = choice("confirm", Confirm, "confirm")


def path(answers: Answers) -> Iterator[Question[Any]]:
    yield KIND
    yield SORT
    if answers[KIND] is Kind.FALLEN:
        yield HEIGHT
    yield SPOT
    yield WHEN
    yield DETAILS
    yield PHOTOS
    if answers[SORT] == "fig":
        yield NEIGHBOURS
    if not answers.given(KNOWN):
        yield PHONE
    yield CONFIRM


QUESTIONS = (KNOWN, KIND, SORT, HEIGHT, SPOT, WHEN, DETAILS, PHOTOS, NEIGHBOURS, PHONE, CONFIRM)
TREES = Flow("trees", QUESTIONS, path, confirm=CONFIRM)

SKIP, BACK, DONE, EDIT = (Reply(nav=nav) for nav in (Nav.SKIP, Nav.BACK, Nav.DONE, Nav.EDIT))
HERE = Point(21.0, 105.8, 12.0)
STORY = "The plane tree lies across the road"


def tap(question: Question[Any], option: str, stamp: str | None = None) -> Reply:
    return Reply(question=question.key, option=option, stamp=stamp)


def says(words: str) -> Reply:
    return Reply(text=words)


def photo(name: str, words: str = "") -> Reply:
    return Reply(text=words, files=(Stored(name, "photo"),))


def thaw(flow: Flow, draft: Draft) -> Draft:
    """The draft after a restart: out to JSON and back under today's names."""
    packed = msgspec.json.encode((draft.answers, draft.cursor, draft.seed))
    answers, cursor, seed = msgspec.json.decode(packed)
    return Draft(flow.adopt(answers), cursor, seed)


def talk(draft: Draft, *replies: Reply, flow: Flow = TREES) -> tuple[Draft, Outcome]:
    """Say this, with a restart before every reply."""
    outcome: Outcome = current(flow, draft)
    for reply in replies:
        draft, outcome = advance(flow, thaw(flow, draft), reply)
    return draft, outcome


def asked(outcome: Outcome) -> str:
    assert isinstance(outcome, Asked), outcome
    return outcome.question.key


def reason(outcome: Outcome) -> str | None:
    assert isinstance(outcome, Asked), outcome
    return outcome.reason


def caught(outcome: Outcome) -> tuple[str, ...]:
    assert isinstance(outcome, Asked), outcome
    return outcome.caught


def finished(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome, Done), outcome
    return dict(outcome.answers)


def answer_to(question: Question[Any], draft: Draft) -> Reply:
    """A reply that answers this question."""
    options = question.options(Answers(draft.answers))
    if question is CONFIRM:
        return tap(CONFIRM, "send", draft.stamp)
    if options:
        return tap(question, options[0].value)
    if question is PHOTOS:
        return DONE
    return {HEIGHT: says("12 m"), DETAILS: says(STORY), PHONE: SKIP}[question]


def until(key: str, draft: Draft | None = None, flow: Flow = TREES) -> Draft:
    """A draft that stands at this question, the ones before it answered."""
    draft = draft or Draft(seed="s")
    while (outcome := current(flow, draft)) and isinstance(outcome, Asked) and outcome.question.key != key:
        draft, _ = advance(flow, draft, answer_to(outcome.question, draft))
    assert isinstance(outcome, Asked), f"never at {key}"
    return draft
