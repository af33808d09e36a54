"""Which part of a purchase each quantity is, by the words before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.measure.numerals import at
from bot.core.measure.quantities import Quantity
from bot.core.measure.spelling import Token, words
from bot.core.measure.units import Kind


class Role(StrEnum):
    """What a quantity is in the story."""

    BOUGHT = "bought"
    CLAIMED = "claimed"
    """What the label, the seller or the bill says."""
    GOT = "got"
    MAYBE_GOT = "maybe-got"
    """After a small word such as "có": what was found, if something was bought before."""
    SHORT = "short"
    TARE = "tare"
    """Rope, ice, water or a bag on the scale."""
    SCALE = "scale"
    """The capacity of a scale."""
    PAID = "paid"
    PRICE = "price"
    LOST = "lost"
    """The money that went with what is missing."""
    ASIDE = "aside"
    """Given back, or for something else."""
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Told:
    """A quantity in its role; `near`: the word that gives the role stands right before it."""

    role: Role
    of: Quantity
    near: bool


_STRONG: Final = {
    **dict.fromkeys(("mua", "lay", "dat", "bom", "bought", "ordered", "paid"), Role.BOUGHT),
    **dict.fromkeys(
        words("ghi niem bao noi keu ho de tinh goi ban label says said printed hang"),
        Role.CLAIMED,
    ),
    **dict.fromkeys(
        words("con nhan giao thuc got only weighs weighed actually received chứa"),
        Role.GOT,
    ),
    **dict.fromkeys(
        words("thieu hut bot hao chenh lech xen tham kem mat nhe gian cắp short missing lacks"),
        Role.SHORT,
    ),
    **dict.fromkeys(("đền", "bù", "hoàn", "tặng", "dư", "thừa", "extra"), Role.ASIDE),
    "tru": Role.TARE, "bì": Role.TARE,
}  # fmt: skip
_SMALL: Final = words("co duoc chi dung len ve ra ven moi was is have")
_RESTS: Final = frozenset({"dây", "đá", "vỏ", "nuoc", "tui", "day", "ro"})
"""What is weighed along."""
_WEIGHS_SO: Final = frozenset({"da", "nang", "het", "hon", "chiem", "khoang", "gan", "cung"})
_AGAIN: Final = frozenset({"lai", "thu", "duoc", "ra", "o", "nha", "ho", "nai"})
_COIN: Final = {
    **dict.fromkeys(words("het tra ton tong tinh thu paid cost mua do bom for"), Role.PAID),
    **dict.fromkeys(("gia", "price", "ban"), Role.PRICE),
    **dict.fromkeys(("mat", "thieu", "hut"), Role.LOST),
    **dict.fromkeys(("phat", "đền", "bù", "hoàn"), Role.ASIDE),
}
_JOINED_COIN: Final = frozenset({"mua", "do", "bom", "ban", "thu", "thieu", "hut", "for"})
"""These speak of money only right before it."""
_STOPS: Final = frozenset(".!?;")
_CAPACITIES_KG: Final = frozenset({5, 8, 10, 12, 15, 20, 30, 60, 100, 150, 200, 300, 500})
_SCALES: Final = words("dong ho dien tu tử nhon hoa loai moc dia lo xo")
_NEAR: Final = 3


def roles(row: Sequence[Token], found: Sequence[Quantity]) -> Iterator[Told]:
    """Each quantity with its role, in the order of the text."""
    ear = _Ear(row)
    where = 0
    for quantity in found:
        while where < quantity.first:
            ear.hear(where)
            where += 1
        yield ear.take(quantity)
        where = quantity.after


class _Ear:
    """Hears the words one by one and keeps which role the next quantity has."""

    def __init__(self, row: Sequence[Token]) -> None:
        self.row = row
        self.role, self.since = Role.UNSAID, -9
        self.coin, self.coin_since = Role.UNSAID, -9

    def hear(self, where: int) -> None:
        """The word there."""
        code = self.row[where].code
        if code in _STOPS:
            self.role = self.coin = Role.UNSAID
        if code in _COIN:
            self.coin, self.coin_since = _COIN[code], where
        if code in _STRONG:
            self._strong(code, where)
        elif code in _SMALL:
            self._small(where)
        elif code == "can":
            self._weigh(where)
        elif code in _RESTS and at(self.row, where + 1).code in _WEIGHS_SO:
            self.role, self.since = Role.TARE, where

    def _strong(self, code: str, where: int) -> None:
        if code in {"con", "dat", "ban", "hang", "nhe", "mat", "gian"} and self._is_other(code, where):
            return
        meant = _STRONG[code]
        if meant is Role.CLAIMED and self.role is Role.GOT and self.since == where - 1:
            return
        self.role, self.since = meant, where

    def _is_other(self, code: str, where: int) -> bool:
        """Unmarked "con" may be an animal, "dat" put, "ban" a friend or a stall that sells."""
        following, token = at(self.row, where + 1), self.row[where]
        match code:
            case "con":
                before = at(self.row, where - 1).code
                counted = before in {"mot", "hai", "moi"} or before[:1].isdigit()
                return not token.marked and (counted or not _leads_on(following))
            case "dat":
                return following.code == "len"
            case "mat":
                return not token.marked and (following.code == "can" or not _leads_on(following))
            case _:
                return not _leads_on(following)

    def _small(self, where: int) -> None:
        """ "có", "được": after "mua" or "ghi" they add nothing; two of them together are clear."""
        if self.since >= where - 1 and self.role is Role.MAYBE_GOT:
            self.role, self.since = Role.GOT, where
        elif self.since < where - 1 or self.role is Role.UNSAID:
            if self.role is not Role.GOT and not self._holds():
                self.role = Role.MAYBE_GOT
            self.since = where

    def _holds(self) -> bool:
        return self.role in {Role.TARE, Role.ASIDE}

    def _weigh(self, where: int) -> None:
        following = at(self.row, where + 1).code
        before = at(self.row, where - 1).code
        if following in _AGAIN or before in {"ve", "dem", "mang", "thu", "tu"}:
            self.role, self.since = Role.GOT, where
        elif _is_figure(self.row, where + 1):
            self.role, self.since = Role.MAYBE_GOT if self.role is not Role.GOT else Role.GOT, where

    def take(self, quantity: Quantity) -> Told:
        """The role of this quantity; the next one starts anew."""
        if quantity.kind is Kind.MONEY:
            return self._take_money(quantity)
        if quantity.kind is Kind.PACKS or quantity.each:
            return Told(Role.UNSAID, quantity, near=False)
        if self._is_scale(quantity):
            return Told(Role.SCALE, quantity, near=True)
        role, near = self.role, quantity.first - self.since <= _NEAR
        if role in {Role.UNSAID, Role.CLAIMED, Role.MAYBE_GOT} and self._is_after_short(quantity):
            role = Role.SHORT
        if quantity.kind is not Kind.BARE or near:
            self.role = Role.UNSAID
        if quantity.kind is Kind.BARE and self.coin_since > self.since:
            quantity = replace(quantity, word=self.coin.value)
        return Told(role, quantity, near)

    def _is_after_short(self, quantity: Quantity) -> bool:
        """ "300 g short", "3 lạng bị thiếu"."""
        after = quantity.after + (at(self.row, quantity.after).code in {"bị", "bi", "is", "are", "was"})
        told = at(self.row, after).code in {"short", "missing", "less"} or (
            after > quantity.after and at(self.row, after).code in {"thieu", "hut"}
        )
        ahead = any(_is_figure(self.row, after + step) for step in (1, 2, 3))
        return told and not ahead

    def _take_money(self, quantity: Quantity) -> Told:
        coin, near = self.coin, quantity.first - self.coin_since <= _NEAR
        if coin is not Role.UNSAID and not self._still(quantity):
            coin = Role.UNSAID
        self.coin = Role.UNSAID
        if near and coin is Role.LOST:
            self.role = Role.UNSAID
        return Told(coin, quantity, near)

    def _still(self, quantity: Quantity) -> bool:
        word = at(self.row, self.coin_since).code
        return word not in _JOINED_COIN or quantity.first - self.coin_since <= 1 + quantity.about

    def _is_scale(self, quantity: Quantity) -> bool:
        """ "cân Nhơn Hòa 30kg" is a scale for so much."""
        if quantity.kind is not Kind.WEIGHT or quantity.value / 1000 not in _CAPACITIES_KG:
            return False
        where = quantity.first - 1
        while where >= 0 and self.row[where].code in _SCALES:
            where -= 1
        return where < quantity.first - 1 and at(self.row, where).code in {"can", "can'"}


def _is_figure(row: Sequence[Token], where: int) -> bool:
    return at(row, where).code[:1].isdigit()


def _leads_on(token: Token) -> bool:
    """Whether an amount may follow such a word."""
    return token.code in _LEADING or token.code[:1].isdigit()


_LEADING: Final = words(
    """co duoc dung moi lai chi khoang hon gan tam chua nua mot hai ba bon nam sau bay chin muoi cho toi em
    chau minh can ky lang xap ngot ven thieu hut tram nang thuc tôi loai het dut tới den nhung lit"""
)


def sells(row: Sequence[Token]) -> bool:
    """Whether the resident is the one who sold: to a trader, a scrap dealer, an agent."""
    codes = [token.code for token in row]
    for where, code in enumerate(codes):
        pair = (code, codes[where + 1] if where + 1 < len(codes) else "")
        if pair in _TRADERS or code == "lái":
            return True
        if code == "ban" and _is_own_sale(codes, where):
            return True
    return False


_TRADERS: Final = frozenset(
    {("sat", "vun"), ("phe", "lieu"), ("thuong", "lai"), ("thuong", "lái"), ("thu", "mua")}
    | {("dong", "nat"), ("ve", "chai"), ("lai", "lon"), ("lai", "heo")}
    | {(agent, verb) for agent in ("ly", "vua") for verb in ("can", "thu", "mua", "ghi", "tinh", "tra")}
)  # fmt: skip
_SELLERS: Final = frozenset({"toi", "tôi", "em", "minh", "chau", "tui", "ra", "di", "dem", "mang", "xom"})
_CARRIED: Final = words("mang dem vac ganh chở")


def _is_own_sale(codes: Sequence[str], where: int) -> bool:
    """ "tôi bán", "mang ra bán"; not "bà bán cho tôi", "em bán hàng"."""
    before, following = codes[where - 1] if where else "", codes[where + 1 : where + 3]
    if following[:1] == ["hang"] or before not in _SELLERS:
        return False
    if following[:1] == ["cho"] and set(following) & (_SELLERS - _CARRIED):
        return False
    return before not in {"ra", "di"} or bool(set(codes[max(0, where - 7) : where - 1]) & _CARRIED)
