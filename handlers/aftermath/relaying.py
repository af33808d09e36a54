"""What a reporter said goes to whoever works on the case: the words masked, the pictures as clean copies."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.core.ladder import Hearer
from bot.core.messages import Button, EvidenceId, Kind, MediaKind, Outbound, Point, Priority, Prompt
from bot.flow.questions import Stored
from handlers import reporters
from handlers.masking import mask
from handlers.reminders.crew import at_work
from handlers.turn import Recipient, Turn
from locales import Speaker
from storage.cases import Case
from storage.outbox import Letter
from storage.staff import Member

CUT: Final = 3000
"""So many letters stand in the message; the rest is in the case."""


class Told(msgspec.Struct, frozen=True):
    """What a reporter said. `album`: what came under the same name a moment ago, and was not passed on yet,
    stands in this one too."""

    words: str = ""
    files: tuple[Stored, ...] = ()
    point: Point | None = None
    album: str = ""


def hearers(turn: Turn, case: Case, *to: Hearer) -> list[Member]:
    """Who hears of it: as told, else whoever has the case, else its office. Whoever acts for them, where they
    are away."""
    crew = at_work(turn.connection(), turn.desk.ward, turn.now)
    first = to or ((Hearer.HOLDER,) if case.holder is not None else (Hearer.OFFICE,))
    return [crew.members[id_] for id_ in crew.hears(case, first)]


def said(turn: Turn, case: Case, key: str, what: Told) -> None:
    """The words and pictures, in one message."""
    pictures = tuple(EvidenceId(file.id) for file in what.files if file.kind == MediaKind.PHOTO)
    for member in hearers(turn, case):
        say = turn.worded(member.language)
        reporter = _reporter(turn, case, say)
        text = say(key, code=case.code, reporter=reporter, words="\n".join(_lines(say, what)))
        shown = Prompt(text, (_open(say, case),), photos=pictures, point=what.point)
        _post(turn, member, shown, what.album)


def line(turn: Turn, case: Case, key: str) -> None:
    """One line, with the way to the card."""
    for member in hearers(turn, case):
        say = turn.worded(member.language)
        text = say(key, code=case.code, reporter=_reporter(turn, case, say))
        _post(turn, member, Prompt(text, (_open(say, case),)))


def ask(turn: Turn, case: Case, key: str, buttons: Sequence[tuple[str, str]], why: str, words: str) -> None:
    """A question to the head of the office."""
    for member in hearers(turn, case, Hearer.HEAD):
        say = turn.worded(member.language)
        able = [Button(say(label), tap) for label, tap in buttons]
        told = "\n".join((say(f"unhappy-why-{why}"), *_lines(say, Told(words))))
        text = say(key, code=case.code, reporter=_reporter(turn, case, say), words=told)
        _post(turn, member, Prompt(text, (*able, _open(say, case))))


def _lines(say: Speaker, what: Told) -> Iterator[str]:
    if what.words:
        masked = mask(what.words, say)
        yield masked if len(masked) <= CUT else f"{masked[:CUT]}…"
    if what.files:
        yield say("story-files", count=len(what.files))


def _reporter(turn: Turn, case: Case, say: Speaker) -> str:
    return reporters.named(turn.desk.keyring, case, say)


def _open(say: Speaker, case: Case) -> Button:
    return Button(say("card-open"), f"case:open:{case.code}")


def _post(turn: Turn, member: Member, prompt: Prompt, album: str = "") -> None:
    """Where it belongs to an album it waits a moment for the rest of it."""
    assert member.address is not None, "whoever is reached has an address"
    if not album:
        turn.post(Recipient(member.lane, member.address, member.language), prompt)
        return
    prompt = replace(prompt, silent=not turn.desk.ward.is_daytime(turn.now))
    outbound = Outbound(member.lane, prompt, Kind.ASSIGNMENT, Priority.NEWS, album, gathers=True, anew=True)
    turn.letters.append(Letter(outbound, member.address, member.language))
