"""Which message of the staff is about a case? Buttons `case:…`, and "/viec"."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.core.errors import Refused
from bot.flow import match
from handlers import talk
from handlers.officer import listing, loads, opening, taking
from handlers.turn import Turn
from storage.staff import Member

PREFIX: Final = "case:"
COMMANDS: Final = frozenset({"viec", "cases"})
WORDS: Final = ("việc", "cases")
_WITH_CODE: Final = re.compile(r"(?:việc|viec|cases?)\s+([\d\s-]+)", re.IGNORECASE)


def take(turn: Turn) -> bool:
    """What is about a case; everything else is left to the next. For who is no staff nothing here exists."""
    member = turn.member() if not turn.message.edited else None
    if member is None:
        return False
    return pressed(turn, partial(_pressed, turn, member)) or _typed(turn, member)


def pressed(turn: Turn, act: Callable[[str, str], bool]) -> bool:
    """Whether a button about a case was pressed, or typed, that `act` knows by its verb."""
    verb, _, about = _tap(turn).removeprefix(PREFIX).partition(":")
    return _tap(turn).startswith(PREFIX) and act(verb, about)


def _typed(turn: Turn, member: Member) -> bool:
    """The list, or one case of it."""
    words = _asked(turn)
    if words is None:
        return False
    if words:
        opening.look_up(turn, member, words)
    else:
        listing.show(turn, member)
    return True


def _tap(turn: Turn) -> str:
    """The button, or the one that typed words mean."""
    if turn.message.group:
        return turn.message.tap or ""
    return talk.tapped(turn, PREFIX)


def _pressed(turn: Turn, member: Member, verb: str, about: str) -> bool:
    """One press. It is authorised on what stands now, whatever the card says."""
    try:
        match verb:
            case "take":
                taking.take(turn, member, about)
            case "open":
                opening.open_case(turn, member, about)
            case "photos":
                opening.show_photos(turn, member, about)
            case "list":
                listing.show(turn, member, about)
            case "load":
                loads.show(turn, member, about)
            case _:
                return False
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)
    return True


def _asked(turn: Turn) -> str | None:
    """What stands behind "/viec", empty where nothing does; None where it was not said. In words only where
    no question is open, and never in a group."""
    text = turn.message.text
    said = match.command(text)
    if said is not None:
        return said[1] if said[0] in COMMANDS else None
    if turn.talk.flow is not None or turn.message.group or turn.message.tap is not None:
        return None
    coded = _WITH_CODE.fullmatch(text.strip())
    if coded is not None:
        return coded[1]
    return "" if match.means(text, WORDS) else None
