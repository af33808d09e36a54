"""HTML as the platform reads it: few tags, no forgiveness."""

import re
from dataclasses import dataclass, field
from typing import Final

from tests.support.botapi.wire import ApiError, Json, bad

TAGS: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_START: Final = re.compile(r"<([^/\s>][^\s>]*)")
_END: Final = re.compile(r"</([^\s>]*)\s*")
_ATTRIBUTE: Final = re.compile(
    r"""\s*([^\s=>]+)(?:\s*=\s*("(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9.-]+)(?=[\s>])))?"""
)
_LANGUAGE: Final = "language-"
_SCHEME: Final = re.compile(r"(?i)https?://|tg://|mailto:|tel:")
_LINK: Final = re.compile(r"(?i)((https?://|tg://|mailto:|tel:)\S+|[\w-]+(\.[\w-]+)+([/?#:]\S*)?)")


def unescape(text: str) -> str:
    """References put back; what is none stays as it stands."""
    return _REFERENCE.sub(_meant, text)


def _meant(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    place: int


@dataclass
class _Parser:
    source: str
    words: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    at: int = 0

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            here = self.source.find("<", self.at)
            end = len(self.source) if here < 0 else here
            self._say(unescape(self.source[self.at : end]))
            self.at = end
            if here >= 0:
                self._close() if self.source.startswith("</", here) else self._open()
        if self.opened:
            raise _fault(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return "".join(self.words), _with_languages(self.entities)

    def _say(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words.encode("utf-16-le")) // 2

    def _where(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode())}"

    def _open(self) -> None:
        match = _START.match(self.source, self.at)
        if match is None or ">" not in self.source[match.end() :]:
            raise _fault(f"Unclosed start tag {self._where()}")
        tag = match[1].lower()
        if tag not in TAGS:
            raise _fault(f'Unsupported start tag "{tag}" {self._where()}')
        attributes, end = self._attributes(match.end(), tag)
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "spoiler":
            raise _fault(f'Tag "span" must have class "tg-spoiler" {self._where()}')
        self.opened.append(_Open(tag, argument, self.length, len(self.words)))
        self.at = end

    def _attributes(self, at: int, tag: str) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while not self.source[at:].lstrip().startswith(">"):
            match = _ATTRIBUTE.match(self.source, at)
            if match is None:
                raise _fault(f'Empty attribute name in the tag "{tag}" {self._where()}')
            value = next((one for one in match.group("double", "single", "bare") if one is not None), None)
            if value is None and self.source[match.end() :].lstrip().startswith("="):
                raise _fault(f"Unexpected end of name token {self._where()}")
            found[match[1].lower()] = unescape(value) if value is not None else ""
            at = match.end()
            if ">" not in self.source[at:]:
                raise _fault(f"Unclosed start tag {self._where()}")
        return found, self.source.index(">", at) + 1

    def _close(self) -> None:
        match = _END.match(self.source, self.at)
        assert match is not None
        if not self.opened:
            raise _fault(f"Unexpected end tag {self._where()}")
        if not self.source.startswith(">", match.end()):
            raise _fault(f"Unclosed end tag {self._where()}")
        begun = self.opened.pop()
        if match[1] and match[1].lower() != begun.tag:
            raise _fault(
                f'Unmatched end tag {self._where()}, expected "</{begun.tag}>", found "</{match[1]}>"'
            )
        self.at = match.end() + 1
        if self.length > begun.offset:
            self.entities += _entity(begun, self.length, "".join(self.words[begun.place :]))


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    key, prefix = {
        "a": ("href", ""), "code": ("class", _LANGUAGE), "span": ("class", "tg-"),
        "tg-emoji": ("emoji-id", ""),
    }.get(tag, ("", ""))  # fmt: skip
    value = attributes.get(key, "")
    return value.removeprefix(prefix) if value.startswith(prefix) else ""


def _entity(begun: _Open, end: int, words: str) -> list[Json]:
    entity: Json = {"type": TAGS[begun.tag], "offset": begun.offset, "length": end - begun.offset}
    if begun.tag == "a":
        return link(entity, begun.argument or words)
    if begun.tag == "tg-emoji":
        return [{**entity, "custom_emoji_id": begun.argument}]
    if begun.tag == "blockquote" and begun.argument:
        entity["type"] = "expandable_blockquote"
    if begun.tag == "code" and begun.argument:
        entity["language"] = begun.argument
    return [entity]


def link(entity: Json, address: str) -> list[Json]:
    """A link that leads nowhere is no entity; the words stay."""
    address = address.strip()
    if not _LINK.fullmatch(address):
        return []
    if not _SCHEME.match(address):
        address = f"http://{address}"
    ends_with_host = re.fullmatch(r"https?://[^/?#]+", address)
    return [{**entity, "type": "text_link", "url": f"{address}/" if ends_with_host else address}]


def _with_languages(entities: list[Json]) -> list[Json]:
    """`<pre><code class="language-x">` is one entity; a language anywhere else is nothing."""
    named = {(e["offset"], e["length"]): e["language"] for e in entities if "language" in e}
    pres = {(e["offset"], e["length"]) for e in entities if e["type"] == "pre"}
    told = []
    for entity in entities:
        span = (entity["offset"], entity["length"])
        if entity["type"] == "code" and span in pres:
            continue
        plain = {key: value for key, value in entity.items() if key != "language"}
        if entity["type"] == "pre" and span in named:
            plain["language"] = named[span]
        told.append(plain)
    return told


def _fault(words: str) -> ApiError:
    return bad(f"can't parse entities: {words}")


def parse(text: str) -> tuple[str, list[Json]]:
    """The words without their tags, and the entities."""
    return _Parser(text).run()
