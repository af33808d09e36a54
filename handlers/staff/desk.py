"""Which message is about the staff itself, and which in a group is for nobody?"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Value
from bot.flow import match
from handlers import talk
from handlers.staff import accepting, confirming, groups, inviting, listing, suspending, unreached
from handlers.turn import Turn

PREFIX: Final = "staff:"
_DIGITS: Final = 15

NUMBERED: Final[Mapping[str, Callable[[Turn, int], None]]] = {
    "confirm": confirming.confirm,
    "refuse": confirming.refuse,
    "revoke": inviting.revoke,
    "suspend": suspending.ask,
    "suspend-yes": suspending.suspend,
}
"""Buttons of the staff, about somebody or something with a number."""
COMMANDS: Final[Mapping[str, Callable[[Turn, str], None]]] = {
    "moi": lambda turn, _: inviting.begin(turn),
    "invite": lambda turn, _: inviting.begin(turn),
    "canbo": listing.show,
    "staff": listing.show,
    "nhom": groups.choose,
    "group": groups.choose,
}
"""What a member of the staff may type, after a slash, wherever they stand."""
WORDS: Final = (
    (("mời cán bộ", "invite staff"), "moi"),
    (("danh sách cán bộ", "staff list"), "canbo"),
    (("gắn nhóm", "bind group"), "nhom"),
)
"""The same in words, where no question is open."""

NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    "blocked": lambda turn, _: unreached.gone(turn),
    "unblocked": lambda turn, _: unreached.back(turn),
    "group-joined": lambda turn, _: groups.joined(turn),
    "group-left": lambda turn, _: groups.left(turn),
    "group-moved": lambda turn, args: groups.moved(turn, str(args.get("to", ""))),
    "group-anonymous": lambda turn, _: turn.say("group-anonymous"),
}
"""What a platform says of a chat."""


def take(turn: Turn) -> bool:
    """What is about the staff itself; everything else is left to the next."""
    message = turn.message
    if message.edited:
        return bool(message.group)
    if message.group:
        return groups.take(turn)
    if message.invitation:
        accepting.show(turn)
        return True
    tap = talk.tapped(turn, PREFIX)
    if tap.startswith(PREFIX):
        return _pressed(turn, tap.removeprefix(PREFIX))
    return _cut_short(turn) or _typed(turn)


def hush(turn: Turn) -> bool:
    """In a group nobody is answered but for what was taken before: residents are served in private."""
    if not turn.message.group:
        return False
    turn.wants.clear()
    return True


def _pressed(turn: Turn, press: str) -> bool:
    """A button of ours. One that needs a member of the staff is, for everybody else, an old one."""
    verb, _, about = press.partition(":")
    number = int(about) if about.isascii() and about.isdecimal() and len(about) <= _DIGITS else None
    if verb == "accept" and number is not None:
        accepting.accept(turn, number)
        return True
    if turn.member() is None:
        return False
    if verb in NUMBERED and number is not None:
        NUMBERED[verb](turn, number)
    elif verb == "list":
        listing.show(turn)
    elif verb == "group":
        groups.choose(turn, about)
    else:
        return False
    return True


def _cut_short(turn: Turn) -> bool:
    """Whoever may act no more ends here, in the middle of what they were doing."""
    if turn.talk.flow != inviting.NAME or turn.member() is not None:
        return False
    turn.talk = turn.talk.closed()
    turn.say("staff-not-allowed")
    return True


def _typed(turn: Turn) -> bool:
    """A command, or its words."""
    if not turn.on_staff or turn.message.tap is not None or turn.member() is None:
        return False
    said = match.command(turn.message.text)
    if said is None and turn.talk.flow is None:
        named = (command for names, command in WORDS if match.means(turn.message.text, names))
        said = next(((command, "") for command in named), None)
    if said is None or said[0] not in COMMANDS:
        return False
    COMMANDS[said[0]](turn, said[1])
    return True
