"""What one look at the reminders costs among many open cases, beside among few, and with more that is due.

`python -m benchmarks.side_sweep FEW MANY`. The trials take turns on two databases, so that whatever else the
machine does slows both.
"""

import statistics
import sys
import time
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, text

from benchmarks.house import ACCOUNT, NAME, House, fresh_house, quiet
from benchmarks.measuring import tell
from bot.core.messages import Address
from bot.core.people import Role
from handlers import reminders
from storage import cases, conversations, staff
from storage.cases import Filing
from storage.conversations import Conversation
from storage.staff import Joining, StaffState

TRIALS: Final = 15
DUE, MORE = 20, 80
"""So many cases are due at each look. A portion holds them all."""
LATE: Final = timedelta(days=40)
"""So long ago all cases were filed, and nobody took them: each has something to say."""

_COPY: Final = (
    "INSERT INTO {table} ({names}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < :many) SELECT {values} FROM n, (SELECT * FROM {table} LIMIT 1) AS first"
)


class Trial:
    """One database of open cases, of which only some are due."""

    def __init__(self, house: House, many: int) -> None:
        self._house = house
        self._now = house.clock.now()
        self._seen = 0
        self._many = many
        with house.database.engine.begin() as conn:
            self._employ(conn)
            self._fill(conn)

    def _employ(self, conn: Connection) -> None:
        address = Address(NAME, ACCOUNT, "officer")
        lane = self._house.desk.keyring.lane(address)
        conversations.save(conn, [Conversation(lane, address, "vi", self._now)])
        joining = Joining(
            "officer", "officer", Role.OFFICER, "economic", lane, StaffState.ACTIVE, None, self._now
        )  # fmt: skip
        staff.join(conn, joining)

    def _fill(self, conn: Connection) -> None:
        filed_at = self._now - LATE
        due_on = self._house.desk.ward.due(filed_at).day
        report = {"details": "?" * 300}
        filing = Filing(
            "first", "f" * 64, None, True, NAME, "vi", "DL", None, "P3", "economic", {}, report, None,
            filed_at, due_on,
        )  # fmt: skip
        cases.file(conn, filing)
        self._copy(conn, "cases", {"id": "1 + i", "code": "'copy' || i"})
        self._copy(conn, "case_clocks", {"case_id": "1 + i"})
        conn.execute(text("UPDATE case_clocks SET remind_at = :later"), {"later": _stored(self._now + LATE)})

    def _copy(self, conn: Connection, table: str, changed: dict[str, str]) -> None:
        names = [row.name for row in conn.execute(text(f"PRAGMA table_info({table})"))]
        values = [changed.get(name, f"first.{name}") for name in names]
        sql = _COPY.format(table=table, names=", ".join(names), values=", ".join(values))
        conn.execute(text(sql), {"many": self._many - 1})

    def time(self, due: int) -> float:
        """How long a look takes with so many due, without its commit."""
        with self._house.database.engine.begin() as conn:
            self._make_due(conn, due)
        with self._house.database.engine.begin() as conn:
            start = time.perf_counter()
            looked = reminders.look(conn, self._house.desk.ward, self._now, self._now)
            took = time.perf_counter() - start
        assert not looked.more, "all that was due was looked at"
        return took

    def _make_due(self, conn: Connection, due: int) -> None:
        """The next of the cases are due, and nothing was said of them."""
        first = self._seen % (self._many - due)
        self._seen += due
        conn.execute(
            text(
                "UPDATE case_clocks SET remind_at = :now, sent = '[]'"
                " WHERE case_id > :first AND case_id <= :last"
            ),
            {"now": _stored(self._now), "first": first, "last": first + due},
        )


def _stored(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def measure(few: int, many: int) -> None:
    """The growth by all that is open and by what is due, and the time of one look, in ms."""
    with fresh_house() as small, fresh_house() as large:
        among_few, among_many = Trial(small, few), Trial(large, many)
        took = [(among_few.time(DUE), among_many.time(DUE), among_many.time(MORE)) for _ in range(TRIALS)]
    low, high, more = (statistics.median(column) for column in zip(*took, strict=True))
    tell({"open": high / low, "due": more / high, "few": low * 1e3, "many": high * 1e3})


if __name__ == "__main__":
    quiet()
    measure(*map(int, sys.argv[1:]))
