"""Start, heart beat, readiness, and the end in good order."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.app import App, DoorShut
from bot.core.messages import Address
from bot.settings import Settings
from bot.web.parts import PARTS
from bot.wiring import build, furnish
from storage import inbox
from storage.inbox import INBOX
from storage.state import RUNS
from tests.support.databases import KEYRING


def settings(folder: Path, **changed: Any) -> Settings:
    """Nobody's `.env`; any free port."""
    apart: dict[str, Any] = {"_env_file": None, "http_port": 0, **changed}
    return Settings(data_dir=folder / "var", **apart)


@asynccontextmanager
async def running(folder: Path, **changed: Any) -> AsyncIterator[tuple[App, str]]:
    """The whole house, and where its door is."""
    app = build(furnish(settings(folder, **changed), upgrade=True))
    ports: list[int] = []
    app.opened = ports.append
    await app.start()
    try:
        yield app, f"http://127.0.0.1:{ports[0]}"
    finally:
        await app.stop()


async def _readiness(url: str) -> tuple[int, list[str]]:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/readyz") as response:
        return response.status, (await response.json())["reasons"]


async def _lives(app: App) -> int:
    return len(await app.database.read(lambda conn: conn.execute(select(RUNS)).all()))


async def test_a_life_is_noted_and_its_good_end_too(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, url):
        assert await _lives(app) == 1
        assert app.dispatcher is not None
        assert app.dispatcher.careful_until is None
        assert await _readiness(url) == (200, [])
    house = furnish(settings(tmp_path), upgrade=False)
    assert house.database.transact(lambda conn: conn.execute(select(RUNS)).all()) == []
    house.close()


async def test_after_an_unclean_end_what_was_there_is_replayed_carefully(tmp_path: Path) -> None:
    house = furnish(settings(tmp_path), upgrade=True)
    wall = house.clock.wall()

    def leave_behind(conn: Any) -> None:
        conn.execute(RUNS.insert().values(started_at=wall, beat_at=wall))
        row = inbox.Arrival("web", "x", "1", KEYRING.lane(_nobody()), b"{")
        inbox.put(conn, [row], now=wall, wall=wall)

    house.database.transact(leave_behind)
    house.close()
    async with running(tmp_path) as (app, _):
        assert app.dispatcher is not None
        for _ in range(100):
            if app.dispatcher.careful_until is None:
                break
            await asyncio.sleep(0.02)
        assert app.dispatcher.careful_until is None
        [row] = await app.database.read(lambda conn: conn.execute(select(INBOX)).all())
        assert str(row.state) == "parked"


def _nobody() -> Address:
    return Address("web", "x", "nobody")


async def test_a_loop_that_no_longer_steps_makes_the_house_unready(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, url):
        assert app.web is not None
        pulse = app.web[PARTS].pulse
        usual = pulse.now
        pulse.now = lambda: usual() + 61
        status, reasons = await _readiness(url)
        assert status == 503
        assert sorted(reasons) == ["courier is silent", "dispatcher is silent", "timers is silent"]


async def test_messages_that_wait_too_long_make_the_house_unready(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, url):
        for loop in app.loops:
            loop.stop()
        await asyncio.sleep(0.1)
        before = app.clock.wall() - timedelta(minutes=10)
        row = inbox.Arrival("web", "x", "1", KEYRING.lane(_nobody()), b"{}")
        await app.database.write(lambda conn: inbox.put(conn, [row], now=before, wall=before))
        status, reasons = await _readiness(url)
        assert (status, reasons) == (503, ["messages wait too long in the inbox"])


async def test_a_taken_port_is_a_sentence_and_everything_ends(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        app = build(furnish(settings(tmp_path, http_port=port), upgrade=True))
        with pytest.raises(DoorShut, match=rf"port {port} .*CANDUNG_HTTP_PORT"):
            await app.serve()
    with pytest.raises(RuntimeError, match="closed"):
        await app.database.read(lambda _: None)


async def test_what_another_process_wrote_is_noticed_within_a_second(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, _):
        await asyncio.sleep(0.3)
        with furnish(settings(tmp_path), upgrade=False) as other:
            wall = other.clock.wall()
            row = inbox.Arrival("web", "x", "1", KEYRING.lane(_nobody()), b"{")
            await other.database.write(lambda conn: inbox.put(conn, [row], now=wall, wall=wall))
        for _ in range(75):
            if (await app.database.read(inbox.health)).parked:
                return
            await asyncio.sleep(0.02)
        raise AssertionError("nobody noticed")
