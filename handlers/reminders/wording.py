"""A reminder in words: which case, why, and the buttons that act."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from bot.core.case import Action
from bot.core.clocks import Clock
from bot.core.messages import Button, Prompt
from handlers import staffcards
from handlers.explained import lasted, moment
from handlers.hands import able
from handlers.turn import Desk
from handlers.wardtexts import label_key
from locales import Speaker
from storage.cases import Case
from storage.staff import Member

LISTED: Final = 8
"""So many cases stand in one digest; the list has the others."""
_ALL: Final = 100
_WHAT: Final[Mapping[str, str]] = {
    "accept": "remind-accept",
    "first-word": "remind-first-word",
    "result": "remind-result",
    "legal": "remind-legal",
}


class Item(msgspec.Struct, frozen=True):
    """One case of a reminder as things stand. `pressing`: the stages by id with their clocks, the most
    pressing first; `holder` and `meant`: who has it, and in whose place somebody hears of it; `duty`: who is
    on duty while nobody has it."""

    case: Case
    pressing: tuple[tuple[str, Clock], ...]
    holder: Member | None = None
    meant: Member | None = None
    since: datetime | None = None
    duty: Member | None = None

    @property
    def order(self) -> tuple[str, datetime]:
        """By urgency, then by what was due first."""
        return self.case.priority, min(clock.due for _, clock in self.pressing)


def single(desk: Desk, member: Member, item: Item, now: datetime) -> Prompt:
    """One case for itself."""
    say = desk.catalog.speaker(member.language)
    lines = [
        say("remind-one", code=item.case.code, topic=_topic(desk, item.case, say)),
        *(_why(stage, clock, now, say) for stage, clock in item.pressing),
        *_around(member, item, say),
    ]
    if item.since is not None:
        lines.append(say("remind-missed", moment=moment(desk.ward.local(item.since), say)))
    return Prompt("\n".join(lines), tuple(_buttons(member, item.case, say)))


def digest(desk: Desk, member: Member, items: Sequence[Item], now: datetime) -> Prompt:
    """Several cases in one message, each with a button that opens it."""
    say = desk.catalog.speaker(member.language)
    shown, rest = items[:LISTED], len(items) - LISTED
    lines = [say("remind-many", count=len(items))]
    for number, item in enumerate(shown, 1):
        stage, clock = item.pressing[0]
        about = {"code": item.case.code, "topic": _topic(desk, item.case, say)}
        lines.append(say("remind-line", number=str(number), why=_why(stage, clock, now, say), **about))
    if rest > 0:
        lines.append(say("remind-rest", count=rest))
    missed = sum(item.since is not None for item in items)
    if missed:
        lines.append(say("remind-missed-many", count=missed))
    opens = [Button(say("remind-open", code=item.case.code), f"case:open:{item.case.code}") for item in shown]
    every = [Button(say("remind-list"), "case:list:")] if rest > 0 else []
    return Prompt("\n".join(lines), (*opens, *every))


def in_group(desk: Desk, language: str, items: Sequence[Item], now: datetime) -> Prompt:
    """What nobody takes, for all who sit in a group: code, category, how late, the button to take it."""
    say = desk.catalog.speaker(language)
    lines = [say("remind-group", count=len(items))]
    for item in items[:LISTED]:
        stage, clock = item.pressing[0]
        about = {"code": item.case.code, "topic": staffcards.label(desk, item.case.category, say)}
        lines.append(say("remind-group-line", why=_why(stage, clock, now, say), **about))
    if len(items) > LISTED:
        lines.append(say("remind-rest", count=len(items) - LISTED))
    return Prompt("\n".join(lines), tuple(_takes(items, say)))


def _takes(items: Sequence[Item], say: Speaker) -> Iterator[Button]:
    """As on the group's card; where there are several each says which it is."""
    for item in items[:LISTED]:
        code = item.case.code
        label = say("card-take") if len(items) == 1 else say("remind-take", code=code)
        yield Button(label, f"case:take:{code}")
    if len(items) > LISTED:
        yield Button(say("remind-list"), "case:list:n")


def _topic(desk: Desk, case: Case, say: Speaker) -> str:
    key = label_key(case.subcategory or case.category)
    return say(key) if desk.catalog.has(key) else case.category


def _why(stage: str, clock: Clock, now: datetime, say: Speaker) -> str:
    """Which limit, and how it stands now."""
    what, due = say(_WHAT[clock.kind]), moment(clock.due, say)
    mark = stage.partition(":")[2]
    if mark.startswith("min"):
        return say("remind-untaken", span=lasted(now - clock.started, say))
    whole = clock.whole  # nothing, where the day in which it must be done was over in the same minute
    percent = _ALL * clock.used(now) // whole if whole else _ALL
    if percent < _ALL:
        return say("remind-percent", what=what, percent=percent, due=due)
    days = clock.days_late(now)
    late = {"what": what, "due": due}
    return say("remind-late", count=days, **late) if days else say("remind-over", **late)


def _around(member: Member, item: Item, say: Speaker) -> Iterator[str]:
    if item.holder is None:
        yield say("card-free")
        if item.duty is not None:
            yield say("rota-now", who=item.duty.name)
    elif item.holder.id != member.id:
        yield say("card-holder", who=staffcards.who(say, item.holder))
    if item.meant is not None:
        yield say("remind-in-place", who=item.meant.name)


def _buttons(member: Member, case: Case, say: Speaker) -> Iterator[Button]:
    if case.holder is None and Action.TAKE in able(member, case):
        yield Button(say("card-take"), f"case:take:{case.code}")
    yield Button(say("card-open"), f"case:open:{case.code}")
    yield Button(say("more-why"), f"case:why:{case.code}")
