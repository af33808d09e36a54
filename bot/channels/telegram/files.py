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
            address, size = await judged(self._ask(attachment.ref), harmless)
            status, content = await judged(self._download(address), harmless)
            if status == HTTPStatus.OK:
                break
            if status != HTTPStatus.NOT_FOUND:
                raise _unexpected(status)
        else:
            raise Unreachable("the file is not there now")
        if len(content) > LARGEST:
            raise Rejected("the file is too big")
        if size is not None and size != len(content):
            raise Unreachable("something else was handed out, a page of a proxy perhaps")
        return content

    async def _download(self, address: str) -> tuple[int, bytes]:
        return await self._transport.download(address, LARGEST)

    async def _ask(self, ref: str) -> tuple[str, int | None]:
        """Where the file lies, and how big it is where that is known."""
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
        return address, file.file_size


def _unexpected(status: int) -> Misconfigured | Unreachable:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Misconfigured("the platform does not know this token")
    return Unreachable(f"status {status}")
