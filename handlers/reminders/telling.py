"""A reminder is said: held against each case once more, urgent ones apart, all others in one message."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bot.core.clocks import Clock, ClockState
from bot.core.messages import Kind, Priority, Prompt, Value
from handlers import clockwork
from handlers.reminders import wording
from handlers.reminders.crew import Crew, at_work
from handlers.reminders.noted import Due, read
from handlers.reminders.wording import Item
from handlers.turn import Recipient, Turn
from storage import cases, clocks, inbox
from storage.cases import Case
from storage.clocks import Stamped
from storage.staff import Member


def remind(turn: Turn, args: Mapping[str, Value]) -> None:
    """What is due, with all else of this kind that waits on this lane. Nothing where the case moved on, or
    where it is not theirs any more."""
    member = turn.member()
    if member is None:
        return
    more = inbox.along(turn.connection(), turn.lane, turn.message.external_id, wall=turn.wall)
    due = [*read(args), *(each for notice in more for each in read(notice.args))]
    items = sorted(_standing(turn, member, newest(due)), key=lambda item: item.order)
    urgent = [item for item in items if clockwork.is_urgent(item.case)]
    usual = [item for item in items if not clockwork.is_urgent(item.case)]
    for item in urgent:
        _say(turn, member, wording.single(turn.desk, member, item, turn.now), urgent=True)
    if len(usual) == 1:
        _say(turn, member, wording.single(turn.desk, member, usual[0], turn.now))
    elif usual:
        _say(turn, member, wording.digest(turn.desk, member, usual, turn.now))


def newest(due: Iterable[Due]) -> list[Due]:
    """Of each case what was found last."""
    return list({each.case: each for each in due}.values())


def _standing(turn: Turn, member: Member, due: Sequence[Due]) -> Iterator[Item]:
    """What of it still stands."""
    conn, ids = turn.connection(), [each.case for each in due]
    known, rows = cases.by_ids(conn, ids), clocks.of(conn, ids)
    crew = at_work(conn, turn.desk.ward, turn.now)
    for each in due:
        case, row = known.get(each.case), rows.get(each.case)
        if case is not None and row is not None and member.id in crew.hears(case, each.to):
            running = pressing(turn, case, row, each.stages)
            if running:
                yield _item(crew, case, running, each)


def pressing(turn: Turn, case: Case, row: Stamped, stages: Iterable[str]) -> tuple[tuple[str, Clock], ...]:
    """Those of these stages whose clock still runs, each with it."""
    ward = turn.desk.ward
    running = {
        clockwork.name_of(clock, ward): clock
        for clock in clockwork.clocks_in(ward, case, row)
        if clock.state(turn.now) is ClockState.RUNNING and clock.done is None
    }
    names = ((stage, running.get(stage.partition(":")[0])) for stage in stages)
    return tuple((stage, clock) for stage, clock in names if clock is not None)


def _item(crew: Crew, case: Case, running: tuple[tuple[str, Clock], ...], due: Due) -> Item:
    since = datetime.fromisoformat(due.since) if due.since else None
    holder = crew.members.get(case.holder) if case.holder is not None else None
    first = next(iter(crew.on_duty(case.lead)), 0) if holder is None and clockwork.is_urgent(case) else 0
    return Item(case, running, holder, crew.members.get(due.meant), since, crew.members.get(first))


def _say(turn: Turn, member: Member, prompt: Prompt, *, urgent: bool = False) -> None:
    to = Recipient(turn.lane, turn.message.address, member.language)
    if urgent:
        turn.post(to, prompt, Kind.ASSIGNMENT, priority=Priority.ANSWER)
    else:
        turn.post(to, prompt, Kind.REMINDER, priority=Priority.REMINDER)
