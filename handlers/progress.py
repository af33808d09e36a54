"""One step of a case: its row, its history and the moments of its clocks change together, or not at all."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from bot.core.case import Action, Status
from bot.core.clocks import Pause
from handlers.deadlines import TELLS
from storage import cases, clocks
from storage.cases import Case, Change, Event
from storage.clocks import Changes, Stamped
from storage.touch import Connection

_COMES: Final = frozenset({Action.GIVE_BACK, Action.TRANSFER})
"""With these it lies untaken with an office anew."""
_HOLDS: Final = frozenset({Action.TAKE, Action.ASSIGN})
_ENDS: Final = frozenset({Action.CLOSE, Action.WITHDRAW, Action.REFER})
_UNTAKEN: Final = frozenset({Status.SENT, Status.TRANSFERRED})
_GONE: Final = frozenset({"holder", "matter", "outcome", "subcategory", "place_key", "kept_at"})
"""Of these an empty value in a change stands for none."""


def move(conn: Connection, case: Case, change: Change, line: Event) -> Case:
    """The case as it stands after this step. Raises `Stale` where somebody was faster."""
    cases.move(conn, case.id, case.version, change, replace(line, status=change.status))
    row = clocks.of(conn, [case.id]).get(case.id)
    if row is not None:
        days = int((line.details or {}).get("days", 0))
        found = moments(row, case.status, Action(line.action), change.status, line.at, days)
        clocks.change(conn, case.id, **found)
    return _changed(case, change)


def moments(
    row: Stamped, before: Status, action: Action, after: Status, at: datetime, days: int = 0
) -> Changes:
    """The moments that one step sets; the next look at the reminders counts anew."""
    found: Changes = {"remind_at": at}
    if action in TELLS and row.first_word_at is None:
        found["first_word_at"] = at
    if action in _COMES or (action is Action.REOPEN and after in _UNTAKEN):
        found |= {"came_at": at, "coming": row.coming + 1, "taken_at": None}
    elif action in _HOLDS and before in _UNTAKEN:
        found["taken_at"] = at
    if action is Action.EXTEND:
        found["extended_days"] = row.extended_days + days
    if action is Action.CONCLUDE:
        found["concluded_at"] = at
    elif action is Action.REOPEN:
        found |= {"reopened_at": at, "concluded_at": None, "closed_at": None, "extended_days": 0}
    elif action in _ENDS:
        found["closed_at"] = at
    return found | _waiting(row, after, at) | _cleaning(row, action, at)


def _waiting(row: Stamped, after: Status, at: datetime) -> Changes:
    """The clocks stand still from the question until the case stands elsewhere."""
    if after is Status.NEEDS_INFO:
        return {} if row.waiting_since is not None else {"waiting_since": at}
    if row.waiting_since is None:
        return {}
    return {"waiting_since": None, "pauses": (*row.pauses, Pause(row.waiting_since, at))}


def _cleaning(row: Stamped, action: Action, at: datetime) -> Changes:
    """What is over is looked at for what is to be deleted, unless it is kept. What waited for the word on
    another look waits no longer."""
    if action in {Action.KEEP, Action.REOPEN}:
        return {"clean_at": None}
    if action in {Action.RELEASE, Action.UPHOLD}:
        return {"clean_at": row.closed_at}
    return {"clean_at": at} if action in _ENDS else {}


def _changed(case: Case, change: Change) -> Case:
    said: dict[str, Any] = {name: getattr(change, name) for name in change.__struct_fields__}
    known = {each.name for each in fields(case)}
    values: dict[str, Any] = {
        name: (value or None) if name in _GONE else value
        for name, value in said.items()
        if value is not None and name in known
    }
    return replace(case, **values, version=case.version + 1)
