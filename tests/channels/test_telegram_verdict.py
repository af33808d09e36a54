"""What the platform's errors mean, row by row."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.transport import Flooded, NotDone, Unclear
from bot.channels.telegram.verdict import Refusal, harmless, refusal, told, verdict
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

VERDICTS: list[tuple[TelegramError, type[SendError]]] = [
    (Flooded(7), Throttled),
    (ChatMigrated(-1001), Moved),
    (Forbidden("Forbidden: bot was blocked by the user"), Blocked),
    (Forbidden("Forbidden: user is deactivated"), Blocked),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Blocked),
    (Forbidden("Forbidden: bot is not a member of the channel chat"), Blocked),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Blocked),
    (BadRequest("Bad Request: chat not found"), Blocked),
    (BadRequest("Bad Request: private chat not found"), Blocked),
    (BadRequest("Bad Request: CHAT NOT FOUND"), Blocked),
    (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Blocked),
    (BadRequest("Bad Request: message thread not found"), Rejected),
    (BadRequest("Bad Request: TOPIC_CLOSED"), Rejected),
    (BadRequest("Bad Request: file is too big"), Rejected),
    (BadRequest("Bad Request: something new"), Rejected),
    (InvalidToken("Unauthorized"), Misconfigured),
    (InvalidToken("Not Found"), Misconfigured),
    (Conflict("Conflict: terminated by other getUpdates request"), Unreachable),
    (NotDone("ClientConnectorError"), Unreachable),
    (NetworkError("Service Unavailable"), Unreachable),
    (NetworkError("Request Entity Too Large"), Rejected),
    (Unclear("SocketTimeoutError"), Uncertain),
    (TimedOut(), Uncertain),
    (TelegramError("what nobody foresaw"), Uncertain),
]
REFUSALS = [
    ("message is not modified: specified new message content is the same", Refusal.UNCHANGED),
    ("message to edit not found", Refusal.GONE),
    ("message can't be edited", Refusal.GONE),
    ("there is no text in the message to edit", Refusal.TEXTLESS),
    ("query is too old and response timeout expired or query ID is invalid", Refusal.LATE),
    ("can't parse entities: unsupported start tag", Refusal.MARKUP),
    ("wrong file_id or the file is temporarily unavailable", Refusal.BUSY_FILE),
    ("wrong file identifier/HTTP URL specified", Refusal.FILE),
    ("message thread not found", Refusal.TOPIC),
]


@pytest.mark.parametrize(("problem", "expected"), VERDICTS, ids=lambda value: str(value)[:40])
def test_every_error_has_its_meaning(problem: TelegramError, expected: type[SendError]) -> None:
    assert type(verdict(problem)) is expected


@pytest.mark.parametrize(("said", "expected"), REFUSALS)
def test_a_refusal_is_known_by_what_is_said(said: str, expected: Refusal) -> None:
    assert refusal(BadRequest(f"Bad Request: {said}")) is expected


def test_how_long_and_where_to_is_handed_on() -> None:
    throttled, moved = verdict(Flooded(7)), verdict(ChatMigrated(-1001))
    assert isinstance(throttled, Throttled)
    assert throttled.after == 7
    assert isinstance(moved, Moved)
    assert moved.person == "-1001"


def test_what_may_be_asked_twice_is_never_uncertain() -> None:
    assert isinstance(harmless(TimedOut()), Unreachable)
    assert isinstance(harmless(Forbidden("Forbidden: bot was blocked")), Blocked)


def test_nothing_that_a_person_wrote_is_repeated() -> None:
    assert told(BadRequest('Bad Request: unsupported tag "0912 345 678"')) == "Unsupported tag …"
