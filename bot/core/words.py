"""Words in two languages, and how Vietnamese words are compared however they were typed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

_COMMON: Final = 0x3000
"""Scripts from here on have too many letters to keep."""
_THRICE: Final = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    vi: str
    en: str

    def to(self, language: str) -> str:
        """The text in this language; Vietnamese for any that is not English."""
        return self.en if language == "en" else self.vi


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """Lower case without diacritics, marks or doubled blanks; đ becomes d. For comparing, not for showing.

    Only the last few are kept: in one turn many compare the same words.
    """
    spread = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join(spread.translate(_PLAIN).split())


class _Plain(dict[int, str]):
    """What becomes of each letter when it is folded. Those of common scripts are kept once looked up."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "" if unicodedata.combining(letter) else letter if letter.isalnum() or letter == "/" else " "
        if code < _COMMON:
            self[code] = plain
        return plain


_PLAIN: Final = _Plain()


def accent(word: str) -> str:
    """One word with its tone mark moved to the end, so that "hoà" and "hòa" compare equal."""
    if word.isascii():
        return word.casefold()
    spread = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(c for c in spread if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TONES)) + tones


def calm(text: str) -> str:
    """The text with "thieuuu" as "thieu": no Vietnamese or English word has a letter three times in a row."""
    return _THRICE.sub(r"\1", unicodedata.normalize("NFC", text))
