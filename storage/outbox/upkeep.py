"""How sending stands, and the end of what was said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, update

from bot.core.messages import LaneKey
from storage.columns import reads
from storage.outbox.table import BRIEF_LEFT, LIVE, OUTBOX, TO_REPEAT, WORDS_LEFT, OutboxState

PORTION: Final = 1000
"""How many rows one sweep handles: a writer must not wait long for it."""


@dataclass(frozen=True, slots=True)
class Health:
    """How sending stands: what waits, since when the oldest is due (wall time), what failed."""

    queued: int
    oldest: datetime | None
    uncertain: int
    dead: int


def health(conn: Connection) -> Health:
    """For readiness and metrics."""
    queued, oldest = conn.execute(select(func.count(), func.min(OUTBOX.c.retry_at)).where(LIVE)).one()
    return Health(queued, oldest, _count(conn, OutboxState.UNCERTAIN), _count(conn, OutboxState.DEAD))


def _count(conn: Connection, state: OutboxState) -> int:
    counted = select(func.count()).select_from(OUTBOX).where(reads(OUTBOX.c.state, state))
    return conn.execute(counted).scalar_one()


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase the words of what was said to this person and is settled; what is still on its way follows
    an hour after it arrived."""
    ours, on_its_way = OUTBOX.c.lane == lane, reads(OUTBOX.c.state, OutboxState.QUEUED, OutboxState.SENDING)
    conn.execute(update(OUTBOX).where(ours, ~on_its_way).values(prompt=None))
    conn.execute(update(OUTBOX).where(ours, on_its_way).values(brief=True))


def hasten(conn: Connection, *, wall: datetime, latest: datetime) -> int:
    """Make due what waits beyond `latest`: further than any pause of ours, so the clock was set back."""
    late = OUTBOX.c.retry_at > latest
    return sum(
        conn.execute(update(OUTBOX).where(which, late).values(retry_at=wall)).rowcount
        for which in (LIVE, TO_REPEAT)
    )


def sweep(
    conn: Connection,
    *,
    blank_before: datetime,
    brief_before: datetime,
    delete_before: datetime,
    most: int = PORTION,
) -> bool:
    """Blank the words of what was settled before the one moment (brief rows: the second), delete rows
    settled before the third (wall time). Handles up to `most` rows of each; gives whether more remain."""
    deleted = conn.execute(
        OUTBOX.delete().where(_oldest(OUTBOX.c.settled_at < delete_before, None, most))
    ).rowcount
    blanked = [
        conn.execute(
            update(OUTBOX).where(_oldest(OUTBOX.c.settled_at < before, left, most)).values(prompt=None)
        ).rowcount
        for before, left in ((blank_before, WORDS_LEFT), (brief_before, BRIEF_LEFT))
    ]
    return most in {deleted, *blanked}


def _oldest(settled: ColumnElement[bool], left: TextClause | None, most: int) -> ColumnElement[bool]:
    found = select(OUTBOX.c.id).where(settled, *(() if left is None else (left,)))
    return OUTBOX.c.id.in_(found.order_by(OUTBOX.c.settled_at).limit(most).scalar_subquery())
