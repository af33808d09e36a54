"""From the outbox to the channel: priority, retry, uncertain, dead; nobody is held up by somebody else."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.core.errors import (
    Blocked,
    Misconfigured,
    Moved,
    Rejected,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
    WindowClosed,
)
from bot.core.messages import Kind, Priority
from bot.workers.courier import BATCH, PER_CHANNEL
from bot.workers.verdicts import LONGEST, SLOWEST, is_worth_another, pause
from storage import inbox
from storage.database import Database
from storage.outbox import ATTEMPTS, LEASE
from storage.touch import Connection
from tests.workers.rig import PaperChannel, Rig, catalog, delivers, steps, texts

MARK = catalog().say("vi", "repeat-mark")


async def test_answers_go_before_news_and_a_lane_keeps_its_order(rig: Rig) -> None:
    await rig.says("an", "tin", priority=Priority.NEWS)
    await rig.says("an", "một", "hai")
    await delivers(rig.courier())
    assert texts(rig.paper.sent) == ["một", "hai", "tin"]
    assert await rig.states() == ["delivered"] * 3


async def test_nothing_to_do_costs_one_look(rig: Rig) -> None:
    assert await rig.courier().step() > 0


@pytest.mark.parametrize("problem", [Unreachable("away"), Misconfigured("token"), Throttled(5)])
async def test_what_can_pass_later_is_tried_again(rig: Rig, problem: SendError) -> None:
    await rig.says("an", "một")
    rig.paper.fails = [problem]
    courier = rig.courier()
    await delivers(courier)
    assert await rig.states() == ["queued"]
    rig.clock.passes(seconds=10)
    await delivers(courier)
    assert texts(rig.paper.sent) == ["một"]


async def test_a_platform_that_asks_for_time_gets_it(rig: Rig) -> None:
    await rig.says("an", "một")
    rig.paper.fails = [Throttled(30)]
    courier = rig.courier()
    await delivers(courier)
    rig.clock.passes(seconds=29)
    await delivers(courier)
    assert rig.paper.sent == []
    rig.clock.passes(seconds=5)
    await delivers(courier)
    assert texts(rig.paper.sent) == ["một"]


@pytest.mark.parametrize("problem", [Rejected("never"), WindowClosed("closed")])
async def test_what_is_refused_for_good_is_dead_and_holds_nothing(rig: Rig, problem: SendError) -> None:
    await rig.says("an", "một", "hai")
    rig.paper.fails = [problem]
    await delivers(rig.courier())
    assert await rig.states() == ["dead", "delivered"]


async def test_a_person_who_blocked_us_hears_no_more(rig: Rig) -> None:
    await rig.says("an", "một", "hai", "ba")
    await rig.says("bình", "bốn")
    rig.paper.fails = [Blocked("gone")]
    await delivers(rig.courier())
    assert await rig.states() == ["dead", "dead", "dead", "delivered"]


async def test_an_uncertain_question_is_repeated_once_marked_after_a_minute(rig: Rig) -> None:
    await rig.says("an", "một", kind=Kind.QUESTION)
    rig.paper.fails = [Uncertain("timeout")]
    courier = rig.courier()
    await delivers(courier)
    assert await rig.states() == ["uncertain"]
    rig.clock.passes(seconds=59)
    await delivers(courier)
    assert rig.paper.sent == []
    rig.clock.passes(seconds=2)
    rig.paper.fails = [Uncertain("timeout")]
    await delivers(courier)
    rig.clock.passes(hours=2)
    await delivers(courier)
    assert rig.paper.sent == []
    assert await rig.states() == ["uncertain"]


async def test_a_repeat_says_that_it_is_one(rig: Rig) -> None:
    await rig.says("an", "mã 26-0001-3", kind=Kind.RECEIPT)
    rig.paper.fails = [Uncertain("timeout")]
    courier = rig.courier()
    await delivers(courier)
    rig.clock.passes(seconds=61)
    await delivers(courier)
    assert texts(rig.paper.sent) == [f"{MARK}\nmã 26-0001-3"]


async def test_an_uncertain_reply_is_said_again_only_on_a_sign_of_life(rig: Rig) -> None:
    await rig.says("an", "một", kind=Kind.REPLY)
    rig.paper.fails = [RuntimeError("the channel broke")]
    courier = rig.courier()
    await delivers(courier)
    rig.clock.passes(hours=1)
    await delivers(courier)
    assert rig.paper.sent == []
    await rig.hears("an", "hai")
    await steps(rig.dispatcher())
    await delivers(courier)
    assert texts(rig.paper.sent) == [f"{MARK}\nmột", "re: hai"]


async def test_what_stayed_uncertain_does_not_hold_its_lane(rig: Rig) -> None:
    await rig.says("an", "một", "hai")
    rig.paper.fails = [Uncertain("timeout")]
    await delivers(rig.courier())
    assert texts(rig.paper.sent) == ["hai"]


async def test_a_channel_that_drops_copies_is_simply_told_again(sqlite: Database) -> None:
    rig = Rig(sqlite, PaperChannel(resends=True))
    await rig.says("an", "một")
    rig.paper.fails = [Uncertain("timeout")]
    courier = rig.courier()
    await delivers(courier)
    rig.clock.passes(seconds=10)
    await delivers(courier)
    assert texts(rig.paper.sent) == ["một"]


async def test_a_channel_that_hangs_is_cut_and_then_nobody_knows(rig: Rig) -> None:
    await rig.says("an", "một")
    rig.paper.waits = asyncio.Event()
    courier = rig.courier(seconds=0.05)
    await courier.step()
    await asyncio.sleep(0.1)
    await courier.step()
    assert await rig.states() == ["uncertain"]


async def test_a_slow_channel_holds_no_other(sqlite: Database) -> None:
    slow, quick = PaperChannel("slow"), PaperChannel("quick")
    rig = Rig(sqlite, slow, quick)
    slow.waits = asyncio.Event()
    for person in range(PER_CHANNEL + BATCH + 20):
        await rig.says(f"p{person}", "một", channel="slow")
    await rig.says("an", "hai", channel="quick")
    courier = rig.courier()
    await delivers(courier)
    assert texts(quick.sent) == ["hai"]
    assert (await rig.states()).count("sending") <= PER_CHANNEL + BATCH
    slow.waits.set()
    await delivers(courier)
    assert set(await rig.states()) == {"delivered"}


async def test_a_slow_person_holds_no_other_of_the_same_channel(rig: Rig) -> None:
    rig.paper.waits = asyncio.Event()
    await rig.says("an", "một", "hai")
    courier = rig.courier()
    await courier.step()
    await asyncio.sleep(0)
    held, rig.paper.waits = rig.paper.waits, None
    await rig.says("bình", "ba")
    await delivers(courier)
    assert texts(rig.paper.sent) == ["ba"]
    held.set()
    await delivers(courier)
    assert texts(rig.paper.sent) == ["ba", "một", "hai"]


async def test_a_stopping_courier_waits_for_what_is_under_way(rig: Rig) -> None:
    rig.paper.waits = asyncio.Event()
    await rig.says("an", "một")
    courier = rig.courier()
    running = asyncio.create_task(courier.run())
    await asyncio.sleep(0.05)
    courier.stop()
    await asyncio.sleep(0.02)
    assert not running.done()
    rig.paper.waits.set()
    await running
    assert await rig.states() == ["delivered"]


async def test_rows_of_a_dead_courier_wait_for_their_lease(rig: Rig) -> None:
    await rig.says("an", "một", kind=Kind.QUESTION)
    dead = rig.courier()
    rig.paper.waits = asyncio.Event()
    await dead.step()
    rig.paper.waits = None
    other = rig.courier()
    await delivers(other)
    assert await rig.states() == ["sending"]
    rig.clock.passes(seconds=LEASE.total_seconds() + 1)
    await delivers(other)
    assert await rig.states() == ["uncertain"]
    await _bury()


async def test_another_courier_knows_what_had_landed_when_the_first_one_failed(rig: Rig) -> None:
    await rig.says("an", "một", kind=Kind.QUESTION)
    rig.paper.fails = [Throttled(1), Uncertain("no answer")]
    for seconds in (0, 10, 100):
        rig.clock.passes(seconds=seconds)
        await delivers(rig.courier())
    assert rig.paper.met == [{}, {"part 0": 1}, {"part 0": 1, "part 1": 2}]


async def test_alone_the_rows_of_a_former_life_are_settled_at_once(rig: Rig) -> None:
    await rig.says("an", "một", kind=Kind.QUESTION)
    dead = rig.courier()
    rig.paper.waits = asyncio.Event()
    await dead.step()
    rig.paper.waits = None
    await delivers(rig.courier(alone=True))
    assert await rig.states() == ["uncertain"]
    await _bury()


async def _bury() -> None:
    """What a courier that is no more had under way."""
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_what_flies_here_is_not_taken_for_abandoned(rig: Rig) -> None:
    await rig.says("an", "một")
    rig.paper.waits = asyncio.Event()
    courier = rig.courier()
    await courier.step()
    rig.clock.passes(seconds=LEASE.total_seconds() * 3)
    await courier.step()
    assert await rig.states() == ["sending"]
    rig.paper.waits.set()
    await delivers(courier)
    assert await rig.states() == ["delivered"]


def test_an_absent_platform_is_waited_for_over_a_weekend() -> None:
    attempts, waited = 1, 0.0
    while is_worth_another(Unreachable("away"), attempts):
        waited += pause(Unreachable("away"), attempts).total_seconds()
        attempts += 1
    assert waited > 2.5 * 86_400
    assert attempts > ATTEMPTS


def test_pauses_double_with_jitter_and_have_an_end() -> None:
    pauses = [pause(Unreachable("away"), n).total_seconds() for n in range(1, 30)]
    assert 1.6 <= pauses[0] <= 2.4
    assert max(pauses) <= SLOWEST * 1.2
    assert len({round(p, 6) for p in pauses}) == len(pauses)
    assert pause(Throttled(10**9), 1).total_seconds() <= LONGEST


async def test_a_chat_with_a_new_id_gets_what_was_queued_for_the_old_one(rig: Rig) -> None:
    await rig.says("-7", "một", "hai")
    rig.paper.fails = [Moved("-1007")]
    courier = rig.courier()
    await delivers(courier)
    rig.clock.passes(seconds=10)
    await delivers(courier)
    assert rig.paper.sent == [("-1007", "một"), ("-1007", "hai")]
    assert await rig.database.write(_notices) == [("group-moved", {"to": "-1007"})]


async def test_that_somebody_blocked_us_is_heard_on_their_lane(rig: Rig) -> None:
    await rig.says("an", "một", "hai")
    rig.paper.fails = [Blocked("blocked")]
    await delivers(rig.courier())
    assert await rig.states() == ["dead", "dead"]
    assert await rig.database.write(_notices) == [("blocked", {})]


def _notices(conn: Connection) -> list[tuple[str, dict[str, object]]]:
    heads = inbox.claim_heads(conn, wall=datetime.max.replace(tzinfo=UTC), most=9)
    said = [inbox.read_notice(head.row)[1] for head in heads]
    return [(one.name, dict(one.args)) for one in said]
