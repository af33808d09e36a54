""" "Ghi chú": a word among the staff, and what the check on the spot gave: photos, documents, a voice note.

What has a file is evidence of the check: with it the case is being verified.
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, tell
from handlers.officer.finding import event
from handlers.turn import Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview, Keep
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "remark"
SAID: Final = said("said", most=6000, needs_words=False)
CONFIRM: Final = fields.choice("confirm", Keep, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield SAID
    yield CONFIRM


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    noted = answers[SAID]
    files = [say("said-files", count=len(noted.files))] if noted.files else []
    return "\n".join([say("remark-shown", code=answers[CODE]), *filter(None, [noted.text]), *files])


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    noted = answers[SAID]
    files = attach(turn, case, noted.files)
    action = Action.CHECK if files else Action.NOTE
    after = interview.decided(member, action, case)
    details: dict[str, Any] = {"text": noted.text, **({"files": files} if files else {})}
    case = progress.move(turn.connection(), case, Change(after), event(turn, member, action, case, **details))
    tell.changed(turn, case)
    turn.say("remark-kept", code=case.code)


PLAN: Final = Interview(NAME, Action.NOTE, (SAID,), _path, _finish, _shown, CONFIRM, alone=False)
