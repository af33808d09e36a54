"""The clock of the fake: the real one, or one that a test moves."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final

GLANCE: Final = 0.01
"""Real seconds between looks at a clock that a test moves."""


class Tempo:
    """Time in seconds since 1970. With `patient` False nothing waits: a long poll answers at once."""

    def __init__(self, now: Callable[[], float] = time.time, patient: bool = True) -> None:
        self.now = now
        self.patient = patient
        self._virtual = now is not time.time

    async def sleep(self, seconds: float) -> None:
        """Let so much time pass by this clock."""
        await self.wait(asyncio.Event(), seconds)

    async def wait(self, bell: asyncio.Event, seconds: float) -> None:
        """Until the bell rings, so many seconds at most."""
        end = self.now() + seconds
        while self.patient and not bell.is_set() and (left := end - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GLANCE if self._virtual else left):
                    await bell.wait()
