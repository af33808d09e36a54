"""`POST /chat/session`: who comes in gets a signed cookie; who was here before keeps theirs."""

from typing import Literal

import msgspec
from aiohttp import web

from bot.web import language as languages
from bot.web.bodies import read_json
from bot.web.clients import client_tag
from bot.web.intake import HOUR, Charge, charge
from bot.web.language import language_of
from bot.web.parts import WebParts, parts_of
from bot.web.sessions import (
    COOKIE,
    DAYS,
    Person,
    cookie_value,
    is_framed,
    is_secure,
    new_person,
    person_of,
    put_cookie,
)
from storage import conversations
from storage.limits import Limit


class Wish(msgspec.Struct):
    """What the page asks for. `framed`: it stands in a frame."""

    language: Literal["vi", "en"] | None = None
    framed: bool = False


async def begin_session(request: web.Request) -> web.Response:
    """Set or prolong the cookie."""
    parts = parts_of(request)
    wish = await read_json(request, Wish)
    known = person_of(request)
    if known is None:
        await _count_newcomer(request, parts)
    spoken = wish.language or (await _spoken(parts, known) if known else None) or language_of(request)
    framed = is_framed(request) or (wish.framed and bool(parts.settings.embed_origins))
    response = web.json_response({"language": spoken, "resumed": known is not None})
    value = cookie_value(parts, known or new_person(parts))
    for name, content in ((COOKIE, value), (languages.COOKIE, spoken)):
        put_cookie(response, name, content, days=DAYS, framed=framed, secure=is_secure(parts))
    response.headers["Cache-Control"] = "no-store"
    return response


async def _count_newcomer(request: web.Request, parts: WebParts) -> None:
    wall = parts.clock.wall()
    limit = Limit("web-sessions", parts.settings.sessions_per_hour, HOUR)
    new = Charge(limit, client_tag(request), "sessions")
    await parts.database.write(lambda conn: charge(conn, [new], wall))


async def _spoken(parts: WebParts, person: Person) -> str | None:
    """The language of the conversation, which may have been changed in it."""
    known = await parts.database.read(lambda conn: conversations.load(conn, [person.lane]))
    return known[person.lane].language if person.lane in known else None
