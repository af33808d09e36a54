"""Rows of everything but cases, in portions. What belongs to a case that is kept stays with it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, delete, exists, or_, select, update

from bot.core.messages import LaneKey
from bot.core.retention import Goes
from storage.cases.referrals import REFERRALS, TOLD
from storage.cases.table import CASE_EVENTS, CASES, LOOKS
from storage.columns import reads
from storage.conversations import CONVERSATIONS
from storage.evidence import EVIDENCE, OPENINGS, SPENT
from storage.groups import GROUPS
from storage.people import CONSENTS, REQUESTS, SETTLED, RequestKind
from storage.staff import STAFF, StaffState
from storage.threads import LINES, SIGNED

Old: TypeAlias = Callable[[datetime], Select[Any]]
"""The keys of what is past its time, given the moment before which it is; earliest first."""


def _kept(case_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(CASES.c.id == case_id, CASES.c.kept_at.is_not(None))


def _consents(before: datetime) -> Select[Any]:
    """But the newest of somebody who still talks to us by it: a consent that counts must be provable
    (NĐ 356/2025/NĐ-CP Đ.6)."""
    newer = CONSENTS.alias("newer")
    same = and_(newer.c.lane == CONSENTS.c.lane, newer.c.purpose == CONSENTS.c.purpose)
    counts = exists().where(CONVERSATIONS.c.lane == CONSENTS.c.lane, CONVERSATIONS.c.consent.is_not(None))
    over = or_(~counts, exists().where(same, newer.c.id > CONSENTS.c.id))
    return select(CONSENTS.c.id).where(CONSENTS.c.at < before, over).order_by(CONSENTS.c.at)


def _requests(*kinds: RequestKind) -> Old:
    def settled(before: datetime) -> Select[Any]:
        past = (SETTLED, REQUESTS.c.done_at < before, reads(REQUESTS.c.kind, *kinds))
        return select(REQUESTS.c.id).where(*past).order_by(REQUESTS.c.done_at)

    return settled


def _referrals(before: datetime) -> Select[Any]:
    return select(REFERRALS.c.id).where(TOLD, REFERRALS.c.at < before).order_by(REFERRALS.c.at)


def _looks(before: datetime) -> Select[Any]:
    past = (LOOKS, CASE_EVENTS.c.at < before, ~_kept(CASE_EVENTS.c.case_id))
    return select(CASE_EVENTS.c.id).where(*past).order_by(CASE_EVENTS.c.at)


def _openings(before: datetime) -> Select[Any]:
    of_kept = exists().where(EVIDENCE.c.id == OPENINGS.c.evidence_id, _kept(EVIDENCE.c.case_id))
    return select(OPENINGS.c.id).where(OPENINGS.c.at < before, ~of_kept).order_by(OPENINGS.c.at)


def _answers(before: datetime) -> Select[Any]:
    return select(LINES.c.id).where(SIGNED, LINES.c.at < before).order_by(LINES.c.at)


def _former_staff(before: datetime) -> Select[Any]:
    past = (STAFF.c.state == StaffState.SUSPENDED, STAFF.c.suspended_at < before, STAFF.c.lane != "")
    return select(STAFF.c.id).where(*past).order_by(STAFF.c.suspended_at)


_NOBODY: Final = {"details": None, "lane": None, "outcome": ""}
SWEPT: Final[Mapping[Goes, tuple[Table, Old, Mapping[str, Any] | None]]] = {
    Goes.REFERRALS: (REFERRALS, _referrals, {"lane": None, "report": {}}),
    Goes.CALLS: (REQUESTS, _requests(RequestKind.OFFICER), _NOBODY),
    Goes.MISCONDUCT: (REQUESTS, _requests(RequestKind.MISCONDUCT), _NOBODY),
    Goes.RIGHTS: (REQUESTS, _requests(RequestKind.RIGHTS), _NOBODY),
    Goes.CONSENTS: (CONSENTS, _consents, None),
    Goes.LOOKS: (CASE_EVENTS, _looks, None),
    Goes.OPENINGS: (OPENINGS, _openings, None),
    Goes.ANSWERS: (LINES, _answers, {"staff": None}),
    Goes.FORMER_STAFF: (STAFF, _former_staff, {"name": b"", "account_name": b"", "lane": ""}),
}
"""The table, what of it is past its time, and what it is emptied to; None: the row goes."""


def sweep(conn: Connection, goes: Goes, before: datetime, now: datetime, *, most: int) -> int:
    """Up to `most` rows of what is from before this moment; gives how many those were."""
    table, past, left = SWEPT[goes]
    ids = past(before).limit(most).scalar_subquery()
    if left is None:
        return conn.execute(delete(table).where(table.c.id.in_(ids))).rowcount
    values = {**left, "cleaned_at": now} if "cleaned_at" in table.c else left
    return conn.execute(update(table).where(table.c.id.in_(ids)).values(values)).rowcount


def old(goes: Goes, before: datetime) -> Select[Any]:
    """The keys of what is from before this moment."""
    return SWEPT[goes][1](before)


def forget_spent_files(conn: Connection, before: datetime, *, most: int) -> int:
    """The rows of files whose bytes are gone, and of which nobody has to know any more who opened them."""
    opened = exists().where(OPENINGS.c.evidence_id == EVIDENCE.c.id)
    past = select(EVIDENCE.c.id).where(SPENT, EVIDENCE.c.came_at < before, ~opened)
    ids = past.order_by(EVIDENCE.c.came_at).limit(most).scalar_subquery()
    return conn.execute(delete(EVIDENCE).where(EVIDENCE.c.id.in_(ids))).rowcount


def is_silent(before: datetime) -> ColumnElement[bool]:
    """Nobody spoke in it since then, nothing is open in it, and nothing that is kept leads back to it."""
    lane = CONVERSATIONS.c.lane
    leads_back = or_(
        exists().where(CASES.c.lane == lane),
        exists().where(REFERRALS.c.lane == lane),
        exists().where(REQUESTS.c.lane == lane, REQUESTS.c.done_at.is_(None)),
        exists().where(STAFF.c.lane == lane, STAFF.c.state != StaffState.SUSPENDED),
        exists().where(GROUPS.c.lane == lane),
    )
    return and_(CONVERSATIONS.c.updated_at < before, CONVERSATIONS.c.flow.is_(None), ~leads_back)


def forget_silent(
    conn: Connection, before: datetime, *, after: LaneKey | None, most: int
) -> tuple[int, LaneKey | None]:
    """Who they are is forgotten of those among the next `most` conversations that are silent. Gives how many
    went, and behind which to go on; None: that were all."""
    lanes = select(CONVERSATIONS.c.lane).order_by(CONVERSATIONS.c.lane).limit(most)
    found = list(
        conn.execute(lanes if after is None else lanes.where(CONVERSATIONS.c.lane > after)).scalars()
    )
    gone = delete(CONVERSATIONS).where(CONVERSATIONS.c.lane.in_(found), is_silent(before))
    forgotten = conn.execute(gone).rowcount if found else 0
    return forgotten, LaneKey(found[-1]) if len(found) == most else None
