"""Asking for updates, and confirming them."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram
from bot.core.errors import Misconfigured, SendError, Throttled, Unreachable
from tests.channels.telegram_rig import (
    Platform,
    channel,
    platform,
    polled,
    refused,
    update,
)


@pytest.fixture
async def fake() -> AsyncIterator[Platform]:
    async with platform() as running:
        yield running


@pytest.fixture
async def chat(fake: Platform) -> AsyncIterator[Telegram]:
    running = channel(fake.url)
    yield running
    await running.close()


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
