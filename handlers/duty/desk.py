"""Which message is about the roster? Buttons `rota:…`, and "/truc"."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.errors import Refused
from bot.flow import match
from handlers import talk
from handlers.duty import placing, showing, swapping
from handlers.duty.allowed import Place, pick, place, to_change
from handlers.turn import Turn
from handlers.watch import Post
from storage.staff import Member

PREFIX: Final = "rota:"
COMMANDS: Final = frozenset({"truc", "lichtruc", "roster"})
WORDS: Final = ("trực", "lịch trực", "ca trực", "xem lịch trực", "duty roster", "roster", "on duty")
_PARTS: Final = 4
"""A press says what, of which office, which watch, and one thing more."""

_ROSTERS: Final[Mapping[str, Callable[[Turn, Place, Member], None]]] = {
    "copy": placing.copy_week,
    "wipe": lambda turn, here, me: placing.wipe(turn, here, me, sure=False),
    "wiped": lambda turn, here, me: placing.wipe(turn, here, me, sure=True),
}
"""What is done with a roster as a whole, by whoever sets it."""
_SETS: Final[Mapping[str, Callable[[Turn, Place, Member, Post, str], None]]] = {
    "at": lambda turn, here, me, post, _: showing.one(turn, here, me, post),
    "put": placing.put,
    "rid": lambda turn, here, me, post, _: placing.rid(turn, here, me, post),
}
"""What is done with one watch, by whoever sets the roster."""
_SWAPS: Final[Mapping[str, Callable[[Turn, Place, Member, Post, str], None]]] = {
    "swap": lambda turn, here, me, post, _: swapping.choose(turn, here, me, post),
    "ask": swapping.ask,
    "for": swapping.ask_for,
    "drop": lambda turn, here, me, post, _: swapping.drop(turn, here, me, post),
    "yes": lambda turn, here, me, post, _: swapping.accept(turn, here, me, post),
    "no": lambda turn, here, me, post, _: swapping.decline(turn, here, me, post),
}
"""What is done with one watch by whoever has it, or is asked to take it."""


def take(turn: Turn) -> bool:
    """What is about the roster; everything else is left to the next. For who is no staff nothing here exists,
    and in a group nobody is asked."""
    if turn.message.edited or turn.message.group:
        return False
    member = turn.member()
    if member is None:
        return False
    tap = talk.tapped(turn, PREFIX)
    if not (tap.startswith(PREFIX) or _asked(turn)):
        return False
    try:
        if tap.startswith(PREFIX):
            _pressed(turn, member, tap.removeprefix(PREFIX))
        else:
            showing.begin(turn, member)
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)
    return True


def _pressed(turn: Turn, me: Member, press: str) -> None:
    """Raises `Refused`."""
    verb, office, minutes, more = (*press.split(":", _PARTS - 1), "", "", "")[:_PARTS]
    if verb == "list":
        showing.show(turn, place(turn, me, office), me)
    elif verb in _ROSTERS:
        _ROSTERS[verb](turn, to_change(turn, me, office), me)
    elif verb in _SETS:
        here = to_change(turn, me, office)
        _SETS[verb](turn, here, me, pick(turn, here, minutes), more)
    elif verb in _SWAPS:
        here = place(turn, me, office)
        _SWAPS[verb](turn, here, me, pick(turn, here, minutes), more)
    else:
        raise Refused("rota-over")


def _asked(turn: Turn) -> bool:
    """A command anywhere; in words only where no question is open."""
    said = match.command(turn.message.text)
    if said is not None:
        return said[0] in COMMANDS
    return turn.talk.flow is None and turn.message.tap is None and match.means(turn.message.text, WORDS)
