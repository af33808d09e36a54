"""Answers of the law file and pointers of the ward file: what cannot work is refused, what ends is said."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.errors import WardError
from bot.ward import check, load_ward
from tests.ward.shipped import WARD, edited, fault


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "parking"', 'id = "noise"', "'noise' stands twice"),
        ('hotlines = ["1022"]', 'hotlines = ["119"]', "'119' is not among the hotlines"),
        ('office = "chairman"\nsafe', 'office = "city"\nsafe', "'city' is no office of the ward's own"),
        ('signs = ["fraud"]', 'signs = ["froud"]', "'froud' is no topic of the danger list"),
    ],
)
def test_a_pointer_that_leads_nowhere_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert what in fault(tmp_path, (old, new))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "home-scale"', 'id = "what-counts"', "the answer 'what-counts' stands twice"),
        ('basis = ["verification-23"]', 'basis = ["nowhere"]', "rests on 'nowhere'"),
        ("in_force_to = 2027-07-01", "in_force_to = 2025-07-01", "'old-province' ends before it begins"),
    ],
)
def test_an_answer_that_cannot_be_said_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    file = edited(tmp_path)
    law = file.parent / "law.toml"
    text = law.read_text(encoding="utf-8")
    assert old in text
    law.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WardError) as caught:
        load_ward(file)
    assert what in str(caught.value)


def test_what_should_be_confirmed_or_ends_soon_is_advice() -> None:
    said = [finding.sentence for finding in check(WARD, date(2027, 3, 1))]
    assert "the answer 'old-province' is said until 2027-07-01" in said
    assert any(sentence.startswith("answers to confirm: ") for sentence in said)
    later = [finding.sentence for finding in check(WARD, date(2028, 1, 1))]
    assert "the answer 'old-province' is said no more since 2027-07-01" in later


def test_a_pointer_is_found_by_its_topic_and_by_its_danger() -> None:
    noise, fraud = WARD.pointer_to("noise"), WARD.pointer_of("fraud")
    assert noise is not None
    assert fraud is not None
    assert (noise.office, fraud.id) == ("police", "online-fraud")
    assert WARD.pointer_to("nothing") is None
    assert WARD.pointer_of("nothing") is None
