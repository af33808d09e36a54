"""One look at the cases that are due: who is to hear of which, what happens by itself, and when next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import structlog

from bot.core.ladder import Hearer, Reminder, reminder
from bot.core.messages import Notice
from bot.ward import Ward
from handlers import clockwork
from handlers.reminders.crew import Crew, at_work
from handlers.reminders.noted import REMIND, REMIND_GROUP, Due, noted
from storage import cases, clocks, groups, inbox
from storage.cases import Case
from storage.clocks import Next, Stamped
from storage.inbox import Arrival
from storage.touch import Connection

log = structlog.get_logger()

PORTION: Final = 100
"""So many due cases are looked at in one transaction: a writer must not wait long for it."""
ASKS_AGAIN: Final = "case-asks-again"
GOES_ON: Final = "case-goes-on"
CLOSES: Final = "case-closes"
DISPUTED: Final = "case-disputed"


class Looked(NamedTuple):
    """How many notices were put on lanes, and whether more cases are due."""

    put: int
    more: bool


class _Found(NamedTuple):
    """What one case calls for: when it is looked at next, who hears of it, what it says to itself, and what
    the groups of an office hear."""

    next: Next
    hear: tuple[tuple[int, Due], ...] = ()
    itself: tuple[str, ...] = ()
    aloud: tuple[str, Due] | None = None


def look(conn: Connection, ward: Ward, now: datetime, wall: datetime, most: int = PORTION) -> Looked:
    """The first `most` of the cases that are due. What they call for stands on lanes, and counts as sent,
    with the same commit."""
    rows = clocks.due(conn, now, most)
    if not rows:
        return Looked(0, more=False)
    known = cases.by_ids(conn, [row.case_id for row in rows])
    crew = at_work(conn, ward, now, urgent=any(map(clockwork.is_urgent, known.values())))
    found = [_look_at(ward, crew, known[row.case_id], row, now) for row in rows]
    clocks.set_next(conn, [each.next for each in found])
    notices = [*_to_people(crew, found, now), *_to_groups(conn, found, now), *_to_cases(found, now)]
    put = inbox.put(conn, notices, now=now, wall=wall)
    return Looked(put, more=len(rows) == most)


def _look_at(ward: Ward, crew: Crew, case: Case, row: Stamped, now: datetime) -> _Found:
    try:
        return _find(ward, crew, case, row, now)
    except Exception as problem:  # one case that cannot be counted may not keep all others from being heard
        log.error("a case cannot be looked at", case=case.id, problem=type(problem).__name__)
        return _Found(Next(case.id, now + clockwork.AGAIN, row.sent, row.late_at))


def _find(ward: Ward, crew: Crew, case: Case, row: Stamped, now: datetime) -> _Found:
    due = reminder(clockwork.clocks_in(ward, case, row), ward.ladder, row.sent, now)
    itself = tuple(_itself(ward, case, row, now))
    noted_too = (
        *((clockwork.asked_again(row),) if ASKS_AGAIN in itself else ()),
        *((clockwork.dispute_heard(now),) if DISPUTED in itself else ()),
    )
    sent = clockwork.heard(row.sent, (*(due.ids if due is not None else ()), *noted_too))
    hear = tuple(_hear(crew, case, due)) if due is not None else ()
    aloud = _aloud(case, due) if due is not None else None
    return _Found(clockwork.next_look(ward, case, row, sent, now), hear, itself, aloud)


def _hear(crew: Crew, case: Case, due: Reminder) -> Iterator[tuple[int, Due]]:
    since = due.missed[0].at.isoformat() if due.missed else ""
    for id_, meant in crew.hears(case, due.to).items():
        own = meant if meant != id_ else 0
        yield id_, Due(case.id, tuple(stage.id for stage in due.stages), tuple(sorted(due.to)), own, since)


def _aloud(case: Case, due: Reminder) -> tuple[str, Due] | None:
    """What the groups of its office hear; of what is about an official nothing."""
    stages = tuple(stage.id for stage in due.stages if Hearer.GROUP in stage.to)
    if not stages or case.confidential:
        return None
    return case.lead, Due(case.id, stages, (Hearer.GROUP,))


def _itself(ward: Ward, case: Case, row: Stamped, now: datetime) -> Iterator[str]:
    """What time changes in a case; by day, for its reporter hears of it."""
    closes = clockwork.closes_at(ward, case, row)
    if closes is not None and closes <= now:
        yield CLOSES
    again = clockwork.dispute_due_at(ward, row)
    if again is not None and again <= now:
        yield DISPUTED
    if not (clockwork.waits(case, row) and ward.is_daytime(now)):
        return
    if clockwork.goes_on_at(ward, row) <= now:
        if clockwork.is_working(ward, now):
            yield GOES_ON
    elif clockwork.asked_again(row) not in row.sent and clockwork.asks_again_at(ward, row) <= now:
        yield ASKS_AGAIN


def _to_people(crew: Crew, found: Sequence[_Found], now: datetime) -> Iterator[Arrival]:
    """Everybody gets one notice about all cases together."""
    by_person: defaultdict[int, list[Due]] = defaultdict(list)
    for each in found:
        for id_, due in each.hear:
            by_person[id_].append(due)
    for id_, dues in by_person.items():
        member = crew.members[id_]
        assert member.address is not None, "whoever is reached has an address"
        key = f"{REMIND}:{member.lane}:{now.isoformat()}:{dues[0].case}"
        yield inbox.notice(member.lane, member.address, key, noted(dues))


def _to_groups(conn: Connection, found: Sequence[_Found], now: datetime) -> Iterator[Arrival]:
    """Every group gets one notice about all cases of its office together."""
    by_office: defaultdict[str, list[Due]] = defaultdict(list)
    for office, due in (each.aloud for each in found if each.aloud is not None):
        by_office[office].append(due)
    for group in groups.every(conn) if by_office else ():
        dues = by_office.get(group.office)
        if dues:
            key = f"{REMIND_GROUP}:{group.lane}:{now.isoformat()}:{dues[0].case}"
            yield inbox.on_group(group.lane, key, noted(dues, REMIND_GROUP))


def _to_cases(found: Sequence[_Found], now: datetime) -> Iterator[Arrival]:
    for each in found:
        id_ = each.next.case_id
        for name in each.itself:
            yield inbox.on_case(id_, f"{name}:{now.isoformat()}", Notice(name, {"case": id_}))
