"""Edits, deletions and answers to presses."""

from typing import Any

import pytest

from tests.botapi.conftest import Client, Clock
from tests.support.botapi import FakeBot, FakeBotApi, Press, User

BUTTON: Any = {"inline_keyboard": [[{"text": "Nhận việc", "callback_data": "t:1"}]]}


async def edited(client: Client, an: User, message_id: int, text: str, **params: Any) -> Any:
    return await client.call("editMessageText", chat_id=an.id, message_id=message_id, text=text, **params)


async def test_an_edit_changes_what_people_see_and_drops_the_keyboard(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    sent = await client.says(an.id, "một", reply_markup=BUTTON)
    clock.passes(5)
    told = await edited(client, an, sent["message_id"], "<i>hai</i>", parse_mode="HTML")
    assert (told["date"], told["edit_date"]) == (sent["date"], int(clock()))
    shown = an.chat(bot).last
    assert (shown.text, shown.buttons, shown.edits) == ("hai", [], 1)
    assert "reply_markup" not in told


async def test_the_same_again_is_not_modified(client: Client, an: User) -> None:
    sent = await client.says(an.id, "một", reply_markup=BUTTON)
    await edited(client, an, sent["message_id"], "<b>một</b>", parse_mode="HTML", reply_markup=BUTTON)
    assert client.status == 200
    await edited(client, an, sent["message_id"], "<b> một </b>", parse_mode="HTML", reply_markup=BUTTON)
    assert client.status == 400
    assert "message is not modified: specified new message content" in client.answer["description"]


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_what_is_not_there_or_not_ours_cannot_be_edited(
    client: Client, bot: FakeBot, an: User, method: str
) -> None:
    text = {"text": "x"} if method == "editMessageText" else {}
    said = await an.says(bot, "của dân")
    keyboard = await client.says(an.id, reply_markup={"keyboard": [["x"]]})
    for message_id, words in (
        (999, "message to edit not found"),
        (said.id, "message can't be edited"),
        (keyboard["message_id"], "message can't be edited"),
    ):
        refusal = await client.refused(method, chat_id=an.id, message_id=message_id, **text)
        assert refusal == f"Bad Request: {words}"


async def test_text_and_caption_are_edited_each_by_its_own_method(client: Client, an: User) -> None:
    sent = await client.says(an.id)
    words = await client.refused(
        "editMessageCaption", chat_id=an.id, message_id=sent["message_id"], caption="x"
    )
    assert words == "Bad Request: there is no caption in the message to edit"
    place = await client.call("sendLocation", chat_id=an.id, latitude=20, longitude=105)
    await edited(client, an, place["message_id"], "x")
    assert client.answer["description"] == "Bad Request: there is no text in the message to edit"


async def test_a_keyboard_is_changed_alone(client: Client, bot: FakeBot, an: User) -> None:
    sent = await client.says(an.id, reply_markup=BUTTON)
    told = await client.call("editMessageReplyMarkup", chat_id=an.id, message_id=sent["message_id"])
    assert (told["text"], an.chat(bot).last.buttons) == (sent["text"], [])


async def test_deleted_is_gone(client: Client, bot: FakeBot, an: User, clock: Clock) -> None:
    sent = await client.says(an.id)
    said = await an.says(bot, "xoá giúp")
    for message_id in (sent["message_id"], said.id):
        assert await client.call("deleteMessage", chat_id=an.id, message_id=message_id) is True
    assert [one.text for one in an.chat(bot).shown()] == ["/start"]
    words = await client.refused("deleteMessage", chat_id=an.id, message_id=sent["message_id"])
    assert words == "Bad Request: message to delete not found"
    assert "not found" in str(await edited(client, an, sent["message_id"], "x") or client.answer)
    old = await client.says(an.id)
    clock.passes(48 * 3600 + 1)
    refusal = await client.refused("deleteMessage", chat_id=an.id, message_id=old["message_id"])
    assert "can't be deleted" in refusal


async def test_others_words_in_a_group_stay(api: FakeBotApi, client: Client, bot: FakeBot, an: User) -> None:
    group = api.group("Tổ")
    await group.adds(bot)
    said = await an.says(group, "/viec")
    refusal = await client.refused("deleteMessage", chat_id=group.id, message_id=said.id)
    assert "can't be deleted" in refusal


async def test_a_press_is_answered_once_it_is_known_and_young(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    await client.says(an.id, reply_markup=BUTTON)
    press = await an.presses(bot, "Nhận việc")
    assert isinstance(press, Press)
    assert not press.answered
    assert await client.call("answerCallbackQuery", callback_query_id=press.id, text="Đã nhận") is True
    assert press.answers == [{"text": "Đã nhận"}]
    late = await an.presses(bot, "t:1")
    assert isinstance(late, Press)
    clock.passes(16)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await client.refused("answerCallbackQuery", callback_query_id=late.id) == old
    assert await client.refused("answerCallbackQuery", callback_query_id="12") == old
    assert "TOO_LONG" in await client.refused(
        "answerCallbackQuery", callback_query_id=press.id, text="x" * 201
    )


async def test_a_press_tells_the_message_as_it_is_now(client: Client, bot: FakeBot, an: User) -> None:
    sent = await client.says(an.id, "một", reply_markup=BUTTON)
    await edited(client, an, sent["message_id"], "hai", reply_markup=BUTTON)
    await an.presses(bot, "t:1")
    await an.forges(bot, an.chat(bot).last, "made:up", inaccessible=True)
    first, second = await client.call("getUpdates")
    assert first["callback_query"]["message"]["text"] == "hai"
    assert first["callback_query"]["data"] == "t:1"
    stale = second["callback_query"]["message"]
    assert (stale["date"], set(stale)) == (0, {"chat", "message_id", "date"})


async def test_commands_are_checked_and_offered_by_scope_and_language(
    client: Client, bot: FakeBot, an: User
) -> None:
    start = {"command": "start", "description": "Bắt đầu"}
    await client.call("setMyCommands", commands=[start])
    await client.call("setMyCommands", commands=[start | {"description": "Start"}], language_code="en")
    private = {"type": "all_private_chats"}
    await client.call("setMyCommands", commands=[start | {"description": "Riêng"}], scope=private)
    assert bot.menu(-5, an.id, "en")[0]["description"] == "Start"
    assert bot.menu(-5, an.id, "vi")[0]["description"] == "Bắt đầu"
    assert bot.menu(an.id, an.id, "en")[0]["description"] == "Riêng"
    for command in ({"command": "Bad", "description": "x"}, {"command": "ok", "description": "x" * 257}):
        assert "BOT_COMMAND" in await client.refused("setMyCommands", commands=[command])
    scope = {"type": "chat", "chat_id": 5}
    assert "chat not found" in await client.refused("setMyCommands", commands=[start], scope=scope)
