"""What all interviews about a case have in common: how they begin, and that two officers never collide.

What was opened on a card may be overtaken while somebody still writes. Then they are told what happened, with
the fresh card; what they wrote is kept and put before them once more, where it can still be done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from bot.core.authority import act
from bot.core.case import Action, Status
from bot.core.errors import Refused
from bot.flow import fields
from bot.flow.prompts import Summary
from bot.flow.questions import Answers, Flow, Json, Path, Question
from handlers import reporters, staffcards, talk, tell
from handlers.hands import able, hand_of, matter_of
from handlers.officer.finding import find
from handlers.officer.opening import VIEW
from handlers.turn import Feature, Turn
from locales import Catalog, Speaker
from storage import cases, staff
from storage.cases import Case, Event
from storage.staff import Member

CODE: Final = fields.fact("code", str)
SEEN: Final = fields.fact("seen", int)
"""So many lines of the history were there when it was opened, or was looked at last."""

REPORTER: Final = fields.fact("reporter", str)
"""The number of whoever reported it."""


class Send(StrEnum):
    """The last look before somebody hears of it."""

    SEND = "send"


class Keep(StrEnum):
    """The last look at what is only written down."""

    KEEP = "keep"


Finish = Callable[[Turn, Member, Case, Answers], None]
Shown = Callable[[Catalog, Speaker, Answers], str]


@dataclass(frozen=True, slots=True)
class Interview:
    """One action that is asked for. `shown` words the answers for the last look. `alone`: what others did
    meanwhile is shown first."""

    name: str
    action: Action
    questions: tuple[Question[Any], ...]
    path: Path
    finish: Finish
    shown: Shown
    confirm: Question[Any] | None = None
    alone: bool = True
    facts: Callable[[Turn, Member, Case], Mapping[str, Json]] = field(default=lambda *_: {})
    """What must be known of the case, found out anew where others changed it meanwhile."""


def feature(catalog: Catalog, plan: Interview) -> Feature:
    """The interview as a feature of the house."""
    questions = (CODE, SEEN, REPORTER, *plan.questions, *((plan.confirm,) if plan.confirm else ()))
    flow = Flow(plan.name, questions, plan.path, confirm=plan.confirm)

    def summary(language: str) -> Summary:
        return lambda answers: plan.shown(catalog, catalog.speaker(language), answers)

    def finish(turn: Turn, _answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
        _finish(turn, plan, carried)

    return Feature(flow, finish, summary)


def begin(
    turn: Turn,
    member: Member,
    name: str,
    action: Action,
    code: str,
    facts: Mapping[str, Json] | None = None,
) -> None:
    """Open it on this case. Raises `Refused`: not now, not by them, or something else is half written."""
    case = find(turn, member, code)
    decided(member, action, case)
    set_aside(turn, name)
    reporter = reporters.number(turn.desk.keyring, case)
    known = {CODE.key: case.code, SEEN.key: len(_story(turn, case)), REPORTER.key: reporter}
    talk.begin(turn, name, {**known, **(facts or {})})


def reporter(say: Speaker, answers: Answers) -> str:
    """What whoever reported it is called here."""
    number = answers.given(REPORTER)
    return say("reporter-named", number=number) if number else say("story-resident")


def decided(member: Member, action: Action, case: Case) -> Status:
    """The status that it leads to. Raises `Refused`: not now, or not by this person."""
    return act(hand_of(member), action, matter_of(case, member))


def set_aside(turn: Turn, name: str) -> None:
    """What else is open and would be lost has to be finished first. Raises `Refused`."""
    open_ = talk.open_feature(turn)
    if open_ is None:
        return
    draft = talk.load(turn, open_)
    if open_.flow.name != name and talk.holds_something(open_, draft):
        raise Refused("staff-first-finish")
    talk.leave(turn, open_, draft)


def _finish(turn: Turn, plan: Interview, carried: Mapping[str, Json]) -> None:
    member = turn.member()
    assert member is not None, "whoever may not act any more was stopped before"
    code = carried[CODE.key]
    try:
        case = find(turn, member, code)
        if plan.alone and _overtaken(turn, member, plan, case, carried):
            return
        decided(member, plan.action, case)
        plan.finish(turn, member, case, Answers(carried))
    except Refused as problem:
        turn.say(problem.reason, **problem.args_)


def _overtaken(turn: Turn, member: Member, plan: Interview, case: Case, carried: Mapping[str, Json]) -> bool:
    """Whether others did something meanwhile: it is told, and the words are kept."""
    story = _story(turn, case)
    news = [line for line in story[carried[SEEN.key] :] if line.staff != member.id]
    if not news:
        return False
    tell_news(turn, member, case, news)
    if plan.action not in able(member, case):
        turn.say("work-too-late")
        return True
    again = {key: value for key, value in carried.items() if plan.confirm is None or key != plan.confirm.key}
    talk.begin(turn, plan.name, {**again, **plan.facts(turn, member, case), SEEN.key: len(story)})
    return True


def tell_news(turn: Turn, member: Member, case: Case, news: list[Event]) -> None:
    """What just happened, and the card as it is now."""
    people = staff.members(turn.connection(), {line.staff for line in news if line.staff is not None})
    lines = staffcards.story(turn.desk, turn.talk.language, case, news, people)
    turn.say("work-meanwhile", code=case.code, lines="\n".join(lines))
    tell.show(turn, member, case)


def _story(turn: Turn, case: Case) -> list[Event]:
    return [line for line in cases.history(turn.connection(), case.id) if line.action != VIEW]
