"""Webhook delivery: secret, lanes, repeats."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.botapi.conftest import Client, Clock
from tests.support.botapi import FakeBot, User

SECRET = "x" * 20


class House:
    """Takes updates as a test tells it to."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, Any], str | None]] = []
        self.answers: list[web.Response] = []
        self.holds: dict[str, asyncio.Event] = {}

    @property
    def texts(self) -> list[str]:
        return [
            body["message"]["text"] if "message" in body else body["callback_query"]["data"]
            for body, _ in self.got
        ]

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.got.append((body, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        hold = self.holds.get(self.texts[-1])
        if hold is not None:
            await hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    async def has(self, count: int) -> list[str]:
        """Wait until so many came."""
        async with asyncio.timeout(5):
            while len(self.got) < count:  # noqa: ASYNC110 - the fake rings no bell for tests
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.03)
        return self.texts


@pytest.fixture
async def house() -> House:
    return House()


@pytest.fixture
async def url(house: House) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", house.take)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/hook"))


async def test_updates_come_with_the_secret_and_are_then_gone(
    client: Client, bot: FakeBot, an: User, house: House, url: str
) -> None:
    await an.says(bot, "trước")
    assert await client.call("setWebhook", url=url, secret_token=SECRET) is True
    await an.says(bot, "sau")
    assert await house.has(2) == ["trước", "sau"]
    assert {secret for _, secret in house.got} == {SECRET}
    info = await client.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (url, 0, 40)


async def test_what_fails_comes_again_after_0_2_4_and_8_seconds(
    client: Client, bot: FakeBot, an: User, house: House, url: str, clock: Clock
) -> None:
    house.answers = [web.Response(status=503) for _ in range(4)]
    await client.call("setWebhook", url=url)
    await an.says(bot, "một")
    await house.has(2)
    for pause, count in ((2, 3), (4, 4), (8, 5)):
        clock.passes(pause - 0.1)
        await asyncio.sleep(0.05)
        assert len(house.got) == count - 1
        clock.passes(0.2)
        await house.has(count)
    assert len({body["update_id"] for body, _ in house.got}) == 1
    info = await client.call("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    assert info["pending_update_count"] == 0


async def test_a_retry_after_is_respected(
    client: Client, bot: FakeBot, an: User, house: House, url: str, clock: Clock
) -> None:
    house.answers = [web.Response(status=429, headers={"Retry-After": "30"})]
    await client.call("setWebhook", url=url)
    await an.says(bot, "một")
    await house.has(1)
    clock.passes(29)
    await asyncio.sleep(0.05)
    assert len(house.got) == 1
    clock.passes(2)
    await house.has(2)


async def test_one_chat_waits_for_itself_and_presses_have_their_own_lane(
    client: Client, bot: FakeBot, an: User, house: House, url: str
) -> None:
    button = {"inline_keyboard": [[{"text": "Nhận", "callback_data": "t:1"}]]}
    await client.says(an.id, reply_markup=button)
    house.holds["một"] = asyncio.Event()
    await client.call("setWebhook", url=url)
    await an.says(bot, "một")
    await an.says(bot, "hai")
    await an.presses(bot, "Nhận")
    assert await house.has(2) == ["một", "t:1"]
    house.holds["một"].set()
    assert await house.has(3) == ["một", "t:1", "hai"]


async def test_no_answer_counts_as_failure_and_it_comes_again(
    client: Client, bot: FakeBot, an: User, house: House, url: str
) -> None:
    bot.hook.timeout = 0.1
    house.holds["một"] = asyncio.Event()
    await client.call("setWebhook", url=url)
    await an.says(bot, "một")
    await house.has(2)
    house.holds["một"].set()
    assert set(house.texts) == {"một"}


async def test_what_is_too_old_is_dropped(
    client: Client, bot: FakeBot, an: User, house: House, url: str, clock: Clock
) -> None:
    button = {"inline_keyboard": [[{"text": "Nhận", "callback_data": "t:1"}]]}
    await client.says(an.id, reply_markup=button)
    house.answers = [web.Response(status=500, headers={"Retry-After": "151"})]
    await client.call("setWebhook", url=url)
    await an.presses(bot, "Nhận")
    await house.has(1)
    clock.passes(200)
    await asyncio.sleep(0.05)
    assert (len(house.got), bot.queue.pending) == (1, [])


async def test_an_answer_that_names_a_method_is_carried_out(
    client: Client, bot: FakeBot, an: User, house: House, url: str
) -> None:
    house.answers = [web.json_response({"method": "sendMessage", "chat_id": an.id, "text": "đáp ngay"})]
    await client.call("setWebhook", url=url)
    await an.says(bot, "một")
    await house.has(1)
    assert an.chat(bot).last.text == "đáp ngay"


async def test_a_waiting_poll_ends_when_a_webhook_is_set(client: Client, url: str) -> None:
    waiting = asyncio.create_task(client.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    other = Client(client.session, client.base, client.token)
    assert await other.call("setWebhook", url=url)
    assert "terminated by setWebhook" in await waiting


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://phuong.example.vn/hook"}, "An HTTPS URL must be provided"),
        ({"url": "https://phuong.example.vn:9000/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "no url"}, "invalid webhook URL"),
        ({"url": "https://phuong.example.vn/", "secret_token": "có dấu"}, "unallowed characters"),
        ({"url": "https://phuong.example.vn/", "secret_token": "x" * 257}, "too long"),
    ],
)
async def test_an_address_and_its_secret_are_checked(
    client: Client, params: dict[str, str], words: str
) -> None:
    assert words in await client.refused("setWebhook", **params)


async def test_a_webhook_is_set_once_a_second(client: Client, url: str, clock: Clock) -> None:
    assert await client.call("setWebhook", url=url)
    assert "Too Many Requests" in await client.refused("setWebhook", url=url)
    clock.passes(1)
    assert await client.call("setWebhook", url="")
    assert (await client.call("getWebhookInfo"))["url"] == ""


async def test_pending_updates_can_be_dropped(client: Client, bot: FakeBot, an: User) -> None:
    await an.says(bot, "một")
    assert (await client.call("getWebhookInfo"))["pending_update_count"] == 1
    await client.call("deleteWebhook", drop_pending_updates=True)
    assert bot.queue.pending == []
