"""Several transactions that begin at the same moment, each in a thread of its own."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.database import Database, Work

T = TypeVar("T")


def all_at_once(database: Database, works: Sequence[Work[T]]) -> list[T]:
    """What each gave, in their order. Raises what the first of them raised."""
    start = threading.Barrier(len(works))

    def run(work: Work[T]) -> T:
        start.wait(10)
        return database.transact(work)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
