"""Headers on every response, and the check that a request which changes something comes from our own page."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Handler, Problem
from bot.web.sessions import Person, is_framed, person_of
from storage import staff

OWN_HEADER: Final = "X-Candung"
BEGIN: Final = "/chat/session"
"""A session that began in a frame leaves it here."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Final = web.AppKey("headers", Mapping[str, str])


def security_headers(settings: Settings) -> dict[str, str]:
    """What a browser must know about everything we serve."""
    headers = {
        "Content-Security-Policy": content_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.address.startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def content_policy(settings: Settings, *, framable: bool = True) -> str:
    """Nothing but our own files, and the map's tiles where there are any."""
    tiles = f" {tile_origin(settings.map_tiles_url)}" if settings.map_tiles_url else ""
    frames = " ".join(settings.embed_origins if framable else ()) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' blob: data:{tiles}; connect-src 'self'; frame-ancestors {frames}; "
        "form-action 'self'; base-uri 'none'; manifest-src 'self'"
    )


def tile_origin(url: str) -> str:
    """Where tiles come from: `https://{s}.tiles.example/{z}/…` -> `https://*.tiles.example`."""
    parts = urlsplit(url)
    first, dot, rest = parts.netloc.partition(".")
    host = f"*.{rest}" if dot and "{" in first else parts.netloc
    return f"{parts.scheme}://{host}"


async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
    """The headers, unless a handler was stricter."""
    for name, value in request.app[HEADERS].items():
        response.headers.setdefault(name, value)


@web.middleware
async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A change asked for by another site is not made."""
    changes = request.method not in _SAFE and request.path.startswith("/chat/")
    if changes and not (request.headers.get(OWN_HEADER) == "1" and _is_same_site(request)):
        raise Problem(403, "cross-site")
    return await handler(request)


@web.middleware
async def keep_staff_out_of_frames(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whoever works here is served nowhere that another site could lay something over the buttons."""
    person = person_of(request)
    if person is not None and (person.framed or is_framed(request)) and request.path != BEGIN:
        await refuse_staff(parts_of(request), person)
    return await handler(request)


async def refuse_staff(parts: WebParts, person: Person) -> None:
    """Raises 403 where somebody of the staff works, or waits to, in this session."""
    if await works_here(parts, person):
        raise Problem(403, "framed")


async def works_here(parts: WebParts, person: Person) -> bool:
    """Whether somebody of the staff works, or waits to, in this session."""
    return bool(await parts.database.read(lambda conn: staff.on_lanes(conn, [person.lane])))


def _is_same_site(request: web.Request) -> bool:
    """Browsers tell the truth in both headers; whoever sends neither is no browser."""
    said = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    return said == "same-origin" and (origin is None or _is_ours(request, origin))


def _is_ours(request: web.Request, origin: str) -> bool:
    public = urlsplit(parts_of(request).settings.address)
    theirs = urlsplit(origin)
    return theirs.netloc == request.host or (theirs.scheme, theirs.netloc) == (public.scheme, public.netloc)
