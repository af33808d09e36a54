"""A batch of turns: claim the heads of many lanes, run the turns in memory, write everything at the end.

A turn that fails is left out; what it had written in the middle (filing, a compare-and-set) stood in a
savepoint and is undone. What spoils the writing of all, or finds its row changed, lets the whole
transaction fail; it is run again with each turn in a savepoint of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec
import structlog

from bot.core.errors import Stale, Unparsable
from bot.core.messages import Inbound, InboxId
from bot.core.ports import Channel, Clock
from handlers import router
from handlers.turn import Desk, Turn
from locales.catalog import LANGUAGES
from storage import conversations, evidence, inbox, outbox, staff, threads
from storage.conversations import Conversation
from storage.database import is_full_or_away, savepoint
from storage.inbox import Head, InboxKind
from storage.touch import Connection, Touch

log = structlog.get_logger()

BATCH: Final = 64


@dataclass(slots=True)
class Batch:
    """What one transaction did."""

    done: list[InboxId] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    failed: int = 0
    parked: int = 0

    @property
    def claimed(self) -> int:
        """How many rows were looked at."""
        return len(self.done) + self.failed + self.parked

    @property
    def spoke(self) -> bool:
        """Whether there is something to deliver."""
        return any(turn.letters for turn in self.turns)

    @property
    def collects(self) -> bool:
        """Whether there are files to fetch."""
        return any(turn.wants for turn in self.turns)

    def add(self, other: "Batch") -> None:
        """What another one did in the same transaction."""
        self.done += other.done
        self.turns += other.turns
        self.failed += other.failed
        self.parked += other.parked


class Turns:
    """Runs batches. Every method runs on a database thread, inside one transaction."""

    def __init__(self, desk: Desk, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._desk = desk
        self._channels = channels
        self._clock = clock

    def together(self, conn: Connection, most: int = BATCH) -> Batch:
        """Claim, run, write, with as few statements as there are tables."""
        batch = Batch()
        self._run(conn, inbox.claim_heads(conn, wall=self._clock.wall(), most=most), batch)
        return batch

    def singly(self, conn: Connection, most: int = BATCH) -> Batch:
        """The same, turn by turn: what cannot be written, or is stale again, waits like what failed."""
        batch = Batch()
        for head in inbox.claim_heads(conn, wall=self._clock.wall(), most=most):
            part = Batch()
            try:
                with savepoint(conn):
                    self._run(conn, [head], part)
            except Exception as problem:  # one turn may not take the others with it
                part = Batch()
                self._fail(conn, head, problem, part)
            batch.add(part)
        return batch

    def handle(self, turn: Turn) -> None:
        """What a message causes."""
        router.handle(turn)

    def _run(self, conn: Connection, heads: list[Head], batch: Batch) -> None:
        if not heads:
            return
        lanes = [head.lane for head in heads]
        talks = conversations.load(conn, lanes)
        on_staff = staff.on_lanes(conn, lanes)
        for head in heads:
            self._turn(conn, head, talks.get(head.lane), batch, on_staff=head.lane in on_staff)
        self._write(conn, batch)

    def _turn(
        self, conn: Connection, head: Head, talk: Conversation | None, batch: Batch, *, on_staff: bool
    ) -> None:
        touch = Touch(conn)
        try:
            message = self._parse(head)
            turn = self._begin(head, message, talk, touch)
            turn.on_staff = on_staff
            self.handle(turn)
        except Stale:
            raise
        except Unparsable as problem:
            touch.undo()
            self._park(conn, head, problem, batch)
        except Exception as problem:  # a turn that fails may not take the batch with it
            if is_full_or_away(problem):
                raise
            touch.undo()
            self._fail(conn, head, problem, batch)
        else:
            touch.keep()
            batch.done.append(head.id)
            batch.turns.append(turn)

    def _park(self, conn: Connection, head: Head, problem: Unparsable, batch: Batch) -> None:
        inbox.park(conn, head.id, f"unparsable: {problem}"[:100], wall=self._clock.wall())
        log.warning("parked an update that nobody can read", inbox=head.id, channel=head.row.channel)
        batch.parked += 1

    def _fail(self, conn: Connection, head: Head, problem: Exception, batch: Batch) -> None:
        """Try again later. Where the database itself fails no turn is to blame, and all is undone."""
        if is_full_or_away(problem):
            raise problem
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
        if message.notice is None:
            known = msgspec.structs.replace(known, updated_at=head.row.received_at)
            if known.unreadable:
                known = msgspec.structs.replace(known, address=message.address)
        turn = Turn(self._desk, message, known, head.row.received_at, self._clock.wall(), touch)
        if known.blocked_at is not None and message.notice is None and not message.group:
            conversations.block(touch(), head.lane, None)
        if not message.edited:  # its files were ordered with the first version
            turn.collect()
        return turn

    def _greet(self, head: Head, message: Inbound) -> Conversation:
        language = message.language if message.language in self._desk.catalog.places else None
        return Conversation(head.lane, message.address, language or LANGUAGES[0], head.row.received_at)

    def _write(self, conn: Connection, batch: Batch) -> None:
        """All effects of all turns."""
        now, wall = self._clock.now(), self._clock.wall()
        people = [turn.lane for turn in batch.turns if turn.message.notice is None]
        outbox.sign_of_life(conn, people, wall=wall)
        emptied = [turn.lane for turn in batch.turns if turn.blank]
        for lane in emptied:
            outbox.blank_lane(conn, lane)
            threads.blank_lane(conn, lane)
        evidence.erase_loose(conn, [turn.lane for turn in batch.turns if turn.drops_files])
        evidence.want(conn, [want for turn in batch.turns for want in turn.wants], wall=wall)
        outbox.put(conn, [letter for turn in batch.turns for letter in turn.letters], now=now, wall=wall)
        stale = conversations.save(conn, [turn.talk for turn in batch.turns if not _is_clock(turn)])
        if stale:
            raise Stale(f"{len(stale)} conversations changed in between")
        inbox.finish(conn, batch.done, wall=wall)
        for lane in emptied:
            inbox.blank_lane(conn, lane)
        told = zip(batch.done, batch.turns, strict=True)
        inbox.blank(conn, [id_ for id_, turn in told if turn.forgets])


def _is_clock(turn: Turn) -> bool:
    """Whether time spoke on the lane of a case, where there is nobody to talk to."""
    return turn.message.address.channel == inbox.CLOCK
