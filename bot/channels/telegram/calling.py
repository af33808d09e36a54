"""One paced call of the platform."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.pacing import Pacer
from bot.channels.telegram.transport import Flooded
from bot.channels.telegram.verdict import Refusal, refusal, verdict
from bot.core.errors import SendError, Uncertain
from bot.core.messages import Priority

log = structlog.get_logger()
T = TypeVar("T")


class Line:
    """The way to one chat, in turn with everybody else. `thread`: the topic of it, None for General."""

    def __init__(self, pacer: Pacer, priority: Priority, chat: int, thread: int | None = None) -> None:
        self.chat = chat
        self.thread = thread
        self._pacer = pacer
        self._priority = priority

    async def call(self, request: Callable[[], Awaitable[T]], cost: int = 1) -> T:
        """Wait for the turn, then ask. Raises what the library raises, and `Throttled`.

        Where the topic is closed or gone the same is asked once more without one, which is General.
        """
        try:
            return await self._call(request, cost)
        except BadRequest as problem:
            if self.thread is None or refusal(problem) is not Refusal.TOPIC:
                raise
        log.warning("a topic is closed or gone: what it should hear is said in General")
        self.thread = None
        return await self._call(request, cost)

    async def _call(self, request: Callable[[], Awaitable[T]], cost: int) -> T:
        await self._pacer.wait_turn(str(self.chat), self._priority, cost)
        try:
            return await request()
        except Flooded as problem:
            self._pacer.throttled(str(self.chat), problem.after)
            raise

    async def say(self, request: Callable[[str | None], Awaitable[T]], cost: int = 1) -> T:
        """The same for words: `request` takes the parse mode, and is made without one where that fails."""
        try:
            return await self.call(lambda: request("HTML"), cost)
        except BadRequest as problem:
            if refusal(problem) is not Refusal.MARKUP:
                raise
        log.error("the platform could not read our markup")
        return await self.call(lambda: request(None), cost)


async def judged(attempt: Awaitable[T], judge: Callable[[TelegramError], SendError] = verdict) -> T:
    """The result, or what is wrong in the words of the house."""
    trouble: SendError
    try:
        return await attempt
    except TelegramError as problem:
        trouble = judge(problem)
    except (LookupError, TypeError, ValueError, AttributeError) as problem:
        trouble = Uncertain(f"an answer that cannot be read: {type(problem).__name__}")
    raise trouble
