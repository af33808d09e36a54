"""How fast a bot may speak: per private chat, per group and in all; edits count like messages."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.botapi.wire import too_many


@dataclass(frozen=True)
class Limits:
    """So many in so many seconds. None: no limit of that kind.

    The platform publishes the averages only: about one a second in one chat with short bursts, 20 a minute
    in a group, 30 a second in all. `burst` says how many a private chat takes at once.
    """

    overall: tuple[int, float] | None = (30, 1.0)
    group: tuple[int, float] | None = (20, 60.0)
    private: float | None = 1.0
    """Seconds for one message on average."""
    burst: int = 5


FREE = Limits(None, None, None)
"""Nothing is limited."""


class Window:
    """At most so many in any stretch of so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._taken: deque[float] = deque()

    def wait_for(self, count: int, now: float) -> float:
        """Seconds until there is room."""
        while self._taken and self._taken[0] <= now - self._seconds:
            self._taken.popleft()
        over = len(self._taken) + min(count, self._most) - self._most
        return self._taken[over - 1] + self._seconds - now if over > 0 else 0.0

    def take(self, count: int, now: float) -> None:
        """So many more went through."""
        self._taken.extend([now] * count)


class Bucket:
    """One every so many seconds, with room for a burst."""

    def __init__(self, seconds: float, burst: int) -> None:
        self._seconds = seconds
        self._burst = burst
        self._full_at = float("-inf")
        """When all that was taken will have been refilled."""

    def wait_for(self, count: int, now: float) -> float:
        """Seconds until there is room."""
        behind = max(self._full_at - now, 0.0) / self._seconds
        return max(behind + min(count, self._burst) - self._burst, 0.0) * self._seconds

    def take(self, count: int, now: float) -> None:
        """So many more went through."""
        self._full_at = max(self._full_at, now) + count * self._seconds


class Pace:
    """The limits of one bot, and how often they were met and broken."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self.limits = limits
        self.refused = 0
        self.passed = 0
        self._now = now
        self._overall = Window(*limits.overall) if limits.overall else None
        self._chats: dict[int, Window | Bucket | None] = {}

    def take(self, chat_id: int, count: int = 1) -> None:
        """Let it through, or refuse with the seconds to wait."""
        if chat_id not in self._chats:
            self._chats[chat_id] = self._of_chat(chat_id)
        gates = [gate for gate in (self._overall, self._chats[chat_id]) if gate is not None]
        now = self._now()
        wait = max((gate.wait_for(count, now) for gate in gates), default=0.0)
        if wait > 1e-6:  # what clocks lose in adding up is no offence
            self.refused += 1
            raise too_many(max(math.ceil(wait), 1))
        self.passed += 1
        for gate in gates:
            gate.take(count, now)

    def _of_chat(self, chat_id: int) -> Window | Bucket | None:
        if chat_id < 0:
            return Window(*self.limits.group) if self.limits.group else None
        return Bucket(self.limits.private, self.limits.burst) if self.limits.private else None
