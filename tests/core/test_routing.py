"""Which office leads a report, who helps, and why."""

import pytest

from bot.core.geo import Verdict
from bot.core.routing import (
    SUPPLIES,
    Also,
    Condition,
    Escalate,
    Quantity,
    Route,
    RoutingFacts,
    Row,
    RowKind,
    Supply,
    Urgency,
    explain,
    fields_read_by,
    route,
)
from bot.core.words import Wording


def say(text: str) -> Wording:
    return Wording(text, f"{text} (en)")


OUTSIDE = Row(
    "G1", say("ngoài"), when={"place": ["outside"]}, kind=RowKind.GUARD, refer=True, priority=Urgency.P4
)
UNSORTED = Row(
    "G2",
    say("chưa rõ"),
    any={"vague": True, "subcategory": "none"},
    kind=RowKind.GUARD,
    lead="a",
    priority=Urgency.P4,
)
DANGER = Row("A", say("nguy hiểm"), when={"danger": True}, lead="b", priority=Urgency.P1)
FAKE = Row(
    "B",
    say("hàng giả"),
    when={"subcategory": ["HG.1"]},
    any={"production": [True], "quantity": ["boxes", "warehouse"], "packs_short": 3},
    lead="b",
    coordinators=("a", "c"),
    priority=Urgency.P2,
    basis=("law-1",),
    also=(
        Also(say("nhiều người"), when={"earlier_reports": 1}, priority=Urgency.P1, escalate=Escalate.PROPOSE),
        Also(say("trẻ em"), any={"sensitive": True}, coordinators=("d", "b")),
    ),
)
REST = Row("C", say("còn lại"), when={"category": ["HG"]}, lead="a", priority=Urgency.P3)
ONLINE = Row(
    "M", say("trên mạng"), when={"online": True}, kind=RowKind.MODIFIER, coordinators=("c",), basis=("law-2",)
)
RULES = (DANGER, OUTSIDE, UNSORTED, FAKE, REST, ONLINE)


def facts(**more: object) -> RoutingFacts:
    return RoutingFacts("HG", **{"subcategory": "HG.1", **more})  # type: ignore[arg-type]  # any fact by name


def test_guards_are_tried_before_rows_wherever_they_stand() -> None:
    assert route(facts(danger=True, vague=True), RULES).row == "G2"
    assert route(facts(danger=True), RULES).row == "A"


def test_a_place_outside_is_referred_and_no_modifier_adds_to_it() -> None:
    found = route(facts(place=Verdict.OUTSIDE, online=True), RULES)
    assert found == Route("G1", None, (), Urgency.P4, Escalate.NO, (say("ngoài"),), ())
    assert found.referred


def test_a_report_without_a_sub_category_is_sorted_by_a_human() -> None:
    assert route(RoutingFacts("HG"), RULES).row == "G2"


@pytest.mark.parametrize(
    ("more", "row"),
    [
        ({}, "C"),
        ({"quantity": Quantity.FEW}, "C"),
        ({"quantity": Quantity.BOXES}, "B"),
        ({"production": True}, "B"),
        ({"packs_short": 2}, "C"),
        ({"packs_short": 3}, "B"),
        ({"production": True, "subcategory": "HG.2"}, "C"),
    ],
)
def test_the_first_row_that_fits_leads(more: dict[str, object], row: str) -> None:
    assert route(facts(**more), RULES).row == row


def test_clauses_and_modifiers_add_to_the_row() -> None:
    found = route(facts(production=True, earlier_reports=2, sensitive=True, online=True), RULES)
    assert found == Route(
        "B",
        "b",
        ("a", "c", "d"),
        Urgency.P1,
        Escalate.PROPOSE,
        (say("hàng giả"), say("nhiều người"), say("trẻ em"), say("trên mạng")),
        ("law-1", "law-2"),
    )
    assert not found.referred
    assert explain(found) == ("hàng giả", "nhiều người", "trẻ em", "trên mạng")
    assert explain(found, "en")[0] == "hàng giả (en)"


def test_a_report_that_no_row_takes_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"DL DL\.1"):
        route(RoutingFacts("DL", "DL.1"), RULES)
    with pytest.raises(ValueError, match="DL none"):
        route(RoutingFacts("DL"), (REST,))


def test_only_what_decides_the_route_is_asked() -> None:
    asked = {"production", "quantity", "packs_short", "earlier_reports", "sensitive"}
    assert fields_read_by("HG", RULES) == asked
    assert fields_read_by("HG.1", RULES) == asked
    assert fields_read_by("HG.2", RULES) == frozenset()
    assert fields_read_by("DL", RULES) == frozenset()


def test_a_number_under_a_name_of_words_names_no_category() -> None:
    odd: Condition = 3
    assert fields_read_by("HG", (Row("X", say("x"), when={"category": odd, "food": True}),)) == frozenset()


def test_every_fact_says_who_supplies_it() -> None:
    assert SUPPLIES["place"] is Supply.FILING
    assert SUPPLIES["danger"] is Supply.WORDS
    assert SUPPLIES["quantity"] is Supply.ASKED
