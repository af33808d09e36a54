"""What goes when; what stays names nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import Action, Outcome
from bot.core.retention import (
    Closed,
    Goes,
    Part,
    Terms,
    counted_as,
    due,
    ends,
    following,
    rest_of_line,
    rest_of_report,
    rest_of_route,
    term_of,
)

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
DAY = timedelta(days=1)
TERMS = Terms(180 * DAY, 730 * DAY, 90 * DAY, 1825 * DAY, 365 * DAY)
UNFOUND, FOUND = Closed(NOON, substantiated=False), Closed(NOON, substantiated=True)

days = st.integers(1, 4000).map(lambda number: number * DAY)
terms = st.builds(Terms, days, days, days, days, days)
cases = st.builds(
    Closed, st.integers(0, 20_000).map(lambda number: NOON + number * timedelta(hours=7)), st.booleans()
)
passed = st.integers(-10, 9000).map(lambda number: number * DAY)


def test_what_was_not_found_goes_by_its_own_rows() -> None:
    assert ends(UNFOUND, TERMS) == {
        Part.FILES: NOON + 90 * DAY, Part.CONTENTS: NOON + 180 * DAY, Part.TRAIL: NOON + 365 * DAY,
    }  # fmt: skip


def test_what_was_found_is_kept_longer_with_what_proved_it() -> None:
    assert ends(FOUND, TERMS) == dict.fromkeys(Part, NOON + 730 * DAY)


@pytest.mark.parametrize("outcome", [*Outcome, None, "a word of tomorrow"])
def test_only_an_outcome_that_confirms_means_that_it_was_found(outcome: str | None) -> None:
    found = outcome in {Outcome.SANCTIONED, Outcome.REMINDED}
    assert Closed.with_outcome(NOON, outcome) == Closed(NOON, found)


def test_on_its_moment_it_is_due_and_not_a_moment_before() -> None:
    end = NOON + 180 * DAY
    assert due(UNFOUND, TERMS, end - timedelta(microseconds=1)) == {Part.FILES}
    assert due(UNFOUND, TERMS, end) == {Part.FILES, Part.CONTENTS}
    assert following(UNFOUND, TERMS, NOON) == NOON + 90 * DAY
    assert following(UNFOUND, TERMS, end) == NOON + 365 * DAY
    assert following(UNFOUND, TERMS, NOON + 365 * DAY) is None


@given(cases, terms, passed)
def test_whoever_looks_whenever_told_misses_nothing_and_comes_to_an_end(
    case: Closed, terms: Terms, late: timedelta
) -> None:
    now, gone, looks = case.at, due(case, terms, case.at), 0
    assert gone == frozenset()
    while (at := following(case, terms, now)) is not None:
        assert at > now
        assert gone < due(case, terms, at)
        now, gone, looks = at, due(case, terms, at), looks + 1
    assert gone == frozenset(Part)
    assert looks <= len(Part)
    assert due(case, terms, case.at + late) == {
        p for p, end in ends(case, terms).items() if end <= case.at + late
    }


@given(cases, terms)
def test_who_did_what_is_known_at_least_as_long_as_what_was_done(case: Closed, terms: Terms) -> None:
    found = ends(case, terms)
    assert found[Part.FILES] <= found[Part.CONTENTS] <= found[Part.TRAIL]


SECRET = "0912345678 bà Lan"
texts = st.dictionaries(
    st.sampled_from(
        [
            "text",
            "answer",
            "reason",
            "measures",
            "phone",
            "details",
            "place",
            "point",
            "files",
            "similar",
            "reasons",
            "stall",
            "heard",
            "reporter",
            "note",
        ]
    ),
    st.one_of(st.just(SECRET), st.lists(st.just(SECRET)), st.just({"text": SECRET, "point": [1.0, 2.0]})),
)


def said(value: Any) -> Iterator[str]:
    """All words in it."""
    if isinstance(value, dict):
        for each in value.values():
            yield from said(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from said(each)
    elif isinstance(value, str):
        yield value


@given(st.sampled_from([*Action, "view", "edit", "a word of tomorrow"]), texts)
def test_no_word_that_somebody_wrote_stays(action: str, told: dict[str, Any]) -> None:
    coded = {
        "outcome": "sanctioned",
        "fine": 5,
        "to": "police",
        "office": "economic",
        "days": 3,
        "what": "category",
    }
    rest = rest_of_line(action, {**told, **coded})
    assert SECRET not in set(said(rest))
    assert SECRET not in set(said(rest_of_report(told)))
    assert SECRET not in set(said(rest_of_route(told)))
    assert rest is None or (rest.items() <= coded.items() and rest_of_line(action, rest) == rest)


def test_codes_and_numbers_stay_for_the_statistics() -> None:
    assert rest_of_line("conclude", {"outcome": "sanctioned", "fine": 500_000, "answer": SECRET}) == {
        "outcome": "sanctioned", "fine": 500_000,
    }  # fmt: skip
    moved = {"what": "category", "from": "DL.1", "to": "HG.2"}
    assert rest_of_line("change", moved) == moved
    assert rest_of_line("change", {"what": "place", "from": SECRET, "to": SECRET}) is None
    assert (
        rest_of_line("note", {"text": SECRET})
        is rest_of_line("take", None)
        is rest_of_line("take", "x")
        is None
    )


@pytest.mark.parametrize(
    ("report", "rest"),
    [
        (
            {"place": {"market": "cho-mau", "text": SECRET, "point": [1, 2]}, "phone": SECRET},
            {"place": {"market": "cho-mau"}},
        ),
        ({"place": {"text": SECRET}}, {}),
        ({"place": {"market": ""}}, {}),
        ({"place": SECRET}, {}),
        ({}, {}),
    ],
)
def test_of_a_report_its_market_stays(report: dict[str, Any], rest: dict[str, Any]) -> None:
    assert rest_of_report(report) == rest
    assert rest_of_report(rest) == rest


def test_of_a_route_stays_which_row_led_where() -> None:
    route = {"row": "r", "coordinators": ["police"], "similar": [1], "reasons": [{"vi": "x"}], "counted": {}}
    assert rest_of_route(route) == {"row": "r", "coordinators": ["police"], "counted": {}}


def test_everything_that_goes_has_its_row() -> None:
    rows = {goes: term_of(TERMS, goes) for goes in Goes}
    assert rows[Goes.UNUSED_FILES] == TERMS.files
    assert rows[Goes.RIGHTS] == TERMS.consents
    assert rows[Goes.LOOKS] == TERMS.access
    for part in Part:
        for found in (True, False):
            goes = counted_as(part, substantiated=found)
            kept = {Part.FILES: TERMS.substantiated if found else TERMS.files, Part.TRAIL: TERMS.access}
            contents = TERMS.substantiated if found else TERMS.unsubstantiated
            assert rows[goes] == kept.get(part, contents)
