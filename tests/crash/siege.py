"""People file one report after the other, while the process is killed again and again."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack

from tests.crash.toll import drained, heading, told_once
from tests.support.pictures import photo
from tests.support.process import Process
from tests.support.resident import Resident, Story

SPRING_SECONDS = 30.0
MOST_REPORTS = 6


def story(number: int) -> Story:
    """Two photos that no other report has."""
    return Story(
        photos=(photo(460 + number % 40, 40 + number // 40), photo(30 + number // 40, 460 + number % 40))
    )


async def dies(process: Process, seconds: float) -> bool:
    """Whether it was gone within so many seconds."""
    for _ in range(round(seconds * 20)):
        if not process.lives():
            return True
        await asyncio.sleep(0.05)
    return False


class Siege:
    """One installation under fire. `reports`: the photos of every report that was filed."""

    def __init__(self, process: Process, people: int) -> None:
        self._process = process
        self._people = people
        self._over = asyncio.Event()
        self._number = 0
        self._first: list[str] = []
        self._next: list[str] = []
        self.reports: list[Sequence[bytes]] = []
        self.kills = 0

    async def learns_what_is_said(self) -> None:
        """What the ward says to somebody's first report and to each one after it, while nothing happens."""
        assert await asyncio.to_thread(self._process.start)
        async with Resident(self._process.url) as resident:
            await self._files(resident)
            self._first = [heading(item) for item in await resident.ward_items()]
            await self._files(resident)
            both = [heading(item) for item in await resident.ward_items()]
        self._next = both[len(self._first) :]
        await drained(self._process)
        assert self._process.stop() == 0

    async def stands(self, traps: Iterable[str]) -> None:
        """Kill at each of these while people file; then everybody must have heard everything, once."""
        async with AsyncExitStack() as stack:
            killing = asyncio.create_task(self._kill(traps))
            seats = await asyncio.gather(*(self._come_and_go(stack) for _ in range(self._people)))
            await killing
            await drained(self._process)
            for person, count in (each for seat in seats for each in seat):
                told_once(await person.history(), [*self._first, *(count - 1) * self._next])
                await self._heard_all(person)

    async def _come_and_go(self, stack: AsyncExitStack) -> list[tuple[Resident, int]]:
        """One after the other, as long as it lasts; a page shows only so much of a long story."""
        came: list[tuple[Resident, int]] = []
        while not came or not self._over.is_set():
            person = await stack.enter_async_context(Resident(self._process.url))
            person.listen()
            came.append((person, await self._files_on(person)))
        return came

    async def _files_on(self, person: Resident) -> int:
        count = 0
        while not count or (count < MOST_REPORTS and not self._over.is_set()):
            await self._files(person)
            count += 1
        return count

    async def _files(self, person: Resident) -> None:
        self._number += 1
        told = story(self._number)
        await person.files_report(told)
        self.reports.append(told.photos)

    async def _kill(self, traps: Iterable[str]) -> None:
        """Start with a trap, wait until it springs, start again; in the end without one."""
        try:
            for trap in traps:
                await self._one_life(trap)
                self.kills += 1
            await asyncio.to_thread(self._process.start)
        finally:
            self._over.set()

    async def _one_life(self, trap: str) -> None:
        hop, _, count = trap.partition(":")
        await asyncio.to_thread(self._process.start, hops={} if hop == "outside" else {"HOP": trap})
        if hop == "outside":
            await dies(self._process, float(count))
            self._process.kill()
        else:
            assert await dies(self._process, SPRING_SECONDS), f"nobody passed {trap}"

    @staticmethod
    async def _heard_all(person: Resident) -> None:
        """The event stream told everything once, through every loss of the line."""
        ids = [item["id"] for item in await person.ward_items()]
        for _ in range(100):
            if len(person.heard) < len(ids):
                await asyncio.sleep(0.1)
        assert [id_ for id_, _ in person.heard] == ids, "the event stream has a gap or a repeat"
