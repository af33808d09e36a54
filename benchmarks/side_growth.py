"""What it costs to store, to claim and to sweep among many rows that are done, beside among few.

`python -m benchmarks.side_growth FEW MANY`. The trials take turns on two databases, so that whatever else
the machine does slows both.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, text

from benchmarks.house import ACCOUNT, NAME, House, fresh_house, quiet
from benchmarks.measuring import tell
from bot.core.messages import Address, Button, LaneKey, Outbound, Prompt
from storage import inbox, outbox
from storage.inbox import Arrival
from storage.outbox import Letter

TRIALS: Final = 17
BATCH: Final = 64
LANES: Final = 200
"""The done rows belong to so many people, who are those that write again."""
AGED: Final = 50
"""So many more rows are old enough to be swept at each trial."""
LAST: Final = timedelta(days=20)

_COPY: Final = (
    "INSERT INTO {table} ({columns}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < :rows) SELECT {values} FROM n, (SELECT * FROM {table} ORDER BY id LIMIT 1) AS first"
)


class Trial:
    """One database and the work that is timed on it."""

    def __init__(self, house: House, rows: int) -> None:
        self._house = house
        self._now = house.clock.now()
        self._came = 0
        self._aged = 0
        self._lanes = [house.desk.keyring.lane(self._address(number)) for number in range(LANES)]
        with house.database.engine.begin() as conn:
            self._fill(conn, rows)

    def _address(self, number: int) -> Address:
        return Address(NAME, ACCOUNT, str(number))

    def _fill(self, conn: Connection, rows: int) -> None:
        """One row that went the whole way, then copies of it for everybody."""
        conn.execute(text("CREATE TEMP TABLE lanes (nth INTEGER PRIMARY KEY, lane TEXT)"))
        named = [{"nth": nth, "lane": lane} for nth, lane in enumerate(self._lanes)]
        conn.execute(text("INSERT INTO lanes VALUES (:nth, :lane)"), named)
        self.put(conn)
        self.claim(conn)
        lane = "(SELECT lane FROM lanes WHERE nth = i % (SELECT count(*) FROM lanes))"
        self._copy(conn, "inbox", {"external_id": "'old' || i", "lane": lane}, rows)
        self._copy(conn, "outbox", {"lane": lane}, rows)

    def _copy(self, conn: Connection, table: str, changed: Mapping[str, str], rows: int) -> None:
        names = [row.name for row in conn.execute(text(f"PRAGMA table_info({table})")) if row.name != "id"]
        values = [changed.get(name, f"first.{name}") for name in names]
        sql = _COPY.format(table=table, columns=", ".join(names), values=", ".join(values))
        conn.execute(text(sql), {"rows": rows})

    def put(self, conn: Connection, count: int = BATCH) -> None:
        """What comes in, and what is to go out."""
        numbers = range(self._came, self._came + count)
        self._came += count
        prompt = Prompt("?" * 300, (Button("!", "report:category:DL"),) * 6)
        arrivals = [Arrival(NAME, ACCOUNT, f"new{nth}", self._lane(nth), b"{}" * 200) for nth in numbers]
        letters = [Letter(Outbound(self._lane(nth), prompt), self._address(nth), "vi") for nth in numbers]
        inbox.put(conn, arrivals, now=self._now, wall=self._now)
        outbox.put(conn, letters, now=self._now, wall=self._now)

    def _lane(self, number: int) -> LaneKey:
        return self._lanes[number % LANES]

    def claim(self, conn: Connection) -> None:
        """Take it up, and be done with it."""
        heads = inbox.claim_heads(conn, wall=self._now, most=BATCH)
        inbox.finish(conn, [head.id for head in heads], wall=self._now)
        claims = outbox.claim(conn, wall=self._now, most=BATCH)
        outbox.delivered(conn, [(claimed.parcel.id, "sent") for claimed in claims], wall=self._now)

    def sweep(self, conn: Connection) -> None:
        """Forget what is old."""
        old = self._now - LAST / 2
        inbox.sweep(conn, blank_before=old, delete_before=old)
        outbox.sweep(conn, blank_before=old, brief_before=old, delete_before=old)

    def age(self, conn: Connection) -> None:
        """The next of the done rows are old from now on."""
        self._aged += AGED
        before = {"old": (self._now - LAST).strftime("%Y-%m-%d %H:%M:%S.%f"), "last": self._aged}
        conn.execute(text("UPDATE inbox SET done_at = :old WHERE id <= :last"), before)
        conn.execute(text("UPDATE outbox SET settled_at = :old WHERE id <= :last"), before)

    def time(self, work: "Work") -> float:
        """How long the work takes, without its commit."""
        with self._house.database.engine.begin() as conn:
            work.before(self, conn)
        with self._house.database.engine.begin() as conn:
            start = time.perf_counter()
            work.timed(self, conn)
            return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Work:
    """What is timed, and what is made ready before."""

    timed: Callable[[Trial, Connection], None]
    before: Callable[[Trial, Connection], None] = lambda _trial, _conn: None


ALL: Final = {
    "claim": Work(Trial.claim, Trial.put),
    "put": Work(Trial.put),
    "sweep": Work(Trial.sweep, Trial.age),
}


def measure(few: int, many: int) -> None:
    """By kind of work: its cost among many rows as a multiple of that among few."""
    with fresh_house() as small, fresh_house() as large:
        sides = Trial(small, few), Trial(large, many)
        told = {}
        for name, work in ALL.items():
            took = [[side.time(work) for side in sides] for _ in range(TRIALS)]
            low, high = (statistics.median(column) for column in zip(*took, strict=True))
            told[name] = high / low
    tell(told)


if __name__ == "__main__":
    quiet()
    measure(*map(int, sys.argv[1:]))
