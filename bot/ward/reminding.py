"""Whether the clocks, the ladder, the duty rosters and the duties of a ward file can work."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.core.clocks import Limit, LimitUnit
from bot.core.duties import Duty
from bot.core.errors import WardError
from bot.core.ladder import Ladder
from bot.core.roster import roster_of
from bot.core.routing import Urgency
from bot.ward.calendar import month_day
from bot.ward.schema import Office, OfficeKind, WardFile

_OVER: Final = 100
_BUTTON: Final = 24
"""A button of the roster has so much room for the id of an office."""


def faults(plan: WardFile) -> Iterator[tuple[str, str]]:
    """Where, and what is wrong there."""
    yield from _clocks(plan)
    yield from _ladder(plan)
    yield from _groups(plan.ladder)
    for index, office in enumerate(plan.offices):
        yield from _rosters(office, f"offices[{index}]")
    offices = {office.id for office in plan.offices}
    for index, duty in enumerate(plan.duties):
        earlier = [other.id for other in plan.duties[:index]]
        yield from _duty(duty, f"duties[{index}]", offices)
        if duty.id in earlier:
            yield f"duties[{index}].id", f"{duty.id!r} stands twice"


def _clocks(plan: WardFile) -> Iterator[tuple[str, str]]:
    missing = [level.value for level in Urgency if level not in plan.clocks.levels]
    if missing:
        yield "clocks.levels", f"there is no service level for {', '.join(missing)}"
    if plan.clocks.legal_days < 1:
        yield "clocks.legal_days", "must be 1 or more"
    if plan.clocks.waiting.amount < 1:
        yield "clocks.waiting.amount", "must be 1 or more"
    if plan.clocks.reopen_days < 1:
        yield "clocks.reopen_days", "must be 1 or more"
    for priority, level in plan.clocks.levels.items():
        for name in level.__struct_fields__:
            limit: Limit | None = getattr(level, name)
            least = 0 if limit is not None and limit.unit is LimitUnit.DAYS else 1
            if limit is not None and limit.amount < least:
                yield f"clocks.levels.{priority.value}.{name}.amount", f"must be {least} or more"


def _ladder(plan: WardFile) -> Iterator[tuple[str, str]]:
    marks, urgent = plan.ladder.marks, plan.ladder.urgent
    if not _rises(marks) or not marks or marks[0] < 1 or marks[-1] != _OVER:
        yield "ladder.marks", "must rise from 1 or more to 100"
    for name in ("taken", "untaken"):
        climb = getattr(plan.ladder, name)
        if not 0 <= climb.head <= climb.leadership:
            yield (
                f"ladder.{name}",
                "leadership must not hear before the head, and neither before the limit is over",
            )
    minutes = [step.minutes for step in urgent.steps]
    if not minutes or minutes[0] < 0 or not _rises(minutes):
        yield "ladder.urgent.steps", "must name one or more steps whose minutes rise"
    if urgent.every_minutes < 1:
        yield "ladder.urgent.every_minutes", "must be 1 or more"


def _rosters(office: Office, place: str) -> Iterator[tuple[str, str]]:
    if office.duty is None:
        return
    if office.kind is not OfficeKind.INTERNAL:
        yield f"{place}.duty", "only an office of the ward's own keeps a duty"
    if len(office.id) > _BUTTON or ":" in office.id:
        yield f"{place}.id", f"of an office with a duty: {_BUTTON} letters at most, and no colon"
    try:
        roster_of(office.duty)
    except WardError as problem:
        yield f"{place}.duty", str(problem)


def _groups(ladder: Ladder) -> Iterator[tuple[str, str]]:
    if ladder.taken.group is not None:
        yield "ladder.taken.group", "a group hears only of what nobody took"
    for name, since in (("untaken", ladder.untaken.group), ("urgent", ladder.urgent.group)):
        if since is not None and since < 0:
            yield f"ladder.{name}.group", "must be 0 or more"


def _duty(duty: Duty, place: str, offices: set[str]) -> Iterator[tuple[str, str]]:
    if not duty.dates:
        yield f"{place}.dates", "name at least one date"
    for text in duty.dates:
        try:
            month_day(text, "duties")
        except WardError:
            yield f"{place}.dates", f'{text!r} is not a day of every year such as "11-15"'
    if not _rises(duty.remind[::-1]) or any(days < 1 for days in duty.remind):
        yield f"{place}.remind", "must fall to 1 or more"
    if not duty.to:
        yield f"{place}.to", "name at least one role"
    if duty.office and duty.office not in offices:
        yield f"{place}.office", f"{duty.office!r} is not among the offices"


def _rises(numbers: Sequence[int]) -> bool:
    return all(earlier < later for earlier, later in pairwise(numbers))
