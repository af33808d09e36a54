"""Outbox heads -> channel.send -> delivered, retry, uncertain or dead.

A row is leased and committed before it is sent, and no transaction waits for the network. Every delivery
is a task of its own: what has landed is recorded in the transaction that claims what goes next, so one
slow channel holds nobody else. A row whose courier died while sending is uncertain, unless its channel
drops copies by itself.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from msgspec.structs import replace

from bot.core.errors import Blocked, Misconfigured, Moved, SendError, Uncertain
from bot.core.messages import Notice, OutboxId
from bot.core.ports import Channel, Clock, Parcel
from bot.workers.loop import IDLE, Every, Loop
from bot.workers.verdicts import Delivery, record_failure
from locales import Catalog
from storage import inbox, outbox
from storage.database import Database
from storage.outbox import LEASE, Claim
from storage.touch import Connection

log = structlog.get_logger()

BATCH: Final = 64
PER_CHANNEL: Final = 64
"""So many deliveries of one channel are under way at most (and a batch more for a moment)."""
SEND_SECONDS: Final = 30.0
DRAIN_SECONDS: Final = 10.0
"""How long a stopping courier waits for what is under way."""
SETTLE_EVERY: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Postage:
    """What a courier needs besides the database. `alone`: no other process can be sending (SQLite)."""

    channels: Mapping[str, Channel]
    clock: Clock
    catalog: Catalog
    alone: bool = False
    send_seconds: float = SEND_SECONDS


class Courier(Loop):
    """Delivers. Priorities and per-lane order are decided by the claim."""

    name = "courier"

    def __init__(self, database: Database, postage: Postage) -> None:
        super().__init__()
        self._database = database
        self._postage = postage
        self._flying: dict[OutboxId, tuple[str, asyncio.Task[Delivery]]] = {}
        self._landed: list[Delivery] = []
        self._settles = Every(SETTLE_EVERY)
        self._first = postage.alone
        self.sent = 0

    async def run(self) -> None:
        """Until stopped; what is under way is waited for and recorded."""
        await super().run()
        await self._drain()

    async def step(self) -> float:
        """Record what has landed and send what is due."""
        await self._settle_abandoned()
        landed = list(self._landed)
        claims = await self._database.write(partial(self._exchange, landed, self._busy()))
        self._forget(landed)
        for claimed in claims:
            self._launch(claimed)
        return 0 if len(claims) == BATCH else IDLE

    def _busy(self) -> list[str]:
        """Channels that take no more now."""
        under_way = Counter(channel for channel, _ in self._flying.values())
        return sorted(channel for channel, count in under_way.items() if count >= PER_CHANNEL)

    def _exchange(self, landed: Sequence[Delivery], busy: Sequence[str], conn: Connection) -> list[Claim]:
        self._record(landed, conn)
        return outbox.claim(conn, wall=self._postage.clock.wall(), most=BATCH, busy=busy)

    def _launch(self, claimed: Claim) -> None:
        id_, channel = claimed.parcel.id, claimed.parcel.address.channel
        task = asyncio.create_task(self._deliver(claimed))
        self._flying[id_] = (channel, task)
        task.add_done_callback(partial(self._land, id_))

    def _land(self, id_: OutboxId, task: asyncio.Task[Delivery]) -> None:
        del self._flying[id_]
        if not task.cancelled():
            self._landed.append(task.result())
        self.wake()

    async def _deliver(self, claimed: Claim) -> Delivery:
        """One attempt. Never raises; a channel that hangs is cut, and then nobody knows."""
        channel = self._postage.channels.get(claimed.parcel.address.channel)
        if channel is None:
            return Delivery(claimed, problem=Misconfigured("no such channel here"))
        try:
            async with asyncio.timeout(self._postage.send_seconds):
                return Delivery(claimed, await channel.send(self._marked(claimed)))
        except SendError as problem:
            return Delivery(claimed, problem=problem)
        except asyncio.CancelledError:
            return Delivery(claimed, problem=Uncertain("cut short"))
        except Exception as problem:  # an unknown failure may have delivered
            log.error("send failed", channel=channel.name, problem=type(problem).__name__)
            return Delivery(claimed, problem=Uncertain(type(problem).__name__))

    def _marked(self, claimed: Claim) -> Parcel:
        """A repeat says that it is one."""
        parcel = claimed.parcel
        if not claimed.repeats:
            return parcel
        mark = self._postage.catalog.say(parcel.language, "repeat-mark")
        marked = replace(parcel.prompt, text=f"{mark}\n{parcel.prompt.text}")
        return replace(parcel, prompt=marked, repeated=True)

    def _record(self, landed: Sequence[Delivery], conn: Connection) -> None:
        wall = self._postage.clock.wall()
        arrived = [(d.claimed.parcel.id, d.external_id) for d in landed if d.problem is None]
        outbox.delivered(conn, arrived, wall=wall)
        for delivery in landed:
            if delivery.problem is not None:
                record_failure(conn, delivery, wall=wall, resends=self._resends(delivery.claimed))
            if isinstance(delivery.problem, Moved | Blocked):
                self._told_where(conn, delivery, delivery.problem)

    def _told_where(self, conn: Connection, delivery: Delivery, problem: Moved | Blocked) -> None:
        """What the platform told about the chat itself is handled like a word of the platform on its lane."""
        wall = self._postage.clock.wall()
        claimed, address = delivery.claimed, delivery.claimed.parcel.address
        if isinstance(problem, Moved):
            moved = replace(address, person=problem.person)
            outbox.readdress(conn, claimed.lane, self._database.keyring.lane(moved), moved)
            said = Notice("group-moved", {"to": problem.person})
        else:
            outbox.drop_lane(conn, claimed.lane, wall=wall)
            said = Notice("blocked")
        row = inbox.notice(claimed.lane, address, f"{said.name}:{claimed.parcel.id}", said)
        inbox.put(conn, [row], now=self._postage.clock.now(), wall=wall)

    def _forget(self, landed: Sequence[Delivery]) -> None:
        """These are recorded; what landed meanwhile is not."""
        self.sent += sum(1 for delivery in landed if delivery.problem is None)
        del self._landed[: len(landed)]

    def _resends(self, claimed: Claim) -> bool:
        channel = self._postage.channels.get(claimed.parcel.address.channel)
        return channel is not None and channel.resends

    async def _settle_abandoned(self) -> None:
        """Rows that a dead courier left in the middle of sending; alone, its lease need not run out."""
        wall = self._postage.clock.wall()
        if not self._settles.is_due(wall):
            return
        until = wall + 2 * LEASE if self._first else wall
        own = {*self._flying, *(delivery.claimed.parcel.id for delivery in self._landed)}
        left = await self._database.write(lambda conn: self._settle(conn, own, wall, until))
        self._first = False
        self._settles.done(wall)
        if left:
            log.warning("sending was cut short", rows=left)

    def _settle(self, conn: Connection, own: Set[OutboxId], wall: datetime, until: datetime) -> int:
        left = [claimed for claimed in outbox.abandoned(conn, wall=until) if claimed.parcel.id not in own]
        for claimed in left:
            if self._resends(claimed):
                outbox.retry(conn, claimed, "courier stopped", at=wall)
            else:
                outbox.unsure(conn, claimed, "courier stopped", wall=wall)
        return len(left)

    async def _drain(self) -> None:
        tasks = [task for _, task in self._flying.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        landed = list(self._landed)
        if landed:
            await self._database.write(partial(self._record, landed))
            self._forget(landed)
