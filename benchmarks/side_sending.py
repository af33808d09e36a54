"""Messages to many people, 32 at a time, through our channel or the library's own transport.

`python -m benchmarks.side_sending ours|library [MESSAGES]` tells what a message costs.
`python -m benchmarks.side_sending pacing [SECONDS]` tells how much of a permitted rate is used.
"""

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from benchmarks.house import quiet
from benchmarks.measuring import Stopwatch, tell
from bot.channels.telegram import Pacer, Rates, Telegram, TelegramSettings
from bot.core.errors import Throttled
from bot.core.messages import Address, Button, EvidenceId, OutboxId, Priority, Prompt
from bot.core.ports import Parcel

TOKEN: Final = "1:benchmark-token"  # noqa: S105  made up
AT_ONCE: Final = 32
MESSAGES: Final = 3000
WARM: Final = 200
SECONDS: Final = 20
PERMITTED: Final = 30
"""Messages in any second that the enforcing server takes."""
TEXT: Final = "Ông/Bà mua hàng gì, mua bao nhiêu, cân lại được bao nhiêu? Ví dụ: mua 2 kg, cân lại 1,7 kg."
BUTTONS: Final = (Button("Bỏ qua", "nav:skip:report:details"), Button("Quay lại", "nav:back:report:details"))
Send = Callable[[int], Awaitable[object]]


class NoPictures:
    """Nothing here shows any."""

    async def picture(self, id_: EvidenceId) -> bytes:
        raise AssertionError(id_)

    async def recall(self, id_: EvidenceId, channel: str, account: str) -> str | None:
        raise AssertionError((id_, channel, account))

    async def remember(self, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
        raise AssertionError((id_, channel, account, ref))


@asynccontextmanager
async def server(*rate: int) -> AsyncIterator[str]:
    """A fresh server's address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.bot_server", *map(str, rate), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{(await process.stdout.readline()).decode().strip()}"
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def channel(base: str, rates: Rates) -> AsyncIterator[Telegram]:
    """Our channel on this server."""
    telegram = Telegram(
        TelegramSettings(TOKEN, base), NoPictures(), lambda _: b"", str, lambda _language, key: key,
        Pacer(rates),
    )  # fmt: skip
    await telegram.open()
    try:
        yield telegram
    finally:
        await telegram.close()


def parcel(number: int) -> Parcel:
    """One message, to one of many people."""
    address = Address("telegram", "1", str(1000 + number % 500))
    return Parcel(OutboxId(number), address, Prompt(TEXT, BUTTONS), "vi", None, Priority.BROADCAST)


async def measure(send: Send, messages: int) -> None:
    """What `messages` cost, `AT_ONCE` at a time."""
    await _all(send, range(WARM))
    watch = Stopwatch.start()
    await _all(send, range(WARM, WARM + messages))
    tell(watch.rate(messages))


async def _all(send: Send, numbers: range) -> None:
    waiting = iter(numbers)

    async def work() -> None:
        for number in waiting:
            await send(number)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


async def ours(messages: int) -> None:
    """Through the channel: fitting, marking up, pacing (at a rate that never holds), sending."""
    quick = Rates(overall=1e6, private=1e6, group=1e6)
    async with server() as base, channel(base, quick) as telegram:
        await measure(lambda number: telegram.send(parcel(number)), messages)


async def library(messages: int) -> None:
    """The same words and buttons through the library and the transport that it brings."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(b.label, callback_data=b.tap) for b in BUTTONS]])
    async with server() as base:
        request = HTTPXRequest(connection_pool_size=AT_ONCE, pool_timeout=30, read_timeout=30)
        bot = Bot(TOKEN, base_url=f"{base}/bot", request=request)
        async with bot:
            await measure(
                lambda number: bot.send_message(
                    1000 + number % 500, TEXT, parse_mode="HTML", reply_markup=keyboard
                ),
                messages,
            )


async def pacing(seconds: int) -> None:
    """A broadcast at our own rate for the permitted one, each message tried until it is taken."""
    async with server(PERMITTED) as base, channel(base, Rates(overall=0.99 * PERMITTED)) as telegram:
        until = time.monotonic() + seconds

        async def send(number: int) -> None:
            while time.monotonic() < until:
                try:
                    await telegram.send(parcel(number))
                except Throttled as problem:
                    await asyncio.sleep(problem.after)
                else:
                    return

        await _all(send, range(PERMITTED * seconds * 2))
        with urllib.request.urlopen(f"{base}/bot{TOKEN}/told") as answer:  # noqa: S310, ASYNC210  our own server, at the end
            told = json.load(answer)["result"]
    share = told["taken"] / (PERMITTED * told["seconds"]) * 100
    tell({"share": share, "refused": told["refused"] / (told["taken"] + told["refused"]) * 1000})


if __name__ == "__main__":
    quiet()
    mode, *size = sys.argv[1:]
    runs = {"ours": (ours, MESSAGES), "library": (library, MESSAGES), "pacing": (pacing, SECONDS)}
    run, usual = runs[mode]
    asyncio.run(run(int(size[0]) if size else usual))
