"""Who of an office is on duty: whoever the roster names, or who stands in for them while they are away."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from bot.core.ladder import Hearer
from bot.core.roster import Watch, within
from bot.core.routing import Urgency
from bot.core.working import DAY
from bot.ward import Ward
from storage import absences, rota, staff
from storage.absences import in_place_of
from storage.cases import Case
from storage.rota import OnWatch
from storage.staff import Member
from storage.touch import Connection


class OnDuty(msgspec.Struct, frozen=True):
    """Who is on duty now, until when; `instead`: of whom they stand in for."""

    member: Member
    until: datetime
    instead: Member | None = None


class Post(msgspec.Struct, frozen=True):
    """A watch as things stand: who has it, if they still work here, and who acts when it begins. `vacant`:
    for some of it nobody does."""

    watch: Watch
    row: OnWatch | None
    member: Member | None
    acts: Member | None
    vacant: bool


def named(conn: Connection, ward: Ward, now: datetime) -> Mapping[str, int]:
    """Whom the roster names now, by office, those that keep a duty."""
    if not ward.rosters:
        return {}
    found = rota.on_duty(conn, now)
    return {office: watch.staff for office, watch in found.items() if office in ward.rosters}


def on_duty(conn: Connection, ward: Ward, office: str, now: datetime) -> OnDuty | None:
    """Who of an office is on duty and can be told. None: it keeps none, or nobody is."""
    found = rota.on_duty(conn, now).get(office) if office in ward.rosters else None
    if found is None:
        return None
    away = absences.away_on(conn, ward.local(now).date())
    acts = in_place_of(found.staff, away)
    known = staff.members(conn, {found.staff, *([acts] if acts is not None else [])})
    member = known.get(acts) if acts is not None else None
    if member is None or not (member.works and member.reached):
        return None
    return OnDuty(member, ward.local(found.ends_at), known.get(found.staff) if acts != found.staff else None)


def first_to_hear(conn: Connection, ward: Ward, case: Case, now: datetime) -> OnDuty | None:
    """Who hears of a case before all others of its office: whoever is on duty, of an urgent one that nobody
    has, if the ladder begins with them. Of what is about an official those who lead hear at once."""
    untaken = case.status.is_open and case.holder is None
    if case.priority != Urgency.P1 or not untaken or case.confidential:
        return None
    return on_duty(conn, ward, case.lead, now) if ward.ladder.urgent.steps[0].to is Hearer.DUTY else None


def posts(conn: Connection, office: str, watches: Iterable[Watch]) -> list[Post]:
    """These watches of an office as things stand."""
    every = list(watches)
    if not every:
        return []
    rows = rota.between(conn, office, every[0].begin, every[-1].end)
    working = {one.id: one for one in staff.working(conn)}
    days = {day for watch in every for day in watch.days}
    away = {day: absences.away_on(conn, day) for day in days}
    return [_post(watch, rows, working, [away[day] for day in watch.days]) for watch in every]


def missing(conn: Connection, ward: Ward, now: datetime) -> list[tuple[str, list[Watch]]]:
    """The offices that have watches without anybody within the next day, each with those."""
    found = ((office, vacant(conn, ward, office, now, now + DAY)) for office in ward.rosters)
    return [(office, watches) for office, watches in found if watches]


def vacant(conn: Connection, ward: Ward, office: str, since: datetime, until: datetime) -> list[Watch]:
    """The watches of this time, that somebody should have, on which nobody could be told anything."""
    roster = ward.rosters.get(office)
    if roster is None:
        return []
    watches = within(roster, ward.local(since), ward.local(until))
    return [post.watch for post in posts(conn, office, watches) if post.vacant]


def _post(
    watch: Watch,
    rows: Iterable[OnWatch],
    working: Mapping[int, Member],
    away: list[dict[int, int | None]],
) -> Post:
    over = [row for row in rows if row.begins_at <= watch.begin < row.ends_at]
    row = over[-1] if over else None
    acting = [_acting(row, working, each) for each in away]
    member = working.get(row.staff) if row is not None else None
    return Post(watch, row, member, acting[0], any(each is None for each in acting))


def _acting(row: OnWatch | None, working: Mapping[int, Member], away: dict[int, int | None]) -> Member | None:
    """Who acts on a day, if they can be told."""
    acts = in_place_of(row.staff, away) if row is not None else None
    member = working.get(acts) if acts is not None else None
    return member if member is not None and member.reached else None
