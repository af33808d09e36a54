"""Asks for updates, and confirms a batch only when the next one is asked for: it is stored by then.

No offset is kept between runs: the platform hands out again whatever was not confirmed, and the inbox drops
what it has. Update ids may jump, even backwards, after a week of silence.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

import msgspec
import structlog

from bot.channels.telegram.calling import judged
from bot.channels.telegram.intake import Sorted, sort
from bot.channels.telegram.mending import encoded, mended
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.verdict import harmless
from bot.core.errors import Misconfigured, SendError, Unreachable

log = structlog.get_logger()

KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
WAIT_SECONDS: Final = 50
LARGEST_ID: Final = 1 << 53
SLACK_SECONDS: Final = 15
"""How much longer than the platform waits we wait for it."""


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw] = []


class Poller:
    """Batches of updates."""

    def __init__(self, transport: Transport, account: str, scrub: Callable[[str], str]) -> None:
        self._transport = transport
        self._account = account
        self._scrub = scrub

    async def batches(self) -> AsyncGenerator[Sequence[Sorted], None]:
        """Until nobody asks any more. Raises `SendError`."""
        confirmed: dict[str, int] = {}
        while True:
            batch = [sort(raw, self._account, self._scrub) for raw in await self._ask(confirmed)]
            yield batch
            numbers = (update.update_id for update in batch)
            known = [number for number in numbers if number is not None and number < LARGEST_ID]
            if known:
                confirmed = {"offset": max(known) + 1}
            elif batch:
                raise Unreachable("updates without a number cannot be confirmed")

    async def _ask(self, confirmed: dict[str, int]) -> list[bytes]:
        asked: dict[str, Any] = {"timeout": WAIT_SECONDS, "allowed_updates": KINDS, **confirmed}
        status, answer = await judged(
            self._transport.ask("getUpdates", asked, WAIT_SECONDS + SLACK_SECONDS), harmless
        )
        if status != HTTPStatus.OK:
            raise _refused(status)
        return _updates(answer)


def _refused(status: int) -> SendError:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Misconfigured("the platform does not know this token")
    if status == HTTPStatus.CONFLICT:
        return Unreachable("another program asks for the updates of this bot")
    return Unreachable(f"status {status}")


def _updates(answer: bytes) -> list[bytes]:
    """The updates in an answer. One that a strict reader refuses does not take the others with it."""
    try:
        return [bytes(raw) for raw in msgspec.json.decode(answer, type=_Answer).result]
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        told = mended(answer)
    result = told.get("result") if isinstance(told, dict) else None
    if not isinstance(result, list):
        raise Unreachable("an answer that cannot be read")
    return [encoded(each) for each in result]
