"""Who of the staff hears of a case on a step of the ladder, and who stands in for them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

import msgspec

from bot.core.ladder import Hearer
from bot.core.people import Role
from bot.ward import Ward
from handlers import watch
from handlers.circle import sees
from handlers.hands import acting
from storage import absences, staff
from storage.absences import in_place_of
from storage.cases import Case
from storage.staff import Member
from storage.touch import Connection

_Test: TypeAlias = Callable[[Member, Case], bool]


def _of_office(member: Member, case: Case) -> bool:
    return member.role in {Role.OFFICER, Role.COORDINATOR} and member.office == case.lead


def _heads(member: Member, case: Case) -> bool:
    return member.role is Role.HEAD and member.office == case.lead


def _holds(member: Member, case: Case) -> bool:
    return member.id == case.holder


def _leads(member: Member, _case: Case) -> bool:
    return member.role is Role.LEADER


def _administers(member: Member, _case: Case) -> bool:
    return member.role is Role.ADMIN


_ABOVE: Final[tuple[_Test, ...]] = (_leads, _administers)
_CHAINS: Final[Mapping[Hearer, tuple[_Test, ...]]] = {
    Hearer.HOLDER: (_holds, _heads, *_ABOVE),
    Hearer.OFFICE: (_of_office, _heads, *_ABOVE),
    Hearer.DUTY: (_of_office, _heads, *_ABOVE),
    Hearer.GROUP: (),  # is told as one, not person by person
    Hearer.HEAD: (_heads, *_ABOVE),
    Hearer.NEXT: _ABOVE,
    Hearer.LEADERSHIP: _ABOVE,
}
"""Whom each step means; where nobody of them can be reached, the next ones hear instead."""


class Crew(msgspec.Struct, frozen=True):
    """All who work here today. `away`: who is not there, and who acts for them. `on_watch`: whom the roster
    of an office names now."""

    members: Mapping[int, Member]
    away: Mapping[int, int | None]
    on_watch: Mapping[str, int] = {}

    def hears(self, case: Case, to: Iterable[Hearer]) -> dict[int, int]:
        """Who hears of it, by number, each with whoever is meant: they themselves, or who is away."""
        found: dict[int, int] = {}
        for hearer in sorted(to):
            for id_, meant in self._meant(case, hearer).items():
                found[id_] = id_ if id_ == found.get(id_) else meant
        return found

    def with_roles(self, roles: Iterable[Role], office: str = "") -> dict[int, int]:
        """Those of an office, or of the whole ward, who have one of these roles; else whoever leads."""
        wanted = frozenset(roles)
        tests = (
            lambda member: member.role in wanted and office in {"", member.office},
            lambda member: member.role is Role.LEADER,
            lambda member: member.role is Role.ADMIN,
        )
        return next(filter(None, (self._acting(test) for test in tests)), {})

    def on_duty(self, office: str) -> dict[int, int]:
        """Who of an office is on duty, with whom the roster names; nobody, where they cannot be told."""
        named = self.on_watch.get(office)
        acts = in_place_of(named, self.away) if named is not None else None
        member = self.members.get(acts) if acts is not None else None
        return {member.id: named} if named is not None and member is not None and member.reached else {}

    def _meant(self, case: Case, hearer: Hearer) -> dict[int, int]:
        if hearer is Hearer.DUTY:
            first = {id_: of for id_, of in self.on_duty(case.lead).items() if sees(self.members[id_], case)}
            if first:
                return first
        for test in _CHAINS[hearer]:
            found = self._acting(lambda member, test=test: test(member, case))  # type: ignore[misc]  # bound now
            seeing = {id_: meant for id_, meant in found.items() if sees(self.members[id_], case)}
            if seeing:
                return seeing
        return {}

    def _acting(self, test: Callable[[Member], bool]) -> dict[int, int]:
        """Who acts for those who pass, each with whom they act for; they themselves come first."""
        found: dict[int, int] = {}
        for member in self.members.values():
            acts = in_place_of(member.id, self.away) if test(member) else None
            if acts is not None and acts in self.members and self.members[acts].reached:
                found[acts] = acts if acts == member.id else found.get(acts, member.id)
        return found


def at_work(conn: Connection, ward: Ward, now: datetime, *, urgent: bool = True) -> Crew:
    """Everybody who works here, as things stand. `urgent`: it matters who is on duty."""
    away = absences.away_on(conn, ward.local(now).date())
    members = {member.id: member for member in acting(staff.working(conn), away)}
    return Crew(members, away, watch.named(conn, ward, now) if urgent else {})
