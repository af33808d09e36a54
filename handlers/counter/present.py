"""Who of the staff can be told today: they themselves, or whoever stands in for them."""

from collections.abc import Iterable, Mapping

import msgspec

from handlers.circle import stand_ins
from handlers.turn import Turn
from storage import absences, staff
from storage.staff import Member


class Present(msgspec.Struct, frozen=True):
    """All who work here; `there`: those whom a message reaches today; `away`: who is not there, and who
    stands in for them."""

    working: tuple[Member, ...]
    there: Mapping[int, Member]
    away: Mapping[int, int | None]

    def instead(self, members: Iterable[Member]) -> list[Member]:
        """Those who act for them, each once; nobody for whom nobody does."""
        found = stand_ins(members, self.there, self.away).values()
        return list({one.id: one for one in found}.values())

    def acting(self, id_: int) -> Member | None:
        """Who acts for one of the staff: they themselves, their deputy, or the deputy's. None: nobody, also
        where they work here no more."""
        member = next((one for one in self.working if one.id == id_), None)
        return next(iter(self.instead([member])), None) if member is not None else None


def today(turn: Turn) -> Present:
    """As things stand."""
    conn = turn.connection()
    working = tuple(staff.working(conn))
    away = absences.away_on(conn, turn.desk.ward.local(turn.now).date())
    reached = {one.id: one for one in working if one.reached and one.address is not None}
    return Present(working, {id_: one for id_, one in reached.items() if id_ not in away}, away)
