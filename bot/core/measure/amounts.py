"""What was bought and found, and how much is missing.

A kitchen scale proves nothing: these numbers tell an officer where to look, they judge nobody.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The unit in which amounts are kept."""

    GRAM = "g"
    MILLILITRE = "ml"
    MILLIMETRE = "mm"
    PIECE = "piece"
    """Things that are counted."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was paid for (or sold) and what was found, both in `unit`. `word`: what counted
    things are called."""

    bought: float
    got: float
    unit: Unit
    word: str = ""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How much is missing; `percent` of what was bought, to one decimal."""

    grams: float
    percent: float


def shortfall(bought: float, got: float) -> Shortfall:
    """How much is missing; negative where there is more than was paid for."""
    if bought <= 0:
        raise ValueError("nothing was bought")
    return Shortfall(round(bought - got, 3), round(100 * (bought - got) / bought, 1))
