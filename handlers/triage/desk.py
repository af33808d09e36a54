"""Which message is about sorting a case? Its button, and nothing else."""

from functools import partial
from typing import Final

from bot.core.errors import Refused
from handlers import officer
from handlers.triage import sorting
from handlers.turn import Turn
from storage.staff import Member

VERB: Final = "triage"


def take(turn: Turn) -> bool:
    """The button of a case that nobody sorted; the rest is left to the next."""
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


def _pressed(turn: Turn, member: Member, verb: str, code: str) -> bool:
    if verb != VERB:
        return False
    try:
        sorting.begin(turn, member, code)
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)
    return True
