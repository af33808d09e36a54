""" "Mở lại hồ sơ": what was said to be somebody else's matter turned out to be the ward's after all."""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, tell
from handlers.officer.finding import event
from handlers.staffcards import office_name
from handlers.turn import Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview, Send
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "resume"
REASON: Final = said("reason", least=5, most=1000)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield REASON
    yield CONFIRM


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    return say("resume-shown", code=answers[CODE], reason=answers[REASON].text)


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    """It lies untaken with its office, as if it had just come."""
    after, reason = interview.decided(member, Action.REOPEN, case), answers[REASON]
    details: dict[str, Any] = {"reason": reason.text}
    files = attach(turn, case, reason.files)
    if files:
        details["files"] = files
    change = Change(after, holder=0, outcome="", reopened=case.reopened + 1)
    line = event(turn, member, Action.REOPEN, case, **details)
    case = progress.move(turn.connection(), case, change, line)
    tell.handed_over(turn, case)
    tell.reporter(turn, case, "news-resumed")
    turn.say("resume-done", code=case.code, office=office_name(turn.words, case.lead))


PLAN: Final = Interview(NAME, Action.REOPEN, (REASON,), _path, _finish, _shown, CONFIRM)
