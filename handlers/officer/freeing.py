"""Cases whose holder may not act any more: their cards show that they can be taken."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Value
from handlers import tell
from handlers.turn import Turn
from storage import cases


def _freed(turn: Turn, args: Mapping[str, Value]) -> None:
    for code in str(args.get("codes", "")).split():
        case = cases.find(turn.connection(), code)
        if case is not None:
            tell.changed(turn, case)


NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {"cases-freed": _freed}
