"""Every test that asks for `database` or `conn` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from storage.database import Database
from tests.support.databases import BOTH, database, fresh, postgres, sqlite

__all__ = ["conn", "database", "lasting", "postgres", "sqlite"]


@pytest.fixture(scope="session", params=BOTH)
def lasting(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database for the whole session; nothing is ever committed in it."""
    with fresh(request.param) as opened_database:
        yield opened_database


@pytest.fixture
def conn(lasting: Database) -> Iterator[Connection]:
    """A transaction on an empty database, undone after the test."""
    with lasting.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
