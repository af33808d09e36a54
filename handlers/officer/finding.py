"""The case that a member of the staff means, if they may see it."""

from typing import Any

from bot.core.errors import Refused
from handlers.circle import reported, sees
from handlers.turn import Turn
from storage import cases
from storage.cases import Case, Event
from storage.staff import Member

LONGEST = 20


def find(turn: Turn, member: Member, code: str) -> Case:
    """The case of this code. Raises `Refused`, in the same words where there is none and where it is none of
    theirs: what they may not see does not exist for them."""
    case = cases.find(turn.connection(), code) if len(code) <= LONGEST else None
    if case is not None and reported(member, case):
        raise Refused("work-own", code=case.code)
    if case is None or not sees(member, case):
        raise Refused("work-unseen")
    return case


def event(turn: Turn, member: Member, action: str, case: Case, **details: Any) -> Event:
    """A line of the history: who did what, on which channel, when."""
    channel = turn.message.address.channel
    return Event(turn.now, member.role, channel, action, case.status, details or None, member.id)
