"""Clean copies, for who sent them and for the staff who were shown them; receipts, for their owner."""

import asyncio
import math
from typing import Final

from aiohttp import web

from bot.core.errors import Rejected, Throttled
from bot.core.messages import EvidenceId, LaneKey
from bot.web.items import is_shown
from bot.web.owned import own_file
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from bot.web.sessions import Person, require_person
from storage import outbox, staff
from storage.blobs import object_key
from storage.gallery import StoredGallery
from storage.outbox import Said
from storage.touch import Connection

_SEALED_OFF: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
    "Content-Disposition": "inline",
}
DRAWING: Final = web.AppKey("drawing", asyncio.Semaphore)
AT_ONCE: Final = 2
"""So many receipts are drawn at a time; the others wait their turn."""


async def show_file(request: web.Request) -> web.Response:
    """The clean copy of one's own photo; 404 for everything else, so that nobody learns what exists."""
    parts, person = parts_of(request), require_person(request)
    id_ = request.match_info["id"]
    file = await parts.database.read(lambda conn: own_file(conn, person.lane, id_))
    if file is None or not is_shown(file):
        raise Problem(404, "not-found")
    try:
        content = await parts.store.fetch(object_key(EvidenceId(file.id), "copy"))
    except FileNotFoundError:
        raise Problem(404, "not-found") from None
    return web.Response(body=content, content_type="image/jpeg", headers=_SEALED_OFF)


async def show_photo(request: web.Request) -> web.Response:
    """The clean copy of the n-th photo that came with a message on one's own lane: to staff as long as they
    work here, to its sender always. 503 while the copy is being made."""
    parts, person = parts_of(request), require_person(request)
    said = await _said(parts, person, int(request.match_info["id"]))
    photos = said.prompt.photos if said is not None and said.prompt is not None else ()
    nth = int(request.match_info["n"])
    if not 1 <= nth <= len(photos):
        raise Problem(404, "not-found")
    if not await parts.database.read(lambda conn: _may_see(conn, person.lane, photos[nth - 1])):
        raise Problem(404, "not-found")
    try:
        content = await StoredGallery(parts.database, parts.store).picture(photos[nth - 1])
    except Throttled as wait:
        raise Problem(503, "developing", after=math.ceil(wait.after)) from None
    except Rejected:
        raise Problem(404, "not-found") from None
    return web.Response(body=content, content_type="image/jpeg", headers=_SEALED_OFF)


def _may_see(conn: Connection, lane: LaneKey, id_: EvidenceId) -> bool:
    member = staff.member_on(conn, lane)
    return (member is not None and member.works) or own_file(conn, lane, id_) is not None


async def show_receipt(request: web.Request) -> web.Response:
    """The receipt that belongs to a message on one's own lane."""
    parts, person = parts_of(request), require_person(request)
    said = await _said(parts, person, int(request.match_info["id"]))
    if said is None or said.prompt is None or said.prompt.picture is None:
        raise Problem(404, "not-found")
    async with request.app[DRAWING]:
        content = await asyncio.to_thread(parts.receipt, said.prompt)
    return web.Response(body=content, content_type="image/png", headers=_SEALED_OFF)


async def _said(parts: WebParts, person: Person, id_: int) -> Said | None:
    found = await parts.database.read(lambda conn: outbox.said_after(conn, person.lane, id_ - 1, most=1))
    return next((said for said in found if said.id == id_), None)
