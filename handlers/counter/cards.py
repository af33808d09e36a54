"""How the staff sees a request: never who the resident is, and no telephone number that they wrote."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from bot.core.messages import Button, Prompt
from handlers.cards import spell_out
from handlers.counter.entry import Entry, Reach
from handlers.masking import mask
from handlers.turn import Desk
from locales import Speaker
from storage.people import RequestKind
from storage.threads import Line, ThreadAction, ThreadSide

KINDS: Final[Mapping[str, str]] = {
    RequestKind.OFFICER: "counter-kind-officer",
    RequestKind.RIGHTS: "counter-kind-rights",
    RequestKind.MISCONDUCT: "counter-kind-misconduct",
}
CHANNELS: Final = {"web": "counter-on-web", "telegram": "counter-on-telegram"}
SHOWN: Final = 4
"""So many lines stand on a card, so long each: it must stay one message, for it is edited."""
CUT: Final = 400


def office_name(desk: Desk, say: Speaker, office: str) -> str:
    """The name of an office; one that the ward file no longer has goes by its id."""
    key = f"ward-office-{office}"
    return say(key) if desk.catalog.has(key) else office


def moment(desk: Desk, say: Speaker, when: datetime) -> str:
    """A moment in the ward's time."""
    local = desk.ward.local(when)
    return say("date-moment", time=local.strftime("%H:%M"), day=local.strftime("%d/%m/%Y"))


def card(desk: Desk, language: str, entry: Entry, now: datetime) -> Prompt:
    """The whole request with what can be done; one that is over says how it ended."""
    say = desk.catalog.speaker(language)
    text = "\n".join([*_head(desk, say, entry), *_dates(desk, say, entry, now)])
    if entry.done_at is not None:
        at = moment(desk, say, entry.done_at)
        return Prompt(f"{text}\n{say('counter-done', at=at, outcome=entry.outcome)}")
    parts = [text, "\n".join(_lines(desk, say, entry.lines[-SHOWN:], cut=CUT))]
    return Prompt("\n\n".join([*parts, *_hindrance(say, entry)]), buttons(say, entry))


def buttons(say: Speaker, entry: Entry) -> tuple[Button, ...]:
    """What can be done now: no answer where it reaches nobody."""
    able = [("counter-reply", "reply")] if entry.reach is Reach.OPEN else []
    able += [("counter-move", "move"), ("counter-finish", "done")]
    return tuple(Button(say(label), f"ask:{verb}:{entry.number}") for label, verb in able)


def line(desk: Desk, language: str, entry: Entry, now: datetime) -> str:
    """One line of the queue."""
    say = desk.catalog.speaker(language)
    late = entry.is_late(now) or entry.is_late_to_answer(now)
    return say(
        "counter-queue-late" if late else "counter-queue-line",
        number=str(entry.number),
        kind=say(KINDS.get(entry.kind, "counter-kind-officer")),
        office=office_name(desk, say, entry.office),
        at=moment(desk, say, entry.made_at),
    )


def moved(desk: Desk, language: str, entry: Entry, *, opens: bool) -> Prompt:
    """What an old card says once the request went elsewhere."""
    say = desk.catalog.speaker(language)
    text = say("counter-card-moved", number=str(entry.number), office=office_name(desk, say, entry.office))
    offered = (Button(say("counter-look"), f"ask:open:{entry.number}"),) if opens else ()
    return Prompt(text, offered)


def news(desk: Desk, language: str, entry: Entry, words: str, meant: str = "") -> Prompt:
    """The resident has just written; `meant`: whoever is away and would hear of it."""
    say = desk.catalog.speaker(language)
    text = say("counter-news", number=str(entry.number), words=mask(words, say))
    if meant:
        text = f"{text}\n{say('counter-in-place', who=meant)}"
    return Prompt(text, buttons(say, entry))


def story(desk: Desk, say: Speaker, lines: list[Line]) -> str:
    """What both sides wrote, in full."""
    return "\n".join(_lines(desk, say, lines, cut=None))


def _head(desk: Desk, say: Speaker, entry: Entry) -> Iterator[str]:
    yield say(
        "counter-card",
        number=str(entry.number),
        kind=say(KINDS.get(entry.kind, "counter-kind-officer")),
        office=office_name(desk, say, entry.office),
        at=moment(desk, say, entry.made_at),
    )
    if entry.resident is not None:
        channel = entry.resident.address.channel
        yield say("counter-channel", channel=say(CHANNELS[channel]) if channel in CHANNELS else channel)
    if entry.during:
        yield say("counter-during")


def _dates(desk: Desk, say: Speaker, entry: Entry, now: datetime) -> Iterator[str]:
    """The last days of the law, and which of them is over."""
    if entry.due_first is not None and entry.due_last is not None:
        first, last = (desk.ward.local(day).date() for day in (entry.due_first, entry.due_last))
        yield say("counter-due", first=spell_out(say, first), last=spell_out(say, last))
    if entry.is_late(now):
        yield say("counter-late")
    elif entry.is_late_to_answer(now):
        yield say("counter-late-first")


def _lines(desk: Desk, say: Speaker, lines: list[Line], cut: int | None) -> Iterator[str]:
    if not lines:
        yield say("counter-nothing")
    for line in lines:
        at = moment(desk, say, line.at)
        if line.action is ThreadAction.MOVE:
            yield say("counter-line-moved", at=at, office=office_name(desk, say, line.office))
            continue
        ours = line.side is ThreadSide.STAFF
        who = office_name(desk, say, line.office) if ours else say("counter-resident")
        yield say("counter-line", at=at, who=who, words=_words(say, line, cut))


def _words(say: Speaker, line: Line, cut: int | None) -> str:
    if line.words is None:
        return say("counter-erased")
    words = line.words if line.side is ThreadSide.STAFF else mask(line.words, say)
    return words if cut is None or len(words) <= cut else f"{words[:cut]}…"


def _hindrance(say: Speaker, entry: Entry) -> list[str]:
    """Why no answer reaches the resident."""
    reasons = {Reach.GONE: "counter-gone", Reach.BLOCKED: "counter-blocked"}
    return [say(reasons[entry.reach])] if entry.reach in reasons else []
