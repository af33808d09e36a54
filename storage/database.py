"""The database and its threads: a transaction is a plain function that gets a connection.

SQLite has one writer thread and one reader thread, PostgreSQL a few of each kind. The SQLite writer
commits whatever has queued while its last commit ran in one go (group commit): every job runs in a
savepoint of its own, so one that fails takes nothing with it. Where it did take the transaction with it
(a full disk), each job of the group is run again by itself. So work may run twice, and all it does must
be in the database or in what it returns.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine

from storage.engines import address, is_collision, is_full_or_away, open_engine, stands
from storage.savepoint import savepoint
from storage.sealing import Keyring

__all__ = ["Database", "Work", "is_full_or_away", "savepoint"]

T = TypeVar("T")
Work = Callable[[Connection], T]

GROUP: Final = 64
POSTGRES_THREADS: Final = 4
TRIES: Final = 3
"""How often a transaction is tried that PostgreSQL ended because of another one."""


class Database:
    """One database, SQLite or PostgreSQL, with its threads."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.url = address(url)
        self.keyring = keyring
        self.sqlite = self.url.get_backend_name() == "sqlite"
        threads = 1 if self.sqlite else POSTGRES_THREADS
        self.engine = open_engine(self.url, keyring, connections=2 * threads, writes=True)
        self._reader = (
            open_engine(self.url, keyring, connections=threads, writes=False)
            if self.sqlite
            else self.engine.execution_options(postgresql_readonly=True)
        )
        self._writes = _Pool(self.engine, threads, GROUP if self.sqlite else 1, "db-write")
        self._reads = _Pool(self._reader, threads, 1, "db-read")

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; durable when it returns. Raises what `work` raised.

        Cancelled while it is still queued it is left out; once begun it is finished, heard or not.
        """
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


@dataclass(slots=True, eq=False)
class _Job(Generic[T]):
    work: Work[T]
    future: "Future[T]"


_Outcome: TypeAlias = tuple[Any, BaseException | None]


class _Undone(Exception):
    """The group's transaction is gone: its jobs are run one by one."""


class _Pool:
    """Threads that take jobs from one queue; up to `group` jobs share a commit."""

    def __init__(self, engine: Engine, threads: int, group: int, name: str) -> None:
        self._engine = engine
        self._group = group
        self._closing = threading.Lock()
        self._closed = False
        self._queue: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{n}", daemon=True) for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Work[T]) -> "Future[T]":
        """Queue it. Raises `RuntimeError` once closed."""
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._queue.put(_Job(work, future))
        return future

    def close(self) -> None:
        """Finish what is queued; later calls change nothing."""
        with self._closing:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        last = False
        while not last and (first := self._queue.get()) is not None:
            jobs, last = self._gather(first)
            wanted = [job for job in jobs if job.future.set_running_or_notify_cancel()]
            if len(wanted) > 1:
                self._together(wanted)
            elif wanted:
                self._alone(wanted[0])

    def _gather(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        jobs = [first]
        with contextlib.suppress(queue.Empty):
            while len(jobs) < self._group:
                job = self._queue.get_nowait()
                if job is None:
                    return jobs, True
                jobs.append(job)
        return jobs, False

    def _alone(self, job: _Job[Any]) -> None:
        for tries_left in reversed(range(TRIES)):
            try:
                with self._engine.connect() as conn, conn.begin():
                    result = job.work(conn)
            except BaseException as problem:
                if tries_left and is_collision(problem):
                    continue
                return _settle(job, (None, problem))
            return _settle(job, (result, None))
        return None

    def _together(self, jobs: Sequence[_Job[Any]]) -> None:
        outcomes: list[_Outcome]
        try:
            with self._engine.connect() as conn, conn.begin():
                outcomes = [_attempt(conn, job) for job in jobs]
        except _Undone:
            for job in jobs:
                self._alone(job)
            return
        except BaseException as problem:
            outcomes = [(None, problem)] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            _settle(job, outcome)


def _attempt(conn: Connection, job: _Job[Any]) -> _Outcome:
    outcome: _Outcome
    try:
        with savepoint(conn):
            outcome = job.work(conn), None
    except BaseException as problem:
        outcome = None, problem
    if not stands(conn):
        raise _Undone
    return outcome


def _settle(job: _Job[Any], outcome: _Outcome) -> None:
    result, problem = outcome
    if problem is None:
        job.future.set_result(result)
    elif isinstance(problem, StopIteration):  # asyncio lets no future raise it: who waits would hang
        job.future.set_exception(RuntimeError("the work raised StopIteration"))
    else:
        job.future.set_exception(problem)
