"""When may the next message leave? Evenly spaced, per chat and overall, answers before everything else.

A *gate* opens at a steady beat. It lets a few through at once after a pause (`burst`), and makes up for a
late start only within a quarter of a beat: so no second ever sees more than the rate and one, however
irregularly we come to run. The pacer holds one gate for everything and one for each chat, and lets those
who wait leave by priority, then in the order in which they came.

Whoever would wait longer than `patience` is sent away with `Throttled` before anything has left, so that a
row waits in the outbox and not here. A chat that the platform throttles halts alone; where several are
throttled within a second it is about all of us: everything halts, and picks up speed again slowly.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.core.errors import Throttled
from bot.core.messages import Priority

SLACK: Final = 0.25
"""How much of a beat a late start may make up for."""
MOST_CHATS: Final = 10_000
SEVERAL: Final = 3
AT_ONCE: Final = 1.0
"""So many chats throttled within so many seconds mean that all are."""
LONGEST_HALT: Final = 3600.0
SLOWEST: Final = 0.25
RECOVERY: Final = 0.01
"""The share of the full speed that each message wins back after everything was halted."""
EPSILON: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second: overall, in a private chat, in a group. What Telegram names is a little more (30 in
    all, of which evenly spaced ones may use nearly everything)."""

    overall: float = 29.7
    private: float = 1.0
    private_burst: int = 3
    group: float = 18 / 60
    group_burst: int = 2
    patience: float = 5.0


class Gate:
    """One steady beat. What costs several holds up those after it, at a `strict` gate those before too."""

    def __init__(self, rate: float, burst: int = 1, *, strict: bool = False) -> None:
        self.beat = 1 / rate
        self._room = (burst - 1) * self.beat
        self._strict = strict
        self._due = float("-inf")
        self._halted = float("-inf")

    def opens(self, cost: int = 1) -> float:
        """The moment from which the next one may pass."""
        before = (cost - 1) * self.beat if self._strict else 0.0
        return max(self._due + before - self._room, self._halted)

    def take(self, now: float, cost: int = 1, slowed: float = 1.0) -> None:
        """One passes; `slowed` stretches the beat."""
        beat = self.beat / slowed
        self._due = max(now - SLACK * beat, self._due) + cost * beat

    def halt(self, until: float) -> None:
        """Nothing passes before."""
        self._halted = max(self._halted, until)

    def is_idle(self, now: float) -> bool:
        """Whether a new one would be no different."""
        return max(self._due, self._halted) + self.beat < now


@dataclass(slots=True, eq=False)
class _Waiter:
    """Somebody who wants to send."""

    rank: tuple[int, int]
    chat: str
    cost: int
    deadline: float
    turn: asyncio.Future[None]


