"""Whose roster one may look at, and whose one may change."""

from datetime import UTC, datetime
from typing import NamedTuple

from bot.core.authority import WARD_WIDE
from bot.core.errors import Refused
from bot.core.people import Role
from bot.core.roster import Roster, Watch, within
from handlers.circle import OWN
from handlers.turn import Turn
from handlers.watch import Post, posts
from storage import staff
from storage.staff import Member

_MINUTE = 60
_DIGITS = 9
"""A button names its watch by the minutes since 1970."""


class Place(NamedTuple):
    """The roster of one office, looked at by somebody who may; `sets`: they may change it."""

    office: str
    roster: Roster
    sets: bool


def offices(turn: Turn, me: Member) -> list[str]:
    """Those that keep a duty and whose roster they may look at, their own first."""
    kept = [office for office in turn.desk.ward.rosters if _sees(me, office)]
    return sorted(kept, key=lambda office: office != me.office)


def place(turn: Turn, me: Member, office: str) -> Place:
    """The roster of this office. Raises `Refused`."""
    roster = turn.desk.ward.rosters.get(office)
    if roster is None or not _sees(me, office):
        raise Refused("staff-not-allowed")
    return Place(office, roster, _sets(turn, me, office))


def to_change(turn: Turn, me: Member, office: str) -> Place:
    """The same, for who may change it. Raises `Refused`."""
    found = place(turn, me, office)
    if not found.sets:
        raise Refused("staff-not-allowed")
    return found


def team(turn: Turn, office: str) -> list[Member]:
    """Those who may be on duty: of the office, where we reach them."""
    return [one for one in staff.working(turn.connection(), *OWN, office=office) if one.reached]


def pick(turn: Turn, place: Place, minutes: str) -> Post:
    """The watch that a button names. Raises `Refused`: it is over, or the hours are others by now."""
    known = minutes.isascii() and minutes.isdecimal() and len(minutes) <= _DIGITS
    number = int(minutes) if known else 0
    begin = turn.desk.ward.local(datetime.fromtimestamp(number * _MINUTE, UTC))
    found = [watch for watch in within(place.roster, begin, begin.replace(second=1)) if watch.begin == begin]
    if not found or found[0].end <= turn.now:
        raise Refused("rota-over")
    (post,) = posts(turn.connection(), place.office, found)
    return post


def stamp(watch: Watch) -> str:
    """How a button names a watch."""
    return str(int(watch.begin.timestamp()) // _MINUTE)


def _sees(me: Member, office: str) -> bool:
    return me.office == office or me.role in WARD_WIDE or me.role is Role.COORDINATOR


def _sets(turn: Turn, me: Member, office: str) -> bool:
    """The head, whoever acts for them while they are away, and those who lead the ward."""
    if me.role in WARD_WIDE:
        return True
    heads = {one.id for one in staff.working(turn.connection(), Role.HEAD, office=office)}
    return bool(heads & {me.id, *me.covers})
