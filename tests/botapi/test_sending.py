"""Messages out: what is allowed, what the answer tells, what people then see."""

from typing import Any

import pytest

from tests.botapi.conftest import Client, Clock
from tests.support.botapi import FakeBot, FakeBotApi, User

EMOJI = "😀"


def inline(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": one, "callback_data": one}] for one in data]}


async def test_the_answer_tells_the_whole_message(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    sent = await client.says(an.id, "Mã <b>26-0042-7</b>", parse_mode="HTML", reply_markup=inline("v:1"))
    assert sent["from"] == bot.told
    assert sent["chat"] == {"id": an.id, "type": "private", "first_name": "An"}
    assert (sent["date"], sent["text"]) == (int(clock()), "Mã 26-0042-7")
    assert sent["entities"][0] == {"type": "bold", "offset": 3, "length": 9}
    assert sent["reply_markup"] == inline("v:1")
    assert an.chat(bot).last.text == "Mã 26-0042-7"


async def test_a_reply_keyboard_is_shown_but_not_told(client: Client, bot: FakeBot, an: User) -> None:
    keyboard = {"keyboard": [[{"text": "Gửi vị trí", "request_location": True}], ["Bỏ qua"]]}
    assert "keyboard" not in str(await client.says(an.id, reply_markup=keyboard))
    shown = an.chat(bot).keyboard
    assert shown is not None
    assert [key["text"] for key in shown.keys] == ["Gửi vị trí", "Bỏ qua"]
    await client.says(an.id)
    assert an.chat(bot).keyboard is not None
    await client.says(an.id, reply_markup={"remove_keyboard": True})
    assert an.chat(bot).keyboard is None


async def test_message_ids_rise_in_each_chat_by_itself(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    binh = api.user("Bình")
    await binh.says(bot, "/start")
    ids = [(await client.says(who.id))["message_id"] for who in (an, binh, an, binh)]
    assert ids == [2, 2, 3, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("x" * 4097, "message is too long"),
        (EMOJI * 2049, "message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_units(client: Client, an: User, text: str, words: str) -> None:
    assert await client.refused("sendMessage", chat_id=an.id, text=text) == f"Bad Request: {words}"
    assert await client.says(an.id, EMOJI * 2048)
    assert await client.says(an.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline("đ" * 33), "BUTTON_DATA_INVALID"),
        (inline(*map(str, range(101))), "too long"),
        ({"inline_keyboard": [[{"text": "x"}]]}, "text buttons are unallowed"),
        (
            {"inline_keyboard": [[{"text": "x", "url": "https://a.vn", "callback_data": "y"}]]},
            "does 2 things",
        ),
        ({"inline_keyboard": [[{"text": "x", "url": "javascript:alert(1)"}]]}, "BUTTON_URL_INVALID"),
        ({"keyboard": []}, "keyboard is empty"),
        ({"keyboard": [["x"]], "input_field_placeholder": "x" * 65}, "PLACEHOLDER"),
        ({"keyboard": [[{"text": "x", "request_location": True, "request_contact": True}]]}, "does 2 things"),
    ],
)
async def test_a_keyboard_has_its_limits(
    client: Client, an: User, markup: dict[str, Any], words: str
) -> None:
    assert words in await client.refused("sendMessage", chat_id=an.id, text="x", reply_markup=markup)
    assert await client.says(an.id, reply_markup=inline("đ" * 32))


@pytest.mark.parametrize("asks", ["request_location", "request_contact"])
async def test_groups_cannot_be_asked_for_a_place_or_a_number(
    api: FakeBotApi, client: Client, bot: FakeBot, asks: str
) -> None:
    group = api.group("Tổ công tác")
    await group.adds(bot)
    markup = {"keyboard": [[{"text": "Gửi", asks: True}]]}
    assert "can be requested in private chats only" in await client.refused(
        "sendMessage", chat_id=group.id, text="x", reply_markup=markup
    )


async def test_places_are_sent_with_and_without_a_name(client: Client, an: User) -> None:
    sent = await client.call("sendLocation", chat_id=an.id, latitude=20.25, longitude=105.97)
    assert sent["location"] == {"latitude": 20.25, "longitude": 105.97}
    sent = await client.call(
        "sendVenue", chat_id=an.id, latitude=20, longitude=105, title="Chợ", address="Phố 1"
    )
    assert sent["venue"]["location"] == sent["location"]
    assert "out of range" in await client.refused("sendLocation", chat_id=an.id, latitude=91, longitude=0)


async def test_a_reply_needs_what_it_replies_to(client: Client, bot: FakeBot, an: User) -> None:
    said = await an.says(bot, "hỏi")
    sent = await client.says(an.id, reply_parameters={"message_id": said.id})
    assert sent["reply_to_message"]["text"] == "hỏi"
    lost = {"message_id": 999}
    words = await client.refused("sendMessage", chat_id=an.id, text="x", reply_parameters=lost)
    assert words == "Bad Request: message to be replied not found"
    patient = lost | {"allow_sending_without_reply": True}
    assert await client.says(an.id, reply_parameters=patient)


async def test_a_copy_is_a_message_of_its_own(client: Client, bot: FakeBot, an: User) -> None:
    said = await an.says(bot, "nguyên văn")
    copied = await client.call("copyMessage", chat_id=an.id, from_chat_id=an.id, message_id=said.id)
    assert copied == {"message_id": said.id + 1}
    assert an.chat(bot).last.told["from"] == bot.told
    words = await client.refused("copyMessage", chat_id=an.id, from_chat_id=an.id, message_id=99)
    assert words == "Bad Request: message to copy not found"


async def test_only_known_actions_are_shown(client: Client, bot: FakeBot, an: User) -> None:
    assert await client.call("sendChatAction", chat_id=an.id, action="typing") is True
    assert bot.actions == [(an.id, "typing")]
    assert "action" in await client.refused("sendChatAction", chat_id=an.id, action="thinking")


async def test_nobody_can_be_written_to_before_they_start(
    api: FakeBotApi, client: Client, bot: FakeBot
) -> None:
    binh = api.user("Bình")
    assert await client.refused("sendMessage", chat_id=binh.id, text="x") == "Bad Request: chat not found"
    group = api.group("Tổ công tác")
    await group.adds(bot)
    await binh.says(group, "/viec")
    words = await client.refused("sendMessage", chat_id=binh.id, text="x")
    assert (client.status, words) == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_who_blocks_is_told_first_and_refused_then(client: Client, bot: FakeBot, an: User) -> None:
    await an.blocks(bot)
    words = await client.refused("sendMessage", chat_id=an.id, text="x")
    assert (client.status, words) == (403, "Forbidden: bot was blocked by the user")
    [update] = await client.call("getUpdates")
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    with pytest.raises(AssertionError, match="blocked"):
        await an.says(bot, "không gửi được")
    await an.unblocks(bot)
    assert await client.says(an.id)


async def test_a_deleted_account_cannot_be_reached(client: Client, an: User) -> None:
    await an.deactivates()
    assert await client.refused("sendMessage", chat_id=an.id, text="x") == "Forbidden: user is deactivated"
