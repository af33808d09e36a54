"""What a typed word means: among the choices that were offered last, as a move, or anywhere.

On a channel without buttons, and for people who type, "2", "hai", "so 2", the label, or the label
without its marks all mean the second choice. The words here are printed on posters, so they stand
in code and not in a language file.

Where a question takes free words, `strict` keeps them apart from a move: "sữa" (milk) is not "sửa"
(edit), though both are "sua" to somebody who types no marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from bot.core.words import accent, fold
from bot.flow.questions import Nav

__all__ = [
    "GLOBALS",
    "MOVES",
    "Global",
    "called",
    "command",
    "fold",
    "global_word",
    "means",
    "navigation",
    "number",
    "offered",
]

K = TypeVar("K")

NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


class Global(StrEnum):
    """What a person may ask for at any time, in or out of a flow."""

    OFFICER = "officer"
    HELP = "help"
    LANGUAGE = "language"
    START = "start"
    REPORT = "report"
    TRACK = "track"
    PRIVACY_DATA = "privacy_data"
    PRIVACY_DELETE = "privacy_delete"
    UNSUBSCRIBE = "unsubscribe"


MOVES: Final[Mapping[Nav, tuple[str, ...]]] = {
    Nav.SKIP: ("bỏ qua", "/boqua", "skip", "/skip"),
    Nav.BACK: ("quay lại", "/quaylai", "back", "go back", "/back"),
    Nav.CANCEL: ("huỷ", "huỷ bỏ", "/huy", "cancel", "/cancel"),
    Nav.DONE: ("xong", "/xong", "done", "/done"),
    Nav.RESTART: ("làm lại", "/lamlai", "restart", "start over", "/restart"),
    Nav.EDIT: ("sửa", "/sua", "edit", "/edit"),
}

GLOBALS: Final[Mapping[Global, tuple[str, ...]]] = {
    Global.OFFICER: ("gặp cán bộ", "/gapcanbo", "/canbo", "talk to an officer", "officer", "/officer"),
    Global.HELP: ("hướng dẫn", "trợ giúp", "/huongdan", "/trogiup", "help", "/help"),
    Global.LANGUAGE: ("ngôn ngữ", "/ngonngu", "language", "/language"),
    Global.START: ("bắt đầu", "/start", "/batdau", "start"),
    Global.REPORT: (
        "gửi phản ánh",
        "phản ánh",
        "báo cáo",
        "/baocao",
        "/phananh",
        "send a report",
        "report",
        "/report",
    ),
    Global.TRACK: ("tra cứu", "/tracuu", "track a report", "track", "/track"),
    Global.PRIVACY_DATA: ("dữ liệu của tôi", "dữ liệu", "/dulieu", "my data", "/mydata"),
    Global.PRIVACY_DELETE: ("xoá dữ liệu", "xoá dữ liệu của tôi", "/xoa", "delete my data", "/delete"),
    Global.UNSUBSCRIBE: ("huỷ nhận tin", "/huynhantin", "unsubscribe", "/unsubscribe"),
}

_LONGEST: Final = 120
"""No label is longer: what is longer is not compared."""
_GIVE_UP: Final = f"nav:{Nav.CANCEL}"
_SHORTEST_PART: Final = 4
"""Fewer letters of a label do not name it."""
_NUMBER: Final = re.compile(
    r"(?:(?:so|phuong an|chon|muc|cau|number|option) )?(\d{1,2}|[a-z]+)(?: (?:a|nhe|nha|di))?"
)
_COMMAND: Final = re.compile(r"/([A-Za-z]\w*)(?:@\w+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_TRACKED: Final = re.compile(r"(tra\s+c\w+|track)\s+(.*\d.*)", re.IGNORECASE)


def number(text: str) -> int | None:
    """The number that a short reply names: "2", "hai", "số 2", "so hai", "2.". None for anything else."""
    if len(text) > _LONGEST:
        return None
    found = _NUMBER.fullmatch(fold(unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    word = found.group(1)
    return int(word) if word.isdigit() else NUMBERS.get(word)


def command(text: str) -> tuple[str, str] | None:
    """("tracuu", "26-0042-7") for "/tracuu@SomeBot 26-0042-7"; None where there is no slash."""
    found = _COMMAND.fullmatch(text.strip())
    return (found.group(1).lower(), (found.group(2) or "").strip()) if found else None


def navigation(text: str, *, strict: bool = False) -> Nav | None:
    """The move that the words, or a command without arguments, ask for."""
    return _named(text, _MOVE_WORDS, strict=strict)


def global_word(text: str, *, strict: bool = False) -> Global | None:
    """What the words, or a command without arguments, ask for wherever one stands."""
    return _named(text, _GLOBAL_WORDS, strict=strict)


def called(text: str, *, strict: bool = False) -> tuple[Global, str] | None:
    """What is asked for, and the arguments: "/tracuu 26-0042-7 SECRET", "tra cứu 26-0042-7", "hướng dẫn"."""
    plain = global_word(text, strict=strict)
    if plain is not None:
        return plain, ""
    slashed = command(text)
    if slashed is not None:
        word = global_word("/" + slashed[0])
        return (word, slashed[1]) if word else None
    tracked = _TRACKED.fullmatch(unicodedata.normalize("NFC", text[:_LONGEST]).strip())
    if tracked and fold(tracked.group(1)) in {"tra cuu", "track"}:
        return Global.TRACK, tracked.group(2)
    return None


def offered(
    text: str, choices: Sequence[tuple[str, str]], *, numbers: bool = True, strict: bool = False
) -> str | None:
    """The tap among `choices` (tap, label) that a typed reply means, or None.

    `numbers=False` where a bare number is itself an answer; `strict` where free words are: then a
    label must be typed whole, and with the right marks if with any.
    """
    if len(text) > _LONGEST or not (words := fold(text)):
        return None
    for tap, label in choices:
        if _label(label) == words and (not strict or _says(text, label)):
            return tap
    nth = number(text) if numbers else None
    # a number too high by one must not throw everything away: giving up has to be said in words
    if nth is not None and 1 <= nth <= len(choices) and not choices[nth - 1][0].startswith(_GIVE_UP):
        return choices[nth - 1][0]
    if strict or len(words) < _SHORTEST_PART:
        return None
    close = [
        tap for tap, label in choices if not tap.startswith("nav:") and f" {words} " in f" {_label(label)} "
    ]
    return close[0] if len(close) == 1 else None


def means(text: str, names: Iterable[str]) -> bool:
    """Whether the words are one of these and nothing else: typed without marks, or with the right ones."""
    words = fold(text) if len(text) <= _LONGEST else ""
    return any(_label(name) == words and _says(text, name) for name in names)


@lru_cache(maxsize=2048)
def _label(label: str) -> str:
    """A label as it is compared. Kept, for labels are few and never a person's own words."""
    return fold(label)


