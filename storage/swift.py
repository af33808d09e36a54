"""How does a statement that runs for nearly every message get to SQLite without a detour?

SQLAlchemy writes it and knows its types; but each time it runs one, that takes twenty times as long as
SQLite needs to find a row by its key. So the few statements that count are compiled once for an engine and
then handed to the driver. On PostgreSQL, where the way to the server takes longer, they run as all others.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Connection, Dialect, Insert, Select, Update, bindparam
from sqlalchemy.exc import DBAPIError

Processor: TypeAlias = Callable[[Any], Any]
Values: TypeAlias = Mapping[str, Any]
Row: TypeAlias = Any
"""As a tuple."""
_NO_VALUES: Final[Values] = MappingProxyType({})


class _Ready(NamedTuple):
    """A statement for one engine: its SQL, what it is given in its order (a value by name, or a constant
    as it is written), and which values, and which of what it finds, are not written or read as they are."""

    sql: str
    given: tuple[tuple[str, Any], ...]
    written: tuple[tuple[int, Processor], ...]
    read_as: tuple[tuple[int, Processor], ...]

    def write(self, values: Values) -> list[Any]:
        """The values as the driver wants them."""
        row = [values[name] if name else constant for name, constant in self.given]
        for nth, write in self.written:
            row[nth] = write(row[nth])
        return row

    def read(self, rows: sqlite3.Cursor) -> list[tuple[Any, ...]]:
        """What the driver found."""
        return [self._read(row) for row in rows] if self.read_as else rows.fetchall()

    def _read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        values = [*row]
        for nth, read in self.read_as:
            values[nth] = read(values[nth])
        return tuple(values)


class Swift:
    """One statement. `names`: what an INSERT is given, where it does not say so itself. Every value must be
    given, also one that has a default; none may expand: a list after `IN` is for `SwiftAmong`."""

    def __init__(self, statement: Insert | Select[Any] | Update, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._ready: WeakKeyDictionary[Dialect, _Ready] = WeakKeyDictionary()

    def rows(self, conn: Connection, values: Values) -> Sequence[Row]:
        """Run it; gives what it finds or returns."""
        driver = _straight(conn)
        if driver is None:
            return conn.execute(self._statement, values).all()
        ready = self._for(conn.dialect)
        with _Retold(ready.sql):
            return ready.read(driver.execute(ready.sql, ready.write(values)))

    def value(self, conn: Connection, values: Values) -> Any:
        """The first value of the first row; None where there is none."""
        rows = self.rows(conn, values)
        return rows[0][0] if rows else None

    def each(self, conn: Connection, many: Sequence[Values]) -> None:
        """Run it for each of these."""
        driver = _straight(conn)
        if driver is None:
            conn.execute(self._statement, many)
            return
        ready = self._for(conn.dialect)
        with _Retold(ready.sql):
            driver.executemany(ready.sql, [ready.write(values) for values in many])

    def rows_of_each(self, conn: Connection, many: Sequence[Values]) -> Sequence[Row]:
        """Run it for each of these; gives all that was returned."""
        driver = _straight(conn)
        if driver is None:
            return conn.execute(self._statement, many).all()
        ready = self._for(conn.dialect)
        sql, write, read = ready.sql, ready.write, ready.read
        with _Retold(sql):
            return [row for values in many for row in read(driver.execute(sql, write(values)))]

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect)
        if ready is None:
            ready = self._ready[dialect] = _prepare(self._statement, self._names, dialect)
        return ready


class SwiftAmong:
    """A statement with a list after `IN`, which `write` puts down for the places that it is given. It is kept
    for 1, 2, 4, 8 … places; the last one of a list is named again where some are left."""

    def __init__(self, write: Callable[[list[BindParameter[Any]]], Select[Any] | Update]) -> None:
        self._write = write
        self._by_size: dict[int, tuple[Swift, list[str]]] = {}

    def rows(self, conn: Connection, among: Sequence[Any], values: Values = _NO_VALUES) -> Sequence[Row]:
        """What is found among these; there must be one at least."""
        statement, given = self._for(among, values)
        return statement.rows(conn, given)

    def run(self, conn: Connection, among: Sequence[Any], values: Values = _NO_VALUES) -> None:
        """Run what gives nothing back."""
        statement, given = self._for(among, values)
        statement.each(conn, [given])

    def _for(self, among: Sequence[Any], values: Values) -> tuple[Swift, Values]:
        size = 1 << (len(among) - 1).bit_length()
        if size not in self._by_size:
            every = [f"among_{nth}" for nth in range(size)]
            self._by_size[size] = Swift(self._write([bindparam(name) for name in every])), every
        statement, names = self._by_size[size]
        given = [*among, *([among[-1]] * (size - len(among)))]
        return statement, {**values, **dict(zip(names, given, strict=True))}


def names_for(statement: Select[Any]) -> Callable[[Sequence[Any]], Any]:
    """Gives the values of a row the names of the statement's columns, for those who read many of them."""
    names = [column.name for column in statement.selected_columns]
    made = namedtuple("Found", names)  # type: ignore[misc]  # the names are known only now
    return made._make


def run(conn: Connection, sql: str) -> None:
    """A command without values."""
    driver = _straight(conn)
    if driver is None:
        conn.exec_driver_sql(sql)
        return
    with _Retold(sql):
        driver.execute(sql)


def _straight(conn: Connection) -> sqlite3.Connection | None:
    """The driver's own connection where a statement may go past SQLAlchemy: to SQLite, in a transaction."""
    if conn.dialect.name != "sqlite" or not conn.in_transaction():
        return None
    driver = conn.connection.driver_connection
    return driver if isinstance(driver, sqlite3.Connection) else None


class _Retold:
    """What the driver raises inside comes out as SQLAlchemy tells it, without anybody's words.

    A class: a generator would take longer than the statement.
    """

    __slots__ = ("_sql",)

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> None:
        """As SQLAlchemy tells it."""
        if isinstance(problem, sqlite3.Error):
            told = DBAPIError.instance(self._sql, None, problem, sqlite3.Error, hide_parameters=True)
            raise told from problem


def _prepare(statement: Insert | Select[Any] | Update, names: Sequence[str], dialect: Dialect) -> _Ready:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names) or None)
    given: list[tuple[str, Any]] = []
    written: list[tuple[int, Processor]] = []
    for nth, name in enumerate(compiled.positiontup):
        bind = compiled.binds[name]
        write = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if not bind.required:
            given.append(("", bind.value if write is None else write(bind.value)))
            continue
        given.append((name, None))
        if write is not None:
            written.append((nth, write))
    readers = (column.type.dialect_impl(dialect) for column in statement.exported_columns)
    processors = [reader.result_processor(dialect, None) for reader in readers]
    read_as = tuple((nth, read) for nth, read in enumerate(processors) if read is not None)
    return _Ready(str(compiled), tuple(given), tuple(written), read_as)
