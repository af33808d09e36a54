"""Numbers in figures and in words: "1,2", "1.200", "hai mươi lăm", "2 trăm rưỡi", "half"."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.core.measure.spelling import Token

END: Final = Token("", 0, 0)
"""What stands behind the last word."""
MOST_DIGITS: Final = 9

DIGITS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_LAST: Final = DIGITS | {"lam": 5, "nham": 5}
_ENGLISH: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20,
}  # fmt: skip
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "nua": 0.5, "half": 0.5}
_TENS: Final = frozenset({"muoi", "chuc"})
_ODD: Final = frozenset({"linh", "le"})
_ONE: Final = frozenset({"a", "an"})
_OF_ONE: Final = frozenset({"kilo", "kg", "kilogram", "litre", "liter", "metre", "meter", "gram"})
STARTS: Final = frozenset({*DIGITS, *_ENGLISH, *_FRACTIONS, *_ONE, "muoi", "tram"})


class Number(NamedTuple):
    """A number from one word up to another. `high`: the upper end of "hai ba". `thousands`: its other reading
    where a dot may stand between thousands. `hundreds`: spoken with "trăm", so a unit may be left unsaid.
    `digits`: as written, empty where it was said in words."""

    value: float
    after: int
    digits: str = ""
    high: float | None = None
    thousands: float | None = None
    hundreds: bool = False


def at(row: Sequence[Token], where: int) -> Token:
    """The word there; an empty one outside of the text."""
    return row[where] if 0 <= where < len(row) else END


def number_at(row: Sequence[Token], where: int) -> Number | None:
    """The number that begins there."""
    code = row[where].code
    if code[:1].isdigit() and code[0].isascii():
        return _figure_at(row, where)
    if code in _FRACTIONS:
        after = where + 1 + (code == "half" and at(row, where + 1).code in {"a", "an"})
        return Number(_FRACTIONS[code], after)
    if code in _ONE:
        return Number(1, where + 1) if at(row, where + 1).code in _OF_ONE else None
    return Number(_ENGLISH[code], where + 1) if code in _ENGLISH else _words_at(row, where)


def _figure_at(row: Sequence[Token], where: int) -> Number | None:
    code = row[where].code
    plain = figure(code)
    if plain is None:
        return None
    value, thousands = plain
    following = at(row, where + 1).code
    if following == "tram":
        return _hundreds(row, where + 2, value * 100)
    if following == "chuc":
        half = at(row, where + 2).code == "ruoi"
        return Number(value * 10 + 5 * half, where + 2 + half, hundreds=True)
    if following == "/" and (part := _fraction(row, where, value)) is not None:
        return part
    return Number(value, where + 1, code, None, thousands)


def _fraction(row: Sequence[Token], where: int, upper: float) -> Number | None:
    """ "1/2" is a half only where it is written closely and a unit may follow; "12/11" is a day."""
    lower = at(row, where + 2)
    if lower.code not in {"2", "3", "4", "5", "8", "10"} or not 1 <= upper < int(lower.code):
        return None
    return Number(upper / int(lower.code), where + 3)


def figure(digits: str) -> tuple[float, float | None] | None:
    """What figures mean, and what else if a dot may stand between thousands; None: no number, but a code."""
    groups = digits.replace(",", ".").split(".")
    signs = [sign for sign in digits if sign in ".,"]
    if sum(map(len, groups)) > MOST_DIGITS or (len(groups[0]) > 1 and groups[0][0] == "0"):
        return None
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"  # noqa: PLR2004  a thousand has three noughts
    if not signs:
        return float(digits), None
    if len(signs) == 1:
        return float(".".join(groups)), float("".join(groups)) if grouped else None
    if len(set(signs)) == 1:
        return (float("".join(groups)), None) if grouped else None
    return _mixed(groups, signs)


def _mixed(groups: list[str], signs: list[str]) -> tuple[float, None] | None:
    """ "1.200,5": thousands and a decimal part."""
    well = len(set(signs[:-1])) == 1 and signs[-1] != signs[0] and all(len(g) == 3 for g in groups[1:-1])  # noqa: PLR2004  as above
    return (float("".join(groups[:-1]) + "." + groups[-1]), None) if well else None


def _words_at(row: Sequence[Token], where: int) -> Number | None:
    code, following = row[where].code, at(row, where + 1).code
    if code == "muoi":
        last = _LAST.get(following)
        return Number(10 + (last or 0), where + 1 + (last is not None))
    if code == "tram":
        return _hundreds(row, where + 1, 100) if following in {"ruoi", "nghin", "ngan", "k", *_LAST} else None
    first = DIGITS.get(code)
    if first is None:
        return None
    if following in _TENS:
        return _tens(row, where + 2, first * 10)
    return _hundreds(row, where + 2, first * 100) if following == "tram" else _pair(row, where, first)


def _pair(row: Sequence[Token], where: int, first: int) -> Number:
    """ "hai lăm" is 25, "ba tư" 34, "hai ba" two or three, "hai" two."""
    following = at(row, where + 1)
    last = _LAST.get(following.code)
    if last is None:
        return Number(first, where + 1)
    if last == first + 1 and following.code not in {"tu", "lam", "nham"}:
        return Number(first, where + 2, "", last)
    return Number(first * 10 + last, where + 2)


def _tens(row: Sequence[Token], where: int, base: float) -> Number:
    code = at(row, where).code
    if code == "ruoi":
        return Number(base + 5, where + 1, hundreds=True)
    last = _LAST.get(code)
    spoken = at(row, where - 1).code == "chuc"
    return Number(base + (last or 0), where + (last is not None), hundreds=spoken)


def _hundreds(row: Sequence[Token], where: int, base: float) -> Number:
    code, following = at(row, where).code, at(row, where + 1).code
    if code == "ruoi":
        return Number(base + 50, where + 1, hundreds=True)
    if code in _ODD and following in _LAST:
        return Number(base + _LAST[following], where + 2, hundreds=True)
    if code == "muoi":
        last = _LAST.get(following)
        return Number(base + 10 + (last or 0), where + 1 + (last is not None), hundreds=True)
    lead = _LAST.get(code) or (int(code) if len(code) == 1 and code in "123456789" else None)
    if lead is None:
        return Number(base, where, hundreds=True)
    return _after_hundred(row, where, base, lead)


def _after_hundred(row: Sequence[Token], where: int, base: float, lead: int) -> Number:
    """ "trăm hai" is 120, "trăm hai lăm" 125, "hai trăm năm mươi" 250."""
    following = at(row, where + 1).code
    if following in _TENS:
        return _tens(row, where + 2, base + lead * 10)._replace(hundreds=True)
    last = _LAST.get(following)
    return Number(base + lead * 10 + (last or 0), where + 1 + (last is not None), hundreds=True)
