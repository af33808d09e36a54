"""`POST /chat/messages`: a text, a tap or a place becomes one inbox row."""

import msgspec
from aiohttp import web

from bot.channels.webchat import Sent, Where
from bot.web.bodies import clean, clean_line, read_json
from bot.web.intake import accept, read_id
from bot.web.language import language_of
from bot.web.parts import parts_of
from bot.web.problems import Problem
from bot.web.sessions import Person, require_person

LABEL: int = 80
TAP_BYTES: int = 64


class Spoken(msgspec.Struct):
    """The request. `location` is checked by itself, to say what is wrong with it."""

    id: str
    text: str | None = None
    tap: str | None = None
    label: str = ""
    location: dict[str, object] | None = None


async def take_message(request: web.Request) -> web.Response:
    """Store it, then say so."""
    person = require_person(request)
    spoken = await read_json(request, Spoken, "text-too-large")
    sent = _read(spoken, person, language_of(request), parts_of(request).settings.text_max)
    new = await accept(request, person, sent)
    return web.json_response({"ok": True, "duplicate": not new}, headers={"Cache-Control": "no-store"})


def _read(spoken: Spoken, person: Person, language: str, text_max: int) -> Sent:
    if [spoken.text, spoken.tap, spoken.location].count(None) != 2:  # noqa: PLR2004  two of the three are absent
        raise Problem(400, "one-of")
    sent = Sent(person.address.person, read_id(spoken.id), language=language)
    if spoken.location is not None:
        return msgspec.structs.replace(sent, location=_where(spoken.location))
    if spoken.tap is not None:
        return msgspec.structs.replace(sent, tap=_tap(spoken.tap), label=clean_line(spoken.label, LABEL))
    return msgspec.structs.replace(sent, text=_text(spoken.text or "", text_max))


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
