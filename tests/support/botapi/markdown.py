"""MarkdownV2 as the platform reads it: every reserved sign is a mark or an error."""

from dataclasses import dataclass, field
from typing import Final

from tests.support.botapi.htmlmarks import link
from tests.support.botapi.wire import ApiError, Json, bad

RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")
MARKS: Final = {
    "```": "pre", "__": "underline", "||": "spoiler", "![": "custom_emoji", "_": "italic",
    "*": "bold", "~": "strikethrough", "`": "code", "[": "text_link",
}  # fmt: skip
ENDS: Final = {"text_link": "]", "custom_emoji": "]"}
_CODE: Final = frozenset({"code", "pre"})


@dataclass
class _Open:
    kind: str
    mark: str
    offset: int
    place: int
    byte: int
    language: str = ""


@dataclass
class _Parser:
    source: str
    words: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    quote: int | None = None
    at: int = 0

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._line_start()
            self._step()
        if self.opened:
            last = self.opened[-1]
            raise _fault(f"Can't find end of {last.kind} entity at byte offset {last.byte}")
        self._end_quote()
        return "".join(self.words), self.entities

    def _step(self) -> None:
        if self.at >= len(self.source):
            return
        sign = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if sign == "\\" and following and 0 < ord(following) <= 126:
            self._say(following, 2)
        elif sign not in (frozenset("`") if self._in_code() else RESERVED):
            self._say(sign, 1)
        elif self._ends():
            self._close()
        else:
            self._open(sign)

    def _line_start(self) -> None:
        """A quotation is made of lines that begin with `>`."""
        if self.opened or (self.at > 0 and self.source[self.at - 1] != "\n"):
            return
        if self.source.startswith((">", "**>"), self.at):
            self.at += 3 if self.source.startswith("**>", self.at) else 1
            self.quote = self.length if self.quote is None else self.quote
        elif self.quote is not None:
            self._end_quote()

    def _end_quote(self) -> None:
        if self.quote is not None and self.length > self.quote:
            entity = {"type": "blockquote", "offset": self.quote, "length": self.length - self.quote}
            self.entities.append(entity)
        self.quote = None

    def _in_code(self) -> bool:
        return bool(self.opened) and self.opened[-1].kind in _CODE

    def _say(self, sign: str, taken: int) -> None:
        self.words.append(sign)
        self.length += 1 + (sign > "\uffff")
        self.at += taken

    def _ends(self) -> bool:
        if not self.opened:
            return False
        last = self.opened[-1]
        if last.kind == "italic":
            return self.source[self.at] == "_" and not self.source.startswith("__", self.at)
        return self.source.startswith(ENDS.get(last.kind, last.mark), self.at)

    def _open(self, sign: str) -> None:
        mark = next((one for one in MARKS if self.source.startswith(one, self.at)), "")
        if not mark or self._in_code():
            raise _fault(f"Character '{sign}' is reserved and must be escaped with the preceding '\\'")
        byte = len(self.source[: self.at].encode())
        self.at += len(mark)
        language = self._language() if mark == "```" else ""
        self.opened.append(_Open(MARKS[mark], mark, self.length, len(self.words), byte, language))

    def _language(self) -> str:
        line, broken, _ = self.source[self.at :].partition("\n")
        if not broken or "`" in line or " " in line:
            return ""
        self.at += len(line) + 1
        return line.strip()

    def _close(self) -> None:
        last = self.opened.pop()
        self.at += len(ENDS.get(last.kind, last.mark))
        address = self._address() if last.kind in ENDS else ""
        if self.length == last.offset:
            return
        entity: Json = {"type": last.kind, "offset": last.offset, "length": self.length - last.offset}
        if last.kind == "text_link":
            self.entities += link(entity, address or "".join(self.words[last.place :]))
            return
        if last.kind == "custom_emoji":
            entity["custom_emoji_id"] = address.rpartition("=")[2]
        if last.language:
            entity["language"] = last.language
        self.entities.append(entity)

    def _address(self) -> str:
        if not self.source.startswith("(", self.at):
            return ""
        begin, self.at, found = self.at + 1, self.at + 1, ""
        while self.at < len(self.source) and self.source[self.at] != ")":
            self.at += self.source[self.at] == "\\"
            found += self.source[self.at : self.at + 1]
            self.at += 1
        if self.at >= len(self.source):
            raise _fault(f"Can't find end of a URL at byte offset {len(self.source[:begin].encode())}")
        self.at += 1
        return found


def _fault(words: str) -> ApiError:
    return bad(f"can't parse entities: {words}")


def parse(text: str) -> tuple[str, list[Json]]:
    """The words without their marks, and the entities."""
    return _Parser(text).run()
