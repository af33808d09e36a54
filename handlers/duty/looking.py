"""A look at the rosters: whose watch comes or has begun, and which watches nobody has until the next look."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.core.messages import Notice
from bot.core.people import Role
from bot.core.roster import Watch, next_check, next_word, word
from bot.core.working import next_working_moment
from bot.ward import Ward
from handlers.circle import OWN
from handlers.duty.telling import VACANT, WORDS
from handlers.reminders import Looked
from handlers.reminders.crew import at_work
from handlers.watch import posts, vacant
from storage import inbox, rota, staff, state
from storage.inbox import Arrival
from storage.rota import OnWatch
from storage.staff import Member
from storage.touch import Connection

_FACT: Final = "rota-checked"
_LATEST: Final = timedelta(days=1)
"""The clock may be set back: it is looked so often at least."""


class Rounds:
    """Looks at the rosters. What is said of a watch is a row; when somebody was last missed is a fact."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self._next: datetime | None = None

    def look(self, conn: Connection, now: datetime, wall: datetime) -> Looked:
        """Put what is to be said on the lanes of those who are to hear it."""
        if not self._ward.rosters:
            return Looked(0, more=False)
        found = list(_due(conn, self._ward, now))
        if self._next is None or not now < self._next <= now + _LATEST:
            found += self._check(conn, now)
        put = inbox.put(conn, found, now=now, wall=wall) if found else 0
        return Looked(put, more=False)

    def _check(self, conn: Connection, now: datetime) -> Iterator[Arrival]:
        """Once on the afternoon of every working day. Who begins today was not there yesterday."""
        ward, local = self._ward, self._ward.local(now)
        known = state.recall(conn, _FACT)
        last = ward.local(datetime.fromisoformat(known)) if known is not None else local
        due = next_working_moment(ward.working, max(next_check(ward.working, min(last, local)), local))
        if due == local:
            yield from _missing(conn, ward, local)
        if due == local or known is None or last > local:
            state.replace_fact(conn, _FACT, now.isoformat())
        self._next = min(next_check(ward.working, local) if due == local else due, now + _LATEST)


def _due(conn: Connection, ward: Ward, now: datetime) -> Iterator[Arrival]:
    local = ward.local(now)
    for row in rota.due(conn, now):
        watch = Watch(ward.local(row.begins_at), ward.local(row.ends_at))
        rota.remind_next(conn, row, next_word(watch, local, ward.working))
        said = word(watch, local, ward.working)
        if said is None or row.office not in ward.rosters:
            continue
        member = _acting(conn, row, watch, local)
        if member is not None:
            args = {"office": row.office, "begins": row.begins_at.isoformat()}
            yield _arrival(
                member, Notice(WORDS[said], args), f"{row.office}:{row.begins_at.isoformat()}", now
            )


def _acting(conn: Connection, row: OnWatch, watch: Watch, local: datetime) -> Member | None:
    """Who is to hear of it: today's deputy of a watch that goes on, else that of its first day."""
    today = Watch(local, watch.end) if watch.begin < local else watch
    (post,) = posts(conn, row.office, [today])
    return post.acts if post.row is not None and post.row.begins_at == row.begins_at else None


def _missing(conn: Connection, ward: Ward, local: datetime) -> Iterator[Arrival]:
    """The heads of the offices where somebody is missing; of one where nobody works, `doctor` tells."""
    until = next_check(ward.working, local)
    crew = at_work(conn, ward, local)
    for office in ward.rosters:
        if staff.working(conn, *OWN, office=office) and vacant(conn, ward, office, local, until):
            for id_ in crew.with_roles([Role.HEAD], office):
                yield _arrival(crew.members[id_], Notice(VACANT, {"office": office}), office, local)


def _arrival(member: Member, notice: Notice, about: str, now: datetime) -> Arrival:
    assert member.address is not None, "whoever is reached has an address"
    key = f"{notice.name}:{member.lane}:{about}:{now.isoformat()}"
    return inbox.notice(member.lane, member.address, key, notice)
