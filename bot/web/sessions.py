"""Whose session is it? A random id in a signed cookie; the id is the person of this channel.

A session that began in the frame of another site has a signature of its own, for as long as it is not
seen outside of one: staff work in no such session.
"""

import re
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.core.messages import Address, LaneKey
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from storage.sealing import random_id

COOKIE: Final = "candung"
DAYS: Final = 180
_VALUE: Final = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")
_PURPOSES: Final = {False: "web-session", True: "web-session-in-frame"}
FRAMES: Final = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})
"""What browsers call a page's place inside another one."""


@dataclass(frozen=True, slots=True)
class Person:
    """The person of a session. `framed`: it began in a frame."""

    address: Address
    lane: LaneKey
    framed: bool = False


def person_of(request: web.Request) -> Person | None:
    """The person of this request; a forged or foreign cookie is none."""
    parts = parts_of(request)
    found = _VALUE.fullmatch(request.cookies.get(COOKIE, ""))
    if found is None:
        return None
    for framed, purpose in _PURPOSES.items():
        if parts.keyring.is_tag(found[2], purpose, found[1].encode()):
            return _person(parts, found[1], framed)
    return None


def require_person(request: web.Request) -> Person:
    """The person of this request. Raises 401."""
    person = person_of(request)
    if person is None:
        raise Problem(401, "session")
    return person


def new_person(parts: WebParts, *, framed: bool) -> Person:
    """Somebody who was never here."""
    return _person(parts, random_id(), framed)


def _person(parts: WebParts, session: str, framed: bool) -> Person:
    address = parts.channel.address(session)
    return Person(address, parts.keyring.lane(address), framed)


def cookie_value(parts: WebParts, person: Person) -> str:
    """The signed session id."""
    session = person.address.person
    return f"{session}.{parts.keyring.tag(_PURPOSES[person.framed], session.encode())}"


def is_framed(request: web.Request) -> bool:
    """Whether the page stands in the frame of a site that may hold it: the browser says so of the page,
    and the page of its own requests."""
    if not parts_of(request).settings.embed_origins:
        return False
    return request.headers.get("Sec-Fetch-Dest") in FRAMES or request.query.get("framed") == "1"


def put_cookie(
    response: web.StreamResponse, name: str, value: str, *, days: int, framed: bool, secure: bool
) -> None:
    """A cookie that scripts cannot read. Written by hand: this Python's cookies know no `Partitioned`."""
    reach = (
        "SameSite=None; Secure; Partitioned" if framed else "SameSite=Lax" + ("; Secure" if secure else "")
    )
    cookie = f"{name}={value}; Path=/; Max-Age={days * 86400}; HttpOnly; {reach}"
    response.headers.add("Set-Cookie", cookie)


def is_secure(parts: WebParts) -> bool:
    """Whether people reach us over TLS."""
    return parts.settings.address.startswith("https://")
