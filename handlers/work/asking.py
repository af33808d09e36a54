""" "Hỏi người dân": whoever reported it is asked. The clocks stand still until the answer, for a while."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.core.case import Action
from bot.core.messages import Button, EvidenceId, Kind, Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, reporters, tell
from handlers.explained import limit_words
from handlers.officer.finding import event
from handlers.turn import Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview, Send
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "inquire"
SAID: Final = said("said", least=5, most=3500)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield SAID
    yield CONFIRM


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    asked = answers[SAID]
    reporter = interview.reporter(say, answers)
    text = say("inquire-shown", code=answers[CODE], reporter=reporter, words=asked.text)
    return f"{text}\n{say('said-files', count=len(asked.files))}" if asked.files else text


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    asked = answers[SAID]
    files = attach(turn, case, asked.files)
    after = interview.decided(member, Action.ASK_RESIDENT, case)
    details: dict[str, Any] = {"text": asked.text, **({"files": files} if files else {})}
    line = event(turn, member, Action.ASK_RESIDENT, case, **details)
    case = progress.move(turn.connection(), case, Change(after), line)
    tell.changed(turn, case)
    reached = _tell_reporter(turn, case, asked.text, [id_ for id_ in asked.pictures if id_ in files])
    reporter = reporters.named(turn.desk.keyring, case, turn.words)
    turn.say("inquire-sent" if reached else "inquire-unreached", code=case.code, reporter=reporter)


def _tell_reporter(turn: Turn, case: Case, words: str, pictures: Sequence[EvidenceId]) -> bool:
    """The question with its button, below the pictures that belong to it."""

    def worded(say: Speaker) -> Prompt:
        limit = limit_words(turn.desk.ward.clocks.waiting, say)
        text = say("news-asked", code=case.code, words=words, limit=limit)
        return Prompt(text, (Button(say("news-answer"), f"own:answer:{case.code}"),))

    if pictures:
        shown = tuple(pictures)
        tell.write(turn, case, lambda say: Prompt(say("news-asked-photos", code=case.code), photos=shown))
    return tell.write(turn, case, worded, Kind.QUESTION)


PLAN: Final = Interview(NAME, Action.ASK_RESIDENT, (SAID,), _path, _finish, _shown, CONFIRM)
