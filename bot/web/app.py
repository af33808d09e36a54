"""Puts the door together: routes, the layers around them, and the watch for news."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from typing import Final

import structlog
from aiohttp import web

from bot.core.messages import LaneKey
from bot.web import events, health, history, messages, metrics, openapi, page, pictures, uploads, webhooks
from bot.web.assets import ASSETS, load_assets, serve_asset
from bot.web.departure import leave
from bot.web.entry import begin_session
from bot.web.guard import (
    HEADERS,
    keep_staff_out_of_frames,
    put_headers,
    refuse_strangers,
    security_headers,
)
from bot.web.metrics import REQUESTS, count_requests
from bot.web.page import TEMPLATE, load_template
from bot.web.parts import PARTS, WebParts
from bot.web.pictures import AT_ONCE, DRAWING
from bot.web.problems import Handler, tell_problems
from bot.web.uploads import ROOM, Room
from storage import outbox

log = structlog.get_logger()

QUIET: Final = frozenset({"/healthz", "/readyz", "/metrics", "/static/{name}"})
"""Routes that are asked for all the time and tell nothing."""


def build_web(parts: WebParts) -> web.Application:
    """The application, ready to be served."""
    app = web.Application(
        middlewares=[note_request, tell_problems, refuse_strangers, keep_staff_out_of_frames]
    )
    app[PARTS] = parts
    app[HEADERS] = security_headers(parts.settings)
    app[ASSETS] = load_assets(parts.static)
    app[TEMPLATE] = load_template(parts)
    app[REQUESTS] = count_requests(parts.registry)
    app[DRAWING] = asyncio.Semaphore(AT_ONCE)
    app[ROOM] = Room(parts.upload_memory)
    app.add_routes(_routes())
    app.on_response_prepare.append(put_headers)
    app.cleanup_ctx.append(_watch)
    app.on_shutdown.append(_hang_up)
    return app


def _routes() -> list[web.RouteDef]:
    return [
        web.get("/", page.show_home),
        web.get("/track", page.show_track),
        web.get("/staff", page.show_staff),
        web.get("/static/{name:.+}", serve_asset),
        web.get("/healthz", health.tell_health),
        web.get("/readyz", health.tell_readiness),
        web.get("/metrics", metrics.tell_metrics),
        web.get("/openapi.json", openapi.tell_openapi),
        web.post("/chat/session", begin_session),
        web.get("/chat/history", history.tell_history),
        web.get("/chat/events", events.tell_events, allow_head=False),
        web.post("/chat/messages", messages.take_message),
        web.post("/chat/files", uploads.take_files),
        web.post("/chat/leave", leave),
        web.get("/chat/files/{id:[0-9a-f]{32}}", pictures.show_file),
        web.get(r"/chat/receipts/{id:\d{1,18}}.png", pictures.show_receipt),
        web.get(r"/chat/evidence/{id:\d{1,18}}/{n:\d{1,3}}.jpg", pictures.show_photo),
        web.post("/webhooks/{name}", webhooks.take_webhook),
    ]


@web.middleware
async def note_request(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts and notes the route, never the address, the person or the words."""
    began = time.monotonic()
    response = await handler(request)
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "unknown"
    request.app[REQUESTS].labels(route, str(response.status)).inc()
    ms = round((time.monotonic() - began) * 1000, 1)
    note = log.debug if route in QUIET else log.info
    note("request", method=request.method, route=route, status=response.status, ms=ms)
    return response


async def _watch(app: web.Application) -> AsyncIterator[None]:
    """Look for news of other processes while the door is open."""
    parts = app[PARTS]

    async def newest(lanes: Sequence[LaneKey]) -> dict[LaneKey, int]:
        return await parts.database.read(lambda conn: outbox.newest_of(conn, lanes))

    task = asyncio.create_task(parts.hub.watch(newest))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _hang_up(app: web.Application) -> None:
    app[PARTS].hub.close()
