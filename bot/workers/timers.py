"""Time speaks through the inbox: what is due are rows, and here is only the tick.

Ticks may be missed: the next one finds all that is due and puts it on the lanes in product order, each
row stamped with its own due time. The tick is a pause of the loop and no appointment, because a clock
that is set back must not silence it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias

import structlog

from bot.core.messages import Notice
from bot.core.ports import Clock
from bot.workers.loop import Every, Loop
from bot.workers.retiring import Retiring
from handlers.reminders import Looked
from storage import conversations, evidence, inbox, limits, outbox, staff, state, threads
from storage.conversations import Conversation
from storage.database import Database
from storage.touch import Connection

log = structlog.get_logger()

Look: TypeAlias = Callable[[Connection, datetime, datetime], Looked]
"""Puts a portion of what is due on lanes, given product time and wall time."""

TICK: Final = 1.0
TERM: Final = timedelta(seconds=15)
BEAT: Final = timedelta(seconds=5)
SWEEP: Final = timedelta(minutes=5)
BRIEF: Final = timedelta(hours=1)
LINKS: Final = timedelta(days=30)
"""So long an invitation that is over is kept."""
MOST: Final = 200
"""So many due rows of each kind are handled in one tick."""
SET_BACK: Final = timedelta(seconds=2)
"""Wall time that goes back by more than this was set back."""
LONGEST_IN: Final = timedelta(minutes=2)
LONGEST_OUT: Final = timedelta(minutes=20)
"""No row of ours waits so long for its next try."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long texts, duplicate keys and drafts are kept."""

    texts: timedelta
    keys: timedelta
    drafts: timedelta


@dataclass(frozen=True, slots=True)
class _Due:
    """A notice and the moment from which it is due."""

    at: datetime
    name: str
    talk: Conversation


