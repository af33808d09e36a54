"""A purchase put together from quantities in their roles. Two stories that both fit are both told."""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from msgspec.structs import replace

from bot.core.measure.amounts import Unit
from bot.core.measure.candidates import Amount, trios
from bot.core.measure.counted import counted
from bot.core.measure.cues import Role, Told, roles, sells
from bot.core.measure.numerals import at
from bot.core.measure.purchase import UNITS, Figure, Price, Purchase, Trio, Unclear, added, completed
from bot.core.measure.quantities import Quantity, stated
from bot.core.measure.rates import parted
from bot.core.measure.shares import missing_share
from bot.core.measure.spelling import Token, tokens, words
from bot.core.measure.units import Kind

_KILOGRAM: Final = 1000.0
_LANG: Final = 100.0
_MOST: Final = 12
"""Amounts beyond these in one message tell of other purchases."""
_BEHIND: Final = words("thoi a roi ma nhe nha ah ak ạ va thi la thieu hut ve con can")
"""A number without a unit is an amount only where nothing is counted: before these words, or before none."""


def purchase(text: str, before: Purchase | None = None) -> Purchase | Unclear:
    """What the message tells of a purchase; with `before`, of one that an earlier message began."""
    return told(tokens(text), before, reply=False)


def told(
    row: Sequence[Token],
    before: Purchase | None = None,
    *,
    reply: bool,
    found: Sequence[Quantity] | None = None,
) -> Purchase | Unclear:
    """The same of its words. In a `reply` to the question for the amounts, bare numbers are amounts too.
    `found`: its quantities, where they are known."""
    quantities = tuple(stated(row)) if found is None else found
    parts, price, rate = parted(row, list(roles(row, quantities)))
    slang = _slang(parts, before)
    if slang is not None:
        return slang
    base = _base(parts, before)
    kind = base.kind if base is not None else (rate[0] if rate is not None else None)
    pieces = counted(row, parts, reply=reply) if kind is None else None
    if kind is None and pieces is None and reply:
        kind = Kind.WEIGHT
    seller = sells(row) or (before is not None and before.sells)
    frame = Purchase(unit=None if kind is None else UNITS[kind], sells=seller)
    frame = _besides(frame, parts, price)
    if kind is not None:
        frame = replace(frame, rate=rate[1] if rate is not None and rate[0] is kind else missing_share(row))
    if pieces is not None:
        word, bought, got, short = pieces
        frame = replace(frame, unit=Unit.PIECE, word=word, bought=bought, got=got, short=short)
    if kind is None:
        return completed(frame) if before is None else added(frame, before)
    amounts = _together(row, list(islice(_amounts(row, parts, kind, reply=reply), _MOST)))
    return _settled(frame, amounts, before, reply=reply)


def _base(parts: Sequence[Told], before: Purchase | None) -> Quantity | None:
    """The quantity that says what is measured: the first one with a unit."""
    fits = (part.of for part in parts if part.of.kind in UNITS and part.role not in {Role.SCALE, Role.ASIDE})
    found = next(fits, None)
    if found is None and before is not None and before.unit is not None:
        kind = next((kind for kind, unit in UNITS.items() if unit is before.unit), None)
        return None if kind is None else Quantity(kind, 0, (0, 0), 0, 0, _KILOGRAM)
    return found


def _settled(
    frame: Purchase, amounts: Sequence[Amount], before: Purchase | None, *, reply: bool
) -> Purchase | Unclear:
    first = before.bought if before is not None else None
    readings: list[Purchase] = []
    for chosen in _readings(amounts):
        for trio in trios(chosen, seller=frame.sells, reply=reply, first=first, packs=frame.packs):
            bought, got, short = _handed_over(trio) if frame.sells else trio
            whole = replace(frame, bought=bought, got=got, short=short)
            whole = completed(whole) if before is None else added(whole, before)
            if all(_is_other(whole, known) for known in readings):
                readings.append(whole)
    plausible = [reading for reading in readings if _is_plausible(reading)] or readings
    return plausible[0] if len(plausible) == 1 else Unclear((plausible[0], plausible[1]))


def _handed_over(trio: Trio) -> Trio:
    """A dealer credits no more than was handed over, in whatever order the two are told."""
    bought, got, short = trio
    if bought is not None and got is not None and got.value > bought.value:
        return got, bought, short
    return trio


