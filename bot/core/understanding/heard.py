"""What was heard in one message. A proposal: the person confirms or changes all of it by a tap."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from bot.core.measure import Purchase, Unclear

Fact: TypeAlias = bool | int | str
GUESSED: Final = 1.0
"""What weighs less is guessed from the choice of words: no word of the lexicon speaks for it."""
NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


class Intent(StrEnum):
    """What somebody wants who writes to the ward."""

    REPORT = "report"
    TRACK = "track"
    WITHDRAW = "withdraw"
    QUESTION = "question"
    GREETING = "greeting"
    ELSEWHERE = "elsewhere"
    """It is a matter for somebody else: noise, rubbish, a power cut, a lost paper, a fraud."""
    NOTHING = "nothing"
    """No words, or words that ask for nothing of ours."""


class Day(StrEnum):
    """When it happened, as far as words tell."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


class Reading(msgspec.Struct, frozen=True):
    """One way to take a message. `code` is a category (`DL`), a sub-category (`DL.1`) or the word of an
    `Intent` that is no report; `because` holds the words that decided, as they were written, strongest
    first."""

    code: str
    weight: float
    because: tuple[str, ...] = ()


class Heard(msgspec.Struct, frozen=True):
    """`readings`: best first, at most five, none where nothing spoke for anything. `sure`: the first one
    stands far enough above the second to be proposed alone. `also`: other categories that the message
    clearly tells of besides. `topic`: which question of the law file, or which pointer of the ward file.
    `facts`: routing facts that the words tell, by the names of `RoutingFacts`. `when`, `place`: the words
    that tell it, as written; `elsewhere`: another ward's name that stands in them. `amounts`: what it tells
    of a purchase, None where nothing.
    """

    intent: Intent
    readings: tuple[Reading, ...] = ()
    sure: bool = False
    also: tuple[str, ...] = ()
    topic: str = ""
    facts: Mapping[str, Fact] = NO_FACTS
    day: Day | None = None
    when: str = ""
    place: str = ""
    elsewhere: str = ""
    amounts: Purchase | Unclear | None = None

    @property
    def guesses(self) -> tuple[Reading, ...]:
        """The readings that are categories of reports."""
        words = frozenset(Intent)
        return tuple(reading for reading in self.readings if reading.code not in words)

    @property
    def spoken(self) -> tuple[Reading, ...]:
        """Those of the guesses that words of the lexicon speak for."""
        return tuple(reading for reading in self.guesses if reading.weight >= GUESSED)
