"""A chat got another address: what is still to be said to it follows."""

from sqlalchemy import Connection, select, update

from bot.core.messages import Address, LaneKey
from storage.columns import reads
from storage.locks import Guard, lock
from storage.outbox.table import LEASE, OUTBOX, OutboxState

_WAITING = reads(OUTBOX.c.state, OutboxState.QUEUED, OutboxState.UNCERTAIN)


def readdress(conn: Connection, lane: LaneKey, new_lane: LaneKey, address: Address) -> None:
    """What is not said yet on this lane goes to another one and its address, as new messages: what was
    sent to the old chat cannot be edited in the new one. What is being sent is queued again, due at once."""
    lock(conn, Guard.OUTBOX_LANE, [lane, new_lane])
    _put_back(conn, lane)
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.lane == lane, _WAITING)
        .values(
            lane=new_lane, channel=address.channel, account=address.account,
            person=address.person.encode(), edits=None, landed=None,
        )
    )  # fmt: skip
    _drop_older(conn, new_lane)


def _put_back(conn: Connection, lane: LaneKey) -> None:
    """The lease tells when it was claimed, and so what moment is past."""
    being_sent = select(OUTBOX.c.id, OUTBOX.c.retry_at).where(
        OUTBOX.c.lane == lane, reads(OUTBOX.c.state, OutboxState.SENDING)
    )
    for row in conn.execute(being_sent).all():
        queued = {"state": OutboxState.QUEUED, "retry_at": row.retry_at - LEASE}
        conn.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(queued))


def _drop_older(conn: Connection, lane: LaneKey) -> None:
    """Versions of one message that met on this lane: only the newest is said."""
    newer = OUTBOX.alias("newer")
    outrun = (
        select(newer.c.id)
        .where(newer.c.lane == OUTBOX.c.lane, newer.c.replaces == OUTBOX.c.replaces, newer.c.id > OUTBOX.c.id)
        .exists()
    )
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.lane == lane, _WAITING, OUTBOX.c.replaces.is_not(None), outrun)
        .values(state=OutboxState.REPLACED, settled_at=OUTBOX.c.retry_at)
    )
