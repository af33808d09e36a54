"""What was said to one person, as they see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from bot.core.messages import Kind, LaneKey, OutboxId, Prompt
from storage.outbox.line import trace
from storage.outbox.table import OUTBOX, OutboxState


@dataclass(frozen=True, slots=True)
class Said:
    """One message of ours as the person sees it. `prompt` is None once its words were blanked.

    `edits` is the message whose place it takes, among those that the person can have seen; `subject` the
    key of a card that is kept up to date.
    """

    id: OutboxId
    prompt: Prompt | None
    edits: OutboxId | None
    repeats: int
    language: str
    at: datetime
    subject: str | None = None


_HIDDEN: Final = {OutboxState.REPLACED, OutboxState.DEAD}
_WAITS: Final = {OutboxState.QUEUED, OutboxState.UNCERTAIN}
_SHOWN = OUTBOX.c.state.not_in(sorted(_HIDDEN))


def said_after(conn: Connection, lane: LaneKey, last: int, *, most: int = 200) -> list[Said]:
    """What was said to this person after the row `last`, oldest first."""
    rows = conn.execute(
        select(OUTBOX)
        .where(OUTBOX.c.lane == lane, OUTBOX.c.id > last, _SHOWN)
        .order_by(OUTBOX.c.id)
        .limit(most)
    ).all()
    return _said(conn, rows, last)


def story(conn: Connection, lane: LaneKey, *, most: int) -> list[Said]:
    """What was said to this person, newest first."""
    rows = conn.execute(
        select(OUTBOX).where(OUTBOX.c.lane == lane, _SHOWN).order_by(OUTBOX.c.id.desc()).limit(most)
    ).all()
    return _said(conn, rows, 0)


def _said(conn: Connection, rows: Sequence[Any], last: int) -> list[Said]:
    """A version that was replaced before it could be heard is left out of the line. One up to `last` was
    heard: it was still queued when that row was read, because it is replaced in its successor's commit."""
    line = trace(
        conn,
        {row.edits for row in rows if row.edits},
        lambda old: old.state not in _HIDDEN or old.id <= last,
    )
    before = {start: OutboxId(old.id) for start, old in line.items()}
    return [
        Said(
            OutboxId(row.id),
            row.prompt,
            before.get(row.edits),
            row.repeats,
            row.language,
            row.queued_at,
            row.replaces if row.kind is Kind.ASSIGNMENT else None,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Lately:
    """What was said last under keys that begin alike. `sent`: it is on its way, or arrived."""

    key: str
    prompt: Prompt
    kind: Kind
    sent: bool


def lately(conn: Connection, lane: LaneKey, begins: str, since: datetime) -> Lately | None:
    """The newest message to this person whose key begins so, queued since then (product time)."""
    under = OUTBOX.c.replaces.startswith(begins, autoescape=True)
    row = conn.execute(
        select(OUTBOX.c.replaces, OUTBOX.c.prompt, OUTBOX.c.kind, OUTBOX.c.state)
        .where(OUTBOX.c.lane == lane, under, OUTBOX.c.queued_at >= since, _SHOWN)
        .order_by(OUTBOX.c.id.desc())
        .limit(1)
    ).first()
    if row is None or row.prompt is None:
        return None
    return Lately(row.replaces, row.prompt, row.kind, row.state not in _WAITS)


def newest_of(conn: Connection, lanes: Sequence[LaneKey]) -> dict[LaneKey, int]:
    """The last row of each of these lanes, for those who listen on another process."""
    rows = conn.execute(
        select(OUTBOX.c.lane, func.max(OUTBOX.c.id)).where(OUTBOX.c.lane.in_(lanes)).group_by(OUTBOX.c.lane)
    )
    return {LaneKey(lane): last for lane, last in rows}
