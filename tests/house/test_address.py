"""Colleagues are not spoken to as residents are: no "Ông/Bà" in what the staff is asked or told."""

from collections.abc import Iterator
from typing import Final

import pytest

from bot.flow.prompts import required_keys
from locales.catalog import LANGUAGES, STAFF
from tests.house.spoken import Spoken, in_code
from tests.house.test_texts import FEATURES, SAMPLES, WORDS

ADDRESS: Final = "Ông/Bà"
RESIDENTS: Final = frozenset({"consent", "report", "track", "unhappy"})
"""Flows that residents go through; all others are asked of the staff."""
ROOMS: Final = tuple(
    f"handlers/{room}"
    for room in (
        "absent/", "officer/", "reminders/", "staff/", "staffcards/", "triage/", "work/", "counter/cards",
        "counter/told", "counter/answering", "aftermath/deciding", "retold", "explained", "deadlines",
        "masking", "menu", "notices", "talk", "tell",
    )
)  # fmt: skip
"""Where the staff is spoken to."""
SENT_ON: Final = frozenset({"news-asked", "result-hello", "result-thanks", "thread-until", "thread-ways"})
"""What these rooms say to residents, or put before the staff as it will be sent to them."""


def asked_of_staff() -> Iterator[tuple[str, str]]:
    for name, feature in FEATURES.items():
        if name not in RESIDENTS:
            yield from ((name, key) for key in required_keys(feature.flow, SAMPLES))


def said_by(rooms: tuple[str, ...]) -> Iterator[Spoken]:
    return (spoken for spoken in in_code() if spoken.where.startswith(rooms))


def words(language: str, key: str) -> str:
    """The text as it is said to a colleague, its places blank."""
    blank = dict.fromkeys(WORDS.places[language][key], "")
    return WORDS.say_to_staff(language, key, **blank)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_interview_speaks_to_staff_as_to_residents(language: str) -> None:
    asked = ((name, key) for name, key in asked_of_staff() if WORDS.has(key))
    assert [(name, key) for name, key in asked if ADDRESS in words(language, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_to_staff_is_worded_for_residents(language: str) -> None:
    keys = {spoken.key: spoken.where for spoken in said_by(ROOMS) if WORDS.has(spoken.key)}
    wrong = {key: where for key, where in keys.items() if ADDRESS in words(language, key)}
    assert {key: where for key, where in wrong.items() if key not in SENT_ON} == {}


def test_what_is_worded_for_colleagues_is_worded_for_residents_too() -> None:
    for language in LANGUAGES:
        places = WORDS.places[language]
        for key in (key for key in places if key.endswith(STAFF)):
            assert places[key] <= places[key.removesuffix(STAFF)], key
