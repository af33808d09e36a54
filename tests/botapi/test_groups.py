"""Groups: who hears what, migration, topics, administrators who hide."""

from typing import Any

import pytest

from tests.botapi.conftest import Client
from tests.support.botapi import FakeBot, FakeBotApi, Group, Press, User

BUTTON: Any = {"inline_keyboard": [[{"text": "Nhận việc", "callback_data": "t:1"}]]}


@pytest.fixture
async def group(api: FakeBotApi, bot: FakeBot) -> Group:
    group = api.group("Tổ công tác")
    await group.adds(bot)
    return group


@pytest.fixture
async def forum(api: FakeBotApi, bot: FakeBot) -> Group:
    forum = api.group("Diễn đàn", forum=True)
    await forum.adds(bot)
    await forum.promotes(bot, "can_manage_topics")
    bot.queue.clear()
    return forum


async def told(client: Client) -> list[str]:
    """What the bot was told: texts, or the kind of event."""
    found = []
    for update in await client.call("getUpdates"):
        kind = next(key for key in update if key != "update_id")
        found.append(update[kind].get("text", kind))
    return found


async def test_coming_and_going_is_told(client: Client, bot: FakeBot, group: Group) -> None:
    joined, service = await client.call("getUpdates")
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["my_chat_member"]["chat"] == {"id": group.id, "type": "group", "title": "Tổ công tác"}
    assert service["message"]["new_chat_members"] == [bot.told]
    assert await client.says(group.id)
    await group.removes(bot)
    words = await client.refused("sendMessage", chat_id=group.id, text="x")
    assert (client.status, words) == (403, "Forbidden: bot was kicked from the group chat")


async def test_a_group_without_the_bot_is_closed_to_it(api: FakeBotApi, client: Client) -> None:
    other = api.group("Nhóm khác")
    words = await client.refused("sendMessage", chat_id=other.id, text="x")
    assert words == "Forbidden: bot is not a member of the group chat"


async def test_privacy_lets_commands_replies_and_events_through(
    client: Client, bot: FakeBot, group: Group, an: User
) -> None:
    bot.queue.clear()
    await client.says(group.id, "Việc mới")
    ours = group.chat.last
    await an.says(group, "nói chuyện riêng")
    await an.says(group, "/viec")
    await an.says(group, "/viec@can_dung_bot")
    await an.says(group, "/viec@other_bot")
    await an.says(group, "tôi nhận", reply_to=ours)
    await group.renames("Tổ 2")
    assert await told(client) == ["/viec", "/viec@can_dung_bot", "tôi nhận", "message"]


@pytest.mark.parametrize("way", ["without privacy", "as an administrator"])
async def test_some_bots_hear_everything(
    client: Client, bot: FakeBot, group: Group, an: User, way: str
) -> None:
    if way == "without privacy":
        bot.privacy = False
        assert (await client.call("getMe"))["can_read_all_group_messages"] is True
    else:
        await group.promotes(bot)
    bot.queue.clear()
    await an.says(group, "nói chuyện riêng")
    assert await told(client) == ["nói chuyện riêng"]


async def test_a_press_in_a_group_comes_from_a_person(
    client: Client, bot: FakeBot, group: Group, an: User
) -> None:
    await client.says(group.id, "Việc mới", reply_markup=BUTTON)
    bot.queue.clear()
    assert isinstance(await an.presses(group, "Nhận việc"), Press)
    [update] = await client.call("getUpdates")
    press = update["callback_query"]
    assert (press["from"]["id"], press["message"]["chat"]["id"]) == (an.id, group.id)


async def test_an_administrator_may_hide_behind_the_group(
    client: Client, bot: FakeBot, group: Group, an: User
) -> None:
    bot.queue.clear()
    await an.says(group, "/viec", anonymous=True)
    [update] = await client.call("getUpdates")
    assert update["message"]["from"]["id"] == 1087968824
    assert update["message"]["sender_chat"]["id"] == group.id


async def test_a_group_that_migrates_says_where_to(client: Client, bot: FakeBot, group: Group) -> None:
    bot.queue.clear()
    moved = await group.migrates()
    gone, come = (update["message"] for update in await client.call("getUpdates"))
    assert (gone["chat"]["id"], gone["migrate_to_chat_id"]) == (group.id, moved.id)
    assert (come["chat"]["id"], come["migrate_from_chat_id"]) == (moved.id, group.id)
    words = await client.refused("sendMessage", chat_id=group.id, text="x")
    assert words == "Bad Request: group chat was upgraded to a supergroup chat"
    assert client.answer["parameters"] == {"migrate_to_chat_id": moved.id}
    assert (await client.says(moved.id))["chat"]["type"] == "supergroup"


async def test_topics_are_made_closed_and_deleted(client: Client, forum: Group) -> None:
    topic = await client.call("createForumTopic", chat_id=forum.id, name="Tổ kinh tế")
    thread = topic["message_thread_id"]
    sent = await client.says(forum.id, message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    await forum.closes_topic(thread)
    words = await client.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert words == "Bad Request: TOPIC_CLOSED"
    await forum.deletes_topic(thread)
    words = await client.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert words == "Bad Request: message thread not found"
    assert all(one.told.get("message_thread_id") != thread for one in forum.shown())


async def test_the_general_topic_has_a_number_only_on_the_way_in(
    client: Client, forum: Group, an: User
) -> None:
    await an.says(forum, "/viec", thread=1)
    [update] = await client.call("getUpdates")
    assert update["message"]["message_thread_id"] == 1
    words = await client.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=1)
    assert words == "Bad Request: message thread not found"
    assert "message_thread_id" not in await client.says(forum.id)


async def test_topics_need_a_forum_the_right_and_a_name(
    client: Client, bot: FakeBot, forum: Group, group: Group
) -> None:
    assert "not a forum" in await client.refused("createForumTopic", chat_id=group.id, name="x")
    assert "TOPIC_TITLE" in await client.refused("createForumTopic", chat_id=forum.id, name="x" * 129)
    await forum.promotes(bot)
    assert "not enough rights" in await client.refused("createForumTopic", chat_id=forum.id, name="x")


async def test_a_link_leads_into_a_chat_with_its_payload(
    client: Client, bot: FakeBot, group: Group, an: User, api: FakeBotApi
) -> None:
    bot.queue.clear()
    binh = api.user("Bình")
    await binh.opens_link(f"https://t.me/{bot.username}?start=abc-123")
    await an.opens_link(f"https://t.me/{bot.username}?startgroup=g1", group)
    assert [said for said in await told(client) if said.startswith("/")] == [
        "/start abc-123",
        "/start@can_dung_bot g1",
    ]
    assert await client.says(binh.id)
