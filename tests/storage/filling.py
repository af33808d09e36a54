"""A database in which much was done, for tests that look at how it is searched."""

from typing import Final

from sqlalchemy import Connection, text

from bot.core.messages import Kind
from storage import people, staff, threads
from storage.people import RequestKind
from tests.storage.samples import AN, BINH, NOON, filed, joining, letter, queue, receive, want

DONE_ROWS: Final = 20_000
_MANY = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
    " INSERT INTO {table} ({columns}) SELECT {values} FROM n"
)
_OLD = "'2026-03-02 04:30:00'"
_FILLING: Final = {
    "inbox": {
        "channel": "'post'", "account": "'ward'", "external_id": "'old' || i", "lane": "'old' || i % 500",
        "kind": "'message'", "state": "'done'", "attempts": "1", "received_at": _OLD, "retry_at": _OLD,
        "done_at": _OLD, "problem": "''",
    },
    "outbox": {
        "lane": "'old' || i % 500", "channel": "'post'", "account": "'ward'", "person": "{blob}",
        "language": "'vi'", "kind": "'reply'", "priority": "i % 4", "state": "'delivered'",
        "replaces": "'card' || i", "repeats": "0", "brief": "{false}", "attempts": "1",
        "external_id": "'m'", "queued_at": _OLD, "retry_at": _OLD, "settled_at": _OLD, "problem": "''",
    },
    "conversations": {
        "lane": "'old' || i", "channel": "'post'", "account": "'ward'", "person": "{blob}",
        "language": "'vi'", "version": "1", "updated_at": _OLD,
    },
    "cases": {
        "id": "i", "code": "'old' || i", "secret": "''", "lane": "'old' || i", "anonymous": "{false}",
        "channel": "'post'", "language": "'vi'", "category": "'1'", "status": "'closed'",
        "priority": "'P2'", "lead": "'police'", "route": "{blob}", "report": "{blob}",
        "place_key": "'place' || i", "filed_at": _OLD, "due_on": "'2026-03-16'", "version": "1",
    },
    "case_clocks": {
        "case_id": "i", "came_at": _OLD, "coming": "1", "closed_at": _OLD, "pauses": "'[]'", "sent": "'[]'",
        "extended_days": "0",
    },
    "rota": {
        "begins_at": "'2026-01-01 04:30:00'", "office": "'old' || i", "ends_at": "'2026-01-02 04:30:00'",
        "staff": "i", "made_by": "1", "made_at": _OLD,
    },
    "case_helpers": {"case_id": "i", "office": "'old' || i % 9"},
    "absences": {
        "staff": "i % 500", "first_on": "'2026-01-01'", "last_on": "'2026-01-09'", "made_at": _OLD,
        "ended_at": _OLD,
    },
    "evidence": {
        "id": "'old' || i", "lane": "'old' || i", "case_id": "i", "position": "0", "channel": "'post'",
        "kind": "'photo'", "state": "'ready'", "media_type": "''", "digest": "''", "size": "0",
        "has_copy": "{false}", "reason": "''", "attempts": "1", "came_at": _OLD, "retry_at": _OLD,
    },
    "limits": {"name": "'old' || i % 9", "who": "'w' || i", "ends_at": "'2026-03-02 09:00:00'", "used": "1"},
    "requests": {
        "id": "i", "kind": "'officer'", "office": "'culture'", "lane": "'old' || i", "made_at": _OLD,
        "done_at": _OLD, "outcome": "''",
    },
    "staff": {
        "name": "{blob}", "account_name": "{blob}", "role": "'officer'", "office": "'old' || i % 500",
        "lane": "'old' || i", "state": "'suspended'", "joined_at": _OLD,
    },
    "shown": {"subject": "'case:' || i % 5000", "lane": "'old' || i", "at": _OLD},
    "thread_lines": {
        "request_id": "1 + i % 5000", "side": "'staff'", "action": "'write'", "role": "'officer'",
        "office": "'culture'", "channel": "'post'", "at": _OLD,
    },
}  # fmt: skip


def fill(conn: Connection) -> None:
    """Thousands of rows that are done, and a few that are not."""
    words = {"sqlite": ("X''", "0"), "postgresql": ("''::bytea", "false")}[conn.dialect.name]
    for table, columns in _FILLING.items():
        typed = [
            _typed(conn, name, value.format(blob=words[0], false=words[1])) for name, value in columns.items()
        ]
        statement = _MANY.format(
            rows=DONE_ROWS, table=table, columns=", ".join(columns), values=", ".join(typed)
        )
        conn.execute(text(statement))
    if conn.dialect.name == "postgresql":  # who fills in ids by hand counts on
        conn.execute(text("SELECT setval('cases_id_seq', 30000), setval('requests_id_seq', 30000)"))
    receive(conn, (AN, "seen"), (AN, "a2"), (BINH, "b1"))
    filed(conn)
    staff.join(conn, joining(AN))
    asked = people.ask(conn, people.Asked(RequestKind.OFFICER, "culture", AN, {}, NOON))
    threads.write(conn, asked, threads.Line(threads.ThreadSide.RESIDENT, None, "alô", NOON))
    queue(conn, letter(AN, "one", Kind.QUESTION), letter(AN, "two"), letter(BINH, "three"))
    want(conn, 1, 2)
    conn.exec_driver_sql("ANALYZE")


def _typed(conn: Connection, name: str, value: str) -> str:
    """PostgreSQL takes no text for a moment or a day out of a SELECT."""
    if conn.dialect.name == "sqlite" or not name.endswith(("_at", "_on")):
        return value
    return f"{value}::{'date' if name.endswith('_on') else 'timestamptz'}"
