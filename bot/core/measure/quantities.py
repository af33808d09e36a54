"""Every quantity that a message states, with the place it stands at."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.core.measure.additions import THOUSAND, addition, decimals, half
from bot.core.measure.numerals import DIGITS, STARTS, Number, at, figure, number_at
from bot.core.measure.spelling import Token, tokens
from bot.core.measure.surroundings import (
    ABOUT,
    ABOUT_PAIRS,
    EACH,
    LABELS,
    RISKY,
    TOLD,
    UNTIL,
    is_bought,
)
from bot.core.measure.units import (
    CLEAR,
    HEADLESS,
    PACKS,
    PIECES,
    PLAIN,
    Kind,
    Measure,
    Scene,
    scene,
    unit_at,
)


class Quantity(msgspec.Struct, frozen=True):
    """So much of something, in grams, millilitres, millimetres, đồng, packs, or (bare) in nothing.

    `to`: the upper end of a range. `about`: said as roughly so much. `factor`: of the unit it is written in.
    `each`: "mỗi cân", "/kg": so much of it, each time. `or_else`: what it may mean as well. `hundreds`: a
    bare number such as "trăm rưỡi". `word`: what packs are called. `first`, `after`: its words; `span`: its
    letters in the text; `joint`: the word where its smaller unit begins ("1 ký 2 lạng").
    """

    kind: Kind
    value: float
    span: tuple[int, int]
    first: int
    after: int
    factor: float = 1
    to: float | None = None
    about: bool = False
    each: bool = False
    or_else: tuple[Kind, float] | None = None
    hundreds: bool = False
    word: str = ""
    joint: int = 0

    @property
    def is_one(self) -> bool:
        """Whether it is just one of its unit: "1 kg", "một cân"."""
        return self.value == self.factor and self.to is None


_BEGINS: Final = STARTS | HEADLESS | PLAIN.keys()
"""With these a quantity begins, or with a figure."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in the order they are stated, bare numbers included."""
    row = tokens(text)
    return tuple(stated(row))


def may_tell_money(text: str) -> bool:
    """Whether some quantity is a sum of money, or one that the words around it may make one."""
    return any(of.kind is Kind.MONEY or of.hundreds or of.or_else is not None for of in quantities(text))


def stated(row: Sequence[Token]) -> Iterator[Quantity]:
    """The quantities among these words."""
    seen = scene(row)
    where, last = 0, None
    while where < len(row):
        code = row[where].code
        found = _one(row, where, seen, last) if code in _BEGINS or code[:1].isdigit() else None
        if found is None:
            where += 1
            continue
        yield found
        where, last = found.after, found


def _one(row: Sequence[Token], where: int, seen: Scene, last: Quantity | None) -> Quantity | None:
    code = row[where].code
    if code in STARTS or (code[:1].isdigit() and not _is_glued(row, where)):
        found = _counted(row, where, seen)
        if found is not None:
            return _dressed(row, _ranged(row, found, seen))
    if code in HEADLESS or code in PLAIN:
        found = _alone(row, where, seen, last)
        return None if found is None else _dressed(row, found)
    return None


def _is_glued(row: Sequence[Token], where: int) -> bool:
    """Part of a word such as "A4"."""
    before = at(row, where - 1)
    return before.end == row[where].start > 0 and before.code[-1:].isalpha()


def _counted(row: Sequence[Token], where: int, seen: Scene) -> Quantity | None:
    number = number_at(row, where)
    if number is None:
        return None
    measure = unit_at(row, number.after, seen)
    if measure is None or (measure.kind is not Kind.MONEY and _is_named(row, where, number)):
        return _unmeasured(row, where, number)
    if row[where].code in RISKY and _is_risky(row, where, number):
        return None
    return _tailed(row, where, number, measure, seen)


def _is_named(row: Sequence[Token], where: int, number: Number) -> bool:
    """ "quầy số 5 cân thiếu": the number is the name of a place."""
    apart = at(row, number.after).start > row[number.after - 1].end
    return apart and bool(number.digits) and at(row, where - 1).code in LABELS


def _is_risky(row: Sequence[Token], where: int, number: Number) -> bool:
    """ "ba can" without marks: a woman weighs, unless something was just bought or found."""
    unit = at(row, number.after)
    unsure = unit.code in {"can", "chi", "ta"} and not (row[where].marked or unit.marked)
    return unsure and number.after == where + 1 and at(row, where - 1).code not in TOLD


def _unmeasured(row: Sequence[Token], where: int, number: Number) -> Quantity | None:
    """A number of packs, or a number alone; words alone are none, unless they end in hundreds."""
    following = at(row, number.after)
    begin, named = row[where].start, at(row, where - 1).code in LABELS
    loose = row[where].code in RISKY and not row[where].marked
    kind = Kind.PACKS if following.code in PACKS else Kind.PIECES if following.code in PIECES else None
    if kind is not None and not (named or loose) and number.value == int(number.value):
        span = (begin, following.end)
        return Quantity(
            kind, number.value, span, where, number.after + 1, to=number.high, word=following.code
        )
    if not number.digits and not number.hundreds:
        return None
    span = (begin, row[number.after - 1].end)
    return Quantity(
        Kind.BARE, number.value, span, where, number.after, or_else=_grouped(number), hundreds=number.hundreds
    )


def _grouped(number: Number) -> tuple[Kind, float] | None:
    return None if number.thousands is None else (Kind.BARE, number.thousands)


