"""When may the next message leave? In virtual time, against a platform that really refuses."""

import asyncio
import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.pacing import Gate, Pacer, Rates
from bot.core.errors import Throttled
from bot.core.messages import Priority

PERMITTED = 30
IN_A_GROUP = 20
USUAL = Rates()


class Time:
    """Passes only when everybody waits for it. `late` says how late each sleeper wakes."""

    def __init__(self, late: Callable[[], float] = lambda: 0.0) -> None:
        self.now = 1000.0
        self._late = late
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        waiting = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds + self._late(), self._count, waiting))
        await waiting

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    async def run(self, until: float) -> None:
        """Let it pass."""
        await self.settle()
        while self._sleepers and self._sleepers[0][0] <= until:
            at, _, waiting = heapq.heappop(self._sleepers)
            self.now = max(self.now, at)
            if not waiting.done():
                waiting.set_result(None)
                await self.settle()
        self.now = max(self.now, until)


class Strict:
    """Counts as the platform does: 30 in any second, 20 in a minute in a group."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.passed: list[float] = []
        self.refused = 0
        self.by_chat: dict[str, list[float]] = defaultdict(list)

    def send(self, chat: str, cost: int = 1) -> bool:
        now = self._time.now
        recent = len(self.passed) - bisect_left(self.passed, now - 1 + 1e-6)
        mine = self.by_chat[chat]
        in_a_minute = len(mine) - bisect_left(mine, now - 60 + 1e-6)
        if recent + cost > PERMITTED or (chat.startswith("-") and in_a_minute + cost > IN_A_GROUP):
            self.refused += 1
            return False
        self.passed += [now] * cost
        mine += [now] * cost
        return True


class Crowd:
    """Many who want to send."""

    def __init__(self, late: Callable[[], float] = lambda: 0.0, rates: Rates = USUAL) -> None:
        self.time = Time(late)
        self.pacer = Pacer(rates, self.time.clock, self.time.sleep)
        self.platform = Strict(self.time)
        self.order: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    def send(self, chat: str, priority: Priority = Priority.ANSWER, cost: int = 1) -> asyncio.Task[None]:
        task = asyncio.create_task(self._send(chat, priority, cost))
        self.tasks.append(task)
        return task

    async def insist(
        self, chat: str, count: int, priority: Priority = Priority.BROADCAST, cost: int = 1
    ) -> None:
        """As the courier does: what is sent away comes back when it was told to."""
        for _ in range(count):
            while True:
                try:
                    await self._send(chat, priority, cost)
                except Throttled as problem:
                    await self.time.sleep(problem.after)
                else:
                    break

    async def _send(self, chat: str, priority: Priority, cost: int) -> None:
        await self.pacer.wait_turn(chat, priority, cost)
        self.order.append(chat)
        if not self.platform.send(chat, cost):
            self.pacer.throttled(chat, 3)
            raise Throttled(3)

    async def end(self) -> None:
        self.pacer.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.time.settle()


def jitter() -> Callable[[], float]:
    steps: Iterator[int] = iter(range(10**9))
    return lambda: (next(steps) * 7919 % 11) / 1000


async def sustained(crowd: Crowd, seconds: float) -> None:
    for person in range(80):
        crowd.tasks.append(asyncio.create_task(crowd.insist(str(person), 1000)))
    await crowd.time.run(crowd.time.now + seconds)


async def test_a_first_message_leaves_at_once() -> None:
    crowd = Crowd()
    task = crowd.send("1")
    await crowd.time.settle()
    assert task.done()
    await crowd.end()


@pytest.mark.parametrize("late", [lambda: 0.0, jitter()], ids=["on time", "late"])
async def test_thirty_in_any_second_are_never_passed_and_hardly_any_is_wasted(
    late: Callable[[], float],
) -> None:
    crowd = Crowd(late, Rates(private=1000))
    await sustained(crowd, 60)
    assert crowd.platform.refused == 0
    assert len(crowd.platform.passed) >= 60 * PERMITTED * 0.98
    await crowd.end()


async def test_messages_are_spaced_and_do_not_come_in_bursts() -> None:
    crowd = Crowd(rates=Rates(private=1000))
    await sustained(crowd, 5)
    gaps = [b - a for a, b in zip(crowd.platform.passed, crowd.platform.passed[1:], strict=False)]
    assert min(gaps) >= 0.7 / PERMITTED
    await crowd.end()


async def test_after_a_stall_nothing_is_made_up_in_a_rush() -> None:
    crowd = Crowd(rates=Rates(private=1000))
    await sustained(crowd, 2)
    crowd.time.now += 3
    before = len(crowd.platform.passed)
    await crowd.time.run(crowd.time.now + 1)
    assert len(crowd.platform.passed) - before <= 30
    assert crowd.platform.refused == 0
    await crowd.end()


async def test_one_person_gets_three_at_once_and_then_one_a_second() -> None:
    crowd = Crowd()
    for _ in range(7):
        crowd.send("1")
    await crowd.time.run(crowd.time.now + 0.5)
    assert len(crowd.order) == 3
    await crowd.time.run(crowd.time.now + 1)
    assert len(crowd.order) == 4
    await crowd.time.run(crowd.time.now + 4)
    assert len(crowd.order) == 7
    await crowd.end()


async def test_a_group_never_gets_more_than_twenty_in_a_minute() -> None:
    crowd = Crowd()
    crowd.tasks.append(asyncio.create_task(crowd.insist("-1", 500)))
    await crowd.time.run(crowd.time.now + 600)
    assert crowd.platform.refused == 0
    assert len(crowd.platform.passed) >= 175
    await crowd.end()


async def test_a_full_group_does_not_hold_up_anybody_else() -> None:
    crowd = Crowd()
    for _ in range(3):
        crowd.send("-1")
    people = [crowd.send(str(person)) for person in range(5)]
    await crowd.time.run(crowd.time.now + 0.5)
    assert all(task.done() for task in people)
    await crowd.end()


async def test_answers_leave_before_everything_else() -> None:
    crowd = Crowd(rates=Rates(overall=10))
    for person in range(5):
        crowd.send(f"news {person}", Priority.BROADCAST)
    await crowd.time.settle()
    crowd.send("reminder", Priority.REMINDER)
    crowd.send("answer", Priority.ANSWER)
    await crowd.time.run(crowd.time.now + 2)
    assert crowd.order[:3] == ["news 0", "answer", "reminder"]
    await crowd.end()


async def test_who_came_first_leaves_first() -> None:
    crowd = Crowd(rates=Rates(overall=10))
    for person in range(20):
        crowd.send(str(person))
    await crowd.time.run(crowd.time.now + 3)
    assert crowd.order == [str(person) for person in range(20)]
    await crowd.end()


async def test_whoever_would_wait_too_long_is_sent_away_before_anything_left() -> None:
    crowd = Crowd()
    for _ in range(10):
        crowd.send("1")
    late = crowd.send("1")
    await crowd.time.settle()
    problem = late.exception()
    assert isinstance(problem, Throttled)
    assert 5 < problem.after < 12
    await crowd.end()


async def test_whom_others_overtake_for_too_long_is_sent_away() -> None:
    crowd = Crowd(rates=Rates(overall=10, private=1000))
    crowd.send("x")
    slow = crowd.send("slow", Priority.BROADCAST)
    for step in range(80):
        crowd.send(str(step))
        await crowd.time.run(crowd.time.now + 0.1)
    assert isinstance(slow.exception(), Throttled)
    assert "slow" not in crowd.order
    await crowd.end()


async def test_a_refusal_pauses_that_chat_alone() -> None:
    crowd = Crowd()
    crowd.pacer.throttled("1", 4)
    one, other = crowd.send("1"), crowd.send("2")
    await crowd.time.run(crowd.time.now + 1)
    assert other.done()
    assert not one.done()
    await crowd.time.run(crowd.time.now + 4)
    assert one.done()
    await crowd.end()


async def test_a_long_pause_is_told_instead_of_waited_for() -> None:
    crowd = Crowd()
    crowd.pacer.throttled("1", 40)
    with pytest.raises(Throttled) as told:
        await crowd.pacer.wait_turn("1")
    assert told.value.after == pytest.approx(40)
    await crowd.end()


async def test_refusals_in_several_chats_halt_everything_and_speed_comes_back_slowly() -> None:
    crowd = Crowd(rates=Rates(overall=20, private=1000, patience=1000))
    for chat in "abc":
        crowd.pacer.throttled(chat, 3)
    began = crowd.time.now
    for person in range(200):
        crowd.send(str(person))
    await crowd.time.run(began + 2.9)
    assert crowd.order == []
    await crowd.time.run(began + 4)
    slow = len(crowd.order)
    assert 8 <= slow <= 13
    await crowd.time.run(began + 9)
    before = len(crowd.order)
    await crowd.time.run(began + 10)
    assert len(crowd.order) - before >= 19
    await crowd.end()


async def test_two_refusals_far_apart_are_two_chats() -> None:
    crowd = Crowd()
    for chat in "abc":
        crowd.pacer.throttled(chat, 60)
        crowd.time.now += 2
    await crowd.pacer.wait_turn("d")
    await crowd.end()


async def test_an_absurd_pause_is_bounded() -> None:
    crowd = Crowd()
    crowd.pacer.throttled("1", 10**9)
    with pytest.raises(Throttled) as told:
        await crowd.pacer.wait_turn("1")
    assert told.value.after <= 3600
    await crowd.end()


async def test_who_gives_up_waiting_takes_nobodys_place() -> None:
    crowd = Crowd(rates=Rates(overall=1, private=1000))
    crowd.send("first")
    gone, next_ = crowd.send("gone"), crowd.send("next")
    await crowd.time.settle()
    gone.cancel()
    await crowd.time.run(crowd.time.now + 1.2)
    assert next_.done()
    assert crowd.order == ["first", "next"]
    await crowd.end()


async def test_an_album_counts_as_its_pictures() -> None:
    crowd = Crowd(rates=Rates(overall=10))
    crowd.send("1", cost=10)
    after = crowd.send("2")
    await crowd.time.run(crowd.time.now + 0.9)
    assert not after.done()
    await crowd.time.run(crowd.time.now + 0.2)
    assert after.done()
    await crowd.end()


async def test_albums_among_messages_pass_no_limit_either() -> None:
    crowd = Crowd(rates=Rates(private=1000))
    for person in range(40):
        crowd.tasks.append(asyncio.create_task(crowd.insist(str(person), 1000)))
    crowd.tasks.append(asyncio.create_task(crowd.insist("album", 1000, cost=10)))
    crowd.tasks.append(asyncio.create_task(crowd.insist("-1", 1000, Priority.ANSWER, 5)))
    await crowd.time.run(crowd.time.now + 300)
    assert crowd.platform.refused == 0
    assert len(crowd.platform.by_chat["album"]) > 500
    assert len(crowd.platform.by_chat["-1"]) >= 40
    await crowd.end()


async def test_chats_that_rest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.pacing.MOST_CHATS", 50)
    crowd = Crowd(rates=Rates(overall=10_000))
    for person in range(500):
        await crowd.pacer.wait_turn(str(person))
        crowd.time.now += 1
    assert len(crowd.pacer._chats) <= 51
    await crowd.end()


@given(st.lists(st.floats(0, 2), min_size=1, max_size=200), st.sampled_from([5.0, 28.0, 29.7]))
def test_no_second_sees_more_than_the_rate_and_one(gaps: list[float], rate: float) -> None:
    gate, now, passed = Gate(rate), 0.0, []
    for gap in gaps:
        now = max(now + gap * gap / 20, gate.opens())
        gate.take(now)
        passed.append(now)
    for start in passed:
        assert sum(start <= at < start + 1 - 1e-9 for at in passed) <= int(rate + 0.25) + 1
