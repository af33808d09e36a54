"""Button presses that wait for a word: the phone shows a spinner until there is one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

SPINNER_SECONDS: Final = 2.0
MOST: Final = 1000


class Presses:
    """Answers a press with nothing where nobody answers it in time. `blank` must not raise."""

    def __init__(self, blank: Callable[[str], Awaitable[None]], seconds: float = SPINNER_SECONDS) -> None:
        self._blank = blank
        self._seconds = seconds
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def seen(self, press: str) -> None:
        """A press came in."""
        if not press or press in self._waiting or len(self._waiting) >= MOST:
            return
        try:
            task = asyncio.get_running_loop().create_task(self._wait(press))
        except RuntimeError:  # sorted outside a loop: nobody could answer from there
            return
        self._waiting[press] = task

    def answered(self, press: str) -> None:
        """Somebody has a word for it."""
        task = self._waiting.pop(press, None)
        if task is not None:
            task.cancel()

    async def close(self) -> None:
        """Wait for no press any more."""
        tasks = [*self._waiting.values()]
        self._waiting.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _wait(self, press: str) -> None:
        await asyncio.sleep(self._seconds)
        try:
            await self._blank(press)
        finally:
            self._waiting.pop(press, None)
