"""Server-sent events: each once and in order."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy.exc import OperationalError

from bot.core.messages import Inbound, LaneKey
from bot.web.hub import Crowded, Hub
from storage import outbox
from tests.web.rig import Door, Someone, error_of, open_door, prompt

Event = dict[str, Any]


class Line:
    """One open line, read event by event."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response

    async def block(self) -> list[str]:
        """Lines up to the next empty one; [] at the end."""
        lines = []
        while (line := (await self.response.content.readline()).decode()) not in {"\n", ""}:
            lines.append(line.rstrip("\n"))
        return lines

    async def next(self) -> Event:
        """The next event, past signs of life."""
        async with asyncio.timeout(5):
            while (lines := await self.block()) and not any(line.startswith("event:") for line in lines):
                pass
        fields = dict(line.split(": ", 1) for line in lines)
        return {**fields, "data": json.loads(fields["data"])} if fields else {}

    async def texts(self, count: int) -> list[str]:
        return [(await self.next())["data"]["text"] for _ in range(count)]


@asynccontextmanager
async def line(someone: Someone, query: str = "", **headers: str) -> AsyncIterator[Line]:
    response = await someone.browser.get(f"/chat/events{query}", headers=headers)
    assert response.status == 200
    try:
        yield Line(response)
    finally:
        response.close()


async def test_the_line_begins_with_how_soon_to_come_back(someone: Someone) -> None:
    async with line(someone) as events:
        assert events.response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert events.response.headers["Cache-Control"] == "no-store"
        assert await events.block() == ["retry: 3000"]
        assert await events.block() == [": ping"]


async def test_what_is_said_arrives_when_the_courier_rings(door: Door, someone: Someone) -> None:
    async with line(someone) as events:
        id_ = await door.says(someone.address, prompt("Chào\nÔng/Bà", "Gửi phản ánh"))
        await door.delivers_all()
        event = await events.next()
        assert (event["event"], event["id"]) == ("message", str(id_))
        assert event["data"] == (await someone.history())["items"][0]


async def test_what_another_process_said_is_found_within_a_second(door: Door, someone: Someone) -> None:
    async with open_slowly(door, someone) as events:
        await door.says(someone.address, prompt("từ máy khác"))
        assert await events.texts(1) == ["từ máy khác"]


@asynccontextmanager
async def open_slowly(door: Door, someone: Someone) -> AsyncIterator[Line]:
    async with line(someone) as events:
        await events.block()
        assert door.parts.hub.open == 1
        yield events


async def test_an_edit_names_what_it_takes_the_place_of(door: Door, someone: Someone) -> None:
    async with line(someone) as events:
        first = await door.says(someone.address, prompt("1 ảnh"), replaces="photos")
        await door.delivers_all()
        await events.next()
        second = await door.says(someone.address, prompt("2 ảnh"), replaces="photos")
        await door.delivers_all()
        event = await events.next()
        assert (event["event"], event["id"], event["data"]["edits"]) == ("edit", str(second), first)


async def test_a_press_is_acknowledged_without_an_id(door: Door, someone: Someone) -> None:
    async with line(someone) as events:
        await events.block()
        message = Inbound(someone.address, door.clock.now(), tap="report:q:1")
        await door.parts.channel.answer(message, "Đã chọn")
        assert await events.next() == {"event": "ack", "data": {"tap": "report:q:1", "text": "Đã chọn"}}


async def test_a_line_that_comes_back_goes_on_without_gap_or_repeat(door: Door, someone: Someone) -> None:
    async with line(someone) as events:
        await door.says(someone.address, prompt("1"), prompt("2"))
        await door.delivers_all()
        await events.next()
        last = (await events.next())["id"]
    await door.says(someone.address, prompt("3"), prompt("4"))
    async with line(someone, "?last=0", **{"Last-Event-ID": last}) as events:
        await door.says(someone.address, prompt("5"))
        assert await events.texts(3) == ["3", "4", "5"]
    async with line(someone, f"?last={last}") as events:
        assert await events.texts(3) == ["3", "4", "5"]


