""" "Hài lòng / Chưa hài lòng": what its reporter says to the result. Whether what makes them unhappy is
looked at once more is decided by the head of the office."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from bot.core.case import Action, Side, decide
from bot.core.errors import Refused
from bot.core.messages import Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Flow, Json, Question
from handlers import cards, progress, talk, tell
from handlers.aftermath import adding, owning, relaying, thread
from handlers.deadlines import disputed
from handlers.turn import Feature, Turn
from storage import cases
from storage.cases import Case, Change, Event

NAME: Final = "unhappy"


class Why(StrEnum):
    """Why somebody is not content."""

    WRONG = "wrong"
    SHALLOW = "shallow"
    SLOW = "slow"
    UNCLEAR = "unclear"
    MANNER = "manner"
    OTHER = "other"


CODE: Final = fields.fact("code", str)
PROOF: Final = fields.fact("proof", str)
WHY: Final = fields.choice("why", Why, "unhappy-why")
WORDS: Final = fields.text("words", least=3, most=1500, optional=True)


def build() -> Feature:
    """Being unhappy: one press for the reason, and one's own words if one likes."""

    def path(_: Answers) -> Iterator[Question[Any]]:
        yield WHY
        yield WORDS

    return Feature(Flow(NAME, (CODE, PROOF, WHY, WORDS), path), finish)


def rate(turn: Turn, case: Case, content: str, shown: str) -> None:
    """One of the two buttons. Who is unhappy is asked why."""
    history = cases.history(turn.connection(), case.id)
    if not _may(turn, case, history, content=content == "yes"):
        return
    if content == "yes":
        _note(turn, case, {"content": True})
        _say(turn, turn.words("own-thanks", code=case.code))
        return
    open_ = talk.open_feature(turn)
    if open_ is not None:
        draft = talk.load(turn, open_)
        if open_.flow.name != NAME and talk.holds_something(open_, draft):
            turn.say("own-first-finish")
            talk.again(turn, open_, draft)
            return
        talk.leave(turn, open_, draft)
    talk.begin(turn, NAME, {CODE.key: case.code, PROOF.key: shown})


def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
    """Written down, and put before the head of the office."""
    case = owning.find(turn, carried[CODE.key], carried[PROOF.key])
    if case is None or not _may(turn, case, cases.history(turn.connection(), case.id), content=False):
        return
    why, words = answers[WHY.key], answers.get(WORDS.key) or ""
    case = _note(turn, case, {"content": False, "why": why})
    details = {"why": why, "text": words} if words else {"why": why}
    after = decide(case.status, Action.DISPUTE, Side.RESIDENT)
    line = _line(turn, case, Action.DISPUTE, details)
    case = progress.move(turn.connection(), case, Change(after), line)
    tell.changed(turn, case)
    buttons = [(f"dispute-{verb}", f"case:reopen:{case.code}:{verb}") for verb in ("yes", "no")]
    relaying.ask(turn, case, "own-news-dispute", buttons, why, words)
    adding.seal(turn, case)
    _say(turn, turn.words("own-disputed", code=case.code))


def _may(turn: Turn, case: Case, history: list[Event], *, content: bool) -> bool:
    """Whether this can still be said; says why not, and what else can be done."""
    if not thread.has_result(case):
        status = cards.status(turn, case)
        _say(turn, turn.words("own-no-result", code=case.code, status=status))
    elif disputed(history) is not None:
        _say(turn, turn.words("own-disputed-before", code=case.code))
    elif not thread.may_dispute(turn, case, history):
        _say(turn, f"{turn.words('own-too-late', code=case.code)}\n{turn.words('thread-ways')}")
    elif content and any(event.action == Action.RATE for event in thread.since_result(history)):
        _say(turn, turn.words("own-thanks", code=case.code))
    else:
        return True
    return False


def _note(turn: Turn, case: Case, details: Mapping[str, Any]) -> Case:
    try:
        after = decide(case.status, Action.RATE, Side.RESIDENT)
    except Refused:
        raise AssertionError("asked before") from None
    case = progress.move(turn.connection(), case, Change(after), _line(turn, case, Action.RATE, details))
    tell.changed(turn, case)
    adding.seal(turn, case)
    return case


def _line(turn: Turn, case: Case, action: Action, details: Mapping[str, Any]) -> Event:
    channel = turn.message.address.channel
    return Event(adding.moment(turn, case), Side.RESIDENT, channel, action, case.status, details)


def _say(turn: Turn, text: str) -> None:
    if turn.talk.flow is None:
        talk.offer(turn, Prompt(text, cards.after(turn)), brief=turn.blank)
    else:
        turn.queue(Prompt(text), brief=turn.blank)
