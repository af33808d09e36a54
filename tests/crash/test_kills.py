"""SIGKILL between any two hops, while people file reports: nothing is lost, nothing is said twice."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.siege import Siege, dies, story
from tests.crash.toll import Books, drained, heading, nothing_is_lost
from tests.support.hops import HOPS
from tests.support.process import Process
from tests.support.resident import Resident

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

AT_STAKE = ("claimed", "filed", "finished", "committed", "sent", "put-upload", "put-original", "kept")
"""Hops with something to lose; two more kills come from outside, at any moment."""
FROM_OUTSIDE = 2
PEOPLE = 3


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    """An installation; whatever runs of it in the end is killed."""
    one = Process(tmp_path / "var")
    yield one
    one.kill()


async def test_ten_kills_lose_nothing_and_say_nothing_twice(process: Process) -> None:
    planned = traps()
    assert len(planned) == 10
    siege = Siege(process, PEOPLE)
    await siege.learns_what_is_said()
    await siege.stands(planned)
    assert process.stop() == 0
    with closing(Books(process.folder)) as books:
        await nothing_is_lost(books, siege.reports)


def traps() -> list[str]:
    """Ten kills, in another order and at another pass every time (a failure shows them)."""
    chance = random.Random()  # noqa: S311  no secret is made of it
    sprung = [f"{hop}:{chance.randint(1, 1 if hop == 'filed' else 4)}" for hop in AT_STAKE]
    sprung += [f"outside:{chance.uniform(0.1, 1.5):.2f}" for _ in range(FROM_OUTSIDE)]
    chance.shuffle(sprung)
    return sprung


@pytest.mark.parametrize("hop", sorted(set(HOPS) - set(AT_STAKE)))
async def test_a_kill_at_a_single_hop_is_made_up_for(process: Process, hop: str) -> None:
    assert await asyncio.to_thread(process.start, hops={"HOP": f"{hop}:2"})
    async with Resident(process.url) as resident:
        filing = asyncio.create_task(resident.files_report(story(1)))
        assert await dies(process, 30), f"the process never passed {hop}"
        assert await asyncio.to_thread(process.start)
        await filing
        await drained(process)
        said = await resident.ward_items()
    assert process.stop() == 0
    with closing(Books(process.folder)) as books:
        await nothing_is_lost(books, [story(1).photos])
    texts = [heading(item) for item in said]
    assert len(texts) == len(set(texts)), "something was said twice"
