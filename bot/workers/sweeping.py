"""Bytes in the evidence store that no row knows: what a crash left behind, and uploads that nobody needs."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Final, Protocol

import structlog

from bot.core.errors import Unparsable
from bot.core.ports import Channel, EvidenceStore
from storage import evidence, inbox
from storage.database import Database
from storage.touch import Connection

log = structlog.get_logger()

PORTION: Final = 500
UPLOAD: Final = "upload"
"""The role of an object that a page sent and that no turn has taken yet."""


class Shelf(EvidenceStore, Protocol):
    """The evidence store as it is swept."""

    def keys(self, before: datetime) -> AsyncIterator[str]:
        """What was stored before a moment."""
        ...

    async def clear_half_written(self, before: datetime) -> int:
        """Remove what a crash left behind in mid-write."""
        ...


async def sweep(
    database: Database, shelf: Shelf, channels: Mapping[str, Channel], *, before: datetime
) -> int:
    """Delete what was stored before `before` and belongs to nothing. Gives how many objects went.

    The store is listed before the database is asked, so that a row which comes meanwhile keeps its bytes.
    """
    gone = 0
    async for keys in _portions(shelf.keys(before)):
        for key in await database.read(partial(strangers, keys, channels)):
            await shelf.delete(key)
            gone += 1
    if gone:
        log.info("swept objects that belong to nothing", objects=gone)
    return gone


async def _portions(keys: AsyncIterator[str]) -> AsyncIterator[Sequence[str]]:
    portion: list[str] = []
    async for key in keys:
        portion.append(key)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def strangers(keys: Sequence[str], channels: Mapping[str, Channel], conn: Connection) -> list[str]:
    """Those of these keys that no row needs any more."""
    uploads = {key for key in keys if _role(key) == UPLOAD}
    kept = evidence.standing(conn, sorted({_id(key) for key in keys if key not in uploads}))
    needed = evidence.sources(conn) | set(_pointed_to(conn, channels)) if uploads else set()
    return [key for key in keys if (key not in needed if key in uploads else _id(key) not in kept)]


def _pointed_to(conn: Connection, channels: Mapping[str, Channel]) -> Iterable[str]:
    """What messages point to that wait for their turn, or were parked."""
    for channel in channels.values():
        for row in inbox.unhandled(conn, channel.name):
            with suppress(Unparsable):
                yield from (attachment.ref for attachment in channel.parse(row).attachments)


def _id(key: str) -> str:
    return key.partition("/")[0]


def _role(key: str) -> str:
    return key.rpartition("/")[2]
