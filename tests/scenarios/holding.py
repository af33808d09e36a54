"""What holds for every case, whatever was done to it by whomever, read from the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from bot.core.case import TRANSITIONS, Action, Status
from bot.core.clocks import ClockKind
from bot.core.messages import Kind, LaneKey
from bot.core.people import Role
from bot.core.working import next_working_moment
from bot.ward import Ward
from handlers import circle, clockwork
from handlers.deadlines import stamps_of
from handlers.hands import able, acting
from handlers.officer.opening import VIEW
from handlers.staffcards.private import DOING
from handlers.work.more import CHOICES
from storage import absences, cases, clocks, inbox, staff
from storage.cases import Case, Event
from storage.clocks import Stamped
from storage.outbox.table import OUTBOX
from storage.staff import Member
from storage.touch import Connection

_ENDS: Final = frozenset({Status.CLOSED, Status.WITHDRAWN, Status.REFERRED})
_HAVE_RESULT: Final = frozenset({Status.CONCLUDED, Status.CLOSED})
_ROUND: Final = ("coming", "reopened_at")
_ALL: Final = frozenset({Role.COORDINATOR, Role.ADMIN})
"""They see the cases of every office, but for those about an official."""


@dataclass(frozen=True)
class State:
    """All that is known of the cases at one moment."""

    now: datetime
    cases: Mapping[str, Case]
    stories: Mapping[str, Sequence[Event]]
    rows: Mapping[str, Stamped]
    members: Sequence[Member]
    said: Mapping[LaneKey, int]
    """The newest message to each lane."""
    reminded: Mapping[LaneKey, int]
    """The newest reminder of cases to each lane."""
    parked: int

    def member(self, lane: LaneKey) -> Member | None:
        """Who of the staff is on this lane."""
        return next((member for member in self.members if member.lane == lane), None)

    def is_out(self, lane: LaneKey) -> bool:
        """Whether they worked here and may not act any more."""
        member = self.member(lane)
        return member is not None and not member.works

    def sees(self, lane: LaneKey) -> set[str]:
        """The codes of the cases that whoever is on this lane may read."""
        own = {code for code, case in self.cases.items() if case.lane == lane}
        working = [member for member in self.members if member.lane == lane and member.works]
        return own | {code for code, case in self.cases.items() for one in working if _may_read(one, case)}

    def offers(self, lane: LaneKey, tap: str) -> bool:
        """Whether whoever is on this lane may do what this button of a case says."""
        mark, verb, code, *_ = (*tap.split(":"), "", "")
        member, case = self.member(lane), self.cases.get(code)
        wanted = {action for action, _, each in (*DOING, *CHOICES) if each == verb}
        if mark != "case" or case is None or not wanted:
            return True
        return member is not None and member.works and not wanted.isdisjoint(able(member, case))


def _may_read(member: Member, case: Case) -> bool:
    """As docs/cases.md and the issue say it, in other words than the code does."""
    if member.role is Role.MEDIA or (case.lane is not None and case.lane == member.lane):
        return False
    own = bool(member.office) and member.office == case.lead
    if case.confidential or own or member.role is Role.LEADER:
        return own or member.role is Role.LEADER
    return member.role in _ALL or (
        bool(member.office) and member.office in case.route.get("coordinators", ())
    )


def look(conn: Connection, ward: Ward, codes: Sequence[str], now: datetime) -> State:
    """The state of these cases."""
    found = {code: case for code in codes if (case := cases.find(conn, code)) is not None}
    rows = clocks.of(conn, [case.id for case in found.values()])
    return State(
        now,
        found,
        {code: cases.history(conn, case.id) for code, case in found.items()},
        {code: rows[case.id] for code, case in found.items()},
        acting(staff.everyone(conn), absences.away_on(conn, ward.local(now).date())),
        _newest(conn),
        _reminders(conn),
        inbox.health(conn).parked,
    )


def _newest(conn: Connection) -> Mapping[LaneKey, int]:
    found = select(OUTBOX.c.lane, func.max(OUTBOX.c.id)).group_by(OUTBOX.c.lane)
    return {row.lane: row[1] for row in conn.execute(found)}


def _reminders(conn: Connection) -> Mapping[LaneKey, int]:
    """Of cases: one's own unfinished words are no work of the ward."""
    found = select(OUTBOX.c.lane, OUTBOX.c.id, OUTBOX.c.prompt).where(OUTBOX.c.kind == Kind.REMINDER)
    rows = [row for row in conn.execute(found.order_by(OUTBOX.c.id)) if row.prompt is not None]
    return {row.lane: row.id for row in rows if any(b.tap.startswith("case:") for b in row.prompt.buttons)}


def woken(ward: Ward, before: State, after: State) -> set[LaneKey]:
    """Who of the staff was reminded of what is not urgent although nobody works at this moment."""
    local = ward.local(after.now)
    if next_working_moment(ward.working, local) == local:
        return set()
    staff_ = {member.lane for member in after.members}
    return {lane for lane in staff_ if after.reminded.get(lane, 0) > before.reminded.get(lane, 0)}


