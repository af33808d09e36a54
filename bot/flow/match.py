"""What a typed word means among the choices that were offered last.

On a channel without buttons, and for people who type, "2", "hai", "so 2", the label, or the label
without its marks all mean the second choice.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bot.flow.engine import Nav

NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

NAVIGATION: Final = {
    Nav.SKIP: ("bo qua", "/boqua", "skip", "/skip"),
    Nav.BACK: ("quay lai", "/quaylai", "back", "/back"),
    Nav.CANCEL: ("huy", "/huy", "cancel", "/cancel"),
    Nav.DONE: ("xong", "/xong", "done", "/done"),
    Nav.RESTART: ("lam lai", "/lamlai", "restart", "/restart"),
    Nav.EDIT: ("sua", "/sua", "edit", "/edit"),
}
"""Printed on posters (docs: words on buttons), so they stand in code and not in a language file."""


def fold(text: str) -> str:
    """Lower case without diacritics, marks or doubled blanks; đ becomes d. For comparing, never for showing."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(c if c.isalnum() or c == "/" else " " for c in spread if not unicodedata.combining(c))
    return " ".join(plain.split())


def number(text: str) -> int | None:
    """The number that a short reply names: "2", "hai", "số 2", "so hai", "2.". None for anything else."""
    words = fold(text)
    words = re.sub(r"^(so|phuong an|chon|muc|number|option) ", "", words)
    if words.isascii() and words.isdigit() and len(words) <= 2:
        return int(words)
    return NUMBERS.get(words)


def navigation(text: str) -> Nav | None:
    """The move that the words ask for."""
    words = fold(text)
    return next((nav for nav, names in NAVIGATION.items() if words in names), None)


def offered(text: str, choices: Sequence[tuple[str, str]], *, numbers: bool = True) -> str | None:
    """The tap among `choices` (tap, label) that a typed reply means, or None.

    `numbers=False` where a bare number is itself an answer.
    """
    words = fold(text)
    if not words:
        return None
    exact = [tap for tap, label in choices if fold(label) == words]
    if exact:
        return exact[0]
    nth = number(text) if numbers else None
    if nth is not None and 1 <= nth <= len(choices):
        return choices[nth - 1][0]
    if len(words) < 4:
        return None
    close = [tap for tap, label in choices if words in fold(label)]
    return close[0] if len(close) == 1 else None
