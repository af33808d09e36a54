"""What the missing part cost, by what was told of the money."""

from bot.core.measure.amounts import Amounts
from bot.core.measure.purchase import Price, Purchase, Unclear


def missing_worth(told: Purchase | Unclear | None, amounts: Amounts | None) -> float | None:
    """In đồng; None where the words do not tell. Of two ways to take them the one that favours the seller.

    `amounts`: what was bought and found in the end, perhaps told in another place than the money.
    """
    readings = told.readings if isinstance(told, Unclear) else (told,)
    sums = [None if one is None else _of(one, amounts) for one in readings]
    return None if None in sums else min(each for each in sums if each is not None)


def _of(told: Purchase, amounts: Amounts | None) -> float | None:
    if told.lost is not None:
        return told.lost.value
    amounts = amounts or told.amounts
    if amounts is None:
        return None
    missing = amounts.bought - amounts.got
    if told.paid is not None:
        # A dealer pays for what the scale shows, a buyer for what was asked for.
        paid_for = amounts.got if told.sells else amounts.bought
        return told.paid.value * missing / paid_for if paid_for > 0 else None
    return _at(told.price, missing, amounts) if told.price is not None else None


def _at(price: Price, missing: float, amounts: Amounts) -> float | None:
    """So much at this price; None where it is nobody's guess for how much of it the price is."""
    if not price.per or price.unit is not amounts.unit:
        return None
    return price.dong * missing / price.per
