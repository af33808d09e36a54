"""What the ward itself owes every year: who is reminded of it, and what was said of it before."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from bot.core.duties import DutyStage, due, next_duty
from bot.core.messages import Notice
from bot.core.working import next_working_moment
from bot.ward import Ward
from handlers.reminders.crew import Crew, at_work
from handlers.reminders.looking import Looked
from storage import duties, inbox, state
from storage.inbox import Arrival
from storage.touch import Connection

DUTY: Final = "duty"
_FACT: Final = "duties"
_YEARS: Final = range(-1, 4)
_LATEST: Final = timedelta(days=1)
"""Somebody may note that a duty is not done after all: it is looked at so often at least."""


class Told(msgspec.Struct, frozen=True):
    """What is remembered: which stages were heard, and since when this installation looks."""

    since: date
    sent: tuple[str, ...] = ()


class Owed:
    """Looks at the ward's duties when there may be something to say, not at every tick."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self._next: datetime | None = None

    def look(self, conn: Connection, now: datetime, wall: datetime) -> Looked:
        """Put what is due on the lanes of whoever is to hear of it."""
        if self._next is not None and now < self._next <= now + _LATEST:
            return Looked(0, more=False)
        local = self._ward.local(now)
        opens = next_working_moment(self._ward.working, local)
        if opens > local:
            self._next = min(opens, now + _LATEST)
            return Looked(0, more=False)
        put = _put_due(conn, self._ward, now, wall)
        following = next_duty(self._ward.duties, self._ward.working, local, done(conn, self._ward, local))
        self._next = min(following or now + _LATEST, now + _LATEST)
        return Looked(put, more=False)


def done(conn: Connection, ward: Ward, local: datetime) -> set[str]:
    """The ids of the occurrences that somebody has noted as done."""
    periods = {
        f"{local.year + year}-{dated}" for year in _YEARS for duty in ward.duties for dated in duty.dates
    }
    return {f"{duty}:{period}" for duty, period in duties.done_in(conn, *sorted(periods))}


def open_now(conn: Connection, ward: Ward, now: datetime) -> tuple[DutyStage, ...]:
    """The duties that are to be done now, each with how far it is."""
    local = ward.local(now)
    return _ours(due(ward.duties, ward.working, local, done(conn, ward, local)), told(conn, local.date()))


def told(conn: Connection, today: date) -> Told:
    """What was said before. Who begins today was not there for what was due yesterday."""
    kept = state.recall(conn, _FACT)
    return msgspec.json.decode(kept, type=Told) if kept is not None else Told(today)


def _put_due(conn: Connection, ward: Ward, now: datetime, wall: datetime) -> int:
    local = ward.local(now)
    before = told(conn, local.date())
    found = _ours(due(ward.duties, ward.working, local, done(conn, ward, local), before.sent), before)
    _remember(conn, before, [stage.id for stage in found])
    if not found:
        return 0
    return inbox.put(conn, list(_arrivals(at_work(conn, ward, now), found, now)), now=now, wall=wall)


def _ours(found: Iterable[DutyStage], before: Told) -> tuple[DutyStage, ...]:
    """Without what was over before anybody could be reminded of it here."""
    return tuple(stage for stage in found if stage.occurrence.last >= before.since)


def _remember(conn: Connection, before: Told, ids: Collection[str]) -> None:
    newest = {id_.rpartition(":T-")[0] or id_.rpartition(":late:")[0]: id_ for id_ in (*before.sent, *ids)}
    state.replace_fact(conn, _FACT, msgspec.json.encode(Told(before.since, tuple(newest.values()))).decode())


def _arrivals(crew: Crew, found: Iterable[DutyStage], now: datetime) -> Iterator[Arrival]:
    for stage in found:
        duty = stage.occurrence.duty
        for id_ in crew.with_roles(duty.to, duty.office):
            member = crew.members[id_]
            assert member.address is not None, "whoever is reached has an address"
            key = f"{DUTY}:{member.lane}:{stage.id}:{now.isoformat()}"
            yield inbox.notice(
                member.lane, member.address, key, Notice(DUTY, {"occurrence": stage.occurrence.id})
            )
