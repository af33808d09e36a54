"""Telegram as a channel: polling, webhook, presses, files, menus, our name."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram, TelegramSettings, files, menu
from bot.core.errors import Misconfigured, Rejected, SendError, Throttled, Unreachable
from bot.core.messages import Address, Inbound
from bot.core.ports import Channel, IntakeRow
from tests.channels.telegram_rig import (
    AT,
    TOKEN,
    Platform,
    channel,
    photo_of,
    platform,
    refused,
    stored,
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


def update(number: int, text: str = "xin chào") -> dict[str, Any]:
    said = {"message_id": number, "date": 1, "chat": {"id": 7, "type": "private"}, "text": text}
    return {"update_id": number, "message": {**said, "from": {"id": 7, "is_bot": False, "first_name": "An"}}}


def press(number: int) -> dict[str, Any]:
    who = {"id": 7, "is_bot": False, "first_name": "An"}
    return {"update_id": number, "callback_query": {"id": f"p{number}", "from": who, "data": "a:b"}}


async def polled(chat: Telegram, batches: int) -> list[list[IntakeRow]]:
    found = []
    async for rows in chat.poll():
        found.append(list(rows))
        if len(found) == batches:
            break
    return found


def test_it_fills_the_port(fake: Platform) -> None:
    port: Channel = channel(fake.url)
    assert (port.name, port.account, port.resends) == ("telegram", "4242", False)


async def test_what_is_given_again_is_confirmed_only_when_the_next_batch_is_asked_for(
    fake: Platform, chat: Telegram
) -> None:
    fake.will("getUpdates", [update(5), update(6)], [], [update(7)], [])
    polling = chat.poll()
    first = await anext(polling)
    assert [row.external_id for row in first] == ["5", "6"]
    assert len(fake.calls("getUpdates")) == 1
    assert list(await anext(polling)) == []
    assert [row.external_id for row in await anext(polling)] == ["7"]
    await anext(polling)
    assert [call.get("offset") for call in fake.calls("getUpdates")] == [None, 7, 7, 8]
    assert fake.calls("getUpdates")[0]["timeout"] == 50
    assert fake.calls("getUpdates")[0]["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip


async def test_a_webhook_is_taken_away_first_and_nothing_is_dropped(fake: Platform, chat: Telegram) -> None:
    await polled(chat, 1)
    assert fake.methods == ["getMe", "deleteWebhook", "getUpdates"]
    assert "drop_pending_updates" not in fake.calls("deleteWebhook")[0]


async def test_every_new_poll_starts_without_an_offset(fake: Platform, chat: Telegram) -> None:
    fake.will("getUpdates", [update(5)], [update(5)])
    assert len((await polled(chat, 1))[0]) == 1
    assert len((await polled(chat, 1))[0]) == 1
    assert [call.get("offset") for call in fake.calls("getUpdates")] == [None, None]


async def test_a_bad_update_keeps_no_other_away(fake: Platform, chat: Telegram) -> None:
    body = json.dumps({"ok": True, "result": [update(5), {"update_id": 6, "message": 5}, update(7)]})
    body = body.replace('"xin ch\\u00e0o"', '"\\ud800"', 1).replace('"date": 1', '"date": NaN', 1)
    fake.will("getUpdates", web.Response(text=body, content_type="application/json"))
    [rows] = await polled(chat, 1)
    assert [row.external_id for row in rows] == ["5", "6", "7"]


async def test_updates_without_numbers_do_not_spin(fake: Platform, chat: Telegram) -> None:
    fake.will("getUpdates", [{"message": 5}])
    polling = chat.poll()
    assert len(await anext(polling)) == 1
    with pytest.raises(Unreachable):
        await anext(polling)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refused(401, "Unauthorized"), Misconfigured),
        (refused(404, "Not Found"), Misconfigured),
        (refused(409, "Conflict: terminated by other getUpdates request"), Unreachable),
        (refused(429, "slow down", retry_after=3), Throttled),
        (refused(500, "oops"), Unreachable),
        (refused(400, "Bad Request"), Unreachable),
        (web.Response(status=502, text="<html>"), Unreachable),
        (web.Response(text="garbage"), Unreachable),
        (web.Response(text="[1]"), Unreachable),
        (web.Response(text='{"ok":true,"result":5}'), Unreachable),
    ],
    ids=str,
)
async def test_one_bad_answer_ends_one_poll_and_not_intake(
    fake: Platform, chat: Telegram, answer: web.Response, expected: type[SendError]
) -> None:
    async def reply(_: dict[str, Any]) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    fake.will("getUpdates", reply, [update(5)])
    with pytest.raises(SendError) as caught:
        await polled(chat, 1)
    assert type(caught.value) is expected
    assert len((await polled(chat, 1))[0]) == 1


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
    [row] = hooked.rows(json.dumps(update(5, "/start SECRET")).encode())
    assert (row.external_id, row.address.person) == ("5", "7")
    assert b"SECRET" not in row.raw
    said = hooked.parse(stored(row.raw))
    assert (said.text, said.invitation) == ("/start", "tag-6")


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


def file_at(path: str | None, size: int | None = 5) -> dict[str, Any]:
    found = {"file_id": "f", "file_unique_id": "u", "file_size": size, "file_path": path}
    return {name: value for name, value in found.items() if value is not None}


async def test_a_file_is_fetched(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("photos/a b.jpg"))
    fake.files["photos/a b.jpg"] = [web.Response(body=b"picture")]
    assert await chat.fetch(photo_of("f")) == b"picture"
    await chat.discard(photo_of("f"))


async def test_an_address_that_ran_out_is_asked_for_anew_once(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("a"), file_at("b"), file_at("a"), file_at("b"))
    fake.files = {
        "a": [web.Response(status=404), web.Response(status=404)],
        "b": [web.Response(body=b"x"), web.Response(status=404)],
    }
    assert await chat.fetch(photo_of("f")) == b"x"
    with pytest.raises(Rejected, match="gone"):
        await chat.fetch(photo_of("f"))


async def test_what_is_too_big_is_refused_as_soon_as_that_is_known(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Rejected, match="too big"):
        await chat.fetch(photo_of("f", 20 * 2**20 + 1))
    assert fake.asked == []
    fake.will("getFile", file_at("a", 20 * 2**20 + 1), refused(400, "Bad Request: file is too big"))
    for _ in range(2):
        with pytest.raises(Rejected):
            await chat.fetch(photo_of("f"))
    monkeypatch.setattr(files, "LARGEST", 3)
    fake.will("getFile", file_at("a", None))
    fake.files["a"] = [web.Response(body=b"long")]
    with pytest.raises(Rejected, match="too big"):
        await chat.fetch(photo_of("f"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), Unreachable),
        (refused(400, "Bad Request: invalid file_id"), Rejected),
        (refused(404, "Not Found"), Misconfigured),
        (refused(429, "slow down", retry_after=2), Throttled),
        (refused(500, "oops"), Unreachable),
    ],
    ids=str,
)
async def test_a_file_that_cannot_be_had_says_why(
    fake: Platform, chat: Telegram, answer: web.Response, expected: type[SendError]
) -> None:
    fake.will("getFile", answer)
    with pytest.raises(SendError) as caught:
        await chat.fetch(photo_of("f"))
    assert type(caught.value) is expected


@pytest.mark.parametrize("path", ["/etc/hostname", "../../x", "a/../../b", None, ""])
async def test_a_file_that_lies_elsewhere_is_not_fetched(
    fake: Platform, chat: Telegram, path: str | None
) -> None:
    fake.will("getFile", file_at(path))
    with pytest.raises(Rejected):
        await chat.fetch(photo_of("f"))


@pytest.mark.parametrize(
    ("status", "expected"), [(401, Misconfigured), (500, Unreachable), (302, Unreachable)]
)
async def test_a_download_that_fails_says_why(
    fake: Platform, chat: Telegram, status: int, expected: type[SendError]
) -> None:
    fake.will("getFile", file_at("a"))
    fake.files["a"] = [web.Response(status=status, headers={"Location": "http://127.0.0.1:9/"})]
    with pytest.raises(expected):
        await chat.fetch(photo_of("f"))


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


async def test_a_download_that_breaks_off_is_unreachable(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("a"))
    fake.files["a"] = [web.Response(body=b"no gzip at all", headers={"Content-Encoding": "gzip"})]
    with pytest.raises(Unreachable):
        await chat.fetch(photo_of("f"))
