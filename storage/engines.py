"""How a connection to SQLite or PostgreSQL is opened, and which of its failures are no bug of ours."""

import sqlite3
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.sealing import Keyring

BUSY_SECONDS: Final = 5.0
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
)
_SQLITE_AWAY: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
_POSTGRES_AWAY: Final = {"08", "40", "53", "57", "58"}
"""Classes of SQLSTATE: connection, rolled back by the server, resources, operator, system."""
_POSTGRES_AWAY_TOO: Final = {"25006", "55P03"}
"""A server that only reads (a standby), a lock that was not to be had."""
_POSTGRES_AGAIN: Final = {"40001", "40P01"}
"""Two transactions were in each other's way and the server ended this one."""


def address(url: str) -> URL:
    """The database's URL, with the driver that we bring along."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise ValueError("a database in memory would be another one for each of our connections")
    return parsed


def open_engine(url: URL, keyring: Keyring, *, connections: int, writes: bool) -> Engine:
    """An engine for some threads. `hide_parameters`: what residents wrote may not get into a log."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url,
            hide_parameters=True,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite if writes else _prepare_sqlite_reader)
        event.listen(engine, "begin", _begin_immediate if writes else _begin)
    else:
        engine = create_engine(url, hide_parameters=True, pool_size=connections, pool_pre_ping=True)
        event.listen(engine, "connect", _prepare_postgres)
    engine.dialect.keyring = keyring  # type: ignore[attr-defined]  # read back by storage.columns.keyring_of
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Durable WAL; the driver opens no transaction of its own (it would open none before a WITH)."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_sqlite_reader(connection: sqlite3.Connection, record: Any) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA query_only=ON").close()


def _begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")


def _prepare_postgres(connection: Any, _record: Any) -> None:
    """A process that was frozen in mid-transaction may not hold the claims of the others for ever."""
    connection.execute("SET idle_in_transaction_session_timeout = '60s'")
    connection.commit()


def stands(conn: Connection) -> bool:
    """Whether the transaction is still open; SQLite undoes all of it when, say, the disk is full."""
    if conn.closed or conn.invalidated or not conn.in_transaction():
        return False
    driver = conn.connection.driver_connection
    return driver.in_transaction if isinstance(driver, sqlite3.Connection) else True


def is_full_or_away(problem: BaseException) -> bool:
    """Whether the database cannot take anything now (disk full, locked, gone), as against a bug."""
    if not isinstance(problem, DBAPIError):
        return isinstance(problem, PoolTimeout)
    if isinstance(problem.orig, sqlite3.Error):
        return getattr(problem.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_AWAY
    state = getattr(problem.orig, "sqlstate", None)
    if state is None:  # the server was not reached, or is gone
        return problem.connection_invalidated or isinstance(problem, OperationalError | InterfaceError)
    return state[:2] in _POSTGRES_AWAY or state in _POSTGRES_AWAY_TOO


def is_collision(problem: BaseException) -> bool:
    """Whether the same transaction may pass at the next try."""
    return isinstance(problem, DBAPIError) and getattr(problem.orig, "sqlstate", None) in _POSTGRES_AGAIN
