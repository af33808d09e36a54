"""The kinds of question: each makes a `Question` that knows how to read and to load its answer."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from bot.core.errors import Reask
from bot.core.messages import Ask
from bot.flow.engine import Answers, Json, Nav, Option, Question, Reply, Stored

E = TypeVar("E", bound=StrEnum)

Options = Callable[[Answers], Sequence[Option]]


def choice(key: str, options: type[E], label: str, **more: Any) -> Question[E]:
    """One word of an enum; the labels are the locale keys `label-<value>`."""
    listed = tuple(Option(word.value, f"{label}-{word.value}") for word in options)
    return pick(key, lambda _: listed, load=lambda raw: options(raw), **more)


def pick(
    key: str, options: Options, *, load: Callable[[Json], Any] = str, otherwise: str = "reask-choice", **more: Any
) -> Question[Any]:
    """One of the options that `options(answers)` offers, by tap; typed words are matched before."""

    def parse(reply: Reply, _before: Json) -> Json:
        if reply.option is None:
            raise Reask(otherwise)
        return reply.option

    return Question(key, Ask.CHOICE, parse, load, options=options, **more)


def clean(text: str) -> str:
    """Composed Unicode, no control or direction marks, no blank edges, at most two line breaks in a row."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    joined = "\n".join(lines).strip()
    while "\n\n\n" in joined:
        joined = joined.replace("\n\n\n", "\n\n")
    return joined


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it: an emoji alone says nothing an officer can act on."""
    return any(c.isalnum() for c in text)


def text(key: str, *, least: int = 1, most: int = 2000, catches: int | None = None, **more: Any) -> Question[str]:
    """Free words of `least` to `most` characters. With `catches`, a message of at least so many
    characters that answers nothing else is taken as this answer while there is none."""

    def parse(reply: Reply, _before: Json) -> Json:
        words = clean(reply.text)
        if not words or not has_words(words):
            raise Reask("reask-words")
        if len(words) < least:
            raise Reask("reask-short", least=least)
        if len(words) > most:
            raise Reask("reask-long", most=most)
        return words

    def catch(reply: Reply, before: Json) -> Json:
        words = clean(reply.text)
        fits = catches is not None and catches <= len(words) <= most and has_words(words)
        return words if fits and not before else None

    return Question(key, Ask.TEXT, parse, str, catch=catch if catches else None, **more)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an answer, in the order in which they came."""

    items: tuple[Stored, ...]


def media(key: str, *, most: int = 10, **more: Any) -> Question[Files]:
    """Up to `most` files, one by one or several at once, closed by "Xong". May come at any time."""

    def gather(reply: Reply, before: Json) -> list[dict[str, str]]:
        items = list(before["items"]) if before else []
        known = {item["id"] for item in items}
        fresh = [{"id": f.id, "kind": f.kind, "name": f.name} for f in reply.files if f.id not in known]
        if len(items) + len(fresh) > most:
            raise Reask("reask-many-files", most=most)
        return items + fresh

    def parse(reply: Reply, before: Json) -> Json:
        if reply.nav is Nav.DONE:
            return {"items": gather(reply, before), "done": True} if before and before["items"] else None
        if not reply.files:
            raise Reask("reask-files")
        return {"items": gather(reply, before), "done": False}

    def catch(reply: Reply, before: Json) -> Json:
        if not reply.files:
            return None
        return {"items": gather(reply, before), "done": bool(before and before["done"])}

    return Question(key, Ask.MEDIA, parse, _load_files, catch=catch, optional=True, **more)


def _load_files(raw: Json) -> Files:
    if not raw["done"]:
        raise ValueError("still open")
    return Files(tuple(Stored(item["id"], item["kind"], item.get("name", "")) for item in raw["items"]))


class YesNo(StrEnum):
    """A plain answer."""

    YES = "yes"
    NO = "no"


def yes_no(key: str, **more: Any) -> Question[YesNo]:
    """Yes or no."""
    return choice(key, YesNo, "yesno", **more)
