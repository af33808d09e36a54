"""The shape of a lexicon: named kinds of words, and what it means when they stand together."""

from typing import Final

import msgspec

from bot.core.understanding.heard import Fact

NUMBER: Final = "#"
"""How a phrase of the lexicon writes "any number"."""
HARMLESS: Final = "harmless"
"""The concept of phrases that only look like others: a hit of any other concept inside one is none."""
NEGATION: Final = "negation"
"""The concept of the words that turn what follows them into its opposite."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table of the file: a key that nobody knows is an error."""


class Concept(Entry, frozen=True, kw_only=True):
    """Words that mean the same to us.

    `words` are written with their marks and match also without; `marked` only as written; `weak` only right
    after a hit of one of the concepts in `after` ("sữa giả"). A hit inside a phrase of `unless` is none.
    `kinds`: the concepts of which this is a kind, so that milk is food. `negatable`: right after a
    negation it was not said.
    """

    words: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    negatable: bool = False


class Rule(Entry, frozen=True, kw_only=True):
    """Where all these concepts stand in one message and none of `unless` does, this speaks for `code`: a
    category, a sub-category, or the word of an intent with its `topic`.

    `near`: within so many words of the first concept, else it counts half. `to`: one rule for each further
    concept, with the code that it points to.
    """

    all: tuple[str, ...]
    weight: float
    code: str = ""
    topic: str = ""
    to: dict[str, str] = {}
    unless: tuple[str, ...] = ()
    near: int = 0


class Telling(Entry, frozen=True, kw_only=True):
    """A concept that tells a routing fact. The value `#` is the first number in the words."""

    concept: str
    fact: str
    value: Fact = True


class LexiconFile(Entry, frozen=True, kw_only=True):
    """The whole file. `spellings`: what short and misspelled words stand for; `after_number`: what they
    stand for right after a number."""

    spellings: dict[str, str]
    after_number: dict[str, str]
    concepts: dict[str, Concept]
    rules: tuple[Rule, ...]
    tellings: tuple[Telling, ...]
