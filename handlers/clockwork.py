"""The stored clocks of a case, kept in step with its history, and when somebody is to look at it next.

Whoever changes a case says so by `tell`, which comes here: the history alone decides, nobody has to
remember which moment their action starts or stops.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

import msgspec

from bot.core.case import Action, Status
from bot.core.clocks import Clock, clocks_of, over
from bot.core.ladder import Hearer, next_of, reminder, stages
from bot.core.routing import Urgency
from bot.core.working import next_working_moment
from bot.ward import Ward
from handlers.deadlines import disputed, stamps_of
from storage import cases, clocks
from storage.cases import Case, Event
from storage.clocks import Changes, Next, Stamped
from storage.touch import Connection

AGAIN: Final = timedelta(hours=1)
"""What time said to a case and was not done is said once more after so long."""
DISPUTE: Final = "dispute:"
"""How it begins what is noted of a request for another look: when its head heard of it last."""
_BEAT: Final = timedelta(minutes=1)
_QUARTER: Final = timedelta(minutes=15)
_HOUR: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A full hour, from which quarters are counted."""
_BY_CARD: Final = frozenset({Hearer.DUTY, Hearer.OFFICE, Hearer.GROUP})
"""Who gets the card of a case when it comes: that is their first reminder."""
_OVER: Final = frozenset({Action.WITHDRAW, Action.REFER, Action.CLOSE})


def reschedule(conn: Connection, ward: Ward, case: Case, now: datetime, *, announced: bool = False) -> None:
    """Bring the stored clocks of a case in step with its history. `announced`: its office was shown it."""
    row = clocks.hold(conn, case.id)
    if row is None:
        clocks.start(conn, case.id, came_at=case.filed_at)
        row = Stamped(case.id, case.filed_at)
    history = _history(conn, case)
    changed = _stamped(case, history)
    row = msgspec.structs.replace(row, **changed, sent=_with_dispute(row.sent, history))
    running = clocks_in(ward, case, row)
    sent = heard(row.sent, _told_by_card(ward, running, row.sent, now) if announced else ())
    following = next_look(ward, case, row, sent, now)
    changed |= {"sent": sent, "remind_at": following.remind_at, "late_at": following.late_at}
    clocks.change(conn, case.id, **changed)


def clocks_in(ward: Ward, case: Case, row: Stamped) -> tuple[Clock, ...]:
    """The clocks of a case, from its stored moments."""
    stamps = row.stamps(filed_at=case.filed_at, due_on=case.due_on, reopened=case.reopened)
    return clocks_of(stamps, case.priority, ward.clocks, ward.working, ward.zone)


def next_look(ward: Ward, case: Case, row: Stamped, sent: Sequence[str], now: datetime) -> Next:
    """When the case is looked at next, given all that was heard of it."""
    running = clocks_in(ward, case, row)
    reminds = next_of(running, ward.ladder, sent, now)
    if reminds is not None and not is_urgent(case):
        reminds = _together(ward, reminds)
    moments = [reminds, *_by_itself(ward, case, row, sent, now)]
    nearest = min((moment for moment in moments if moment is not None), default=None)
    if nearest is not None and nearest <= now:
        nearest = now + _BEAT  # what was just looked at cannot be due again at once
    late_at = min((clock.due for clock in running if clock.done is None), default=None)
    return Next(case.id, nearest, sent, late_at)


def name_of(clock: Clock, ward: Ward) -> str:
    """How the ids of its stages begin."""
    return next(stages(clock, ward.ladder)).id.partition(":")[0]


