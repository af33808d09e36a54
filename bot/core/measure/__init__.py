"""Amounts as people write them, what they tell of a purchase, and how far scales may be wrong."""

from bot.core.measure.amounts import Amounts, Shortfall, Unit, shortfall
from bot.core.measure.purchase import Figure, Price, Purchase, Rate, Unclear
from bot.core.measure.quantities import Quantity, may_tell_money, quantities
from bot.core.measure.reply import AmountsUnclear, read, read_two_numbers
from bot.core.measure.scales import (
    Allowance,
    Line,
    Step,
    Tolerance,
    What,
    allowances,
    arithmetic,
    tolerance,
)
from bot.core.measure.story import purchase
from bot.core.measure.units import Kind
from bot.core.measure.worth import missing_worth

__all__ = [
    "Allowance",
    "Amounts",
    "AmountsUnclear",
    "Figure",
    "Kind",
    "Line",
    "Price",
    "Purchase",
    "Quantity",
    "Rate",
    "Shortfall",
    "Step",
    "Tolerance",
    "Unclear",
    "Unit",
    "What",
    "allowances",
    "arithmetic",
    "may_tell_money",
    "missing_worth",
    "purchase",
    "quantities",
    "read",
    "read_two_numbers",
    "shortfall",
    "tolerance",
]
