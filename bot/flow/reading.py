"""From a tap or typed words to a `Reply`."""

from collections.abc import Sequence
from typing import Final

from bot.core.messages import Ask
from bot.flow import match, taps
from bot.flow.questions import Nav, Reply

NUMBERED: Final = frozenset({Ask.NOTHING, Ask.CHOICE, Ask.PLACE, Ask.MEDIA, Ask.WHEN})
"""Where a bare number names a choice, so where a channel without buttons may number them."""

FREE: Final = frozenset({Ask.TEXT, Ask.AMOUNTS, Ask.PHONE, Ask.CODE})
"""Where nearly any words are an answer: a choice or a move must be typed whole."""


def reply_for(
    flow: str, text: str, tap: str | None, offered: Sequence[tuple[str, str]], asks: Ask
) -> Reply | None:
    """What a message says to the open flow; files, place and phone are added by the caller.

    `offered` is what `prompts.offered()` gave for the prompt that was shown last, `asks` what that prompt
    asked for. None for a tap that no button of this flow carries: point to the current question
    (`taps.read(tap)` tells a tap of another flow). Words that are neither an option nor a move come
    back as `text`.
    """
    if tap is not None:
        return _tapped(flow, tap)
    strict = asks in FREE
    meant = match.offered(text, offered, numbers=asks in NUMBERED, strict=strict)
    if meant is not None:
        return _tapped(flow, meant)
    move = match.navigation(text, strict=strict)
    # "xong" closes a list of files; elsewhere it is a word like any other
    if move is not None and (move is not Nav.DONE or asks is Ask.MEDIA):
        return Reply(nav=move)
    return Reply(text=text)


def _tapped(flow: str, tap: str) -> Reply | None:
    read = taps.read(tap)
    return read.reply if read is not None and read.flow in {None, flow} else None
