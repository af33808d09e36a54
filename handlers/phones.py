"""Which phone number is meant, however it was typed?"""

import re
import unicodedata
from typing import Final

import phonenumbers

from bot.core.errors import Reask

_ALONE: Final = re.compile(r"[^\d+]{0,30}\+?\d[\d\s.()-]{4,22}\D{0,5}", re.ASCII)
"""A number with hardly a word around it: "sđt 0912 345 678 ạ"."""


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
    return _ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def show_phone(stored: str) -> str:
    """The number as people write it at home."""
    number = phonenumbers.parse(stored)
    local = number.country_code == phonenumbers.country_code_for_region("VN")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if local else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
