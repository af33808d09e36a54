"""What arrives is stored once, however often it is brought."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.inbox.table import INBOX, Arrival, InboxState
from storage.locks import Guard, lock
from storage.swift import Swift

_COLUMNS = ("channel", "account", "external_id")
_PUT = {
    dialect: Swift(
        insert(INBOX)
        .on_conflict_do_nothing(index_elements=_COLUMNS)
        .returning(INBOX.c.id, INBOX.c.channel, INBOX.c.account, INBOX.c.external_id),
        *(column.name for column in INBOX.columns if column.name not in {"id", "done_at"}),
    )
    for dialect, insert in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def put(conn: Connection, arrivals: Sequence[Arrival], *, now: datetime, wall: datetime) -> int:
    """Store what is new; a redelivered row changes nothing. Gives the number of new rows."""
    return len(put_new(conn, arrivals, now=now, wall=wall))


def put_new(conn: Connection, arrivals: Sequence[Arrival], *, now: datetime, wall: datetime) -> list[Arrival]:
    """Store what is new and tell which that was.

    On PostgreSQL the lanes are locked, so that ids of a lane grow in commit order.
    """
    if not arrivals:
        return []
    lock(conn, Guard.INBOX_LANE, {arrival.lane for arrival in arrivals})
    fresh: dict[tuple[str, str, str], Arrival] = {}
    for arrival in arrivals:
        fresh.setdefault((arrival.channel, arrival.account, arrival.external_id), arrival)
    rows = [
        {
            "channel": a.channel, "account": a.account, "external_id": a.external_id, "lane": a.lane,
            "kind": a.kind, "raw": a.raw, "state": InboxState.WAITING, "attempts": 0,
            "received_at": now, "retry_at": wall, "problem": "",
        }
        for a in fresh.values()
    ]  # fmt: skip
    stored = _PUT[conn.dialect.name].rows_of_each(conn, rows)
    return [fresh[channel, account, external_id] for _, channel, account, external_id in sorted(stored)]