def _says(text: str, name: str) -> bool:
    """Whether text that folds like this name is the name: typed without marks, or with its marks."""
    typed = _spelled(text)
    return all(word == fold(word) for word in typed) or [*map(accent, typed)] == [
        *map(accent, _spelled(name))
    ]


def _spelled(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text.casefold()))


def _index(words: Mapping[K, Iterable[str]]) -> dict[str, tuple[K, tuple[str, ...]]]:
    """From the folded words to their meaning and the spellings that fold alike."""
    index: dict[str, tuple[K, tuple[str, ...]]] = {}
    for meaning, names in words.items():
        for name in names:
            known = index.get(fold(name), (meaning, ()))
            index[fold(name)] = (meaning, (*known[1], name))
    return index


_MOVE_WORDS: Final = _index(MOVES)
_GLOBAL_WORDS: Final = _index(GLOBALS)


def _named(text: str, index: Mapping[str, tuple[K, tuple[str, ...]]], *, strict: bool) -> K | None:
    if len(text) > _LONGEST:
        return None
    slashed = command(text)
    words = fold(text) if slashed is None else "/" + slashed[0] if not slashed[1] else ""
    meaning, names = index.get(words, (None, ()))
    if strict and not any(_says(text, name) for name in names):
        return None
    return meaning