def heard(sent: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    """All that was heard: of each clock the newest, for that stands for what came before."""
    return tuple({id_.partition(":")[0]: id_ for id_ in (*sent, *ids)}.values())


def dispute_heard(moment: datetime) -> str:
    """What is noted when the head of the office heard of a request for another look."""
    return f"{DISPUTE}{moment.isoformat()}"


def dispute_due_at(ward: Ward, row: Stamped) -> datetime | None:
    """When the head hears again of a request that nobody decided: on the next working day. None: there is
    no such request."""
    noted = next((id_ for id_ in row.sent if id_.startswith(DISPUTE)), None)
    if noted is None:
        return None
    last = ward.local(datetime.fromisoformat(noted.removeprefix(DISPUTE)))
    tomorrow = datetime.combine(last.date() + timedelta(days=1), time(), last.tzinfo)
    return next_working_moment(ward.working, tomorrow)


def _with_dispute(sent: Sequence[str], history: Sequence[Event]) -> tuple[str, ...]:
    """What was heard, with the request that is open now and without one that was decided."""
    asked = disputed(history)
    if asked is not None and any(id_.startswith(DISPUTE) for id_ in sent):
        return tuple(sent)
    others = tuple(id_ for id_ in sent if not id_.startswith(DISPUTE))
    return others if asked is None else (*others, dispute_heard(asked.at))


def waits(case: Case, row: Stamped) -> bool:
    """Whether the case waits for its reporter."""
    return case.status is Status.NEEDS_INFO and row.waiting_since is not None


def goes_on_at(ward: Ward, row: Stamped) -> datetime:
    """When the case has waited long enough for its reporter; while people work, for whoever has it is told.
    No limit but the legal one runs in between."""
    assert row.waiting_since is not None, "it waits"
    end = over(ward.clocks.waiting, ward.working, ward.local(row.waiting_since))
    return ward.next_daytime(next_working_moment(ward.working, end))


def is_working(ward: Ward, now: datetime) -> bool:
    """Whether the offices work at this moment."""
    local = ward.local(now)
    return next_working_moment(ward.working, local) == local


def asks_again_at(ward: Ward, row: Stamped) -> datetime:
    """When its reporter is asked once more: half-way, by day."""
    assert row.waiting_since is not None, "it waits"
    end = over(ward.clocks.waiting, ward.working, ward.local(row.waiting_since))
    return ward.next_daytime(row.waiting_since + (end - row.waiting_since) / 2)


def asked_again(row: Stamped) -> str:
    """What is noted when its reporter was asked once more in this waiting."""
    return f"waiting.{len(row.pauses) + 1}:half"


def closes_at(ward: Ward, case: Case, row: Stamped) -> datetime | None:
    """When a case that has its result closes: after the last day on which it may be begun again. None: it
    has none, or is over."""
    if case.status is not Status.CONCLUDED or row.concluded_at is None:
        return None
    local = ward.local(row.concluded_at)
    last = local.date() + timedelta(days=ward.clocks.reopen_days)
    return datetime.combine(last + timedelta(days=1), time(), local.tzinfo)


def _by_itself(
    ward: Ward, case: Case, row: Stamped, sent: Collection[str], now: datetime
) -> Iterable[datetime | None]:
    """When the case changes, or speaks to its reporter, by itself."""
    if waits(case, row):
        if asked_again(row) not in sent:
            yield ward.next_daytime(max(asks_again_at(ward, row), now))
        yield _ahead(goes_on_at(ward, row), now)
    closes = closes_at(ward, case, row)
    yield _ahead(closes, now) if closes is not None else None
    again = dispute_due_at(ward, msgspec.structs.replace(row, sent=tuple(sent)))
    yield _ahead(again, now) if again is not None else None


def _together(ward: Ward, moment: datetime) -> datetime:
    """With what is due in the same quarter of an hour, at its end: a person hears of all of it at once. What
    is due in the last quarter of a shift does not wait for the next one."""
    end = moment + (_HOUR - moment) % _QUARTER
    local = ward.local(end)
    return end if next_working_moment(ward.working, local) == local else moment


def _ahead(moment: datetime, now: datetime) -> datetime:
    return moment if moment > now else now + AGAIN


def _told_by_card(
    ward: Ward, running: Sequence[Clock], sent: Sequence[str], now: datetime
) -> tuple[str, ...]:
    first = reminder(running, ward.ladder, sent, now)
    return first.ids if first is not None and first.to <= _BY_CARD else ()


def is_urgent(case: Case) -> bool:
    """Whether somebody hears of it at any hour."""
    return case.priority == Urgency.P1


def _history(conn: Connection, case: Case) -> Sequence[Event]:
    """A case that nothing was done to has no more than its first line."""
    if case.version > 1:
        return cases.history(conn, case.id)
    return [Event(case.filed_at, "resident", case.channel, Action.FILE, Status.SENT)]


def _stamped(case: Case, history: Sequence[Event]) -> Changes:
    """What the history says of the stored moments."""
    stamps = stamps_of(case, history)
    waiting = next((pause.begin for pause in stamps.pauses if pause.end is None), None)
    over_at = next((line.at for line in reversed(history) if line.action in _OVER), None)
    # somebody has it, however it came to them
    taken = stamps.taken_at or (history[-1].at if case.holder is not None else None)
    closed_at = None if case.status.is_open or case.status is Status.CONCLUDED else over_at
    return {
        "came_at": stamps.came_at,
        "coming": stamps.coming,
        "taken_at": taken,
        "first_word_at": stamps.first_word_at,
        "concluded_at": stamps.concluded_at,
        "closed_at": closed_at,
        "clean_at": closed_at if case.kept_at is None else None,
        "reopened_at": stamps.reopened_at,
        "waiting_since": waiting,
        "pauses": tuple(pause for pause in stamps.pauses if pause.end is not None),
        "extended_days": stamps.extra_days,
    }
