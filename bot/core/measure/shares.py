"""A part of the whole that is missing: "hụt một phần mười", "thiếu 15%", "thiếu 10 phần trăm"."""

from collections.abc import Sequence
from typing import Final

from bot.core.measure.numerals import DIGITS, at
from bot.core.measure.purchase import Rate
from bot.core.measure.spelling import Token, words

_LACKS: Final = words("thieu hut mat bot kem nhe hao short less")
_REACH: Final = 3
_HUNDRED: Final = 100
_TENTHS: Final = {"muoi": 10, "10": 10, "tram": _HUNDRED, "100": _HUNDRED}
_UNIT: Final = 1000.0
"""Of a kilogram, a litre, a metre."""


def missing_share(row: Sequence[Token]) -> Rate | None:
    """The first such part, as so much of each kilogram, litre or metre."""
    for where, token in enumerate(row):
        if token.code not in _LACKS:
            continue
        for first in range(where + 1, where + 1 + _REACH):
            part = _part(row, first)
            if part is not None and 0 < part < 1:
                return Rate(round(part * _UNIT, 3), _UNIT)
    return None


def _part(row: Sequence[Token], where: int) -> float | None:
    number = _whole(at(row, where).code)
    if number is None:
        return None
    sign, of = at(row, where + 1).code, at(row, where + 2).code
    if sign == "%":
        return number / _HUNDRED
    whole = _TENTHS.get(of) or _whole(of)
    return number / whole if sign in {"phan", "phần"} and whole else None


def _whole(code: str) -> int | None:
    return DIGITS.get(code) or (
        int(code) if code.isdecimal() and code.isascii() and len(code) <= _REACH else None
    )
