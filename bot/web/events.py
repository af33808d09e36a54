"""`GET /chat/events`: server-sent events, each once and in order, through every loss of the line."""

import asyncio
from typing import Any, Final

import msgspec
import structlog
from aiohttp import web

from bot.core.messages import LaneKey
from bot.web.hub import Crowded, Listener
from bot.web.items import ward_item
from bot.web.parts import WebParts, parts_of
from bot.web.problems import AWAY_SECONDS, Problem
from bot.web.sessions import is_framed, require_person
from storage import outbox, staff
from storage.outbox import Said
from storage.touch import Connection

log = structlog.get_logger()

RETRY_MS: Final = 3000
BATCH: Final = 100
STUCK: Final = 30.0
"""Seconds after which a reader that takes nothing is given up."""
_HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


async def tell_events(request: web.Request) -> web.StreamResponse:
    """Everything after the last event that the page has seen, then whatever comes."""
    parts, person = parts_of(request), require_person(request)
    asked = _last_seen(request)
    try:
        with parts.hub.listen(person.lane) as listener:
            last = await _start(parts, person.lane, asked)
            stream = _Stream(request, parts, listener, last)
            stream.framed = person.framed or is_framed(request)
            return await stream.run()
    except Crowded:
        raise Problem(503, "away", after=AWAY_SECONDS) from None


def _last_seen(request: web.Request) -> int:
    """A browser that connects again says so in the header, while the address still has the first number."""
    said = request.headers.get("Last-Event-ID") or request.query.get("last", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0  # noqa: PLR2004  fits a row id


async def _start(parts: WebParts, lane: LaneKey, asked: int) -> int:
    """No page has seen what was never said: a number from before a restored backup starts at the end."""
    newest = await parts.database.read(lambda conn: outbox.newest_of(conn, [lane]))
    return min(asked, newest.get(lane, 0))


class _Stream:
    """One open line."""

    def __init__(self, request: web.Request, parts: WebParts, listener: Listener, last: int) -> None:
        self._request = request
        self._parts = parts
        self._listener = listener
        self._last = last
        self.framed = False
        self._response = web.StreamResponse(headers=_HEADERS)

    async def run(self) -> web.StreamResponse:
        """Until either side hangs up. Whatever breaks the line, the page comes back and loses nothing."""
        await self._response.prepare(self._request)
        try:
            await self._write(f"retry: {RETRY_MS}\n\n")
            while not self._listener.closed:
                await self._tell()
        except (ConnectionError, TimeoutError):
            pass
        except Exception as problem:  # half an answer is out: all that is left is to hang up
            log.warning("event line broken", problem=type(problem).__name__)
        return self._response

    async def _tell(self) -> None:
        self._listener.calm()
        lane, last = self._listener.lane, self._last
        news = await self._parts.database.read(lambda conn: self._news(conn, lane, last))
        if news is None:
            self._listener.close()
            return
        for said in news:
            await self._write(_event(said))
            self._last = said.id
        while self._listener.acks:
            tap, text = self._listener.acks.popleft()
            await self._write(_frame("ack", {"tap": tap, "text": text}))
        if len(news) < BATCH and not await self._listener.wait(self._parts.ping):
            await self._write(": ping\n\n")

    def _news(self, conn: Connection, lane: LaneKey, last: int) -> list[Said] | None:
        """None for who began to work here while a frame of theirs listened: it tells nothing more."""
        if self.framed and staff.on_lanes(conn, [lane]):
            return None
        return outbox.said_after(conn, lane, last, most=BATCH)

    async def _write(self, text: str) -> None:
        async with asyncio.timeout(STUCK):
            await self._response.write(text.encode())


def _event(said: Said) -> str:
    return _frame("edit" if said.edits else "message", ward_item(said), said.id)


def _frame(kind: str, data: dict[str, Any], id_: int | None = None) -> str:
    """JSON has no bare line breaks, so that one data line holds it."""
    head = "" if id_ is None else f"id: {id_}\n"
    return f"{head}event: {kind}\ndata: {msgspec.json.encode(data).decode()}\n\n"
