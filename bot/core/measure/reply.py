"""A reply that states what was bought and what was found."""

from typing import Final

from bot.core.errors import Reask
from bot.core.measure.amounts import Amounts
from bot.core.measure.purchase import Purchase, Unclear
from bot.core.measure.quantities import stated, unreadable
from bot.core.measure.spelling import Token, tokens
from bot.core.measure.story import told
from bot.core.measure.units import Kind


class AmountsUnclear(Reask):
    """The reply can be taken in two ways: `readings`, to be offered for a tap."""

    def __init__(self, readings: tuple[Amounts, Amounts]) -> None:
        super().__init__("amounts-unclear")
        self.readings = readings


def read(text: str, before: Purchase | None = None) -> Amounts:
    """The amounts that a reply states, in figures or in words; `before`: what an earlier message told.
    Raises `Reask`, `AmountsUnclear` where two readings are plausible."""
    row = tokens(text)
    parts = list(stated(row))
    if unreadable(row) or sum(part.kind is Kind.BARE for part in parts) > _TWO:
        raise Reask("amounts-two")
    if before is None and len(parts) == 1 and parts[0].joint:
        row = [*row[: parts[0].joint], _COMMA, *row[parts[0].joint :]]
        return _checked(told(row, before, reply=True))
    return _checked(told(row, before, reply=True, found=parts))


read_two_numbers = read
_TWO: Final = 2
_COMMA: Final = Token(",", 0, 0)
"""Between "1 ký" and "8 lạng", where the reply states nothing else: two amounts were asked for."""


def _checked(found: Purchase | Unclear) -> Amounts:
    if isinstance(found, Purchase):
        return _of(found)
    one, other = (reading.amounts for reading in found.readings)
    if one is None or other is None:
        raise Reask("amounts-two")
    raise AmountsUnclear((one, other))


def _of(purchase: Purchase) -> Amounts:
    amounts = purchase.amounts
    if amounts is None:
        raise Reask("amounts-two")
    if amounts.got > amounts.bought:
        raise Reask("amounts-more")
    return amounts
