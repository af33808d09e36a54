"""Step, pause, wake, stop; and what a failure does."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.workers.loop import Every, Loop

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


class Counting(Loop):
    """Counts its steps, and fails in some."""

    name = "counting"

    def __init__(self, pause: float, failing: int = 0) -> None:
        super().__init__()
        self.steps = 0
        self._rest = pause
        self._failing = failing

    async def step(self) -> float:
        self.steps += 1
        if self.steps <= self._failing:
            raise OSError("no room")
        return self._rest


async def _after(seconds: float, loop: Counting, *, ringing: bool = False) -> int:
    running = asyncio.create_task(loop.run())
    for _ in range(10):
        await asyncio.sleep(seconds / 10)
        if ringing:
            loop.wake()
    counted = loop.steps
    loop.stop()
    await running
    return counted


async def test_a_loop_rests_until_somebody_rings() -> None:
    assert await _after(0.1, Counting(pause=60)) == 1
    assert await _after(0.1, Counting(pause=60), ringing=True) > 5


async def test_a_failing_step_is_tried_again_later_and_nobody_can_hurry_it() -> None:
    loop = Counting(pause=60, failing=1000)
    assert await _after(0.3, loop, ringing=True) <= 3
    assert loop.failures >= 1
    assert loop.stepped_at is None


async def test_a_loop_recovers_by_itself() -> None:
    loop = Counting(pause=60, failing=1)
    assert await _after(0.5, loop) == 2
    assert loop.failures == 0
    assert loop.stepped_at is not None


async def test_a_stopped_loop_ends_at_once_even_in_its_worst_pause() -> None:
    loop = Counting(pause=60, failing=1000)
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0.05)
    loop.stop()
    async with asyncio.timeout(1):
        await running


def test_what_is_due_now_and_then_is_due_again_when_the_clock_was_set_back() -> None:
    sweeps = Every(timedelta(minutes=5))
    assert sweeps.is_due(MOMENT)
    sweeps.done(MOMENT)
    assert not sweeps.is_due(MOMENT + timedelta(minutes=4))
    assert sweeps.is_due(MOMENT + timedelta(minutes=5))
    assert sweeps.is_due(MOMENT - timedelta(hours=1))
    assert sweeps.is_due(MOMENT + timedelta(days=365))
