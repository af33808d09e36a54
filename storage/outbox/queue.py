"""What a turn decided to say is queued, and takes the place of its older version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, func, insert, select, update

from bot.core.messages import LaneKey, Outbound
from storage.columns import reads
from storage.locks import Guard, lock
from storage.outbox.table import OUTBOX, Letter, OutboxState

_INSERT = insert(OUTBOX)


def put(conn: Connection, letters: Sequence[Letter], *, now: datetime, wall: datetime) -> list[LaneKey]:
    """Queue in this order; gives the lanes. On PostgreSQL the lanes are locked, so that ids of a lane grow
    in commit order."""
    if not letters:
        return []
    lanes = sorted({letter.outbound.lane for letter in letters})
    lock(conn, Guard.OUTBOX_LANE, lanes)
    newest = {_place(letter.outbound): letter.outbound for letter in letters}
    rows = [
        _row(letter, _replace(conn, letter.outbound, wall), now, wall)
        for letter in letters
        if letter.outbound.replaces is None or newest[_place(letter.outbound)] is letter.outbound
    ]
    conn.execute(_INSERT, rows)
    return lanes


def _place(out: Outbound) -> tuple[LaneKey, str | None]:
    return out.lane, out.replaces


def _row(letter: Letter, edits: int | None, now: datetime, wall: datetime) -> dict[str, Any]:
    out = letter.outbound
    return {
        "lane": out.lane, "channel": letter.address.channel, "account": letter.address.account,
        "person": letter.address.person.encode(), "language": letter.language,
        "prompt": msgspec.to_builtins(out.prompt), "kind": out.kind, "priority": int(out.priority),
        "state": OutboxState.QUEUED, "replaces": out.replaces, "edits": edits, "repeats": 0,
        "brief": out.brief, "attempts": 0, "external_id": "", "queued_at": now, "retry_at": wall,
        "problem": "",
    }  # fmt: skip


def _replace(conn: Connection, out: Outbound, wall: datetime) -> int | None:
    """Take back the predecessor where it is not known to have arrived; give its id."""
    if out.replaces is None:
        return None
    same = and_(OUTBOX.c.lane == out.lane, OUTBOX.c.replaces == out.replaces)
    conn.execute(
        update(OUTBOX)
        .where(same, reads(OUTBOX.c.state, OutboxState.QUEUED, OutboxState.UNCERTAIN))
        .values(state=OutboxState.REPLACED, settled_at=wall)
    )
    before = select(func.max(OUTBOX.c.id)).where(same, OUTBOX.c.state != OutboxState.DEAD)
    return conn.execute(before).scalar()
