"""What the retail weighing table allows, and the arithmetic of a shortage: numbers, never a verdict."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

import msgspec

from bot.core.measure.amounts import Amounts, Unit, shortfall


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


class What(StrEnum):
    """What a line of the arithmetic states."""

    BOUGHT = "bought"
    GOT = "got"
    MISSING = "missing"
    PERCENT = "percent"
    ALLOWED = "allowed"
    """What may be missing on such scales, in grams (Thông tư 09/2017/TT-BKHCN, Điều 5)."""
    TIMES = "times"
    """How many times as much as that is missing."""


class Line(msgspec.Struct, frozen=True):
    """One step of the arithmetic. `high` is the upper end where a range of scales leaves one, else equal to
    `low`; `scales_kg`: the capacities it holds for, smallest first."""

    what: What
    low: float
    high: float
    unit: Unit | None = None
    scales_kg: tuple[float, ...] = ()


class Allowance(msgspec.Struct, frozen=True):
    """Scales of these capacities may be wrong by so many grams at such a weight."""

    scales_kg: tuple[float, ...]
    grams: float


def tolerance(table: Sequence[Tolerance], scale_kg: float, grams: float) -> float | None:
    """How many grams may be missing when so much is weighed on such a scale; None: the table is silent."""
    row = next((row for row in table if scale_kg in row.scales_kg), None)
    if row is None or not row.from_g <= grams <= scale_kg * 1000:
        return None
    fits = (step for step in row.steps if step.up_to_g is None or grams <= step.up_to_g)
    return next((step.divisions * row.division_g for step in fits), None)


def allowances(table: Sequence[Tolerance], grams: float) -> tuple[Allowance, ...]:
    """For every capacity that can have weighed so much, what may be missing; the strictest first."""
    known = ((tolerance(table, scale, grams), scale) for row in table for scale in row.scales_kg)
    allowed = sorted((limit, scale) for limit, scale in known if limit is not None)
    return tuple(
        Allowance(tuple(scale for _, scale in same), limit)
        for limit, same in groupby(allowed, key=lambda pair: pair[0])
    )


def arithmetic(
    amounts: Amounts, table: Sequence[Tolerance], scale_kg: float | None = None
) -> tuple[Line, ...]:
    """The lines an officer can check one by one.

    A scale that nobody named is shown as the range over the capacities that can have weighed so much: the
    lowest and the highest allowance, and the missing part as so many times of either. Volumes, lengths, and
    weights that the table is silent about, have no such line, nor has a purchase that lacks nothing.
    """
    missing = shortfall(amounts.bought, amounts.got)
    lines = [
        Line(What.BOUGHT, amounts.bought, amounts.bought, amounts.unit),
        Line(What.GOT, amounts.got, amounts.got, amounts.unit),
        Line(What.MISSING, missing.grams, missing.grams, amounts.unit),
        Line(What.PERCENT, missing.percent, missing.percent),
    ]
    if amounts.unit is not Unit.GRAM or missing.grams <= 0:
        return tuple(lines)
    return (*lines, *_against(table, amounts.bought, missing.grams, scale_kg))


def _against(
    table: Sequence[Tolerance], bought: float, missing: float, scale_kg: float | None
) -> tuple[Line, ...]:
    allowed = [
        allowance
        for allowance in allowances(table, bought)
        if scale_kg is None or scale_kg in allowance.scales_kg
    ]
    if not allowed:
        return ()
    least, most = allowed[0].grams, allowed[-1].grams
    scales = tuple(sorted(scale for allowance in allowed for scale in allowance.scales_kg))
    scales = scales if scale_kg is None else (scale_kg,)
    return (
        Line(What.ALLOWED, least, most, Unit.GRAM, scales),
        Line(What.TIMES, round(missing / most, 1), round(missing / least, 1), None, scales),
    )
