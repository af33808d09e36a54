"""Whether two reports are about one place: pins at most 50 m apart, the same stall of a market, one address.

What people type is compared by what tells a stall from its neighbours: its number and the seller's name.
Words such as "quầy", "hàng", "cô" stand before either; goods alone name no stall, for there are ten others
that sell them. What follows "cạnh" or "đối diện" names another stall.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.core.geo import apart
from bot.core.messages import Point
from bot.core.words import fold

NEAR_M: Final = 50.0
GRID: Final = 0.0005
"""Degrees: in all of Vietnam a cell is more than 50 m wide and high; what is near lies in it or beside it."""
AREA: Final = 3
"""So many cells wide and high, about 150 m, is what is left of a pin that is made coarse."""
TAGGED: Final = "place"
"""For what the tags are made under which reports are kept."""


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_CLAUSE: Final = re.compile(r"[,;.\n]")
_TOKEN: Final = re.compile(r"\d+[a-z]?(?:/\d+[a-z]?)*(?![a-z])|\d+|[^\W\d_]+")
_LEADING: Final = re.compile(r"^0+(?=\d)")
_TITLES: Final = _set(
    "co ba chi anh ong chu bac em di cau mo thim mu me u bo mr mrs ms aunt uncle sister brother"
)
_STALLS: Final = _set(
    "quay sap gian hang ki ot kiot kiosk lo o q s cua tiem quan shop store stall booth counter",
    "trang page web facebook fb zalo tiktok shopee lazada",
)
_FILLERS: Final = _set(
    "so no number nr nha ban nguoi tai trong ten la gi thuoc cho market duong pho phuong p tp thanh khu",
    "day cai mot ay nay do kia dau tien cuoi giua in at of the",
)
_ELSEWHERE: Final = _set("gan canh doi dien sau truoc ben near behind beside opposite next")
"""What follows them lies beside the place."""
_GOODS: Final = _set(
    "thit lon heo bo ga vit ca tom cua muc oc ngao rau cu qua trai cay hoa gao dau trung banh keo sua mam",
    "muoi mi bun cafe che ruou bia nuoc thuoc vang bac quan ao giay dep tap kho hai san thuc pham my dien",
    "gas xang meat pork beef chicken fish fruit vegetable rice eggs cake milk flowers clothes gold",
)
_COUNT: Final = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8",
    "chin": "9", "muoi": "10",
}  # fmt: skip
_COUNTED: Final = _set("so number")
_BEFORE_NAMES: Final = _TITLES | _COUNTED
_LEADS: Final = _TITLES | _STALLS
_SAYS_NOTHING: Final = _LEADS | _FILLERS
_DIGITS: Final = 4
"""So many digits tell the middle of an area."""
_FEWEST: Final = 2
"""Fewer words that are no number do not make an address."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as two reports are compared by it. `coarse`: the point is the middle of its area, and nobody
    knows any more where in it."""

    market: str = ""
    words: str = ""
    point: Point | None = None
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What of the words tells a place from its neighbours, and what is sold there. `numbers`: those among the
    names."""

    names: frozenset[str]
    goods: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=16)
