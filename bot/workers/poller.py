"""A channel's poll loop: store, commit, and only then ask for more, which confirms what came.

Only one process polls a channel: the platform would end the other's call. What is under way when the loop
is stopped is given up; the platform hands it over again, because nothing of it was confirmed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

import structlog

from bot.core.errors import Misconfigured, Throttled
from bot.core.messages import Address, LaneKey
from bot.core.ports import Channel, Clock, IntakeRow
from bot.workers.loop import Loop
from storage import inbox, state
from storage.database import Database
from storage.inbox import Arrival
from storage.touch import Connection

log = structlog.get_logger()

TERM: Final = timedelta(seconds=90)
"""The lease outlasts the longest call (50 s) and is prolonged after every batch."""
BEHIND: Final = 10.0
"""Seconds between looks whether the process that polls is gone."""
REGISTERED: Final = 100.0
"""Seconds until a channel that polls nothing (it has a webhook) is asked to see to that again."""
LONGEST: Final = 60.0
"""Seconds that we wait at most when the platform asks us to."""


class Poller(Loop):
    """Takes in what one channel has. `refused` hears whether the platform refuses our token."""

    def __init__(
        self,
        channel: Channel,
        database: Database,
        clock: Clock,
        lane_of: Callable[[Address], LaneKey],
        holder: str,
    ) -> None:
        super().__init__()
        self.name = f"poller-{channel.name}"
        self.channel = channel.name
        self._channel = channel
        self._database = database
        self._clock = clock
        self._lane_of = lane_of
        self._holder = holder
        self._batches: AsyncIterator[Sequence[IntakeRow]] | None = None
        self._asking: asyncio.Task[Sequence[IntakeRow] | None] | None = None
        self._ended = False
        self.rang: Callable[[], None] = lambda: None
        """Wakes the dispatcher when something came."""
        self.refused: Callable[[bool], None] = lambda _refused: None
        self.polled_at: float | None = None
        """When the platform last answered well, or another process was seen to poll; as `stepped_at`."""
        self.taken = 0

    def stop(self) -> None:
        """End; a call that waits for the platform is given up."""
        super().stop()
        self._ended = True
        if self._asking is not None:
            self._asking.cancel()

    async def run(self) -> None:
        """Until stopped; then the lease is given back."""
        await super().run()
        await self._database.write(lambda conn: state.let_go(conn, self.name, self._holder))

    async def step(self) -> float:
        """One batch."""
        if not await self._database.write(self._hold):
            self._batches = None
            self._well()
            return BEHIND
        try:
            rows = await self._ask()
        except Throttled as problem:
            return min(max(problem.after, 0.1), LONGEST)
        except asyncio.CancelledError:
            if not self._ended:
                raise
            return 0
        self.refused(False)
        if rows:
            await self._store(rows)
        self._well()
        return REGISTERED if rows is None else 0

    def _well(self) -> None:
        self.polled_at = asyncio.get_running_loop().time()

    def _hold(self, conn: Connection) -> bool:
        return state.hold(conn, self.name, self._holder, wall=self._clock.wall(), term=TERM)

    async def _ask(self) -> Sequence[IntakeRow] | None:
        """The next batch, None where the channel has nothing to poll. After trouble it is asked anew."""
        batches = self._batches = self._batches or self._channel.poll()
        self._asking = asyncio.create_task(_next_of(batches), name=f"{self.name}-ask")
        try:
            rows = await self._asking
        except BaseException as problem:
            self._batches = None
            self.refused(isinstance(problem, Misconfigured))
            raise
        finally:
            self._asking = None
        if rows is None:
            self._batches = None
        return rows

    async def _store(self, rows: Sequence[IntakeRow]) -> None:
        arrivals = [
            Arrival(
                row.address.channel, row.address.account, row.external_id, self._lane_of(row.address), row.raw
            )
            for row in rows
        ]
        now, wall = self._clock.now(), self._clock.wall()
        new = await self._database.write(partial(inbox.put, arrivals=arrivals, now=now, wall=wall))
        self.taken += new
        if new:
            self.rang()


async def _next_of(batches: AsyncIterator[Sequence[IntakeRow]]) -> Sequence[IntakeRow] | None:
    return await anext(batches, None)
