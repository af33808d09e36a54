"""Photos on their way out: by the platform's own id where it knows them, else uploaded."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import structlog
from telegram import Bot, InputMediaPhoto, Message
from telegram.error import BadRequest

from bot.channels.telegram.account import NAME
from bot.channels.telegram.calling import Line
from bot.channels.telegram.composing import Step
from bot.channels.telegram.markup import marked
from bot.channels.telegram.verdict import Refusal, refusal
from bot.core.errors import Rejected
from bot.core.messages import EvidenceId
from bot.core.ports import Gallery

log = structlog.get_logger()

FILENAME: Final = "photo.jpg"
Media: TypeAlias = tuple[EvidenceId, str | bytes]
_FORGOTTEN: Final = frozenset({Refusal.FILE, Refusal.BUSY_FILE})


class Pictures:
    """Shows evidence."""

    def __init__(self, bot: Bot, gallery: Gallery, account: str) -> None:
        self._bot = bot
        self._gallery = gallery
        self._account = account

    async def show(self, line: Line, step: Step, manner: dict[str, Any]) -> int:
        """Send the photos of this step; the id of the first message. Raises `Rejected`, `Throttled`."""
        media = await self._gathered(step.photos, recalled=True)
        try:
            return await self._show(line, media, step, manner)
        except BadRequest as problem:
            if refusal(problem) not in _FORGOTTEN or all(isinstance(file, bytes) for _, file in media):
                raise
        log.warning("the platform forgot a photo")
        return await self._show(line, await self._gathered(step.photos, recalled=False), step, manner)

    async def _gathered(self, ids: Sequence[EvidenceId], *, recalled: bool) -> list[Media]:
        """Those that there are; one that is gone keeps the others from nobody."""
        found: list[Media] = []
        for id_ in ids:
            ref = await self._gallery.recall(id_, NAME, self._account) if recalled else None
            try:
                found.append((id_, ref or await self._gallery.picture(id_)))
            except Rejected:
                log.warning("a photo is gone")
        if not found:
            raise Rejected("no photo is left to show")
        return found

    async def _show(self, line: Line, media: Sequence[Media], step: Step, manner: dict[str, Any]) -> int:
        messages = await (self._album if len(media) > 1 else self._single)(line, media, step, manner)
        for (id_, file), message in zip(media, messages, strict=False):
            if isinstance(file, bytes) and message.photo:
                await self._remember(id_, message.photo[-1].file_id)
        return messages[0].message_id

    async def _single(
        self, line: Line, media: Sequence[Media], step: Step, manner: dict[str, Any]
    ) -> Sequence[Message]:
        [(_, file)] = media
        message = await line.say(
            lambda mode: self._bot.send_photo(
                line.chat,
                file,
                caption=_caption(step.text, mode),
                parse_mode=mode,
                reply_markup=step.markup,
                filename=FILENAME,
                message_thread_id=line.thread,
                **manner,
            )
        )
        return (message,)

    async def _album(
        self, line: Line, media: Sequence[Media], step: Step, manner: dict[str, Any]
    ) -> Sequence[Message]:
        caption = step.text

        def request(mode: str | None) -> Any:
            first, *others = (file for _, file in media)
            shown = [
                InputMediaPhoto(first, caption=_caption(caption, mode), parse_mode=mode, filename=FILENAME),
                *(InputMediaPhoto(file, filename=FILENAME) for file in others),
            ]
            return self._bot.send_media_group(line.chat, shown, message_thread_id=line.thread, **manner)

        messages: Sequence[Message] = await line.say(request, cost=len(media))
        return messages

    async def _remember(self, id_: EvidenceId, ref: str) -> None:
        try:
            await self._gallery.remember(id_, NAME, self._account, ref)
        except Exception as problem:  # the photo is delivered; next time it is uploaded again
            log.warning("a photo's id was not kept", problem=type(problem).__name__)


def _caption(text: str, mode: str | None) -> str | None:
    if not text:
        return None
    return marked(text) if mode else text
