"""What was kept long enough goes: a bounded portion in each transaction, by the retention table of the ward.

Every part of a case goes in one commit with the line that says so and with its number in the log, so that
a process that is killed half-way goes on where it stood. A file's row is marked here, the collector then
deletes its bytes, and only after that does the row go.
"""

from collections import Counter
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final, NamedTuple

import msgspec
import structlog

from bot.core.messages import LaneKey
from bot.core.retention import Closed, Goes, Part, Terms, counted_as, due, following, term_of
from bot.ward import Ward
from storage import retention, state
from storage.database import Database
from storage.retention import SWEPT, Over
from storage.savepoint import savepoint
from storage.touch import Connection

log = structlog.get_logger()

CASES: Final = 20
"""So many cases are looked at in one transaction: a writer must not wait long for it."""
ROWS: Final = 200
"""So many rows of each kind go in one transaction."""
AGAIN: Final = timedelta(days=1)
"""What could not be cleaned is tried again after so long."""
WALK: Final = timedelta(days=1)
"""So often all conversations are walked through for those that have been silent long enough."""
YOUNGEST: Final = timedelta(days=30)
"""The row of a file outlives the message that it came in, which could ask for it once more."""
FACT: Final = "retention"


def terms_of(ward: Ward) -> Terms:
    """The ward's own table."""
    keep = ward.retention
    rows = (
        keep.contact_unsubstantiated, keep.contact_substantiated, keep.unused_files, keep.consent_log,
        keep.access_log, keep.exact_place, ward.clocks.reopen_days,
    )  # fmt: skip
    return Terms(*(timedelta(days=row) for row in rows))


class _Stand(NamedTuple):
    """How far it is: since when all conversations were walked through, or behind which of them to go on."""

    walked: datetime | None = None
    behind: LaneKey | None = None
    more: bool = True
    gone: tuple[tuple[str, int], ...] = ()


class Retiring:
    """Carries the table out. Whoever begins anew walks again through what is there, and finds less."""

    def __init__(self, terms: Terms, zone: tzinfo) -> None:
        self._terms = terms
        self._zone = zone
        self._stand = _Stand()

    async def step(self, database: Database, now: datetime) -> bool:
        """Delete a portion of what is past its time (product time); gives whether more may be."""
        self._stand = await database.write(partial(self._portion, now, self._stand))
        if self._stand.gone:
            log.info("deleted what was kept long enough", **dict(self._stand.gone))
        return self._stand.more

    def _portion(self, now: datetime, stand: _Stand, conn: Connection) -> _Stand:
        self._agree(conn)
        found: Counter[Goes] = Counter()
        more = [self._cases(conn, now, found), self._rows(conn, now, found)]
        walked, behind = self._people(conn, now, stand, found)
        spent = retention.forget_spent_files(conn, now - max(self._terms.files, YOUNGEST), most=ROWS)
        retention.note(conn, now.astimezone(self._zone).date(), found)
        gone = tuple((goes.value, number) for goes, number in sorted(found.items()) if number)
        return _Stand(walked, behind, any(more) or behind is not None or spent == ROWS, gone)

    def _agree(self, conn: Connection) -> None:
        """Where the ward's table says something new, it holds for what was closed before, too."""
        known = msgspec.structs.asdict(self._terms).items()
        terms = " ".join(f"{name}={value.days}" for name, value in known)
        before = state.recall(conn, FACT)
        if before == terms:
            return
        state.replace_fact(conn, FACT, terms)
        if before is not None:
            retention.begin_again(conn)

    def _cases(self, conn: Connection, now: datetime, found: Counter[Goes]) -> bool:
        cases = retention.to_look_at(conn, now, CASES)
        for over in cases:
            try:
                with savepoint(conn):
                    gone = self._retire(conn, over, now)
                found.update(gone)
            except Exception as problem:  # one case that cannot be cleaned may not keep the others
                log.error("a case cannot be cleaned", case=over.id, problem=type(problem).__name__)
                retention.look_later(conn, over.id, now + AGAIN)
        return len(cases) == CASES

    def _retire(self, conn: Connection, over: Over, now: datetime) -> Counter[Goes]:
        """What is due of one case; what is open, or needed by a legal file, is not touched."""
        found: Counter[Goes] = Counter()
        if over.closed_at is None or over.kept_at is not None:
            retention.look_later(conn, over.id, None)
            return found
        waits = bool(retention.undecided(conn, [over.id]))
        case = Closed.with_outcome(over.closed_at, over.outcome, undecided=waits)
        over_now = due(case, self._terms, now)
        for part in (part for part in Part if part in over_now):
            found[counted_as(part, substantiated=case.substantiated)] += _drop(conn, part, over, now)
        retention.look_later(conn, over.id, following(case, self._terms, now))
        return found

    def _rows(self, conn: Connection, now: datetime, found: Counter[Goes]) -> bool:
        numbers = {
            goes: retention.sweep(conn, goes, now - term_of(self._terms, goes), now, most=ROWS)
            for goes in SWEPT
        }
        found.update(numbers)
        return ROWS in numbers.values()

    def _people(
        self, conn: Connection, now: datetime, stand: _Stand, found: Counter[Goes]
    ) -> tuple[datetime | None, LaneKey | None]:
        """A portion of the walk through all conversations, once a day."""
        if stand.behind is None and stand.walked is not None and abs(now - stand.walked) < WALK:
            return stand.walked, None
        silent = now - term_of(self._terms, Goes.PEOPLE)
        gone, behind = retention.forget_silent(conn, silent, after=stand.behind, most=ROWS)
        found[Goes.PEOPLE] += gone
        return now, behind


def _drop(conn: Connection, part: Part, over: Over, now: datetime) -> int:
    match part:
        case Part.PLACE:
            return retention.blur(conn, over)
        case Part.FILES:
            return retention.drop_files(conn, over.id)
        case Part.CONTENTS:
            return retention.clean(conn, over, now)
        case Part.TRAIL:
            return retention.drop_trail(conn, over.id)
