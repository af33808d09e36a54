"""What is made of the answers to what was sent."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram
from bot.core.errors import (
    Blocked,
    Misconfigured,
    Moved,
    Rejected,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
)
from tests.channels.telegram_rig import TOKEN, Platform, channel, parcel, platform, refused


@pytest.fixture
async def fake() -> AsyncIterator[Platform]:
    async with platform() as running:
        yield running


@pytest.fixture
async def chat(fake: Platform) -> AsyncIterator[Telegram]:
    running = channel(fake.url)
    yield running
    await running.close()


ERRORS: list[tuple[web.Response, type[SendError]]] = [
    (refused(429, "Too Many Requests: retry after 7", retry_after=7), Throttled),
    (refused(429, "Too Many Requests"), Throttled),
    (refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-10050), Moved),
    (refused(403, "Forbidden: bot was blocked by the user"), Blocked),
    (refused(400, "Bad Request: chat not found"), Blocked),
    (refused(400, "Bad Request: message thread not found"), Rejected),
    (refused(401, "Unauthorized"), Misconfigured),
    (refused(404, "Not Found"), Misconfigured),
    (refused(500, "Internal Server Error"), Unreachable),
    (refused(502, "Bad Gateway"), Unreachable),
    (refused(503, "Service Unavailable"), Unreachable),
    (refused(504, "Gateway Timeout"), Uncertain),
    (web.Response(status=502, text="<html>Bad Gateway"), Uncertain),
    (web.Response(status=413, text="too large"), Rejected),
    (web.Response(status=302, headers={"Location": "https://example.org"}), Unreachable),
    (web.Response(status=200, text="<html>log in to the Wi-Fi"), Uncertain),
    (web.Response(status=200, text='{"ok":true}'), Uncertain),
    (web.Response(status=200, text='{"ok":true,"result":{"message_id":1}}'), Uncertain),
    (web.Response(status=404, text=f"nothing at /bot{TOKEN}/sendMessage"), Misconfigured),
]


@pytest.mark.parametrize(("answer", "expected"), ERRORS, ids=lambda value: str(value)[:60])
async def test_every_answer_has_its_meaning_and_no_token_in_it(
    fake: Platform, chat: Telegram, answer: web.Response, expected: type[SendError]
) -> None:
    async def reply(_: dict[str, Any]) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    fake.will("sendMessage", reply)
    with pytest.raises(SendError) as caught:
        await chat.send(parcel("xin chào"))
    assert type(caught.value) is expected
    problem: BaseException | None = caught.value
    while problem is not None:
        assert TOKEN not in f"{problem!r} {problem}"
        problem = problem.__cause__ or problem.__context__


async def test_nobody_home_is_unreachable_and_says_no_address() -> None:
    chat = channel("http://127.0.0.1:9")
    with pytest.raises(Unreachable) as caught:
        await chat.send(parcel("xin chào"))
    assert TOKEN not in repr(caught.value.__context__)
    await chat.close()


@pytest.mark.parametrize("base", ["http://", "no address", "http://[::1", "ftp://127.0.0.1"])
async def test_an_address_that_is_none_is_an_error_of_ours(base: str) -> None:
    chat = channel(base)
    with pytest.raises(SendError):
        await chat.send(parcel("xin chào"))
    await chat.close()


async def test_a_connection_torn_after_the_request_left_is_uncertain() -> None:
    async def tear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(tear, "127.0.0.1", 0)
    chat = channel(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(Uncertain):
        await chat.send(parcel("xin chào"))
    await chat.close()
    server.close()
    await server.wait_closed()


async def test_an_answer_that_does_not_come_is_uncertain(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(_: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.5)
        return web.Response(status=200)

    monkeypatch.setattr("bot.channels.telegram.transport.READ_SECONDS", 0.05)
    fake.will("sendMessage", slow)
    with pytest.raises(Uncertain):
        await chat.send(parcel("xin chào"))
    fake.will("editMessageText", slow)
    with pytest.raises(Unreachable):
        await chat.send(parcel("xin chào", edits="55"))


async def test_markup_that_the_platform_cannot_read_is_left_out(fake: Platform, chat: Telegram) -> None:
    fake.will("sendMessage", refused(400, "Bad Request: can't parse entities: something"))
    await chat.send(parcel("a < b"))
    first, second = fake.calls("sendMessage")
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert second["text"] == "a < b"


async def test_a_chat_that_was_throttled_is_left_alone(fake: Platform, chat: Telegram) -> None:
    fake.will("sendMessage", refused(429, "slow down", retry_after=60))
    for _ in range(3):
        with pytest.raises(Throttled):
            await chat.send(parcel("một"))
    await chat.send(parcel("hai", "8", number=2))
    assert len(fake.calls("sendMessage")) == 2
