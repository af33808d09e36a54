"""What a request may look like, and what is refused in which words."""

import json
from typing import Any

import aiohttp
import pytest

from tests.botapi.conftest import Client
from tests.support.botapi import FakeBot, FakeBotApi, User, schema
from tests.support.pictures import photo

PROTECTED = {"protect_content": "true"}
KEYBOARD = {"inline_keyboard": [[{"text": "Xem", "callback_data": "v:1"}]]}


async def test_a_form_with_json_inside_is_read_by_the_declared_types(client: Client, an: User) -> None:
    form = {"chat_id": str(an.id), "text": "5", "reply_markup": json.dumps(KEYBOARD)} | PROTECTED
    sent = await client.post("sendMessage", data=form)
    assert (sent["text"], sent["reply_markup"], sent["has_protected_content"]) == ("5", KEYBOARD, True)


async def test_a_query_and_an_empty_body_are_requests_too(client: Client, an: User) -> None:
    assert (await client.post("getMe"))["is_bot"] is True
    url = f"{client.base}/bot{client.token}/sendMessage"
    async with client.session.get(url, params={"chat_id": an.id, "text": "chào"}) as response:
        assert (await response.json())["result"]["text"] == "chào"


async def test_method_names_have_no_case(client: Client, api: FakeBotApi) -> None:
    assert await client.post("GETme")
    assert api.requests[-1].method == "getMe"
    assert await client.refused("tellMe") == "Not Found: method not found"
    assert client.status == 404


async def test_a_file_comes_under_its_own_name_or_attached(client: Client, an: User) -> None:
    form = aiohttp.FormData({"chat_id": str(an.id), "caption": "biển hiệu"})
    form.add_field("photo", photo(800, 600), filename="a.jpg", content_type="image/jpeg")
    sent = await client.post("sendPhoto", data=form)
    assert [size["width"] for size in sent["photo"]] == sorted(size["width"] for size in sent["photo"])
    form = aiohttp.FormData({"chat_id": str(an.id), "photo": "attach://x"})
    form.add_field("x", photo(800, 600), filename="a.jpg", content_type="image/jpeg")
    assert await client.post("sendPhoto", data=form)


async def test_an_upload_that_nothing_names_is_refused(client: Client, an: User) -> None:
    form = aiohttp.FormData({"chat_id": str(an.id), "photo": "attach://y"})
    form.add_field("x", photo(800, 600), filename="a.jpg", content_type="image/jpeg")
    await client.post("sendPhoto", data=form)
    assert (client.status, "photo" in client.answer["description"]) == (400, True)
    form = aiohttp.FormData({"chat_id": str(an.id), "text": "x"})
    form.add_field("x", b"abc", filename="a.bin")
    await client.post("sendMessage", data=form)
    assert "x: a file that no parameter names" in client.answer["description"]


@pytest.mark.parametrize(
    ("method", "params", "path"),
    [
        ("sendMessage", {"text": "x", "colour": "red"}, "colour"),
        ("sendMessage", {"text": 5}, "text"),
        ("sendMessage", {}, "text"),
        ("sendMessage", {"text": "x", "disable_notification": "yes"}, "disable_notification"),
        ("sendMessage", {"text": "x", "message_thread_id": "7"}, "message_thread_id"),
        ("sendMessage", {"text": "x", "reply_markup": None}, "reply_markup"),
        ("sendLocation", {"latitude": "north", "longitude": 105.9}, "latitude"),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callbackData": "b"}]]}},
            "reply_markup.inline_keyboard[0][0].callbackData",
        ),
        ("sendMediaGroup", {"media": [{"type": "photo", "media": 5}]}, "media[0].media"),
        ("sendMediaGroup", {"media": [{"media": "x"}]}, "media[0]"),
    ],
)
async def test_a_wrong_parameter_is_refused_with_its_path(
    client: Client, an: User, method: str, params: dict[str, Any], path: str
) -> None:
    assert (await client.refused(method, chat_id=an.id, **params)).startswith(f"Bad Request: {path}")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff"])
async def test_a_body_that_is_no_object_is_refused(client: Client, body: bytes) -> None:
    await client.post("getMe", data=body, headers={"Content-Type": "application/json"})
    assert client.status == 400


async def test_a_foreign_token_is_unauthorized(client: Client, api: FakeBotApi) -> None:
    stranger = Client(client.session, api.base, "1:unknown")
    assert await stranger.refused("getMe") == "Unauthorized"
    assert stranger.status == 401


async def test_the_inspector_knows_what_was_asked(client: Client, api: FakeBotApi, an: User) -> None:
    await client.says(an.id, "một")
    [asked] = api.asked("sendMessage")
    assert asked.params == {"chat_id": an.id, "text": "một"}
    assert (asked.verb, asked.media_type, asked.status) == ("POST", "application/json", 200)
    await client.refused("sendMessage", chat_id=an.id)
    assert (api.requests[-1].status, api.requests[-1].params) == (400, None)


async def test_a_method_that_the_fake_cannot_play_says_so(client: Client, an: User) -> None:
    words = await client.refused("sendDice", chat_id=an.id)
    assert (client.status, "sendDice" in words) == (501, True)


async def test_the_fake_cannot_say_what_the_reference_does_not_know(bot: FakeBot) -> None:
    with pytest.raises(AssertionError, match=r"Update\.message.colour"):
        bot.queue.add("message", {"colour": "red"}, "x")
    with pytest.raises(AssertionError, match="requires it"):
        schema.check("Message", {"message_id": 5})
