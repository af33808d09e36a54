"""`POST /webhooks/{name}`: a platform hears 200 only when its updates are committed."""

from typing import Final

import structlog
from aiohttp import web

from bot.core.errors import Unparsable
from bot.core.ports import Channel
from bot.web.bodies import loads, read_body
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from storage import inbox
from storage.inbox import Arrival

log = structlog.get_logger()

MOST: Final = 1 << 20


async def take_webhook(request: web.Request) -> web.Response:
    """Verify, sort, commit, then 200."""
    parts = parts_of(request)
    channel = parts.webhooks.get(request.match_info["name"])
    if channel is None:
        raise Problem(404, "not-found")
    raw = await read_body(request, MOST)
    if not channel.verify(request.headers, raw):
        log.warning("webhook refused", channel=channel.name)
        raise Problem(401, "signature")
    _refuse_unless_json(request, raw)
    if await _store(parts, channel, raw):
        parts.arrived()
    return web.json_response({"ok": True}, headers={"Cache-Control": "no-store"})


def _refuse_unless_json(request: web.Request, raw: bytes) -> None:
    """The content decides; the type that was declared only says how we refuse."""
    try:
        loads(raw)
    except (ValueError, RecursionError):
        declared = request.headers.get("Content-Type", "application/json")
        raise Problem(400 if "json" in declared else 415, "not-json") from None


async def _store(parts: WebParts, channel: Channel, raw: bytes) -> int:
    try:
        rows = channel.rows(raw)
    except Unparsable:
        raise Problem(400, "not-json") from None
    arrivals = [
        Arrival(
            row.address.channel,
            row.address.account,
            row.external_id,
            parts.keyring.lane(row.address),
            row.raw,
        )
        for row in rows
    ]
    now, wall = parts.clock.now(), parts.clock.wall()
    return await parts.database.write(lambda conn: inbox.put(conn, arrivals, now=now, wall=wall))
