"""Is every text there that somebody may be told, and is none there that nobody is told?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest

from bot.core.case import Action, Outcome, Status
from bot.flow.fields import Day
from bot.flow.prompts import required_keys
from bot.flow.survey import survey
from bot.ward import load_ward
from handlers.features import add_ward_words, build
from handlers.turn import Feature
from handlers.work.drafting import ANSWERED, body_key
from locales import Catalog
from locales.catalog import LANGUAGES, STAFF
from storage.people import ConsentAction
from tests.house.source import PRODUCT
from tests.house.spoken import in_code, in_page, literals

SHIPPED: Final = Catalog.load()
WARD: Final = load_ward()
WORDS: Final = Catalog.load()
add_ward_words(WARD, WORDS)
FEATURES: Final[Mapping[str, Feature]] = build(WARD, WORDS)
SAMPLES: Final[Mapping[str, Sequence[Any]]] = {
    "code": [{"code": "26-0042-7"}],
    "place": [{"text": "cạnh cổng chợ", "verdict": verdict} for verdict in ("inside", "outside")],
}
"""Stored answers that a path looks at and that are no choices."""

RESULTS: Final = {
    body_key(category, outcome).removeprefix("result-") for category in (*ANSWERED, "") for outcome in Outcome
}
COMPUTED: Final = {
    "status": tuple(Status),  # cards: where a case stands
    "did": tuple(Action),  # the story of a case, as the staff reads it
    "result": tuple(RESULTS),  # work: what a reporter is answered, by category and outcome
    "event": tuple(Action),  # cards: what happened to it; the events that have no text are not shown
    "weekday": tuple(str(day) for day in range(7)),  # cards: a date spelled out
    "consent-log": tuple(ConsentAction),  # privacy: what was agreed to
    "when": tuple(Day),  # the summary of a report: the day of the event
    "cancelled": tuple(FEATURES),  # talk: a flow was given up
}
"""Keys that are put together from a word of the code."""
SILENT: Final = {f"event-{action}" for action in Action}

CARRIED: Final = {
    f"{about}-consent-{question.key}"
    for about in ("ask", "name")
    for question in FEATURES["consent"].flow.questions
    if question.key != "choice"
}
"""Consent keeps early answers for the next flow; it asks none of these itself."""


def computed() -> set[str]:
    return {f"{prefix}-{word}" for prefix, words in COMPUTED.items() for word in words}


def required(feature: Feature) -> set[str]:
    return required_keys(feature.flow, SAMPLES) - CARRIED


def known(key: str) -> bool:
    return WORDS.has(key)


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.flow.name)
def test_every_answer_that_a_path_looks_at_has_been_tried(feature: Feature) -> None:
    found = survey(feature.flow, SAMPLES)
    assert found.unforeseen == set()


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.flow.name)
def test_every_question_label_and_reason_has_its_text(feature: Feature) -> None:
    assert sorted(key for key in required(feature) if not known(key)) == []


def test_every_text_that_the_code_names_exists() -> None:
    assert [f"{spoken.key} ({spoken.where})" for spoken in in_code() if not known(spoken.key)] == []


def test_every_text_is_given_what_it_names() -> None:
    for spoken in in_code():
        if spoken.fills is not None and known(spoken.key):
            assert WORDS.places[LANGUAGES[0]][spoken.key] <= spoken.fills, spoken


def test_every_text_of_the_page_exists() -> None:
    assert sorted(key for key in in_page() if not known(key)) == []


def test_every_text_that_is_put_together_exists() -> None:
    assert sorted(key for key in computed() - SILENT if not known(key)) == []


def test_no_text_is_left_that_nobody_is_told() -> None:
    problems = {f"http-{code}" for code in literals("bot/web")}
    asked = set[str]().union(*map(required, FEATURES.values()))
    told = asked | literals(*PRODUCT) | in_page() | computed() | problems
    told |= {f"{key}{STAFF}" for key in told}
    assert sorted(set(SHIPPED.places[LANGUAGES[0]]) - told) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_number_stands_in_a_text_as_fluent_words_it(language: str) -> None:
    said = [SHIPPED.say(language, "gaps-none", of=count) for count in (0, 7, 999, 1000)]
    bundle = SHIPPED._bundles[language]
    pattern = bundle.get_message("gaps-none").value
    assert pattern is not None
    assert said == [bundle.format_pattern(pattern, {"of": count})[0] for count in (0, 7, 999, 1000)]
