"""Which time is it? Product time for cases and drafts, wall time for machines.

Product time runs from an agreed pair (wall, product), at `scale` seconds a second. The pair is stored
at first start, so that all processes and restarts of an installation agree. With scale 1 and no start
both times are the same.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def wall_now() -> datetime:
    """Wall time, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The pair that product time runs from, and how fast. `scale` 60: a minute a second."""

    wall: datetime
    product: datetime
    scale: float = 1.0

    @classmethod
    def begin(cls, product: datetime | None, scale: float) -> "Rehearsal":
        """From now on, starting at `product` (default: the wall's time)."""
        wall = wall_now()
        return cls(wall, product or wall, scale)

    @property
    def real(self) -> bool:
        """Whether product time is simply the time."""
        return self.scale == 1.0 and self.wall == self.product

    def encode(self) -> str:
        """For the database."""
        return f"{self.wall.isoformat()} {self.product.isoformat()} {self.scale!r}"

    @classmethod
    def decode(cls, text: str) -> "Rehearsal":
        """From the database."""
        wall, product, scale = text.split(" ")
        return cls(datetime.fromisoformat(wall), datetime.fromisoformat(product), float(scale))


class RealClock:
    """Product time is wall time."""

    def now(self) -> datetime:
        """Product time."""
        return wall_now()

    def wall(self) -> datetime:
        """Wall time."""
        return wall_now()


class RehearsalClock:
    """Product time runs from a stored pair."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal

    def now(self) -> datetime:
        """Product time."""
        passed = wall_now() - self.rehearsal.wall
        return self.rehearsal.product + timedelta(seconds=passed.total_seconds() * self.rehearsal.scale)

    def wall(self) -> datetime:
        """Wall time."""
        return wall_now()
