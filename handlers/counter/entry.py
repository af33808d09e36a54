"""How a request stands: what was written, whether an answer reaches its resident, who may answer it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol

import msgspec

from bot.core.authority import Hand, may_answer
from handlers.turn import Recipient, Turn
from storage import conversations, people, threads
from storage.people import RequestKind
from storage.staff import Member
from storage.threads import Line, ThreadAction, ThreadSide
from storage.touch import Connection

LINES: Final = 20
"""So many of the newest lines are looked at."""


class Reach(StrEnum):
    """Whether an answer reaches the resident."""

    OPEN = "open"
    GONE = "gone"
    BLOCKED = "blocked"


class Waiting(Protocol):
    """What of a request decides who may answer it."""

    @property
    def kind(self) -> RequestKind:
        """What is asked for."""

    @property
    def office(self) -> str:
        """Of whom."""


class Entry(msgspec.Struct, frozen=True):
    """One request as it stands now. `during`: it was made in the middle of a report."""

    number: int
    kind: RequestKind
    office: str
    made_at: datetime
    due_first: datetime | None
    due_last: datetime | None
    done_at: datetime | None
    outcome: str
    during: bool
    lines: list[Line]
    resident: Recipient | None
    reach: Reach

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.done_at is None

    @property
    def written(self) -> list[Line]:
        """What either side wrote."""
        return [line for line in self.lines if line.action is ThreadAction.WRITE]

    @property
    def ward_spoke_last(self) -> bool:
        """Whether the ward waits for a word of the resident."""
        return bool(self.written) and self.written[-1].side is ThreadSide.STAFF

    def is_late(self, now: datetime) -> bool:
        """Whether the last day of the law is over."""
        return self.is_open and self.due_last is not None and self.due_last < now

    def is_late_to_answer(self, now: datetime) -> bool:
        """Whether the day of the first answer is over without one."""
        answered = any(line.side is ThreadSide.STAFF for line in self.written)
        return self.is_open and not answered and self.due_first is not None and self.due_first < now


def look(turn: Turn, number: int, *, alone: bool = False) -> Entry | None:
    """The request of this number. `alone`: it is about to be changed, by nobody else at the same time."""
    row = people.request(turn.connection(), number, alone=alone)
    return None if row is None else stand(turn, row)


def stand(turn: Turn, row: Any) -> Entry:
    """One row of the queue with all that belongs to it."""
    conn = turn.connection()
    resident, reach = _resident(turn, conn, row.lane)
    details = row.details if isinstance(row.details, dict) else {}
    return Entry(
        row.id, row.kind, row.office, row.made_at, row.due_first, row.due_last, row.done_at, row.outcome,
        "during" in details, threads.read(conn, row.id, most=LINES), resident, reach,
    )  # fmt: skip


def _resident(turn: Turn, conn: Connection, lane: Any) -> tuple[Recipient | None, Reach]:
    """Who left the web chat for good, or whose words were erased, is reached no more. Whoever is speaking now
    is reached, though what is stored may not know yet."""
    if lane == turn.lane and turn.message.notice is None:
        return Recipient(turn.lane, turn.talk.address, turn.talk.language), Reach.OPEN
    talk = conversations.find(conn, lane) if lane is not None else None
    if talk is None:
        return None, Reach.GONE
    reach = Reach.OPEN if talk.blocked_at is None else Reach.BLOCKED
    return Recipient(talk.lane, talk.address, talk.language), reach


def answers(member: Member | None, waiting: Waiting) -> bool:
    """Whether this member may answer this request."""
    if member is None or not member.works:
        return False
    confidential = waiting.kind.confidential
    return may_answer(Hand(member.role, member.office), waiting.office, confidential=confidential)


def served(turn: Turn, number: int, *, alone: bool = False) -> Entry | None:
    """The request, where the person of this turn may answer it now; says why not. Nobody who may not
    learns whether there is such a request. `alone` as in `look`."""
    member = turn.member()
    if member is None:
        turn.say("counter-staff-only")
        return None
    entry = look(turn, number, alone=alone)
    if entry is None or not answers(member, entry):
        turn.say("counter-not-yours")
        return None
    if not entry.is_open:
        turn.say("counter-over", number=str(number), outcome=entry.outcome)
        return None
    return entry
