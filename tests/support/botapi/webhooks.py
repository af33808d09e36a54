"""Delivery to a webhook: lanes, a secret, repeats until somebody accepts."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from tests.support.botapi.tempo import Tempo
from tests.support.botapi.updates import Queued, UpdateQueue
from tests.support.botapi.wire import Json

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE: Final = 60
LONGEST_ASKED: Final = 3600
GIVES_UP_AFTER: Final = 23 * 3600.0
IDLE: Final = 60.0
GONE: Final = 410


@dataclass(frozen=True)
class Hook:
    """Where updates go."""

    url: str
    secret: str = ""
    connections: int = 40


@dataclass
class _Tries:
    """How one update fared: 0, 2, 4, 8 … seconds until the next try."""

    delay: int = 1
    failed: int = 0
    due: float = 0.0


@dataclass
class Deliverer:
    """Brings the updates of one bot to its webhook. `timeout` is in real seconds."""

    queue: UpdateQueue
    tempo: Tempo
    execute: Callable[[Json], Awaitable[None]]
    timeout: float = 60.0
    hook: Hook | None = None
    last_error: tuple[float, str] | None = None
    _tries: dict[int, _Tries] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None
    _sending: set[asyncio.Task[None]] = field(default_factory=set)
    _gone_since: float | None = None
    _random: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - pauses, not secrets

    async def set(self, hook: Hook | None) -> None:
        """Another address, or none."""
        await self.stop()
        self.hook = hook
        self.last_error = None
        if hook is not None:
            self.queue.on_new.append(self._bell.set)
            self._task = asyncio.create_task(self._run(hook))

    async def stop(self) -> None:
        """No more deliveries."""
        tasks = [*([self._task] if self._task else []), *self._sending]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._task, self.hook = None, None
        self._busy.clear()
        self._tries.clear()
        self.queue.on_new[:] = [tell for tell in self.queue.on_new if tell != self._bell.set]

    async def _run(self, hook: Hook) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(self.timeout)) as session:
            while True:
                self._bell.clear()
                for update in self._ready(hook):
                    self._start(session, hook, update)
                await self.tempo.wait(self._bell, self._pause())
                await asyncio.sleep(0)

    def _ready(self, hook: Hook) -> list[Queued]:
        """The heads of the lanes that are free and due."""
        heads: dict[str, Queued] = {}
        for update in self.queue.pending:
            heads.setdefault(update.lane, update)
        now = self.tempo.now()
        due = [one for one in heads.values() if one.lane not in self._busy and self._of(one).due <= now]
        return due[: hook.connections - len(self._busy)]

    def _pause(self) -> float:
        """Seconds until the next try is due."""
        now = self.tempo.now()
        later = [tries.due - now for tries in self._tries.values() if tries.due > now]
        return min(later, default=IDLE)

    def _of(self, update: Queued) -> _Tries:
        return self._tries.setdefault(update.id, _Tries())

    def _start(self, session: aiohttp.ClientSession, hook: Hook, update: Queued) -> None:
        self._busy.add(update.lane)
        task = asyncio.create_task(self._deliver(session, hook, update))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _deliver(self, session: aiohttp.ClientSession, hook: Hook, update: Queued) -> None:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        update.served += 1
        try:
            async with session.post(hook.url, json=update.body, headers=headers) as response:
                if response.ok:
                    self._accepted(update)
                    await self._obey(response)
                else:
                    words = f"Wrong response from the webhook: {response.status} {response.reason}"
                    asked = response.headers.get("Retry-After", "0")
                    self._failed(update, words, int(asked) if asked.isdecimal() else 0)
                self._watch_gone(response.status)
        except TimeoutError:
            self._failed(update, "Read timeout expired", 0)
        except aiohttp.ClientError:
            self._failed(update, "Connection closed", 0)
        finally:
            self._busy.discard(update.lane)
            self._bell.set()

    def _accepted(self, update: Queued) -> None:
        self._tries.pop(update.id, None)
        self.queue.forget(update.id)

    def _failed(self, update: Queued, words: str, asked: int) -> None:
        self.last_error = (self.tempo.now(), words)
        tries = self._of(update)
        pause = min(asked, LONGEST_ASKED)
        if asked == 0 and tries.failed > 0:
            longest = self._random.randint(LONGEST_PAUSE, 2 * LONGEST_PAUSE)
            tries.delay = pause = min(longest, tries.delay * 2)
        if self.tempo.now() + pause > update.expires:
            self._accepted(update)
            return
        tries.failed += 1
        tries.due = self.tempo.now() + pause

    def _watch_gone(self, status: int) -> None:
        """An address that says for most of a day that it is gone is believed."""
        if status != GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = self.tempo.now()
        elif self.tempo.now() > self._gone_since + GIVES_UP_AFTER and self._task is not None:
            self.hook = None
            self._task.cancel()

    async def _obey(self, response: aiohttp.ClientResponse) -> None:
        """An answer that names a method is a request."""
        if response.content_type != "application/json":
            return
        with contextlib.suppress(ValueError):
            asked = await response.json()
            if isinstance(asked, dict) and "method" in asked:
                await self.execute(asked)
