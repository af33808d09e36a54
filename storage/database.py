"""The database and its threads: a transaction is a plain function that gets a connection.

SQLite has one writer thread and one reader thread, PostgreSQL a few of each kind. The SQLite writer
commits whatever has queued while its last commit ran in one go (group commit): every job runs in a
savepoint of its own, so one that fails takes nothing with it.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from storage.sealing import Keyring

T = TypeVar("T")
Work = Callable[[Connection], T]

GROUP: Final = 64
POSTGRES_THREADS: Final = 4


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    future: "Future[T]"


class Database:
    """One database, SQLite or PostgreSQL, with its threads."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.url = make_url(url)
        self.keyring = keyring
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url.render_as_string(hide_password=False), keyring, writes=True)
        self._reader = (
            _engine(self.url.render_as_string(hide_password=False), keyring, writes=False)
            if self.sqlite
            else self.engine
        )
        threads = 1 if self.sqlite else POSTGRES_THREADS
        self._writes = _Pool(self.engine, threads, GROUP if self.sqlite else 1, "db-write")
        self._reads = _Pool(self._reader, threads, 1, "db-read")

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; durable when it returns. Raises what `work` raised."""
        return await asyncio.wrap_future(self._writes.submit(work))

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a connection that only reads."""
        return await asyncio.wrap_future(self._reads.submit(work))

    def transact(self, work: Work[T]) -> T:
        """The same as `write` for commands, which have no loop."""
        return self._writes.submit(work).result()

    def close(self) -> None:
        """Finish what is queued, then close the connections."""
        self._writes.close()
        self._reads.close()
        self.engine.dispose()
        self._reader.dispose()


class _Pool:
    """Threads that take jobs from one queue; up to `group` jobs share a commit."""

    def __init__(self, engine: Engine, threads: int, group: int, name: str) -> None:
        self._engine = engine
        self._group = group
        self._queue: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{n}", daemon=True) for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Work[T]) -> "Future[T]":
        future: Future[T] = Future()
        self._queue.put(_Job(work, future))
        return future

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            jobs, last = self._gather(first)
            self._commit([job for job in jobs if job.future.set_running_or_notify_cancel()])
            if last:
                return

    def _gather(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        jobs = [first]
        with contextlib.suppress(queue.Empty):
            while len(jobs) < self._group:
                job = self._queue.get_nowait()
                if job is None:
                    return jobs, True
                jobs.append(job)
        return jobs, False

    def _commit(self, jobs: list[_Job[Any]]) -> None:
        settled: list[tuple[_Job[Any], Any, BaseException | None]] = []
        try:
            with self._engine.connect() as conn, conn.begin():
                settled = [self._attempt(conn, job, alone=len(jobs) == 1) for job in jobs]
        except BaseException as problem:  # noqa: BLE001  whatever it was, the waiting tasks must hear of it
            settled = [(job, None, problem) for job in jobs]
        for job, result, problem in settled:
            if problem is None:
                job.future.set_result(result)
            else:
                job.future.set_exception(problem)

    @staticmethod
    def _attempt(conn: Connection, job: _Job[Any], *, alone: bool) -> tuple[_Job[Any], Any, BaseException | None]:
        if alone:
            return job, job.work(conn), None
        try:
            with conn.begin_nested():
                return job, job.work(conn), None
        except Exception as problem:  # noqa: BLE001  the job's own failure, handed to its caller
            return job, None, problem


def _engine(url: str, keyring: Keyring, *, writes: bool) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 5.0, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate if writes else _begin)
    else:
        engine = create_engine(url, pool_size=POSTGRES_THREADS * 2, pool_pre_ping=True)
    engine.dialect.keyring = keyring  # type: ignore[attr-defined]  read back by storage.columns.keyring_of
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Durable WAL; the driver opens no transaction of its own (it would open none before a WITH)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000",
        "secure_delete=ON", "trusted_schema=OFF", "temp_store=MEMORY",
    ):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")


def is_full_or_away(problem: BaseException) -> bool:
    """Whether the database cannot take anything now (disk full, locked, gone), as against a bug."""
    return isinstance(problem, OperationalError | InterfaceError) or (
        isinstance(problem, DBAPIError) and problem.connection_invalidated
    )


@contextlib.contextmanager
def savepoint(conn: Connection) -> Iterator[None]:
    """Writes inside are undone when it raises."""
    with conn.begin_nested():
        yield
