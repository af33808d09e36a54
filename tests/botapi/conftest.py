"""A platform with a clock that tests move, one bot, one person, and a plain client without any library."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.support.botapi import FakeBot, FakeBotApi, User

TOKEN = "4839574:invented-token-of-a-ward"
START = 1_795_053_600.0


class Clock:
    """Seconds since 1970, moved by hand."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> float:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += seconds


class Client:
    """Calls methods and keeps the last answer."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: str) -> None:
        self.session = session
        self.base = base
        self.token = token
        self.status = 0
        self.answer: dict[str, Any] = {}

    async def post(self, method: str, **sent: Any) -> Any:
        async with self.session.post(f"{self.base}/bot{self.token}/{method}", **sent) as response:
            self.status, self.answer = response.status, await response.json()
        return self.answer.get("result")

    async def call(self, method: str, **params: Any) -> Any:
        """As JSON; gives the result."""
        return await self.post(method, json=params)

    async def refused(self, method: str, **params: Any) -> str:
        """The words of the refusal."""
        assert await self.call(method, **params) is None, self.answer
        assert self.status == self.answer["error_code"]
        return str(self.answer["description"])

    async def says(self, chat: int, text: str = "Chào Ông/Bà", **params: Any) -> Any:
        return await self.call("sendMessage", chat_id=chat, text=text, **params)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[FakeBotApi]:
    api = FakeBotApi(now=clock)
    await api.start()
    yield api
    await api.stop()


@pytest.fixture
async def bot(api: FakeBotApi) -> FakeBot:
    return api.bot(TOKEN)


@pytest.fixture
async def an(api: FakeBotApi, bot: FakeBot) -> User:
    """Somebody who has pressed Start, which the bot has read."""
    an = api.user("An")
    await an.says(bot, "/start")
    bot.queue.clear()
    return an


@pytest.fixture
async def client(api: FakeBotApi, bot: FakeBot) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, api.base, bot.token)
