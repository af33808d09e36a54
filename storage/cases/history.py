"""The history of a case only grows."""

from typing import Final

from sqlalchemy import Connection, insert, select

from storage.cases.table import CASE_EVENTS, Event
from storage.columns import readable, shut
from storage.swift import Swift

_APPEND: Final = Swift(insert(CASE_EVENTS), *(c.name for c in CASE_EVENTS.columns if c.name != "id"))
_LINES: Final = select(
    CASE_EVENTS.c.at, CASE_EVENTS.c.role, CASE_EVENTS.c.channel, CASE_EVENTS.c.action, CASE_EVENTS.c.status,
    shut(CASE_EVENTS.c.details, "details"), CASE_EVENTS.c.staff,
).order_by(CASE_EVENTS.c.id)  # fmt: skip


def append(conn: Connection, case_id: int, event: Event) -> None:
    """Add a line to the history; lines are never changed."""
    line = {
        "case_id": case_id, "at": event.at, "role": event.role, "channel": event.channel,
        "action": event.action, "status": event.status, "details": event.details, "staff": event.staff,
    }  # fmt: skip
    _APPEND.each(conn, [line])


def history(conn: Connection, case_id: int) -> list[Event]:
    """Oldest first."""
    rows = conn.execute(_LINES.where(CASE_EVENTS.c.case_id == case_id))
    return [
        Event(at, role, channel, action, status, readable(conn, CASE_EVENTS.c.details, details), staff)
        for at, role, channel, action, status, details, staff in rows
    ]
