"""An absence is written down: from when, until when, who stands in."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final, NamedTuple

import msgspec

from bot.core.authority import WARD_WIDE
from bot.core.errors import Reask, Refused
from bot.core.messages import Ask
from bot.core.people import Role
from bot.flow import engine, fields
from bot.flow.questions import Answers, Asked, Draft, Flow, Json, Option, Question, Reply
from handlers import talk
from handlers.absent import days, telling
from handlers.absent.telling import Span
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import absences, staff
from storage.absences import Away
from storage.staff import Member

NAME: Final = "absence"
LONGEST: Final = 366
"""So many days at most: who is away longer works here no more."""
NOBODY: Final = "none"
TYPE: Final = "type"
_LENGTHS: Final = {
    "1": "away-until-same",
    "2": "away-until-two",
    "7": "away-until-week",
    "14": "away-until-weeks",
}
_BEGINS: Final = {"0": "away-from-today", "1": "away-from-tomorrow"}


class Make(StrEnum):
    """The last word."""

    YES = "yes"


WHO: Final = fields.fact("who", int)
CALLED: Final = fields.fact("called", str)
"""The name of whoever will be away."""
TODAY: Final = fields.fact("today", date.fromisoformat)
TEAM: Final = fields.fact("team", list)
"""Those who may stand in, as [number, name]."""


def _day_question(key: str, labels: Mapping[str, str]) -> Question[Any]:
    """A button that counts days, or a day that was typed, which is stored as it is (ISO)."""
    offered = tuple(Option(value, label) for value, label in labels.items())

    def parse(reply: Reply, _before: Json) -> Json:
        if reply.option == TYPE:
            raise Reask("away-how-day")
        if reply.option is not None:
            return {"days": int(reply.option)}
        day = days.read(reply.text, date.fromisoformat(reply.day))
        if day is None:
            raise Reask("reask-day")
        return {"day": day.isoformat()}

    def load(raw: Json) -> date | timedelta:
        return date.fromisoformat(raw["day"]) if "day" in raw else timedelta(days=int(raw["days"]))

    options = (*offered, Option(TYPE, "away-type-day"))
    return Question(
        key,
        Ask.CHOICE,
        parse,
        load,
        options=lambda _: options,
        listed=True,
        reasons=("away-how-day", "reask-day"),
    )


FROM: Final = _day_question("from", _BEGINS)
UNTIL: Final = _day_question("until", _LENGTHS)


def _deputies(answers: Answers) -> tuple[Option, ...]:
    team = answers.given(TEAM) or []
    named = (Option(str(id_), f"={name}") for id_, name in team)
    return (*named, Option(NOBODY, "away-nobody"))


DEPUTY: Final = fields.pick("deputy", _deputies, listed=True)
CONFIRM: Final = fields.choice("confirm", Make, "away")


class Plan(NamedTuple):
    """What was answered."""

    span: Span
    deputy: int | None


def plan(answers: Answers) -> Plan:
    """The days, both included, and who stands in."""
    begin, end, today = answers[FROM], answers[UNTIL], answers[TODAY]
    first = begin if isinstance(begin, date) else today + begin
    last = end if isinstance(end, date) else first + end - timedelta(days=1)
    chosen = answers[DEPUTY]
    return Plan(Span(first, last), None if chosen == NOBODY else int(chosen))


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield FROM
    yield UNTIL
    yield DEPUTY
    yield CONFIRM


def build(catalog: Catalog) -> Feature:
    """Writing an absence down."""

    def summary(language: str, answers: Answers) -> str:
        found, say = plan(answers), catalog.speaker(language)
        team: Any = answers[TEAM]
        stands = dict(team).get(found.deputy) or say("away-nobody")
        return say("away-summary", who=answers[CALLED], deputy=stands, **telling.worded(found.span))

    questions = (WHO, CALLED, TODAY, TEAM, FROM, UNTIL, DEPUTY, CONFIRM)
    flow = Flow(NAME, questions, _path, confirm=CONFIRM)
    return Feature(flow, _finish, lambda language: partial(summary, language), hear=partial(_hear, flow))


def _hear(flow: Flow, _turn: Turn, draft: Draft, reply: Reply) -> Reply:
    """A last day that was typed is counted from the first one; one before it is none."""
    outcome = engine.current(flow, draft)
    asked = outcome.question if isinstance(outcome, Asked) else None
    if asked is not UNTIL or reply.option is not None or not reply.text or FROM not in draft.given:
        return reply
    begin, today = draft.given[FROM], draft.given[TODAY]
    first = begin if isinstance(begin, date) else today + begin
    return msgspec.structs.replace(reply, day=first.isoformat())


def may_tell(me: Member, of: Member) -> bool:
    """Whether it is theirs to say that somebody is away: of themselves, a head of the own office."""
    leads = me.role is Role.HEAD and me.office == of.office and of.role is not Role.MEDIA
    return me.id == of.id or leads or me.role in WARD_WIDE


def team_of(turn: Turn, of: Member) -> list[Member]:
    """Those who may stand in: of the same office; of those who lead the ward whoever leads it too."""
    known = staff.working(turn.connection(), office=of.office)
    alike = (one for one in known if one.office or one.role is of.role)
    return [one for one in alike if one.id != of.id and one.role is not Role.MEDIA]


def begin(turn: Turn, me: Member, number: int) -> None:
    """Ask for the first day. Raises `Refused`: not theirs to say, or something else is half written."""
    of = staff.member(turn.connection(), number)
    if of is None or not of.works or not may_tell(me, of):
        raise Refused("staff-not-allowed")
    feature = talk.open_feature(turn)
    if feature is not None:
        draft = talk.load(turn, feature)
        if feature.flow.name != NAME and talk.holds_something(feature, draft):
            raise Refused("staff-first-finish")
        talk.leave(turn, feature, draft)
    team = [[one.id, one.name] for one in team_of(turn, of)]
    facts = {WHO.key: of.id, CALLED.key: of.name, TODAY.key: turn.today, TEAM.key: team}
    talk.begin(turn, NAME, facts)


def _finish(turn: Turn, _answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
    """Written down, unless it has become impossible meanwhile. Raises `Refused` where the days cannot be."""
    me, answers = turn.member(), Answers(carried)
    of = staff.member(turn.connection(), answers[WHO])
    if me is None or of is None or not of.works or not may_tell(me, of):
        turn.say("staff-not-allowed")
        return
    found = plan(answers)
    _check(turn, found.span)
    deputy = next((one for one in team_of(turn, of) if one.id == found.deputy), None)
    if found.deputy is not None and deputy is None:
        raise Refused("away-deputy-gone")
    span, deputed = found.span, None if deputy is None else deputy.id
    away = Away(of.id, span.first, span.last, deputed, me.id, turn.now)
    absences.add(turn.connection(), away)
    telling.written(turn, me, of, deputy, span)


def _check(turn: Turn, span: Span) -> None:
    today = date.fromisoformat(turn.today)
    if span.first < today:
        raise Refused("away-past")
    if span.last < span.first:
        raise Refused("away-backwards", **telling.worded(span))
    if (span.last - span.first).days >= LONGEST or (span.first - today).days >= LONGEST:
        raise Refused("away-too-long")
