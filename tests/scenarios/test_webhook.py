"""A platform that calls us: 200 only for what is stored, and only with our secret."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
from aiohttp import ClientSession

from storage import inbox
from tests.scenarios.conftest import living
from tests.support.databases import KEYRING, sqlite_url
from tests.support.world import World

SECRET: Final = KEYRING.tag("webhook", b"telegram")
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
AN: Final = {"id": 501, "is_bot": False, "first_name": "An"}
CHAT: Final = {"id": 501, "type": "private", "first_name": "An"}


@pytest.fixture
async def called(tmp_path: Path) -> AsyncIterator[World]:
    """A house that Telegram calls."""
    settings = {
        "telegram_token": "77:made-up-token", "telegram_api_base": "http://127.0.0.1:9",
        "telegram_mode": "webhook", "public_url": "https://chat.example.vn",
    }  # fmt: skip
    async with living(sqlite_url(tmp_path), tmp_path, "vi", **settings) as world:
        yield world
        for channel in world.app.channels:
            await channel.close()


def update(number: int) -> dict[str, Any]:
    said = {"message_id": number, "date": 1_790_000_000, "chat": CHAT, "from": AN, "text": "Xin chào"}
    return {"update_id": number, "message": said}


async def posts(world: World, body: bytes, secret: str = SECRET) -> int:
    """Call as the platform does; gives the status."""
    headers = {HEADER: secret, "Content-Type": "application/json"}
    url = world.server.make_url("/webhooks/telegram")
    async with (
        ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as response,
    ):
        return response.status


async def waiting(world: World) -> int:
    return (await world.look(inbox.health)).waiting


async def test_an_update_is_stored_before_the_platform_hears_200(called: World) -> None:
    assert await posts(called, json.dumps(update(1)).encode()) == 200
    assert await waiting(called) == 1


async def test_the_same_update_again_is_one_message(called: World) -> None:
    for _ in range(3):
        assert await posts(called, json.dumps(update(1)).encode()) == 200
    assert await waiting(called) == 1


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x"])
async def test_without_our_secret_nothing_gets_in(called: World, secret: str) -> None:
    assert await posts(called, json.dumps(update(1)).encode(), secret) == 401
    assert await waiting(called) == 0


async def test_what_is_no_json_is_refused_and_what_is_too_much_too(called: World) -> None:
    assert await posts(called, b"{") == 400
    assert await posts(called, b" " * ((1 << 20) + 1)) == 413
    assert await waiting(called) == 0