def _tailed(row: Sequence[Token], where: int, number: Number, measure: Measure, seen: Scene) -> Quantity:
    """A number, its unit, and what follows of it: "2 cân rưỡi", "1kg2", "1 ký 2 lạng"."""
    value, or_else = _meant(number, measure, bulk=seen.bulk)
    after = number.after + measure.words
    whole = number.high is None and number.value == int(number.value)
    tail = addition(row, after, measure, seen) if whole else None
    if tail is not None:
        more, after, other = tail
        or_else = (measure.kind, round(value + other, 4)) if other is not None else or_else
        value += more
    high = None if number.high is None else round(number.high * measure.factor, 4)
    return Quantity(
        measure.kind,
        round(value, 4),
        (row[where].start, row[after - 1].end),
        where,
        after,
        measure.factor,
        high,
        or_else=or_else,
        joint=_joint(row, number.after + measure.words, after),
    )


def _joint(row: Sequence[Token], where: int, after: int) -> int:
    """Where "2 lạng" begins in "1 ký 2 lạng"; nowhere in "1 ký 2"."""
    return where if after - where > 1 and row[after - 1].code in PLAIN else 0


def _meant(number: Number, measure: Measure, *, bulk: bool) -> tuple[float, tuple[Kind, float] | None]:
    """The value and its other reading. In small units, and where a trader buys, a dot stands between
    thousands; "1,200 kg" has a decimal comma; "1.200 kg" may be either."""
    value, factor = number.value, measure.factor
    if measure.or_else is not None:
        return value * factor, (measure.or_else[0], value * measure.or_else[1])
    if number.thousands is None:
        return value * factor, None
    if factor == 1 or (measure.kind is Kind.MONEY and factor == THOUSAND):
        return number.thousands * factor, None
    if bulk and "." in number.digits and factor == THOUSAND:
        return number.thousands * factor, None
    either = "." in number.digits and number.digits.endswith("00") and factor == THOUSAND
    return value * factor, (measure.kind, number.thousands * factor) if either else None


def _ranged(row: Sequence[Token], found: Quantity, seen: Scene) -> Quantity:
    """ "9,4 đến 9,5kg", "2-3 lạng", "9kg4 đến 9kg5"."""
    link = at(row, found.after).code
    if link not in UNTIL or found.to is not None or found.after + 1 >= len(row):
        return found
    code = row[found.after + 1].code
    if code not in STARTS and not code[:1].isdigit():
        return found
    upper = _counted(row, found.after + 1, seen)
    if upper is None or upper.kind is Kind.BARE or upper.kind is Kind.PACKS:
        return found
    low = found.value * upper.factor if found.kind is Kind.BARE else found.value
    if found.kind not in {Kind.BARE, upper.kind} or not low < upper.value <= 3 * low:
        return found
    return replace(
        upper, value=round(low, 4), to=upper.value, span=(found.span[0], upper.span[1]), first=found.first
    )


def _alone(row: Sequence[Token], where: int, seen: Scene, last: Quantity | None) -> Quantity | None:
    """A unit without a number: "cân rưỡi", "tạ hai", "/kg", "mỗi cân", "60k cân"."""
    measure = unit_at(row, where, seen)
    if measure is None:
        return None
    before = at(row, where - 1).code
    if row[where].code in HEADLESS and (tail := _headless(row, where, measure, seen)) is not None:
        more, after, _ = tail
        return Quantity(
            measure.kind,
            round(measure.factor + more, 4),
            (row[where].start, row[after - 1].end),
            where,
            after,
            measure.factor,
            or_else=_slang(measure, more),
        )
    if is_bought(row, where):
        span = (row[where].start, row[where].end)
        return Quantity(measure.kind, measure.factor, span, where, where + 1, measure.factor)
    priced = last is not None and last.kind is Kind.MONEY and last.after == where
    if measure.kind is Kind.MONEY or not (before in EACH or priced):
        return None
    span = (row[where].start, row[where].end)
    return Quantity(measure.kind, measure.factor, span, where, where + 1, measure.factor, each=True)


def _slang(measure: Measure, more: float) -> tuple[Kind, float] | None:
    if measure.or_else is None:
        return None
    kind, factor = measure.or_else
    return kind, factor * (1 + more / measure.factor)


def _headless(
    row: Sequence[Token], where: int, measure: Measure, seen: Scene
) -> tuple[float, int, float | None] | None:
    code, following = row[where].code, at(row, where + 1)
    if following.code == "ruoi":
        return half(row, where + 1, measure)
    clear = code in CLEAR and row[where].marked
    before = at(row, where - 1).code
    if not (clear or before in TOLD or (before == "," and row[where].marked)):
        return None
    if following.code not in DIGITS and following.code not in "123456789":
        return None
    return decimals(row, where + 1, measure, seen) if following.code else None


def _dressed(row: Sequence[Token], found: Quantity) -> Quantity:
    """With "hơn", "chưa đầy", "mỗi" before it or "hơn" behind it."""
    before, earlier = at(row, found.first - 1).code, at(row, found.first - 2).code
    loose = before in ABOUT or (earlier, before) in ABOUT_PAIRS or found.to is not None
    loose = loose or (at(row, found.after).code == "hon" and not at(row, found.after + 1).code[:1].isdigit())
    each = found.each or (before in EACH and found.is_one and found.kind is not Kind.MONEY)
    return replace(found, about=True, each=each) if loose else (replace(found, each=True) if each else found)


def unreadable(row: Sequence[Token]) -> bool:
    """Whether figures stand there that are no number but a code or far too many digits."""
    return any(
        token.code[:1].isdigit() and figure(token.code) is None for token in row if token.code.isascii()
    )
