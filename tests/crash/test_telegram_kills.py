"""SIGKILL between any two hops while people file reports on Telegram: nothing is lost, nothing is said twice
but what says so."""

import random
from pathlib import Path

import pytest

from tests.crash.telegram_siege import besieged
from tests.support.hops import TELEGRAM_HOPS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

KILLS = 10
FROM_OUTSIDE = 2
PEOPLE = 4


async def test_ten_kills_lose_nothing_and_double_nothing_but_marked_repeats(tmp_path: Path) -> None:
    async with besieged(tmp_path) as siege:
        await siege.stands(traps(KILLS), PEOPLE)
        assert siege.kills == KILLS
        await siege.ends_well()


def traps(count: int) -> list[str]:
    """So many kills, at other hops, in another order, at another pass every time (a failure shows them). Not
    at the first pass: the oldest row, killed four lives running, would rightly be parked."""
    chance = random.Random()  # noqa: S311  no secret is made of it
    hops = chance.sample(TELEGRAM_HOPS, count - FROM_OUTSIDE)
    sprung = [f"{hop}:{1 if hop == 'filed' else chance.randint(2, 4)}" for hop in hops]
    sprung += [f"outside:{chance.uniform(0.1, 2):.2f}" for _ in range(FROM_OUTSIDE)]
    chance.shuffle(sprung)
    return sprung
