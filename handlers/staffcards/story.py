"""What was done to a case, a line a step, as the staff reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from bot.core.case import Action
from bot.flow.questions import Json
from handlers import reporters
from handlers.masking import mask
from handlers.staffcards.wording import label, office_name
from handlers.turn import Desk
from locales import Speaker
from storage.cases import Case, Event
from storage.staff import Member

CUT: Final = 200
"""So many letters of what somebody wrote stand on a card, which must stay one message."""
_WRITTEN: Final = ("text", "answer", "reason", "measures")
Details: TypeAlias = Mapping[str, Any]
People: TypeAlias = Mapping[int, Member]


def story(
    desk: Desk,
    language: str,
    case: Case,
    events: Iterable[Event],
    people: Mapping[int, Member],
    cut: int | None = None,
) -> list[str]:
    """Oldest first; `people` are those of the staff who are named."""
    say = desk.catalog.speaker(language)
    sides = {"resident": reporters.named(desk.keyring, case, say), "machine": say("story-machine")}
    return [_line(desk, event, people, say, cut, sides) for event in events]


def _line(
    desk: Desk, event: Event, people: People, say: Speaker, cut: int | None, sides: Mapping[str, str]
) -> str:
    local = desk.ward.local(event.at)
    at = say("date-moment", time=local.strftime("%H:%M"), day=local.strftime("%d/%m/%Y"))
    key = f"did-{event.action}"
    did = say(key) if desk.catalog.has(key) else event.action
    told = " · ".join(_told(desk, event, people, say, cut))
    words = f"{did}: {told}" if told else did
    who = sides.get(event.role) or _who(event, people, say)  # the machine may act in place of somebody
    return say("story-line", at=at, who=who, words=words)


def _who(event: Event, people: Mapping[int, Member], say: Speaker) -> str:
    member = people.get(event.staff) if event.staff is not None else None
    return member.name if member is not None else say("story-staff")


def _told(
    desk: Desk, event: Event, people: Mapping[int, Member], say: Speaker, cut: int | None
) -> Iterator[str]:
    """What stands in a line, in words; of the words of a resident no telephone number."""
    details: Mapping[str, Any] = event.details if isinstance(event.details, Mapping) else {}
    worded = _WORDED.get(event.action)
    if worded is not None:
        yield from filter(None, worded(desk, details, people, say))
    for name in _WRITTEN:
        words = details.get(name)
        if isinstance(words, str) and words:
            shown = mask(words, say) if event.staff is None else words
            yield shown if cut is None or len(shown) <= cut else f"{shown[:cut]}…"
    if details.get("files"):
        yield say("story-files", count=len(details["files"]))


def _transferred(_desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    return [office_name(say, details["to"])] if "to" in details else []


def _assigned(_desk: Desk, details: Details, people: People, _say: Speaker) -> list[str]:
    member = people.get(details.get("to", 0))
    return [member.name] if member is not None else []


def _helped(_desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    key = "story-helps-no-more" if details.get("drop") else "story-helps"
    return [say(key, office=office_name(say, details["office"]))] if "office" in details else []


def _put_right(desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    before, after = (_value(desk, details.get("what"), details.get(end), say) for end in ("from", "to"))
    return [say("story-changed", before=before, after=after)] if before else [after]


def _value(desk: Desk, what: Json, value: Json, say: Speaker) -> str:
    if what == "category" and isinstance(value, str) and value:
        return label(desk, value, say)
    return mask(str(value or ""), say)  # a place in the words of whoever reported it


def _linked(_desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    key = "story-apart" if details.get("drop") else "story-together"
    return [say(key, code=details["code"])] if "code" in details else []


def _extended(_desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    return [say("clock-working-days", count=int(details.get("days", 0)))]


def _concluded(desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    key = f"outcome-{details.get('outcome')}"
    found = [say(key)] if desk.catalog.has(key) else []
    return (
        [*found, say("story-fine", amount=money(int(details["fine"]), say))] if "fine" in details else found
    )


def _proposed(desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    key = f"escalate-{details.get('why')}"
    return [say(key)] if desk.catalog.has(key) else []


def _unmasked(_desk: Desk, details: Details, _people: People, say: Speaker) -> list[str]:
    return [say("reporter-named", number=details["reporter"])] if "reporter" in details else []


def money(amount: int, say: Speaker) -> str:
    """An amount of money as it is written: "5.000.000"."""
    return f"{amount:,}".replace(",", "." if say("decimal-mark") == "," else ",")


_WORDED: Final[Mapping[str, Callable[[Desk, Details, People, Speaker], list[str]]]] = {
    Action.TRANSFER: _transferred,
    Action.ASSIGN: _assigned,
    Action.COORDINATE: _helped,
    Action.CHANGE: _put_right,
    Action.LINK: _linked,
    Action.EXTEND: _extended,
    Action.CONCLUDE: _concluded,
    Action.REFER: _concluded,
    Action.PROPOSE: _proposed,
    Action.UNMASK: _unmasked,
}
