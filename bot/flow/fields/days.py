"""When it happened, as people say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.core.messages import Ask
from bot.flow.fields.words import LIMITS, is_text, words_of
from bot.flow.match import fold
from bot.flow.questions import Json, Option, Question, Reply

_LONGEST: Final = 200


class Day(StrEnum):
    """The day on which it happened, seen from the day of the answer."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class When:
    """When it happened; `text` holds the person's own words where they typed, `said` the day (ISO) on
    which they said so: what "today" means."""

    day: Day
    text: str = ""
    said: str = ""


_DAYS: Final[Mapping[str, Day]] = {"today": Day.TODAY, "yesterday": Day.YESTERDAY, "earlier": Day.OTHER}
_WHEN: Final = tuple(Option(value, f"when-{value}") for value in _DAYS)
_DAY_WORDS: Final = {
    Day.TODAY: (
        "hom nay", "sang nay", "trua nay", "chieu nay", "toi nay", "vua xong",
        "today", "this morning", "this afternoon", "this evening", "just now",
    ),
    Day.YESTERDAY: (
        "hom qua", "sang qua", "trua qua", "chieu qua", "toi qua", "dem qua", "yesterday", "last night",
    ),
}  # fmt: skip


def when(key: str = "when", **more: Any) -> Question[When]:
    """When it happened: today unless said otherwise; by tap, or in words, which are kept."""

    def parse(reply: Reply, _before: Json) -> Json:
        said = {"said": reply.day} if reply.day else {}
        if reply.option is not None:
            return {"day": _DAYS[reply.option].value, "text": "", **said}
        words = words_of(reply, 1, _LONGEST, "reask-when")
        return {"day": _day(fold(words)).value, "text": words, **said}

    reasons = ("reask-when", *LIMITS)
    about = {"default": {"day": Day.TODAY.value, "text": ""}, "reasons": reasons, **more}
    return Question(key, Ask.WHEN, parse, _load_when, options=lambda _: _WHEN, **about)


def _day(folded: str) -> Day:
    for day, phrases in _DAY_WORDS.items():
        if any(f"{folded} ".startswith(f"{phrase} ") for phrase in phrases):
            return day
    return Day.OTHER


def _load_when(raw: Json) -> When:
    return When(Day(raw["day"]), is_text(raw.get("text", "")), is_text(raw.get("said", "")))