def _is_other(one: Purchase, other: Purchase) -> bool:
    pairs = ((one.bought, other.bought), (one.got, other.got), (one.short, other.short))
    return any((a.value if a else None) != (b.value if b else None) for a, b in pairs)


def _is_plausible(reading: Purchase) -> bool:
    """Whether no more was found than was bought, and not next to nothing."""
    if reading.bought is None or reading.got is None:
        return True
    return _PART * reading.bought.value <= reading.got.value <= reading.bought.value


_PART: Final = 0.2


def _readings(amounts: Sequence[Amount]) -> Iterator[Sequence[Amount]]:
    """The amounts, and if one was written so that it may be another, the amounts with that."""
    yield amounts
    if any(amount.other is not None for amount in amounts) and not _is_decimal(amounts):
        yield [amount.otherwise() for amount in amounts]


def _is_decimal(amounts: Sequence[Amount]) -> bool:
    """Whether another amount shows what the dot means: "1.200 kg 1.050 kg"."""
    sure = [amount for amount in amounts if amount.other is None and amount.role is not Role.SHORT]
    unsure = [amount for amount in amounts if amount.other is not None]
    return any(
        _PART <= clear.figure.value / doubtful.figure.value <= 1 / _PART
        for clear, doubtful in product(sure, unsure)
        if clear.figure.value and doubtful.figure.value
    )


def _amounts(row: Sequence[Token], parts: Sequence[Told], kind: Kind, *, reply: bool) -> Iterator[Amount]:
    """The amounts of this kind; a bare number takes the unit of the nearest one."""
    factors = [part.of.factor for part in parts if part.of.kind is kind]
    bigger = factors[0] if factors else _KILOGRAM
    largest: float | None = None
    for part in parts:
        of = part.of
        if part.role in {Role.SCALE, Role.TARE, Role.ASIDE}:
            continue
        if of.kind is Kind.BARE:
            amount = _bare(row, part, bigger, largest if factors else None, reply=reply)
        elif of.kind is kind:
            anew = not reply and largest is not None and part.role is Role.UNSAID and _is_counted(row, of)
            role = Role.BOUGHT if anew else part.role
            amount = Amount(role, _figure(of, of.value), _other(of, kind), anew)
            bigger = of.factor
        else:
            continue
        if amount is not None:
            largest = max(largest or 0, amount.figure.value)
            yield amount


def _together(row: Sequence[Token], amounts: Sequence[Amount]) -> Sequence[Amount]:
    """ "5 lạng sườn với 7 lạng thịt, cân gộp lại được 1kg": all that was bought was weighed at once."""
    once = next((token.start for token in row if token.code == "gop"), None)
    if once is None:
        return amounts
    bought = [each for each in amounts if each.role in _ORDERED and (each.figure.span or (once, 0))[0] < once]
    if len(bought) < 2:  # noqa: PLR2004  several purchases
        return amounts
    first, total = bought[0], round(sum(each.figure.value for each in bought), 4)
    whole = Amount(Role.BOUGHT, replace(first.figure, value=total))
    return [whole, *(each for each in amounts if each not in bought)]


_ORDERED: Final = frozenset({Role.BOUGHT, Role.UNSAID})


def _other(of: Quantity, kind: Kind) -> float | None:
    return of.or_else[1] if of.or_else is not None and of.or_else[0] is kind else None


def _figure(of: Quantity, value: float, factor: float = 1) -> Figure:
    return Figure(
        round(value, 4), None if of.to is None else round(of.to * factor, 4), of.about, span=of.span
    )


def _bare(
    row: Sequence[Token], part: Told, factor: float, largest: float | None, *, reply: bool
) -> Amount | None:
    of = part.of
    if not reply and not _is_amount(row, part):
        return None
    if of.hundreds:
        return Amount(part.role, _figure(of, of.value))
    if part.role is Role.SHORT and largest is not None and of.value * factor > largest / 2:
        part = replace(part, role=Role.GOT)
    if factor == 1 or largest is None or of.value * factor <= largest:
        thousands = of.or_else[1] if of.or_else is not None and factor == 1 else of.value
        return Amount(part.role, _figure(of, thousands * factor))
    smaller = _KILOGRAM if factor < _LANG else _LANG
    return Amount(part.role, _figure(of, of.value * (smaller if of.value * smaller <= largest else factor)))


