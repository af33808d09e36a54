"""How much may one picture cost, why was a file not taken, and what is wrong with one that was?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

READY = b"ready\n"
"""What the child says before it reads the first byte."""


class Refusal(StrEnum):
    """Why there is no clean copy; each word is a locale key."""

    EMPTY = "file-empty"
    TYPE = "file-type"
    BROKEN = "file-broken"
    TOO_LARGE = "file-too-large-picture"
    TIMEOUT = "file-timeout"


class Flaw(StrEnum):
    """Why a picture that was taken is hard to read; each word is a locale key."""

    SMALL = "photo-small"
    DARK = "photo-dark"
    BRIGHT = "photo-bright"
    BLURRED = "photo-blurred"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child process may use.

    `pixels`: of the picture as sent, read from its header (phones make 64 megapixels).
    `side`: the longer side of the copy. `memory`: address space in bytes.
    `processor`: seconds of CPU. `seconds`: by the clock on the wall.
    """

    pixels: int = 65_000_000
    side: int = 2000
    quality: int = 85
    memory: int = 1 << 30
    processor: int = 20
    seconds: float = 30.0

    def tell(self) -> tuple[str, ...]:
        """As arguments for the child; the clock on the wall stays with its parent."""
        numbers = (self.pixels, self.side, self.quality, self.memory, self.processor)
        return tuple(map(str, numbers))

    @classmethod
    def told(cls, arguments: Sequence[str]) -> "Limits":
        """As the child reads them."""
        return cls(*map(int, arguments))
