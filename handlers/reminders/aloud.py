"""A group hears which cases of its office nobody takes: no more of each than its card there shows."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.messages import Kind, Priority, Prompt, Value
from handlers import clockwork
from handlers.reminders import wording
from handlers.reminders.noted import Due, read
from handlers.reminders.telling import newest, pressing
from handlers.reminders.wording import Item
from handlers.turn import Recipient, Turn
from storage import cases, clocks, groups, inbox
from storage.groups import Group


def remind(turn: Turn, args: Mapping[str, Value]) -> None:
    """One message about all that still waits, urgent ones apart; nothing where somebody took it."""
    conn = turn.connection()
    group = groups.find(conn, turn.lane)
    if group is None:
        return
    more = inbox.along(conn, turn.lane, turn.message.external_id, wall=turn.wall)
    due = [*read(args), *(each for notice in more for each in read(notice.args))]
    items = sorted(_standing(turn, group, newest(due)), key=lambda item: item.order)
    urgent = [item for item in items if clockwork.is_urgent(item.case)]
    usual = [item for item in items if not clockwork.is_urgent(item.case)]
    for item in urgent:
        _say(turn, group, [item], Kind.ASSIGNMENT, Priority.ANSWER)
    if usual:
        _say(turn, group, usual, Kind.REMINDER, Priority.REMINDER)


def _standing(turn: Turn, group: Group, due: Sequence[Due]) -> Iterator[Item]:
    """What still waits for somebody of this office."""
    conn, ids = turn.connection(), [each.case for each in due]
    known, rows = cases.by_ids(conn, ids), clocks.of(conn, ids)
    for each in due:
        case, row = known.get(each.case), rows.get(each.case)
        if case is None or row is None or case.confidential:
            continue
        running = pressing(turn, case, row, each.stages)
        if running and case.holder is None and case.lead == group.office:
            yield Item(case, running)


def _say(turn: Turn, group: Group, items: Sequence[Item], kind: Kind, priority: Priority) -> None:
    prompt: Prompt = wording.in_group(turn.desk, group.language, items, turn.now)
    turn.post(Recipient(group.lane, group.address, group.language), prompt, kind, priority=priority)
