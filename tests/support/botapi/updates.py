"""The queue of updates of one bot, and how getUpdates empties it."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn

from tests.support.botapi import schema
from tests.support.botapi.tempo import Tempo
from tests.support.botapi.wire import Json, conflict

DAY: Final = 86_400.0
WEEK: Final = 7 * DAY
LIVES: Final = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
"""Seconds; everything else lives for a day."""
LEFT_OUT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot has to ask for."""
LONGEST: Final = 50
AHEAD: Final = 10
"""An offset further ahead than this is not believed: the queue is read from its head."""
OTHER_POLLER: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
HOOK_SET: Final = "terminated by setWebhook request"
WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
BETWEEN_CONFLICTS: Final = 3.0


@dataclass
class Queued:
    """An update that is not confirmed yet. `lane`: what is delivered one after the other to a webhook."""

    id: int
    kind: str
    content: Json
    lane: str
    expires: float
    served: int = 0

    @property
    def body(self) -> Json:
        """As it goes out."""
        return {"update_id": self.id, self.kind: self.content}


@dataclass
class _Poll:
    """A call that waits."""

    bell: asyncio.Event
    ended: str = ""

    def end(self, words: str) -> None:
        """It is answered with a conflict."""
        self.ended = words
        self.bell.set()


class UpdateQueue:
    """Updates in order of their ids."""

    def __init__(self, tempo: Tempo, seed: int) -> None:
        self._tempo = tempo
        self._random = random.Random(seed)  # noqa: S311 - ids, not secrets
        self._queued: list[Queued] = []
        self._next_id = self._random.randrange(10**8, 9 * 10**8)
        self._last_at = tempo.now()
        self._waiting: _Poll | None = None
        self._previous: tuple[int, float] | None = None
        self._next_conflict = 0.0
        self.allowed: list[str] | None = None
        self.on_new: list[Callable[[], None]] = []

    def add(self, kind: str, content: Json, lane: str, happened: float | None = None) -> int | None:
        """Queue one; gives its id, None where the bot did not ask for this kind."""
        if kind in LEFT_OUT if not self.allowed else kind not in self.allowed:
            return None
        self._jump()
        born = self._tempo.now() if happened is None else happened
        update = Queued(self._next_id, kind, content, lane, born + LIVES.get(kind, DAY))
        schema.check("Update", update.body)
        return self._append(update)

    def add_raw(self, body: Json, lane: str = "raw") -> int:
        """Queue whatever a test wants, unchecked: poison, or what was recorded elsewhere."""
        self._jump()
        kind = next((name for name in body if name != "update_id"), "message")
        update = Queued(self._next_id, kind, body.get(kind, {}), lane, self._tempo.now() + DAY)
        return self._append(update)

    def _append(self, update: Queued) -> int:
        self._next_id += 1
        self._last_at = self._tempo.now()
        self._queued.append(update)
        if self._waiting is not None:
            self._waiting.bell.set()
        for tell in self.on_new:
            tell()
        return update.id

    def _jump(self) -> None:
        """After a week of silence ids go on at a random place."""
        if self._tempo.now() - self._last_at >= WEEK:
            self._next_id = self._random.randrange(10**8, 9 * 10**8)
            self._queued.clear()

    @property
    def pending(self) -> list[Queued]:
        """What is not confirmed and has not expired."""
        now = self._tempo.now()
        self._queued = [one for one in self._queued if one.expires >= now]
        return list(self._queued)

    @property
    def unserved(self) -> int:
        """How many the bot has never seen."""
        return sum(one.served == 0 for one in self.pending)

    def forget(self, update_id: int) -> None:
        """It was taken."""
        self._queued = [one for one in self._queued if one.id != update_id]

    def clear(self) -> None:
        """All pending updates are dropped."""
        self._queued.clear()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """getUpdates, with its rules against loops that spin."""
        limit, seconds = self._against_spinning(offset, limit, seconds)
        found = self._take(offset, limit)
        if found or seconds == 0:
            return found
        mine = _Poll(asyncio.Event())
        older, self._waiting = self._waiting, mine
        if older is not None:
            older.end(OTHER_POLLER)
        await self._tempo.wait(mine.bell, seconds)
        if self._waiting is mine:
            self._waiting = None
        if mine.ended:
            await self.refuse(mine.ended)
        return self._take(offset, limit)

    def _against_spinning(self, offset: int, limit: int, seconds: int) -> tuple[int, int]:
        limit = min(max(limit, 1), 100)
        seconds = min(max(seconds, 0), LONGEST)
        now = self._tempo.now()
        if self._previous is not None and self._previous[0] == offset:
            since = now - self._previous[1]
            seconds = 3 if seconds < 3 and since < 3.0 else seconds
            limit = 1 if since < 0.5 else limit
        self._previous = (offset, now)
        return limit, seconds

    def _take(self, offset: int, limit: int) -> list[Json]:
        if offset < 0:
            self._queued = self.pending[offset:]
        elif 0 < offset <= self._next_id + AHEAD:
            self._queued = [one for one in self.pending if one.id >= offset]
        taken = self.pending[:limit]
        for one in taken:
            one.served += 1
        return [one.body for one in taken]

    async def refuse(self, words: str) -> NoReturn:
        """409, at once the first time and after three seconds when they follow each other."""
        now = self._tempo.now()
        if now < self._next_conflict:
            await self._tempo.sleep(BETWEEN_CONFLICTS)
        else:
            self._next_conflict = now + BETWEEN_CONFLICTS
        raise conflict(words)

    def end_poll(self) -> None:
        """A webhook was set: whoever waits is sent away."""
        if self._waiting is not None:
            self._waiting.end(HOOK_SET)
