"""A report to the city is proposed by a criterion; a leader confirms it, or does not. Here it is only noted.

The criteria are those of a serious violation: signs of a crime, somebody hurt, fake food or medicine, value,
a repetition, spread, fuel or gold, a fine above what the ward may impose, an official, or leaders decide so.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, staffcards, tell
from handlers.circle import sees
from handlers.officer.finding import event, find
from handlers.turn import Recipient, Turn
from handlers.work.interview import CODE, Interview, Send, decided
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage import cases, staff
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "escalate"
_DECIDES: Final = frozenset({Action.ESCALATE, Action.DECLINE})


class Criterion(StrEnum):
    """Why it is more than the ward should settle alone."""

    CRIME = "crime"
    HURT = "hurt"
    FAKE_FOOD = "fake-food"
    VALUE = "value"
    REPEATED = "repeated"
    SPREAD = "spread"
    FUEL_GOLD = "fuel-gold"
    CEILING = "ceiling"
    OFFICIAL = "official"
    LEADERS = "leaders"


WHY: Final = fields.choice("why", Criterion, "escalate", listed=True)
REASON: Final = said("reason", least=10, most=2000, catches=20, listed=True)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield WHY
    yield REASON
    yield CONFIRM


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    why, reason = say(f"escalate-{answers[WHY]}"), answers[REASON].text
    return say("escalate-shown", code=answers[CODE], why=why, reason=reason)


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    why, reason = answers[WHY], answers[REASON]
    files = attach(turn, case, reason.files)
    details: dict[str, Any] = {"why": why.value, "reason": reason.text, **({"files": files} if files else {})}
    line = event(turn, member, Action.PROPOSE, case, **details)
    case = progress.move(turn.connection(), case, Change(case.status), line)
    tell.changed(turn, case)
    every = staff.working(turn.connection(), Role.LEADER)
    leaders = [one for one in every if one.reached and sees(one, case)]
    for leader in leaders:
        if leader.address is not None:
            prompt = _asked(turn, member, case, leader.language, (f"escalate-{why}", reason.text))
            turn.post(Recipient(leader.lane, leader.address, leader.language), prompt)
    turn.say("escalate-proposed" if leaders else "escalate-nobody", code=case.code)


def _asked(turn: Turn, member: Member, case: Case, language: str, why: tuple[str, str]) -> Prompt:
    """What a leader decides on."""
    say = turn.worded(language)
    who, (key, reason) = staffcards.who(say, member), why
    text = say("escalate-asked", code=case.code, who=who, why=say(key), reason=reason)
    choices = (("escalate-yes", "escalated"), ("escalate-no", "declined"), ("card-open", "open"))
    return Prompt(text, tuple(Button(say(label), f"case:{verb}:{case.code}") for label, verb in choices))


def confirm(turn: Turn, member: Member, code: str, _more: str) -> None:
    """A leader agrees. Raises `Refused`."""
    _decide(turn, member, code, Action.ESCALATE)


def decline(turn: Turn, member: Member, code: str, _more: str) -> None:
    """A leader does not agree. Raises `Refused`."""
    _decide(turn, member, code, Action.DECLINE)


def _decide(turn: Turn, member: Member, code: str, action: Action) -> None:
    case = find(turn, member, code)
    decided(member, action, case)
    proposal = open_proposal(cases.history(turn.connection(), case.id))
    if proposal is None:
        raise Refused("escalate-none", code=case.code)
    case = progress.move(turn.connection(), case, Change(case.status), event(turn, member, action, case))
    tell.changed(turn, case)
    agreed = action is Action.ESCALATE
    key = "escalate-agreed" if agreed else "escalate-declined"
    turn.say(key, code=case.code)
    proposer = staff.member(turn.connection(), proposal) if proposal != member.id else None
    if proposer is not None and proposer.works and proposer.reached and proposer.address is not None:
        text = turn.worded(proposer.language)(key, code=case.code)
        turn.post(Recipient(proposer.lane, proposer.address, proposer.language), Prompt(text))


def open_proposal(history: list[cases.Event]) -> int | None:
    """Who proposed what nobody has decided on yet."""
    for line in reversed(history):
        if line.action in _DECIDES:
            return None
        if line.action == Action.PROPOSE:
            return line.staff
    return None


PLAN: Final = Interview(NAME, Action.PROPOSE, (WHY, REASON), _path, _finish, _shown, CONFIRM)
