"""Who listens on which lane, and how a listener hears that there is something to fetch.

A listener is woken by this process' own courier at once, and by a look at the database every second
for what another process committed. What is new is read from the outbox by the listener itself, so a
bell that rings twice or late does no harm.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Final

import structlog

from bot.core.messages import LaneKey

log = structlog.get_logger()

LOOK_EVERY: Final = 1.0
ACKS_KEPT: Final = 20

Newest = Callable[[Sequence[LaneKey]], Awaitable[Mapping[LaneKey, int]]]
"""The last outbox row of each lane."""


class Crowded(Exception):
    """No more listeners can be taken."""


class Listener:
    """One open page."""

    def __init__(self, lane: LaneKey) -> None:
        self.lane = lane
        self.acks: deque[tuple[str, str]] = deque(maxlen=ACKS_KEPT)
        self.closed = False
        self._bell = asyncio.Event()

    def wake(self) -> None:
        """There is something to fetch."""
        self._bell.set()

    def close(self) -> None:
        """The page is to hang up."""
        self.closed = True
        self._bell.set()

    def calm(self) -> None:
        """Forget earlier rings: what they told of is being fetched now."""
        self._bell.clear()

    async def wait(self, seconds: float) -> bool:
        """Until it rings; False when nothing rang for so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()
                return True
        return False


class Hub:
    """The listeners of this process. `per_lane`: of one person, the oldest gives way to a newer one."""

    def __init__(self, per_lane: int = 5, most: int = 2000) -> None:
        self._per_lane = per_lane
        self._most = most
        self._lanes: dict[LaneKey, list[Listener]] = {}
        self._seen: dict[LaneKey, int] = {}
        self._closed = False

    @property
    def open(self) -> int:
        """How many listen."""
        return sum(len(listeners) for listeners in self._lanes.values())

    @contextlib.contextmanager
    def listen(self, lane: LaneKey) -> Iterator[Listener]:
        """A listener on this lane. Raises `Crowded`.

        One person's oldest listener gives way: it is most likely a line that broke unnoticed.
        """
        if self._closed or self.open >= self._most:
            raise Crowded
        listener = Listener(lane)
        here = self._lanes.setdefault(lane, [])
        here.append(listener)
        if len(here) > self._per_lane:
            here.pop(0).close()
        try:
            yield listener
        finally:
            self._leave(listener)

    def _leave(self, listener: Listener) -> None:
        here = self._lanes.get(listener.lane, [])
        if listener in here:
            here.remove(listener)
        if not here:
            self._lanes.pop(listener.lane, None)
            self._seen.pop(listener.lane, None)

    def ring(self, lane: LaneKey) -> None:
        """There is something new on this lane."""
        for listener in self._lanes.get(lane, ()):
            listener.wake()

    def ack(self, lane: LaneKey, tap: str, text: str) -> None:
        """A press was handled."""
        for listener in self._lanes.get(lane, ()):
            listener.acks.append((tap, text))
            listener.wake()

    def hang_up(self, lane: LaneKey) -> None:
        """The person left: close their pages' lines."""
        for listener in self._lanes.get(lane, ()):
            listener.close()

    def close(self) -> None:
        """Close every line and take no more."""
        self._closed = True
        for lane in list(self._lanes):
            self.hang_up(lane)

    async def watch(self, newest: Newest, every: float = LOOK_EVERY) -> None:
        """Look again and again for what another process committed, while somebody listens."""
        while True:
            await asyncio.sleep(every)
            if not self._lanes:
                continue
            try:
                self._compare(await newest(list(self._lanes)))
            except Exception as problem:  # the look may fail while the database is away; the next comes
                log.warning("looking for news failed", problem=type(problem).__name__)

    def _compare(self, newest: Mapping[LaneKey, int]) -> None:
        for lane, last in newest.items():
            if lane in self._lanes and last > self._seen.get(lane, 0):
                self._seen[lane] = last
                self.ring(lane)
