"""Which message is about somebody's absence? Buttons `away:…`, and "/vangmat"."""

from typing import Final

from bot.core.errors import Refused
from bot.flow import match
from handlers import talk
from handlers.absent import asking, listing
from handlers.turn import Turn
from storage.staff import Member

PREFIX: Final = "away:"
COMMANDS: Final = frozenset({"vangmat", "away"})
WORDS: Final = ("vắng mặt", "báo vắng", "away")
_DIGITS: Final = 15


def take(turn: Turn) -> bool:
    """What is about an absence; everything else is left to the next. For who is no staff nothing here
    exists, and in a group nobody is asked."""
    if turn.message.edited or turn.message.group:
        return False
    member = turn.member()
    if member is None:
        return _cut_short(turn)
    tap = talk.tapped(turn, PREFIX)
    if tap.startswith(PREFIX):
        return _pressed(turn, member, tap.removeprefix(PREFIX))
    if not _asked(turn):
        return False
    listing.show(turn, member)
    return True


def _cut_short(turn: Turn) -> bool:
    """Whoever may not act any more ends here, in the middle of what they were doing."""
    if turn.talk.flow != asking.NAME:
        return False
    turn.talk = turn.talk.closed()
    turn.say("staff-not-allowed")
    return True


def _pressed(turn: Turn, member: Member, press: str) -> bool:
    verb, _, about = press.partition(":")
    number = int(about) if about.isascii() and about.isdecimal() and len(about) <= _DIGITS else 0
    try:
        match verb:
            case "new":
                asking.begin(turn, member, number)
            case "end":
                listing.end(turn, member, number)
            case "for":
                listing.choose(turn, member)
            case "list":
                listing.show(turn, member)
            case _:
                return False
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)
    return True


def _asked(turn: Turn) -> bool:
    """A command anywhere; in words only where no question is open."""
    said = match.command(turn.message.text)
    if said is not None:
        return said[0] in COMMANDS
    return turn.talk.flow is None and turn.message.tap is None and match.means(turn.message.text, WORDS)