class Pacer:
    """Lets messages leave."""

    def __init__(
        self,
        rates: Rates = Rates(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._rates = rates
        self._clock = clock
        self._sleep = sleep
        self._overall = Gate(rates.overall, strict=True)
        self._chats: dict[str, Gate] = {}
        self._speed = 1.0
        self._hits: dict[str, float] = {}
        self._waiting: list[_Waiter] = []
        self._came = 0
        self._pump: asyncio.Task[None] | None = None
        self._nap: asyncio.Future[None] | None = None

    async def wait_turn(self, chat: str, priority: Priority = Priority.ANSWER, cost: int = 1) -> None:
        """Return when the message may leave. Raises `Throttled` where that takes too long."""
        now = self._clock()
        self._came += 1
        waiter = _Waiter(
            (priority, self._came),
            chat,
            cost,
            now + self._rates.patience,
            asyncio.get_running_loop().create_future(),
        )
        wait = self._expected(waiter, now)
        if wait > self._rates.patience:
            raise Throttled(wait)
        self._waiting.append(waiter)
        self._release()
        if waiter.turn.done():
            return
        self._wake()
        try:
            await waiter.turn
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)

    def throttled(self, chat: str, after: float) -> None:
        """The platform refused: this chat pauses, or everything where it is about all of us."""
        now = self._clock()
        until = now + min(after, LONGEST_HALT)
        self._gate(chat).halt(until)
        self._hits = {who: at for who, at in self._hits.items() if now - at < AT_ONCE}
        self._hits[chat] = now
        if len(self._hits) >= SEVERAL:
            self._overall.halt(until)
            self._speed = max(SLOWEST, self._speed / 2)
            self._hits.clear()

    def close(self) -> None:
        """Nobody waits any more."""
        for watching in (self._pump, self._nap):
            if watching is not None:
                watching.cancel()
        for waiter in self._waiting:
            waiter.turn.cancel()

    def _expected(self, waiter: _Waiter, now: float) -> float:
        """How long it would take as things stand."""
        ahead = [other for other in self._waiting if other.rank < waiter.rank]
        beat = self._overall.beat / self._speed
        overall = max(self._overall.opens(waiter.cost), now) + beat * sum(other.cost for other in ahead)
        gate = self._gate(waiter.chat)
        chat = max(gate.opens(waiter.cost), now) + gate.beat * sum(
            o.cost for o in ahead if o.chat == waiter.chat
        )
        return max(overall, chat) - now

    def _wake(self) -> None:
        """See that somebody watches the gates."""
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._watch())
        elif self._nap is not None:
            self._nap.cancel()

    async def _watch(self) -> None:
        """Let pass whoever may, sleep until the next one may, as long as somebody waits."""
        while self._waiting:
            pause = self._release()
            if pause is None:
                return
            self._nap = asyncio.ensure_future(self._doze(pause))
            await asyncio.wait({self._nap})
            self._nap = None

    async def _doze(self, seconds: float) -> None:
        await self._sleep(seconds)

    def _release(self) -> float | None:
        """Let pass whoever may now; the seconds until the next one may, None where nobody waits."""
        while self._waiting:
            now = self._clock()
            self._send_away_late(now)
            ready = [waiter for waiter in self._waiting if self._opens(waiter) <= now + EPSILON]
            first = min(ready, key=_rank, default=None)
            if first is None or self._overall.opens(first.cost) > now + EPSILON:
                return self._next_event(first, now)
            self._let_pass(first, now)
        return None

    def _opens(self, waiter: _Waiter) -> float:
        return self._gate(waiter.chat).opens(waiter.cost)

    def _next_event(self, first: _Waiter | None, now: float) -> float | None:
        """Somebody's chat opens, the one in front may leave, or somebody has waited too long."""
        if not self._waiting:
            return None
        late = min(waiter.deadline for waiter in self._waiting) + EPSILON
        if first is not None:
            opening = self._overall.opens(first.cost)
        else:
            opening = min(self._opens(waiter) for waiter in self._waiting)
        return max(min(opening, late) - now, EPSILON)

    def _let_pass(self, waiter: _Waiter, now: float) -> None:
        self._waiting.remove(waiter)
        if waiter.turn.done():  # cancelled while it waited
            return
        self._overall.take(now, waiter.cost, self._speed)
        self._gate(waiter.chat).take(now, waiter.cost)
        self._speed = min(1.0, self._speed + RECOVERY * waiter.cost)
        waiter.turn.set_result(None)

    def _send_away_late(self, now: float) -> None:
        """Those whom others overtook for too long."""
        late = [waiter for waiter in self._waiting if waiter.deadline < now]
        for waiter in late:
            self._waiting.remove(waiter)
            if not waiter.turn.done():
                waiter.turn.set_exception(Throttled(max(self._expected(waiter, now), 1.0)))

    def _gate(self, chat: str) -> Gate:
        gate = self._chats.get(chat)
        if gate is None:
            if len(self._chats) >= MOST_CHATS:
                now = self._clock()
                self._chats = {who: each for who, each in self._chats.items() if not each.is_idle(now)}
            rates = self._rates
            grouped = chat.startswith("-")
            gate = (
                Gate(rates.group, rates.group_burst) if grouped else Gate(rates.private, rates.private_burst)
            )
            self._chats[chat] = gate
        return gate


def _rank(waiter: _Waiter) -> tuple[int, int]:
    return waiter.rank
