"""What people said, as it is read back."""

import contextlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, union_all

from bot.core.messages import LaneKey
from bot.core.ports import StoredRow
from storage.columns import Unreadable, reads, shut, unseal
from storage.inbox.table import INBOX, InboxKind, InboxState


def story(conn: Connection, lane: LaneKey, *, most: int) -> list[Mapping[str, Any]]:
    """What this person said, newest first: id, raw (None once blanked), external_id, received_at."""
    rows = conn.execute(
        select(
            INBOX.c.id, INBOX.c.raw, INBOX.c.external_id, INBOX.c.channel, INBOX.c.account,
            INBOX.c.received_at,
        )
        .where(INBOX.c.lane == lane, INBOX.c.kind == InboxKind.MESSAGE)
        .order_by(INBOX.c.id.desc())
        .limit(most)
    )  # fmt: skip
    return [dict(row._mapping) for row in rows]


def unhandled(conn: Connection, channel: str) -> list[StoredRow]:
    """The messages of a channel that wait or were parked: what they point to may not be thrown away."""
    columns = (INBOX.c.channel, INBOX.c.account, INBOX.c.external_id, INBOX.c.received_at)
    said = INBOX.c.kind == InboxKind.MESSAGE
    each = (  # apart, so that each finds its own index; by channel SQLite would take that of all rows
        select(*columns, shut(INBOX.c.raw, "raw")).where(reads(INBOX.c.state, state), said)
        for state in (InboxState.WAITING, InboxState.PARKED)
    )
    rows = conn.execute(union_all(*each))
    found = []
    for row in rows:
        if row.channel != channel:
            continue
        with contextlib.suppress(Unreadable):
            raw = unseal(conn, INBOX.c.raw, row.raw) or b""
            found.append(StoredRow(row.channel, row.account, row.external_id, raw, row.received_at))
    return found
