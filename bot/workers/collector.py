"""Media that a message points to -> evidence store: typed from content, hashed, sealed, copied clean.

What cannot be kept is said to the person on their own lane (a notice), and nothing else is lost.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

import structlog

from bot.core.errors import CanDungError, Rejected, SendError
from bot.core.messages import EvidenceId, MediaKind, Notice
from bot.core.ports import Channel, Clock, EvidenceStore
from bot.media.clean import Cleaner, Copy
from bot.media.kinds import MediaType, sniff
from bot.media.limits import Refusal
from bot.workers.loop import IDLE, Loop
from storage import conversations, evidence, inbox
from storage.database import Database
from storage.evidence import File, Kept
from storage.touch import Connection

log = structlog.get_logger()

BATCH: Final = 4
CLAIM: Final = timedelta(minutes=5)
ATTEMPTS: Final = 8
ERASE_EVERY: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the settings allow. `size` in bytes."""

    size: int


class Collector(Loop):
    """Fetches, keeps or refuses; and deletes the bytes of what was erased."""

    name = "collector"

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        channels: Mapping[str, Channel],
        clock: Clock,
        cleaner: Cleaner,
        bounds: Bounds,
    ) -> None:
        super().__init__()
        self._database = database
        self._store = store
        self._channels = channels
        self._clock = clock
        self._cleaner = cleaner
        self._bounds = bounds
        self.told: Callable[[], None] = lambda: None
        """Rings the dispatcher after a refusal."""
        self._erase_at = clock.wall()

    async def step(self) -> float:
        """A few files."""
        wall = self._clock.wall()
        if wall >= self._erase_at:
            self._erase_at = wall + ERASE_EVERY
            await self._erase()
        files = await self._database.write(
            lambda conn: evidence.waiting(conn, wall=wall, until=wall + CLAIM, most=BATCH)
        )
        for file in files:
            await self._collect(file)
        return 0 if files else IDLE

    async def _collect(self, file: File) -> None:
        try:
            content = await self._fetch(file)
        except (Rejected, FileNotFoundError):
            await self._refuse(file, "file-lost")
            return
        except (CanDungError, OSError, TimeoutError) as problem:
            await self._later(file, problem)
            return
        refusal = self._judge(content)
        if refusal is not None:
            await self._refuse(file, refusal)
            return
        try:
            await self._keep(file, content)
        except (CanDungError, OSError) as problem:
            await self._later(file, problem)

    async def _fetch(self, file: File) -> bytes:
        channel = self._channels.get(file.channel)
        if channel is None or file.source is None:
            raise Rejected("no channel to fetch from")
        return await channel.fetch(file.source)

    def _judge(self, content: bytes) -> str | None:
        if not content:
            return Refusal.EMPTY.value
        if len(content) > self._bounds.size:
            return "file-too-large"
        return None if sniff(content) else Refusal.TYPE.value

    async def _keep(self, file: File, content: bytes) -> None:
        """Seal the original, make the copy of a picture, then say so in the database."""
        kind = sniff(content)
        assert kind is not None, "judged before"
        copy = await self._copy(kind, content)
        if isinstance(copy, Refusal):
            await self._refuse(file, copy.value)
            return
        digest = await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest())
        await self._store.put(f"{file.id}/original", content)
        if copy is not None:
            await self._store.put(f"{file.id}/copy", copy.jpeg)
        kept = Kept(file.id, kind.kind, kind.mime, digest, len(content), copy is not None)
        if not await self._database.write(lambda conn: evidence.keep(conn, kept)):
            await self._delete(file.id)
        await self._drop_source(file)

    async def _copy(self, kind: MediaType, content: bytes) -> Copy | Refusal | None:
        return await self._cleaner.clean_copy(content) if kind.kind is MediaKind.PHOTO else None

    async def _refuse(self, file: File, reason: str) -> None:
        """Nobody keeps it: say so, on the lane that sent it."""

        def refuse(conn: Connection) -> bool:
            if not evidence.refuse(conn, file.id, reason):
                return False
            if file.lane is not None:
                self._tell(conn, file, reason)
            return True

        if await self._database.write(refuse):
            log.info("file refused", reason=reason)
            self.told()
        await self._drop_source(file)

    def _tell(self, conn: Connection, file: File, reason: str) -> None:
        assert file.lane is not None, "asked before"
        talk = conversations.load(conn, [file.lane]).get(file.lane)
        if talk is None:
            return
        said = Notice("file-refused", {"file": file.id, "reason": reason})
        row = inbox.notice(file.lane, talk.address, f"file:{file.id}", said)
        inbox.put(conn, [row], now=self._clock.now(), wall=self._clock.wall())

    async def _later(self, file: File, problem: BaseException) -> None:
        log.warning("file not collected yet", problem=type(problem).__name__, attempts=file.attempts)
        if file.attempts >= ATTEMPTS and isinstance(problem, SendError):
            await self._refuse(file, "file-lost")
            return
        at = self._clock.wall() + timedelta(seconds=min(2**file.attempts, 600))
        await self._database.write(lambda conn: evidence.later(conn, file.id, at=at))

    async def _drop_source(self, file: File) -> None:
        """The channel's own copy (an upload) is needed no more."""
        channel = self._channels.get(file.channel)
        if channel is not None and file.source is not None:
            await channel.discard(file.source)

    async def _erase(self) -> None:
        for id_ in await self._database.read(lambda conn: evidence.to_delete(conn, most=200)):
            await self._delete(id_)
            await self._database.write(partial(evidence.deleted, id_=id_))

    async def _delete(self, id_: EvidenceId) -> None:
        await self._store.delete(f"{id_}/original")
        await self._store.delete(f"{id_}/copy")
