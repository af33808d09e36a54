"""People on Telegram file one report after the other, whatever happens to the process and to the platform."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Final

from storage.outbox import OUTBOX, OutboxState
from tests.crash.siege import SPRING_SECONDS, dies
from tests.crash.telegram_people import GLANCE, HELP, LONGEST, Texter
from tests.crash.telegram_toll import (
    every_report_is_one_case,
    every_update_came_in_once,
    everybody_heard_everything,
    unmarked,
)
from tests.crash.toll import Books, drained
from tests.support.botapi import FakeBot, FakeBotApi
from tests.support.process import Process

TOKEN: Final = "4242:an-invented-token"
ASKED_AGAIN: Final = 20
"""So often people ask for what stayed uncertain, each time with a chance to stay uncertain once more."""


async def comes_true(is_so: Callable[[], bool], what: str) -> None:
    """Wait for it."""
    for _ in range(round(LONGEST / GLANCE)):
        if is_so():
            return
        await asyncio.sleep(GLANCE)
    raise AssertionError(f"it never came true: {what}")


class TelegramSiege:
    """One installation, the platform, and the people on it."""

    def __init__(self, api: FakeBotApi, process: Process) -> None:
        self.api = api
        self.bot: FakeBot = api.bot(TOKEN)
        self.process = process
        self.people: list[Texter] = []
        self.kills = 0
        self._number = 0
        self._over = asyncio.Event()

    def newcomer(self) -> Texter:
        """Somebody else with a phone."""
        person = Texter(self.api.user(f"Người {len(self.people) + 1}"), self.bot, unmarked)
        self.people.append(person)
        return person

    async def stands(self, traps: Iterable[str], people: int) -> None:
        """Kill at each of these while so many people file."""
        self._over.clear()
        killing = asyncio.create_task(self._kill(traps))
        try:
            await asyncio.gather(*(self._files_on(self.newcomer()) for _ in range(people)), killing)
        finally:
            killing.cancel()
            with suppress(asyncio.CancelledError):
                await killing

    async def file(self, person: Texter) -> None:
        """One report, unlike any other."""
        self._number += 1
        await person.files_report(self._number)

    async def _files_on(self, person: Texter) -> None:
        """As long as it lasts, and one report to the end."""
        while not person.reports or not self._over.is_set():
            await self.file(person)

    async def _kill(self, traps: Iterable[str]) -> None:
        """Start with a trap, wait until it springs, start again; in the end without one."""
        try:
            for trap in traps:
                await self._one_life(trap)
                self.kills += 1
            await asyncio.to_thread(self.process.start)
        finally:
            self._over.set()

    async def _one_life(self, trap: str) -> None:
        hop, _, count = trap.partition(":")
        await asyncio.to_thread(self.process.start, hops={} if hop == "outside" else {"HOP": trap})
        if hop == "outside":
            await dies(self.process, float(count))
            self.process.kill()
        else:
            assert await dies(self.process, SPRING_SECONDS), f"nobody passed {trap}"

    async def ends_well(self, others: Sequence[Sequence[bytes]] = ()) -> None:
        """When all is quiet: stop, and look at everything. `others`: reports that came another way."""
        await self._settles()
        assert await asyncio.to_thread(self.process.stop) == 0
        with closing(Books(self.process.folder)) as books:
            reports = [photos for person in self.people for photos in person.reports]
            await every_report_is_one_case(books, [*reports, *others])
            every_update_came_in_once(books, self.api, self.bot)
            everybody_heard_everything(books, self.people)
        assert TOKEN.partition(":")[2] not in self.process.said()

    async def _settles(self) -> None:
        """Until nothing waits; whoever may have missed something writes, and hears it."""
        for _ in range(ASKED_AGAIN):
            await drained(self.process)
            lanes = self._unsure()
            if not lanes:
                return
            for person in lanes:
                await person.says(HELP)
            await comes_true(lambda: not self.bot.pending, "they were heard")
        raise AssertionError("deliveries stay uncertain")

    def _unsure(self) -> list[Texter]:
        with closing(Books(self.process.folder)) as books:
            lanes = {row.lane for row in books.rows(OUTBOX) if row.state is OutboxState.UNCERTAIN}
            return [person for person in self.people if books.keyring.lane(person.address) in lanes]


@asynccontextmanager
async def besieged(folder: Path) -> AsyncIterator[TelegramSiege]:
    """A platform with its usual limits, and an installation that is not started yet."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    api = FakeBotApi()
    await api.start()
    process = Process(folder / "var", telegram_token=TOKEN, telegram_api_base=api.base)
    try:
        yield TelegramSiege(api, process)
    finally:
        process.kill()
        await api.stop()
