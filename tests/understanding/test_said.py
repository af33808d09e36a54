"""Several hundred invented messages: how many are heard as people hear them.

The lexicon may be mended by looking at the halves `-a`; the halves `-b` only tell how it fares with
messages that nobody looked at.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.commands.trial.rows import read_rows
from bot.commands.trial.scoring import Outcome, judge, scores
from bot.ward import load_ward

SAID = Path(__file__).parent / "said"
FLOORS = {
    "a": {"category": 0.9, "subcategory": 0.84, "top3": 0.96, "amounts": 0.9},
    "b": {"category": 0.9, "subcategory": 0.82, "top3": 0.96, "amounts": 0.62},
}
MISSED = {"a": 0, "b": 0}
"""So many rows of danger may be missed at most."""


@cache
def outcomes(half: str) -> list[Outcome]:
    ward = load_ward()
    rows = [row for file in sorted(SAID.glob(f"*-{half}.tsv")) for row in read_rows(file)]
    return [judge(row, ward) for row in rows]


def figures(half: str) -> dict[str, Any]:
    return scores(outcomes(half))


@pytest.mark.parametrize(
    ("half", "name"), [(half, name) for half, floors in FLOORS.items() for name in floors]
)
def test_so_many_are_heard_right(half: str, name: str) -> None:
    assert figures(half)[name] >= FLOORS[half][name]


@pytest.mark.parametrize("half", MISSED)
def test_no_more_dangers_are_missed(half: str) -> None:
    assert figures(half)["missed_danger"] <= MISSED[half]


def test_the_halves_are_alike_in_size() -> None:
    assert figures("a")["rows"] == figures("b")["rows"] >= 340


@pytest.mark.parametrize("half", FLOORS)
def test_whatever_is_heard_has_its_reasons(half: str) -> None:
    for outcome in outcomes(half):
        for reading in outcome.heard.readings:
            assert reading.because, outcome.row.id