async def test_what_is_said_while_the_past_is_told_comes_after_it(
    door: Door, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.says(someone.address, *(prompt(str(number)) for number in range(250)))
    said_after, address = outbox.said_after, someone.address
    more = iter(range(250, 253))

    def meanwhile(conn: Any, lane: LaneKey, last: int, *, most: int) -> Any:
        found = said_after(conn, lane, last, most=most)
        if (number := next(more, None)) is not None:
            asyncio.run_coroutine_threadsafe(door.says(address, prompt(str(number))), loop).result()
        return found

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(outbox, "said_after", meanwhile)
    async with line(someone) as events:
        assert await events.texts(253) == [str(number) for number in range(253)]


async def test_a_hundred_voices_arrive_once_each_through_broken_lines(door: Door, someone: Someone) -> None:
    async def talk() -> None:
        for number in range(100):
            await door.says(someone.address, prompt(str(number)))
            await door.delivers_all()

    talking = asyncio.create_task(talk())
    heard: list[str] = []
    last = "0"
    while len(heard) < 100:
        async with line(someone, **{"Last-Event-ID": last}) as events:
            for _ in range(min(7, 100 - len(heard))):
                event = await events.next()
                heard.append(event["data"]["text"])
                last = event["id"]
    await talking
    assert heard == [str(number) for number in range(100)]


@pytest.mark.parametrize("last", ["x", "-1", "1e3", "٣", "9" * 30, ""])
async def test_a_number_that_is_none_starts_from_the_beginning(
    door: Door, someone: Someone, last: str
) -> None:
    await door.says(someone.address, prompt("một"))
    async with line(someone, f"?last={last}") as events:
        assert await events.texts(1) == ["một"]


async def test_a_number_from_a_lost_database_does_not_make_deaf(door: Door, someone: Someone) -> None:
    await door.says(someone.address, prompt("cũ"))
    async with line(someone, "?last=99999") as events:
        await events.block()
        await door.says(someone.address, prompt("mới"))
        assert await events.texts(1) == ["mới"]


async def test_words_that_were_blanked_are_told_as_gone(door: Door, someone: Someone) -> None:
    await door.says(someone.address, prompt("một"))
    await door.delivers_all()
    await door.parts.database.write(lambda conn: outbox.blank_lane(conn, someone.lane))
    async with line(someone) as events:
        assert (await events.next())["data"]["gone"] is True


async def test_nobody_listens_on_another_persons_lane(door: Door, someone: Someone) -> None:
    async with door.person() as other, line(other) as events:
        await events.block()
        await door.says(someone.address, prompt("riêng"))
        await door.delivers_all()
        assert await events.block() == [": ping"]


async def test_the_oldest_of_too_many_lines_of_one_person_gives_way(door: Door, someone: Someone) -> None:
    lines = [await someone.get("/chat/events") for _ in range(6)]
    async with asyncio.timeout(5):
        assert (await lines[0].content.read()).startswith(b"retry")
    await door.says(someone.address, prompt("một"))
    await door.delivers_all()
    assert [await Line(response).texts(1) for response in lines[1:]] == [["một"]] * 5
    for response in lines:
        response.close()


async def test_a_full_house_asks_to_come_again(tmp_path: Path) -> None:
    async with (
        open_door(tmp_path, {"hub": Hub(most=1)}) as door,
        door.person() as one,
        door.person() as two,
        line(one) as events,
    ):
        await events.block()
        refused = await two.get("/chat/events")
        assert (await error_of(refused))[:2] == (503, "away")
        assert refused.headers["Retry-After"] == "5"


async def test_leaving_hangs_up(someone: Someone) -> None:
    async with line(someone) as events:
        await events.block()
        await someone.post("/chat/leave", {})
        async with asyncio.timeout(5):
            assert b"event" not in await events.response.content.read()


async def test_a_database_that_goes_away_ends_the_line_and_not_the_server(
    door: Door, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_more: object) -> Any:
        raise OperationalError("SELECT", {}, Exception("gone"))

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "said_after", away)
        async with line(someone) as events:
            assert await events.response.content.read() == b"retry: 3000\n\n"
        patch.setattr(outbox, "newest_of", away)
        assert (await error_of(await someone.get("/chat/events")))[0] == 503
    await door.says(someone.address, prompt("lại đây"))
    async with line(someone) as events:
        assert await events.texts(1) == ["lại đây"]


async def test_shutdown_ends_every_line_quickly(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.person() as someone, line(someone) as events:
        await events.block()
        async with asyncio.timeout(2):
            await door.server.close()
        with pytest.raises(Crowded), door.parts.hub.listen(someone.lane):
            pass


async def test_the_watch_outlives_a_look_that_fails() -> None:
    looks: list[int] = []

    async def newest(lanes: Any) -> dict[LaneKey, int]:
        looks.append(1)
        if len(looks) == 1:
            raise OSError
        return {lanes[0]: 1}

    hub = Hub()
    watching = asyncio.create_task(hub.watch(newest, every=0.01))
    with hub.listen(LaneKey("a")) as listener:
        assert await listener.wait(5)
    watching.cancel()
    await asyncio.wait([watching])
    assert hub.open == 0
