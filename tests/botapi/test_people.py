"""People: what they do reaches the bot as the platform tells it."""

from typing import Any

import pytest

from tests.botapi.conftest import Client
from tests.support.botapi import FakeBot, FakeBotApi, Shown, User

KEYS: Any = {
    "keyboard": [
        [{"text": "Gửi vị trí", "request_location": True}],
        [{"text": "Gửi số", "request_contact": True}, {"text": "Bỏ qua"}],
    ]
}


async def newest(client: Client) -> Any:
    update = (await client.call("getUpdates", offset=-1))[0]
    return next(value for key, value in update.items() if key != "update_id")


async def test_keys_of_the_open_keyboard_do_what_they_say(client: Client, bot: FakeBot, an: User) -> None:
    await client.says(an.id, reply_markup=KEYS)
    await an.presses(bot, "Gửi vị trí", at=(20.5, 106.0))
    assert (await newest(client))["location"] == {"latitude": 20.5, "longitude": 106.0}
    await an.presses(bot, "Gửi số")
    assert (await newest(client))["contact"]["user_id"] == an.id
    said = await an.presses(bot, "Bỏ qua")
    assert isinstance(said, Shown)
    assert (await newest(client))["text"] == "Bỏ qua"
    with pytest.raises(AssertionError, match="no button"):
        await an.presses(bot, "Không có")


async def test_a_contact_may_be_somebody_else(client: Client, bot: FakeBot, an: User) -> None:
    await an.shares_contact(bot, own=False)
    assert "user_id" not in (await newest(client))["contact"]


async def test_a_venue_is_a_location_too(client: Client, bot: FakeBot, an: User) -> None:
    await an.sends_venue(bot, (20.2, 105.9), "Chợ Rồng", "Phố chợ")
    told = await newest(client)
    assert told["location"] == told["venue"]["location"]
    await an.stands_at(bot, 20.2, 105.9, 35.5)
    assert (await newest(client))["location"]["horizontal_accuracy"] == 35.5


async def test_a_live_location_moves_by_edits(client: Client, bot: FakeBot, an: User) -> None:
    pin = await an.pins(bot, 20.2, 105.9, live=3600)
    await an.moves(bot, pin, 20.3, 105.9)
    told = await newest(client)
    assert (told["message_id"], told["location"]["latitude"]) == (pin.id, 20.3)
    assert told["edit_date"]


async def test_what_a_person_deletes_is_never_told(client: Client, bot: FakeBot, an: User) -> None:
    said = await an.says(bot, "lỡ lời")
    await an.edits(bot, said, "lỡ lời rồi")
    await an.deletes(bot, said)
    assert [key for update in await client.call("getUpdates") for key in update if key != "update_id"] == [
        "message",
        "edited_message",
    ]
    assert [one.text for one in an.chat(bot).shown()] == ["/start"]


async def test_a_language_may_be_missing(api: FakeBotApi, client: Client, bot: FakeBot) -> None:
    binh = api.user("Bình", language_code=None, username="binh")
    await binh.says(bot, "/start", forwarded_from="Ai đó")
    told = await newest(client)
    assert told["from"] == {"id": binh.id, "is_bot": False, "first_name": "Bình", "username": "binh"}
    assert told["chat"]["username"] == "binh"
    assert told["forward_origin"]["type"] == "hidden_user"


async def test_a_reply_shows_what_it_answers(client: Client, bot: FakeBot, an: User) -> None:
    await client.says(an.id, "câu hỏi")
    await an.says(bot, "câu đáp", reply_to=an.chat(bot).last)
    told = await newest(client)
    assert told["reply_to_message"]["text"] == "câu hỏi"
    assert told["reply_to_message"]["from"]["is_bot"] is True
