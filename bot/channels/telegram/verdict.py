"""What an answer of the platform means: from the library's errors to ours.

The library strips and re-capitalises what the platform says, so short fragments are compared in lower case.
In its tree `BadRequest` and `TimedOut` are both network errors: the refusal has to be looked at first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.transport import Flooded, Unclear
from bot.core.errors import (
    Blocked,
    Misconfigured,
    Moved,
    Rejected,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
)


class Refusal(StrEnum):
    """Why the platform refused a request that reached it."""

    ABSENT = "absent"
    UNCHANGED = "unchanged"
    GONE = "gone"
    TEXTLESS = "textless"
    LATE = "late"
    MARKUP = "markup"
    FILE = "file"
    BUSY_FILE = "busy-file"
    HEAVY = "heavy"
    TOPIC = "topic"
    OTHER = "other"


_SAID: Final[Mapping[str, Refusal]] = {
    "chat not found": Refusal.ABSENT,
    "user not found": Refusal.ABSENT,
    "peer_id_invalid": Refusal.ABSENT,
    "user is deactivated": Refusal.ABSENT,
    "user_is_blocked": Refusal.ABSENT,
    "bot was blocked": Refusal.ABSENT,
    "bot was kicked": Refusal.ABSENT,
    "not a member": Refusal.ABSENT,
    "chat was deactivated": Refusal.ABSENT,
    "chat_write_forbidden": Refusal.ABSENT,
    "not enough rights": Refusal.ABSENT,
    "have no rights": Refusal.ABSENT,
    "message is not modified": Refusal.UNCHANGED,
    "no text in the message to edit": Refusal.TEXTLESS,
    "message to edit not found": Refusal.GONE,
    "message to delete not found": Refusal.GONE,
    "message can't be edited": Refusal.GONE,
    "message can't be deleted": Refusal.GONE,
    "message_id_invalid": Refusal.GONE,
    "query is too old": Refusal.LATE,
    "query id is invalid": Refusal.LATE,
    "can't parse": Refusal.MARKUP,
    "temporarily unavailable": Refusal.BUSY_FILE,
    "temporary unavailable": Refusal.BUSY_FILE,
    "wrong file": Refusal.FILE,
    "wrong remote file": Refusal.FILE,
    "file reference": Refusal.FILE,
    "file_reference": Refusal.FILE,
    "invalid file_id": Refusal.FILE,
    "file is too big": Refusal.HEAVY,
    "entity too large": Refusal.HEAVY,
    "content too large": Refusal.HEAVY,
    "message thread not found": Refusal.TOPIC,
    "topic_closed": Refusal.TOPIC,
    "topic_deleted": Refusal.TOPIC,
}
_NUMBER_OR_QUOTE: Final = re.compile(r"[\d\"“„'`<@/].*", re.DOTALL)


def refusal(problem: TelegramError) -> Refusal:
    """Which refusal it is, by what was said."""
    said = problem.message.lower()
    return next((meaning for fragment, meaning in _SAID.items() if fragment in said), Refusal.OTHER)


def verdict(problem: TelegramError) -> SendError:
    """What the courier makes of it."""
    return next(judge(problem) for kind, judge in _VERDICTS if isinstance(problem, kind))


def _refused(problem: BadRequest) -> SendError:
    kind = refusal(problem)
    if kind is Refusal.ABSENT:
        return Blocked(_SHUT)
    return Rejected(f"refused: {told(problem) if kind is Refusal.OTHER else kind}")


def _failed(problem: TelegramError) -> SendError:
    heavy = refusal(problem) is Refusal.HEAVY
    return Rejected("refused: heavy") if heavy else Unreachable(told(problem))


def harmless(problem: TelegramError) -> SendError:
    """The same for what may be asked twice without harm: an unclear outcome is only worth another try."""
    judged = verdict(problem)
    return Unreachable("no answer") if isinstance(judged, Uncertain) else judged


def told(problem: TelegramError) -> str:
    """What was said, up to the first thing that may come from a person or name one."""
    return _NUMBER_OR_QUOTE.sub("…", problem.message)[:80]


_SHUT: Final = "the platform lets us write there no more"
_FOREIGN: Final = "the platform does not know this token"
_RIVAL: Final = "another program asks for the updates of this bot"
_VERDICTS: Final[Sequence[tuple[type[TelegramError], Callable[[Any], SendError]]]] = (
    (Flooded, lambda problem: Throttled(problem.after)),
    (ChatMigrated, lambda problem: Moved(str(problem.new_chat_id))),
    (Forbidden, lambda _: Blocked(_SHUT)),
    (InvalidToken, lambda _: Misconfigured(_FOREIGN)),
    (EndPointNotFound, lambda _: Misconfigured(_FOREIGN)),
    (BadRequest, _refused),
    (Unclear, lambda problem: Uncertain(told(problem))),
    (TimedOut, lambda problem: Uncertain(told(problem))),
    (Conflict, lambda _: Unreachable(_RIVAL)),
    (NetworkError, _failed),
    (TelegramError, lambda problem: Uncertain(type(problem).__name__)),
)
"""The first that fits decides."""