def _is_counted(row: Sequence[Token], of: Quantity) -> bool:
    """Whether goods are named right behind it."""
    behind = at(row, of.after)
    word = behind.code[:1].isalpha() or (not behind.code and behind.end > 0)
    return word and behind.code not in _BEHIND


def _is_amount(row: Sequence[Token], part: Told) -> bool:
    """In free words a bare number is one only right after a word that gives it its role."""
    told_so = part.near and part.role is not Role.UNSAID
    behind = at(row, part.of.after)
    money = part.of.hundreds and (
        part.of.word in {Role.PAID, Role.PRICE, Role.ASKED, Role.LOST} or behind.code == "bac"
    )
    more = behind.code in {"/", "-", "h", "%"}
    return told_so and not money and not more and not _is_counted(row, part.of)


def _besides(frame: Purchase, parts: Sequence[Told], price: Price | None) -> Purchase:
    """Money, packs, rope and scale."""
    for part in parts:
        of = part.of
        if of.kind is Kind.MONEY or _is_hundreds_of_money(part):
            frame = _with_money(frame, part)
        elif of.kind is Kind.PACKS:
            frame = replace(frame, packs=_most_packs(frame.packs, _figure(of, of.value)))
        elif part.role is Role.TARE and of.kind in UNITS and UNITS[of.kind] is frame.unit:
            frame = replace(frame, tare=frame.tare or _figure(of, of.value))
        elif part.role is Role.SCALE:
            frame = replace(frame, scale_kg=frame.scale_kg or of.value / _KILOGRAM)
    frame = frame if price is None else replace(frame, price=price)
    asked = next((money for role, money in map(_coined, parts) if role is Role.ASKED and money), None)
    if asked is not None and frame.price is None and (frame.paid or frame.unit):
        frame = replace(frame, price=Price(asked.value))
    if frame.paid or (frame.price is not None and frame.price.per is not None):
        return frame
    return replace(frame, paid=asked if frame.price is None and asked else _spent(parts, frame.price))


def _spent(parts: Sequence[Told], price: Price | None) -> Figure | None:
    """The money that goes with the buying or, where nothing says what it was for, the first."""
    sums = [(role, money) for role, money in map(_coined, parts) if money and role in _LOOSE]
    loose = [money for _, money in sums] if price is None else []
    spent = [money for role, money in sums if role is Role.SPENT]
    return next(iter(spent or loose), None)


def _coined(part: Told) -> tuple[Role, Figure | None]:
    """The money told there, if any, and its role; "trăm rưỡi" is told in thousands."""
    of = part.of
    if of.kind is Kind.MONEY:
        return part.role, _figure(of, of.value)
    return (
        (Role(of.word), _figure(of, of.value * 1000, 1000))
        if _is_hundreds_of_money(part)
        else (part.role, None)
    )


_COINED: Final = frozenset({Role.PAID, Role.ASKED, Role.PRICE})
_LOOSE: Final = frozenset({Role.SPENT, Role.UNSAID})


def _most_packs(known: Figure | None, packs: Figure) -> Figure | None:
    """One is said of any thing; the most of them is how many there are."""
    return packs if packs.value > (known.value if known is not None else 1) else known


def _is_hundreds_of_money(part: Told) -> bool:
    return part.of.kind is Kind.BARE and part.of.hundreds and part.of.word in _COINED


def _with_money(frame: Purchase, part: Told) -> Purchase:
    role, figure = _coined(part)
    if role is Role.PAID:
        return replace(frame, paid=frame.paid or figure)
    if role is Role.LOST:
        return replace(frame, lost=frame.lost or figure)
    if role is Role.PRICE and figure is not None:
        return replace(frame, price=frame.price or Price(figure.value))
    return frame


def _slang(parts: Sequence[Told], before: Purchase | None) -> Unclear | None:
    """ "mất 1 lít" is a litre or 100,000 đồng, "hết 1 xị" 10,000 or 100,000 đồng."""
    if before is not None or any(part.of.kind in UNITS for part in parts[1:]) or not parts:
        return None
    of = parts[0].of
    if of.or_else is None or of.or_else[0] is not Kind.MONEY:
        return None
    money = Purchase(paid=_figure(of, of.or_else[1]))
    if of.kind is Kind.MONEY:
        return Unclear((Purchase(paid=_figure(of, of.value)), money))
    volume = Purchase(unit=UNITS[of.kind], short=_figure(of, of.value))
    return Unclear((volume, Purchase(lost=_figure(of, of.or_else[1]))))
