"""Sorting a case: what it is about, then it goes to the office that the routing table names, in one step."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

import msgspec

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.routing import Route
from bot.flow import fields
from bot.flow.questions import Answers, Option, Question
from bot.ward import Ward
from bot.ward.schema import OfficeKind
from handlers import checked, progress, staffcards, tell
from handlers.officer.finding import event, find
from handlers.report.filing import route_stored
from handlers.report.questions import make_questions
from handlers.report.told import Counted, facts_of, from_storage
from handlers.staffcards import TRIAGE
from handlers.turn import Feature, Turn
from handlers.wardtexts import label_key
from handlers.work import interview
from handlers.work.interview import CODE, Interview
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "triage"
AUTO: Final = "auto"
"""The office that the routing table names."""


class Hand(StrEnum):
    """The last word."""

    ON = "on"


PROPOSED: Final = fields.fact("proposed", dict)
"""By sub-category: the office that leads it, and why, in the coordinator's language."""


def _kinds(ward: Ward, answers: Answers, category: Question[str]) -> tuple[Option, ...]:
    found = ward.category(answers.given(category) or "")
    return tuple(Option(sub.code, label_key(sub.code)) for sub in found.offered) if found is not None else ()


def build(ward: Ward, catalog: Catalog) -> Feature:
    """Sorting, in this ward."""
    topics = tuple(Option(each.code, label_key(each.code)) for each in ward.offered if each.offered)
    offices = tuple(
        Option(each.id, f"ward-office-{each.id}") for each in ward.offices if each.kind is OfficeKind.INTERNAL
    )
    category: Question[str] = fields.pick("category", lambda _: topics, listed=True)
    kind: Question[str] = fields.pick("kind", lambda answers: _kinds(ward, answers, category), listed=True)
    office: Question[str] = fields.pick(
        "office", lambda _: (Option(AUTO, "triage-auto"), *offices), default=AUTO, listed=True
    )
    reason = fields.text("reason", least=5, most=500, default="", listed=True)
    confirm = fields.choice("confirm", Hand, "triage")

    def path(_: Answers) -> Iterator[Question[Any]]:
        yield category
        yield kind
        yield office
        yield reason
        yield confirm

    def shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
        lead = _lead(answers, answers[kind], answers[office])
        topic = " – ".join(say(label_key(code)) for code in (answers[category], answers[kind]))
        return say(
            "triage-summary",
            code=answers[CODE],
            topic=topic,
            office=say(f"ward-office-{lead}"),
            reason=_reason(say, answers, answers[kind], answers[reason]),
        )

    def finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
        lead = _lead(answers, answers[kind], answers[office])
        words = _reason(turn.words, answers, answers[kind], answers[reason])
        _sort(turn, member, case, answers[kind], (lead, words))

    questions = (PROPOSED, category, kind, office, reason)
    plan = Interview(NAME, Action.TRANSFER, questions, path, finish, shown, confirm)
    return interview.feature(catalog, plan)


def begin(turn: Turn, member: Member, code: str) -> None:
    """What it is about is asked. Raises `Refused`: not theirs to sort, not now, or sorted already."""
    case = find(turn, member, code)
    if member.role not in TRIAGE:
        raise Refused("case-not-yours")
    if case.subcategory is not None:
        raise Refused("triage-sorted", code=case.code)
    proposed = {}
    for sub in (sub for topic in turn.desk.ward.offered for sub in topic.offered):
        route = propose(turn.desk.ward, case, sub.code)
        why = route.reasons[0].to(turn.talk.language)
        proposed[sub.code] = [route.lead or case.lead, why]
    interview.begin(turn, member, NAME, Action.TRANSFER, code, {PROPOSED.key: proposed})


def propose(ward: Ward, case: Case, kind: str) -> Route:
    """What the routing table says of this case, were it of this category or sub-category."""
    category, _, finer = kind.partition(".")
    report = {**case.report, "category": category, "sub": kind}
    if not finer:
        del report["sub"]
    told = from_storage(make_questions(ward), report)
    counted = msgspec.convert(case.route.get("counted") or {}, Counted)
    return ward.route(facts_of(ward, told, counted))


def _lead(answers: Answers, kind: str, office: str) -> str:
    lead: str = answers[PROPOSED][kind][0]
    return lead if office == AUTO else office


def _reason(say: Speaker, answers: Answers, kind: str, typed: str) -> str:
    """As it was typed, else as the routing table has it."""
    why = answers[PROPOSED][kind][1]
    return typed or say("triage-reason", topic=say(label_key(kind)), why=why)


def _sort(turn: Turn, member: Member, case: Case, kind: str, to: tuple[str, str]) -> None:
    """Category, office, priority and route change together."""
    lead, words = to
    moves = lead != case.lead
    action = Action.TRANSFER if moves else Action.CHANGE
    after = interview.decided(member, action, case)
    route = propose(turn.desk.ward, case, kind)
    change = Change(
        after,
        lead=lead,
        holder=0 if moves else None,
        category=kind.partition(".")[0],
        subcategory=kind,
        priority=route.priority.value,
        route={**case.route, **route_stored(route)},
    )
    sorted_ = replace(case, category=kind.partition(".")[0], subcategory=kind)
    change = checked.rescored(turn, sorted_, change)
    before = case.subcategory or case.category
    details = {"what": "category", "from": before, "to": kind}
    if moves:
        details = {"reason": words, "from": case.lead, "to": lead, "sorted": kind, "was": before}
    case = progress.move(turn.connection(), case, change, event(turn, member, action, case, **details))
    if moves:
        tell.handed_over(turn, case)
        tell.reporter(turn, case, "news-moved")
    else:
        tell.changed(turn, case)
    office = staffcards.office_name(turn.words, lead)
    turn.say("triage-done", code=case.code, topic=turn.words(label_key(kind)), office=office)
