"""The line of a message: the versions that took each other's place."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, select

from storage.outbox.table import OUTBOX

_STEP = (OUTBOX.c.id, OUTBOX.c.edits, OUTBOX.c.state, OUTBOX.c.external_id)


def trace(conn: Connection, starts: Iterable[int], fits: Callable[[Any], bool]) -> dict[int, Any]:
    """For each start: the newest row of its line that fits, itself included. Without one it is left out."""
    found: dict[int, Any] = {}
    seeking = {start: start for start in starts}
    while seeking:
        rows = {
            row.id: row for row in conn.execute(select(*_STEP).where(OUTBOX.c.id.in_(set(seeking.values()))))
        }
        found |= {start: rows[at] for start, at in seeking.items() if at in rows and fits(rows[at])}
        seeking = {
            start: rows[at].edits
            for start, at in seeking.items()
            if start not in found and at in rows and rows[at].edits
        }
    return found
