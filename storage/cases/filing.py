"""A report becomes a case: its row, the first line of its history, its clocks."""

from typing import Final

from sqlalchemy import Connection, insert

from bot.core.case import Status
from storage import clocks
from storage.cases import helping
from storage.cases.history import append
from storage.cases.table import CASES, Case, Event, Filing
from storage.swift import Swift

_LATER: Final = {"id", "holder", "matter", "outcome", "kept_at", "cleaned_at"}
"""What a case that was just filed has not."""
_FILE: Final = Swift(
    insert(CASES).returning(CASES.c.id), *(c.name for c in CASES.columns if c.name not in _LATER)
)


def file(conn: Connection, filing: Filing) -> Case:
    """Open the case, with the first line of its history. Gives it as it stands now."""
    values = {name: getattr(filing, name) for name in filing.__slots__ if name != "remind_at"}
    values |= {"status": Status.SENT, "version": 1, "reopened": 0}
    case_id = int(_FILE.value(conn, values))
    append(conn, case_id, Event(filing.filed_at, "resident", filing.channel, "file", Status.SENT))
    helping.begin(conn, case_id, helping.of_route(filing.route))
    clocks.start(conn, case_id, came_at=filing.filed_at, remind_at=filing.remind_at)
    return Case(id=case_id, **values)
