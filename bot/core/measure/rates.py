"""Prices and shares: "60k/kg", "45 nghìn một cân", "thiếu 3 lạng/kg", "mỗi cân thiếu 1 lạng"."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.core.measure.cues import Role, Told
from bot.core.measure.numerals import at
from bot.core.measure.purchase import UNITS, Price, Rate
from bot.core.measure.quantities import Quantity
from bot.core.measure.spelling import Token
from bot.core.measure.units import Kind

_LINKS: Final = frozenset({"/", "moi", "mot", "tren", "tung", "per", "a", "for", "each", "every"})
_MOST_LINKS: Final = 2
_PARTS: Final = frozenset({Role.SHORT, Role.GOT, Role.MAYBE_GOT})


def parted(
    row: Sequence[Token], told: Sequence[Told]
) -> tuple[list[Told], Price | None, tuple[Kind, Rate] | None]:
    """What is left when prices and shares are taken out, the first price and the first share."""
    left: list[Told] = []
    price: Price | None = None
    rate: tuple[Kind, Rate] | None = None
    where = 0
    while where < len(told):
        this, following = told[where], told[where + 1] if where + 1 < len(told) else None
        if following is not None and (fits := _price(row, this, following)) is not None:
            price, where = price or fits, where + 2
        elif following is not None and (share := _share(row, this, following)) is not None:
            rate, where = rate or (this.of.kind, share), where + 2
        else:
            left.extend(_alone(this))
            where += 1
    return left, price, rate


def _alone(this: Told) -> list[Told]:
    """ "mỗi 1 cân" of which nothing is told is just 1 kg; "/kg" is nothing."""
    if this.of.each and this.of.after - this.of.first < 2:  # noqa: PLR2004  a number and its unit
        return []
    return [replace(this, of=replace(this.of, each=False))]


def _price(row: Sequence[Token], this: Told, following: Told) -> Price | None:
    of, per = this.of, following.of
    if of.kind is not Kind.MONEY or per.kind not in UNITS or this.role is Role.ASIDE:
        return None
    if this.role is Role.LOST and this.near:
        return None
    if this.role is Role.PAID and not per.each:
        return None
    if not _is_joined(row, of, per) or not (per.each or per.is_one):
        return None
    return Price(of.value, per.value, UNITS[per.kind])


def _share(row: Sequence[Token], this: Told, following: Told) -> Rate | None:
    """So much missing or found in each so much."""
    one, other = this.of, following.of
    if one.kind is not other.kind or one.kind not in UNITS:
        return None
    if one.each and following.role in _PARTS and other.value < one.value:
        return _rate(following.role, other, one)
    joined = _is_joined(row, one, other) and (other.each or (other.is_one and following.role is Role.UNSAID))
    if joined and this.role in _PARTS and one.value < other.value:
        return _rate(this.role, one, other)
    return None


def _rate(role: Role, part: Quantity, whole: Quantity) -> Rate:
    short = part.value if role is Role.SHORT else whole.value - (part.to or part.value)
    return Rate(round(short, 3), whole.value, part.about)


def _is_joined(row: Sequence[Token], one: Quantity, other: Quantity) -> bool:
    return other.first - one.after <= _MOST_LINKS and all(
        at(row, where).code in _LINKS for where in range(one.after, other.first)
    )
