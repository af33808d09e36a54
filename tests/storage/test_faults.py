"""A disk that is full, a database that is locked: told from bugs, and over when they are over."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import inbox
from storage.database import Database, is_full_or_away
from tests.storage.samples import AN, NOON, arrival
from tests.support.databases import KEYRING, opened, sqlite_url


def pages(conn: Connection) -> int:
    """How large the database is."""
    return int(conn.exec_driver_sql("PRAGMA page_count").scalar_one())


def limit_pages(database: Database, most: int) -> None:
    """The disk of the writer has room for so many pages."""
    with database.engine.connect() as conn:  # the pool has one connection, that of the writer
        conn.exec_driver_sql(f"PRAGMA max_page_count={most}")


async def store(database: Database, external_id: str, size: int) -> int:
    message = arrival(AN, external_id, b"x" * size)
    return await database.write(lambda conn: inbox.put(conn, [message], now=NOON, wall=NOON))


async def test_a_full_disk_is_told_from_a_bug_and_everything_works_again_when_there_is_room(
    sqlite: Database,
) -> None:
    limit_pages(sqlite, await sqlite.write(pages) + 8)
    for attempt in range(3):
        with pytest.raises(DBAPIError) as caught:
            await store(sqlite, f"large {attempt}", 500_000)
        assert is_full_or_away(caught.value)
        assert await store(sqlite, f"small {attempt}", 10) == 1
    limit_pages(sqlite, 1_000_000)
    assert await store(sqlite, "large", 500_000) == 1
    stored = await sqlite.read(lambda conn: inbox.story(conn, AN, most=9))
    assert [row["external_id"] for row in stored] == ["large", "small 2", "small 1", "small 0"]


async def test_one_message_too_large_for_the_disk_keeps_no_other_of_its_group_out(sqlite: Database) -> None:
    limit_pages(sqlite, await sqlite.write(pages) + 8)
    sizes = [10, 10, 500_000, 10, 600_000, 10]
    outcomes = await asyncio.gather(
        *(store(sqlite, str(n), size) for n, size in enumerate(sizes)), return_exceptions=True
    )
    for size, outcome in zip(sizes, outcomes, strict=True):
        if size == 10:
            assert outcome == 1
        else:
            assert isinstance(outcome, DBAPIError)
            assert is_full_or_away(outcome)
    stored = await sqlite.read(lambda conn: inbox.story(conn, AN, most=9))
    assert sorted(row["external_id"] for row in stored) == ["0", "1", "3", "5"]


async def test_a_database_that_another_process_holds_is_away_for_that_time_only(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with opened(url) as database:
        with database.engine.connect() as conn:
            conn.exec_driver_sql("PRAGMA busy_timeout=200")  # else this test would wait for seconds
        other = sqlite3.connect(tmp_path / "candung.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DBAPIError) as caught:
            await store(database, "1", 10)
        assert is_full_or_away(caught.value)
        assert await database.read(inbox.newest) == 0, "readers are never kept waiting"
        other.execute("ROLLBACK")
        other.close()
        assert await store(database, "1", 10) == 1


async def test_a_folder_that_is_not_there_is_a_database_that_is_away(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'missing' / 'candung.db'}") as database:
        with pytest.raises(DBAPIError) as caught:
            await database.write(pages)
        assert is_full_or_away(caught.value)


async def test_a_server_that_does_not_answer_is_away(tmp_path: Path) -> None:
    with opened(f"postgresql://nobody@/nothing?host={tmp_path}") as database:
        with pytest.raises(DBAPIError) as caught:
            await database.write(lambda conn: conn.exec_driver_sql("SELECT 1").scalar())
        assert is_full_or_away(caught.value)
    assert database.keyring is KEYRING
