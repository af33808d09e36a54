"""`POST /chat/messages`: a text, a tap, a place or an invitation becomes one inbox row."""

import re
from typing import Final

import msgspec
from aiohttp import web

from bot.channels.webchat import Sent, Where
from bot.web.bodies import clean, clean_line, read_json
from bot.web.clients import client_tag
from bot.web.intake import HOUR, HOUSEHOLDS, Charge, accept, read_id
from bot.web.language import language_of
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from bot.web.sessions import Person, is_framed, require_person
from storage.limits import Limit

LABEL: int = 80
TAP_BYTES: int = 64
TRIES: Final = 10
"""Invitations that one session may open in an hour."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,64}")


class Spoken(msgspec.Struct):
    """The request. `location` is checked by itself, to say what is wrong with it."""

    id: str
    text: str | None = None
    tap: str | None = None
    label: str = ""
    location: dict[str, object] | None = None
    invitation: str | None = None


async def take_message(request: web.Request) -> web.Response:
    """Store it, then say so."""
    person = require_person(request)
    spoken = await read_json(request, Spoken, "text-too-large")
    sent = _read(spoken, person, language_of(request), parts_of(request))
    new = await accept(request, person, sent, _tries(request, person) if sent.invitation else ())
    return web.json_response({"ok": True, "duplicate": not new}, headers={"Cache-Control": "no-store"})


def _read(spoken: Spoken, person: Person, language: str, parts: WebParts) -> Sent:
    if [spoken.text, spoken.tap, spoken.location, spoken.invitation].count(None) != 3:  # noqa: PLR2004  all but one are absent
        raise Problem(400, "one-of")
    sent = Sent(person.address.person, read_id(spoken.id), language=language)
    if spoken.location is not None:
        return msgspec.structs.replace(sent, location=_where(spoken.location))
    if spoken.tap is not None:
        return msgspec.structs.replace(sent, tap=_tap(spoken.tap), label=clean_line(spoken.label, LABEL))
    if spoken.invitation is not None:
        return msgspec.structs.replace(sent, invitation=_tag(spoken.invitation, parts))
    return msgspec.structs.replace(sent, text=_text(spoken.text or "", parts.settings.text_max))


def _tag(token: str, parts: WebParts) -> str:
    """What the token is stored by; the token itself is kept nowhere."""
    if not _TOKEN.fullmatch(token):
        raise Problem(400, "bad-invitation")
    return parts.keyring.tag("invitation", token.encode())


def _tries(request: web.Request, person: Person) -> tuple[Charge, ...]:
    """Staff begin in no frame. Guessing is slow, and colleagues share an address. Raises 403."""
    if person.framed or is_framed(request):
        raise Problem(403, "framed")
    return (
        Charge(Limit("web-invitations", TRIES, HOUR), person.lane, "invitations"),
        Charge(Limit("web-client-invitations", TRIES * HOUSEHOLDS, HOUR), client_tag(request), "invitations"),
    )


def _text(text: str, most: int) -> str:
    text = clean(text)
    if not text.strip():
        raise Problem(400, "empty")
    if len(text) > most:
        raise Problem(413, "text-too-long", most=most)
    return text


def _tap(tap: str) -> str:
    if not tap or not tap.isprintable() or len(tap.encode("utf-8", "surrogatepass")) > TAP_BYTES:
        raise Problem(400, "malformed")
    return tap


def _where(location: dict[str, object]) -> Where:
    try:
        return msgspec.convert(location, Where)
    except msgspec.MsgspecError:
        raise Problem(400, "bad-place") from None
