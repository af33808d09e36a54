"""The words around a number or a unit that say whether it is an amount."""

from collections.abc import Sequence
from typing import Final

from bot.core.measure.numerals import STARTS, at
from bot.core.measure.spelling import Token, words
from bot.core.measure.units import HEADLESS

ABOUT: Final = words(
    "hon gan khoang tam chung ngot duoi ~ non xap about almost nearly around roughly over cỡ"
)
ABOUT_PAIRS: Final = frozenset({("chua", "day"), ("xap", "xi"), ("tren", "duoi"), ("hon", "kem")})
UNTIL: Final = frozenset({"den", "toi", "tới", "-", "–", "to", "hoac"})
EACH: Final = frozenset({"moi", "cu", "tung", "per", "each", "/"})
LABELS: Final = words("so ngo ngach hem quay tang khu lo lô thu sdt tel quan")
"""What has a number for a name."""
RISKY: Final = frozenset({"ba", "tu", "nam", "sau", "bay", "tam", "chin"})
"""Without marks these are other small words as well."""
OTHERS: Final = frozenset(
    {("ba", "chi"), ("ba", "rọi"), ("ba", "roi"), ("tam", "thom"), ("tam", "xoan"), ("chin", "cay")}
    | {("chin", "nau"), ("chin", "do"), ("chin", "mong"), ("nam", "ngoai"), ("nam", "nay")}
)
"""Pork, rice, ripe fruit and years, though the first word is a digit elsewhere."""
COUNTED: Final = words(
    """qua trai cai bao goi tui hop chai lon bich thung loc bo mo nai hom ngay tuan thang lan nguoi dua gio h
    phut tuoi bua mieng khuc loai thu nha sap quay kien cuon tấm doi cap chiec vi khay ro giỏ mon vợ chị bac
    ong bà cô con' can' ban' ta' chi' nam' do % / anh em chu dì"""
)
BUYING: Final = frozenset({"mua", "lay", "ban"})
DOUBTFUL: Final = frozenset({"can", "yen", "ta", "lang", "tan"})
"""Units that are other words when typed without marks."""
NESTS: Final = frozenset({"chưng", "sào", "thô", "huyết"})
"""Birds' nests, which are sold under the name of a unit."""
NO_GOODS: Final = words(
    """ve la thi ma cho o tai cua lai thu xong roi đó bi co con duoc chi dung het tra tu từ nay moi mới hang
    dien do đồ dong ho rẻ khong gia nhu them cung de để ra len hay kg"""
)
"""What stands behind a scale or a bare verb, not behind so much of something."""
TOLD: Final = words(
    """con co duoc dung chi moi mat thieu hut hon gan khoang tam mua ban tinh bao noi ghi ra lay lon heo bo
    trau ga ca la van nang thanh"""
)
"""After these a unit without a number stands for one."""


def is_bought(row: Sequence[Token], where: int) -> bool:
    """ "mua cân nấm": one of it; "mua cân điện tử" is a scale, "mua yến sào" a nest."""
    unit, goods = row[where], at(row, where + 1)
    if at(row, where - 1).code not in BUYING or unit.code not in HEADLESS - {"trieu", "cu", "chi"}:
        return False
    if unit.code in DOUBTFUL and not unit.marked:
        return False
    named = goods.code[:1].isalpha() or (not goods.code and goods.end > 0)
    return named and goods.code not in NO_GOODS | NESTS | STARTS


_LEFT: Final = STARTS | HEADLESS | words("co duoc dung chi moi lai hon gan khoang tam mat thieu hut")


def is_left(row: Sequence[Token], where: int) -> bool:
    """Whether an unmarked "con" is "còn", what is left, and no animal."""
    following = at(row, where + 1).code
    own = row[where].marked
    return own or not following or following[0].isdigit() or following in _LEFT
