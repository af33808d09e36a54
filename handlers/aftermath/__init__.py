"""What a resident does with a report that was sent: answer, add, ask how far it is, rate it."""

from collections.abc import Mapping

from handlers.aftermath import deciding, rating
from handlers.aftermath.bringing import offered
from handlers.aftermath.desk import named, take
from handlers.aftermath.pouring import answered, hear
from handlers.aftermath.thread import show
from handlers.aftermath.unreached import NOTICES
from handlers.turn import Feature

__all__ = ["NOTICES", "answered", "build", "hear", "named", "offered", "show", "take"]


def build() -> Mapping[str, Feature]:
    """The flows, by name."""
    return {rating.NAME: rating.build(), deciding.NAME: deciding.build()}