class Timers(Loop):
    """Ticks once a second of wall time. Only the process that holds the lease acts."""

    name = "timers"

    def __init__(self, database: Database, clock: Clock, retention: Retention, holder: str) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._retention = retention
        self._holder = holder
        self._sweeps = Every(SWEEP)
        self._beats = Every(BEAT)
        self._ticked_at: datetime | None = None
        self.rang: Callable[[], None] = lambda: None
        """Wakes the dispatcher when something was put on a lane."""
        self.awake: Callable[[datetime], bool] = lambda _now: True
        """Whether people may be disturbed at this moment of product time: what is due at night waits."""
        self.looks: Sequence[Look] = ()
        """What else becomes due: cases, and what the ward itself owes."""
        self.retiring: Retiring | None = None
        """Carries the retention table of the ward out."""
        self.life: int | None = None
        """The row that tells of this process while it lives."""

    async def run(self) -> None:
        """Until stopped; then the lease is given back."""
        await super().run()
        await self._database.write(lambda conn: state.let_go(conn, "timers", self._holder))

    async def step(self) -> float:
        """One tick. A failed one is made up for by the next: it finds the same rows."""
        wall, now = self._clock.wall(), self._clock.now()
        await self._mend(wall)
        await self._beat(wall)
        acts = await self._put_all(now)
        if acts and self._sweeps.is_due(wall):
            await self._sweep(wall, now)
        return TICK

    async def _mend(self, wall: datetime) -> None:
        """After the clock was set back, what waits for a moment of the old time is due now."""
        before, self._ticked_at = self._ticked_at, wall
        if before is not None and wall >= before - SET_BACK:
            return
        later = (LONGEST_IN, LONGEST_OUT) if before is None else (timedelta(0), timedelta(0))
        hastened = await self._database.write(partial(_hasten, wall, *later))
        if hastened:
            log.warning("the clock was set back: what waited is due now", rows=hastened)
            self.rang()

    async def _beat(self, wall: datetime) -> None:
        if self.life is not None and self._beats.is_due(wall):
            life = self.life
            await self._database.write(lambda conn: state.beat(conn, life, wall=wall))
            self._beats.done(wall)

    async def _put_all(self, now: datetime) -> bool:
        """All that is due at this tick, a portion with each commit. The dispatcher is rung when all of it
        stands on the lanes, so that a person hears of it together. False where another process acts."""
        found = await self._database.write(partial(self._put_due, now))
        put = found.put if found is not None else 0
        while found is not None and found.more and not self._stopped.is_set():
            found = await self._database.write(partial(self._put_due, now))
            put += found.put if found is not None else 0
        if put:
            self.rang()
        return found is not None

    def _put_due(self, now: datetime, conn: Connection) -> Looked | None:
        """A portion of it; None where another process holds the lease. Many portions must not outlive it."""
        wall = self._clock.wall()
        if not state.hold(conn, "timers", self._holder, wall=wall, term=TERM):
            return None
        due = _due(conn, now) if self.awake(now) else []
        conversations.nudged(conn, [each.talk.lane for each in due if each.name == "draft-nudge"])
        put = sum(_put(conn, each, wall) for each in due)
        looked = [look(conn, now, wall) for look in self.looks]
        return Looked(put + sum(each.put for each in looked), more=any(each.more for each in looked))

    async def _sweep(self, wall: datetime, now: datetime) -> None:
        """A bounded portion of what is past its time; the next one at the next tick while more remains."""
        more = await self._database.write(partial(self._sweep_portion, wall, now))
        if self.retiring is not None:
            more = await self.retiring.step(self._database, now) or more
        if not more:
            self._sweeps.done(wall)

    def _sweep_portion(self, wall: datetime, now: datetime, conn: Connection) -> bool:
        keep = self._retention
        old, forgotten = wall - keep.texts, wall - keep.keys
        evidence.erase(conn, evidence.orphans(conn, now - keep.drafts - timedelta(days=1)))
        return any(
            [
                inbox.sweep(conn, blank_before=old, delete_before=forgotten),
                outbox.sweep(conn, blank_before=old, brief_before=wall - BRIEF, delete_before=forgotten),
                limits.sweep(conn, wall=wall),
                threads.sweep(conn, settled_before=now - keep.texts),
                staff.forget_invitations(conn, over_before=now - LINKS),
            ]
        )


def _due(conn: Connection, now: datetime) -> list[_Due]:
    """What is due, earliest first. Where one kind is too much for a tick, the other waits for it."""
    nudges = [_Due(talk.nudge_at, "draft-nudge", talk) for talk in _to_nudge(conn, now) if talk.nudge_at]
    ends = [_Due(talk.expires_at, "draft-expired", talk) for talk in _expired(conn, now) if talk.expires_at]
    horizon = min([now, *(some[-1].at for some in (nudges, ends) if len(some) == MOST)])
    return sorted((each for each in (*nudges, *ends) if each.at <= horizon), key=lambda each: each.at)


def _to_nudge(conn: Connection, now: datetime) -> list[Conversation]:
    return conversations.to_nudge(conn, now, most=MOST)


def _expired(conn: Connection, now: datetime) -> list[Conversation]:
    return conversations.expired(conn, now, most=MOST)


def _put(conn: Connection, due: _Due, wall: datetime) -> int:
    """Once for this draft and this due time."""
    talk = due.talk
    key = f"{due.name}:{talk.lane}:{talk.draft.get('seed', '')}:{due.at.isoformat()}"
    row = inbox.notice(talk.lane, talk.address, key, Notice(due.name))
    return inbox.put(conn, [row], now=due.at, wall=wall)


def _hasten(wall: datetime, within: timedelta, without: timedelta, conn: Connection) -> int:
    return (
        inbox.hasten(conn, wall=wall, latest=wall + within)
        + outbox.hasten(conn, wall=wall, latest=wall + without)
        + evidence.hasten(conn, wall=wall, latest=wall + without)
    )
