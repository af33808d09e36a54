"""Fetching what people sent."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram, files
from bot.core.errors import Misconfigured, Rejected, SendError, Throttled, Unreachable
from tests.channels.telegram_rig import (
    Platform,
    channel,
    photo_of,
    platform,
    refused,
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


def file_at(path: str | None, size: int | None = None) -> dict[str, Any]:
    found = {"file_id": "f", "file_unique_id": "u", "file_size": size, "file_path": path}
    return {name: value for name, value in found.items() if value is not None}


async def test_a_file_is_fetched(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("photos/a b.jpg"))
    fake.files["photos/a b.jpg"] = [web.Response(body=b"picture")]
    assert await chat.fetch(photo_of("f")) == b"picture"
    await chat.discard(photo_of("f"))


async def test_a_page_of_somebody_else_is_not_taken_for_the_file(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("a", 7), file_at("a", 7))
    fake.files["a"] = [web.Response(text="<html>log in to the Wi-Fi"), web.Response(body=b"picture")]
    with pytest.raises(Unreachable):
        await chat.fetch(photo_of("f"))
    assert await chat.fetch(photo_of("f")) == b"picture"


async def test_an_address_that_ran_out_is_asked_for_anew_once(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("a"), file_at("b"), file_at("a"), file_at("b"))
    fake.files = {
        "a": [web.Response(status=404), web.Response(status=404)],
        "b": [web.Response(body=b"x"), web.Response(status=404)],
    }
    assert await chat.fetch(photo_of("f")) == b"x"
    with pytest.raises(Unreachable, match="not there"):
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


async def test_a_download_that_breaks_off_is_unreachable(fake: Platform, chat: Telegram) -> None:
    fake.will("getFile", file_at("a"))
    fake.files["a"] = [web.Response(body=b"no gzip at all", headers={"Content-Encoding": "gzip"})]
    with pytest.raises(Unreachable):
        await chat.fetch(photo_of("f"))
