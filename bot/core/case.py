"""The life of a case: one table says who may do what when, and where that leads."""

from collections.abc import Iterable
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
    ASSIGN = "assign"
    """A head gives it to somebody, or whoever has it to a colleague."""
    VERIFY = "verify"
    ASK_RESIDENT = "ask-resident"
    ANSWER = "answer"
    LAPSE = "lapse"
    """The reporter was asked and did not answer in time."""
    ADD = "add"
    NAG = "nag"
    """The reporter asks how far it is."""
    NOTE = "note"
    CHECK = "check"
    """A photo or document of the check on the spot."""
    TRANSFER = "transfer"
    COORDINATE = "coordinate"
    """Another office helps from now on, or no longer."""
    CHANGE = "change"
    """The category, the priority or the place is put right; the report stays as it was told."""
    LINK = "link"
    """It is about the same thing as another case."""
    EXTEND = "extend"
    PROPOSE = "propose"
    """A report to the city is proposed; a leader confirms it, or does not."""
    ESCALATE = "escalate"
    DECLINE = "decline"
    UNMASK = "unmask"
    """Who reported it is shown, for a written reason."""
    CONCLUDE = "conclude"
    CLOSE = "close"
    RATE = "rate"
    DISPUTE = "dispute"
    """The reporter asks for another look at what was concluded."""
    REOPEN = "reopen"
    UPHOLD = "uphold"
    """What was concluded stays, and its reporter hears why."""
    WITHDRAW = "withdraw"
    REFER = "refer"
    KEEP = "keep"
    """Nothing of it is deleted while a legal file needs it."""
    RELEASE = "release"
    CLEAN = "clean"
    """Its time is over: nothing of it tells of a person any more."""


class Outcome(StrEnum):
    """How a case ended: every end has one of these reasons."""

    SANCTIONED = "sanctioned"
    REMINDED = "reminded"
    NO_VIOLATION = "no-violation"
    INSUFFICIENT = "insufficient"
    REFERRED = "referred"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"

    @property
    def confirms(self) -> bool:
        """Whether what was reported was found."""
        return self in {Outcome.SANCTIONED, Outcome.REMINDED}


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
_UNTAKEN: Final = frozenset({Status.SENT, Status.TRANSFERRED})
_OVER: Final = frozenset({Status.CONCLUDED, Status.CLOSED})
_RESIDENT: Final = frozenset({Side.RESIDENT})
_OFFICE: Final = frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.ADMIN})
"""Whoever can work on a case; of which office, and who only stands in, `authority.py` says."""
_HEADS: Final = frozenset({Role.HEAD, Role.LEADER})
_FILES: Final = frozenset({Role.COORDINATOR, Role.LEADER})
"""They know which case a legal file needs."""
_ENDED: Final = frozenset({Status.CLOSED, Status.REFERRED, Status.WITHDRAWN})

TRANSITIONS: Final = (
    Transition(Action.FILE, frozenset({None}), Status.SENT, _RESIDENT),
    Transition(Action.REFER, frozenset({None}), Status.REFERRED, frozenset({Side.MACHINE})),
    Transition(Action.TAKE, _UNTAKEN, Status.ACCEPTED, _OFFICE),
    # The machine gives back what somebody held who may not act any more.
    Transition(Action.GIVE_BACK, _HELD, Status.SENT, _OFFICE | {Side.MACHINE}),
    Transition(Action.ASSIGN, _UNTAKEN, Status.ACCEPTED, _OFFICE - {Role.OFFICER}),
    Transition(Action.ASSIGN, _HELD, None, _OFFICE),
    Transition(Action.VERIFY, frozenset({Status.ACCEPTED}), Status.VERIFYING, _OFFICE),
    Transition(Action.ASK_RESIDENT, _HELD, Status.NEEDS_INFO, _OFFICE),
    # Whoever asks the resident for details has begun to verify.
    Transition(Action.ANSWER, frozenset({Status.NEEDS_INFO}), Status.VERIFYING, _RESIDENT),
    Transition(Action.LAPSE, frozenset({Status.NEEDS_INFO}), Status.VERIFYING, frozenset({Side.MACHINE})),
    Transition(Action.ADD, OPEN, None, _RESIDENT),
    Transition(Action.NAG, OPEN, None, _RESIDENT),
    Transition(Action.NOTE, OPEN | _OVER, None, _OFFICE),
    Transition(Action.CHECK, frozenset({Status.ACCEPTED}), Status.VERIFYING, _OFFICE),
    Transition(Action.CHECK, (OPEN | _OVER) - {Status.ACCEPTED}, None, _OFFICE),
    Transition(Action.TRANSFER, OPEN, Status.TRANSFERRED, _OFFICE),
    Transition(Action.COORDINATE, OPEN, None, _OFFICE),
    Transition(Action.CHANGE, OPEN, None, _OFFICE),
    Transition(Action.LINK, OPEN, None, _OFFICE),
    Transition(Action.EXTEND, _HELD, None, _OFFICE),
    Transition(Action.PROPOSE, OPEN | _OVER, None, _OFFICE),
    Transition(Action.ESCALATE, OPEN | _OVER, None, frozenset({Role.LEADER})),
    Transition(Action.DECLINE, OPEN | _OVER, None, frozenset({Role.LEADER})),
    Transition(Action.UNMASK, OPEN | _OVER, None, _HEADS),
    Transition(Action.CONCLUDE, _HELD, Status.CONCLUDED, _OFFICE),
    Transition(Action.CLOSE, frozenset({Status.CONCLUDED}), Status.CLOSED, _OFFICE | {Side.MACHINE}),
    Transition(Action.RATE, _OVER, None, _RESIDENT),
    Transition(Action.DISPUTE, _OVER, None, _RESIDENT),
    Transition(Action.REOPEN, _OVER, Status.VERIFYING, _HEADS),
    # A place that turned out to be in the ward after all.
    Transition(
        Action.REOPEN, frozenset({Status.REFERRED}), Status.SENT, frozenset({Role.HEAD, Role.COORDINATOR})
    ),
    Transition(Action.UPHOLD, _OVER, None, _HEADS),
    Transition(Action.WITHDRAW, OPEN, Status.WITHDRAWN, _RESIDENT),
    Transition(Action.REFER, OPEN, Status.REFERRED, _OFFICE),
    Transition(Action.KEEP, frozenset(Status), None, _FILES),
    Transition(Action.RELEASE, frozenset(Status), None, _FILES),
    Transition(Action.CLEAN, _ENDED, None, frozenset({Side.MACHINE})),
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


def as_table() -> str:
    """The whole table in Markdown, for the docs."""
    rows = [
        f"| `{row.action}` | {_named(row.before, '–')} | {row.after or '='} | {_named(row.actors, '')} |"
        for row in TRANSITIONS
    ]
    return "\n".join(("| action | from | to | by |", "|---|---|---|---|", *rows))


def _named(words: Iterable[StrEnum | None], none: str) -> str:
    """In the order in which the words are declared, so that the table reads alike every time."""
    declared: list[StrEnum | None] = [None, *Status, *Side, *Role]
    return ", ".join(word or none for word in sorted(words, key=declared.index))
