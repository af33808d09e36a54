"""One protocol for every loop: step, pause, wake, stop. The only place that sleeps."""

import asyncio
import contextlib
from typing import Final

import structlog

log = structlog.get_logger()

IDLE: Final = 1.0
"""Seconds between looks at the database when nobody rings: another process may have written."""
WORST_PAUSE: Final = 30.0


class Loop:
    """A duty done step by step. A step gives the seconds until the next one, 0 for "at once"."""

    name = "loop"

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self._stopping = False
        self.failures = 0
        self.stepped_at: float | None = None
        """When the last step ended well, by the running loop's clock, in seconds."""

    def wake(self) -> None:
        """There is something to do: do not finish the pause."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the step that is under way, then end."""
        self._stopping = True
        self._bell.set()

    async def run(self) -> None:
        """Step until stopped. Whatever a step raises is counted and answered with a longer pause."""
        while not self._stopping:
            self._bell.clear()
            await self._pause(await self._guarded())

    async def _guarded(self) -> float:
        try:
            pause = await self.step()
        except Exception as problem:  # a loop may not end because one step failed
            self.failures += 1
            log.error("step failed", loop=self.name, problem=type(problem).__name__, failures=self.failures)
            log.debug("step failed", loop=self.name, exc_info=True)
            return float(min(0.1 * 2 ** min(self.failures, 10), WORST_PAUSE))
        self.failures = 0
        self.stepped_at = asyncio.get_running_loop().time()
        return pause

    async def _pause(self, seconds: float) -> None:
        if seconds <= 0 or self._stopping:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()

    async def step(self) -> float:
        """Do what is due; gives the pause in seconds."""
        raise AssertionError("every loop has its own step")
