"""Telegram as a channel."""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.layout import shorten
from bot.channels.telegram import menu
from bot.channels.telegram.account import NAME, TelegramSettings
from bot.channels.telegram.calling import judged
from bot.channels.telegram.files import Files
from bot.channels.telegram.intake import sort
from bot.channels.telegram.markup import plain
from bot.channels.telegram.pacing import Pacer
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.polling import KINDS, Poller
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.reading import read
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.verdict import harmless, told
from bot.core.messages import Attachment, Inbound, Prompt
from bot.core.ports import Gallery, IntakeRow, Parcel, StoredRow

log = structlog.get_logger()

HEADER: Final = "x-telegram-bot-api-secret-token"
LONGEST_ANSWER: Final = 200
ALERT_FROM: Final = 60
"""So many signs are too many for the line that vanishes by itself."""
LINK: Final = "https://t.me"
for _talkative in ("httpx", "telegram"):  # they log addresses, which hold the token
    logging.getLogger(_talkative).setLevel(logging.WARNING)


class Telegram:
    """The channel of a Telegram bot."""

    name = NAME
    resends = False

    def __init__(
        self,
        settings: TelegramSettings,
        gallery: Gallery,
        receipt: Callable[[Prompt], bytes],
        scrub: Callable[[str], str],
        words: Callable[[str, str], str],
        pacer: Pacer | None = None,
    ) -> None:
        self.account = settings.account
        self._settings = settings
        self._scrub = scrub
        self._words = words
        self._transport = Transport(settings)
        self._bot = Bot(
            settings.token or "0:0",
            base_url=settings.methods,
            base_file_url=settings.files,
            request=self._transport,
            get_updates_request=self._transport,
        )
        self._pacer = pacer or Pacer()
        self._sender = Sender(
            self._bot, Pictures(self._bot, gallery, self.account), self._pacer, receipt, words
        )
        self._files = Files(self._bot, self._transport, settings)
        self._poller = Poller(self._transport, self.account, scrub)
        self._presses = Presses(self._answer)
        self._setting_up: asyncio.Task[None] | None = None
        self._username = ""

    async def open(self) -> None:
        """Introduce ourselves in the background, however long that takes."""
        await self._transport.initialize()
        self._setting_up = asyncio.create_task(self._introduce())

    async def close(self) -> None:
        """End what runs beside, close the session."""
        if self._setting_up is not None:
            self._setting_up.cancel()
            await asyncio.gather(self._setting_up, return_exceptions=True)
        await self._presses.close()
        self._pacer.close()
        await self._transport.shutdown()

    def verify(self, headers: Mapping[str, str], _raw: bytes) -> bool:
        """Whether the call carries our secret."""
        secret = self._settings.secret.encode()
        if self._settings.mode != "webhook" or not secret:
            return False
        brought = next((value for name, value in headers.items() if name.lower() == HEADER), "")
        return hmac.compare_digest(brought.encode("utf-8", "replace"), secret)

    def rows(self, raw: bytes) -> Sequence[IntakeRow]:
        """The one update in a webhook body."""
        update = sort(raw, self.account, self._scrub)
        self._presses.seen(update.press)
        return (update.row,)

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        """Ask for updates; with a webhook, say where to bring them, and end."""
        await self._learn_name()
        if self._settings.mode == "webhook":
            await judged(
                self._bot.set_webhook(
                    self._settings.webhook_url,
                    allowed_updates=KINDS,
                    secret_token=self._settings.secret or None,
                ),
                harmless,
            )
            return
        await judged(self._bot.delete_webhook(), harmless)
        async with aclosing(self._poller.batches()) as batches:
            async for batch in batches:
                for update in batch:
                    self._presses.seen(update.press)
                yield [update.row for update in batch]

    def parse(self, row: StoredRow) -> Inbound:
        """Read one stored update. Raises `Unparsable`."""
        return read(row, self._username)

    async def send(self, parcel: Parcel) -> str:
        """Deliver; the id of the message that carries the buttons. Raises `SendError`."""
        return await self._sender.send(parcel)

    async def answer(self, message: Inbound, text: str) -> None:
        """End the spinner on the pressed button, with a word where there is one."""
        if message.press:
            self._presses.answered(message.press)
            await self._answer(message.press, text)

    async def fetch(self, attachment: Attachment) -> bytes:
        """The bytes of a file. Raises `SendError`."""
        return await self._files.fetch(attachment)

    async def discard(self, attachment: Attachment) -> None:
        """The platform keeps its files by itself."""

    def invite(self, token: str) -> str | None:
        """A link that brings a person with this token here; None while we do not know our name."""
        return f"{LINK}/{self._username}?start={token}" if self._username else None

    def group_invite(self, token: str) -> str | None:
        """A link that brings us with this token into a group that the person chooses."""
        return f"{LINK}/{self._username}?startgroup={token}" if self._username else None

    async def check(self) -> str:
        """One sentence for `doctor`. Raises `SendError`."""
        try:
            await self._learn_name()
        finally:
            if self._setting_up is None:  # nobody opened us, so nobody will close what was opened for this
                await self._transport.shutdown()
        return f"Telegram as @{self._username} ({self._settings.mode})"

    async def _introduce(self) -> None:
        await menu.until_done(self._learn_name)
        await menu.publish(self._bot, self._words)

    async def _learn_name(self) -> None:
        if not self._username:
            me = await judged(self._bot.get_me(), harmless)
            self._username = me.username or ""

    async def _answer(self, press: str, text: str = "") -> None:
        """Best effort: a late answer fails, and the work is done all the same."""
        words = shorten(plain(text), LONGEST_ANSWER)
        try:
            await self._bot.answer_callback_query(
                press, words or None, show_alert=len(words) > ALERT_FROM or None, read_timeout=5
            )
        except TelegramError as problem:
            log.debug("a press stayed unanswered", problem=type(problem).__name__, said=told(problem))
