"""The poll loop: stored before it is confirmed, one process at a time, and no answer ends it."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import text

from bot.core.errors import Misconfigured, SendError, Throttled, Unreachable
from bot.core.messages import Address
from bot.core.ports import IntakeRow
from bot.workers.poller import BEHIND, REGISTERED, Poller
from storage.database import Database
from storage.touch import Connection
from tests.support.clock import VirtualClock
from tests.support.databases import KEYRING
from tests.workers.rig import ACCOUNT, PaperChannel


class Source(PaperChannel):
    """A platform with updates: hands over what is not confirmed, as often as it is asked."""

    def __init__(self) -> None:
        super().__init__("paper")
        self.updates: list[int] = []
        self.confirmed: list[int] = []
        self.trouble: list[SendError] = []
        self.quiet = asyncio.Event()
        self.registered = 0
        self.webhook = False
        self.called = asyncio.Event()
        self.asked = 0

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        if self.webhook:
            self.registered += 1
            return
        while True:
            self.asked += 1
            self.called.set()
            if self.trouble:
                raise self.trouble.pop(0)
            if not self.updates:
                await self.quiet.wait()
            batch = self.updates[:2]
            yield [row(number) for number in batch]
            self.confirmed += batch
            del self.updates[: len(batch)]


def row(number: int) -> IntakeRow:
    return IntakeRow(Address("paper", ACCOUNT, "p1"), str(number), b'{"person": "p1"}')


@pytest.fixture
def source() -> Source:
    return Source()


def poller(source: Source, database: Database, holder: str = "one") -> Poller:
    return Poller(source, database, VirtualClock(), KEYRING.lane, holder)


async def stored(database: Database) -> list[str]:
    def look(conn: Connection) -> list[str]:
        return list(conn.execute(text("SELECT external_id FROM inbox ORDER BY id")).scalars())

    return await database.read(look)


async def test_a_batch_is_stored_before_the_platform_hears_of_it(source: Source, sqlite: Database) -> None:
    source.updates = [1, 2, 3]
    loop = poller(source, sqlite)
    assert await loop.step() == 0
    assert (await stored(sqlite), source.confirmed) == (["1", "2"], [])
    await loop.step()
    assert (await stored(sqlite), source.confirmed) == (["1", "2", "3"], [1, 2])


async def test_what_was_not_confirmed_comes_again_and_is_one_message(
    source: Source, sqlite: Database
) -> None:
    source.updates = [1, 2]
    first = poller(source, sqlite)
    await first.step()
    second = poller(source, sqlite)
    await second.step()
    assert await stored(sqlite) == ["1", "2"]
    assert (first.taken, second.taken) == (2, 0)


async def test_the_dispatcher_is_woken_for_news_only(source: Source, sqlite: Database) -> None:
    rung: list[int] = []
    loop = poller(source, sqlite)
    loop.rang = lambda: rung.append(1)
    source.quiet.set()
    await loop.step()
    assert rung == []
    source.updates = [1]
    await loop.step()
    assert rung == [1]


@pytest.mark.parametrize("problem", [Unreachable("away"), Misconfigured("token")])
async def test_no_bad_answer_ends_intake(source: Source, sqlite: Database, problem: SendError) -> None:
    source.updates, source.trouble = [1], [problem]
    loop = poller(source, sqlite)
    with pytest.raises(type(problem)):
        await loop.step()
    assert loop.polled_at is None
    assert await loop.step() == 0
    assert await stored(sqlite) == ["1"]
    assert loop.polled_at is not None


async def test_a_refused_token_is_told_and_taken_back(source: Source, sqlite: Database) -> None:
    said: list[bool] = []
    source.updates, source.trouble = [1], [Misconfigured("token")]
    loop = poller(source, sqlite)
    loop.refused = said.append
    with pytest.raises(Misconfigured):
        await loop.step()
    await loop.step()
    assert said == [True, False]


async def test_it_waits_as_long_as_the_platform_asks(source: Source, sqlite: Database) -> None:
    source.trouble = [Throttled(7), Throttled(4000)]
    loop = poller(source, sqlite)
    assert await loop.step() == 7
    assert await loop.step() == 60
    assert loop.polled_at is None, "that was no good poll"


async def test_only_one_process_polls(source: Source, sqlite: Database) -> None:
    source.updates = [1, 2, 3]
    await poller(source, sqlite, "one").step()
    other = poller(source, sqlite, "two")
    assert await other.step() == BEHIND
    assert source.asked == 1
    assert other.polled_at is not None, "readiness does not blame it"


async def test_a_waiting_call_is_given_up_when_the_loop_stops(source: Source, sqlite: Database) -> None:
    loop = poller(source, sqlite, "one")
    running = asyncio.create_task(loop.run())
    await source.called.wait()
    loop.stop()
    async with asyncio.timeout(2):
        await running
    source.updates = [1]
    assert await poller(source, sqlite, "two").step() == 0, "the lease was given back"


async def test_a_channel_with_a_webhook_is_seen_to_now_and_then(source: Source, sqlite: Database) -> None:
    source.webhook = True
    loop = poller(source, sqlite)
    assert await loop.step() == REGISTERED
    assert await loop.step() == REGISTERED
    assert source.registered == 2
