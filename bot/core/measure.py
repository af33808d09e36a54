"""Amounts that were bought and found, and what the retail weighing table allows.

A kitchen scale proves nothing: these numbers tell an officer where to look, they judge nobody.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from bot.core.errors import Reask


class Unit(StrEnum):
    """The unit in which amounts are kept."""

    GRAM = "g"
    MILLILITRE = "ml"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was paid for (or sold) and what was found, both in `unit`."""

    bought: float
    got: float
    unit: Unit


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


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Up to this weight (None: to the capacity of the scale) so many divisions may be missing."""

    divisions: int
    up_to_g: float | None = None


class Tolerance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be missing on spring scales of these capacities; silent below `from_g`."""

    scales_kg: tuple[float, ...]
    division_g: float
    from_g: float
    steps: tuple[Step, ...]


def tolerance(table: Sequence[Tolerance], scale_kg: float, grams: float) -> float | None:
    """How many grams may be missing when so much is weighed on such a scale; None: the table is silent."""
    row = next((row for row in table if scale_kg in row.scales_kg), None)
    if row is None or not row.from_g <= grams <= scale_kg * 1000:
        return None
    fits = (step for step in row.steps if step.up_to_g is None or grams <= step.up_to_g)
    return next((step.divisions * row.division_g for step in fits), None)


_UNITS: Final = {
    "kg": (1000, Unit.GRAM), "kilogam": (1000, Unit.GRAM), "kilogram": (1000, Unit.GRAM),
    "kilo": (1000, Unit.GRAM),
    "ky": (1000, Unit.GRAM), "ki": (1000, Unit.GRAM), "can": (1000, Unit.GRAM), "lang": (100, Unit.GRAM),
    "gam": (1, Unit.GRAM), "gram": (1, Unit.GRAM), "gr": (1, Unit.GRAM), "g": (1, Unit.GRAM),
    "lit": (1000, Unit.MILLILITRE), "l": (1000, Unit.MILLILITRE), "ml": (1, Unit.MILLILITRE),
}  # fmt: skip
_NUMBER: Final = re.compile(
    r"(?<![\d.,])(\d+(?:[.,]\d+)?)(?![.,]?\d)\s*(?:("
    + "|".join(sorted(_UNITS, key=len, reverse=True))
    + r")\b)?",
    re.ASCII,
)
_MOST_DIGITS: Final = 9


def read(text: str) -> Amounts:
    """The amounts that a reply states. Raises `Reask`."""
    return read_two_numbers(text)


def read_two_numbers(text: str) -> Amounts:
    """Bought and found, in this order: "2 1,7", "2kg 1.7kg", "1 lít / 900 ml". Raises `Reask`.

    A number without a unit takes that of the other one; without any, both are kilograms.
    """
    found = _NUMBER.findall(_plain(text))
    digits = re.findall(r"\d+", _plain(text), re.ASCII)
    if len(found) != 2 or max(map(len, digits)) > _MOST_DIGITS:  # noqa: PLR2004  two numbers by definition
        raise Reask("amounts-two")
    (bought, its_unit), (got, other) = found
    first, second = its_unit or other or "kg", other or its_unit or "kg"
    unit = _UNITS[first][1]
    if _UNITS[second][1] is not unit:
        raise Reask("amounts-two")
    amounts = Amounts(_value(bought, first), _value(got, second), unit)
    if amounts.bought <= 0:
        raise Reask("amounts-two")
    if amounts.got > amounts.bought:
        raise Reask("amounts-more")
    return amounts


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def _value(number: str, unit: str) -> float:
    """In grams or millilitres; "1.200 g" has a dot between thousands, "1.200 kg" a decimal point."""
    factor = _UNITS[unit][0]
    if factor == 1 and re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
        return float(re.sub(r"[.,]", "", number))
    return round(float(number.replace(",", ".")) * factor, 3)
