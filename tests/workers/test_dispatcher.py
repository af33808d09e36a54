"""Batches of turns: together, singly, carefully; what fails holds only itself."""

import asyncio
from typing import Any

import pytest

from bot.workers.dispatcher import CAREFUL_ATTEMPTS
from handlers.turn import Turn
from storage import inbox
from storage.database import Database
from storage.evidence import EVIDENCE
from storage.inbox import ATTEMPTS
from tests.workers.rig import PaperChannel, Rig, boom, delivers, stale, steps, texts, unwritable


def _rig(database: Database, **script: Any) -> Rig:
    return Rig(database, script={"boom": boom, "stale": stale, "unwritable": unwritable, **script})


async def test_one_waiting_message_is_handled_at_once(rig: Rig) -> None:
    await rig.hears("an", "một")
    dispatcher = rig.dispatcher()
    assert await dispatcher.step() == 0
    assert await rig.inbox_states() == ["done"]
    assert await rig.states() == ["queued"]
    assert rig.rung == ["courier"]
    assert await dispatcher.step() > 0


async def test_a_lane_keeps_its_order_and_lanes_go_side_by_side(rig: Rig) -> None:
    await rig.hears("an", "một", "hai")
    await rig.hears("bình", "ba")
    await steps(rig.dispatcher())
    assert rig.turns.handled == ["một", "ba", "hai"]


@pytest.mark.parametrize("trouble", ["boom", "stale", "unwritable"])
async def test_a_turn_that_fails_wrote_nothing_and_holds_only_its_own_lane(
    sqlite: Database, trouble: str
) -> None:
    rig = _rig(sqlite)
    await rig.hears("an", trouble, "sau")
    await rig.hears("bình", "ba")
    taken = await steps(rig.dispatcher())
    assert taken < 5
    assert await rig.inbox_states() == ["waiting", "waiting", "done"]
    assert await rig.states() == ["queued"]


@pytest.mark.parametrize("trouble", ["boom", "stale", "unwritable"])
async def test_a_message_that_keeps_failing_is_parked_and_its_lane_goes_on(
    sqlite: Database, trouble: str
) -> None:
    rig = _rig(sqlite)
    await rig.hears("an", trouble, "sau")
    dispatcher = rig.dispatcher()
    for _ in range(ATTEMPTS):
        await steps(dispatcher)
        rig.clock.passes(seconds=300)
    await steps(dispatcher)
    assert await rig.inbox_states() == ["parked", "done"]
    assert dispatcher.parked == 1


async def test_files_are_ordered_with_the_first_version_of_a_message_only(rig: Rig) -> None:
    await rig.hears("an", "ảnh", files=["a.jpg"])
    await rig.hears("an", "ảnh, sửa lời", files=["a.jpg"], edited=True)
    await steps(rig.dispatcher())
    assert rig.turns.handled == ["ảnh", "ảnh, sửa lời"]
    assert await rig.states(EVIDENCE) == ["wanted"]


async def test_a_stale_turn_is_run_again_on_what_stands_now(sqlite: Database) -> None:
    tries: list[int] = []

    def second_time(turn: Turn) -> None:
        tries.append(1)
        if len(tries) == 1:
            stale(turn)
        turn.say("repeat-mark")

    rig = _rig(sqlite, once=second_time)
    await rig.hears("an", "once")
    await rig.hears("bình", "ba")
    assert await rig.dispatcher().step() == 0
    assert await rig.inbox_states() == ["done", "done"]


async def test_what_a_turn_wrote_in_the_middle_is_undone_with_it(sqlite: Database) -> None:
    def files_and_fails(turn: Turn) -> None:
        inbox.blank_lane(turn.connection(), rig.lane("bình"))
        boom(turn)

    rig = _rig(sqlite, half=files_and_fails)
    await rig.hears("bình", "ba")
    await steps(rig.dispatcher())
    await rig.hears("an", "half")
    await steps(rig.dispatcher())
    [told] = await rig.look(lambda conn: inbox.story(conn, rig.lane("bình"), most=9))
    assert told["raw"] is not None


async def test_an_update_that_nobody_can_read_is_parked_at_once(rig: Rig) -> None:
    row = inbox.Arrival("paper", "main", "x", rig.lane("an"), b"{")
    other = inbox.Arrival("fax", "main", "y", rig.lane("an"), b"{}")
    now = rig.clock.wall()
    await rig.database.write(lambda conn: inbox.put(conn, [row, other], now=now, wall=now))
    await rig.hears("an", "một")
    await steps(rig.dispatcher())
    assert await rig.inbox_states() == ["parked", "parked", "done"]


async def test_a_message_that_kills_the_process_is_parked_and_the_others_go_on(sqlite: Database) -> None:
    rig = _rig(sqlite, kills=_dies)
    await rig.hears("an", "một", "kills", "hai")
    await rig.hears("bình", "ba")
    lives = 0
    while "waiting" in await rig.inbox_states():
        lives += 1
        assert lives < 10
        dispatcher = rig.dispatcher()
        if lives > 1:
            dispatcher.careful_until = await rig.look(inbox.newest)
        try:
            await steps(dispatcher)
        except _Killed:
            continue
    assert await rig.inbox_states() == ["done", "parked", "done", "done"]
    assert lives == CAREFUL_ATTEMPTS + 2


class _Killed(BaseException):
    """The process is gone; nothing of it was caught."""


def _dies(_turn: Turn) -> None:
    raise _Killed


async def test_careful_mode_ends_when_the_old_rows_are_done(rig: Rig) -> None:
    await rig.hears("an", "một", "hai")
    dispatcher = rig.dispatcher()
    dispatcher.careful_until = await rig.look(inbox.newest)
    await steps(dispatcher)
    assert dispatcher.careful_until is None
    assert await rig.inbox_states() == ["done", "done"]


async def test_a_press_is_answered_after_the_commit_and_a_hanging_answer_holds_nobody(rig: Rig) -> None:
    rig.paper.waits = asyncio.Event()
    await rig.hears("an", "", tap="report:q:1")
    await rig.hears("bình", "ba")
    dispatcher = rig.dispatcher()
    await steps(dispatcher)
    assert await rig.inbox_states() == ["done", "done"]
    assert rig.paper.answers == []
    rig.paper.waits.set()
    await asyncio.sleep(0.01)
    assert rig.paper.answers == [""]


async def test_a_sign_of_life_of_a_notice_is_none(rig: Rig) -> None:
    await rig.says("an", "biên nhận")
    courier = rig.courier()
    rig.paper.fails = [OSError("the line broke")]
    await delivers(courier)
    await rig.notices("an", "file-refused")
    await steps(rig.dispatcher())
    assert (await rig.states())[0] == "uncertain"
    await rig.hears("an", "còn đó không")
    await steps(rig.dispatcher())
    assert (await rig.states())[0] == "queued"


async def test_two_channels_of_one_person_are_two_lanes(sqlite: Database) -> None:
    rig = Rig(sqlite, PaperChannel("one"), PaperChannel("two"))
    assert rig.lane("an", "one") != rig.lane("an", "two")
    await rig.hears("an", "một")
    await steps(rig.dispatcher())
    assert texts(rig.papers["two"].sent) == []
