"""Which emergency number a message calls for, before any form is filled in."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bot.core.words import accent, calm, fold

_PAUSE: Final = "|"


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that call for one emergency number.

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
    tokens = _tokens(text)
    return tuple(sign for sign in signs if _shows(sign, tokens))


def _shows(sign: Sign, tokens: list[str]) -> bool:
    hits = [span for phrase in sign.words for span in _spans(phrase, tokens)]
    hits += [span for phrase in sign.marked for span in _spans(phrase, tokens, marked=True)]
    if not hits:
        return False
    harmless = [span for phrase in sign.unless for span in _spans(phrase, tokens)]
    return any(not any(s <= start and end <= e for s, e in harmless) for start, end in hits)


def _spans(phrase: str, tokens: list[str], *, marked: bool = False) -> Iterator[tuple[int, int]]:
    wanted = _split(phrase)
    for start in range(len(tokens) - len(wanted) + 1):
        heard = tokens[start : start + len(wanted)]
        if all(_same(w, h, marked) for w, h in zip(wanted, heard, strict=True)):
            yield start, start + len(wanted)


def _same(wanted: str, heard: str, marked: bool) -> bool:
    return accent(wanted) == accent(heard) or (not marked and heard == fold(wanted))


def _tokens(text: str) -> list[str]:
    return _split(f"| {calm(text)} |")


def _split(text: str) -> list[str]:
    """Words and pauses; neighbouring pauses are one."""
    parts = re.findall(r"[^\W_]+|[^\w\s'’-]+|\n", text.casefold())
    tokens: list[str] = []
    for part in parts:
        token = part if part[0].isalnum() else _PAUSE
        if token != _PAUSE or tokens[-1:] != [_PAUSE]:
            tokens.append(token)
    return tokens
