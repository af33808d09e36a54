"""A turn without a database, for what only words and rules decide."""

from typing import NoReturn

from bot.core.messages import Address, Inbound
from handlers.turn import Desk, Limits, Turn
from storage.conversations import Conversation
from storage.limits import Limit
from tests.support.clock import START
from tests.support.databases import KEYRING
from tests.support.wards import invented_ward
from tests.support.world import words_of

ADDRESS = Address("web", "99001", "0" * 32)
LANE = KEYRING.lane(ADDRESS)


def turn(text: str = "", language: str = "vi") -> Turn:
    """Somebody says something."""
    ward = invented_ward()
    limits = Limits(Limit("cases", 10, 86_400), Limit("lookups", 10, 3600), Limit("secrets", 5, 3600))
    desk = Desk(ward, words_of(ward), KEYRING, {}, limits)
    talk = Conversation(LANE, ADDRESS, language, START)
    return Turn(desk, Inbound(ADDRESS, START, text=text), talk, START, START, _nothing)


def _nothing() -> NoReturn:
    raise AssertionError("no database here")
