"""What stands on the lane of a person or a group between the tick that found it due and the turn that says
it."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from bot.core.ladder import Hearer
from bot.core.messages import Notice, Value

REMIND: Final = "remind"
REMIND_GROUP: Final = "remind-group"


class Due(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case of which one person is to hear. `to`: as whom; `stages`: the newest of each clock, the most
    pressing first; `meant`: who is away, if they hear of it in somebody's place; `since` (ISO): when they
    would have heard first, had the machine been on."""

    case: int
    stages: tuple[str, ...]
    to: tuple[Hearer, ...]
    meant: int = 0
    since: str = ""


def noted(due: Iterable[Due], name: str = REMIND) -> Notice:
    """As a notice on the lane of a person, or of a group."""
    return Notice(name, {"due": msgspec.json.encode(tuple(due)).decode()})


def read(args: Mapping[str, Value]) -> list[Due]:
    """Back from a notice."""
    return msgspec.json.decode(str(args["due"]), type=list[Due])
