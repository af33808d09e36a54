"""Which questions a report asks, and that it asks nothing that decides nothing."""

import pytest

from handlers.report.path import asks_amounts, make_flow, needs_details, routing_questions
from tests.support.wards import invented_ward

WARD = invented_ward()
FLOW, ASK = make_flow(WARD)


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("DL.1", []),
        ("DL.4", ["quantity", "packs"]),
        ("HG.1", ["injured", "madehere", "quantity"]),
        ("HG.2", ["injured"]),
        ("HG.3", ["injured", "madehere", "quantity"]),
        ("HG.5", ["madehere", "quantity"]),
        ("HG.6", []),
        ("NH.1", ["goods"]),
        ("NH.4", []),
        ("CL.1", ["goods"]),
        ("CL.2", ["quantity", "goods"]),
        ("NG.1", []),
        ("DL", []),
        ("KH", []),
    ],
)
def test_a_routing_fact_is_asked_only_where_a_row_reads_it(code: str, keys: list[str]) -> None:
    assert [question.key for question in routing_questions(WARD, ASK, code)] == keys


@pytest.mark.parametrize(
    ("code", "amounts", "details"),
    [
        ("DL.1", True, False),
        ("DL.4", True, True),
        ("DL.7", True, True),
        ("DL.2", False, True),
        ("NG.2", False, True),
        ("KH", False, True),
        ("DL", False, True),
    ],
)
def test_amounts_details_or_both(code: str, amounts: bool, details: bool) -> None:
    assert (asks_amounts(WARD, code), needs_details(WARD, code)) == (amounts, details)


def test_every_question_of_the_path_belongs_to_the_flow() -> None:
    assert len(FLOW.questions) == len({question.key for question in FLOW.questions})
    assert FLOW.confirm in FLOW.questions
