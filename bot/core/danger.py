"""Which emergency number a message calls for, before any form is filled in."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from bot.core.phrases import Phrase, Phrasebook, spelled, tokens_of


class Sign(msgspec.Struct, frozen=True, cache_hash=True, forbid_unknown_fields=True):
    """Words that call for one emergency number, or for none and only make a routing fact true.

    `words` are written with their marks, and match also where all or some are left out: a word typed
    with marks stands only for itself, a word typed without any for every word of its letters. Words
    that would be mistaken for harmless ones without their marks stand in `marked`. A hit inside a
    phrase of `unless` is none. A `|` is the begin or the end of a sentence. `fact` is the routing
    fact that the words make true, if any.
    """

    hotline: str
    topic: str
    words: tuple[str, ...]
    marked: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    fact: str = ""


def danger(text: str, signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The signs found in the text, in the order of the list."""
    return tuple(signs[nth] for nth in sorted(_book(tuple(signs)).spans(tokens_of(text))))


@lru_cache(maxsize=8)
def _book(signs: tuple[Sign, ...]) -> Phrasebook:
    return Phrasebook(phrase for nth, sign in enumerate(signs) for phrase in _phrases(nth, sign))


def _phrases(nth: int, sign: Sign) -> Iterator[Phrase]:
    yield from (Phrase(nth, spelled(phrase)) for phrase in sign.words)
    yield from (Phrase(nth, spelled(phrase), marked=True) for phrase in sign.marked)
    yield from (Phrase(nth, spelled(phrase), harmless=True) for phrase in sign.unless)
