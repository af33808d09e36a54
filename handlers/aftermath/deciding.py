"""Whether a case is looked at once more: the head of its office decides, and its reporter hears it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.core.authority import act
from bot.core.case import Action, Status
from bot.core.errors import Refused
from bot.core.messages import Button, Kind, Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Flow, Json, Question
from handlers import progress, reporters, staffcards, talk, tell
from handlers.deadlines import disputed
from handlers.hands import hand_of, matter_of
from handlers.officer.finding import event, find
from handlers.turn import Feature, Turn
from locales import Speaker
from storage import cases, staff
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "uphold"
VERB: Final = "reopen"

CODE: Final = fields.fact("code", str)
REASON: Final = fields.text("reason", least=10, most=1500)


def build() -> Feature:
    """The result stays: the reason is typed, for the reporter reads it."""

    def path(_: Answers) -> Iterator[Question[Any]]:
        yield REASON

    return Feature(Flow(NAME, (CODE, REASON), path), finish)


def press(turn: Turn, member: Member, about: str) -> None:
    """One of the two buttons on the request, which is authorised on what stands now."""
    code, _, verb = about.partition(":")
    try:
        if verb == "yes":
            _reopen(turn, member, *_decidable(turn, member, code, Action.REOPEN))
        else:
            _ask_why(turn, *_decidable(turn, member, code, Action.UPHOLD))
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)


def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
    """The reason is there. What has become impossible meanwhile is said, and asked no more."""
    member = turn.member()
    assert member is not None, "whoever may not act any more was stopped before"
    try:
        case, after = _decidable(turn, member, carried[CODE.key], Action.UPHOLD)
    except Refused as problem:
        turn.say(problem.reason, **problem.args_)
        return
    reason = answers[REASON.key]
    line = event(turn, member, Action.UPHOLD, case, reason=reason)
    case = progress.move(turn.connection(), case, Change(after), line)
    tell.changed(turn, case)
    reporter = reporters.named(turn.desk.keyring, case, turn.words)
    turn.say("dispute-upheld", code=case.code, reporter=reporter)
    tell.write(turn, case, lambda say: _kept(say, case, reason), Kind.QUESTION)


def _kept(say: Speaker, case: Case, reason: str) -> Prompt:
    """What its reporter hears, with what else they can do."""
    office = staffcards.office_name(say, case.lead)
    text = say("news-upheld", code=case.code, office=office, reason=reason)
    return Prompt(f"{text}\n{say('thread-ways')}", (Button(say("menu-track"), "go:track"),))


def _ask_why(turn: Turn, case: Case, _after: Status) -> None:
    open_ = talk.open_feature(turn)
    if open_ is not None:
        draft = talk.load(turn, open_)
        if open_.flow.name != NAME and talk.holds_something(open_, draft):
            raise Refused("staff-first-finish")
        talk.leave(turn, open_, draft)
    talk.begin(turn, NAME, {CODE.key: case.code})


def _reopen(turn: Turn, member: Member, case: Case, after: Status) -> None:
    """Whoever had it goes on with it; where they do not work here any more, whoever decided."""
    before = staff.member(turn.connection(), case.holder) if case.holder is not None else None
    holder = before if before is not None and before.works else member
    change = Change(after, holder=holder.id, outcome="", reopened=case.reopened + 1)
    case = progress.move(turn.connection(), case, change, event(turn, member, Action.REOPEN, case))
    tell.changed(turn, case)
    if holder.id != member.id and holder.reached:
        tell.assigned(turn, holder, case)
    turn.answer = turn.words("dispute-reopened", code=case.code, who=staffcards.who(turn.words, holder))
    turn.say("dispute-reopened", code=case.code, who=staffcards.who(turn.words, holder))
    tell.reporter(turn, case, "news-reopened")


def _decidable(turn: Turn, member: Member, code: str, action: Action) -> tuple[Case, Status]:
    """The case, and the status that this leads to. Raises `Refused`: not by them, or decided already."""
    case = find(turn, member, code)
    if disputed(cases.history(turn.connection(), case.id)) is None:
        raise Refused("dispute-decided", code=case.code)
    return case, act(hand_of(member), action, matter_of(case, member))
