"""An officer answers a request, or ends it: one text, seen once more before it is sent."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from bot.flow import fields
from bot.flow.prompts import Summary
from bot.flow.questions import Answers, Flow, Json, Question
from handlers import talk
from handlers.counter import cards, resident, told
from handlers.counter.entry import LINES, Entry, Reach, look, served
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import people, threads
from storage.threads import Line, ThreadAction, ThreadSide

REPLY: Final = "reply"
SETTLE: Final = "settle"
LONGEST: Final = 2000
LONGEST_OUTCOME: Final = 500
STORY: Final = 8
"""So many lines are shown, in full, before an answer is written."""


class Confirm(StrEnum):
    """The last look."""

    SEND = "send"


REQUEST: Final = fields.fact("request", int)
SEEN: Final = fields.fact("seen", int)
"""The newest line of the thread that was shown here."""
REPLY_WORDS: Final = fields.text("words", least=2, most=LONGEST)
OUTCOME: Final = fields.text("words", least=2, most=LONGEST_OUTCOME)
CONFIRM: Final = fields.choice("confirm", Confirm, "confirm")

Send = Callable[[Turn, Entry, str], None]


def build(catalog: Catalog) -> Mapping[str, Feature]:
    """Both flows, by name."""
    return {
        REPLY: _feature(catalog, REPLY, REPLY_WORDS, "counter-will-send", _send),
        SETTLE: _feature(catalog, SETTLE, OUTCOME, "counter-will-settle", _settle),
    }


def _feature(catalog: Catalog, name: str, words: Question[str], shown: str, send: Send) -> Feature:
    def path(_: Answers) -> Iterator[Question[Any]]:
        yield words
        yield CONFIRM

    def summary(language: str) -> Summary:
        return lambda answers: catalog.say(
            language, shown, number=str(answers[REQUEST]), words=answers[words]
        )

    def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
        entry = _still(turn, name, words, carried)
        if entry is not None:
            send(turn, entry, answers[words.key])

    return Feature(Flow(name, (REQUEST, SEEN, words, CONFIRM), path, confirm=CONFIRM), finish, summary)


def begin(turn: Turn, name: str, entry: Entry) -> None:
    """Show what was written so far, and ask for the words."""
    say = turn.worded(turn.talk.language)
    lines = cards.story(turn.desk, say, entry.lines[-STORY:])
    turn.say("counter-story", number=str(entry.number), lines=lines)
    _open(turn, name, entry.number, {})


def _open(turn: Turn, name: str, number: int, answers: Mapping[str, Json]) -> None:
    seen = threads.last(turn.connection(), number)
    talk.begin(turn, name, {REQUEST.key: number, SEEN.key: seen, **answers})


def _still(turn: Turn, name: str, words: Question[str], carried: Mapping[str, Json]) -> Entry | None:
    """The request, where this may still be sent. What others wrote meanwhile is shown first, and the words
    are put before their writer once more: two officers do not answer past each other."""
    number, seen = carried[REQUEST.key], carried[SEEN.key]
    entry = served(turn, number, alone=True)
    if entry is None:
        return None
    if name == REPLY and entry.reach is not Reach.OPEN:
        unreached(turn, entry)
        return None
    lines = threads.read(turn.connection(), number, most=LINES, after=seen)
    if not lines:
        return entry
    shown = cards.story(turn.desk, turn.worded(turn.talk.language), lines)
    turn.say("counter-meanwhile", number=str(number), lines=shown)
    _open(turn, name, number, {words.key: carried[words.key]})
    return None


def unreached(turn: Turn, entry: Entry) -> None:
    """No answer reaches the resident: say so, on the cards too."""
    gone = entry.reach is Reach.GONE
    turn.say("counter-gone" if gone else "counter-blocked")
    told.refresh(turn, entry.number)


def _send(turn: Turn, entry: Entry, words: str) -> None:
    note(turn, entry, words, ThreadAction.WRITE)
    resident.answer(turn, entry, words)
    turn.say("counter-sent", number=str(entry.number))
    told.refresh(turn, entry.number)


def _settle(turn: Turn, entry: Entry, words: str) -> None:
    conn = turn.connection()
    people.settle_request(conn, entry.number, words, at=turn.now)
    note(turn, entry, words, ThreadAction.DONE)
    over = look(turn, entry.number)
    assert over is not None, "just settled"
    resident.settled(turn, over)
    turn.say("counter-finished", number=str(entry.number))
    told.refresh(turn, entry.number)


def note(turn: Turn, entry: Entry, words: str | None, action: ThreadAction, office: str = "") -> None:
    """Write down what a member of the staff did."""
    member = turn.member()
    assert member is not None, "served() asked"
    line = Line(
        ThreadSide.STAFF, member.id, words, turn.now, action, str(member.role), office or entry.office,
        turn.message.address.channel,
    )  # fmt: skip
    threads.write(turn.connection(), entry.number, line)
