"""Fetches what people sent. The address of a file holds the token: it is never kept and never shown."""

from http import HTTPStatus
from typing import Final

from telegram import Bot
from telegram.error import BadRequest

from bot.channels.telegram.account import TelegramSettings
from bot.channels.telegram.calling import judged
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.verdict import Refusal, harmless, refusal
from bot.core.errors import Misconfigured, Rejected, Unreachable
from bot.core.messages import Attachment

LARGEST: Final = 20 * 2**20


class Files:
    """Downloads, from the configured place only."""

    def __init__(self, bot: Bot, transport: Transport, settings: TelegramSettings) -> None:
        self._bot = bot
        self._transport = transport
        self._place = f"{settings.files}{settings.token}/"

    async def fetch(self, attachment: Attachment) -> bytes:
        """The bytes. An address holds for an hour, and is asked for anew once. Raises `SendError`."""
        if attachment.size is not None and attachment.size > LARGEST:
            raise Rejected("the file is too big")
        for _ in range(2):
            status, content = await judged(self._download(await self._address(attachment.ref)), harmless)
            if status == HTTPStatus.OK:
                break
            if status != HTTPStatus.NOT_FOUND:
                raise _unexpected(status)
        else:
            raise Rejected("the file is gone")
        if len(content) > LARGEST:
            raise Rejected("the file is too big")
        return content

    async def _download(self, address: str) -> tuple[int, bytes]:
        return await self._transport.download(address, LARGEST)

    async def _address(self, ref: str) -> str:
        return await judged(self._ask(ref), harmless)

    async def _ask(self, ref: str) -> str:
        busy = False
        try:
            file = await self._bot.get_file(ref)
        except BadRequest as problem:
            if refusal(problem) is not Refusal.BUSY_FILE:
                raise
            busy = True
        if busy:
            raise Unreachable("the file is not ready")
        if file.file_size is not None and file.file_size > LARGEST:
            raise Rejected("the file is too big")
        address = file.file_path or ""
        path = address.removeprefix(self._place)
        if not path or path == address or ".." in path.split("/") or "://" in path:
            raise Rejected("the file lies elsewhere")
        return address


def _unexpected(status: int) -> Misconfigured | Unreachable:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Misconfigured("the platform does not know this token")
    return Unreachable(f"status {status}")
