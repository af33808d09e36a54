"""One protocol for every loop: step, pause, wake, stop. The only place that sleeps."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import Final

import structlog

log = structlog.get_logger()

IDLE: Final = 1.0
"""Seconds between looks at the database when nobody rings: another process may have written."""
WORST_PAUSE: Final = 5.0
"""Seconds that a loop rests at most after failures: then it tries whether the trouble is over."""


class Loop:
    """A duty done step by step. A step gives the seconds until the next one, 0 for "at once"."""

    name = "loop"

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self._stopped = asyncio.Event()
        self.failures = 0
        self.stepped_at: float | None = None
        """When the last step ended well, by the running loop's clock, in seconds."""

    def wake(self) -> None:
        """There is something to do: do not finish the pause."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the step that is under way, then end."""
        self._stopped.set()
        self._bell.set()

    async def run(self) -> None:
        """Step until stopped. Whatever a step raises is counted and answered with a longer pause."""
        while not self._stopped.is_set():
            self._bell.clear()
            await self._once()

    async def _once(self) -> None:
        try:
            pause = await self.step()
        except Exception as problem:  # a loop may not end because one step failed
            self.failures += 1
            log.error("step failed", loop=self.name, problem=type(problem).__name__, failures=self.failures)
            log.debug("step failed", loop=self.name, exc_info=problem)
            # Nobody can ring it out of this pause: what rings would make it run hot.
            await _sleep(self._stopped, min(0.1 * 2 ** min(self.failures, 10), WORST_PAUSE))
            return
        self.failures = 0
        self.stepped_at = asyncio.get_running_loop().time()
        await _sleep(self._bell, pause)

    async def step(self) -> float:
        """Do what is due; gives the pause in seconds."""
        raise AssertionError("every loop has its own step")


async def _sleep(until: asyncio.Event, seconds: float) -> None:
    if seconds <= 0:
        await asyncio.sleep(0)
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until.wait()


class Every:
    """Something to be done at most once in a while, by a clock that may be set forward or back."""

    def __init__(self, period: timedelta) -> None:
        self._period = period
        self._last: datetime | None = None

    def is_due(self, at: datetime) -> bool:
        """Whether it is time (again)."""
        return self._last is None or not self._last <= at < self._last + self._period

    def done(self, at: datetime) -> None:
        """It was done."""
        self._last = at
