"""Media that a message points to -> evidence store: typed from content, hashed, sealed, copied clean.

What cannot be kept, or not be read, is said to the person on their own lane (a notice), and nothing else is
lost.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import uuid4

import structlog

from bot.core.errors import Rejected, SendError
from bot.core.messages import EvidenceId, MediaKind, Notice
from bot.core.ports import Channel, Clock
from bot.media.clean import ChildUnfit, Cleaner, Copy
from bot.media.kinds import MediaType, sniff
from bot.media.limits import Flaw, Refusal
from bot.workers.loop import IDLE, Every, Loop
from bot.workers.sweeping import Shelf, sweep
from bot.workers.verdicts import is_worth_another
from storage import cases, conversations, evidence, inbox
from storage.database import Database
from storage.evidence import EvidenceState, File, Kept
from storage.sealing import SealBroken
from storage.touch import Connection

log = structlog.get_logger()

BATCH: Final = 4
CLAIM: Final = timedelta(minutes=5)
SLOWEST: Final = 600
FETCH_SECONDS: Final = 120.0
ERASE_EVERY: Final = timedelta(seconds=30)
SWEEP_EVERY: Final = timedelta(hours=6)
STRANGERS: Final = timedelta(days=1)
"""An object that no row knows is swept when it is so old: no request or turn takes that long."""
WRITING: Final = timedelta(hours=1)
"""What was begun to be written so long ago is half-written for good."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a collector needs besides the database. `most`: bytes of one file. `alone`: no other process
    can be collecting (SQLite)."""

    store: Shelf
    channels: Mapping[str, Channel]
    clock: Clock
    cleaner: Cleaner
    most: int
    alone: bool = False


class Collector(Loop):
    """Fetches, keeps or refuses; and deletes the bytes of what was erased or belongs to nothing."""

    name = "collector"

    def __init__(self, database: Database, gathering: Gathering) -> None:
        super().__init__()
        self._database = database
        self._store = gathering.store
        self._channels = gathering.channels
        self._clock = gathering.clock
        self._cleaner = gathering.cleaner
        self._most = gathering.most
        self._begun = not gathering.alone
        self.told: Callable[[], None] = lambda: None
        """Rings the dispatcher when something is to be said of a file."""
        self._erases = Every(ERASE_EVERY)
        self._sweeps = Every(SWEEP_EVERY)

    async def step(self) -> float:
        """A few files, then what is to go."""
        await self._begin()
        wall = self._clock.wall()
        files = await self._database.write(
            lambda conn: evidence.waiting(conn, wall=wall, until=wall + CLAIM, most=BATCH)
        )
        await asyncio.gather(*(self._collect(file) for file in files))
        if files:
            return 0
        await self._tidy()
        return IDLE

    async def _begin(self) -> None:
        """Alone, the claims of a former life need not run out."""
        if not self._begun:
            wall = self._clock.wall()
            await self._database.write(lambda conn: evidence.hasten(conn, wall=wall, latest=wall))
            self._begun = True

    async def _collect(self, file: File) -> None:
        """One file; what goes wrong is its own trouble, unless the database takes nothing."""
        try:
            content = await self._fetch(file)
            if content is None:
                await self._refuse(file, "file-lost")
            elif (refusal := self._judge(content)) is not None:
                await self._refuse(file, refusal)
            else:
                await self._keep(file, content)
        except Exception as problem:  # every store and platform fails in its own way
            await self._later(file, problem)

    async def _fetch(self, file: File) -> bytes | None:
        """From its platform, or what we hold already where a former life got so far. None: it is lost."""
        channel = self._channels.get(file.channel)
        if channel is not None and file.source is not None:
            with suppress(Rejected, FileNotFoundError, SealBroken):
                async with asyncio.timeout(FETCH_SECONDS):
                    return await channel.fetch(file.source)
        with suppress(FileNotFoundError, SealBroken):
            return await self._store.fetch(_original(file.id))
        return None

    def _judge(self, content: bytes) -> str | None:
        if not content:
            return Refusal.EMPTY.value
        if len(content) > self._most:
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
        await self._store.put(_original(file.id), content)
        if copy is not None:
            await self._store.put(_copy(file.id), copy.jpeg)
        kept = Kept(file.id, kind.kind, kind.mime, digest, len(content), copy is not None)
        if await self._note(kept, copy.flaw if copy is not None else None):
            await self._drop_source(file)
        else:
            await self._drop_unless_kept(file)

    async def _note(self, kept: Kept, flaw: Flaw | None) -> bool:
        """It is kept from now on, and its sender hears if it is hard to read."""

        def note(conn: Connection) -> bool:
            if not evidence.keep(conn, kept):
                return False
            if flaw is not None:
                # A key of its own and not the file's: the row outlives the tie of an anonymous report.
                said = Notice("photo-poor", {"file": kept.id, "flaw": flaw.value})
                self._tell(conn, kept.id, uuid4().hex, said)
            return True

        noted = await self._database.write(note)
        if noted and flaw is not None:
            self.told()
        return noted

    async def _copy(self, kind: MediaType, content: bytes) -> Copy | Refusal | None:
        return await self._cleaner.clean_copy(content) if kind.kind is MediaKind.PHOTO else None

    async def _drop_unless_kept(self, file: File) -> None:
        """It was erased while we were at it, or another collector was faster and its bytes are ours."""
        stands = await self._database.read(lambda conn: evidence.find(conn, file.id))
        if stands is None or stands.state is not EvidenceState.READY:
            await self._delete(file.id)
        await self._drop_source(file)

    async def _refuse(self, file: File, reason: str) -> None:
        """Nobody keeps it: say so, on the lane that sent it."""

        def refuse(conn: Connection) -> bool:
            if not evidence.refuse(conn, file.id, reason):
                return False
            said = Notice("file-refused", {"file": file.id, "reason": reason})
            self._tell(conn, file.id, f"file:{file.id}", said)
            return True

        if await self._database.write(refuse):
            log.info("file refused", reason=reason)
            self.told()
        await self._drop_source(file)

    def _tell(self, conn: Connection, id_: EvidenceId, key: str, said: Notice) -> None:
        """Only whoever can still be found: an anonymous report, even if filed since then, leads nowhere."""
        file = evidence.find(conn, id_)
        assert file is not None, "it was just changed"
        lane = file.lane if file.case_id is None else cases.lane_of(conn, file.case_id)
        talk = conversations.load(conn, [lane]).get(lane) if lane is not None else None
        if talk is None:
            return
        row = inbox.notice(talk.lane, talk.address, key, said)
        inbox.put(conn, [row], now=self._clock.now(), wall=self._clock.wall())

    async def _later(self, file: File, problem: Exception) -> None:
        """Our own trouble (a child that does not start, a store that is away) never costs a file, a platform
        that is away only after days."""
        log.warning("file not collected yet", problem=type(problem).__name__, attempts=file.attempts)
        if isinstance(problem, ChildUnfit):
            log.error("pictures cannot be cleaned here: see candung doctor")
        if isinstance(problem, SendError) and not is_worth_another(problem, file.attempts):
            await self._refuse(file, "file-lost")
            return
        at = self._clock.wall() + timedelta(seconds=min(2**file.attempts, SLOWEST))
        await self._database.write(lambda conn: evidence.later(conn, file.id, at=at))

    async def _drop_source(self, file: File) -> None:
        """The channel's own copy (an upload) is needed no more. Best effort: what stays is swept."""
        channel = self._channels.get(file.channel)
        if channel is None or file.source is None:
            return
        try:
            await channel.discard(file.source)
        except Exception as problem:  # the file is kept already; what is left over is swept
            log.warning("upload not discarded", problem=type(problem).__name__)

    async def _tidy(self) -> None:
        wall = self._clock.wall()
        if self._erases.is_due(wall):
            await self._erase()
            self._erases.done(wall)
        if self._sweeps.is_due(wall):
            await self._store.clear_half_written(wall - WRITING)
            await sweep(self._database, self._store, self._channels, before=wall - STRANGERS)
            self._sweeps.done(wall)

    async def _erase(self) -> None:
        """The bytes of what was erased or refused."""
        gone = await self._database.read(lambda conn: evidence.to_delete(conn, most=200))
        for id_ in gone:
            await self._delete(id_)
        if gone:
            await self._database.write(partial(_note_deleted, gone))

    async def _delete(self, id_: EvidenceId) -> None:
        await self._store.delete(_original(id_))
        await self._store.delete(_copy(id_))


def _note_deleted(gone: Sequence[EvidenceId], conn: Connection) -> None:
    for id_ in gone:
        evidence.deleted(conn, id_)


def _original(id_: EvidenceId) -> str:
    return f"{id_}/original"


def _copy(id_: EvidenceId) -> str:
    return f"{id_}/copy"
