"""A matter of somebody else becomes no case: whom to turn to, and the way to a person.

Where words may endanger whoever wrote them (loan sharks, violence, an official who wants money) the numbers
come first, and neither the words nor the files are kept.
"""

from typing import Final

from bot.core.messages import Button, Prompt
from bot.core.understanding.heard import Heard, Intent
from bot.ward.schema import Pointer
from handlers import alarm, counter, menu, talk
from handlers.turn import Turn
from storage.people import RequestKind

MARK: Final = "else:"
CALL: Final = "call"
HAND: Final = "hand"
"""A call for a person, without and with the words that were just said."""


def show(turn: Turn, heard: Heard) -> None:
    """Whom to turn to, and what can be done from here."""
    pointer = _found(turn, heard.topic)
    if pointer is not None and pointer.safe:
        rung = {sign.hotline for sign in turn.signs}
        alarm.ring(turn, [number for number in pointer.hotlines if number not in rung])
        _forget(turn)
    else:
        counter.keep(turn, [[file.id, file.kind, file.name] for file in turn.files])
    talk.offer(turn, Prompt("\n".join(_lines(turn, pointer)), _buttons(turn, pointer)))


def is_secret(turn: Turn) -> bool:
    """Whether the words are about an official, and so only for those who lead."""
    heard = turn.heard()
    pointer = turn.desk.ward.pointer_to(heard.topic) if heard.intent is Intent.ELSEWHERE else None
    return pointer is not None and pointer.leaders


def press(turn: Turn, tap: str) -> None:
    """A person is wanted for such a matter."""
    verb, _, topic = tap.removeprefix(MARK).partition(":")
    pointer = turn.desk.ward.pointer_to(topic)
    office = pointer.office if pointer is not None and pointer.office else menu.TRIAGE
    kind = RequestKind.MISCONDUCT if pointer is not None and pointer.leaders else RequestKind.OFFICER
    words = counter.kept_words(turn) if verb == HAND else ""
    counter.call(turn, office, menu.ways(turn), kind=kind, words=words)


def _found(turn: Turn, topic: str) -> Pointer | None:
    """By what was heard, else by the danger in it; None: a matter that the ward file does not name."""
    ward = turn.desk.ward
    signed = (ward.pointer_of(sign.topic) for sign in turn.signs)
    return ward.pointer_to(topic) or next((found for found in signed if found is not None), None)


def _forget(turn: Turn) -> None:
    turn.forgets = True
    turn.wants.clear()
    turn.files = ()
    counter.unkeep(turn)


def _lines(turn: Turn, pointer: Pointer | None) -> list[str]:
    if pointer is None:
        return [turn.words("pointer-unknown"), turn.words("pointer-next")]
    language = turn.talk.language
    head = turn.words("pointer-head", topic=pointer.topic.to(language))
    if pointer.safe:
        return [head, pointer.where.to(language), turn.words("pointer-unkept"), turn.words("pointer-next")]
    lines = [alarm.line(turn, number) for number in pointer.hotlines if _checked(turn, number)]
    return [head, pointer.where.to(language), *lines, turn.words("pointer-next")]


def _checked(turn: Turn, number: str) -> bool:
    """Whether the ward has made sure of the number."""
    line = turn.desk.ward.hotline(number)
    return line is not None and not line.verify


def _buttons(turn: Turn, pointer: Pointer | None) -> tuple[Button, ...]:
    topic = pointer.id if pointer is not None else ""
    call = Button(turn.words("menu-officer"), f"{MARK}{CALL}:{topic}")
    if pointer is not None and pointer.safe:
        return call, Button(turn.words("menu-report"), "go:report")
    still = Button(turn.words("pointer-report"), counter.FOR_REPORT)
    if not counter.kept_words(turn):
        return call, still
    return Button(turn.words("pointer-pass"), f"{MARK}{HAND}:{topic}"), call, still
