"""Telegram for hours: hundreds of kills, and a platform that does whatever it likes."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.crash.telegram_siege import TelegramSiege, besieged
from tests.crash.test_telegram_faults import FETCHING, POLLING, SENDING
from tests.crash.test_telegram_kills import FROM_OUTSIDE
from tests.soak.hours import rounds
from tests.support.botapi import Slow
from tests.support.botapi.faults import Fault
from tests.support.hops import TELEGRAM_HOPS

pytestmark = [pytest.mark.soak, pytest.mark.timeout(0)]

KILLS: Final = 25
PEOPLE: Final = 5
REPORTS: Final = 2
GIVEN_UP_AFTER: Final = 2
"""Seconds after which an answer is given up here."""
LATE: Final = Slow(GIVEN_UP_AFTER + 1.5)
METHODS: Final = ("*", "sendMessage", "sendPhoto", "getUpdates", "getFile", "file", "answerCallbackQuery")
LONGEST: Final = 1200.0
"""Seconds that a report may take in bad weather."""


async def test_hundreds_of_kills_on_telegram_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311  no secret is made of it
    for number in rounds(0.2):
        async with besieged(tmp_path / str(number)) as siege:
            await siege.stands(_traps(chance), PEOPLE)
            await siege.ends_well()


def _traps(chance: random.Random) -> list[str]:
    hops = [f"{chance.choice(TELEGRAM_HOPS)}:{chance.randint(3, 9)}" for _ in range(KILLS - FROM_OUTSIDE)]
    return hops + [f"outside:{chance.uniform(0.05, 3):.2f}" for _ in range(FROM_OUTSIDE)]


async def test_a_platform_that_does_what_it_likes_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311  no secret is made of it
    for number in rounds(0.15):
        async with besieged(tmp_path / str(number)) as siege:
            assert await asyncio.to_thread(siege.process.start, hops={"READ": str(GIVEN_UP_AFTER)})
            storm = asyncio.create_task(_storm(siege, chance))
            await asyncio.gather(*(_files(siege) for _ in range(PEOPLE)))
            storm.cancel()
            await asyncio.gather(storm, return_exceptions=True)
            siege.api.scenario.clear()
            await siege.ends_well()


async def _files(siege: TelegramSiege) -> None:
    person = siege.newcomer()
    person.longest = LONGEST
    for _ in range(REPORTS):
        await siege.file(person)


async def _storm(siege: TelegramSiege, chance: random.Random) -> None:
    """One fault after the other, and now and then nobody is there at all."""
    faults: Sequence[Fault] = (*SENDING.values(), *POLLING, *FETCHING, LATE)
    while True:
        siege.api.scenario.will(chance.choice(METHODS), chance.choice(faults), chance.randint(1, 4))
        if chance.random() < 0.05:
            await _is_away(siege, chance.uniform(0.5, 10))
        await asyncio.sleep(chance.uniform(1, 6))


async def _is_away(siege: TelegramSiege, seconds: float) -> None:
    port = int(siege.api.base.rpartition(":")[2])
    await siege.api.stop()
    try:
        await asyncio.sleep(seconds)
    finally:
        await siege.api.start(port)
