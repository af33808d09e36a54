"""The units of the market, and which of them a word means in this message."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from bot.core.measure.numerals import at
from bot.core.measure.spelling import Token, words


class Kind(StrEnum):
    """What is measured."""

    WEIGHT = "weight"
    VOLUME = "volume"
    LENGTH = "length"
    MONEY = "money"
    PACKS = "packs"
    PIECES = "pieces"
    BARE = "bare"
    """A number without a unit."""


class Measure(NamedTuple):
    """A unit: so many grams, millilitres, millimetres or đồng. `words`: how many words it is written in.
    `or_else`: what it may mean as well."""

    kind: Kind
    factor: float
    words: int = 1
    or_else: tuple[Kind, float] | None = None


class Scene(msgspec.Struct, frozen=True):
    """What a message is about, as far as units depend on it."""

    gold: bool
    liquid: bool
    ride: bool
    cloth: bool
    dear: bool
    bulk: bool
    earth: bool


_WEIGHTS: Final = {
    **dict.fromkeys(words("kg kgs kilogam kilogram kilograms kilo kilos ky ki can"), 1000),
    "lang": 100, "nang": 100, "yen": 10_000, "ta": 100_000, "tan": 1_000_000,
    **dict.fromkeys(("g", "gr", "gam", "gram", "grams"), 1),
}  # fmt: skip
_CUBIC: Final = 1_000_000
_VOLUMES: Final = {
    **dict.fromkeys(("lit", "nit", "l", "litre", "litres", "liter", "liters"), 1000), "ml": 1, "cc": 1,
    "m³": _CUBIC, "khoi": _CUBIC,
}  # fmt: skip
_LENGTHS: Final = {
    **dict.fromkeys(words("m met metre metres meter meters"), 1000),
    "cm": 10, "mm": 1, "km": 1_000_000,
}  # fmt: skip
_MONIES: Final = {
    "k": 1000, "nghin": 1000, "ngan": 1000, "dong": 1, "d": 1, "vnd": 1, "tr": 1_000_000, "trieu": 1_000_000,
    "million": 1_000_000,
}  # fmt: skip
PLAIN: Final[Mapping[str, Measure]] = {
    word: Measure(kind, factor)
    for kind, words in (
        (Kind.WEIGHT, _WEIGHTS),
        (Kind.VOLUME, _VOLUMES),
        (Kind.LENGTH, _LENGTHS),
        (Kind.MONEY, _MONIES),
    )
    for word, factor in words.items()
}
PACKS: Final = words(
    """bao goi tui cai hop chai lon bich thung loc binh vi khay chiec can' kien hũ lọ thỏi tuýp két cuon
    bag bags pack packs packet packets bottle bottles box boxes
    jar jars carton cartons tube tubes sachet sachets sack sacks tray trays"""
)
PIECES: Final = words("qua trai vien tờ mieng cuon tấm doi cap con' eggs cans pieces")
_GOLD: Final = {"chi": 3.75, "phan": 0.375, "ly": 0.0375, "cay": 37.5, "luong": 37.5}
HEADLESS: Final = words("can ta ky ki kg lang yen tan trieu lit chi met cu")
"""Units that stand without a number for one: "cân rưỡi", "tạ hai"."""
CLEAR: Final = frozenset({"ta", "yen", "trieu", "lang", "lit"})
"""Those that are not verbs or other small words when marked."""
SPENT: Final = words("mat het ton tra gia bay tien tinh thu phat toi đòi")
_MINE: Final = words("cua minh tôi em tui chau")
"""What may stand between such a word and the money: "hết của mình 1 lít"."""
_BRANDS: Final = frozenset({"dien", "dong", "nhon", "doi", "treo", "moc", "dia", "tieu", "tay'"})
_WEIGHING: Final = frozenset({"lai", "thu", "ho", "len", "xong", "cho"})
_ONLY: Final = frozenset({"con", "duoc", "co", "la", "can", "bang", "nang", "moi", "thay", "dung"})
_DAYTIME: Final = frozenset({"sang", "trua", "chieu", "toi", "tối", "dem", "ruoi", "kem", "hom"})
_AT: Final = frozenset({"luc", "hoi", "tu", "từ"})
_PURE: Final = frozenset({"10", "14", "16", "18", "22", "24"})


def scene(row: Sequence[Token]) -> Scene:
    """What the words around say of the units."""
    said = {token.code for token in row}
    jewels = {"tiem", "nhan", "lac", "tuoi", "chi", "vong", "mieng", "cay", "luong", "sjc", "pnj", "doji"}
    return Scene(
        gold=("vang" in said and (bool(said & jewels) or bool(said & {"9999", "999", "24", "18"})))
        or {"day", "chuyen"} <= said
        or {"kim", "hoàn"} <= said
        or {"kim", "hoan"} <= said,
        liquid=bool(said & _LIQUIDS),
        ride=bool(said & _RIDES),
        cloth=bool(said & _CLOTH),
        dear=bool(said & _DEAR),
        bulk="lái" in said or {"thuong", "lai"} <= said,
        earth=bool(said & _EARTH),
    )


_LIQUIDS: Final = words("xang dau ruou mam sua nuoc bia mật bom tuong giam son")
_RIDES: Final = words("taxi grab xe chay cuoc")
_CLOTH: Final = words("vai lua rem luoi ong thuoc bat")
_EARTH: Final = words("cat soi đá da be go dat san lap beton sand gravel concrete timber")
_DEAR: Final = words("tien fake bac gia tra ton")


def unit_at(row: Sequence[Token], where: int, seen: Scene) -> Measure | None:
    """The unit that stands there behind a number."""
    code = row[where].code if where < len(row) else ""
    if code in _ASKED:
        return _ASKED[code](row, where, seen)
    return PLAIN.get(code)


def _kilogram(row: Sequence[Token], where: int, _seen: Scene) -> Measure | None:
    """ "2 cân" is 2 kg; "2 cân điện tử" are scales, and in "2 cân lại" it is a verb."""
    following = at(row, where + 1).code
    if following == "dong" and at(row, where + 2).code != "ho":
        return PLAIN["can"]
    return None if following in _BRANDS or following in _WEIGHING else PLAIN["can"]


def _gram_or_hour(row: Sequence[Token], where: int, _seen: Scene) -> Measure | None:
    """ "7g sáng" and "lúc 7g30" are hours."""
    following = at(row, where + 1)
    joined = following.code[:1].isdigit() and following.start == row[where].end
    if following.code in _DAYTIME or joined or at(row, where - 2).code in _AT:
        return None
    return PLAIN["g"]


def _thousand(row: Sequence[Token], where: int, seen: Scene) -> Measure | None:
    """ "60k" is money, "vàng 18k" is not."""
    fine = seen.gold and at(row, where - 1).code in _PURE
    return None if fine else PLAIN["k"]


def _metre(row: Sequence[Token], where: int, seen: Scene) -> Measure | None:
    """ "20m2" is an area, unless cloth is sold: there "2m2" is 2.2 metres; "3m3" are cubic metres."""
    following = at(row, where + 1)
    if following.code == "3" and following.start == row[where].end and not seen.cloth:
        return Measure(Kind.VOLUME, _CUBIC, 2)
    area = following.code in {"2", "3", "²", "³"} and following.start == row[where].end
    return None if area and not seen.cloth else PLAIN["m"]


def _cubic(_row: Sequence[Token], _where: int, seen: Scene) -> Measure | None:
    """Sand and stone are sold by the "khối"; of water and gas a meter counts them."""
    return PLAIN["khoi"] if seen.earth else None


def _dong(row: Sequence[Token], where: int, _seen: Scene) -> Measure | None:
    """ "2 đồng hồ" are clocks, "5d" is no money."""
    before = at(row, where - 1).code
    little = row[where].code == "d" and len(before) < 4 and before.isdigit()  # noqa: PLR2004  prices have four figures
    return None if at(row, where + 1).code == "ho" or little else PLAIN["dong"]


def _jewel(row: Sequence[Token], where: int, seen: Scene) -> Measure | None:
    """Gold is sold by "chỉ"; elsewhere the word means "only", a tree, a sister or pork."""
    code, own = row[where].code, row[where].marked
    only = at(row, where + 1).code in _ONLY
    pork = at(row, where - 1).code == "ba"
    if seen.gold or (code == "chi" and own and not (only or pork)):
        return Measure(Kind.WEIGHT, _GOLD[code])
    return PLAIN["km"] if code == "cay" and seen.ride else None


def _ounce(row: Sequence[Token], where: int, _seen: Scene) -> Measure:
    """ "1 lạng vàng" is ten chỉ."""
    return Measure(Kind.WEIGHT, 37.5, 2) if _is_gold(row, where + 1) else PLAIN["lang"]


def _is_gold(row: Sequence[Token], where: int) -> bool:
    return at(row, where).code == "vang" and (
        at(row, where + 1).code[:2] in {"99", "24", "18"} or at(row, where + 1).code in {"sjc", "ta", "tay"}
    )


def _litre(row: Sequence[Token], where: int, seen: Scene) -> Measure:
    """In the slang of money a "lít" is 100,000 đồng."""
    if seen.liquid or not (_is_spent(row, where - 2) or at(row, where - 1).code in SPENT):
        return PLAIN["lit"]
    if seen.dear:
        return Measure(Kind.MONEY, 100_000)
    return Measure(Kind.VOLUME, 1000, 1, (Kind.MONEY, 100_000))


def _slang(row: Sequence[Token], where: int, _seen: Scene) -> Measure | None:
    """A million is a "củ", in the South a "chai", where money is spoken of; else roots and bottles. A "xị" is
    10,000 or 100,000."""
    if not (_is_spent(row, where - 2) or (row[where].code == "cu" and _is_split(row, where + 1))):
        return None
    if row[where].code == "xi":
        return Measure(Kind.MONEY, 10_000, 1, (Kind.MONEY, 100_000))
    return Measure(Kind.MONEY, 1_000_000)


def _is_spent(row: Sequence[Token], where: int) -> bool:
    """Whether a word of spending stands there, or before whose money it was."""
    first = max(0, where - 2)
    while where > first and row[where].code in _MINE:
        where -= 1
    return at(row, where).code in SPENT


def _is_split(row: Sequence[Token], where: int) -> bool:
    """ "1 củ 8": nobody counts roots so, unless something else is counted there."""
    following = at(row, where + 1)
    return at(row, where).code in _TENTHS and not (
        following.code[:1].isalpha() or (not following.code and following.end)
    )


_TENTHS: Final = words("1 2 3 4 5 6 7 8 9 ruoi")


def _gramme(row: Sequence[Token], where: int, _seen: Scene) -> Measure | None:
    """ "gờ ram"."""
    return Measure(Kind.WEIGHT, 1, 2) if at(row, where + 1).code == "ram" else None


_ASKED: Final[Mapping[str, Callable[[Sequence[Token], int, Scene], Measure | None]]] = {
    "can": _kilogram, "g": _gram_or_hour, "k": _thousand, "m": _metre, "dong": _dong, "d": _dong,
    "chi": _jewel, "phan": _jewel, "ly": _jewel, "cay": _jewel, "luong": _jewel,
    "lang": _ounce, "lit": _litre, "khoi": _cubic,
    "cu": _slang, "chai": _slang, "xi": _slang, "go": _gramme,
}  # fmt: skip
