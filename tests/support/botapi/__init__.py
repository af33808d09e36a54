"""A strict fake of the Telegram Bot API, with people, groups, time and faults."""

from tests.support.botapi.bots import FakeBot, Press
from tests.support.botapi.chats import Chat, Shown
from tests.support.botapi.faults import (
    BAD_GATEWAY,
    INTERNAL,
    NOT_FOUND,
    UNAUTHORIZED,
    Garble,
    Refuse,
    Reset,
    Slow,
)
from tests.support.botapi.groups import Group
from tests.support.botapi.pace import FREE, Limits
from tests.support.botapi.people import User
from tests.support.botapi.server import Asked, FakeBotApi
from tests.support.botapi.wire import Upload

__all__ = [
    "BAD_GATEWAY", "FREE", "INTERNAL", "NOT_FOUND", "UNAUTHORIZED", "Asked", "Chat", "FakeBot",
    "FakeBotApi", "Garble", "Group", "Limits", "Press", "Refuse", "Reset", "Shown", "Slow", "Upload", "User",
]  # fmt: skip
