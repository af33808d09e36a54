"""Limits and faults: what a bot meets on a bad day."""

import asyncio
import time

import aiohttp
import pytest

from tests.botapi.conftest import Client, Clock
from tests.support.botapi import (
    BAD_GATEWAY,
    NOT_FOUND,
    UNAUTHORIZED,
    FakeBot,
    FakeBotApi,
    Garble,
    Refuse,
    Reset,
    Slow,
    User,
)


async def test_a_private_chat_takes_a_burst_and_then_one_a_second(
    client: Client, an: User, clock: Clock
) -> None:
    for _ in range(5):
        assert await client.says(an.id)
    assert await client.refused("sendMessage", chat_id=an.id, text="x") == "Too Many Requests: retry after 1"
    assert client.answer["parameters"] == {"retry_after": 1}
    clock.passes(1)
    assert await client.says(an.id)
    assert await client.says(an.id) is None


async def test_edits_count_and_presses_do_not(client: Client, bot: FakeBot, an: User) -> None:
    sent = await client.says(an.id)
    for number in range(4):
        await client.call("editMessageText", chat_id=an.id, message_id=sent["message_id"], text=str(number))
        assert client.status == 200
    await client.call("editMessageText", chat_id=an.id, message_id=sent["message_id"], text="x")
    assert client.status == 429
    assert await client.call("sendChatAction", chat_id=an.id, action="typing") is True
    assert (bot.pace.passed, bot.pace.refused) == (5, 1)


async def test_a_group_takes_20_a_minute(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    group = api.group("Tổ")
    await group.adds(bot)
    for _ in range(20):
        assert await client.says(group.id)
        clock.passes(1)
    await client.refused("sendMessage", chat_id=group.id, text="x")
    assert client.answer["parameters"] == {"retry_after": 40}
    assert await client.says(an.id), "other chats go on"
    clock.passes(40)
    assert await client.says(group.id)


async def test_everything_together_takes_30_a_second(
    api: FakeBotApi, client: Client, bot: FakeBot, clock: Clock
) -> None:
    people = [api.user() for _ in range(31)]
    for person in people:
        await person.says(bot, "/start")
    for person in people[:30]:
        assert await client.says(person.id)
    assert await client.refused("sendMessage", chat_id=people[30].id, text="x")
    assert client.status == 429
    clock.passes(1)
    assert await client.says(people[30].id)


async def test_the_next_so_many_calls_meet_the_fault(api: FakeBotApi, client: Client, an: User) -> None:
    api.scenario.will("sendMessage", BAD_GATEWAY, times=2)
    assert [await client.says(an.id) is None for _ in range(3)] == [True, True, False]
    for fault, status in ((UNAUTHORIZED, 401), (NOT_FOUND, 404)):
        api.scenario.will("*", fault)
        await client.call("getMe")
        assert client.status == status
        assert await client.call("getMe")


async def test_a_fault_may_be_for_one_chat_or_come_later(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    binh = api.user("Bình")
    await binh.says(bot, "/start")
    api.scenario.will(
        "sendMessage", Refuse(429, "Too Many Requests", {"retry_after": 7}), chat=binh.id, after=1
    )
    assert [await client.says(who.id) is None for who in (an, binh, an, binh, binh)] == [
        False, False, False, True, False,
    ]  # fmt: skip
    api.scenario.will("getMe", BAD_GATEWAY, times=9)
    api.scenario.clear()
    assert await client.call("getMe")


@pytest.mark.parametrize("delivered", [True, False])
async def test_a_torn_connection_may_have_delivered(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User, delivered: bool
) -> None:
    api.scenario.will("sendMessage", Reset(delivered))
    with pytest.raises(aiohttp.ClientError):
        await client.says(an.id, "có đến không?")
    assert (an.chat(bot).last.text == "có đến không?") is delivered


async def test_a_slow_answer_was_delivered_at_once(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    api.scenario.will("sendMessage", Slow(0.3))
    begun = time.monotonic()
    waiting = asyncio.create_task(client.says(an.id, "chậm"))
    await asyncio.sleep(0.1)
    assert an.chat(bot).last.text == "chậm"
    assert await waiting
    assert time.monotonic() - begun >= 0.3


async def test_who_hangs_up_was_served_all_the_same(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    api.scenario.will("sendMessage", Slow(0.3))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await client.says(an.id, "đã gửi")
    assert [one.text for one in an.chat(bot).shown()].count("đã gửi") == 1


async def test_an_answer_may_be_garbage(api: FakeBotApi, client: Client, bot: FakeBot, an: User) -> None:
    api.scenario.will("sendMessage", Garble(b'{"ok":true', delivered=True))
    with pytest.raises(aiohttp.ContentTypeError):
        await client.says(an.id, "đã đến")
    assert an.chat(bot).last.text == "đã đến"


async def test_the_server_comes_back_at_the_same_port(api: FakeBotApi, client: Client, an: User) -> None:
    port = int(api.base.rpartition(":")[2])
    await api.stop()
    with pytest.raises(aiohttp.ClientError):
        await client.says(an.id)
    await api.start(port)
    assert await client.says(an.id)
