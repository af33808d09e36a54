"""Telegram as people of a World have it: the fake platform, and one person's chat with the ward's bot."""

import asyncio
from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import Any, Final

from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.app import App
from bot.channels.telegram import Telegram
from bot.core.messages import Address, Point
from bot.workers.courier import Courier
from bot.workers.loop import Loop
from tests.support.botapi import Chat, FakeBot, FakeBotApi, Limits, Shown, Upload, User
from tests.support.botapi.files import photo_sizes
from tests.support.botapi.wire import ApiError
from tests.support.clock import VirtualClock
from tests.support.front import Choice, Heard, Paper

TOKEN: Final = "4242:an-invented-token"
GRAIN: Final = 0.001
"""Seconds; less would be lost in the World's clock, and the pacer would ask for ever."""
POLLER: Final = "poller-telegram"
KINDS: Final = {"video": "video", "audio": "audio"}


class Town:
    """The platform that a World's bot lives on. It outlives the house; nothing on it waits."""

    def __init__(self, clock: VirtualClock, limits: Limits | None = None) -> None:
        self._clock = clock
        self.api = FakeBotApi(now=lambda: self._clock.wall().timestamp(), limits=limits, patient=False)
        self.bot: FakeBot = self.api.bot(TOKEN)

    def goes_back(self, clock: VirtualClock, chats: dict[int, Chat]) -> None:
        """What was said since then was never said, and it is another clock's time."""
        self._clock = clock
        self.bot.private = deepcopy(chats)

    async def opens(self) -> dict[str, Any]:
        """Start once; gives what the house must be told about it."""
        if not self.api.base:
            await self.api.start()
        return {"telegram_token": SecretStr(TOKEN), "telegram_api_base": self.api.base}

    async def welcomes(self, app: App) -> None:
        """The house is built: its pacing goes by the World's clock, and its channel opens."""
        channel = channel_of(app)
        channel._pacer._clock = lambda: self._clock.wall().timestamp()
        channel._pacer._sleep = self._passes
        await channel.open()

    async def _passes(self, seconds: float) -> None:
        self._clock.passes(seconds=max(seconds, GRAIN))

    async def parts(self, app: App) -> None:
        """The house closes: its poller gives back its lease, its channel ends."""
        poller = _poller(app)
        poller.stop()
        await poller.run()
        await channel_of(app).close()

    async def closes(self) -> None:
        """The end of a test."""
        await self.api.stop()

    async def hands_over(self, app: App) -> None:
        """The house takes in all that people have sent."""
        poller = _poller(app)
        for _ in range(1 + self.bot.pending):
            if self.bot.pending:
                await poller.step()
        assert self.bot.pending == 0, "the house does not take its updates"

    async def waits(self, courier: Loop) -> None:
        """What the courier put off for a while comes due; what is under way needs the real clock a moment."""
        assert isinstance(courier, Courier)
        if courier._flying or courier._landed:
            await asyncio.sleep(0.001)
        else:
            self._clock.passes(seconds=0.5)

    def newcomer(self, name: str) -> "TelegramFront":
        """Somebody's way to the ward."""
        return TelegramFront(self, self.api.user(name))


def _poller(app: App) -> Loop:
    return next(loop for loop in app.loops if loop.name == POLLER)


def channel_of(app: App) -> Telegram:
    """The house's own Telegram channel."""
    return next(channel for channel in app.channels if isinstance(channel, Telegram))


class TelegramFront:
    """A person's private chat with the bot."""

    def __init__(self, town: Town, user: User) -> None:
        self.town = town
        self.user = user

    @property
    def address(self) -> Address:
        return Address("telegram", str(self.town.bot.id), str(self.user.id))

    async def enter(self, language: str) -> None:
        """Nothing is said by coming in: the phone's language travels with the first message."""
        self.user.language_code = language

    async def write(self, text: str) -> int:
        await self.user.says(self.town.bot, text)
        return 200

    async def press(self, tap: str) -> int:
        """The newest button with this tap or the open key with this label, else a made-up press."""
        bot = self.town.bot
        shown = self.user.chat(bot).shown()
        taps = {button.get("callback_data") for message in shown for button in message.buttons}
        keyboard = self.user.chat(bot).keyboard
        if tap in taps or (keyboard and tap in {key["text"] for key in keyboard.keys}):
            await self.user.presses(bot, tap)
            return 200
        ours = [message for message in shown if message.by_bot == bot.id]
        lost = Shown({"message_id": 1}, by_bot=bot.id)
        await self.user.forges(bot, ours[-1] if ours else lost, tap, inaccessible=not ours)
        return 200

    async def pin(self, point: Point) -> int:
        at = (point.latitude, point.longitude)
        if point.accuracy is None:
            await self.user.pins(self.town.bot, *at)
        else:
            await self.user.stands_at(self.town.bot, *at, point.accuracy)
        return 200

    async def send(self, papers: Sequence[Paper], caption: str) -> int:
        """Photos beside each other go as one album, everything else by itself; the caption goes first."""
        for together, run in groupby(papers, _is_photo):
            if together:
                await self._photos([paper.content for paper in run], caption)
            for paper in () if together else run:
                await self._file(paper, caption)
                caption = ""
            caption = ""
        return 200

    async def _photos(self, contents: Sequence[bytes], caption: str) -> None:
        if len(contents) > 1:
            await self.user.sends_album(self.town.bot, contents, caption)
        else:
            await self.user.sends_photo(self.town.bot, contents[0], caption)

    async def _file(self, paper: Paper, caption: str) -> None:
        file = Upload(paper.name, paper.content, paper.media_type)
        kind = KINDS.get(paper.media_type.partition("/")[0], "document")
        await self.user.sends_file(self.town.bot, kind, file, caption)

    async def accept(self, token: str) -> int:
        """As the link does it: the command with the token behind it."""
        await self.user.says(self.town.bot, f"/start {token}")
        return 200

    async def history(self) -> list[Heard]:
        chat = self.user.chat(self.town.bot)
        return [_heard(message) for message in chat.shown() if message.by_bot == self.town.bot.id]

    async def fetch(self, path: str) -> bytes:
        """The picture of the message with this number."""
        content: bytes = self.user.chat(self.town.bot).messages[int(path)].fetched[-1].content
        return content

    async def reconnect(self, server: TestServer) -> None:
        """The platform did not notice."""

    async def close(self) -> None:
        """The platform stays; the World ends it."""


def _is_photo(paper: Paper) -> bool:
    """What a phone offers to send as a photo; everything else goes as a file."""
    if paper.media_type != "image/jpeg":
        return False
    try:
        photo_sizes(paper.content)
    except ApiError:
        return False
    return True


def _heard(message: Shown) -> Heard:
    inline = [
        Choice(one["text"], one.get("callback_data") or one.get("url") or "") for one in message.buttons
    ]
    keys = [Choice(one["text"], one["text"]) for one in message.keys]
    picture = str(message.id) if "photo" in message.told else None
    return Heard(message.id, message.text, (*inline, *keys), picture=picture)
