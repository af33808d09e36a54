"""Which phone number is meant, however it was typed?"""

import re
import unicodedata
from typing import Final

import phonenumbers

from bot.core.errors import Reask
from bot.core.words import fold

_ALONE: Final = re.compile(r"([^\d+]{0,40})\+?\d[\d\s.()-]{4,22}(\D{0,10})", re.ASCII)
_AROUND: Final = re.compile(
    r"(?:\b(?:a|anh|ba|ban|bac|cau|chau|chi|cho|co|cua|da|day|dien|dt|em|goi|he|ho|la|lai|lien|me|minh|nay|nha|nhe"
    r"|o|oi|ong|phone|sdt|so|thi|thoai|thua|toi|tui|va|vang|voi|zalo"
    r"|call|hi|is|it|me|my|number|please|tel|telephone|thanks|the|this|yes)\b|\W)*"
)
"""What people say around their number (folded); any other word tells something else as well."""


def read_phone(text: str) -> str:
    """The number in the international form +84…; a Vietnamese one may be typed as usual. Raises `Reask`."""
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        raise Reask("reask-phone") from None
    if not phonenumbers.is_valid_number(number):
        raise Reask("reask-phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_alone(text: str) -> str | None:
    """The number, where the words are a phone number and nothing else; None where they are something else.

    Raises `Reask` where they look like a number that somebody mistyped.
    """
    return read_phone(text) if looks_like_phone(text) else None


def looks_like_phone(text: str) -> bool:
    """Whether the words are hardly more than one long number."""
    found = _ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found is not None and all(_AROUND.fullmatch(fold(found[side])) for side in (1, 2))


def show_phone(stored: str) -> str:
    """The number as people write it at home."""
    number = phonenumbers.parse(stored)
    local = number.country_code == phonenumbers.country_code_for_region("VN")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if local else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
