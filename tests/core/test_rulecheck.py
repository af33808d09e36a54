"""Routing rows that cannot work are found before they are used."""

from typing import Any

import pytest

from bot.core.routing import Also, Conditions, Row, RowKind, Urgency
from bot.core.rulecheck import Catalogue, RowFault, alternatives, faults
from bot.core.words import Wording

WHY = Wording("vì", "because")
CATALOGUE = Catalogue({"police": True, "culture": True, "city": False}, {"DL": ("DL.1", "DL.2"), "KH": ()})


def row(id_: str, **more: Any) -> Row:
    plan: dict[str, Any] = {"lead": "police", "priority": Urgency.P3, **more}
    return Row(id_, WHY, **plan)


GUARD = row("G", kind=RowKind.GUARD, any={"vague": True, "subcategory": "none"}, lead="culture")
ALL = row("Z", when={"category": "DL"})


def sentences(*rows: Row) -> list[str]:
    return [fault.sentence for fault in faults(rows, CATALOGUE)]


def test_a_sound_table_has_no_fault() -> None:
    assert (
        faults((GUARD, row("A", when={"subcategory": ["DL.1"], "earlier_reports": 2}), ALL), CATALOGUE) == []
    )


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (row("A", lead=None), "row A has no lead"),
        (row("A", priority=None), "row A has no priority"),
        (row("A", lead="nobody"), "row A names the unknown office 'nobody'"),
        (row("A", lead="city"), "row A is led by 'city', which is not an office of the ward"),
        (row("A", refer=True), "row A adds to others or refers, so it cannot have a lead"),
        (row("A", kind=RowKind.MODIFIER), "row A adds to others or refers, so it cannot have a lead"),
        (row("A", coordinators=("nobody",)), "row A names the unknown office 'nobody'"),
        (row("A", also=(Also(WHY, coordinators=("x",)),)), "row A names the unknown office 'x'"),
        (row("A", when={"colour": True}), "row A: there is no fact 'colour'"),
        (row("A", when={"category": "XX"}), "row A: category cannot be 'XX'"),
        (row("A", any={"subcategory": ["DL.9"]}), "row A: subcategory cannot be 'DL.9'"),
        (row("A", when={"danger": "yes"}), "row A: danger cannot be 'yes'"),
        (row("A", when={"danger": 1}), "row A: danger takes true, false, not a number"),
        (row("A", when={"place": []}), "row A: place allows nothing"),
        (row("A", when={"place": "none"}), "row A: place cannot be 'none'"),
        (row("A", when={"quantity": [True]}), "row A: quantity cannot be true"),
        (
            row("A", when={"packs_short": 0}),
            "row A: packs_short is a count and takes the least number, 1 or more",
        ),
        (
            row("A", when={"packs_short": "3"}),
            "row A: packs_short is a count and takes the least number, 1 or more",
        ),
    ],
)
def test_a_row_that_cannot_work_is_named(broken: Row, sentence: str) -> None:
    assert sentences(GUARD, broken, ALL) == [sentence]
    assert faults((GUARD, broken, ALL), CATALOGUE)[0].index == 1


def test_a_row_that_stands_twice_is_named() -> None:
    assert sentences(GUARD, ALL, ALL) == ["row Z stands twice"]


def test_values_of_every_kind_are_known() -> None:
    good: Conditions = {"quantity": ["boxes", "none"], "place": "near", "food": [True], "packs_short": 2}
    assert sentences(GUARD, row("A", when=good), ALL) == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({}, {"danger": True}),
        ({"category": "DL"}, {"subcategory": ["DL.1"]}),
        ({"subcategory": ["DL.1", "DL.2"]}, {"subcategory": "DL.2", "food": True}),
        ({"category": "DL", "earlier_reports": 2}, {"subcategory": "DL.1", "earlier_reports": 3}),
    ],
)
def test_a_row_that_an_earlier_one_takes_whole_is_never_reached(
    earlier: Conditions, later: Conditions
) -> None:
    found = faults((GUARD, row("A", when=earlier), row("B", when=later), ALL), CATALOGUE)
    assert RowFault(2, "row B is never reached: A takes everything before it") in found


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"subcategory": "DL.1"}, {"subcategory": ["DL.1", "DL.2"], "food": True}),
        ({"earlier_reports": 3}, {"earlier_reports": 2}),
        ({"earlier_reports": 3}, {"subcategory": "DL.1"}),
        ({"category": "DL", "food": True}, {"subcategory": ["none", "DL.1"]}),
    ],
)
def test_a_row_with_room_left_is_reached(earlier: Conditions, later: Conditions) -> None:
    assert not any("never" in s for s in sentences(GUARD, row("A", when=earlier), row("B", when=later), ALL))


def test_several_rows_together_may_take_a_row() -> None:
    last = row("C", when={"category": "DL"}, any={"food": True, "online": True})
    table = (GUARD, row("A", when={"food": True}), row("B", when={"online": True}), last, ALL)
    assert sentences(*table) == ["row C is never reached: A and B take everything before it"]


def test_a_row_against_itself_is_never_reached() -> None:
    torn = row("B", when={"subcategory": "DL.1"}, any={"subcategory": "DL.2"})
    assert sentences(GUARD, torn, ALL) == ["row B is never reached: its conditions exclude each other"]


def test_a_guard_at_the_end_still_comes_first() -> None:
    blind = row("B", when={"vague": True})
    assert "row B is never reached: G takes everything before it" in sentences(blind, ALL, GUARD)


def test_a_missing_catch_all_is_told() -> None:
    assert faults((GUARD, row("A", when={"subcategory": "DL.1"})), CATALOGUE) == [
        RowFault(None, "no routing row takes DL.2 in every case: a catch-all is missing")
    ]
    assert (
        "no routing row takes KH without a sub-category in every case: a catch-all is missing"
        in sentences(ALL)
    )


def test_modifiers_take_nothing() -> None:
    adds = row("M", kind=RowKind.MODIFIER, lead=None, priority=None, coordinators=("city",))
    assert sentences(GUARD, adds, ALL) == []


def test_when_and_any_on_one_fact_are_joined() -> None:
    both = row(
        "A",
        when={"subcategory": ["DL.1", "DL.2"], "packs_short": 2},
        any={"subcategory": "DL.1", "packs_short": 5},
    )
    assert alternatives(both) == [
        {"subcategory": ["DL.1"], "packs_short": 2},
        {"subcategory": ["DL.1", "DL.2"], "packs_short": 5},
    ]
    assert alternatives(row("B", when={"subcategory": "DL.1"}, any={"subcategory": "DL.2"})) == []
