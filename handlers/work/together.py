"""Cases about the same thing end together: with one conclusion, each reporter in their own thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from bot.core.case import Action, Outcome, Status, decide
from bot.core.messages import Button, Kind, Prompt
from handlers import progress, staffcards, tell
from handlers.cards import spell_out
from handlers.circle import sees
from handlers.officer.finding import event
from handlers.turn import Turn
from locales import Speaker
from storage import cases
from storage.cases import Case, Change
from storage.staff import Member

RATES: Final = {"yes": "news-rate-yes", "no": "news-rate-no"}
_UNTAKEN: Final = frozenset({Status.SENT, Status.TRANSFERRED})


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended; `answer` gives the words for whoever reported it, by language."""

    outcome: Outcome
    details: Mapping[str, Any]
    answer: Callable[[str], str]

    @property
    def action(self) -> Action:
        """What belongs to somebody else is referred, not concluded."""
        return Action.REFER if self.outcome is Outcome.REFERRED else Action.CONCLUDE


def others(turn: Turn, member: Member, case: Case) -> list[Case]:
    """The open cases of the same office that are about the same thing, and that this member may see."""
    if case.matter is None:
        return []
    return [
        each
        for each in cases.linked(turn.connection(), case.matter)
        if each.id != case.id and each.status.is_open and each.lead == case.lead and sees(member, each)
    ]


def end(turn: Turn, member: Member, case: Case, ending: Ending) -> None:
    """One case ends. Whoever ends it has taken it, where nobody had."""
    if case.status in _UNTAKEN:
        taken = decide(case.status, Action.TAKE, member.role)
        line = event(turn, member, Action.TAKE, case, office=case.lead)
        case = progress.move(turn.connection(), case, Change(taken, holder=member.id), line)
    after = decide(case.status, ending.action, member.role)
    words = ending.answer(case.language)
    line = event(turn, member, ending.action, case, **ending.details, answer=words)
    case = progress.move(turn.connection(), case, Change(after, outcome=ending.outcome.value), line)
    tell.changed(turn, case)
    _answer(turn, case, words)


def _answer(turn: Turn, case: Case, words: str) -> None:
    """The result, and what else may be done. What was concluded can be said to be good or not."""
    ward, rated = turn.desk.ward, case.status is Status.CONCLUDED
    last = ward.local(turn.now).date() + timedelta(days=ward.clocks.reopen_days)

    def worded(say: Speaker) -> Prompt:
        office = staffcards.office_name(say, case.lead)
        lines = [say("news-concluded", code=case.code, office=office, words=words), ""]
        lines += [say("thread-until", day=spell_out(say, last))] if rated else []
        rates = RATES.items() if rated else ()
        buttons = [Button(say(key), f"own:rate:{case.code}:{rate}") for rate, key in rates]
        text = "\n".join([*lines, say("thread-ways")])
        return Prompt(text, (*buttons, Button(say("menu-track"), "go:track")))

    tell.write(turn, case, worded, Kind.QUESTION)
