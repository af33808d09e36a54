"""Time speaks through the inbox: APScheduler only ticks, what is due is rows.

Ticks may be missed: the next one finds all that is due and puts it on the lanes in product order, each
row stamped with its own due time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.messages import Notice
from bot.core.ports import Clock
from storage import conversations, evidence, inbox, limits, outbox, state
from storage.conversations import Conversation
from storage.database import Database
from storage.touch import Connection

log = structlog.get_logger()

TERM: Final = timedelta(seconds=15)
BEAT: Final = timedelta(seconds=5)
SWEEP: Final = timedelta(minutes=5)
BRIEF: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long texts, duplicate keys and unclaimed files are kept, from the ward file."""

    texts: timedelta
    keys: timedelta
    drafts: timedelta


class Timers:
    """Ticks once a second of wall time. Only the process that holds the lease acts."""

    name = "timers"

    def __init__(self, database: Database, clock: Clock, retention: Retention, holder: str) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention
        self._holder = holder
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._sweep_at = clock.wall()
        self.rang: Callable[[], None] = lambda: None
        """Wakes the dispatcher when something was put on a lane."""
        self.run: int | None = None
        self._beat_at = clock.wall()

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self.tick, "interval", seconds=1, max_instances=1, coalesce=True)
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more and give the lease back."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await self._database.write(lambda conn: state.let_go(conn, "timers", self._holder))

    async def tick(self) -> None:
        """Put what is due on its lane. A failure is logged: the next tick finds the same rows."""
        try:
            due = await self._database.write(self._due)
        except Exception as problem:  # a loop may not end because one tick failed
            log.error("tick failed", problem=type(problem).__name__)
            return
        if due:
            self.rang()

    def _due(self, conn: Connection) -> int:
        wall, now = self._clock.wall(), self._clock.now()
        if self.run is not None and wall >= self._beat_at:
            self._beat_at = wall + BEAT
            state.beat(conn, self.run, wall=wall)
        if not state.hold(conn, "timers", self._holder, wall=wall, term=TERM):
            return 0
        due = self._nudges(conn, now) + self._expirations(conn, now)
        if wall >= self._sweep_at:
            self._sweep(conn, wall, now)
        return due

    def _nudges(self, conn: Connection, now: datetime) -> int:
        talks = conversations.to_nudge(conn, now)
        for talk in talks:
            assert talk.nudge_at is not None, "that is how it was found"
            self._put(conn, talk, "draft-nudge", talk.nudge_at)
        conversations.nudged(conn, [talk.lane for talk in talks])
        return len(talks)

    def _expirations(self, conn: Connection, now: datetime) -> int:
        talks = conversations.expired(conn, now)
        due = 0
        for talk in talks:
            assert talk.expires_at is not None, "that is how it was found"
            due += self._put(conn, talk, "draft-expired", talk.expires_at)
        return due

    def _put(self, conn: Connection, talk: Conversation, name: str, due: datetime) -> int:
        """Once for this draft and this due time."""
        seed = talk.draft.get("seed", "")
        row = inbox.notice(
            talk.lane, talk.address, f"{name}:{talk.lane}:{seed}:{due.isoformat()}", Notice(name)
        )
        return inbox.put(conn, [row], now=due, wall=self._clock.wall())

    def _sweep(self, conn: Connection, wall: datetime, now: datetime) -> None:
        """A bounded portion of what is past its time; soon again while more remains."""
        keep = self._retention
        more = inbox.sweep(conn, blank_before=wall - keep.texts, delete_before=wall - keep.keys)
        more |= outbox.sweep(
            conn, blank_before=wall - keep.texts, brief_before=wall - BRIEF, delete_before=wall - keep.keys
        )
        limits.sweep(conn, wall=wall)
        evidence.erase(conn, evidence.orphans(conn, now - keep.drafts - timedelta(days=1)))
        self._sweep_at = wall + (timedelta(seconds=1) if more else SWEEP)
