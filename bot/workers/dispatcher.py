"""Inbox heads -> handlers -> one transaction, again and again; then the bells, and the word for a press."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from bot.core.messages import InboxId
from bot.core.ports import Channel, Clock
from bot.workers.loop import IDLE, Loop
from bot.workers.turns import Batch, Turns
from handlers.turn import Turn
from storage import inbox
from storage.database import Database, is_full_or_away

log = structlog.get_logger()

CAREFUL_ATTEMPTS: Final = 3
"""After an unclean stop a row that was tried so often is parked: it may be what kills the process."""
ANSWER_SECONDS: Final = 2.0
"""A press is answered within so many seconds or not at all."""
ANSWERS: Final = 200
"""So many presses are being answered at most; the others go without."""


@dataclass(frozen=True, slots=True)
class Bells:
    """Whom to wake after a commit."""

    courier: Callable[[], None]
    collector: Callable[[], None]


class Dispatcher(Loop):
    """Runs turns, batch by batch. `careful_until`: rows up to this id are replayed one at a time."""

    name = "dispatcher"

    def __init__(
        self, turns: Turns, database: Database, channels: Mapping[str, Channel], clock: Clock, bells: Bells
    ) -> None:
        super().__init__()
        self._turns = turns
        self._database = database
        self._channels = channels
        self._clock = clock
        self._bells = bells
        self._answers: set[asyncio.Task[None]] = set()
        self.careful_until: InboxId | None = None
        self.handled = 0
        self.parked = 0

    async def run(self) -> None:
        """Until stopped; presses that are being answered are not waited for."""
        try:
            await super().run()
        finally:
            for task in self._answers:
                task.cancel()

    async def step(self) -> float:
        """One batch."""
        if self.careful_until is not None:
            return await self._careful(self.careful_until)
        batch = await self._commit()
        self._after(batch)
        return 0 if batch.claimed else IDLE

    async def _commit(self) -> Batch:
        """What cannot be done together is done turn by turn: a stale or unwritable one holds only itself."""
        try:
            return await self._database.write(self._turns.together)
        except Exception as problem:  # whatever spoilt the batch, turn by turn it holds only itself
            if is_full_or_away(problem):
                raise
            log.info("a batch is run again turn by turn", problem=type(problem).__name__)
        return await self._database.write(self._turns.singly)

    async def _careful(self, until: InboxId) -> float:
        """One row at a time, its attempt committed first, until the rows of the last life are done."""
        wall = self._clock.wall()
        head = await self._database.write(lambda conn: inbox.next_head(conn, until=until, wall=wall))
        if head is None:
            self.careful_until = None
            log.info("all messages of the last run are replayed")
            return 0
        if head.attempts > CAREFUL_ATTEMPTS:
            await self._database.write(
                lambda conn: inbox.park(conn, head.id, "killed the process", wall=wall)
            )
            log.error("parked a message that stopped the process", inbox=head.id)
            self.parked += 1
            return 0
        self._after(await self._database.write(lambda conn: self._turns.singly(conn, most=1)))
        return 0

    def _after(self, batch: Batch) -> None:
        """The commit stands: ring, and answer presses (best effort, never a row)."""
        self.handled += len(batch.done)
        self.parked += batch.parked
        if batch.spoke:
            self._bells.courier()
        if batch.collects:
            self._bells.collector()
        for turn in batch.turns:
            if turn.message.tap is not None and len(self._answers) < ANSWERS:
                task = asyncio.create_task(self._answer(turn))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)

    async def _answer(self, turn: Turn) -> None:
        channel = self._channels.get(turn.message.address.channel)
        if channel is None:
            return
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await channel.answer(turn.message, turn.answer)
        except Exception as problem:  # best effort: the reply itself is a row
            log.info("press not answered", channel=channel.name, problem=type(problem).__name__)
