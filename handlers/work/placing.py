"""The place is put right: what the reporter told stays in the report, the cards show both."""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, similar, staffcards, tell
from handlers.officer.finding import event
from handlers.retold import place_words
from handlers.staffcards.told import place_of
from handlers.turn import Turn
from handlers.work.interview import Interview, Keep
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "placing"
SAID: Final = said("said", least=3, most=300)
CONFIRM: Final = fields.choice("confirm", Keep, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield SAID
    yield CONFIRM


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    return say("placing-shown", place=answers[SAID].text)


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    place = answers[SAID]
    files = attach(turn, case, place.files)
    known = staffcards.look(turn.connection(), case).place
    before = known or place_words(turn.desk.ward, place_of(case.report), turn.words)
    details: dict[str, Any] = {"what": "place", "from": before, "to": place.text}
    if files:
        details["files"] = files
    key = similar.find(turn, case.category, {"place": {"text": place.text}}).key
    line = event(turn, member, Action.CHANGE, case, **details)
    case = progress.move(turn.connection(), case, Change(case.status, place_key=key or ""), line)
    tell.changed(turn, case)
    turn.say("change-done", code=case.code)


PLAN: Final = Interview(NAME, Action.CHANGE, (SAID,), _path, _finish, _shown, CONFIRM)