def check(ward: Ward, before: State, after: State) -> None:
    """Nothing that must hold was broken between these two moments."""
    assert after.parked == 0
    assert before.cases.keys() == after.cases.keys()
    for code, case in after.cases.items():
        story = after.stories[code]
        _history_explains(case, story)
        _one_office_leads(ward, case)
        _nothing_is_rewritten(before.stories[code], story)
        _clocks_are_of_the_history(case, story, after.rows[code])
        for member in after.members:
            assert circle.sees(member, case) == _may_read(member, case), (member, case.code)
        _clocks_go_on(ward, (before.cases[code], before.rows[code]), (case, after.rows[code]))


def _history_explains(case: Case, story: Sequence[Event]) -> None:
    """Each line is a row of the table of transitions, and the last leads to where the case stands."""
    status: Status | None = None
    lead = holder = None
    for line in story:
        details = line.details or {}
        if line.action == VIEW:
            assert line.status is status
            continue
        rows = [t for t in TRANSITIONS if t.action == line.action and status in t.before]
        assert rows, (line.action, status)
        [row] = rows
        assert line.role in {*row.actors}, (line.action, line.role)
        status = row.after or status
        assert line.status is status, (line.action, line.status, status)
        lead, holder = _whose(line, details, lead, holder)
    assert (case.status, case.holder) == (status, holder), (
        case.code,
        holder,
        [line.action for line in story],
    )
    assert lead in {None, case.lead}


def _whose(
    line: Event, details: Mapping[str, str], lead: str | None, holder: int | None
) -> tuple[str | None, int | None]:
    """The office that leads and who has it, after this line."""
    if line.action == Action.TAKE:
        return lead, line.staff
    if line.action == Action.ASSIGN:
        return lead, int(details["to"])
    if line.action == Action.GIVE_BACK or (line.action == Action.REOPEN and line.status is Status.SENT):
        return lead, None
    if line.action == Action.TRANSFER:
        assert lead in {None, details["from"]}
        return details["to"], None
    return lead, holder


def _one_office_leads(ward: Ward, case: Case) -> None:
    assert [office.id for office in ward.offices].count(case.lead) == 1
    helping = [office for office in case.route.get("coordinators", ()) if office != case.lead]
    assert len(helping) == len(set(helping))


def _nothing_is_rewritten(before: Sequence[Event], after: Sequence[Event]) -> None:
    assert list(after[: len(before)]) == list(before)
    moments = [line.at for line in after]
    assert moments == sorted(moments), moments


def _clocks_are_of_the_history(case: Case, story: Sequence[Event], row: Stamped) -> None:
    """What is stored is what the history says, to the minute."""
    told = stamps_of(case, story)
    stored = row.stamps(filed_at=case.filed_at, due_on=case.due_on, reopened=case.reopened)
    for name in ("came_at", "taken_at", "first_word_at", "concluded_at", "reopened_at"):
        assert getattr(stored, name) == _minute(getattr(told, name)), (case.code, name)
    for name in ("extra_days", "coming", "round"):
        assert getattr(stored, name) == getattr(told, name), (case.code, name)
    assert [(p.begin, p.end) for p in stored.pauses] == [
        (_minute(p.begin), _minute(p.end)) for p in told.pauses
    ]
    assert (row.waiting_since is not None) == (case.status is Status.NEEDS_INFO)
    assert (row.closed_at is not None) == (case.status in _ENDS), (case.code, case.status)
    assert (row.concluded_at is not None) == (case.status in _HAVE_RESULT), (case.code, case.status)
    if case.status.is_open or case.status is Status.CONCLUDED:
        assert row.remind_at is not None, "nobody would ever look at it again"


def _clocks_go_on(ward: Ward, before: tuple[Case, Stamped], after: tuple[Case, Stamped]) -> None:
    """Moments follow each other; what was stamped once stays; the promised date never moves."""
    (was_case, was), (case, row) = before, after
    filed = _minute(case.filed_at)
    for moment in _moments(row):
        assert filed is not None
        assert moment >= filed, (case.code, row)
    ends = [moment for pause in row.pauses for moment in (pause.begin, pause.end)]
    assert ends == sorted(moment for moment in ends if moment is not None), "pauses overlap"
    assert row.came_at >= was.came_at
    assert row.coming >= was.coming
    if was.first_word_at is not None:
        assert row.first_word_at == was.first_word_at
    same = all(getattr(was, name) == getattr(row, name) for name in _ROUND)
    if same and was.taken_at is not None:
        assert row.taken_at == was.taken_at
    if same:
        assert was.extended_days in {0, row.extended_days}
    assert _legal(ward, was_case, was) == _legal(ward, case, row)


def _legal(ward: Ward, case: Case, row: Stamped) -> datetime:
    return next(c.due for c in clockwork.clocks_in(ward, case, row) if c.kind is ClockKind.LEGAL)


def _moments(row: Stamped) -> Iterator[datetime]:
    named = (row.came_at, row.taken_at, row.first_word_at, row.concluded_at, row.closed_at, row.reopened_at)
    yield from (moment for moment in (*named, row.waiting_since) if moment is not None)
    yield from (pause.begin for pause in row.pauses)


def _minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment is not None else None


def unmasked_by(story: Sequence[Event]) -> set[int]:
    """Who of the staff was shown who reported it."""
    return {line.staff for line in story if line.action == Action.UNMASK and line.staff is not None}
