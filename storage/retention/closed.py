"""The parts of a closed case. Each is deleted in one commit, and to delete it again changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from bot.core.case import Action, Side, Status
from bot.core.retention import rest_of_line, rest_of_report, rest_of_route
from storage.cases.history import append
from storage.cases.table import CASE_EVENTS, CASES, LOOK, Event
from storage.clocks import CASE_CLOCKS
from storage.columns import readable, reads, shut
from storage.evidence import EVIDENCE, EvidenceState
from storage.gallery import REFS
from storage.shown import SHOWN


class Over(msgspec.Struct, frozen=True):
    """A case that may be over, as it is looked at. `closed_at` is None while it is open."""

    id: int
    status: Status
    outcome: str | None
    kept_at: datetime | None
    cleaned_at: datetime | None
    closed_at: datetime | None


_OVER: Final = (
    CASES.c.id, CASES.c.status, CASES.c.outcome, CASES.c.kept_at, CASES.c.cleaned_at, CASE_CLOCKS.c.closed_at,
)  # fmt: skip
_STANDS: Final = reads(EVIDENCE.c.state, EvidenceState.WANTED, EvidenceState.READY)


def to_look_at(conn: Connection, now: datetime, most: int) -> list[Over]:
    """Cases of which something may be due, earliest first. Until this transaction ends nobody else changes
    them; what somebody works on now is left for the next look."""
    due = select(CASE_CLOCKS.c.case_id).where(CASE_CLOCKS.c.clean_at <= now)
    ids = list(conn.execute(due.order_by(CASE_CLOCKS.c.clean_at).limit(most)).scalars())
    if not ids:
        return []
    found = select(*_OVER).join(CASE_CLOCKS, CASE_CLOCKS.c.case_id == CASES.c.id).where(CASES.c.id.in_(ids))
    alone = found.order_by(CASES.c.id).with_for_update(skip_locked=True, of=CASES)
    return [Over(*row) for row in conn.execute(alone)]


def look_later(conn: Connection, case_id: int, at: datetime | None) -> None:
    """When it is looked at next; None: nothing is left to go, or nothing may."""
    conn.execute(update(CASE_CLOCKS).where(CASE_CLOCKS.c.case_id == case_id).values(clean_at=at))


def begin_again(conn: Connection) -> int:
    """Other times hold from now on: every closed case is looked at anew."""
    again = update(CASE_CLOCKS).where(CASE_CLOCKS.c.closed_at.is_not(None))
    return conn.execute(again.values(clean_at=CASE_CLOCKS.c.closed_at)).rowcount


def drop_files(conn: Connection, case_id: int) -> int:
    """Its files are to go: the row says so first, then the collector deletes their bytes."""
    of_case = select(EVIDENCE.c.id).where(EVIDENCE.c.case_id == case_id, _STANDS)
    conn.execute(delete(REFS).where(REFS.c.evidence_id.in_(of_case.scalar_subquery())))
    gone = update(EVIDENCE).where(EVIDENCE.c.case_id == case_id, _STANDS)
    values: dict[str, Any] = {"state": EvidenceState.DELETED, "source": None, "lane": None, "digest": ""}
    return conn.execute(gone.values(values)).rowcount


_TOLD: Final = select(CASES.c.version, shut(CASES.c.report, "report"), shut(CASES.c.route, "route"))
_LINES: Final = select(CASE_EVENTS.c.id, CASE_EVENTS.c.action, shut(CASE_EVENTS.c.details, "details"))
_REST: Final = (
    update(CASE_EVENTS).where(CASE_EVENTS.c.id == bindparam("of")).values(details=bindparam("rest"))
)


def clean(conn: Connection, over: Over, now: datetime) -> bool:
    """Nothing of it says any more who reported it, what was told or written, and where exactly. What is left
    is counted like before. False where that was so already."""
    if over.cleaned_at is not None:
        return False
    version, report, route = conn.execute(_TOLD.where(CASES.c.id == over.id)).one()
    told = readable(conn, CASES.c.report, report) or {}
    led = readable(conn, CASES.c.route, route) or {}
    left = {"report": rest_of_report(told), "route": rest_of_route(led), "place_key": None, "lane": None}
    emptied = update(CASES).where(CASES.c.id == over.id)
    conn.execute(emptied.values(left | {"cleaned_at": now, "version": version + 1}))
    conn.execute(update(EVIDENCE).where(EVIDENCE.c.case_id == over.id).values(lane=None, source=None))
    conn.execute(delete(SHOWN).where(SHOWN.c.subject == f"case:{over.id}"))
    _empty_history(conn, over.id)
    append(conn, over.id, Event(now, Side.MACHINE, "", Action.CLEAN, over.status))
    return True


def _empty_history(conn: Connection, case_id: int) -> None:
    lines = _LINES.where(CASE_EVENTS.c.case_id == case_id, CASE_EVENTS.c.details.is_not(None))
    rest = [
        {"of": id_, "rest": rest_of_line(action, readable(conn, CASE_EVENTS.c.details, details))}
        for id_, action, details in conn.execute(lines)
    ]
    if rest:
        conn.execute(_REST, rest)


def drop_trail(conn: Connection, case_id: int) -> bool:
    """Nothing of it says any more who of the staff did what. Who looked at it goes by its own time. False
    where that was so already."""
    lines = update(CASE_EVENTS).where(CASE_EVENTS.c.case_id == case_id, CASE_EVENTS.c.action != LOOK)
    given: Sequence[str] = (Action.ASSIGN,)
    conn.execute(lines.where(CASE_EVENTS.c.action.in_(given)).values(details=None))
    signed = conn.execute(lines.where(CASE_EVENTS.c.staff.is_not(None)).values(staff=None)).rowcount
    held = update(CASES).where(CASES.c.id == case_id, CASES.c.holder.is_not(None))
    return conn.execute(held.values(holder=None)).rowcount + signed > 0
