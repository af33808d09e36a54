"""An amount of đồng as officers type it: "5 triệu", "2,5tr", "750.000", "1 triệu 500 nghìn"."""

import re
from typing import Final

from bot.core.errors import Reask
from bot.core.messages import Ask
from bot.core.words import fold
from bot.flow.questions import Json, Question, Reply

_UNITS: Final = {
    "ty": 1_000_000_000, "trieu": 1_000_000, "tr": 1_000_000, "million": 1_000_000, "m": 1_000_000,
    "nghin": 1000, "ngan": 1000, "k": 1000, "thousand": 1000, "dong": 1, "d": 1, "vnd": 1, "": 1,
}  # fmt: skip
_PART: Final = re.compile(r"(\d+(?:[.,]\d+)*)\s*([^\W\d_]*)\s*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
LEAST: Final = 10_000
"""Less is no fine; most likely a unit was left out."""
MOST: Final = 1_000_000_000


def read_money(text: str) -> int:
    """The amount in đồng. Raises `Reask`."""
    words, total, at = text.replace("₫", "đ").strip(), 0.0, 0
    while (found := _PART.match(words, at)) is not None:
        total += _number(found[1]) * _UNITS.get(fold(found[2]), 0)
        at = found.end()
    if at != len(words) or not LEAST <= total <= MOST or total != int(total):
        raise Reask("reask-money")
    return int(total)


def _number(digits: str) -> float:
    """ "5.000.000" groups its digits, "2,5" is a decimal; what is neither is no amount."""
    if _GROUPED.fullmatch(digits):
        return float(re.sub(r"[.,]", "", digits))
    whole = digits.replace(",", ".")
    return float(whole) if whole.count(".") <= 1 else 0.0


def money(key: str) -> Question[int]:
    """An amount that is typed."""

    def parse(reply: Reply, _before: Json) -> Json:
        return read_money(reply.text)

    return Question(key, Ask.AMOUNTS, parse, int, reasons=("reask-money",), listed=True)
