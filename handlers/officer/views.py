"""Which cases a list is of, and where in it somebody stands: all of it fits on a button."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.core.authority import OF_AN_OFFICE
from bot.core.case import Status
from bot.core.people import Role
from bot.core.routing import NONE
from bot.ward import Ward
from bot.ward.schema import OfficeKind
from storage.cases import Order, Sought
from storage.staff import Member


class View(StrEnum):
    """What a list shows."""

    ALL = ""
    MINE = "m"
    FREE = "n"
    LATE = "l"
    WAITING = "w"
    UNSORTED = "t"
    HELPING = "p"


NAMES: Final[Mapping[View, str]] = {
    View.MINE: "work-view-mine",
    View.FREE: "work-view-free",
    View.LATE: "work-view-late",
    View.WAITING: "work-view-waiting",
    View.ALL: "work-view-all",
}
"""The views that everybody has, in the order of their buttons."""
TITLES: Final[Mapping[View, str]] = {
    **NAMES,
    View.UNSORTED: "work-view-unsorted",
    View.HELPING: "work-view-helping",
}
OF_ALL: Final = frozenset({View.MINE, View.HELPING})
"""In these it does not matter which office leads."""
PREFIX: Final = "case:list:"
_SPOT: Final = re.compile(r"([mnlwtp]?)(?:h(\d{1,15})\.)?(e?)(o?)(\d{0,15})", re.ASCII)


class Spot(msgspec.Struct, frozen=True):
    """A place in a list: behind the case of the number `last`. `holder`: of whom a head looks through the
    cases; `others`: among those of other offices."""

    view: View = View.ALL
    holder: int = 0
    order: Order = Order.PRESSING
    others: bool = False
    last: int = 0

    @property
    def tap(self) -> str:
        """The button that leads here."""
        holder = f"h{self.holder}." if self.holder else ""
        order = "e" if self.order is Order.EVIDENCE else ""
        others = "o" if self.others else ""
        return f"{PREFIX}{self.view}{holder}{order}{others}{self.last or ''}"


def read(words: str) -> Spot:
    """The place that a button names; the begin of the whole list for one that names none."""
    found = _SPOT.fullmatch(words)
    if found is None:
        return Spot()
    view, holder, order, others, last = found.groups()
    kind = Order.EVIDENCE if order else Order.PRESSING
    return Spot(View(view), int(holder or 0), kind, bool(others), int(last or 0))


def sought(member: Member, spot: Spot, leads: tuple[str, ...] | None, now: datetime) -> Sought:
    """The cases of this view, of these offices. What somebody stands in for is theirs too."""
    if spot.holder:
        return Sought(leads, holder=spot.holder)
    shown = {
        View.ALL: Sought(leads),
        View.MINE: Sought(None, holders=(member.id, *member.covers)),
        View.FREE: Sought(leads, holder=0),
        View.LATE: Sought(leads, late_at=now),
        View.WAITING: Sought(leads, statuses=(Status.NEEDS_INFO,)),
        View.UNSORTED: Sought(leads, holder=0, unsorted=True),
        View.HELPING: Sought(None, helps=member.office, confidential=member.role is Role.LEADER),
    }
    return shown[spot.view]


def triage(ward: Ward) -> tuple[str, ...]:
    """The offices that sort what came unsorted."""
    unsorted = (row for row in ward.routing if NONE in _named(row.any) or NONE in _named(row.when))
    return tuple(dict.fromkeys(row.lead for row in unsorted if row.lead is not None))


def _named(conditions: Mapping[str, object]) -> tuple[object, ...]:
    condition = conditions.get("subcategory", ())
    return tuple(condition) if isinstance(condition, list) else (condition,)


def sorts(member: Member) -> bool:
    """Whether it is theirs to sort what came unsorted."""
    return member.role is Role.COORDINATOR


def leads_of(ward: Ward, member: Member, spot: Spot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The offices whose cases come first, and those whose cases come after them. Of other offices an officer
    sees only where they help, so none is read."""
    every = tuple(office.id for office in ward.offices if office.kind is OfficeKind.INTERNAL)
    if spot.view is View.UNSORTED:
        return triage(ward), ()
    if member.role is Role.MEDIA:
        return (), ()
    own = tuple(office for office in every if member.office in {office, ""})
    rest = tuple(office for office in every if office not in own)
    sees_all = member.role is Role.COORDINATOR or member.role not in OF_AN_OFFICE
    return own, rest if sees_all else ()
