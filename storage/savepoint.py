"""Savepoints as plain SQL.

SQLAlchemy's own ones carry a new name each and so are compiled each time, which costs more than what most
of them guard. Here all go by one name: a statement means the innermost that is open.
"""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection

from storage.swift import run


def open_savepoint(conn: Connection) -> None:
    """From here on it can be undone."""
    run(conn, "SAVEPOINT part")


def release(conn: Connection) -> None:
    """Keep what was written since."""
    run(conn, "RELEASE SAVEPOINT part")


def roll_back(conn: Connection) -> None:
    """Undo what was written since."""
    conn.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
    conn.exec_driver_sql("RELEASE SAVEPOINT part")


@contextlib.contextmanager
def savepoint(conn: Connection) -> Iterator[None]:
    """Writes inside are undone when it raises."""
    open_savepoint(conn)
    try:
        yield
        release(conn)
    except BaseException:
        roll_back(conn)
        raise
