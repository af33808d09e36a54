"""Who of the staff hears of a case, and who stands in where an office cannot be reached."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from bot.core.authority import may_see
from bot.core.messages import LaneKey
from bot.core.people import Role
from bot.ward import Ward
from bot.ward.schema import OfficeKind
from handlers.hands import acting, hand_of, matter_of
from storage import absences, groups, staff
from storage.cases import Case
from storage.groups import Group
from storage.staff import Member
from storage.touch import Connection

OWN: Final = (Role.OFFICER, Role.HEAD, Role.COORDINATOR)
"""Those of an office who can take its cases."""


class Standing(StrEnum):
    """Why these people hear of it."""

    OWN = "own"
    STAND_IN = "stand-in"
    """Nobody of the office can be reached: they lead the ward, or look after this installation."""
    BARE = "bare"
    """They may not see the case, only that one waits and that somebody who may is missing."""


class Circle(msgspec.Struct, frozen=True):
    """Who hears of a case."""

    people: tuple[Member, ...] = ()
    groups: tuple[Group, ...] = ()
    standing: Standing = Standing.OWN


def sees(member: Member, case: Case) -> bool:
    """Whether this member may open the case. What they reported themselves is for others to look into."""
    return not reported(member, case) and may_see(hand_of(member), matter_of(case, member))


def reported(member: Member, case: Case) -> bool:
    """Whether it is their own report."""
    return case.lane is not None and case.lane == member.lane


def colleagues(conn: Connection, day: date) -> list[Member]:
    """All who may act, each with those for whom they act on this day."""
    return acting(staff.working(conn), absences.away_on(conn, day))


def stand_ins(
    members: Iterable[Member], there: Mapping[int, Member], away: Mapping[int, int | None]
) -> dict[int, Member]:
    """Who acts for each of them, by their number: they themselves, else their deputy, or the deputy's. Where
    nobody does who is `there`, they are not in it."""
    found = ((member.id, absences.in_place_of(member.id, away)) for member in members)
    return {id_: there[acts] for id_, acts in found if acts is not None and acts in there}


def around(conn: Connection, ward: Ward, case: Case, day: date, *, but: LaneKey | None = None) -> Circle:
    """Who hears of this case as things stand on this day; `but`: the lane of whoever is not to."""
    working, away = staff.working(conn), absences.away_on(conn, day)
    there = {one.id: one for one in acting(_reached(working, case, but), away)}
    own = _instead(_of_office(working, ward, case), there, away)
    own = [one for one in own if sees(one, case)]
    if own:
        return Circle(tuple(own), _groups(conn, case))
    leaders = _instead((one for one in working if one.role is Role.LEADER), there, away)
    above = leaders or _instead((one for one in working if one.role is Role.ADMIN), there, away)
    standing = Standing.BARE if case.confidential else Standing.STAND_IN
    return Circle(tuple(above), _groups(conn, case), standing)


def _instead(
    members: Iterable[Member], there: Mapping[int, Member], away: Mapping[int, int | None]
) -> list[Member]:
    """Those who act for them and can be told, each once."""
    return list({one.id: one for one in stand_ins(members, there, away).values()}.values())


def _of_office(working: Iterable[Member], ward: Ward, case: Case) -> list[Member]:
    """Those of the lead office. Of a case about an official its leaders hear as well."""
    leaders_too = case.confidential or case.lead in leaders_offices(ward)
    return [
        member
        for member in working
        if (member.role in OWN and member.office == case.lead) or (leaders_too and member.role is Role.LEADER)
    ]


def _groups(conn: Connection, case: Case) -> tuple[Group, ...]:
    return () if case.confidential else tuple(groups.of_office(conn, case.lead))


def _reached(members: Iterable[Member], case: Case, but: LaneKey | None) -> tuple[Member, ...]:
    return tuple(m for m in members if m.reached and m.lane != but and not reported(m, case))


def leaders_offices(ward: Ward) -> frozenset[str]:
    """Where those who lead the ward are at home: the offices that take what is about an official."""
    about = (row for row in ward.routing if "official" in row.when or "official" in row.any)
    return frozenset(row.lead for row in about if row.lead is not None)


def deserted(conn: Connection, ward: Ward) -> list[str]:
    """The offices that some row of the routing table leads to and that nobody can reach."""
    reached = [m for m in staff.working(conn, *OWN, Role.LEADER) if m.reached]
    at_home = {m.office for m in reached if m.role is not Role.LEADER}
    if any(m.role is Role.LEADER for m in reached):
        at_home |= leaders_offices(ward)
    leads = {row.lead for row in ward.routing}
    internal = [office.id for office in ward.offices if office.kind is OfficeKind.INTERNAL]
    return [office for office in internal if office in leads and office not in at_home]
