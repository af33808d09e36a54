"""Fresh, migrated databases for tests: SQLite and PostgreSQL, cheap copies of one migrated once.

A `conftest.py` that wants them imports the fixtures `database` (the test runs on both), `sqlite` or
`postgres`.
"""

import functools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import event

from storage.database import Database
from storage.migrations import migrate
from storage.sealing import Keyring
from tests.support.postgres import server

KEYRING: Final = Keyring(b"a made-up secret, for the tests only")

BOTH: Final = (pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres))


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database, closed afterwards."""
    database = Database(url, KEYRING)
    try:
        yield database
    finally:
        database.close()


def trust_the_machine(database: Database) -> None:
    """Where it is not tested what survives a loss of power, nobody waits for the disk."""
    if database.sqlite:
        event.listen(database.engine, "connect", _in_haste)


def _in_haste(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()


def sqlite_url(folder: Path) -> str:
    """The address of a fresh, migrated SQLite database in this folder."""
    path = folder / "candung.db"
    path.write_bytes(_migrated_sqlite())
    return f"sqlite:///{path}"


@functools.cache
def _migrated_sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        with opened(f"sqlite:///{path}") as database:
            migrate(database.engine)
        return path.read_bytes()


@contextmanager
def postgres_url() -> Iterator[str]:
    """The address of a fresh, migrated PostgreSQL database, dropped afterwards."""
    _migrated_postgres()
    name = server().copy_template()
    try:
        yield server().url(name)
    finally:
        server().drop(name)


@functools.cache
def _migrated_postgres() -> None:
    with opened(server().make_template()) as database:
        migrate(database.engine)


@contextmanager
def fresh(kind: str) -> Iterator[Database]:
    """A fresh, migrated database: `sqlite` or `postgres`."""
    if kind == "postgres":
        with postgres_url() as url, opened(url) as database:
            yield database
    else:
        folder = Path(tempfile.mkdtemp(prefix="candung-"))
        try:
            with opened(sqlite_url(folder)) as database:
                yield database
        finally:
            shutil.rmtree(folder)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The test runs once on SQLite and once on PostgreSQL."""
    with fresh(request.param) as opened_database:
        yield opened_database


@pytest.fixture
def sqlite() -> Iterator[Database]:
    """A fresh SQLite database."""
    with fresh("sqlite") as opened_database:
        yield opened_database


@pytest.fixture
def postgres() -> Iterator[Database]:
    """A fresh PostgreSQL database; mark the test with `postgres`."""
    with fresh("postgres") as opened_database:
        yield opened_database
