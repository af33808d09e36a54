"""A case is opened from a list, from a group, or by its code; that is written down."""

from bot.core import codes
from bot.core.errors import Reask, Refused
from bot.core.messages import Priority
from handlers import staffcards, tell
from handlers.officer import searching
from handlers.officer.finding import event, find
from handlers.turn import Turn
from storage import cases
from storage.cases import Case
from storage.staff import Member

VIEW = "view"
"""The line of the history: somebody looked at the case, and nothing about it changed."""


def look_up(turn: Turn, member: Member, words: str) -> None:
    """The case whose code was typed; a mistyped code is told from one that says nothing to this person.
    Other words are looked for in the cases."""
    if any(sign.isalpha() for sign in words) and codes.find(words) is None:
        searching.show(turn, member, words)
        return
    try:
        open_case(turn, member, codes.read(words))
    except (Reask, Refused) as problem:
        turn.say(problem.reason, **problem.args_)


def open_case(turn: Turn, member: Member, code: str) -> None:
    """The whole card, in private wherever it was asked for. Raises `Refused`."""
    case = find(turn, member, code)
    _write_down(turn, member, case)
    tell.show(turn, member, case)
    if turn.message.group:
        turn.answer = turn.words("work-in-private")


def show_photos(turn: Turn, member: Member, code: str) -> None:
    """Its pictures once more. Raises `Refused`."""
    case = find(turn, member, code)
    photos = staffcards.photos_of(turn.desk, turn.talk.language, staffcards.look(turn.connection(), case))
    if photos is None:
        raise Refused("work-no-photos", code=case.code)
    _write_down(turn, member, case, what="photos")
    turn.queue(photos, priority=Priority.ANSWER)


def _write_down(turn: Turn, member: Member, case: Case, **what: str) -> None:
    cases.append(turn.connection(), case.id, event(turn, member, VIEW, case, **what))
