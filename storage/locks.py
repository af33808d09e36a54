"""Locks of a transaction on something that is no row. SQLite needs none: it has one writer."""

from collections.abc import Iterable
from enum import IntEnum
from zlib import crc32

from sqlalchemy import Connection, Integer, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY


class Guard(IntEnum):
    """What is locked. The numbers are shared by all processes on one database: never reuse one."""

    INBOX_LANE = 1
    OUTBOX_LANE = 2
    OUTBOX_CLAIM = 3
    SCHEMA = 4
    STAFF_LANE = 5


_KEYS = func.unnest(cast(bindparam("keys"), ARRAY(Integer))).column_valued("key")
_LOCK_ALL = select(func.pg_advisory_xact_lock(cast(bindparam("guard"), Integer), _KEYS))


def lock(conn: Connection, guard: Guard, names: Iterable[str] = ("",)) -> None:
    """Wait for these and hold them until the transaction ends. Always in one order, so that two who want
    the same ones never wait for each other."""
    if conn.dialect.name == "postgresql":
        keys = sorted({crc32(name.encode()) - (1 << 31) for name in names})
        conn.execute(_LOCK_ALL, {"guard": int(guard), "keys": keys})
