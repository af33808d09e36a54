"""Free words, and what is read from them: amounts, a telephone number."""

import unicodedata
from collections.abc import Callable
from typing import Any, Final

from bot.core.errors import Reask
from bot.core.messages import Ask
from bot.flow.questions import UNREADABLE, Json, Question, Reply

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
LIMITS: Final = ("reask-short", "reask-long")
"""Why `words_of()` refuses, besides its `otherwise`."""


def clean(text: str) -> str:
    """Composed Unicode, no control or direction marks, no blank edges, at most two line breaks in a row."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    joined = "\n".join(" ".join(_seen(line).split()) for line in composed.split("\n")).strip()
    while "\n\n\n" in joined:
        joined = joined.replace("\n\n\n", "\n\n")
    return joined


def _seen(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(c for c in line if c == "\t" or unicodedata.category(c) not in _UNSEEN)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it: an emoji alone says nothing an officer can act on."""
    return any(c.isalnum() for c in text)


def words_of(reply: Reply, least: int, most: int, otherwise: str = "reask-words") -> str:
    """The words of a reply; what a limit refuses is said, not cut."""
    words = clean(reply.text)
    if not has_words(words):
        raise Reask(otherwise)
    if len(words) < least:
        raise Reask("reask-short", least=least)
    if len(words) > most:
        raise Reask("reask-long", most=most)
    return words


def is_text(raw: Json) -> str:
    """The loader of what is a text and nothing else."""
    if not isinstance(raw, str):
        raise TypeError("not a text")
    return raw


def text(
    key: str, *, least: int = 1, most: int = 2000, catches: int | None = None, **more: Any
) -> Question[str]:
    """Free words of `least` to `most` characters.

    With `catches`, words of at least so many characters that answer nothing else are taken as this
    answer while there is none; a caption of that length is added to what there is.
    """

    def parse(reply: Reply, _before: Json) -> Json:
        return words_of(reply, least, most)

    def catch(reply: Reply, before: Json) -> Json:
        words = clean(reply.text)
        if reply.point is not None or len(words) < (catches or least) or not has_words(words):
            return None
        whole = words
        if isinstance(before, str) and before:
            if not (reply.files or reply.beside) or words in before:
                return None
            whole = f"{before}\n{words}"
        if len(whole) > most:
            raise Reask("reask-long", most=most)
        return whole

    about = {"catch": catch if catches else None, "reasons": ("reask-words", *LIMITS), **more}
    return Question(key, Ask.TEXT, parse, is_text, **about)


def amounts(
    key: str,
    read: Callable[[str], Json],
    *,
    load: Callable[[Json], Any] | None = None,
    refusals: tuple[str, ...] = (),
    **more: Any,
) -> Question[Any]:
    """Quantities in free words; a bare number is an answer. `read` gives what is stored and may raise
    `Reask` with one of the `refusals`, or `ValueError`."""

    def parse(reply: Reply, _before: Json) -> Json:
        try:
            stored = read(clean(reply.text))
            question.load(stored)
        except UNREADABLE:
            raise Reask("reask-amounts") from None
        return stored

    about = {"reasons": ("reask-amounts", *refusals), **more}
    question: Question[Any] = Question(key, Ask.AMOUNTS, parse, load or _something, **about)
    return question


def _something(raw: Json) -> Json:
    if not raw:
        raise ValueError("nothing")
    return raw


def phone(key: str, read: Callable[[str], str], **more: Any) -> Question[str]:
    """A telephone number, typed or shared as a contact; `read` gives its stored form or raises."""

    def number(written: str) -> str:
        try:
            return read(clean(written))
        except UNREADABLE:
            raise Reask("reask-phone") from None

    def parse(reply: Reply, _before: Json) -> Json:
        return number(reply.phone or reply.text)

    def catch(reply: Reply, before: Json) -> Json:
        return number(reply.phone) if reply.phone and not before else None

    about = {"optional": True, "catch": catch, "reasons": ("reask-phone",), **more}
    return Question(key, Ask.PHONE, parse, is_text, **about)
