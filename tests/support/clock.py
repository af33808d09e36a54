"""Time that passes only when a test says so, for machines and for the product alike."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
"""Thursday, nine in the morning in the ward."""


class VirtualClock:
    """Both times; `ahead` is how far product time runs before wall time, as in a rehearsal."""

    def __init__(self, at: datetime = START, ahead: timedelta = timedelta(0)) -> None:
        self._wall = at
        self.ahead = ahead

    def now(self) -> datetime:
        """Product time."""
        return self._wall + self.ahead

    def wall(self) -> datetime:
        """Wall time."""
        return self._wall

    def passes(self, **time: float) -> None:
        """Let time pass, e.g. `hours=3`."""
        self._wall += timedelta(**time)
