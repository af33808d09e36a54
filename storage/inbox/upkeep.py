"""How intake stands, and what is blanked and deleted when its time is over."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select, update

from bot.core.messages import InboxId, LaneKey
from storage.columns import reads
from storage.inbox.table import INBOX, PORTION, TEXT_LEFT, InboxState


def hasten(conn: Connection, *, wall: datetime, latest: datetime) -> int:
    """Make due what waits beyond `latest`: further than any pause of ours, so the clock was set back."""
    late = update(INBOX).where(reads(INBOX.c.state, InboxState.WAITING), INBOX.c.retry_at > latest)
    return conn.execute(late.values(retry_at=wall)).rowcount


class Health(msgspec.Struct, frozen=True):
    """How intake stands: what waits, since when the oldest is due (wall time), what was parked."""

    waiting: int
    parked: int
    oldest: datetime | None


def health(conn: Connection) -> Health:
    """For readiness and metrics."""
    waiting, oldest = conn.execute(
        select(func.count(), func.min(INBOX.c.retry_at)).where(reads(INBOX.c.state, InboxState.WAITING))
    ).one()
    parked = conn.execute(
        select(func.count()).select_from(INBOX).where(reads(INBOX.c.state, InboxState.PARKED))
    ).scalar_one()
    return Health(waiting, parked, oldest)


def blank_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase what this person wrote; the duplicate keys stay. Rows still waiting keep their text."""
    conn.execute(
        update(INBOX).where(INBOX.c.lane == lane, INBOX.c.state != InboxState.WAITING).values(raw=None)
    )


def blank(conn: Connection, ids: Sequence[InboxId]) -> None:
    """Erase what these messages said, once they are done; the duplicate keys stay."""
    if ids:
        conn.execute(update(INBOX).where(INBOX.c.id.in_(ids)).values(raw=None))


def sweep(conn: Connection, *, blank_before: datetime, delete_before: datetime, most: int = PORTION) -> bool:
    """Blank the texts of what was done before the one moment, delete rows done before the other (wall time).

    A parked row keeps its text until it is deleted, so that somebody can look. Handles up to `most` rows
    of each kind; gives whether more remain.
    """
    old = select(INBOX.c.id).where(INBOX.c.done_at < delete_before).order_by(INBOX.c.done_at).limit(most)
    deleted = conn.execute(INBOX.delete().where(INBOX.c.id.in_(old.scalar_subquery()))).rowcount
    worded = (
        select(INBOX.c.id)
        .where(TEXT_LEFT, INBOX.c.done_at < blank_before)
        .order_by(INBOX.c.done_at)
        .limit(most)
    )
    blanked = conn.execute(
        update(INBOX).where(INBOX.c.id.in_(worded.scalar_subquery())).values(raw=None)
    ).rowcount
    return most in {deleted, blanked}
