"""Updates come evenly, 200 a second, each stored by itself; each is timed until its reply goes out.

`python -m benchmarks.side_latency [SECONDS]`.
"""

import asyncio
import sys
import time
from typing import Final

from benchmarks.house import Machine, fresh_house, quiet
from benchmarks.measuring import tell
from benchmarks.side_updates import Talk, consent
from benchmarks.talk import PEOPLE, Person, crowd
from bot.core.ports import Parcel

RATE: Final = 200
SECONDS: Final = 5


class Timed(Talk):
    """Keeps the time from when an update was due to its reply."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__(people)
        self.due: dict[str, float] = {}
        self.took: list[float] = []

    def hear(self, parcel: Parcel) -> None:
        """The reply goes out."""
        due = self.due.pop(parcel.address.person, None)
        if due is not None:
            self.took.append(time.perf_counter() - due)
        super().hear(parcel)

    async def come(self, machine: Machine, updates: int) -> None:
        """One update after the other, whether or not the one before was answered."""
        begin = time.perf_counter()
        arriving = set()
        for number in range(updates):
            due = begin + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            person = await self.waiting.get()
            self.due[str(person.number)] = due
            arriving.add(asyncio.create_task(machine.take_in([person.speak()])))
        await asyncio.gather(*arriving)
        for _ in self.people:
            await self.waiting.get()


async def measure(seconds: int, people: int = PEOPLE) -> None:
    """The share of updates that took less, in ms."""
    with fresh_house() as house:
        talk = Timed(crowd(people))
        machine = Machine(house, talk.hear)
        async with machine.running():
            await consent(machine, talk)
            await talk.come(machine, seconds * RATE)
    took = sorted(talk.took)
    assert len(took) == seconds * RATE, f"{len(took)} replies"
    tell({f"p{share}": took[len(took) * share // 100] * 1e3 for share in (50, 99)})


if __name__ == "__main__":
    quiet()
    asyncio.run(measure(*([int(word) for word in sys.argv[1:]] or [SECONDS])))
