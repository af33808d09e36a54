"""What goes when; what stays names nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.core.case import Action, Outcome
from bot.core.messages import Point
from bot.core.retention import (
    Closed,
    Goes,
    Part,
    Terms,
    coarse_line,
    coarse_report,
    counted_as,
    due,
    ends,
    exact_point,
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
some_days = st.integers(0, 4000).map(lambda number: number * DAY)
terms = st.builds(Terms, days, days, days, days, days, some_days, some_days)
moments = st.integers(0, 20_000).map(lambda number: NOON + number * timedelta(hours=7))
cases = st.builds(Closed, moments, st.booleans(), st.booleans(), st.booleans())
passed = st.integers(-10, 9000).map(lambda number: number * DAY)


def test_what_was_not_found_goes_by_its_own_rows() -> None:
    assert ends(UNFOUND, TERMS) == {
        Part.PLACE: NOON, Part.FILES: NOON + 90 * DAY, Part.CONTENTS: NOON + 180 * DAY,
        Part.TRAIL: NOON + 365 * DAY,
    }  # fmt: skip


def test_what_was_found_is_kept_longer_with_what_proved_it() -> None:
    assert ends(FOUND, TERMS) == dict.fromkeys(Part, NOON + 730 * DAY) | {Part.PLACE: NOON}


@pytest.mark.parametrize(
    ("closed", "row", "days"),
    [
        (UNFOUND, 0, 0),
        (FOUND, 0, 0),
        (FOUND, 30, 30),
        (Closed(NOON, substantiated=False, passed_on=True), 0, 14),
        (Closed(NOON, substantiated=False, passed_on=True), 30, 44),
        (Closed(NOON, substantiated=False), 500, 180),
        (Closed(NOON, substantiated=False, undecided=True), 0, 180),
        (Closed(NOON, substantiated=True, undecided=True), 30, 730),
    ],
)
def test_the_exact_place_goes_with_closing_unless_somebody_may_still_go_there(
    closed: Closed, row: int, days: int
) -> None:
    terms = replace(TERMS, place=row * DAY, returns=14 * DAY)
    assert ends(closed, terms)[Part.PLACE] == NOON + days * DAY


@pytest.mark.parametrize("outcome", [*Outcome, None, "a word of tomorrow"])
def test_only_an_outcome_that_confirms_means_that_it_was_found(outcome: str | None) -> None:
    found = outcome in {Outcome.SANCTIONED, Outcome.REMINDED}
    passed_on = outcome == Outcome.REFERRED
    assert Closed.with_outcome(NOON, outcome) == Closed(NOON, found, passed_on)
    assert Closed.with_outcome(NOON, outcome, undecided=True) == Closed(
        NOON, found, passed_on, undecided=True
    )


def test_on_its_moment_it_is_due_and_not_a_moment_before() -> None:
    end = NOON + 180 * DAY
    assert due(UNFOUND, TERMS, end - timedelta(microseconds=1)) == {Part.PLACE, Part.FILES}
    assert due(UNFOUND, TERMS, end) == {Part.PLACE, Part.FILES, Part.CONTENTS}
    assert following(UNFOUND, TERMS, NOON) == NOON + 90 * DAY
    assert following(UNFOUND, TERMS, end) == NOON + 365 * DAY
    assert following(UNFOUND, TERMS, NOON + 365 * DAY) is None


@given(cases, terms, passed)
def test_whoever_looks_whenever_told_misses_nothing_and_comes_to_an_end(
    case: Closed, terms: Terms, late: timedelta
) -> None:
    now, gone, looks = case.at, due(case, terms, case.at), 0
    assert gone <= {Part.PLACE}
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
    assert found[Part.PLACE] <= found[Part.CONTENTS]


AREA = {"point": [21.4995, 107.5005, None], "coarse": True}
"""What is left of a pin in it."""


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"point": [21.5, 107.5, 12.0]}, AREA),
        ({"point": [21.50011, 107.50093]}, AREA),
        ({"market": "cho-mau", "text": "quầy 5", "point": [21.5, 107.5, None], "verdict": "inside"},
         {"market": "cho-mau", "text": "quầy 5", "verdict": "inside", **AREA}),
        ({"text": "ạ", "files": ["a"], "point": [21.5, 107.5]}, {"text": "ạ", "files": ["a"], **AREA}),
        ({"text": "quầy 5", "point": ["21.5x", None]}, {"text": "quầy 5"}),
        ({"text": "quầy 5", "point": "here"}, {"text": "quầy 5"}),
        ({"text": "quầy 5", "point": 7}, {"text": "quầy 5"}),
        ({"text": "quầy 5", "point": [200.0, 7.0]}, {"text": "quầy 5"}),
        ({"text": "quầy 5", "point": [float("nan"), 7.0]}, {"text": "quầy 5"}),
    ],
)  # fmt: skip
def test_of_an_exact_place_its_area_and_every_word_stay(told: dict[str, Any], left: dict[str, Any]) -> None:
    assert coarse_line(told) == left
    assert coarse_line(left) is None, "to do it again changes nothing"
    report = {"place": told, "stall": "quầy 5", "details": "thiếu cân"}
    assert coarse_report(report) == report | {"place": left}


@pytest.mark.parametrize(
    "told", [None, "x", [], {}, {"text": "quầy 5"}, {"market": "cho-mau", "point": None}, AREA]
)
def test_where_no_exact_place_is_told_nothing_changes(told: Any) -> None:
    assert coarse_line(told) is None
    assert coarse_report({"place": told}) is None
    assert coarse_report(told) is None


def test_a_stored_point_is_read_in_either_shape() -> None:
    assert (
        exact_point({"point": [21, 107.5]}) == exact_point({"point": [21.0, 107.5, 8.0]}) == Point(21, 107.5)
    )
    assert exact_point({}) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_nobody_finds_the_exact_place_in_what_is_left(latitude: float, longitude: float) -> None:
    left = coarse_line({"point": [latitude, longitude, 3.0]})
    assert left is not None
    assert left["point"][2] is None
    for middle, was in zip(left["point"], (latitude, longitude), strict=False):
        assert round(middle, 4) == middle
        assert abs(middle - was) <= 0.0008


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
            kept[Part.PLACE] = TERMS.place
            contents = TERMS.substantiated if found else TERMS.unsubstantiated
            assert rows[goes] == kept.get(part, contents)
