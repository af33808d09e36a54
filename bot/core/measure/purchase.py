"""What was bought, found and missing, as a message tells it: stated, following from that, or unclear."""

from typing import Final, TypeAlias

import msgspec
from msgspec.structs import replace

from bot.core.measure.amounts import Amounts, Unit
from bot.core.measure.units import Kind

UNITS: Final = {Kind.WEIGHT: Unit.GRAM, Kind.VOLUME: Unit.MILLILITRE, Kind.LENGTH: Unit.MILLIMETRE}


class Figure(msgspec.Struct, frozen=True):
    """One number of the story. Of a range, `value` is the lower end and `to` the upper one. `stated`: the
    person said so; else it was computed from what the person said. `span`: its letters in the message."""

    value: float
    to: float | None = None
    about: bool = False
    stated: bool = True
    span: tuple[int, int] | None = None


class Price(msgspec.Struct, frozen=True):
    """So many đồng for so much (grams, millilitres, millimetres); `per` None: nobody said for how much."""

    dong: float
    per: float | None = None
    unit: Unit | None = None


class Rate(msgspec.Struct, frozen=True):
    """So much is missing in every `per`."""

    short: float
    per: float
    about: bool = False


class Purchase(msgspec.Struct, frozen=True):
    """What a message tells of a purchase; whatever it does not tell is None.

    `bought` is what was paid for, or handed over where the resident `sells`; `got` what was found, or
    credited. `unit` is that of bought, got, short, tare and rate. `paid`, `lost`: đồng. `packs`: how many
    bags, packets, boxes. `tare`: rope, ice or a bag on the scale. `scale_kg`: the capacity of the scale.
    `word`: what counted things are called, where `unit` is a piece.
    """

    unit: Unit | None = None
    bought: Figure | None = None
    got: Figure | None = None
    short: Figure | None = None
    rate: Rate | None = None
    paid: Figure | None = None
    lost: Figure | None = None
    price: Price | None = None
    packs: Figure | None = None
    tare: Figure | None = None
    scale_kg: float | None = None
    sells: bool = False
    word: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether no amount of anything is told."""
        return self == Purchase(sells=self.sells)

    @property
    def amounts(self) -> Amounts | None:
        """Bought and found, where both are told or follow. A rate alone counts for one kilogram of many. Of a
        range the end that favours the seller."""
        if self.unit is None:
            return None
        if self.bought is None and self.rate is not None:
            return Amounts(self.rate.per, round(self.rate.per - self.rate.short, 4), self.unit)
        if self.bought is None or self.got is None or self.bought.value <= 0:
            return None
        most = max(self.bought.value, self.got.value)
        return Amounts(self.bought.value, min(self.got.to or self.got.value, most), self.unit, self.word)


class Unclear(msgspec.Struct, frozen=True):
    """A message that can be taken in two ways: the person says which."""

    readings: tuple[Purchase, Purchase]


def completed(purchase: Purchase) -> Purchase:
    """With the one figure of bought, got and short that follows from the others, and with what the money
    paid bought at the price told."""
    told = replace(
        purchase,
        bought=_own(purchase.bought),
        got=_own(purchase.got),
        short=_own(purchase.short),
    )
    if told.bought is not None and told.rate is not None and told.got is None and told.short is None:
        short = round(told.rate.short * told.bought.value / told.rate.per, 4)
        told = replace(told, short=Figure(short, about=told.rate.about, stated=False))
    return _with_third(_for_money(told))


def _for_money(told: Purchase) -> Purchase:
    """What was paid for: 50,000 đồng at 25,000 a litre are two litres."""
    price = told.price
    if told.bought is not None or told.paid is None or price is None or price.per is None:
        return told
    if price.dong <= 0 or told.unit not in {None, price.unit} or (told.got and told.short):
        return told
    worth = round(told.paid.value / price.dong * price.per, 4)
    return replace(told, unit=price.unit, bought=Figure(worth, None, told.paid.about, stated=False))


def _with_third(told: Purchase) -> Purchase:
    bought, got, short = told.bought, told.got, told.short
    if bought is not None and got is not None and short is None:
        return replace(told, short=_minus(bought, got))
    if bought is not None and short is not None and got is None:
        return replace(told, got=_minus(bought, short))
    if got is not None and short is not None and bought is None:
        whole = Figure(round(got.value + short.value, 4), None, got.about or short.about, stated=False)
        return replace(told, bought=whole)
    return told


def _own(figure: Figure | None) -> Figure | None:
    """Nothing that was computed before."""
    return figure if figure is not None and figure.stated else None


def _minus(whole: Figure, part: Figure) -> Figure:
    about = whole.about or part.about
    if part.to is None:
        return Figure(round(whole.value - part.value, 4), None, about, stated=False)
    low, high = round(whole.value - part.to, 4), round(whole.value - part.value, 4)
    return Figure(low, high, about, stated=False)


def added(later: Purchase, before: Purchase) -> Purchase:
    """An earlier message with what a later one adds or says anew."""
    bought, got, short = (
        _own(then) or _own(first)
        for then, first in (
            (later.bought, before.bought),
            (later.got, before.got),
            (later.short, before.short),
        )
    )
    if not agree(bought, got, short):
        bought, got, short = _rather(later, bought, got, short)
    return completed(
        Purchase(
            unit=later.unit or before.unit,
            bought=bought,
            got=got,
            short=short,
            rate=later.rate or before.rate,
            paid=later.paid or before.paid,
            lost=later.lost or before.lost,
            price=later.price or before.price,
            packs=later.packs or before.packs,
            tare=later.tare or before.tare,
            scale_kg=later.scale_kg or before.scale_kg,
            sells=later.sells or before.sells,
            word=later.word or before.word,
        )
    )


Trio: TypeAlias = tuple[Figure | None, Figure | None, Figure | None]


def _rather(later: Purchase, bought: Figure | None, got: Figure | None, short: Figure | None) -> Trio:
    """The later words win: what was missing follows from what was found, unless only that was said anew."""
    if _own(later.short) is not None and _own(later.got) is None:
        return bought, None, short
    return bought, got, None


def agree(bought: Figure | None, got: Figure | None, short: Figure | None) -> bool:
    """Whether the three figures can all be true, roughly where they were said roughly."""
    if bought is None or got is None or short is None:
        return True
    loose = 0.1 if bought.about or got.about or short.about else 0.02
    highest = (got.to or got.value) + (short.to or short.value)
    return got.value + short.value - loose * bought.value <= bought.value <= highest + loose * bought.value
