"""What changes in a case: by compare-and-set on its version, and never without a line that says so."""

from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, or_, select, update

from bot.core.case import Status
from bot.core.errors import Stale
from bot.core.messages import LaneKey
from storage.cases import helping
from storage.cases.history import append
from storage.cases.referrals import REFERRALS
from storage.cases.table import CASES, Event


class Change(msgspec.Struct, frozen=True):
    """What happens to a case besides its status; what is None stays as it is. `lead`: whose it is from now
    on. `holder`: who took it, `matter`: the case by which all about the same thing go, `kept_at`: since when
    nothing of it may be deleted, each 0 for none. `outcome`, `subcategory` and `place_key` are empty for
    none."""

    status: Status
    lead: str | None = None
    holder: int | None = None
    outcome: str | None = None
    matter: int | None = None
    priority: str | None = None
    category: str | None = None
    subcategory: str | None = None
    place_key: str | None = None
    route: Any = None
    evidence_have: int | None = None
    evidence_of: int | None = None
    reopened: int | None = None
    kept_at: datetime | int | None = None


_MAY_GO: Final = frozenset({"holder", "matter", "outcome", "subcategory", "place_key", "kept_at"})
"""Of these the empty value stands for none."""


def move(conn: Connection, case_id: int, version: int, change: Change, event: Event) -> None:
    """Change where the case stands and whose it is, and write the line that says so.

    Raises `Stale` when the case is no longer at `version`; then nothing was written.
    """
    said = msgspec.structs.asdict(change)
    values = {
        name: value or None if name in _MAY_GO else value for name, value in said.items() if value is not None
    }
    changed = update(CASES).where(CASES.c.id == case_id, CASES.c.version == version)
    if conn.execute(changed.values(version=version + 1, **values)).rowcount != 1:
        raise Stale("the case was changed in between")
    if change.route is not None:
        helping.renew(conn, case_id, helping.of_route(change.route))
    append(conn, case_id, event)


def link(conn: Connection, case_id: int, to: int) -> int:
    """Both cases, and all that either was linked to, are about the same thing. Gives the case by which they
    go. Each has a new version, so that who concludes them at the same moment sees all of them."""
    asked = select(CASES.c.id, CASES.c.matter).where(CASES.c.id.in_((case_id, to))).order_by(CASES.c.id)
    found: dict[int, int | None] = {id_: matter for id_, matter in conn.execute(asked.with_for_update())}  # noqa: C416  a result is no mapping
    matter = found[to] or to
    known = [each for each in found.values() if each is not None]
    theirs = or_(CASES.c.id.in_(tuple(found)), CASES.c.matter.in_(known))
    conn.execute(update(CASES).where(theirs).values(matter=matter, version=CASES.c.version + 1))
    return matter


def cut_tie(conn: Connection, lane: LaneKey) -> int:
    """Nothing says any more whose cases and referred reports these are. Gives how many cases that were."""
    conn.execute(update(REFERRALS).where(REFERRALS.c.lane == lane).values(lane=None))
    return conn.execute(update(CASES).where(CASES.c.lane == lane).values(lane=None)).rowcount
