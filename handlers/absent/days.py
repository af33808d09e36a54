"""Days as colleagues say them: "25/11", "25.11.2026", "ngày mai"."""

import re
from datetime import date, timedelta
from typing import Final

from bot.core.words import fold

_DATE: Final = re.compile(r"(?:ngay |on )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_SAID: Final = {"hom nay": 0, "today": 0, "ngay mai": 1, "mai": 1, "tomorrow": 1, "ngay kia": 2}
_CENTURY: Final = 2000
_TWO_DIGITS: Final = 100


def read(text: str, today: date) -> date | None:
    """The day that is meant, from today on; without a year the next one of that name. None: no such day."""
    words = " ".join(text.split())
    later = _SAID.get(fold(words))
    if later is not None:
        return today + timedelta(days=later)
    found = _DATE.fullmatch(words.casefold().replace("ngày ", "ngay "))
    if found is None:
        return None
    day, month, year = found[1], found[2], found[3]
    years = (today.year, today.year + 1) if year is None else (_whole(int(year)),)
    made = (_made(each, int(month), int(day)) for each in years)
    return next((each for each in made if each is not None and each >= today), None)


def _whole(year: int) -> int:
    return year if year >= _TWO_DIGITS else year + _CENTURY


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
