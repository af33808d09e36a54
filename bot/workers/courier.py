"""Outbox heads -> channel.send -> delivered, retry, uncertain or dead.

A row is leased and committed before it is sent, and no transaction waits for the network. A row whose
courier died while sending is uncertain, unless its channel drops copies by itself.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.core.errors import Blocked, Misconfigured, SendError, Throttled, Uncertain
from bot.core.ports import Channel, Clock
from bot.workers.loop import IDLE, Loop
from locales import Catalog
from storage import outbox
from storage.database import Database
from storage.outbox import ATTEMPTS, Claim
from storage.touch import Connection

log = structlog.get_logger()

BATCH: Final = 64
SLOWEST: Final = 600.0
SEND_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to send."""

    claimed: Claim
    external_id: str = ""
    problem: SendError | None = None


class Courier(Loop):
    """Delivers. Priorities and per-lane order are decided by the claim."""

    name = "courier"

    def __init__(
        self, database: Database, channels: Mapping[str, Channel], clock: Clock, catalog: Catalog
    ) -> None:
        super().__init__()
        self._database = database
        self._channels = channels
        self._clock = clock
        self._catalog = catalog
        self._swept_at: datetime | None = None
        self.sent = 0

    async def step(self) -> float:
        """One batch."""
        await self._settle_abandoned()
        wall = self._clock.wall()
        claims = await self._database.write(lambda conn: outbox.claim(conn, wall=wall, most=BATCH))
        if not claims:
            return IDLE
        deliveries = await asyncio.gather(*(self._deliver(claimed) for claimed in claims))
        await self._database.write(self._recording(deliveries))
        self.sent += sum(1 for delivery in deliveries if delivery.problem is None)
        return 0

    async def _deliver(self, claimed: Claim) -> Delivery:
        channel = self._channels.get(claimed.parcel.address.channel)
        if channel is None:
            return Delivery(claimed, problem=Misconfigured("no such channel here"))
        parcel = claimed.parcel
        if claimed.repeats:
            mark = self._catalog.say(parcel.language, "repeat-mark")
            parcel = replace(parcel, prompt=replace(parcel.prompt, text=f"{mark}\n{parcel.prompt.text}"))
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return Delivery(claimed, await channel.send(parcel))
        except SendError as problem:
            return Delivery(claimed, problem=problem)
        except Exception as problem:  # an unknown failure may have delivered
            log.error("send failed", channel=parcel.address.channel, problem=type(problem).__name__)
            return Delivery(claimed, problem=Uncertain(type(problem).__name__))

    def _recording(self, deliveries: Sequence[Delivery]) -> Callable[[Connection], None]:
        def record(conn: Connection) -> None:
            wall = self._clock.wall()
            arrived = [(d.claimed.parcel.id, d.external_id) for d in deliveries if d.problem is None]
            outbox.delivered(conn, arrived, wall=wall)
            for delivery in deliveries:
                if delivery.problem is not None:
                    self._record_failure(conn, delivery.claimed, delivery.problem, wall)

        return record

    def _record_failure(self, conn: Connection, claimed: Claim, problem: SendError, wall: datetime) -> None:
        name = type(problem).__name__
        if problem.loggable:
            log.warning("not delivered", outbox=claimed.parcel.id, problem=name, attempts=claimed.attempts)
        if isinstance(problem, Uncertain) and not self._resends(claimed):
            outbox.unsure(conn, claimed, name, wall=wall)
        elif isinstance(problem, Blocked):
            outbox.give_up(conn, claimed.parcel.id, name, wall=wall)
            outbox.drop_lane(conn, claimed.lane, wall=wall)
        elif not _worth_another(claimed, problem):
            outbox.give_up(conn, claimed.parcel.id, name, wall=wall)
        else:
            outbox.retry(conn, claimed.parcel.id, name, at=wall + _pause(claimed, problem))

    def _resends(self, claimed: Claim) -> bool:
        channel = self._channels.get(claimed.parcel.address.channel)
        return channel is not None and channel.resends

    async def _settle_abandoned(self) -> None:
        """Rows that a dead courier left in the middle of sending."""
        wall = self._clock.wall()
        if self._swept_at is not None and wall - self._swept_at < timedelta(seconds=5):
            return
        self._swept_at = wall

        def settle(conn: Connection) -> int:
            left = outbox.abandoned(conn, wall=wall)
            for claimed in left:
                if self._resends(claimed):
                    outbox.retry(conn, claimed.parcel.id, "courier stopped", at=wall)
                else:
                    outbox.unsure(conn, claimed, "courier stopped", wall=wall)
            return len(left)

        left = await self._database.write(settle)
        if left:
            log.warning("sending was cut short", rows=left)


def _worth_another(claimed: Claim, problem: SendError) -> bool:
    if isinstance(problem, Uncertain | Throttled | Misconfigured):
        return True
    return problem.retryable and claimed.attempts < ATTEMPTS


def _pause(claimed: Claim, problem: SendError) -> timedelta:
    """Doubling with jitter, or what the platform asks for."""
    if isinstance(problem, Throttled):
        return timedelta(seconds=problem.after)
    seconds = min(2.0 ** min(claimed.attempts, 10), SLOWEST)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311  jitter is no secret
