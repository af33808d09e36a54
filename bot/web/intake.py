"""From a request to the inbox: one row, once, within the limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from aiohttp import web

from bot.channels.webchat import Sent
from bot.core.messages import LaneKey
from bot.web.clients import client_tag
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from bot.web.sessions import Person
from storage import inbox, limits
from storage.inbox import Arrival
from storage.limits import Limit
from storage.touch import Connection

HOUSEHOLDS: int = 10
"""So many people may share one client address (a market's Wi-Fi, a carrier's gateway)."""
MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Charge:
    """A limit, whose it is, and the code of the sentence where it is used up."""

    limit: Limit
    who: str
    code: str
    amount: int = 1


def charge(conn: Connection, charges: Sequence[Charge], wall: datetime) -> None:
    """Use up some of each limit. Raises 429, and the transaction with everything in it is undone."""
    for one in charges:
        if not limits.take(conn, one.limit, one.who, wall=wall, amount=one.amount):
            raise Problem(429, one.code, after=seconds_left(one.limit, wall))


def seconds_left(limit: Limit, wall: datetime) -> int:
    """Until the limit's window ends."""
    return limit.seconds - int(wall.timestamp()) % limit.seconds


def read_id(text: str) -> str:
    """The client's UUID in its usual form. Raises 400."""
    try:
        id_ = str(UUID(text))
    except ValueError:
        id_ = ""
    if id_ != text.lower():
        raise Problem(400, "bad-id")
    return id_


def external_id(lane: LaneKey, id_: str) -> str:
    """The duplicate key of a message."""
    return f"{lane}:{id_}"


async def accept(request: web.Request, person: Person, sent: Sent, more: Sequence[Charge] = ()) -> bool:
    """Commit the message; False where it was there before. `more` is charged beside the usual. Raises 429."""
    parts = parts_of(request)
    now, wall = parts.clock.now(), parts.clock.wall()
    raw = msgspec.json.encode(sent)
    arrival = Arrival(
        parts.channel.name, parts.channel.account, external_id(person.lane, sent.id), person.lane, raw
    )
    charges = (*_message_charges(parts, person.lane, client_tag(request)), *more)

    def store(conn: Connection) -> bool:
        if inbox.put(conn, [arrival], now=now, wall=wall) == 0:
            return False
        charge(conn, charges, wall)
        return True

    new = await parts.database.write(store)
    if new:
        parts.arrived()
    return new


def _message_charges(parts: WebParts, lane: LaneKey, client: str) -> tuple[Charge, ...]:
    minute, day = parts.settings.messages_per_minute, parts.settings.messages_per_day
    return (
        Charge(Limit("web-minute", minute, MINUTE), lane, "too-fast"),
        Charge(Limit("web-day", day, DAY), lane, "too-many"),
        Charge(Limit("web-client-minute", minute * HOUSEHOLDS, MINUTE), client, "too-fast"),
        Charge(Limit("web-client-day", day * HOUSEHOLDS, DAY), client, "too-many"),
    )
