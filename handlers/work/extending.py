""" "Xin gia hạn": the result needs more time, once, for a reason that its reporter sees."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from bot.core.case import Action
from bot.core.clocks import Clock, ClockKind
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Option, Question
from handlers import progress, staffcards, tell
from handlers.cards import spell_out
from handlers.deadlines import case_clocks
from handlers.officer.finding import event, find
from handlers.turn import Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview, Send
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage import cases
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "extend"
_DAYS: Final = ("3", "5", "10", "15")
"""Working days that may be asked for."""


def _options(_: Answers) -> tuple[Option, ...]:
    return tuple(Option(days, partial(_named, int(days))) for days in _DAYS)


def _named(days: int, say: Speaker) -> str:
    return say("clock-working-days", count=days)


DAYS: Final = fields.pick("days", _options, listed=True)
REASON: Final = said("reason", least=10, most=1000, catches=20, listed=True)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield DAYS
    yield REASON
    yield CONFIRM


def begin(turn: Turn, member: Member, code: str) -> None:
    """Open it. Raises `Refused`, also where it was extended before or has no limit."""
    case = find(turn, member, code)
    interview.decided(member, Action.EXTEND, case)
    _check(turn, case)
    interview.begin(turn, member, NAME, Action.EXTEND, code)


def _check(turn: Turn, case: Case) -> None:
    history = cases.history(turn.connection(), case.id)
    if staffcards.is_extended(history):
        raise Refused("extend-before", code=case.code)
    if _result(turn, case) is None:
        raise Refused("extend-no-limit", code=case.code)


def _result(turn: Turn, case: Case) -> Clock | None:
    """The clock of the result, as the history says."""
    history = cases.history(turn.connection(), case.id)
    every = case_clocks(turn.desk.ward, case, history)
    return next((clock for clock in every if clock.kind is ClockKind.RESULT), None)


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    days, reason = int(answers[DAYS]), answers[REASON].text
    return say("extend-shown", code=answers[CODE], count=days, reason=reason)


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    _check(turn, case)
    days, reason = int(answers[DAYS]), answers[REASON]
    details: dict[str, Any] = {"days": days, "reason": reason.text}
    files = attach(turn, case, reason.files)
    if files:
        details["files"] = files
    line = event(turn, member, Action.EXTEND, case, **details)
    case = progress.move(turn.connection(), case, Change(case.status), line)
    clock = _result(turn, case)
    assert clock is not None, "just checked"
    due = clock.due.date()
    tell.changed(turn, case)

    def worded(say: Speaker) -> Prompt:
        text = say("news-extended", code=case.code, due=spell_out(say, due), reason=reason.text)
        return Prompt(text, (Button(say("menu-track"), "go:track"),))

    tell.write(turn, case, worded)
    turn.say("extend-done", code=case.code, due=spell_out(turn.words, due))


PLAN: Final = Interview(NAME, Action.EXTEND, (DAYS, REASON), _path, _finish, _shown, CONFIRM)
