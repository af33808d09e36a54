"""Whoever reported it cannot be reached any more, or again: the cards of their open cases say so."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Value
from handlers import staff, tell
from handlers.aftermath import owning, relaying
from handlers.turn import Turn


def _gone(turn: Turn, args: Mapping[str, Value]) -> None:
    """Nothing more is sent to them; who works on their cases hears of it once."""
    news = turn.talk.blocked_at is None
    staff.NOTICES["blocked"](turn, args)
    for case in owning.live(turn) if news else ():
        tell.changed(turn, case)
        relaying.line(turn, case, "own-news-unreached")


def _back(turn: Turn, args: Mapping[str, Value]) -> None:
    staff.NOTICES["unblocked"](turn, args)
    for case in owning.live(turn):
        tell.changed(turn, case)


NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    "blocked": _gone,
    "unblocked": _back,
}
"""What a platform tells of somebody who may have reports of their own."""
