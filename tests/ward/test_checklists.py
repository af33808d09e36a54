"""What an officer needs of each kind of report, as the ward file says it."""

from pathlib import Path

import pytest

from bot.core.checklist import Mark, Shown, score
from tests.ward.shipped import WARD, fault

LISTED = [
    topic.code
    for category in WARD.categories
    for topic in (category, *category.subcategories)
    if WARD.checklist(topic.code)
]


def missing(code: str, *marks: Mark, words: str = "", photos: int = 0) -> list[str]:
    shown = Shown(frozenset(marks), words, photos)
    return [item.id for item in score(WARD.checklist(code), shown).missing]


def test_everything_but_other_matters_has_a_checklist() -> None:
    codes = {t.code for c in WARD.categories for t in (c, *c.subcategories)}
    assert codes - set(LISTED) == {"KH"}
    assert not WARD.checklist("XX")
    assert WARD.care("HG.6")
    assert WARD.care("HG.1") is WARD.care("XX") is None


@pytest.mark.parametrize("code", LISTED)
def test_a_checklist_is_short_begins_with_the_place_and_calls_for_a_photo(code: str) -> None:
    items = WARD.checklist(code)
    assert 4 <= len(items) <= 6
    assert items[0].by == (Mark.PLACE,)
    assert sum(item.photo for item in items) in {1, 2, 3, 4}


def test_every_point_is_on_a_list_and_says_how_and_why_in_few_words() -> None:
    listed = {id_ for checklist in WARD.checklists for id_ in checklist.items}
    assert {item.id for item in WARD.evidence} == listed
    for item in WARD.evidence:
        for words in (item.label, item.how, item.why):
            assert all(0 < len(text) <= 90 for text in (words.vi, words.en))


@pytest.mark.parametrize(
    ("code", "words", "point"),
    [
        ("DL.1", "về nhà cân lại chỉ còn 1,7kg", "reweighed"),
        ("DL.1", "toi ra can doi chung cua cho", "reweighed"),
        ("DL.1", "weighed on my kitchen scale", "reweighed"),
        ("DL.1", "tôi còn giữ hoá đơn, còn hóa đơn đây", "bill"),
        ("DL.3", "cột số 3 bên trái", "pump"),
        ("DL.4", "số lô 0125", "batch"),
        ("DL.5", "xe biển số 15", "meter-number"),
        ("HG.5", "nhìn khác với hàng thật", "genuine"),
        ("HG.6", "họ làm lúc nửa đêm", "hours"),
        ("CL.1", "toi van giu hang", "bill"),
    ],
)
def test_words_of_the_report_fulfil_a_point(code: str, words: str, point: str) -> None:
    assert point in missing(code)
    assert point not in missing(code, words=words)


@pytest.mark.parametrize("words", ["không có hoá đơn", "ko co hoa don", "chẳng có hóa đơn gì", "hàng giá rẻ"])
def test_what_is_not_there_fulfils_nothing(words: str) -> None:
    assert "bill" in missing("DL.1", words=words)


def test_a_full_report_misses_nothing() -> None:
    told = "cân lại ở cân đối chứng, tôi giữ hoá đơn"
    assert missing("DL.1", Mark.PLACE, Mark.AMOUNTS, words=told, photos=2) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('codes = ["DL.3"]', 'codes = ["DL.33"]', "'DL.33' is no category or sub-category"),
        ('codes = ["DL.3"]', 'codes = ["DL.1"]', "'DL.1' has two checklists"),
        ('"pump-photo", "pump",', '"pump-picture",', "'pump-picture' is not among the evidence"),
        ('"pump-photo", "pump",', '"pump", "pump",', "name at least one point, each once"),
        ('items = ["place", "story", "where-photo", "notice-photo"]', "items = []", "at least one point"),
        ('id = "litres"', 'id = "amounts"', "'amounts' stands twice"),
        ('by = ["prices"]', "by = []", "nothing can fulfil it"),
        ('by = ["prices"]', 'by = ["guesses"]', "'guesses'"),
    ],
)
def test_a_checklist_that_cannot_work_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert what in fault(tmp_path, (old, new))
