"""Photos, voice notes, documents: one question whose answer is a list."""

from dataclasses import dataclass
from typing import Any, Final

from bot.core.errors import Partly, Reask
from bot.core.messages import Ask
from bot.flow.fields.words import clean, is_text
from bot.flow.questions import SKIPPED, UNREADABLE, Json, Nav, Question, Reply, Stored

_NAME: Final = 120
"""A file name or caption is kept up to so many characters."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an answer, in the order in which they came."""

    items: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class _Album:
    """How files are gathered: so many at most, in the order in which they came."""

    most: int
    optional: bool

    def parse(self, reply: Reply, before: Json) -> Json:
        done = reply.nav is Nav.DONE
        if reply.files or (done and _items_of(before)):
            return self._add(reply, before, done=done)
        if done and self.optional:
            return SKIPPED
        raise Reask("reask-files")

    def catch(self, reply: Reply, before: Json) -> Json:
        done = isinstance(before, dict) and before.get("done") is True
        return self._add(reply, before, done=done) if reply.files else None

    def _add(self, reply: Reply, before: Json, *, done: bool) -> Json:
        """The answer with the new files; as many as there is room for."""
        items = _items_of(before)
        known = {item["id"] for item in items}
        fresh = [file for file in reply.files if file.id not in known]
        room = max(self.most - len(items), 0)
        if fresh and not room:
            raise Reask("reask-many-files", most=self.most)
        answer = {"items": items + _named(fresh[:room], reply.text), "done": done}
        if len(fresh) > room:
            raise Partly(answer, "reask-many-files", most=self.most)
        return answer


def media(key: str, *, most: int = 10, optional: bool = True, **more: Any) -> Question[Files]:
    """Up to `most` files, one by one or several at once, closed by "Xong". May come at any time.

    A caption is the name of a file that has none. Skipping keeps what was sent.
    """
    album = _Album(most, optional)
    reasons = ("reask-files", "reask-many-files")
    about = {"optional": optional, "catch": album.catch, "skip": _closed, "reasons": reasons, **more}
    return Question(key, Ask.MEDIA, album.parse, _load_files, **about)


def _closed(before: Json) -> Json:
    items = _items_of(before)
    return {"items": items, "done": True} if items else SKIPPED


def _named(files: list[Stored], caption: str) -> list[dict[str, str]]:
    """Files as they are stored; the caption names the first one unless it has a name."""
    names = [file.name if at or file.name else caption for at, file in enumerate(files)]
    return [
        {"id": file.id, "kind": file.kind, "name": clean(name)[:_NAME]}
        for file, name in zip(files, names, strict=True)
    ]


def count(raw: Json) -> int:
    """How many files a stored answer holds; 0 for the answer of any other kind of question."""
    return len(_items_of(raw))


def _items(raw: Json) -> list[dict[str, str]]:
    return [
        {"id": is_text(item["id"]), "kind": is_text(item["kind"]), "name": is_text(item.get("name", ""))}
        for item in raw["items"]
    ]


def _items_of(raw: Json) -> list[dict[str, str]]:
    try:
        return _items(raw)
    except UNREADABLE:
        return []


def _load_files(raw: Json) -> Files:
    items = _items(raw)
    if raw["done"] is not True or not items:
        raise ValueError("still open")
    return Files(tuple(Stored(item["id"], item["kind"], item["name"]) for item in items))
