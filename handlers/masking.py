"""What a reporter wrote without thinking of themselves: telephone numbers and addresses of mail are covered.

Prices, weights, dates, case codes, batch numbers and number plates stay: they are what an officer needs.
Whatever else looks like a telephone number is covered, however it was typed: better one number too many.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from locales import Speaker

_BETWEEN: Final = r"[\s.\-–—_·•*()/,\u200b-\u200f\u2060\ufeff]{0,3}"
_CANDIDATE: Final = re.compile(rf"(?<!\d)(?:\+|\(\+|[oO])?\d(?:{_BETWEEN}[\doO](?![^\W\d_oO])){{6,15}}(?!\d)")
"""Digits with a little between them; which of these are a telephone number is looked at one by one."""
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_HOME: Final = re.compile(r"0[1-9]\d{8,9}")
_ABROAD: Final = re.compile(r"(?:00|\+)?840?[1-9]\d{8,9}")
_FOREIGN: Final = re.compile(r"(?:00|\+)[1-9]\d{7,14}")
_BARE: Final = re.compile(r"[35789]\d{8}")
"""Without the first zero: a number of a telephone only where the words say so."""
_CALLED: Final = re.compile(
    r"(?:sđt|sdt|đt|dt|số|so|gọi|goi|zalo|alo|phone|tel|call|mobile|di động|di dong|liên hệ|lien he|lh)"
    r"[\s.:=]*$",
    re.IGNORECASE,
)
_BATCH: Final = re.compile(
    r"(?:lô|lot|batch|mã vạch|ma vach|barcode|serial|seri|imei|s/n|mã số|ma so)(?:\s+(?:hàng|hang|số|so|no))?"
    r"[\s.:=#]*$",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"(?<!\d)(?:\d\d-\d{4,9}-\d"  # a case code
    r"|(?:0?[1-9]|[12]\d|3[01])([-./ ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"  # a date
    r"|(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONEY: Final = re.compile(
    r"\s*(?:đ|₫|đồng|dong|vnd|vnđ|nghìn|nghin|ngàn|ngan|triệu|trieu|k)(?!\w)", re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_WHOLE: Final = re.compile(r"0[3-9]\d{8}|840?[3-9]\d{8}")
"""A number of a mobile phone with nothing missing."""
_NEAR: Final = 40
"""So many characters around a number may say what it is."""
_GROUP: Final = re.compile(r"[+(]*[\doO]+")
_FINE: Final = re.compile(r"[,/]")
"""Between the digits of a number only where at least three stand together: elsewhere it is a decimal."""


def mask(text: str, say: Speaker) -> str:
    """The text with every telephone number and mail address covered."""
    phone, mail = say("masked-phone"), say("masked-mail")
    plain = "".join(_digit(c) for c in text)
    covered = [(*found.span(), mail) for found in _MAIL.finditer(plain)]
    covered += [(start, end, phone) for start, end in _phones(plain)]
    for start, end, words in sorted(covered, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _digit(char: str) -> str:
    """Digits of any script as plain ones; every other character, also one that is no letter, stays one."""
    return str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char


def _phones(plain: str) -> Iterator[tuple[int, int]]:
    """Where the telephone numbers stand."""
    kept = _KEPT.sub(lambda found: "\0" * len(found[0]), _MAIL.sub(lambda found: "\0" * len(found[0]), plain))
    at = 0
    while (found := _CANDIDATE.search(kept, at)) is not None:
        end = _end_of_number(kept, found)
        if end is not None:
            yield found.start(), end
        at = end or _after_group(kept, found.start())


def _after_group(kept: str, start: int) -> int:
    """Behind the first group of digits: the next one may begin a number."""
    group = _GROUP.match(kept, start)
    return group.end() if group else start + 1


def _end_of_number(kept: str, found: re.Match[str]) -> int | None:
    """Where the telephone number ends that begins here: the longest that can be one."""
    before = kept[max(0, found.start() - _NEAR) : found.start()]
    called = _CALLED.search(before) is not None
    if found[0][0] not in "0oO+(8" and not called:
        return None
    forms = (_HOME, _ABROAD, _FOREIGN, _BARE) if called else (_HOME, _ABROAD, _FOREIGN)
    groups = list(re.finditer(r"[\doO]+", found[0]))
    for last in range(len(groups), 0, -1):
        typed = found[0][: groups[last - 1].end()]
        end = found.start() + len(typed)
        number = _Number(typed, tuple(group[0] for group in groups[:last]))
        if number.fits(forms) and _is_meant(number, before, kept[end : end + _NEAR], called=called):
            return end
    return None


class _Number(NamedTuple):
    """Some groups of digits, as they were typed."""

    typed: str
    parts: tuple[str, ...]

    def fits(self, forms: Iterable[re.Pattern[str]]) -> bool:
        """Whether it has the form of a telephone number. One digit that stands behind a whole number is
        none of it; nor are decimals numbers."""
        lengths = [len(part) for part in self.parts]
        if _FINE.search(self.typed) and min(lengths) < 3:  # noqa: PLR2004  see _FINE
            return False
        digits = "".join(self.parts).replace("o", "0").replace("O", "0")
        if lengths[-1] == 1 and len(set(lengths)) > 1 and _WHOLE.fullmatch(digits[:-1]):
            return False
        signed = "+" if "+" in self.typed else ""
        return any(form.fullmatch(signed + digits) for form in forms)


def _is_meant(number: _Number, before: str, behind: str, *, called: bool) -> bool:
    """Whether the words around it leave it a telephone number."""
    if _is_sum(number.typed, before, behind):
        return False
    if len(number.parts) == 1 and _BATCH.search(before):
        return False
    return called or not before[-1:].isalpha()


def _is_sum(typed: str, before: str, behind: str) -> bool:
    """Money, or the rest of a number that began before."""
    if re.search(r"\d[.,]$", before) and re.match(r"\d{3}(?!\d)", typed):
        return True
    return _THOUSANDS.fullmatch(typed) is not None and _MONEY.match(behind) is not None
