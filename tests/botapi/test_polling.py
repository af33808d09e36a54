"""Polling: what is given when, what expires, who may ask."""

import asyncio
from typing import Any

import pytest

from tests.botapi.conftest import Client, Clock
from tests.support.botapi import FakeBot, FakeBotApi, User

DAY = 86_400


def words(updates: Any) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def ask(client: Client, **params: Any) -> Any:
    return await client.call("getUpdates", **params)


async def test_without_an_offset_it_starts_with_the_earliest_that_is_not_confirmed(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    for text in ("một", "hai", "ba"):
        await an.says(bot, text)
    first = await ask(client)
    assert words(first) == ["một", "hai", "ba"]
    clock.passes(1)
    assert words(await ask(client)) == ["một", "hai", "ba"]
    assert words(await ask(client, offset=first[0]["update_id"] + 1)) == ["hai", "ba"]
    clock.passes(1)
    assert words(await ask(client)) == ["hai", "ba"]


async def test_a_negative_offset_throws_the_older_ones_away(client: Client, bot: FakeBot, an: User) -> None:
    for text in ("một", "hai", "ba"):
        await an.says(bot, text)
    assert words(await ask(client, offset=-1)) == ["ba"]
    assert words(await ask(client)) == ["ba"]


async def test_an_offset_far_ahead_is_not_believed(client: Client, bot: FakeBot, an: User) -> None:
    await an.says(bot, "một")
    [update] = await ask(client)
    assert words(await ask(client, offset=update["update_id"] + 1000)) == ["một"]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (2, 2), (1000, 100)])
async def test_the_limit_lies_between_1_and_100(
    client: Client, bot: FakeBot, an: User, asked: int, given: int
) -> None:
    for number in range(101):
        await an.says(bot, str(number))
    assert len(await ask(client, limit=asked)) == given


async def test_a_waiting_call_wakes_up(client: Client, bot: FakeBot, an: User) -> None:
    waiting = asyncio.create_task(ask(client, timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await an.says(bot, "đây")
    assert words(await waiting) == ["đây"]


async def test_it_waits_for_50_seconds_at_most(client: Client, clock: Clock) -> None:
    waiting = asyncio.create_task(ask(client, timeout=1000))
    await asyncio.sleep(0.05)
    clock.passes(49.9)
    await asyncio.sleep(0.05)
    assert not waiting.done()
    clock.passes(0.2)
    assert await waiting == []


async def test_the_same_question_at_once_is_stretched_to_three_seconds(client: Client, clock: Clock) -> None:
    assert await ask(client) == []
    waiting = asyncio.create_task(ask(client))
    await asyncio.sleep(0.05)
    clock.passes(2.9)
    await asyncio.sleep(0.05)
    assert not waiting.done()
    clock.passes(0.2)
    assert await waiting == []


async def test_the_same_question_within_half_a_second_gets_one_update(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    await an.says(bot, "một")
    await an.says(bot, "hai")
    assert len(await ask(client)) == 2
    clock.passes(0.4)
    assert len(await ask(client)) == 1
    clock.passes(0.6)
    assert len(await ask(client)) == 2


async def test_a_second_poller_ends_the_call_of_the_first(client: Client, bot: FakeBot, an: User) -> None:
    first = asyncio.create_task(ask(client, timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(ask(client, timeout=30, offset=5))
    assert await first is None
    assert client.status == 409
    assert "terminated by other getUpdates request" in client.answer["description"]
    await an.says(bot, "cho người sau")
    assert words(await second) == ["cho người sau"]


async def test_conflicts_that_follow_each_other_come_three_seconds_late(client: Client, clock: Clock) -> None:
    await client.call("setWebhook", url="http://127.0.0.1:9/")
    assert "webhook is active" in await client.refused("getUpdates")
    late = asyncio.create_task(client.refused("getUpdates"))
    await asyncio.sleep(0.05)
    assert not late.done()
    clock.passes(3.1)
    assert "use deleteWebhook" in await late
    await client.call("deleteWebhook")
    assert await ask(client) == []


async def test_presses_live_150_seconds_and_messages_a_day(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    button = {"inline_keyboard": [[{"text": "Nhận việc", "callback_data": "t:1"}]]}
    await client.says(an.id, reply_markup=button)
    await an.says(bot, "một")
    await an.presses(bot, "Nhận việc")
    clock.passes(149)
    assert [*map(len, await ask(client))] == [2, 2]
    clock.passes(2)
    assert words(await ask(client)) == ["một"]
    clock.passes(DAY - 155)
    assert words(await ask(client)) == ["một"]
    clock.passes(10)
    assert await ask(client) == []


async def test_an_edit_lives_a_day_from_itself(client: Client, bot: FakeBot, an: User, clock: Clock) -> None:
    said = await an.says(bot, "mot")
    clock.passes(DAY - 10)
    await an.edits(bot, said, "một")
    clock.passes(20)
    [update] = await ask(client)
    assert update["edited_message"]["text"] == "một"
    assert update["edited_message"]["edit_date"] > update["edited_message"]["date"]


async def test_after_a_week_of_silence_ids_go_on_elsewhere(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    await an.says(bot, "một")
    await an.says(bot, "hai")
    ids = [update["update_id"] for update in await ask(client)]
    assert ids[1] == ids[0] + 1
    await ask(client, offset=ids[1] + 1)
    clock.passes(7 * DAY)
    await an.says(bot, "sau kỳ nghỉ")
    [update] = await ask(client)
    assert abs(update["update_id"] - ids[1]) > 1000


async def test_what_is_allowed_is_kept_and_what_is_queued_stays(
    client: Client, bot: FakeBot, an: User
) -> None:
    await an.says(bot, "một")
    assert words(await ask(client, allowed_updates=["my_chat_member"])) == ["một"]
    await an.says(bot, "nobody asked for this")
    await ask(client, timeout=1, limit=1)
    await an.blocks(bot)
    updates = await ask(client, offset=-1)
    assert [key for key in updates[0] if key != "update_id"] == ["my_chat_member"]
    await ask(client, allowed_updates=[], offset=updates[0]["update_id"] + 1)
    await an.unblocks(bot)
    await an.says(bot, "hai")
    assert len(await ask(client)) == 2


async def test_two_bots_have_two_queues(api: FakeBotApi, client: Client, bot: FakeBot, an: User) -> None:
    other = api.bot("77:another", username="ban_bot")
    await an.says(bot, "cho bot này")
    await an.says(other, "cho bot kia")
    assert words(await ask(client)) == ["cho bot này"]
    assert (bot.pending, other.pending) == (0, 1)


async def test_poison_can_be_queued_between_good_ones(client: Client, bot: FakeBot, an: User) -> None:
    await an.says(bot, "một")
    bot.queue.add_raw({"message": {"message_id": 5, "text": "không ngày không người"}})
    bot.queue.add_raw({"a_kind_of_tomorrow": {"what": "ever"}})
    await an.says(bot, "hai")
    updates = await ask(client)
    assert [min(update) for update in updates] == ["message"] * 2 + ["a_kind_of_tomorrow", "message"]
    ids = [update["update_id"] for update in updates]
    assert ids == list(range(ids[0], ids[0] + 4))
