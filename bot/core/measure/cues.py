"""Which part of a purchase each quantity is, by the words before it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.core.measure.numerals import at
from bot.core.measure.quantities import Quantity
from bot.core.measure.spelling import Token, words
from bot.core.measure.units import PLAIN, Kind


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
    SPENT = "spent"
    """Money somewhere behind a word of buying: what was paid, unless something clearer is said."""
    ASKED = "asked"
    """After "giá": for the thing or, where something is weighed, perhaps for a kilogram of it."""
    PRICE = "price"
    LOST = "lost"
    """The money that went with what is missing."""
    ASIDE = "aside"
    """Given back, or for something else."""
    UNSAID = "unsaid"


class Told(msgspec.Struct, frozen=True):
    """A quantity in its role; `near`: the word that gives the role stands right before it."""

    role: Role
    of: Quantity
    near: bool


_STRONG: Final = {
    **dict.fromkeys(("mua", "lay", "dat", "bom", "bought", "ordered", "paid", "instead"), Role.BOUGHT),
    **dict.fromkeys(
        words("ghi niem bao noi keu ho de tinh goi ban thanh nhảy label says said printed hang"),
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
_SMALL: Final = words("co duoc chi dung len ve ra ven moi mới was is have")
_RESTS: Final = frozenset({"dây", "đá", "vỏ", "nuoc", "tui", "day", "ro"})
"""What is weighed along."""
_WEIGHS_SO: Final = frozenset({"da", "nang", "het", "hon", "chiem", "khoang", "gan", "cung"})
_AGAIN: Final = frozenset({"cả", "lai", "thu", "duoc", "ra", "o", "nha", "ho", "nai"})
_COIN: Final = {
    **dict.fromkeys(words("het tra ton tong tinh thu paid cost bill charged mua do bom for"), Role.PAID),
    **dict.fromkeys(words("đòi doi lay chuyển ck bấm quét quẹt chém"), Role.PAID),
    **dict.fromkeys(words("niem ghi menu kệ listed ban"), Role.PRICE),
    **dict.fromkeys(("gia", "price"), Role.ASKED),
    **dict.fromkeys(("mat", "thieu", "hut"), Role.LOST),
    **dict.fromkeys(("phat", "đền", "bù", "hoàn"), Role.ASIDE),
}
_JOINED_COIN: Final = frozenset(
    {"mua", "do", "bom", "ban", "thu", "doi", "lay", "ghi", "thieu", "hut", "for"}
)
"""These speak of money only right before it."""
_CHARGES: Final = words("thu đòi doi tinh chém quét quẹt charged")
"""After these a bare number is the bill."""
_GOES_ON: Final = words(
    "ma nhung lai thi nó no em toi tôi chi bao con roi den va luc khi thu tinh đòi doi quét quẹt bấm"
)
_CLAUSE: Final = 5
_LEAST: Final = 10
_UP_TO: Final = words("toi tới den tan gia den dung")
_THOUSAND: Final = 1000
_PER: Final = frozenset({"/", "mot", "1", "moi", "per", "each"})
_STOPS: Final = frozenset(".!?;")
_CAPACITIES_KG: Final = frozenset({5, 8, 10, 12, 15, 20, 30, 60, 100, 150, 200, 300, 500})
_SCALES: Final = words("dong ho dien tu tử nhon hoa loai moc dia lo xo")
_NEAR: Final = 3
_THINGS: Final = frozenset({Kind.PACKS, Kind.PIECES})


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
        self.thousands = self.buys = self.lacks = False

    def hear(self, where: int) -> None:
        """The word there."""
        code = self.row[where].code
        if code in _STOPS:
            self.role = self.coin = Role.UNSAID
        elif code == ",":
            self._pause(where)
        if code in _COIN:
            spent = code == "mat" and self.buys and not self.lacks
            self.coin, self.coin_since = Role.PAID if spent else _COIN[code], where
        if code in _STRONG:
            self._strong(code, where)
            self.buys = self.buys or code == "mua"
            self.lacks = self.lacks or (_STRONG[code] is Role.SHORT and code != "mat")
        elif code in _SMALL:
            self._small(where)
        elif code == "can":
            self._weigh(where)
        elif code in _RESTS and at(self.row, where + 1).code in _WEIGHS_SO:
            self.role, self.since = Role.TARE, where

    def _pause(self, where: int) -> None:
        """What was bought or is missing is told at once, not after a pause."""
        if self.role is Role.SHORT and self.since < where - 1:
            self.role = Role.UNSAID
        if at(self.row, self.coin_since).code == "mua":
            self.coin = Role.UNSAID

    def _strong(self, code: str, where: int) -> None:
        if code in {"con", "dat", "ban", "hang", "nhe", "mat", "gian", "thanh", "nhảy"} and self._is_other(
            code, where
        ):
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
        bare = quantity.kind is Kind.BARE
        if bare:
            quantity = self._as_money(quantity)
        if quantity.kind is Kind.MONEY:
            self.thousands = self.thousands or quantity.factor == _THOUSAND
            told = self._take_money(quantity)
            weak = bare and quantity.factor == _THOUSAND and told.role is Role.PAID
            return replace(told, role=Role.SPENT) if weak else told
        if quantity.kind in _THINGS or quantity.each:
            near = quantity.first - self.since <= _NEAR and not quantity.each
            return Told(Role.UNSAID if quantity.each else self.role, quantity, near)
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

    def _as_money(self, quantity: Quantity) -> Quantity:
        """Money whose unit is left unsaid: "quét 38.500" and, behind others told in thousands, "tính 21"."""
        scanned = self.coin_since == self.since - 1 and at(self.row, self.since).code == "ra"
        word = self.coin in {Role.PAID, Role.PRICE, Role.ASKED} and (self.coin_since >= self.since or scanned)
        if not word or not self._still(quantity) or quantity.hundreds or self._names(quantity):
            return quantity
        if quantity.or_else is not None:
            return replace(quantity, kind=Kind.MONEY, value=quantity.or_else[1], or_else=None)
        if quantity.value < _THOUSAND and (self.thousands or self._is_charged(quantity)):
            return replace(quantity, kind=Kind.MONEY, value=quantity.value * _THOUSAND, factor=_THOUSAND)
        return quantity

    def _names(self, quantity: Quantity) -> bool:
        """Whether something is named or counted right behind the number, or it stands far from its word."""
        if quantity.first - self.coin_since > (_CLAUSE if self.coin is Role.PRICE else _NEAR):
            return True
        behind = at(self.row, quantity.after)
        if behind.code in _GOES_ON and (
            quantity.or_else is not None or quantity.first - self.coin_since == 1
        ):
            return False
        return (
            behind.code[:1].isalnum()
            or (not behind.code and behind.end > 0)
            or behind.code in {"/", "-", "%"}
        )

    def _is_charged(self, quantity: Quantity) -> bool:
        """ "menu ghi 50 ... tính 80": the thousand is left out where price and bill are spoken of."""
        if quantity.first - self.coin_since != 1 or not _LEAST <= quantity.value == int(quantity.value):
            return False
        rest = range(quantity.after, len(self.row) - 1)
        return self.coin is Role.PRICE and any(
            self.row[where].code in _CHARGES and _is_figure(self.row, where + 1) for where in rest
        )

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
            coin = Role.SPENT if at(self.row, self.coin_since).code == "mua" else Role.UNSAID
        self.coin = Role.UNSAID
        if coin is Role.LOST and at(self.row, quantity.after).code == "mua":
            coin = Role.PAID
        if coin in {Role.SPENT, Role.ASKED, Role.UNSAID} and self._is_each(quantity.after):
            coin = Role.PRICE
        if near and coin is Role.LOST:
            self.role = Role.UNSAID
        return Told(coin, quantity, near)

    def _is_each(self, where: int) -> bool:
        """ "380k một hộp", "30k/bát": the price of one thing of several."""
        thing = at(self.row, where + 1).code
        return at(self.row, where).code in _PER and thing not in PLAIN and thing[:1].isalpha()

    def _still(self, quantity: Quantity) -> bool:
        word = at(self.row, self.coin_since).code
        more = quantity.about or at(self.row, quantity.first - 1).code in _UP_TO
        if self.coin is Role.PRICE and word != "ban" and quantity.first - self.coin_since <= _CLAUSE:
            return True
        return word not in _JOINED_COIN or quantity.first - self.coin_since <= 1 + more

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
