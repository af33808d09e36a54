"""`/healthz`: are we running? `/readyz`: do messages get in and out?"""

import hmac
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiohttp import web

from bot.web.clients import is_direct_from_here
from bot.web.parts import WebParts, parts_of
from storage import inbox, limits, outbox
from storage.limits import Limit
from storage.touch import Connection

log = structlog.get_logger()

INBOX_PATIENCE: Final = timedelta(minutes=3)
"""A turn that keeps failing is parked after a good minute; what waits longer than this waits for nobody."""
OUTBOX_PATIENCE: Final = timedelta(minutes=5)
_PROBE: Final = Limit("web-probe", 2**30, 3600)


async def tell_health(_request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"status": "ok"})


async def tell_readiness(request: web.Request) -> web.Response:
    """200, or 503 when intake or sending is stuck; the reasons only for those who may know."""
    parts = parts_of(request)
    facts = await _facts(parts)
    ready = not facts["reasons"]
    body = {"ready": ready, **facts} if may_look_inside(request) else {"ready": ready}
    return web.json_response(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def may_look_inside(request: web.Request) -> bool:
    """Somebody on this very machine, or with the metrics token."""
    return is_direct_from_here(request) or has_token(request)


def has_token(request: web.Request) -> bool:
    """Whether the request carries the metrics token."""
    token = parts_of(request).settings.metrics_token
    if token is None or not token.get_secret_value():
        return False
    wanted = f"Bearer {token.get_secret_value()}".encode()
    return hmac.compare_digest(
        request.headers.get("Authorization", "").encode("utf-8", "surrogateescape"), wanted
    )


async def _facts(parts: WebParts) -> dict[str, Any]:
    pulse, wall = parts.pulse, parts.clock.wall()
    stored = await _stored(parts, wall)
    reasons = [f"{name} is silent" for name in pulse.late()]
    reasons += [f"the token of {channel} is refused" for channel in sorted(pulse.refused)]
    return {
        "reasons": reasons + stored.pop("reasons"),
        "loops": {name: round(age, 1) for name, age in pulse.ages().items()},
        "refused_tokens": sorted(pulse.refused),
        **stored,
    }


async def _stored(parts: WebParts, wall: datetime) -> dict[str, Any]:
    """What the database tells; a small write shows that it still takes anything."""

    def probe(conn: Connection) -> dict[str, Any]:
        limits.take(conn, _PROBE, "probe", wall=wall)
        return {**_queues(conn, wall), "offices_without_anyone": parts.deserted(conn)}

    try:
        return await parts.database.write(probe)
    except Exception as problem:  # whatever the database says: it takes nothing
        log.warning("not ready", problem=type(problem).__name__)
        return {"reasons": ["the database cannot be written"]}


def _queues(conn: Connection, wall: datetime) -> dict[str, Any]:
    came, goes = inbox.health(conn), outbox.health(conn)
    reasons = []
    if came.oldest is not None and wall - came.oldest > INBOX_PATIENCE:
        reasons.append("messages wait too long in the inbox")
    if goes.oldest is not None and wall - goes.oldest > OUTBOX_PATIENCE:
        reasons.append("messages wait too long in the outbox")
    return {
        "reasons": reasons,
        "inbox": {"waiting": came.waiting, "parked": came.parked, "oldest_seconds": _age(came.oldest, wall)},
        "outbox": {
            "queued": goes.queued, "uncertain": goes.uncertain, "dead": goes.dead,
            "oldest_seconds": _age(goes.oldest, wall),
        },
    }  # fmt: skip


def _age(moment: datetime | None, wall: datetime) -> float | None:
    return None if moment is None else round(max((wall - moment).total_seconds(), 0.0), 1)
