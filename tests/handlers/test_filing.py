"""What filing reads out of the answers: the facts for the routing table."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.core.geo import Verdict
from bot.core.routing import Quantity, RoutingFacts
from bot.flow.questions import Answers
from handlers.report.path import make_flow
from handlers.report.told import Counted, Told, facts_of, from_storage
from tests.support.wards import invented_ward

FLOW, ASK = make_flow(invented_ward())
WHERE = {"place": {"text": "ngõ 9"}}


def told(**stored: Any) -> Told:
    answers: Mapping[str, Any] = {"category": "HG", "sub": "HG.1", **WHERE, **stored}
    return Told(Answers(answers), ASK, answers, "2026-11-19")


def facts(earlier: int = 0, **stored: Any) -> RoutingFacts:
    return facts_of(invented_ward(), told(**stored), Counted(earlier))


def test_without_more_the_facts_are_category_and_place() -> None:
    assert facts() == RoutingFacts("HG", "HG.1")


def test_who_is_unsure_has_no_finer_choice() -> None:
    assert facts(sub="unsure").subcategory is None


@pytest.mark.parametrize(
    ("stored", "fact", "value"),
    [
        ({"injured": "yes"}, "injured", True),
        ({"injured": "no"}, "injured", False),
        ({"madehere": "yes"}, "production", True),
        ({"quantity": "boxes"}, "quantity", Quantity.BOXES),
        ({"quantity": "warehouse"}, "value_30m", True),
        ({"quantity": "dozens"}, "value_30m", False),
        ({"packs": "3"}, "packs_short", 3),
        ({"goods": "food"}, "food", True),
        ({"goods": "sensitive"}, "sensitive", True),
        ({"goods": "safety"}, "safety_product", True),
        ({"goods": "other"}, "food", False),
        ({"place": {"market": "online"}}, "online", True),
        ({"details": "Nó cầm dao doạ tôi"}, "danger", True),
        ({"more": "cháu ăn xong bị nôn mửa"}, "injured", True),
        ({"place": {"market": "cho-mau"}, "stall": "chỗ sang chiết gas"}, "fuel_hazard", True),
        ({"amounts": {"bought": 1, "got": 1, "unit": "g", "text": "1 1, bị đánh nhau"}}, "danger", True),
        ({"details": "hàng này đắt quá"}, "danger", False),
    ],
)
def test_an_answer_becomes_a_fact(stored: dict[str, Any], fact: str, value: object) -> None:
    assert getattr(facts(**stored), fact) == value


@pytest.mark.parametrize(
    ("heard", "stored", "fact", "value"),
    [
        ({"injured": True}, {}, "injured", True),
        ({"injured": True}, {"injured": "no"}, "injured", False),
        ({"production": True}, {}, "production", True),
        ({"production": True}, {"madehere": "no"}, "production", False),
        ({"food": True, "sensitive": True}, {"goods": "sensitive"}, "food", True),
        ({"food": True, "sensitive": True}, {"goods": "safety"}, "food", False),
        ({"food": True}, {"goods": "other"}, "food", False),
        ({"safety_product": True}, {}, "safety_product", True),
        ({"quantity": "boxes"}, {}, "quantity", Quantity.BOXES),
        ({"quantity": "warehouse"}, {"quantity": "few"}, "quantity", Quantity.FEW),
        ({"packs_short": 7}, {}, "packs_short", 3),
        ({"packs_short": 7}, {"packs": "1"}, "packs_short", 1),
        ({"online": True}, {}, "online", True),
        ({"danger": True}, {}, "danger", True),
        ({"fuel_hazard": True}, {}, "fuel_hazard", True),
        ({"official": True}, {}, "official", True),
    ],
)
def test_what_the_words_tell_counts_unless_the_person_said_otherwise(
    heard: dict[str, Any], stored: dict[str, Any], fact: str, value: object
) -> None:
    assert getattr(facts(heard={"facts": heard}, **stored), fact) == value


@pytest.mark.parametrize(
    ("stored", "vague"),
    [
        ({"sub": "unsure"}, True),
        ({"sub": "unsure", "heard": {"codes": ["HG.1"]}}, False),
        ({"sub": "unsure", "amounts": {"bought": 2, "got": 1, "unit": "g"}}, False),
        ({"details": "không biết nói sao"}, False),
    ],
)
def test_it_is_vague_where_nothing_clear_was_said_or_chosen(stored: dict[str, Any], vague: bool) -> None:
    assert facts(**stored).vague is vague


def test_what_was_heard_is_stored_with_what_it_means_beside_the_choice() -> None:
    heard = {"codes": ["NH.1"], "sure": True, "also": ["CL.1"], "because": {"NH.1": ["không nhãn"]}}
    kept = told(heard=heard).report["heard"]
    assert kept == {**heard, "besides": ("CL",), "instead": "NH.1"}
    assert "heard" not in told().report


@pytest.mark.parametrize(
    ("stored", "much"),
    [
        ({"details": "mua 5 chỉ vàng hết 75 triệu, cân lại có 4 chỉ rưỡi"}, True),
        ({"details": "mua 1 chỉ vàng hết 15 triệu, cân lại có 9 phân"}, False),
        ({"details": "mua 2 kg thịt, thiếu 3 lạng"}, False),
        ({"details": "giá 20 nghìn một kg", "amounts": {"bought": 5e5, "got": 2e5, "unit": "g"}}, True),
        ({"details": "giá 20 nghìn một kg", "amounts": {"bought": 5e5, "got": 4e5, "unit": "g"}}, False),
        (
            {
                "more": "trả hết 60 triệu",
                "amounts": {"bought": 5e5, "got": 4e5, "unit": "g", "text": "5 tạ còn 4 tạ"},
            },
            True,
        ),
        (
            {
                "details": "mua 5 tạ hết 60 triệu, cân lại có 4 tạ",
                "amounts": {"bought": 5e5, "got": 4e5, "unit": "g", "text": "5 tạ", "heard": True},
            },
            True,
        ),
    ],
)
def test_the_missing_part_is_worth_much_where_amounts_and_money_were_told(
    stored: dict[str, Any], much: bool
) -> None:
    assert facts(**stored).gain_5m is much


def test_what_was_found_at_the_place_before_is_counted_in() -> None:
    assert facts_of(invented_ward(), told(), Counted(substantiated_before=1)).substantiated_before == 1


def test_a_report_out_of_storage_gives_the_same_facts() -> None:
    filed = told(heard={"codes": ["HG.1"], "sure": True, "also": ["CL.1"]}, injured="yes", quantity="boxes")
    again = from_storage(ASK, filed.report)
    assert facts_of(invented_ward(), again, Counted()) == facts_of(invented_ward(), filed, Counted())


def test_earlier_reports_are_counted_in() -> None:
    assert facts(earlier=2).earlier_reports == 2


@pytest.mark.parametrize(
    ("verdict", "own", "place"),
    [
        ("inside", None, Verdict.INSIDE),
        ("near", None, Verdict.NEAR),
        ("outside", "yes", Verdict.NEAR),
        ("outside", "no", Verdict.OUTSIDE),
        ("", None, Verdict.UNKNOWN),
    ],
)
def test_the_persons_own_word_on_the_place_counts(verdict: str, own: str | None, place: Verdict) -> None:
    stored: dict[str, Any] = {"place": {"text": "ngõ 9", "verdict": verdict}}
    if own is not None:
        stored["inward"] = own
    assert facts(**stored).place is place


def test_the_day_from_which_today_counts_is_stored() -> None:
    assert told().report["when"] == {"said": "2026-11-19", "day": "today", "text": ""}
    later = {"day": "yesterday", "text": "", "said": "2026-11-22"}
    assert told(when=later).report["when"] == later
