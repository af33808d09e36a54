"""Transactions as functions: group commit, failures that stay with whom they belong to, closing."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import state
from storage.database import Database, is_full_or_away, savepoint
from tests.support.databases import KEYRING, opened


def fact(name: str, value: str = "yes") -> Callable[[Connection], str]:
    """A transaction that writes one fact down."""
    return lambda conn: state.remember(conn, name, value)


def facts(database: Database) -> set[str]:
    """The names of what stands."""
    return set(database.transact(lambda conn: conn.execute(text("SELECT name FROM facts")).scalars().all()))


@contextmanager
def held(database: Database) -> Iterator[None]:
    """What is submitted meanwhile queues up: every writing thread is busy."""
    go = threading.Event()
    writers = 1 if database.sqlite else 4
    busy = [threading.Event() for _ in range(writers)]

    def wait(begun: threading.Event) -> Callable[[Connection], None]:
        def work(_conn: Connection) -> None:
            begun.set()
            go.wait(10)

        return work

    threads = [threading.Thread(target=database.transact, args=(wait(begun),)) for begun in busy]
    for thread in threads:
        thread.start()
    for begun in busy:
        assert begun.wait(10)
    try:
        yield
    finally:
        go.set()
        for thread in threads:
            thread.join()


def commits(database: Database) -> list[str]:
    """One entry for each commit from now on."""
    seen: list[str] = []
    event.listen(database.engine, "commit", lambda _conn: seen.append("commit"))
    return seen


async def queued(database: Database, *works: Callable[[Connection], object]) -> list[object]:
    """These, submitted while the writers are busy; their results or errors."""
    with held(database):
        tasks = [asyncio.ensure_future(database.write(work)) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


def broken(_conn: Connection) -> None:
    raise ValueError("a bug")


async def test_what_a_transaction_returns_is_durable_and_can_be_read(database: Database) -> None:
    assert await database.write(fact("a", "1")) == "1"
    assert await database.read(lambda conn: state.recall(conn, "a")) == "1"
    assert await database.read(lambda conn: state.recall(conn, "b")) is None


async def test_what_a_transaction_raises_reaches_the_caller_and_undoes_it(database: Database) -> None:
    def half(conn: Connection) -> None:
        state.remember(conn, "half", "yes")
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        await database.write(half)
    assert facts(database) == set()


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(fact("a"))
    await database.write(fact("b"))
    assert facts(database) == {"b"}


async def test_what_queued_while_the_writer_was_busy_shares_one_commit(sqlite: Database) -> None:
    seen = commits(sqlite)
    results = await queued(sqlite, *(fact(str(n), str(n)) for n in range(20)))
    assert results == [str(n) for n in range(20)]
    assert len(seen) == 2, "the one that kept the writer busy, and the group"


async def test_a_job_that_fails_takes_nothing_of_its_group_with_it(database: Database) -> None:
    def half(conn: Connection) -> None:
        state.remember(conn, "half", "yes")
        conn.execute(text("INSERT INTO facts (name, value) VALUES ('half', 'again')"))

    results = await queued(database, fact("a"), half, fact("b"), broken, fact("c"))
    assert [type(result) for result in results] == [str, IntegrityError, str, ValueError, str]
    assert facts(database) == {"a", "b", "c"}


@pytest.mark.parametrize("poison", ["ROLLBACK", "close"])
async def test_a_job_that_takes_the_transaction_with_it_fails_alone(sqlite: Database, poison: str) -> None:
    def poisonous(conn: Connection) -> None:
        state.remember(conn, "poison", "yes")
        if poison == "close":
            conn.close()
        else:
            conn.exec_driver_sql(poison)
        raise ValueError("poison")

    results = await queued(sqlite, fact("a"), poisonous, fact("b"))
    assert results[0] == results[2] == "yes"
    assert isinstance(results[1], Exception)
    assert facts(sqlite) == {"a", "b"}


async def test_a_commit_that_fails_reaches_all_who_wait_for_it(sqlite: Database) -> None:
    failing = [True]

    @event.listens_for(sqlite.engine, "commit")
    def fail(conn: Connection) -> None:
        if conn.info.get("full") and failing:
            failing.clear()
            raise OSError("no room for the commit")

    def marked(conn: Connection) -> str:
        conn.info["full"] = True
        return state.remember(conn, "marked", "yes")

    results = await queued(sqlite, fact("a"), marked, fact("b"))
    assert [type(result) for result in results] == [OSError] * 3
    assert facts(sqlite) == set()
    assert await sqlite.write(fact("c")) == "yes"


async def test_even_an_exit_stays_with_the_job_that_raised_it(database: Database) -> None:
    """A worker thread may not die of it, nor a caller wait for ever."""

    def exits(_conn: Connection) -> None:
        raise GeneratorExit

    def stops(_conn: Connection) -> None:
        raise StopIteration

    results = await queued(database, fact("a"), exits, stops, fact("b"))
    assert [type(result) for result in results] == [str, GeneratorExit, RuntimeError, str]
    assert facts(database) == {"a", "b"}


async def test_a_job_that_was_cancelled_while_it_was_queued_is_left_out(database: Database) -> None:
    with held(database):
        gone = asyncio.ensure_future(database.write(fact("gone")))
        kept = asyncio.ensure_future(database.write(fact("kept")))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
    assert await kept == "yes"
    assert gone.cancelled()
    assert facts(database) == {"kept"}


async def test_a_job_that_was_cancelled_after_it_had_begun_is_finished(database: Database) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(conn: Connection) -> str:
        begun.set()
        go.wait(10)
        return state.remember(conn, "slow", "yes")

    task = asyncio.ensure_future(database.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    go.set()
    await database.write(fact("next"))
    await asyncio.to_thread(database.close)
    with opened(database.url.render_as_string(hide_password=False)) as again:
        assert facts(again) == {"slow", "next"}


async def test_closing_finishes_what_is_queued_and_refuses_what_comes_later(database: Database) -> None:
    url, keyring = database.url.render_as_string(hide_password=False), KEYRING
    other = Database(url, keyring)
    tasks = [asyncio.ensure_future(other.write(fact(str(n)))) for n in range(100)]
    await asyncio.sleep(0)
    await asyncio.to_thread(other.close)
    other.close()
    assert await asyncio.gather(*tasks) == ["yes"] * 100
    with pytest.raises(RuntimeError, match="closed"):
        await other.write(fact("late"))
    assert len(facts(database)) == 100


def test_a_command_without_a_loop_transacts_too(database: Database) -> None:
    assert database.transact(fact("a")) == "yes"


def test_a_savepoint_undoes_what_was_written_in_it(database: Database) -> None:
    def work(conn: Connection) -> None:
        state.remember(conn, "before", "yes")
        with contextlib.suppress(ValueError), savepoint(conn):
            state.remember(conn, "inside", "yes")
            broken(conn)

    database.transact(work)
    assert facts(database) == {"before"}


def test_an_error_never_shows_what_was_to_be_stored(database: Database) -> None:
    def twice(conn: Connection) -> None:
        for _ in range(2):
            conn.execute(
                text("INSERT INTO facts VALUES (:name, :value)"), {"name": "a", "value": "0912 345 678"}
            )

    with pytest.raises(IntegrityError) as caught:
        database.transact(twice)
    assert "0912" not in str(caught.value)


def test_a_database_in_memory_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="in memory"):
            Database(url, KEYRING)


@pytest.mark.postgres
async def test_a_transaction_that_met_another_one_head_on_is_tried_again(postgres: Database) -> None:
    await postgres.write(fact("a"))
    await postgres.write(fact("b"))
    meet = threading.Barrier(2)

    def crossing(first: str, second: str) -> Callable[[Connection], None]:
        tries = []

        def work(conn: Connection) -> None:
            tries.append(first)
            state.replace_fact(conn, first, "changed")
            if len(tries) == 1:
                meet.wait(10)
            state.replace_fact(conn, second, "changed")

        return work

    await asyncio.gather(postgres.write(crossing("a", "b")), postgres.write(crossing("b", "a")))
    assert await postgres.read(lambda conn: state.recall(conn, "b")) == "changed"


@pytest.mark.postgres
async def test_a_server_that_cut_the_line_is_away_and_soon_back(postgres: Database) -> None:
    def cut(conn: Connection) -> None:
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DBAPIError) as caught:
        await postgres.write(cut)
    assert is_full_or_away(caught.value)
    assert await postgres.write(fact("a")) == "yes"


def test_a_bug_is_not_taken_for_a_full_disk(database: Database) -> None:
    for statement in ("SELECT nothing FROM nowhere", "SELEKT 1"):
        with pytest.raises(DBAPIError) as caught:
            database.transact(lambda conn, statement=statement: conn.exec_driver_sql(statement))  # type: ignore[misc]  # a default in a lambda has no type
        assert not is_full_or_away(caught.value)
    assert not is_full_or_away(ValueError("a bug"))
