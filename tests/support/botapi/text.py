"""Text with entities, counted as the platform counts: in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.botapi import htmlmarks, markdown
from tests.support.botapi.wire import Json, bad

TEXT_MOST: Final = 4096
CAPTION_MOST: Final = 1024
ENTITIES_MOST: Final = 100
_FOUND: Final = {
    "url": re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"),
    "email": re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?(?![\w@])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
    "phone_number": re.compile(r"(?<![\w.,])\+?\d(?:[\d .-]{7,13})\d(?!\w)"),
}
_CODE: Final = frozenset({"code", "pre", "text_link", "url", "email", "bot_command"})


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Marked:
    """Words and their entities."""

    text: str
    entities: list[Json] = field(default_factory=list)


def formatted(text: str, mode: str | None, given: list[Json] | None) -> Marked:
    """What a client shows for these words: marks parsed, ends trimmed, links and commands found."""
    marked = _parse(text, mode, given)
    marked = _trim(marked)
    marked.entities += _find(marked)
    marked.entities.sort(key=lambda one: (one["offset"], -one["length"]))
    if len(marked.entities) > ENTITIES_MOST:
        marked.entities = marked.entities[:ENTITIES_MOST]
    return marked


def _parse(text: str, mode: str | None, given: list[Json] | None) -> Marked:
    if mode:
        parsers: dict[str, Any] = {"html": htmlmarks.parse, "markdownv2": markdown.parse}
        if mode.lower() not in parsers:
            raise bad("unsupported parse_mode")
        words, entities = parsers[mode.lower()](text)
        return Marked(words, entities)
    for entity in given or ():
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units(text):
            raise bad("entity beyond the end of the text")
    return Marked(text, [dict(one) for one in given or ()])


def _trim(marked: Marked) -> Marked:
    """Blanks at both ends are not shown; entities move along."""
    left = len(marked.text) - len(marked.text.lstrip())
    text = marked.text.strip()
    most = units(text)
    kept = []
    for entity in marked.entities:
        begin = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, most)
        if end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return Marked(text, kept)


def _find(marked: Marked) -> list[Json]:
    """Entities that every client finds by itself."""
    taken = [_span(one) for one in marked.entities if one["type"] in _CODE]
    found = []
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(marked.text):
            begin, end = units(marked.text[: match.start()]), units(marked.text[: match.end()])
            if all(end <= a or b <= begin for a, b in taken):
                taken.append((begin, end))
                found.append({"type": kind, "offset": begin, "length": end - begin})
    return found


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def of_message(params: Json) -> Marked:
    """The text of a message that is sent or edited."""
    marked = formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    if not marked.text:
        raise bad("message text is empty")
    if units(marked.text) > TEXT_MOST:
        raise bad("message is too long")
    return marked


def of_caption(params: Json) -> Marked:
    """The words under a file; there may be none."""
    marked = formatted(params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities"))
    if units(marked.text) > CAPTION_MOST:
        raise bad("message caption is too long")
    return marked


def fields(name: str, marked: Marked) -> Json:
    """As a message carries it: `text` and `entities`, or `caption` and `caption_entities`."""
    if not marked.text:
        return {}
    listed = "entities" if name == "text" else "caption_entities"
    return {name: marked.text, **({listed: marked.entities} if marked.entities else {})}
