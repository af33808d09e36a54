"""Hundreds of kills, a disk that fills again and again, and memory that may not grow."""

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.siege import Siege, story
from tests.crash.test_full_disk import Disk
from tests.crash.toll import Books, drained, nothing_is_lost
from tests.soak.hours import rounds, weight
from tests.support.hops import HOPS
from tests.support.process import Process
from tests.support.resident import Resident

pytestmark = [pytest.mark.soak, pytest.mark.timeout(0)]

KILLS = 20
FAULTS = 10
WARM = 30
REPORTS = 30
GROWTH = 30_000_000
"""Bytes that a process may gain between the warm-up and the end, however long that takes."""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    one = Process(tmp_path / "var")
    yield one
    one.kill()


def _traps(chance: random.Random) -> list[str]:
    """Not at the first pass: the oldest row, killed four lives running, would rightly be parked."""
    hops = [f"{chance.choice(HOPS)}:{chance.randint(3, 9)}" for _ in range(KILLS - 4)]
    return hops + [f"outside:{chance.uniform(0.05, 3):.2f}" for _ in range(4)]


async def test_hundreds_of_kills_lose_nothing(process: Process) -> None:
    chance = random.Random()  # noqa: S311  no secret is made of it
    siege = Siege(process, 3)
    for _ in rounds(0.3):
        await siege.learns_what_is_said()
        await siege.stands(_traps(chance))
        assert process.stop() == 0
    with closing(Books(process.folder)) as books:
        await nothing_is_lost(books, siege.reports)


async def _strikes(disk: Disk, chance: random.Random) -> None:
    """One fault, and then a little peace."""
    kind = chance.choice(["pages", "system", "frozen"])
    if kind == "frozen":
        os.kill(disk.process.pid, signal.SIGSTOP)
    else:
        disk.is_full(kind)
    await asyncio.sleep(chance.uniform(0.5, 5))
    if kind == "frozen":
        os.kill(disk.process.pid, signal.SIGCONT)
    disk.has_room()
    await asyncio.sleep(chance.uniform(0.5, 5))


async def test_a_disk_that_fills_and_a_process_that_freezes_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311  no secret is made of it
    disk, reports = Disk(tmp_path), []
    try:
        for number in rounds(0.15):
            async with Resident(disk.process.url) as resident:
                filing = asyncio.create_task(resident.files_report(story(number)))
                for _ in range(FAULTS):
                    await _strikes(disk, chance)
                await filing
            reports.append(story(number).photos)
        await drained(disk.process)
        assert disk.process.stop() == 0
    finally:
        disk.process.kill()
    with closing(Books(tmp_path / "var")) as books:
        await nothing_is_lost(books, reports)


async def _work(process: Process, count: int, start: int) -> None:
    for number in range(start, start + count):
        async with Resident(process.url) as resident:
            resident.listen()
            await resident.files_report(story(number))


async def test_memory_does_not_grow_with_the_work_that_was_done(process: Process) -> None:
    assert process.start()
    await _work(process, WARM, 0)
    await drained(process)
    before = weight(process.pid)
    filed = WARM
    for _ in rounds(0.2):
        await _work(process, REPORTS, filed)
        filed += REPORTS
    await drained(process)
    assert weight(process.pid) - before < GROWTH
    assert process.stop() == 0
