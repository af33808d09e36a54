"""The life of a case: one table says who may do what when, and where that leads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from bot.core.errors import Refused
from bot.core.people import Role


class Status(StrEnum):
    """Where a case stands, as its resident sees it. Being overdue is a badge, not a status."""

    SENT = "sent"
    ACCEPTED = "accepted"
    NEEDS_INFO = "needs-info"
    TRANSFERRED = "transferred"
    VERIFYING = "verifying"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether an office still has to do something."""
        return self in OPEN


class Action(StrEnum):
    """What someone does to a case."""

    FILE = "file"
    TAKE = "take"
    GIVE_BACK = "give-back"
    ASK_RESIDENT = "ask-resident"
    ANSWER = "answer"
    ADD = "add"
    NOTE = "note"
    TRANSFER = "transfer"
    VERIFY = "verify"
    CONCLUDE = "conclude"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REFER = "refer"
    REOPEN = "reopen"


class Side(StrEnum):
    """Who acts without being staff: the person who reported, or the machine itself."""

    RESIDENT = "resident"
    MACHINE = "machine"


Actor: TypeAlias = Role | Side


@dataclass(frozen=True, slots=True)
class Transition:
    """`action` is possible in `before` by `actors` and leads to `after`; None leaves the status as it is.

    The status before filing is None.
    """

    action: Action
    before: frozenset[Status | None]
    after: Status | None
    actors: frozenset[Actor]


OPEN: Final = frozenset(
    {Status.SENT, Status.ACCEPTED, Status.NEEDS_INFO, Status.TRANSFERRED, Status.VERIFYING}
)
_HELD: Final = frozenset({Status.ACCEPTED, Status.NEEDS_INFO, Status.VERIFYING})
_RESIDENT: Final = frozenset({Side.RESIDENT})
_OFFICE: Final = frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.ADMIN})
"""Whoever can work on a case; of which office, and who only stands in, `authority.py` says."""

TRANSITIONS: Final = (
    Transition(Action.FILE, frozenset({None}), Status.SENT, _RESIDENT),
    Transition(Action.REFER, frozenset({None}), Status.REFERRED, frozenset({Side.MACHINE})),
    Transition(Action.TAKE, frozenset({Status.SENT, Status.TRANSFERRED}), Status.ACCEPTED, _OFFICE),
    # The machine gives back what somebody held who may not act any more.
    Transition(Action.GIVE_BACK, _HELD, Status.SENT, _OFFICE | {Side.MACHINE}),
    Transition(
        Action.ASK_RESIDENT, frozenset({Status.ACCEPTED, Status.VERIFYING}), Status.NEEDS_INFO, _OFFICE
    ),
    # Whoever asks the resident for details has begun to verify.
    Transition(Action.ANSWER, frozenset({Status.NEEDS_INFO}), Status.VERIFYING, _RESIDENT),
    Transition(Action.ADD, OPEN, None, _RESIDENT),
    Transition(Action.NOTE, OPEN | {Status.CONCLUDED}, None, _OFFICE),
    Transition(Action.TRANSFER, OPEN, Status.TRANSFERRED, _OFFICE),
    Transition(Action.VERIFY, frozenset({Status.ACCEPTED}), Status.VERIFYING, _OFFICE),
    Transition(Action.CONCLUDE, _HELD, Status.CONCLUDED, _OFFICE),
    Transition(Action.CLOSE, frozenset({Status.CONCLUDED}), Status.CLOSED, _OFFICE | {Side.MACHINE}),
    Transition(Action.WITHDRAW, OPEN, Status.WITHDRAWN, _RESIDENT),
    Transition(Action.REFER, OPEN, Status.REFERRED, _OFFICE),
    Transition(
        Action.REOPEN,
        frozenset({Status.CONCLUDED, Status.CLOSED}),
        Status.VERIFYING,
        frozenset({Side.RESIDENT, Role.HEAD, Role.LEADER}),
    ),
    # A place that turned out to be in the ward after all.
    Transition(
        Action.REOPEN, frozenset({Status.REFERRED}), Status.SENT, frozenset({Role.HEAD, Role.COORDINATOR})
    ),
)


def decide(status: Status | None, action: Action, actor: Actor) -> Status:
    """The status that an action leads to. Raises `Refused`: not now, or not by this person."""
    row = _row(status, action)
    if row is None:
        raise Refused("case-not-now")
    if actor not in row.actors:
        raise Refused("case-not-yours")
    return row.after or status or Status.SENT  # the last is for the type: what starts a case says where


def possible(status: Status, actor: Actor) -> tuple[Action, ...]:
    """What this person may do now, in the order of `Action`: the buttons of a card."""
    rows = ((action, _row(status, action)) for action in Action)
    return tuple(action for action, row in rows if row is not None and actor in row.actors)


def _row(status: Status | None, action: Action) -> Transition | None:
    return next((row for row in TRANSITIONS if row.action is action and status in row.before), None)
