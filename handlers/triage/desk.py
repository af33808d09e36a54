"""Which message is about sorting a case? Its buttons, and nothing else."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from handlers import officer
from handlers.triage import changing, sorting
from handlers.turn import Turn
from handlers.work.desk import Press, press
from storage.staff import Member

PRESSES: Final[Mapping[str, Press]] = {
    "triage": lambda turn, member, code, _: sorting.begin(turn, member, code),
    "sort": changing.sort,
    changing.REROUTE: changing.reroute,
}
"""By the verb on the button: `case:<verb>:<code>[:more]`."""


def take(turn: Turn) -> bool:
    """What sorts a case; the rest is left to the next."""
    if turn.message.edited:
        return False
    member = turn.member()
    if member is None:
        return _cut_short(turn)
    return officer.pressed(turn, partial(_pressed, turn, member))


def _cut_short(turn: Turn) -> bool:
    """Whoever may not act any more ends here, in the middle of sorting."""
    if turn.talk.flow != sorting.NAME:
        return False
    turn.talk = turn.talk.closed()
    turn.say("staff-not-allowed")
    return True


def _pressed(turn: Turn, member: Member, verb: str, about: str) -> bool:
    known = PRESSES.get(verb)
    if known is None:
        return False
    press(turn, member, known, about)
    return True
