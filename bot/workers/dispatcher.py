"""Inbox heads -> handlers -> one transaction.

A batch claims the heads of many lanes, loads their conversations in one read, runs the turns in
memory and writes everything at the end: one commit. A turn that fails is left out; what it had
written in the middle (filing, a compare-and-set) stood in a savepoint and is undone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.core.errors import Stale, Unparsable
from bot.core.messages import Address, Inbound, InboxId
from bot.core.ports import Channel, Clock
from bot.workers.loop import IDLE, Loop
from handlers import router
from handlers.turn import Desk, Turn
from locales.catalog import LANGUAGES
from storage import conversations, evidence, inbox, outbox
from storage.conversations import Conversation
from storage.database import Database
from storage.inbox import Head, InboxKind
from storage.touch import Connection, Touch

log = structlog.get_logger()

BATCH: Final = 64
CAREFUL_ATTEMPTS: Final = 3
"""After an unclean stop a row that was tried so often is parked: it may be what kills the process."""


@dataclass(slots=True)
class Batch:
    """What one transaction did."""

    done: list[InboxId] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    failed: int = 0
    parked: int = 0
    spoke: bool = False
    collects: bool = False

    @property
    def claimed(self) -> int:
        """How many rows were looked at."""
        return len(self.done) + self.failed + self.parked


@dataclass(frozen=True, slots=True)
class Bells:
    """Whom to wake after a commit."""

    courier: Callable[[], None]
    collector: Callable[[], None]


class Dispatcher(Loop):
    """Runs turns, batch by batch. `careful_until`: rows up to this id are replayed one at a time."""

    name = "dispatcher"

    def __init__(
        self, desk: Desk, database: Database, channels: Mapping[str, Channel], clock: Clock, bells: Bells
    ) -> None:
        super().__init__()
        self._desk = desk
        self._database = database
        self._channels = channels
        self._clock = clock
        self._bells = bells
        self.careful_until: InboxId | None = None
        self.handled = 0
        self.parked = 0

    async def step(self) -> float:
        """One batch."""
        if self.careful_until is not None:
            return await self._careful(self.careful_until)
        try:
            batch = await self._database.write(self.batch)
        except Stale:
            return 0
        await self._after(batch)
        return 0 if batch.claimed else IDLE

    async def _careful(self, until: InboxId) -> float:
        """One row at a time, its attempt committed first, until the rows of the last life are done."""
        head = await self._database.write(
            lambda conn: inbox.next_head(conn, until=until, wall=self._clock.wall())
        )
        if head is None:
            self.careful_until = None
            return 0
        if head.attempts > CAREFUL_ATTEMPTS:
            await self._database.write(
                lambda conn: inbox.park(conn, head.id, "killed the process", wall=self._clock.wall())
            )
            log.error("parked a message that stopped the process", inbox=head.id)
            self.parked += 1
            return 0
        await self._after(await self._database.write(lambda conn: self.batch(conn, most=1)))
        return 0

    def batch(self, conn: Connection, most: int = BATCH) -> Batch:
        """Claim, run, write. Runs on a database thread, in one transaction."""
        batch = Batch()
        heads = inbox.claim_heads(conn, wall=self._clock.wall(), most=most)
        if not heads:
            return batch
        talks = conversations.load(conn, [head.lane for head in heads])
        for head in heads:
            self._turn(conn, head, talks.get(head.lane), batch)
        self._write(conn, batch)
        return batch

    def _turn(self, conn: Connection, head: Head, talk: Conversation | None, batch: Batch) -> None:
        wall = self._clock.wall()
        touch = Touch(conn)
        try:
            message = self._parse(head)
            turn = self._begin(head, message, talk, touch)
            router.handle(turn)
        except Stale:
            raise
        except Unparsable as problem:
            touch.undo()
            inbox.park(conn, head.id, f"unparsable: {problem}"[:100], wall=wall)
            log.warning("parked an update that nobody can read", inbox=head.id, channel=head.row.channel)
            batch.parked += 1
        except Exception as problem:  # a turn that fails may not take the batch with it
            touch.undo()
            self._fail(conn, head, problem, batch)
        else:
            touch.keep()
            batch.done.append(head.id)
            batch.turns.append(turn)

    def _fail(self, conn: Connection, head: Head, problem: Exception, batch: Batch) -> None:
        parked = inbox.fail(conn, head, type(problem).__name__, wall=self._clock.wall())
        log.error("turn failed", inbox=head.id, problem=type(problem).__name__, parked=parked)
        log.debug("turn failed", inbox=head.id, exc_info=problem)
        batch.failed += not parked
        batch.parked += parked

    def _parse(self, head: Head) -> Inbound:
        if head.kind is InboxKind.NOTICE:
            address, said = inbox.read_notice(head.row)
            return Inbound(address, head.row.received_at, notice=said, external_id=head.row.external_id)
        channel = self._channels.get(head.row.channel)
        if channel is None:
            raise Unparsable(f"no channel {head.row.channel}")
        return channel.parse(head.row)

    def _begin(self, head: Head, message: Inbound, talk: Conversation | None, touch: Touch) -> Turn:
        known = talk or self._greet(head, message)
        turn = Turn(self._desk, message, known, head.row.received_at, self._clock.wall(), touch)
        turn.collect()
        return turn

    def _greet(self, head: Head, message: Inbound) -> Conversation:
        language = message.language if message.language in self._desk.catalog.places else None
        return Conversation(head.lane, message.address, language or LANGUAGES[0], head.row.received_at)

    def _write(self, conn: Connection, batch: Batch) -> None:
        """All effects of all turns, with as few statements as there are tables."""
        now, wall = self._clock.now(), self._clock.wall()
        people = [turn.lane for turn in batch.turns if turn.message.notice is None]
        if people:
            outbox.sign_of_life(conn, people, wall=wall)
        for turn in batch.turns:
            if turn.blank:
                outbox.blank_lane(conn, turn.lane)
        evidence.want(conn, [want for turn in batch.turns for want in turn.wants], wall=wall)
        letters = [letter for turn in batch.turns for letter in turn.letters]
        outbox.put(conn, letters, now=now, wall=wall)
        stale = conversations.save(conn, [turn.talk for turn in batch.turns])
        if stale:
            raise Stale(f"{len(stale)} conversations changed in between")
        inbox.finish(conn, batch.done, wall=wall)
        for turn in batch.turns:
            if turn.blank:
                inbox.blank_lane(conn, turn.lane)
        batch.spoke = bool(letters)
        batch.collects = any(turn.wants for turn in batch.turns)

    async def _after(self, batch: Batch) -> None:
        """The commit stands: ring, and answer presses (best effort, never a row)."""
        self.handled += len(batch.done)
        self.parked += batch.parked
        if batch.spoke:
            self._bells.courier()
        if batch.collects:
            self._bells.collector()
        for turn in batch.turns:
            if turn.message.tap is not None:
                await self._answer(turn.message.address, turn)

    async def _answer(self, address: Address, turn: Turn) -> None:
        channel = self._channels.get(address.channel)
        if channel is None:
            return
        try:
            await channel.answer(turn.message, turn.answer)
        except Exception as problem:  # best effort: the reply itself is a row
            log.info("press not answered", channel=address.channel, problem=type(problem).__name__)
