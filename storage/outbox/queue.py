"""What a turn decided to say is queued, and takes the place of its older version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, func, insert, select, update

from bot.core.messages import LaneKey, Outbound
from storage.columns import reads
from storage.locks import Guard, lock
from storage.outbox.table import GATHER_AT_MOST, GATHER_FOR, OUTBOX, Letter, OutboxState
from storage.swift import Swift

_LATER: Final = {"id", "settled_at", "landed"}
_INSERT = Swift(insert(OUTBOX), *(column.name for column in OUTBOX.columns if column.name not in _LATER))


class _Before(NamedTuple):
    """The predecessor: the row to edit, and until when it would have gathered had it not been taken back."""

    edits: int | None = None
    gathers_until: datetime | None = None


_NOTHING: Final = _Before()


def put(conn: Connection, letters: Sequence[Letter], *, now: datetime, wall: datetime) -> list[LaneKey]:
    """Queue in this order; gives the lanes. On PostgreSQL the lanes are locked, so that ids of a lane grow
    in commit order."""
    if not letters:
        return []
    lanes = sorted({letter.outbound.lane for letter in letters})
    lock(conn, Guard.OUTBOX_LANE, lanes)
    newest = {_place(letter.outbound): letter.outbound for letter in letters}
    anew = {_place(letter.outbound) for letter in letters if letter.outbound.anew}
    rows = [
        _row(letter, _replace(conn, letter.outbound, wall, anew=_place(letter.outbound) in anew), now, wall)
        for letter in letters
        if letter.outbound.replaces is None or newest[_place(letter.outbound)] is letter.outbound
    ]
    _INSERT.each(conn, rows)
    return lanes


def _place(out: Outbound) -> tuple[LaneKey, str | None]:
    return out.lane, out.replaces


def _row(letter: Letter, before: _Before, now: datetime, wall: datetime) -> dict[str, Any]:
    out = letter.outbound
    return {
        "lane": out.lane, "channel": letter.address.channel, "account": letter.address.account,
        "person": letter.address.person.encode(), "language": letter.language,
        "prompt": out.prompt, "kind": out.kind, "priority": int(out.priority),
        "state": OutboxState.QUEUED, "replaces": out.replaces, "edits": before.edits, "repeats": 0,
        "brief": out.brief, "attempts": 0, "external_id": "", "queued_at": now, "problem": "",
        **_when(before, out, wall),
    }  # fmt: skip


def _when(before: _Before, out: Outbound, wall: datetime) -> dict[str, datetime | None]:
    """From when it is due. What gathers waits for its newer version, but not for ever."""
    if not out.gathers:
        return {"retry_at": wall, "gathers_until": None}
    until = before.gathers_until or wall + GATHER_AT_MOST
    return {"retry_at": min(wall + GATHER_FOR, until), "gathers_until": until}


def _replace(conn: Connection, out: Outbound, wall: datetime, *, anew: bool) -> _Before:
    """Take back the predecessor where it is not known to have arrived. What is said anew edits none."""
    if out.replaces is None:
        return _NOTHING
    same = and_(OUTBOX.c.lane == out.lane, OUTBOX.c.replaces == out.replaces)
    taken_back = conn.execute(
        update(OUTBOX)
        .where(same, reads(OUTBOX.c.state, OutboxState.QUEUED, OutboxState.UNCERTAIN))
        .values(state=OutboxState.REPLACED, settled_at=wall)
        .returning(OUTBOX.c.gathers_until)
    ).scalars()
    until = max((moment for moment in taken_back if moment is not None), default=None)
    stands = (OUTBOX.c.state != OutboxState.DEAD, OUTBOX.c.gathers_until.is_(None))
    before = select(func.max(OUTBOX.c.id)).where(same, *stands)
    return _Before(None if out.gathers or anew else conn.execute(before).scalar(), until)
