"""Which amounts of a message can be bought, got and short together."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.core.measure.cues import Role
from bot.core.measure.purchase import Figure, Trio, agree


class Amount(msgspec.Struct, frozen=True):
    """An amount in its role; `other`: its second reading; `anew`: of other goods than the one before."""

    role: Role
    figure: Figure
    other: float | None = None
    anew: bool = False

    def otherwise(self) -> "Amount":
        """The second reading, where it has one."""
        return self if self.other is None else replace(self, figure=replace(self.figure, value=self.other))


_MUCH: Final = 3
"""What was bought is named after what is missing only where it is far more: "thiếu 3 lạng trên 2 cân"."""
_FOUND: Final = frozenset({Role.GOT, Role.SHORT})


def trios(
    amounts: Sequence[Amount], *, seller: bool, reply: bool, first: Figure | None, packs: Figure | None
) -> Iterator[Trio]:
    """Every way to take the amounts, the likeliest first. `first`: what an earlier message said of it."""
    placed = _placed(amounts, seller=seller, first=first)
    if reply:
        placed = _all_found(placed)
    groups = _groups(placed)
    if len(groups) > 1:
        for group in groups:
            yield from _trios(group, packs)
        return
    yield from _swapped(amounts) or _trios(placed, packs)


def _placed(amounts: Sequence[Amount], *, seller: bool, first: Figure | None) -> list[Amount]:
    """With a role for those that have none: what comes first was bought, what comes then was found."""
    explicit = any(amount.role is Role.BOUGHT and not amount.anew for amount in amounts)
    found = any(amount.role is Role.GOT for amount in amounts)
    bought = first
    placed: list[Amount] = []
    for nth, amount in enumerate(amounts):
        role = amount.role
        if role is Role.UNSAID and _begins_anew(amounts, nth):
            role, bought, found = Role.BOUGHT, amount.figure, False
        elif role is Role.UNSAID:
            role = _by_order(amount, bought, placed, explicit=explicit, found=found)
        elif role is Role.MAYBE_GOT:
            role = Role.GOT if bought is not None or explicit else Role.BOUGHT
        elif role is Role.CLAIMED and seller and bought is not None:
            role = Role.GOT
        if role in {Role.BOUGHT, Role.CLAIMED}:
            bought = bought or amount.figure
        found = found or role is Role.GOT
        placed.append(replace(amount, role=role))
    return placed


def _all_found(placed: Sequence[Amount]) -> list[Amount]:
    """In a reply every amount behind the first was found, unless there are several and it cannot be."""
    pair, first = len(placed) == 2, placed[:1]  # noqa: PLR2004  both that were asked for
    return [
        replace(amount, role=Role.GOT)
        if amount.role is Role.UNSAID and (pair or amount.figure.value <= first[0].figure.value)
        else amount
        for amount in placed
    ]


def _begins_anew(amounts: Sequence[Amount], nth: int) -> bool:
    """ "2kg cam thiếu 2 lạng, 1kg ổi thiếu 1 lạng": the second purchase begins where the first is whole."""
    between = 0 < nth < len(amounts) - 1
    return between and amounts[nth - 1].role in _FOUND and amounts[nth + 1].role in _FOUND


def _by_order(
    amount: Amount, bought: Figure | None, placed: Sequence[Amount], *, explicit: bool, found: bool
) -> Role:
    if bought is None and not explicit:
        short = max((known.figure.value for known in placed), default=0)
        return Role.BOUGHT if amount.figure.value >= _MUCH * short else Role.UNSAID
    if bought is not None and not found and amount.figure.value <= bought.value:
        return Role.GOT
    return Role.UNSAID


def _groups(amounts: Sequence[Amount]) -> list[list[Amount]]:
    """One purchase after another, each with its shortage: "2kg cam thiếu 2 lạng, 1kg ổi thiếu 1 lạng"."""
    groups: list[list[Amount]] = [[]]
    for amount in amounts:
        begins = amount.role not in _FOUND
        if begins and any(known.role in _FOUND for known in groups[-1]):
            groups.append([])
        groups[-1].append(amount)
    whole = [
        group
        for group in groups
        if any(amount.role in _FOUND for amount in group)
        and any(amount.role in {Role.BOUGHT, Role.CLAIMED} for amount in group)
    ]
    return whole if len(whole) > 1 else [list(amounts)]


def _trios(amounts: Sequence[Amount], packs: Figure | None) -> Iterator[Trio]:
    bought, got, short = _bought(amounts), _of(amounts, Role.GOT), _of(amounts, Role.SHORT)
    if len(bought) > 1 and not got and not short:
        claimed = any(amount.role is Role.CLAIMED for amount in amounts)
        order = sorted(bought, key=lambda figure: -figure.value)
        if claimed:
            yield order[0], order[-1], None
            return
    got = _without(got, bought) or got
    before = _weighed_before(bought, got)
    bought, got = [*bought, *before], _without(got, before)
    whole = [trio for trio in _all(bought, got, short) if _fits(*trio)]
    if whole:
        yield from whole
    elif packs is not None and (times := _in_packs(bought, got, short, packs)):
        yield from times
    elif bought and got and short:
        yield bought[0], got[0], None
        yield bought[0], None, short[0]
    else:
        first = next(_all(bought, got, short))
        yield first if got and not short else (first[0], first[1], None)


def _bought(amounts: Sequence[Amount]) -> list[Figure]:
    """What was claimed counts before what was ordered, once something was found or missing."""
    claimed, ordered = _of(amounts, Role.CLAIMED), _of(amounts, Role.BOUGHT)
    found = any(amount.role in _FOUND for amount in amounts)
    return claimed if claimed and found else _distinct([*ordered, *claimed])


def _of(amounts: Sequence[Amount], role: Role) -> list[Figure]:
    return _distinct([amount.figure for amount in amounts if amount.role is role])


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    kept: dict[float, Figure] = {}
    for figure in figures:
        kept.setdefault(figure.value, figure)
    return list(kept.values())


def _without(got: Sequence[Figure], bought: Sequence[Figure]) -> list[Figure]:
    """What was found, without what only says again how much was bought or handed over."""
    known = {figure.value for figure in bought}
    return [figure for figure in got if figure.value not in known]


def _weighed_before(bought: Sequence[Figure], got: Sequence[Figure]) -> list[Figure]:
    """What the seller weighed: more than was ordered, when less was found afterwards."""
    if not bought or len(got) < 2:  # noqa: PLR2004  that of the seller and that of the buyer
        return []
    most = max(figure.value for figure in bought)
    return [figure for figure in got if figure.value > most] if min(f.value for f in got) <= most else []


def _all(bought: Sequence[Figure], got: Sequence[Figure], short: Sequence[Figure]) -> Iterator[Trio]:
    yield from product(bought or (None,), got or (None,), short or (None,))


def _fits(bought: Figure | None, got: Figure | None, short: Figure | None) -> bool:
    if bought is not None and got is not None and got.value > bought.value:
        return False
    if bought is not None and short is not None and short.value > bought.value:
        return False
    return agree(bought, got, short)


def _in_packs(
    bought: Sequence[Figure], got: Sequence[Figure], short: Sequence[Figure], packs: Figure
) -> list[Trio]:
    """All packs together were weighed: two bags of 10 kg, 19 kg found."""
    whole = [replace(figure, value=figure.value * packs.value) for figure in bought]
    return [trio for trio in _all(whole, got, short) if _fits(*trio)]


def _swapped(amounts: Sequence[Amount]) -> list[Trio]:
    """ "thiếu 2kg 1kg8": two kilograms are missing, or 1.8 of two were found."""
    pair = [amount.figure for amount in amounts]
    if [amount.role for amount in amounts] == [Role.SHORT, Role.UNSAID] and pair[1].value < pair[0].value:
        return [(None, pair[1], pair[0]), (pair[0], pair[1], None)]
    return []
