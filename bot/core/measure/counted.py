"""Goods that are counted: "mua 30 quả, đếm lại có 27". No table of weights has anything to say of them."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.core.measure.cues import Role, Told
from bot.core.measure.numerals import at
from bot.core.measure.purchase import Figure
from bot.core.measure.quantities import Quantity
from bot.core.measure.spelling import Token, words
from bot.core.measure.units import Kind

_SHOWN: Final[Mapping[str, str]] = {
    "qua": "quả", "trai": "trái", "mieng": "miếng", "cuon": "cuộn", "doi": "đôi", "cap": "cặp", "con'": "con",
    "vien": "viên", "goi": "gói", "tui": "túi", "cai": "cái", "hop": "hộp", "bich": "bịch", "thung": "thùng",
    "loc": "lốc", "binh": "bình", "vi": "vỉ", "chiec": "chiếc", "can'": "can", "kien": "kiện",
}  # fmt: skip
"""How the words are shown that stand here without their marks."""
_COUNTING: Final = words("đếm dem kiem counted count")
_ONLY: Final = words("chi con moi mỗi vẫn van only just dung")
_WHOLE: Final = frozenset({Role.BOUGHT, Role.CLAIMED, Role.UNSAID})
_SEVERAL: Final = 2
_HALF: Final = 0.5
"""Who counts finds most of it: "mua 10 quả, chỉ 3 quả ăn được" is about something else."""


class Counted(NamedTuple):
    """So many of a thing, and how many there were or were missing."""

    word: str
    bought: Figure
    got: Figure | None
    short: Figure | None


def counted(row: Sequence[Token], parts: Sequence[Told], *, reply: bool) -> Counted | None:
    """What was counted. In a `reply` two numbers of the same things are both that were asked for."""
    counts = any(token.code in _COUNTING for token in row)
    whole: Quantity | None = None
    for part in parts:
        of = part.of
        role = Role.UNSAID if whole is None else _role(row, part, counts=counts, reply=reply)
        if whole is not None and role is not Role.UNSAID and _is_of(of, whole) and _fits(of, whole, role):
            found = Figure(of.value, of.to, of.about, span=of.span)
            got, short = (None, found) if role is Role.SHORT else (found, None)
            bought = Figure(whole.value, whole.to, whole.about, span=whole.span)
            return Counted(_SHOWN.get(whole.word, whole.word), bought, got, short)
        if of.kind in {Kind.PACKS, Kind.PIECES} and of.value >= _SEVERAL and part.role in _WHOLE:
            whole = of
    return None


def _role(row: Sequence[Token], part: Told, *, counts: bool, reply: bool) -> Role:
    """What was found or is missing, by the words right before it."""
    of = part.of
    if part.near and part.role in {Role.SHORT, Role.GOT}:
        return part.role
    before = {at(row, of.first - 1).code, at(row, of.first - 2).code}
    if before & _ONLY or (counts and (part.role is Role.MAYBE_GOT or before & _COUNTING)):
        return Role.GOT
    return Role.GOT if reply and of.kind is not Kind.BARE else Role.UNSAID


def _is_of(of: Quantity, whole: Quantity) -> bool:
    """Whether it counts the same things: by their word, or by none."""
    return of.word == whole.word if of.kind in {Kind.PACKS, Kind.PIECES} else of.kind is Kind.BARE


def _fits(of: Quantity, whole: Quantity, role: Role) -> bool:
    most = whole.value * _HALF
    return 0 < of.value <= most if role is Role.SHORT else most <= of.value <= whole.value
