"""What filing reads out of the answers: the facts for the routing table."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.core.geo import Verdict
from bot.core.routing import Quantity, RoutingFacts
from bot.flow.questions import Answers
from handlers.report.path import make_flow
from handlers.report.told import Told, facts_of
from tests.support.wards import invented_ward

FLOW, ASK = make_flow(invented_ward())
WHERE = {"place": {"text": "ngõ 9"}}


def told(**stored: Any) -> Told:
    answers: Mapping[str, Any] = {"category": "HG", "sub": "HG.1", **WHERE, **stored}
    return Told(Answers(answers), ASK, answers, "2026-11-19")


def facts(earlier: int = 0, **stored: Any) -> RoutingFacts:
    return facts_of(invented_ward(), told(**stored), earlier)


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
