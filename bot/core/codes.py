"""Case codes with a check digit, and the secret that comes with a receipt."""

import re
import unicodedata
from typing import Final, NewType

from bot.core.errors import Reask

CaseCode = NewType("CaseCode", str)
"""`26-0042-7`: the year, the serial number in it, a Luhn digit over both."""
Secret = NewType("Secret", str)
"""Eight Crockford base32 characters: 40 random bits."""

SECRET_BYTES: Final = 5
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_EARLIEST: Final = 20
"""A two-digit year below it is the start of a phone number, not of a code."""
_CODE: Final = re.compile(r"(?<!\d)(\d\d)[ -]*(\d{4,9})[ -]*(\d)(?!\d)", re.ASCII)
_FEWEST_DIGITS: Final = 5
"""From so many digits on, a reply looks like a code that someone got wrong."""


def make(year: int, serial: int) -> CaseCode:
    """The code of the case with this serial number of this year (2026 or 26)."""
    if serial < 1:
        raise ValueError("serial numbers start at 1")
    digits = f"{year % 100:02d}{serial:04d}"
    return CaseCode(f"{digits[:2]}-{digits[2:]}-{_luhn(digits)}")


def read(text: str) -> CaseCode:
    """The code that a reply names. Raises `Reask`: mistyped, or no code at all."""
    found = find(text)
    if found is not None:
        return found
    digits = "".join(re.findall(r"\d", unicodedata.normalize("NFKC", text), re.ASCII))
    alone = _valid(digits[:2], digits[2:-1], digits[-1:]) if not re.search(r"[^\W\d_]", text) else None
    if alone is not None:
        return alone
    raise Reask("code-mistyped" if len(digits) >= _FEWEST_DIGITS else "code-none")


def find(text: str) -> CaseCode | None:
    """The first code in a sentence whose check digit is right."""
    matches = _CODE.finditer(_dashed(text))
    return next((code for match in matches if (code := _valid(*match.groups())) is not None), None)


def make_secret(random: bytes) -> Secret:
    """The secret made of `SECRET_BYTES` random bytes."""
    if len(random) != SECRET_BYTES:
        raise ValueError(f"a secret is made of {SECRET_BYTES} bytes")
    bits = int.from_bytes(random, "big")
    return Secret("".join(_CROCKFORD[(bits >> shift) & 31] for shift in range(35, -1, -5)))


def read_secret(text: str) -> Secret:
    """The secret as it was handed out, however it was copied. Raises `Reask`."""
    joined = "".join(re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text))).upper()
    secret = joined.translate(_LOOK_ALIKES)
    if len(secret) != 8 or not set(secret) <= set(_CROCKFORD):  # noqa: PLR2004  8 characters by definition
        raise Reask("secret-mistyped")
    return Secret(secret)


def _valid(year: str, serial: str, check: str) -> CaseCode | None:
    plausible = len(serial) >= 4 and int(year) >= _EARLIEST and int(serial) > 0  # noqa: PLR2004  4 by definition
    return make(int(year), int(serial)) if plausible and _luhn(year + serial) == check else None


def _dashed(text: str) -> str:
    """Compatibility digits as plain ones, every dash as `-`, every blank as one space."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        "-" if unicodedata.category(c) == "Pd" or c == "\u2212" else " " if c.isspace() else c for c in plain
    )


def _luhn(digits: str) -> str:
    """The digit that makes the Luhn sum a multiple of ten."""
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits))]
    return str(-sum(d // 10 + d % 10 for d in doubled) % 10)
