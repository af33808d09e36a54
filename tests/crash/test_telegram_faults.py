"""Whatever the platform does wrong while people file reports: nothing is lost, nothing is said twice but what
says so, and the chat page never notices."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.crash.siege import story
from tests.crash.telegram_people import Texter
from tests.crash.telegram_siege import TelegramSiege, besieged, comes_true
from tests.support.botapi import BAD_GATEWAY, INTERNAL, NOT_FOUND, UNAUTHORIZED, Garble, Refuse, Reset
from tests.support.botapi.faults import Fault
from tests.support.resident import Resident

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

THROTTLED: Final = Refuse(429, "Too Many Requests: retry after 1", {"retry_after": 1})
CONFLICT: Final = Refuse(409, "Conflict: terminated by other getUpdates request")
SENDING: Final[Mapping[str, Fault]] = {
    "too fast": THROTTLED,
    "internal error": INTERNAL,
    "bad gateway": BAD_GATEWAY,
    "somebody else's page": Garble(status=502),
    "somebody else's page after delivery": Garble(status=502, delivered=True),
    "token refused": UNAUTHORIZED,
    "not found": NOT_FOUND,
    "answer lost": Reset(delivered=True),
    "request lost": Reset(delivered=False),
    "garbage": Garble(b"\xff\x00{", 200),
    "garbage after delivery": Garble(b'{"ok":true,"result":[]}', 200, delivered=True),
}
"""One for each person: it befalls their chat again and again."""
POLLING: Final[Sequence[Fault]] = (
    UNAUTHORIZED, NOT_FOUND, CONFLICT, THROTTLED, INTERNAL, BAD_GATEWAY, Garble(),
    Garble(b"[]", 200, delivered=True), Reset(delivered=False), Reset(delivered=True),
)  # fmt: skip
FETCHING: Final[Sequence[Fault]] = (INTERNAL, Reset(delivered=False), Garble(), Garble(status=500))
BURSTS: Final = (3, 9)
"""After so many messages to a chat its fault strikes, twice in a row."""


async def test_every_fault_in_bursts_loses_nothing_and_doubles_nothing_but_marked_repeats(
    tmp_path: Path,
) -> None:
    async with besieged(tmp_path) as siege:
        assert await asyncio.to_thread(siege.process.start)
        people = {name: siege.newcomer() for name in SENDING}
        for name, person in people.items():
            strikes(siege, person, SENDING[name])
        weather = asyncio.create_task(_weather(siege))
        await asyncio.gather(*(siege.file(person) for person in people.values()))
        await weather
        siege.api.scenario.clear()
        await _is_ready(siege)
        await siege.ends_well()


def strikes(siege: TelegramSiege, person: Texter, fault: Fault) -> None:
    """What befalls everything that is sent to this person's chat."""
    for after in BURSTS:
        siege.api.scenario.will("*", fault, 2, chat=person.user.id, after=after)


async def _weather(siege: TelegramSiege) -> None:
    """Asking for updates, fetching files and all sending at once fail in turns."""
    for fault in FETCHING:
        siege.api.scenario.will("getFile", fault)
        siege.api.scenario.will("file", fault)
    for fault in POLLING:
        await _befalls_polling(siege, fault)
    siege.api.scenario.will("sendMessage", THROTTLED, len(SENDING))


async def _befalls_polling(siege: TelegramSiege, fault: Fault) -> None:
    """Twice, and then it is well again: trouble without an end would make the next try ever later."""
    asked = len(siege.api.asked("getUpdates"))
    siege.api.scenario.will("getUpdates", fault, 2)
    await comes_true(lambda: len(siege.api.asked("getUpdates")) > asked + 2, "asked again")


async def _is_ready(siege: TelegramSiege) -> None:
    """Readiness tells that all is well again."""
    async with Resident(siege.process.url) as somebody:
        assert await _readiness(somebody, 200) == []


async def _readiness(resident: Resident, wanted: int) -> list[str]:
    """The channels whose token is refused, once readiness says so."""
    for _ in range(300):
        status, told = await resident.readiness()
        if status == wanted:
            return list(told["refused_tokens"])
        await asyncio.sleep(0.1)
    raise AssertionError(f"{status} {told['reasons']}")


async def test_a_refused_token_is_told_and_the_chat_page_goes_on_while_telegram_is_away(
    tmp_path: Path,
) -> None:
    async with besieged(tmp_path) as siege:
        assert await asyncio.to_thread(siege.process.start)
        texter = siege.newcomer()
        await texter.says("/start")
        await comes_true(lambda: bool(texter.heard()), "a first word")
        siege.api.scenario.will("*", UNAUTHORIZED, 100_000)
        async with Resident(siege.process.url) as resident:
            await texter.says("/ngonngu")  # ends the call that waits
            assert await _readiness(resident, 503) == ["telegram"]
            port = int(siege.api.base.rpartition(":")[2])
            await siege.api.stop()
            await resident.files_report(story(1))
        siege.api.scenario.clear()
        await siege.api.start(port)
        await _is_ready(siege)
        await siege.file(texter)
        await siege.ends_well([story(1).photos])
