"""Sorts raw updates before they are stored: whose lane, which duplicate key; and takes invitations out.

Nothing here may fail: what cannot be read gets a lane of its own, and is parked when its turn comes.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from bot.channels.telegram.account import NAME
from bot.channels.telegram.mending import encoded, mended, rewritten
from bot.core.messages import Address
from bot.core.ports import IntakeRow

NOBODY: Final = "?"
_LINK: Final = re.compile(r"([?&]start(?:group)?=)([\w%-]{20,})", re.IGNORECASE | re.ASCII)
_LONG_WORD: Final = re.compile(r"(?<![\w@-])[\w-]{20,}", re.ASCII)
"""A token is one, a bot's name (`/start@name`) is none. What a poster's link brings (`?start=market1`) is
short and no secret."""


class _Who(msgspec.Struct):
    id: int


class _Where(msgspec.Struct):
    id: int
    type: str = ""


class _Said(msgspec.Struct, rename={"from_": "from"}):
    chat: _Where
    from_: _Who | None = None
    sender_chat: _Who | None = None
    migrate_to_chat_id: int | None = None


class _Pressed(msgspec.Struct, rename={"from_": "from"}):
    from_: _Who
    id: str = ""


class _Sketch(msgspec.Struct):
    update_id: int | None = None
    message: _Said | None = None
    edited_message: _Said | None = None
    callback_query: _Pressed | None = None
    my_chat_member: _Said | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """An update, ready to be stored; `press`: the button press in it, which waits for an answer."""

    row: IntakeRow
    update_id: int | None = None
    press: str = ""


def sort(raw: bytes, account: str, scrub: Callable[[str], str]) -> Sorted:
    """Sort one update. Never raises."""
    raw, sketch = _sketched(_without_invitation(raw, scrub))
    key = (
        str(sketch.update_id) if sketch.update_id is not None else f"?{hashlib.sha256(raw).hexdigest()[:32]}"
    )
    address = Address(NAME, account, _person(sketch))
    press = sketch.callback_query.id if sketch.callback_query is not None else ""
    return Sorted(IntakeRow(address, key, raw), sketch.update_id, press)


def _sketched(raw: bytes) -> tuple[bytes, _Sketch]:
    """What sorting needs; what a strict reader refuses is mended first."""
    try:
        raw.decode()  # texts that are no UTF-8 would only be met when their turn comes
        return raw, msgspec.json.decode(raw, type=_Sketch)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        told = mended(raw)
    if not isinstance(told, dict):
        return raw, _Sketch()
    try:
        return encoded(told), msgspec.convert(told, _Sketch)
    except msgspec.ValidationError:
        return encoded(told), _guessed(told)


def _guessed(told: dict[str, Any]) -> _Sketch:
    """A known kind that is broken: its sender may still be readable."""
    number = told.get("update_id")
    senders = [found for found in _senders(told) if type(found) is int]
    return _Sketch(
        number if type(number) is int else None,
        callback_query=_Pressed(_Who(senders[0])) if senders else None,
    )


def _senders(told: dict[str, Any]) -> Iterator[Any]:
    for kind in told.values():
        for field in ("from", "user", "chat"):
            whom = kind.get(field) if isinstance(kind, dict) else None
            if isinstance(whom, dict):
                yield whom.get("id")


def _person(sketch: _Sketch) -> str:
    """Whose lane it is: the person's own, wherever they spoke; a group's for what happens to the group."""
    if sketch.callback_query is not None:
        return str(sketch.callback_query.from_.id)
    said = sketch.message or sketch.edited_message
    if said is not None:
        return str(said.chat.id if _impersonal(said) or said.from_ is None else said.from_.id)
    event = sketch.my_chat_member
    if event is None:
        return NOBODY
    private = event.chat.type == "private" and event.from_ is not None
    return str(event.from_.id if private and event.from_ is not None else event.chat.id)


def _impersonal(said: _Said) -> bool:
    """Behind the name of a group, or about the group itself."""
    return said.sender_chat is not None or said.migrate_to_chat_id is not None


def _without_invitation(raw: bytes, scrub: Callable[[str], str]) -> bytes:
    """The update with every one-time token in it replaced by its tag, so that none is ever stored."""
    if b"start" not in raw.lower():
        return raw
    told = mended(raw)
    return raw if told is None else encoded(rewritten(told, lambda text: _scrubbed(text, scrub)))


def _scrubbed(text: str, scrub: Callable[[str], str]) -> str:
    if text.lstrip().lower().startswith("/start"):
        return _LONG_WORD.sub(lambda word: scrub(word[0]), text)
    return _LINK.sub(lambda link: f"{link[1]}{scrub(link[2])}", text)
