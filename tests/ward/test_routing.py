"""Every report finds the one office that leads it."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.geo import Verdict
from bot.core.routing import (
    Conditions,
    Escalate,
    Quantity,
    RoutingFacts,
    Row,
    RowKind,
    Urgency,
    allowed,
    fields_read_by,
    fits,
    route,
)
from bot.core.rulecheck import alternatives
from tests.ward.shipped import WARD

CODES: list[tuple[str, str | None]] = [
    (c.code, sub) for c in WARD.categories for sub in (None, *(s.code for s in c.subcategories))
]


@st.composite
def reports(draw: st.DrawFn) -> RoutingFacts:
    category, subcategory = draw(st.sampled_from(CODES))
    known: dict[str, Any] = {"category": category, "subcategory": subcategory}
    for fact in fields(RoutingFacts)[2:]:
        known[fact.name] = draw(values(fact.name, fact.default))
    return RoutingFacts(**known)


def values(name: str, default: Any) -> st.SearchStrategy[Any]:
    if name == "quantity":
        return st.none() | st.sampled_from(Quantity)
    if name == "place":
        return st.sampled_from(Verdict)
    return st.booleans() if isinstance(default, bool) else st.integers(0, 5)


def witness(row: Row) -> Iterator[RoutingFacts]:
    """Reports that a row is made for, with nothing else known."""
    for conditions in alternatives(row):
        yield from witness_of(conditions)


def witness_of(conditions: Conditions) -> Iterator[RoutingFacts]:
    """A report of which just this holds."""
    known: dict[str, Any] = {name: first(condition) for name, condition in conditions.items()}
    known.setdefault("category", (known.get("subcategory") or "DL").partition(".")[0])
    if known.get("subcategory", "") == "":
        known["subcategory"] = next(sub for code, sub in CODES if code == known["category"] and sub)
    yield RoutingFacts(**known)


def first(condition: Any) -> Any:
    found = allowed(condition)
    value = found[0] if isinstance(found, list) else found
    return None if value == "none" else value


@given(reports())
def test_every_report_gets_exactly_one_route(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    assert sum(row.id == found.row for row in WARD.routing) == 1
    assert found.referred == (facts.place is Verdict.OUTSIDE)
    assert found.lead not in found.coordinators
    assert found.reasons


@pytest.mark.parametrize(
    "row", [r for r in WARD.routing if r.kind is not RowKind.MODIFIER], ids=lambda r: str(r.id)
)
def test_every_row_of_the_shipped_ward_is_reached(row: Row) -> None:
    assert any(WARD.route(facts).row == row.id for facts in witness(row))


@pytest.mark.parametrize(
    ("row", "nth"),
    [(row, nth) for row in WARD.routing for nth, _ in enumerate(row.also)],
    ids=lambda part: part.id if isinstance(part, Row) else str(part),
)
def test_every_clause_adds_its_reason_and_makes_no_case_less_urgent(row: Row, nth: int) -> None:
    clause = row.also[nth]
    more = next(iter(alternatives(clause)))
    both = [{**each, **more} for each in alternatives(row)]
    found = [WARD.route(facts) for conditions in both for facts in witness_of(conditions)]
    reached = [each for each in found if each.row == row.id]
    assert reached
    for each in reached:
        assert clause.reason in each.reasons
        assert set(clause.coordinators) <= {*each.coordinators, each.lead}
        assert each.priority <= (row.priority or each.priority)


@given(reports())
def test_danger_and_injury_in_the_ward_are_always_the_most_urgent(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    if (facts.danger or facts.injured) and not found.referred:
        assert found.priority is Urgency.P1


@given(reports())
def test_an_accused_official_never_gets_the_case_to_the_police(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    if facts.official and not found.referred:
        assert found.lead == "chairman"
        assert "police" not in found.coordinators


@pytest.mark.parametrize(
    ("code", "more", "row", "lead", "priority", "escalate"),
    [
        ("DL.1", {}, "R11", "economic", "P3", "no"),
        ("DL.1", {"danger": True}, "R1", "police", "P1", "no"),
        ("DL.1", {"gain_5m": True}, "R9", "police", "P2", "propose"),
        ("DL.2", {}, "R10", "economic", "P2", "no"),
        ("DL.3", {}, "R12", "economic", "P2", "propose"),
        ("DL.4", {"packs_short": 2}, "R13", "economic", "P3", "no"),
        ("DL.4", {"packs_short": 3}, "R13", "economic", "P2", "no"),
        ("DL.5", {}, "R14", "economic", "P3", "no"),
        ("DL.6", {}, "R15", "economic", "P2", "propose"),
        ("DL.8", {"substantiated_before": 4}, "R11", "economic", "P3", "no"),
        ("HG.1", {}, "R5", "police", "P2", "no"),
        ("HG.1", {"earlier_reports": 1}, "R5", "police", "P2", "propose"),
        ("HG.1", {"production": True}, "R4", "police", "P1", "propose"),
        ("HG.1", {"injured": True}, "R2", "police", "P1", "propose"),
        ("HG.2", {}, "R3", "police", "P1", "propose"),
        ("HG.5", {}, "R8", "economic", "P3", "no"),
        ("HG.5", {"value_30m": True}, "R7", "police", "P2", "propose"),
        ("HG.6", {}, "R6", "police", "P2", "propose"),
        ("HG.6", {"fuel_hazard": True}, "R6", "police", "P1", "propose"),
        ("NH.1", {}, "R16", "economic", "P3", "no"),
        ("NH.1", {"food": True}, "R16", "economic", "P2", "no"),
        ("NH.4", {}, "R17", "economic", "P2", "no"),
        ("CL.1", {"food": True}, "R18", "economic", "P2", "no"),
        ("CL.1", {}, "R25", "economic", "P3", "no"),
        ("CL.2", {"safety_product": True}, "R19", "economic", "P2", "no"),
        ("NG.2", {}, "R20", "economic", "P3", "no"),
        ("NG.2", {"vague": True}, "R24", "culture", "P4", "no"),
        ("NG.2", {"official": True}, "R23", "chairman", "P2", "propose"),
    ],
)
def test_a_case_goes_to_the_office_of_the_table(
    code: str, more: dict[str, Any], row: str, lead: str, priority: str, escalate: str
) -> None:
    found = WARD.route(RoutingFacts(code[:2], code, **more))
    assert (found.row, found.lead, found.priority, found.escalate) == (
        row,
        lead,
        Urgency(priority),
        Escalate(escalate),
    )


def test_a_sale_on_the_net_brings_in_market_surveillance() -> None:
    assert WARD.route(RoutingFacts("NG", "NG.1", online=True)).coordinators == ("market_management",)


def test_gold_for_much_money_brings_in_the_police() -> None:
    assert WARD.route(RoutingFacts("DL", "DL.6", gain_5m=True)).coordinators == ("measurement", "police")


def test_something_else_is_read_by_a_human() -> None:
    assert WARD.route(RoutingFacts("KH")).lead == "culture"


def test_only_what_matters_to_a_category_is_asked() -> None:
    assert fields_read_by("NG", WARD.routing) == frozenset()
    assert fields_read_by("NH.1", WARD.routing) == {"sensitive", "food"}
    assert "packs_short" in fields_read_by("DL", WARD.routing)


def test_modifiers_fit_by_themselves() -> None:
    modifier = next(row for row in WARD.routing if row.kind is RowKind.MODIFIER)
    conditions: Conditions = modifier.when
    assert set(conditions) == {"online"}
    assert fits(modifier, RoutingFacts("DL", online=True))
    assert route(RoutingFacts("DL", "DL.1"), WARD.routing).coordinators == ("culture", "market_board")