def read(text: str) -> Named:
    """The number and the name in "quầy số 5, hàng cá cô Lan": 5 and lan; and that fish is sold there.

    Only the last few are kept: one place is compared with many.
    """
    names, goods = set[str](), set[str]()
    for word, named in _words(text):
        if word in _GOODS and not named:
            goods.add(word)
        else:
            names.add(word)
    numbers = frozenset([name for name in names if name[0].isdigit()])
    return Named(frozenset(names), frozenset(goods), numbers)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word that says something, and whether it is somebody's name. A clause about what lies beside the
    place is left out."""
    for clause in _CLAUSE.split(text):
        tokens = _TOKEN.findall(fold(clause))
        yield from _of_clause(tokens if _ELSEWHERE.isdisjoint(tokens) else _before_others(tokens))


def _before_others(tokens: list[str]) -> list[str]:
    """The words up to one such as "cạnh". "Số sáu" and "cô Bên" are a number and a name."""
    for nth, word in enumerate(tokens):
        if word in _ELSEWHERE and not (nth and tokens[nth - 1] in _BEFORE_NAMES):
            return tokens[:nth]
    return tokens


def _of_clause(tokens: list[str]) -> Iterator[tuple[str, bool]]:
    before = ""
    for word in tokens:
        named = before in _TITLES and word not in _STALLS
        if word[0].isdigit():
            yield _LEADING.sub("", word), True
        elif before in _COUNTED and word in _COUNT:
            yield _COUNT[word], True
        elif named:
            yield word, True
        elif word not in _SAYS_NOTHING:
            yield word, False
        # a title that was itself a name ("bà Ba") announces none
        before = "" if named else word


def is_precise(text: str) -> bool:
    """Whether somebody who goes there finds it: a number, or the name of a seller or a shop."""
    found = read(text)
    return bool(found.numbers) or bool(found.names and not _LEADS.isdisjoint(_TOKEN.findall(fold(text))))


def same_stall(one: str, other: str) -> bool:
    """Whether these words mean one stall of a market: what one of them says more does not matter."""
    a, b = read(one), read(other)
    fewer, more = sorted((a.names, b.names), key=len)
    return bool(fewer) and fewer <= more and not _sell_different(a, b)


def same_address(one: str, other: str) -> bool:
    """Whether these words mean one address: the same numbers, and the fewer words among the others. A street
    may be called after goods ("Hoa Đào"), so here they count as names."""
    a, b = read(one), read(other)
    fewer, more = sorted((a.names | a.goods, b.names | b.goods), key=len)
    if a.numbers != b.numbers or not fewer <= more:
        return False
    words = len(fewer - a.numbers)
    return (fewer == more and bool(fewer)) or words >= (1 if a.numbers else _FEWEST)


def _sell_different(a: Named, b: Named) -> bool:
    return bool(a.goods and b.goods) and a.goods.isdisjoint(b.goods)


def alike(one: Spot, other: Spot) -> bool:
    """Whether two reports are about one place."""
    if one.point is not None and other.point is not None and _near(one, one.point, other, other.point):
        return True
    if one.market != other.market or not (one.words and other.words):
        return False
    if one.market:
        return same_stall(one.words, other.words)
    return (one.point is None or other.point is None) and same_address(one.words, other.words)


def _near(one: Spot, here: Point, other: Spot, there: Point) -> bool:
    """Whether the pins may be of one place. Where only an area is known, what lies in it or in the cells
    around it may be, unless the words say otherwise."""
    if not (one.coarse or other.coarse):
        return apart(here, there) <= NEAR_M
    (row, column), (other_row, other_column) = _at(here), _at(there)
    reach = 0 if one.coarse and other.coarse else AREA // 2 + 1
    near = max(abs(row - other_row), abs(column - other_column)) <= reach
    return near and not _tell_different(one, other)


def _tell_different(one: Spot, other: Spot) -> bool:
    """Whether both are named, and not alike."""
    if one.market and other.market and one.market != other.market:
        return True
    named = read(one.words).names and read(other.words).names
    return bool(named) and not (same_stall(one.words, other.words) or same_address(one.words, other.words))


def around(point: Point) -> Point:
    """The middle of the area that it lies in: all that is left of an exact place."""
    row, column = _area(*_at(point))
    return Point(*(round(nth * AREA * GRID, _DIGITS) for nth in (row, column)))


def kept_under(spot: Spot) -> str:
    """By which name a report is kept, so that others of the same place are found; empty where it has none:
    a whole market is no place."""
    if spot.market:
        return f"market:{spot.market}" if spot.words or spot.point is not None else ""
    if spot.point is not None:
        at = _at(spot.point)
        return _area_name(*_area(*at)) if spot.coarse else _cell(*at)
    return f"text:{'|'.join(sorted(read(spot.words).numbers))}" if spot.words else ""


def looked_for_under(spot: Spot, markets: Iterable[str]) -> tuple[str, ...]:
    """Under which names reports of the same place may be kept. Who dropped a pin may stand in a market that
    somebody else named."""
    found = [kept_under(spot)]
    if spot.point is not None:
        row, column = _at(spot.point)
        by = range(-2, 3) if spot.coarse else range(-1, 2)
        about = [(row + i, column + j) for i in by for j in by]
        found += [_cell(*at) for at in about]
        found += [] if spot.coarse else [_area_name(*_area(*at)) for at in about]
        found += [f"market:{market}" for market in markets]
    return tuple(dict.fromkeys(name for name in found if name))


def _at(point: Point) -> tuple[int, int]:
    return round(point.latitude / GRID), round(point.longitude / GRID)


def _cell(row: int, column: int) -> str:
    return f"cell:{row}:{column}"


def _area(row: int, column: int) -> tuple[int, int]:
    """Of which area this cell is one."""
    return (row + AREA // 2) // AREA, (column + AREA // 2) // AREA


def _area_name(row: int, column: int) -> str:
    return f"area:{row}:{column}"


def market_in(text: str, markets: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The market (of id and name) that the words name, and the words without it; two blanks where none."""
    words = " , ".join(fold(clause) for clause in _CLAUSE.split(text))
    for id_, name in _longest_first(tuple(markets)):
        before, called, after = f" {words} ".partition(f" {name} ")
        if called:
            return id_, f"{before} , {after}".strip(" ,")
    return "", ""


@lru_cache(maxsize=16)
def _longest_first(markets: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The markets of a ward, folded."""
    ordered = sorted(markets, key=lambda market: -len(market[1]))
    return tuple((id_, fold(name)) for id_, name in ordered)
