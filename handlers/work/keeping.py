""" "Giữ hồ sơ": nothing of a case is deleted while a legal file needs it, for a written reason; and its end.

Personal data that a legal file needs may be kept longer (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Đ.14).
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, tell
from handlers.officer.finding import event
from handlers.turn import Turn
from handlers.work.interview import CODE, Interview, Keep
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "hold"
END: Final = "unhold"
REASON: Final = said("reason", least=10, most=1000)
CONFIRM: Final = fields.choice("confirm", Keep, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield REASON
    yield CONFIRM


def _keep_shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    return say("hold-shown", code=answers[CODE], reason=answers[REASON].text)


def _release_shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    return say("unhold-shown", code=answers[CODE], reason=answers[REASON].text)


def _keep(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    kept = Change(case.status, kept_at=turn.now.replace(second=0, microsecond=0))
    _change(turn, member, case, (Action.KEEP, kept), answers)
    turn.say("hold-done", code=case.code)


def _release(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    _change(turn, member, case, (Action.RELEASE, Change(case.status, kept_at=0)), answers)
    turn.say("unhold-done", code=case.code)


def _change(turn: Turn, member: Member, case: Case, what: tuple[Action, Change], answers: Answers) -> None:
    (action, change), reason = what, answers[REASON]
    details: dict[str, Any] = {"reason": reason.text}
    files = attach(turn, case, reason.files)
    if files:
        details["files"] = files
    case = progress.move(turn.connection(), case, change, event(turn, member, action, case, **details))
    tell.changed(turn, case)


KEEP: Final = Interview(NAME, Action.KEEP, (REASON,), _path, _keep, _keep_shown, CONFIRM)
RELEASE: Final = Interview(END, Action.RELEASE, (REASON,), _path, _release, _release_shown, CONFIRM)
