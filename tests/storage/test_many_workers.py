"""Several workers at once on one database: every lane in order, one row of it at a time, nothing twice."""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from typing import Any, Final

from sqlalchemy import Connection

from bot.core.messages import LaneKey, Priority
from storage import inbox, outbox
from storage.database import Database
from storage.inbox import Head
from storage.outbox import Claim
from tests.storage.samples import NOON, later, letter, queue, receive

LANES: Final = [LaneKey(f"{number:032x}") for number in range(12)]
ROUNDS: Final = 24
WORKERS: Final = 4


class Witness:
    """Sees who works on which lane, and in what order."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.busy: set[LaneKey] = set()
        self.seen: dict[LaneKey, list[int]] = defaultdict(list)

    def begins(self, lane: LaneKey, number: int) -> None:
        """Somebody took a row."""
        with self.lock:
            assert lane not in self.busy, "two rows of one lane at once"
            self.busy.add(lane)
            self.seen[lane].append(number)

    def ends(self, lane: LaneKey) -> None:
        """They are about to let go of it."""
        with self.lock:
            self.busy.remove(lane)

    @property
    def count(self) -> int:
        """How many rows were handled."""
        with self.lock:
            return sum(len(numbers) for numbers in self.seen.values())


def work_until(done: Callable[[], bool], step: Callable[[], object], feed: Callable[[], object]) -> None:
    """All workers step while rows are still coming in. What one raises is raised."""
    stop = threading.Event()

    def work() -> None:
        while not done() and not stop.is_set():
            step()

    with ThreadPoolExecutor(WORKERS + 1) as pool:
        running: list[Future[Any]] = [pool.submit(feed), *(pool.submit(work) for _ in range(WORKERS))]
        ended, _ = wait(running, timeout=60, return_when=FIRST_EXCEPTION)
        stop.set()
    assert len(ended) == len(running)
    for each in ended:
        each.result()


def test_dispatchers(database: Database) -> None:
    witness = Witness()

    def turn(conn: Connection) -> None:
        heads: list[Head] = inbox.claim_heads(conn, wall=NOON, most=3)
        for head in heads:
            witness.begins(head.lane, int(head.row.external_id.split("/")[1]))
        inbox.finish(conn, [head.id for head in heads], wall=NOON)
        for head in heads:
            witness.ends(head.lane)

    def feed() -> None:
        for number in range(ROUNDS):
            messages = [(lane, f"{lane}/{number}") for lane in LANES]
            database.transact(lambda conn, messages=messages: receive(conn, *messages))  # type: ignore[misc]  # a default in a lambda has no type

    work_until(lambda: witness.count == len(LANES) * ROUNDS, lambda: database.transact(turn), feed)
    assert witness.seen == {lane: list(range(ROUNDS)) for lane in LANES}


def test_couriers(database: Database) -> None:
    witness = Witness()

    def deliver() -> None:
        claims: list[Claim] = database.transact(lambda conn: outbox.claim(conn, wall=NOON, most=3))
        for claim in claims:
            witness.begins(claim.lane, int(claim.parcel.prompt.text))
        for claim in claims:
            witness.ends(claim.lane)
        sent = [(claim.parcel.id, "m") for claim in claims]
        database.transact(lambda conn: outbox.delivered(conn, sent, wall=later(1)))

    def feed() -> None:
        for number in range(ROUNDS):
            priority = Priority(number % 2)
            letters = [letter(lane, str(number), priority=priority) for lane in LANES]
            database.transact(lambda conn, letters=letters: queue(conn, *letters))  # type: ignore[misc]  # a default in a lambda has no type

    work_until(lambda: witness.count == len(LANES) * ROUNDS, deliver, feed)
    for numbers in witness.seen.values():
        assert sorted(numbers) == list(range(ROUNDS))
        for urgency in (0, 1):
            same = [number for number in numbers if number % 2 == urgency]
            assert same == sorted(same)
