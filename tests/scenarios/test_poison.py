"""Telegram updates that nobody can read: parked one by one, and everybody else is served."""

import json
import os
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import text

from bot.core.ports import IntakeRow
from storage import inbox
from storage.inbox import Arrival
from storage.touch import Connection
from tests.scenarios.conftest import living
from tests.support.databases import KEYRING, sqlite_url
from tests.support.world import World

TRIAL: Final = os.environ.get("TRIAL_DATA", "")
AN: Final = {"id": 501, "is_bot": False, "first_name": "An"}
CHAT: Final = {"id": 501, "type": "private", "first_name": "An"}


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 9, "date": 1_790_000_000, "chat": CHAT, "from": AN, **more}


POISON: Final[dict[str, Any]] = {
    "no date": {"message": {"message_id": 1, "chat": CHAT, "from": AN, "text": "a"}},
    "text is a number": {"message": message(text=5)},
    "photo is no list": {"message": message(photo={"file_id": "x"})},
    "a place without a length": {"message": message(location={"latitude": 20.9})},
    "a place that is no number": {"message": message(location={"latitude": "20", "longitude": []})},
    "a document without a file": {"message": message(document={"file_name": "a.pdf"})},
    "an edit of nothing": {"edited_message": {}},
    "a press by nobody": {"callback_query": {"id": "1", "data": "nav:back:report:place"}},
    "a member without a state": {"my_chat_member": {"chat": CHAT, "from": AN, "date": 1_790_000_000}},
    "a chat that is a word": {"message": {**message(text="a"), "chat": "here"}},
    "everything is a list": [],
}
"""What each update has instead of what it should have."""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """With a bot that reaches nobody: what is sent does not matter here."""
    away = {"telegram_token": "77:made-up-token", "telegram_api_base": "http://127.0.0.1:9"}
    async with living(sqlite_url(tmp_path), tmp_path, "vi", **away) as world:
        yield world
        for channel in world.app.channels:
            await channel.close()


async def takes_in(world: World, updates: Sequence[Any]) -> dict[str, int]:
    """Store them as intake does, let the dispatcher work; how many rows stand where."""
    telegram = next(channel for channel in world.app.channels if channel.name == "telegram")
    rows = [row for update in updates for row in telegram.rows(json.dumps(update).encode())]
    now, wall = world.clock.now(), world.clock.wall()
    put = partial(inbox.put, arrivals=[_arrival(row) for row in rows], now=now, wall=wall)
    assert await world.house.database.write(put) == len(updates), "every one of them is stored"
    dispatcher = next(loop for loop in world.app.loops if loop.name == "dispatcher")
    for _ in range(200):
        if await dispatcher.step():
            world.clock.passes(seconds=1)
    return await world.look(_states)


def _arrival(row: IntakeRow) -> Arrival:
    lane = KEYRING.lane(row.address)
    return Arrival(row.address.channel, row.address.account, row.external_id, lane, row.raw)


def _states(conn: Connection) -> dict[str, int]:
    rows = conn.execute(text("SELECT state, count(*) FROM inbox GROUP BY state"))
    return {str(state): int(count) for state, count in rows}


def _spoken(conn: Connection) -> int:
    return int(conn.execute(text("SELECT count(*) FROM outbox")).scalar_one())


def numbered(updates: Sequence[Any]) -> list[Any]:
    return [
        {**update, "update_id": number} if isinstance(update, dict) else update
        for number, update in enumerate(updates, 1)
    ]


@pytest.mark.parametrize("kind", POISON)
async def test_an_update_that_nobody_can_read_is_parked_and_the_next_one_is_answered(
    world: World, kind: str
) -> None:
    good = {"message": message(text="Xin chào")}
    states = await takes_in(world, numbered([POISON[kind], good]))
    assert states == {"parked": 1, "done": 1}
    assert await world.look(_spoken) == 1


async def test_all_of_them_at_once_hold_up_nobody(world: World) -> None:
    good = {"message": message(text="Xin chào")}
    states = await takes_in(world, numbered([*POISON.values(), good]))
    assert states == {"parked": len(POISON), "done": 1}


@pytest.mark.skipif(not TRIAL, reason="TRIAL_DATA names no folder with recorded updates")
async def test_every_recorded_update_is_stored_and_handled_or_parked(world: World) -> None:
    recorded = json.loads((Path(TRIAL) / "telegram-updates.json").read_text("utf-8"))
    states = await takes_in(world, numbered([entry["update"] for entry in recorded]))
    assert states.get("waiting", 0) == 0
    assert states["done"] + states.get("parked", 0) == len(recorded)
    assert states.get("parked", 0) <= len(recorded) // 10
