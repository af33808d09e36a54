"""A resident asks for a person of the ward: written down, told at once."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Button, Prompt, Value
from handlers import talk
from handlers.counter import cards, letters, resident, told
from handlers.counter.entry import Entry, look
from handlers.turn import Turn
from storage import people
from storage.people import Asked, RequestKind


def call(
    turn: Turn, office: str, ways: str, *, kind: RequestKind = RequestKind.OFFICER, words: str = ""
) -> None:
    """Somebody wants to talk to an officer. `ways`: how to reach the ward without waiting; `words`: what
    they have said already and want to be read."""
    details = {"channel": turn.message.address.channel}
    if turn.talk.flow is not None:
        details["during"] = turn.talk.flow
    asked = Asked(kind, office, turn.lane, details, turn.now)
    entry, passed = _written_down(turn, people.ask(turn.connection(), asked), words)
    heard = told.is_told(turn, entry)
    if kind.confidential and not heard:
        told.tell_bare(turn)
    say = turn.worded(turn.talk.language)
    prompt = turn.words(
        "officer-asked",
        number=entry.number,
        office=cards.office_name(turn.desk, say, entry.office),
        promise=say("officer-answers" if heard else "officer-later"),
        next=say(_next(turn, passed=passed)),
        ways=ways,
    )
    talk.offer(turn, Prompt(prompt, (_way_on(turn, entry),)))


def _written_down(turn: Turn, number: int, words: str) -> tuple[Entry, bool]:
    """The request, and whether the words stand in it already."""
    entry = look(turn, number)
    assert entry is not None, "just written"
    if words and letters.pass_on(turn, entry, words):
        return entry, True
    return alert(turn, number), False


def _next(turn: Turn, *, passed: bool) -> str:
    """What the person does now."""
    if passed:
        return "officer-words-passed"
    return "officer-write-now" if turn.talk.flow is None else "officer-write-aside"


def alert(turn: Turn, number: int) -> Entry:
    """Show a request to those who are to answer it, unless they have it already."""
    entry = look(turn, number)
    assert entry is not None, "just written"
    if not told.is_told(turn, entry):
        told.tell(turn, entry)
    return entry


def _settled_elsewhere(turn: Turn, args: Mapping[str, Value]) -> None:
    """It was settled outside the chat: its resident and the cards hear of it."""
    entry = look(turn, int(args.get("request", 0)))
    if entry is not None and not entry.is_open:
        resident.settled(turn, entry)
        told.refresh(turn, entry.number)


NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    "request-settled": _settled_elsewhere
}
"""What other commands of this house say on a resident's lane."""


def _way_on(turn: Turn, entry: Entry) -> Button:
    """Where nothing is open the next words go to the officer, so a report needs a button; inside a report
    they answer its question, so the words for the officer need one."""
    if turn.talk.flow is None:
        return Button(turn.words("menu-report"), "go:report")
    return Button(turn.words("counter-note"), f"ask:write:{entry.number}")
