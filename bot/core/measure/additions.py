"""What follows a number and its unit: "2 cân rưỡi", "1kg2", "1 ký 2 lạng"."""

from collections.abc import Sequence
from typing import Final

from bot.core.measure.numerals import DIGITS, STARTS, at, number_at
from bot.core.measure.spelling import Token
from bot.core.measure.surroundings import COUNTED, OTHERS, RISKY, TOLD, is_left
from bot.core.measure.units import Kind, Measure, Scene, unit_at

THOUSAND: Final = 1000
QUINTAL: Final = 100_000
"""A hundred kilos in grams."""


def addition(
    row: Sequence[Token], where: int, measure: Measure, seen: Scene
) -> tuple[float, int, float | None] | None:
    """What is added, the word behind it, and what else it may add."""
    token = at(row, where)
    if measure.factor == 1 or not token.code:
        return None
    if token.code == "ruoi":
        return half(row, where, measure)
    if token.code == "le" and measure.factor == QUINTAL:
        more = DIGITS.get(at(row, where + 1).code)
        return None if more is None else (more * THOUSAND, where + 2, None)
    if token.code[0].isdigit() or token.code in STARTS:
        return _smaller(row, where, measure, seen) or decimals(row, where, measure, seen)
    return None


def half(row: Sequence[Token], where: int, measure: Measure) -> tuple[float, int, None] | None:
    """ "rưỡi"; "2kg ruoi tuoi" are worms."""
    if at(row, where + 1).code in {"tuoi", "song", "dong'"}:
        return None
    return measure.factor / 2, where + 1, None


def _smaller(
    row: Sequence[Token], where: int, measure: Measure, seen: Scene
) -> tuple[float, int, None] | None:
    """ "2 lạng" after "1 ký", "200 nghìn" after "1 triệu"."""
    number = number_at(row, where)
    unit = None if number is None else unit_at(row, number.after, seen)
    if number is None or unit is None or unit.kind is not measure.kind or unit.factor >= measure.factor:
        return None
    if unit.factor * number.value >= measure.factor or number.high is not None:
        return None
    if number.thousands is not None:
        return None
    after = number.after + unit.words
    rest = _decimal_or_half(row, after, unit, seen)
    return unit.factor * number.value + rest[0], rest[1], None


def _decimal_or_half(row: Sequence[Token], where: int, measure: Measure, seen: Scene) -> tuple[float, int]:
    if measure.factor > 1 and at(row, where).code == "ruoi":
        return measure.factor / 2, where + 1
    tail = decimals(row, where, measure, seen) if measure.factor > 1 and where < len(row) else None
    return (tail[0], tail[1]) if tail is not None else (0, where)


def decimals(
    row: Sequence[Token], where: int, measure: Measure, seen: Scene
) -> tuple[float, int, float | None] | None:
    """ "1kg2", "1 cân 2", "một cân hai", "1kg250"."""
    token, joined = row[where], row[where].start == row[where - 1].end
    if token.code[:1].isdigit():
        many = {1, 2, 3} if joined or measure.factor == QUINTAL else {1, 3}
        fits = token.code.isdigit() and len(token.code) in many
        if not fits or token.code == "0" or (not joined and not _ends(row, where + 1, seen)):
            return None
        return _digits(row, where, measure)
    digit = DIGITS.get(token.code)
    if (
        digit is None
        or at(row, where + 1).code in DIGITS
        or not _ends(row, where + 1, seen)
        or not _is_safe(row, where)
    ):
        return None
    return _with_half(row, where, digit / 10 * measure.factor, measure)


def _with_half(
    row: Sequence[Token], where: int, more: float, measure: Measure
) -> tuple[float, int, float | None]:
    """ "1 cân 2 rưỡi" is 1.25 kg."""
    if at(row, where + 1).code == "ruoi":
        return more + measure.factor / 20, where + 2, None
    return more, where + 1, None


def _digits(row: Sequence[Token], where: int, measure: Measure) -> tuple[float, int, float | None]:
    code = row[where].code
    more = float("0." + code) * measure.factor
    if len(code) == 1:
        return _with_half(row, where, more, measure)
    unsure = len(code) == 2 and code[1] == "0" and measure.kind in {Kind.WEIGHT, Kind.MONEY}  # noqa: PLR2004  two figures, as in "1kg50"
    return more, where + 1, int(code) / 1000 * measure.factor if unsure else None


def _is_safe(row: Sequence[Token], where: int) -> bool:
    """ "2 can ba ay" is 2 kg and a woman, "1 kg ba chỉ" is of pork, "một cân ba" 1.3 kg."""
    code, following = row[where].code, at(row, where + 1).code
    clear = row[where].marked or at(row, where - 1).marked or code not in RISKY
    if (code, following) in OTHERS:
        return False
    return clear or not following or not following[0].isalpha() or following in TOLD


def _ends(row: Sequence[Token], where: int, seen: Scene) -> bool:
    """Whether the figure before this word belongs to the unit before it, not to what follows."""
    code = at(row, where).code
    if code == "con" and not is_left(row, where):
        return False
    if code in COUNTED or code in {"tram", "chuc", "muoi"}:
        return False
    return unit_at(row, where, seen) is None if code else True
