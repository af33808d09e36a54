"""What an officer needs so that a visit to the stall is not in vain, and how much of it a report has: "4/6".

Nobody has looked at the photos when this is counted: so many photos fulfil the first so many points that
call for one, in the order of the list. Whoever shows the score says so.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec

from bot.core.phrases import Phrase, Phrasebook, spelled, tokens_of
from bot.core.words import Wording


class Mark(StrEnum):
    """What the answers of a report show without anybody reading them."""

    PLACE = "place"
    """A stall, a house or a pin: somebody who goes there finds it."""
    AMOUNTS = "amounts"
    """How much was bought or paid for, and how much was found."""
    PRICES = "prices"
    """Two sums of money: a price shown and one charged."""
    STORY = "story"
    """It was told in more than a few words, or by voice."""


class Item(msgspec.Struct, frozen=True, cache_hash=True, forbid_unknown_fields=True, kw_only=True):
    """One point of a checklist. `why` it helps and `how` to get it are told to the resident.

    Fulfilled by one of the answers in `by`, by one of these `words` anywhere in the report (written and
    matched as those of a danger sign, and not inside a phrase of `unless`), or by a `photo`.
    """

    id: str
    label: Wording
    why: Wording
    how: Wording
    by: tuple[Mark, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    photo: bool = False


class Shown(msgspec.Struct, frozen=True):
    """What of a report is looked at: what its answers show, all its words, how many pictures came."""

    marks: frozenset[Mark] = frozenset()
    words: str = ""
    photos: int = 0


class Checked(msgspec.Struct, frozen=True):
    """How many points are fulfilled, of how many, and which are not, most useful first. `photos` of
    `wanted`: the pictures that came, as far as the list calls for pictures."""

    have: int
    of: int
    missing: tuple[Item, ...] = ()
    photos: int = 0
    wanted: int = 0


def score(items: Sequence[Item], shown: Shown) -> Checked:
    """Go through the list. A photo is counted only for a point that nothing else fulfils."""
    told = _told(tuple(items), shown.words)
    open_ = [nth for nth, item in enumerate(items) if nth not in told and shown.marks.isdisjoint(item.by)]
    pictured = [nth for nth in open_ if items[nth].photo][: shown.photos]
    missing = tuple(items[nth] for nth in open_ if nth not in pictured)
    wanted = sum(item.photo for item in items)
    return Checked(len(items) - len(missing), len(items), missing, min(shown.photos, wanted), wanted)


def _told(items: tuple[Item, ...], words: str) -> frozenset[int]:
    return frozenset(_book(items).spans(tokens_of(words))) if words else frozenset()


@lru_cache(maxsize=64)
def _book(items: tuple[Item, ...]) -> Phrasebook:
    said = [Phrase(nth, spelled(words)) for nth, item in enumerate(items) for words in item.words]
    harmless = [
        Phrase(nth, spelled(words), harmless=True) for nth, item in enumerate(items) for words in item.unless
    ]
    return Phrasebook((*said, *harmless))
