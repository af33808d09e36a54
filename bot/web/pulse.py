"""Whether the loops of this process still work, as they themselves tell."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class _Watched:
    last: Callable[[], float | None]
    within: float
    since: float


@dataclass(slots=True)
class Pulse:
    """What readiness asks about besides the database. Moments are monotonic seconds.

    `refused`: channels whose token the platform refuses.
    """

    refused: set[str] = field(default_factory=set)
    now: Callable[[], float] = time.monotonic
    _watched: dict[str, _Watched] = field(default_factory=dict)

    def watch(self, name: str, last: Callable[[], float | None], within: float = PATIENCE) -> None:
        """From now on this loop should end a step well every `within` seconds; `last` says when it did."""
        self._watched[name] = _Watched(last, within, self.now())

    def note_token(self, channel: str, refused: bool) -> None:
        """Whether the platform of this channel refuses our token, as of now."""
        if refused:
            self.refused.add(channel)
        else:
            self.refused.discard(channel)

    def ages(self) -> dict[str, float]:
        """Seconds since each loop's last good step (or since it was first expected)."""
        now = self.now()
        return {name: now - (_last_of(one)) for name, one in self._watched.items()}

    def late(self) -> list[str]:
        """The loops that have been silent for too long."""
        return [name for name, age in self.ages().items() if age > self._watched[name].within]


def _last_of(one: _Watched) -> float:
    last = one.last()
    return one.since if last is None else last
