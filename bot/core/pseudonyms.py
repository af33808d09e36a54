"""Numbers by which people are talked about without being named.

Each number stands for exactly one other (a Feistel network with a keyed tag between its halves, as in NIST
SP 800-38G), so that no two meet, and without the key nothing leads from one to the next.
"""

from collections.abc import Callable
from typing import Final

_ROUNDS: Final = 10
_LEAST: Final = 1000
"""Each half has three digits at least."""


def pseudonym(number: int, tag: Callable[[bytes], str]) -> str:
    """Six digits for this number, more once there are a million; `tag` gives a keyed tag in hex."""
    half = _LEAST
    while number >= half * half:
        half *= 10
    left, right = divmod(number, half)
    for round_ in range(_ROUNDS):
        mixed = int(tag(f"{half}:{round_}:{right}".encode()), 16)
        left, right = right, (left + mixed) % half
    digits = 2 * len(str(half - 1))
    return f"{left * half + right:0{digits}d}"
