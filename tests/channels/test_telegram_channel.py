"""Telegram as a channel: webhook, presses, menus, our name, and what is never shown."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram, TelegramSettings, menu
from bot.core.errors import Misconfigured, Unreachable
from bot.core.messages import Address, Inbound
from bot.core.ports import Channel
from tests.channels.telegram_rig import (
    AT,
    TOKEN,
    Platform,
    channel,
    photo_of,
    platform,
    polled,
    press,
    refused,
    stored,
    tag,
    update,
)

SECRET = "a-secret"
HOOK: dict[str, Any] = {"mode": "webhook", "webhook_url": "https://a.vn/webhooks/telegram", "secret": SECRET}


@pytest.fixture
async def fake() -> AsyncIterator[Platform]:
    async with platform() as running:
        yield running


@pytest.fixture
async def chat(fake: Platform) -> AsyncIterator[Telegram]:
    running = channel(fake.url)
    yield running
    await running.close()


@pytest.fixture
async def hooked(fake: Platform) -> AsyncIterator[Telegram]:
    running = channel(fake.url, **HOOK)
    yield running
    await running.close()


def test_it_fills_the_port(fake: Platform) -> None:
    port: Channel = channel(fake.url)
    assert (port.name, port.account, port.resends) == ("telegram", "4242", False)


async def test_a_webhook_is_registered_with_its_secret(fake: Platform, hooked: Telegram) -> None:
    assert await polled(hooked, 1) == []
    [call] = fake.calls("setWebhook")
    assert (call["url"], call["secret_token"]) == (HOOK["webhook_url"], SECRET)
    assert "drop_pending_updates" not in call
    assert fake.calls("getUpdates") == []


async def test_only_calls_with_our_secret_are_genuine(chat: Telegram, hooked: Telegram) -> None:
    name = "X-Telegram-Bot-Api-Secret-Token"
    assert hooked.verify({name: SECRET}, b"")
    assert hooked.verify({name.lower(): SECRET}, b"")
    assert not hooked.verify({name: "another"}, b"")
    assert not hooked.verify({name: "bí mật"}, b"")
    assert not hooked.verify({}, b"")
    assert not chat.verify({name: ""}, b"")


async def test_a_webhook_body_is_one_row(hooked: Telegram) -> None:
    [row] = hooked.rows(json.dumps(update(5, "/start SECRET-of-an-invitation")).encode())
    assert (row.external_id, row.address.person) == ("5", "7")
    assert b"SECRET" not in row.raw
    said = hooked.parse(stored(row.raw))
    assert (said.text, said.invitation) == ("/start", tag("SECRET-of-an-invitation"))


def test_a_body_is_sorted_outside_a_loop_too() -> None:
    assert channel("http://127.0.0.1:9").rows(json.dumps(press(5)).encode())


async def test_a_press_that_nobody_answers_is_answered_blank(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat._presses, "_seconds", 0.05)
    chat.rows(json.dumps(press(5)).encode())
    chat.rows(json.dumps(press(5)).encode())
    await asyncio.sleep(0.2)
    assert fake.calls("answerCallbackQuery") == [{"callback_query_id": "p5"}]


async def test_an_answered_press_is_answered_once(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat._presses, "_seconds", 0.05)
    fake.will("getUpdates", [press(5)])
    [[row]] = await polled(chat, 1)
    await chat.answer(chat.parse(stored(row.raw)), "Đã nhận việc")
    await asyncio.sleep(0.15)
    assert fake.calls("answerCallbackQuery") == [{"callback_query_id": "p5", "text": "Đã nhận việc"}]


async def test_a_long_answer_is_cut_and_shown_until_it_is_closed(fake: Platform, chat: Telegram) -> None:
    message = Inbound(Address("telegram", "4242", "7"), AT, press="p1")
    await chat.answer(message, "x" * 300)
    [call] = fake.calls("answerCallbackQuery")
    assert len(call["text"]) == 200
    assert call["show_alert"]


async def test_an_answer_that_comes_too_late_is_nobodys_trouble(fake: Platform, chat: Telegram) -> None:
    message = Inbound(Address("telegram", "4242", "7"), AT, press="p1")
    fake.will("answerCallbackQuery", refused(400, "Bad Request: query is too old"), refused(500, "oops"))
    await chat.answer(message, "một")
    await chat.answer(message, "hai")
    await chat.answer(Inbound(message.address, AT), "không có nút")
    assert len(fake.calls("answerCallbackQuery")) == 2


async def test_it_introduces_itself_without_holding_anybody_up(fake: Platform, chat: Telegram) -> None:
    async def slow(_: dict[str, Any]) -> bool:
        await asyncio.sleep(0.05)
        return True

    fake.will("setMyCommands", slow)
    await asyncio.wait_for(chat.open(), 0.04)
    await asyncio.sleep(0.5)
    calls = fake.calls("setMyCommands")
    assert [(call["scope"]["type"], call.get("language_code")) for call in calls] == [
        (scope, language)
        for scope in ("all_private_chats", "all_group_chats")
        for language in (None, "vi", "en")
    ]
    assert [command["command"] for command in calls[0]["commands"]] == [
        "baocao", "tracuu", "huongdan", "ngonngu", "dulieu",
    ]  # fmt: skip
    assert [command["command"] for command in calls[3]["commands"]] == ["viec"]
    assert chat.invite("abc") == "https://t.me/can_dung_bot?start=abc"
    assert chat.group_invite("abc") == "https://t.me/can_dung_bot?startgroup=abc"


async def test_it_goes_on_introducing_itself_until_it_is_heard(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("bot.channels.telegram.menu.asyncio.sleep", sleep)
    fake.will("getMe", refused(500, "oops"), refused(401, "no"), refused(429, "slow", retry_after=9))
    await menu.until_done(chat._learn_name)
    assert pauses == [1, 2, 9]


async def test_without_a_name_there_are_no_links(chat: Telegram) -> None:
    assert chat.invite("abc") is None
    assert chat.group_invite("abc") is None


async def test_the_doctor_hears_our_name_or_what_is_wrong(fake: Platform) -> None:
    chat = channel(fake.url)
    assert await chat.check() == "Telegram as @can_dung_bot (polling)"
    fake.will("getMe", refused(401, "Unauthorized"), refused(500, "oops"))
    with pytest.raises(Misconfigured):
        await channel(fake.url).check()
    with pytest.raises(Unreachable):
        await channel(fake.url).check()
    with pytest.raises(Unreachable):
        await channel("http://127.0.0.1:9").check()


@pytest.mark.parametrize("token", ["", "abc", "12:", "1:a/../b", "12:a b", "x:y"])
async def test_a_token_that_is_none_never_leaves_the_house(fake: Platform, token: str) -> None:
    settings = TelegramSettings(token, fake.url)
    assert token not in repr(settings) or not token
    chat = Telegram(settings, *_parts())
    assert chat.account == "0"
    for attempt in (chat.check(), polled(chat, 1), chat.fetch(photo_of("f"))):
        with pytest.raises(Misconfigured):
            await attempt
    assert fake.asked == []
    await chat.close()


def _parts() -> Any:
    whole = channel("http://127.0.0.1:9")
    return whole._sender._pictures._gallery, lambda _: b"", whole._scrub, whole._words


def test_settings_do_not_show_their_secrets() -> None:
    settings = TelegramSettings(TOKEN, secret=SECRET)
    assert TOKEN not in repr(settings)
    assert SECRET not in repr(settings)


async def test_no_line_of_the_log_holds_the_token(
    fake: Platform, chat: Telegram, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    fake.will("getMe", refused(500, f"oops at /bot{TOKEN}/getMe"), web.Response(text=f"garbage {TOKEN}"))
    for _ in range(2):
        with pytest.raises(Unreachable):
            await chat.check()
    await chat.check()
    shown = capsys.readouterr()
    assert TOKEN not in caplog.text + shown.out + shown.err


async def test_more_presses_than_can_be_watched_are_left_to_the_features(
    chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.presses.MOST", 2)
    for number in range(5):
        chat.rows(json.dumps(press(number)).encode())
    assert len(chat._presses._waiting) == 2
