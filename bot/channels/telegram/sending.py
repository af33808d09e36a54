"""A parcel on its way out: step by step, and never the same step twice."""

import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyKeyboardRemove
from telegram.error import BadRequest

from bot.channels.telegram.calling import Line, judged
from bot.channels.telegram.composing import Part, Step, caption_fits, compose
from bot.channels.telegram.markup import marked
from bot.channels.telegram.pacing import Pacer
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.updates import GENERAL, TOPIC
from bot.channels.telegram.verdict import Refusal, harmless, refusal
from bot.core.errors import Rejected, SendError, Throttled, Uncertain
from bot.core.messages import Priority, Prompt
from bot.core.ports import Parcel

log = structlog.get_logger()

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
LONG: Final = 10.0
"""Seconds after which the rest of a parcel is left for another try: its courier would cut it short."""
_TO_BE_SENT_ANEW: Final = frozenset({Refusal.GONE, Refusal.TEXTLESS, Refusal.TOPIC})


class Sender:
    """Sends and edits."""

    def __init__(
        self,
        bot: Bot,
        pictures: Pictures,
        pacer: Pacer,
        receipt: Callable[[Prompt], bytes],
        words: Callable[[str, str], str],
    ) -> None:
        self._bot = bot
        self._pictures = pictures
        self._pacer = pacer
        self._receipt = receipt
        self._words = words

    async def send(self, parcel: Parcel) -> str:
        """Deliver; the id of the message that carries the buttons. Raises `SendError`."""
        line = Line(self._pacer, parcel.priority, *_place(parcel))
        steps = compose(parcel, self._words)
        if parcel.edits is not None and await self._edited(line, parcel.edits, steps):
            return parcel.edits
        await self._deliver(line, parcel, steps)
        return str(next(parcel.landed[step.key] for step in steps if step.main))

    async def _deliver(self, line: Line, parcel: Parcel, steps: list[Step]) -> None:
        """Every step that is still due. What only accompanies the message does not hold it back."""
        begun, missing, landed = time.monotonic(), None, parcel.landed
        for step in steps:
            if step.key in landed:
                continue
            if landed and time.monotonic() - begun > LONG:
                raise Throttled(0.5)
            try:
                landed[step.key] = await judged(self._take(line, parcel, step))
            except (Rejected, Uncertain) as problem:
                if step.main and isinstance(problem, Rejected):
                    raise
                log.warning("a part was not delivered", part=step.part, problem=type(problem).__name__)
                missing = _worst(missing, step, problem)
        if missing is not None:
            raise missing

    async def _take(self, line: Line, parcel: Parcel, step: Step) -> int:
        """One step; the id of its message. A picture that is refused does not take its words with it."""
        manner = _manner(parcel)
        if step.part is Part.PIN:
            return await self._pin(line, parcel.prompt, step, manner)
        if step.part not in {Part.PHOTOS, Part.RECEIPT}:
            return await self._say(line, step.worded, manner)
        try:
            if step.part is Part.PHOTOS:
                return await self._pictures.show(line, step.worded, manner)
            return await self._show_receipt(line, parcel.prompt, step.worded, manner)
        except (BadRequest, Rejected) as problem:
            if not step.text or _is_about_the_chat(problem):
                raise
        log.warning("a picture was refused, its words go alone", part=step.part)
        return await self._say(line, step, manner)

    async def _say(self, line: Line, step: Step, manner: dict[str, Any]) -> int:
        markup = ReplyKeyboardRemove() if step.part is Part.FAREWELL else step.markup
        message = await line.say(
            lambda mode: self._bot.send_message(
                line.chat,
                marked(step.text) if mode else step.text,
                parse_mode=mode,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
                message_thread_id=line.thread,
                **manner,
            )
        )
        return message.message_id

    async def _show_receipt(self, line: Line, prompt: Prompt, step: Step, manner: dict[str, Any]) -> int:
        picture = self._receipt(prompt)
        message = await line.say(
            lambda mode: self._bot.send_photo(
                line.chat,
                picture,
                caption=(marked(step.text) if mode else step.text) or None,
                parse_mode=mode,
                reply_markup=step.markup,
                filename="receipt.png",
                message_thread_id=line.thread,
                **manner,
            )
        )
        return message.message_id

    async def _pin(self, line: Line, prompt: Prompt, step: Step, manner: dict[str, Any]) -> int:
        point = prompt.point
        assert point is not None, "only a place is pinned"
        message = await line.call(
            lambda: self._bot.send_location(
                line.chat,
                point.latitude,
                point.longitude,
                message_thread_id=line.thread,
                reply_markup=step.markup,
                **manner,
            )
        )
        return message.message_id

    async def _edited(self, line: Line, message: str, steps: list[Step]) -> bool:
        """Whether the message now says this; False where it has to be said anew."""
        words = [step for step in steps if step.text]
        if len(words) != 1 or not words[0].main or not message.isdigit():
            return False
        [step] = words
        markup = step.markup
        if markup is not None and not isinstance(markup, InlineKeyboardMarkup):
            return False
        return await judged(self._edit(line, int(message), step.text, markup), harmless)

    async def _edit(self, line: Line, message: int, text: str, markup: InlineKeyboardMarkup | None) -> bool:
        try:
            await line.say(
                lambda mode: self._bot.edit_message_text(
                    marked(text) if mode else text,
                    line.chat,
                    message,
                    parse_mode=mode,
                    reply_markup=markup,
                    link_preview_options=NO_PREVIEW,
                )
            )
        except BadRequest as problem:
            kind = refusal(problem)
            if kind is Refusal.TEXTLESS and caption_fits(text):
                return await self._edit_caption(line, message, text, markup)
            return _stands(kind, problem)
        return True

    async def _edit_caption(
        self, line: Line, message: int, text: str, markup: InlineKeyboardMarkup | None
    ) -> bool:
        try:
            await line.say(
                lambda mode: self._bot.edit_message_caption(
                    line.chat,
                    message,
                    caption=marked(text) if mode else text,
                    parse_mode=mode,
                    reply_markup=markup,
                )
            )
        except BadRequest as problem:
            return _stands(refusal(problem), problem)
        return True


def _stands(kind: Refusal, problem: BadRequest) -> bool:
    """Whether the message says it already (two edits met), or has to be sent anew."""
    if kind is Refusal.UNCHANGED:
        return True
    if kind in _TO_BE_SENT_ANEW:
        return False
    raise problem


def _place(parcel: Parcel) -> tuple[int, int | None]:
    """The chat, and the topic in it."""
    chat, _, thread = parcel.address.person.partition(TOPIC)
    try:
        return int(chat), (int(thread) if thread not in {"", str(GENERAL)} else None)
    except ValueError:
        raise Rejected("nobody can be reached there") from None


def _manner(parcel: Parcel) -> dict[str, Any]:
    """How every part of a parcel is sent."""
    manner: dict[str, Any] = {}
    if parcel.prompt.guarded:
        manner["protect_content"] = True
    if parcel.prompt.silent or parcel.priority is Priority.BROADCAST:
        manner["disable_notification"] = True
    return manner


def _is_about_the_chat(problem: Exception) -> bool:
    return isinstance(problem, BadRequest) and refusal(problem) in {Refusal.ABSENT, Refusal.TOPIC}


def _worst(before: SendError | None, step: Step, problem: SendError) -> SendError | None:
    """Words that may not have arrived make the whole uncertain; a picture or a pin does not."""
    matters = isinstance(problem, Uncertain) and (step.main or step.part is Part.TEXT)
    return problem if matters else before
