"""Which phone number is meant, however it was typed?"""

import phonenumbers

from bot.core.errors import Reask


def read_phone(text: str) -> str:
    """The number in the international form +84…; a Vietnamese one may be typed as usual. Raises `Reask`."""
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        raise Reask("reask-phone") from None
    if not phonenumbers.is_valid_number(number):
        raise Reask("reask-phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(stored: str) -> str:
    """The number as people write it at home."""
    number = phonenumbers.parse(stored)
    local = number.country_code == phonenumbers.country_code_for_region("VN")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if local else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
