"""`POST /chat/session`: who comes in gets a signed cookie; who was here before keeps theirs."""

from dataclasses import replace
from typing import Literal

import msgspec
from aiohttp import web

from bot.web import language as languages
from bot.web.bodies import read_json
from bot.web.clients import client_tag
from bot.web.guard import works_here
from bot.web.intake import HOUR, Charge, charge
from bot.web.language import language_of
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
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
    works = known is not None and await works_here(parts, known)
    if works and framed:
        raise Problem(403, "framed")
    response = web.json_response({"language": spoken, "resumed": known is not None, "staff": works})
    _put_cookies(response, parts, _settle(known or new_person(parts, framed=framed), framed), spoken)
    response.headers["Cache-Control"] = "no-store"
    return response


def _settle(person: Person, framed: bool) -> Person:
    """A session that is seen outside of a frame is from then on one like any other. The other way round
    nothing changes: a frame that sees it stands on a page of the same site."""
    return replace(person, framed=person.framed and framed)


def _put_cookies(response: web.Response, parts: WebParts, person: Person, spoken: str) -> None:
    if not person.framed and parts.settings.embed_origins:
        put_cookie(response, COOKIE, "", days=0, framed=True, secure=True)
    for name, content in ((COOKIE, cookie_value(parts, person)), (languages.COOKIE, spoken)):
        put_cookie(response, name, content, days=DAYS, framed=person.framed, secure=is_secure(parts))


async def _count_newcomer(request: web.Request, parts: WebParts) -> None:
    wall = parts.clock.wall()
    limit = Limit("web-sessions", parts.settings.sessions_per_hour, HOUR)
    new = Charge(limit, client_tag(request), "sessions")
    await parts.database.write(lambda conn: charge(conn, [new], wall))


async def _spoken(parts: WebParts, person: Person) -> str | None:
    """The language of the conversation, which may have been changed in it."""
    known = await parts.database.read(lambda conn: conversations.load(conn, [person.lane]))
    return known[person.lane].language if person.lane in known else None
