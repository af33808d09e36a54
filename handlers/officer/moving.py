""" "Chuyển": a case goes to another office, for a reason; its reporter is told where it is now.

Whoever gets a request that is another office's hands it on and says so (Luật 19/2023/QH15 Đ.11.3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.core.authority import act
from bot.core.case import Action, Status
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Flow, Json, Question
from bot.ward.schema import OfficeKind
from handlers import staffcards, talk, tell
from handlers.circle import hand_of, matter_of
from handlers.officer.finding import event, find
from handlers.turn import Feature, Turn
from storage import cases
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "transfer"
LONGEST_TAP: Final = 64

CODE: Final = fields.fact("code", str)
OFFICE: Final = fields.fact("office", str)
WHAT: Final = fields.fact("what", str)
"""Case and office in words, put under the question."""
REASON: Final = fields.text("reason", least=5, most=500, hint=lambda answers: f"={answers.given(WHAT)}")


def build() -> Feature:
    """Handing a case on: the office is chosen by a button, the reason is typed."""

    def path(_: Answers) -> Iterator[Question[Any]]:
        yield REASON

    return Feature(Flow(NAME, (CODE, OFFICE, WHAT, REASON), path), finish)


def choose(turn: Turn, member: Member, code: str, office: str) -> None:
    """To which office, then why. Raises `Refused`."""
    case = find(turn, member, code)
    _decide(member, case)
    if office in _others(turn, case):
        _ask_why(turn, case, office)
        return
    offered = tuple(
        Button(staffcards.office_name(turn.words, each), tap)
        for each in _others(turn, case)
        if len((tap := f"case:move:{case.code}:{each}").encode()) <= LONGEST_TAP
    )
    prompt = Prompt(turn.words("work-move-where", code=case.code), offered)
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _others(turn: Turn, case: Case) -> list[str]:
    """The ward's own offices but the one that has it."""
    offices = turn.desk.ward.offices
    return [o.id for o in offices if o.kind is OfficeKind.INTERNAL and o.id != case.lead]


def _decide(member: Member, case: Case) -> Status:
    """The status that handing on leads to. Raises `Refused`."""
    if member.role not in staffcards.HANDS_ON:
        raise Refused("case-not-yours")
    return act(hand_of(member), Action.TRANSFER, matter_of(case))


def _ask_why(turn: Turn, case: Case, office: str) -> None:
    """The reason is typed. What else is open and would be lost has to be finished first."""
    feature = talk.open_feature(turn)
    if feature is not None:
        draft = talk.load(turn, feature)
        if feature.flow.name != NAME and talk.holds_something(feature, draft):
            raise Refused("staff-first-finish")
        talk.leave(turn, feature, draft)
    to = staffcards.office_name(turn.words, office)
    what = turn.words("work-move-what", code=case.code, office=to)
    talk.begin(turn, NAME, {CODE.key: case.code, OFFICE.key: office, WHAT.key: what})


def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
    """The reason is there. What has become impossible meanwhile is said, and asked no more."""
    member = turn.member()
    assert member is not None, "whoever may not act any more was stopped before"
    try:
        _move(turn, member, carried[CODE.key], carried[OFFICE.key], answers[REASON.key])
    except Refused as problem:
        turn.say(problem.reason, **problem.args_)


def _move(turn: Turn, member: Member, code: str, office: str, reason: str) -> None:
    case = find(turn, member, code)
    after = _decide(member, case)
    to = staffcards.office_name(turn.words, office)
    if office not in _others(turn, case):
        raise Refused("work-moved-before", code=case.code, office=to)
    details = {"reason": reason, "from": case.lead, "to": office}
    line = replace(event(turn, member, Action.TRANSFER, case, **details), status=after)
    change = Change(after, lead=office, holder=0)
    cases.move(turn.connection(), case.id, case.version, change, line)
    case = replace(case, status=after, lead=office, holder=None, version=case.version + 1)
    tell.handed_over(turn, case)
    turn.say("work-moved", code=case.code, office=to)
    tell.reporter(turn, case, "news-moved")
