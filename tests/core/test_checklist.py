"""How much of what an officer needs a report has."""

import pytest

from bot.core.checklist import Checked, Item, Mark, Shown, score
from bot.core.words import Wording


def item(id_: str, *, photo: bool = False, **fulfils: tuple[str, ...]) -> Item:
    words = Wording(id_, id_)
    by = tuple(Mark(mark) for mark in fulfils.get("by", ()))
    said, unless = fulfils.get("words", ()), fulfils.get("unless", ())
    return Item(id=id_, label=words, why=words, how=words, by=by, words=said, unless=unless, photo=photo)


PLACE = item("place", by=("place",))
SCALE = item("scale", photo=True)
STAMP = item("stamp", photo=True)
BILL = item("bill", photo=True, words=("còn hoá đơn", "giữ hoá đơn"), unless=("không còn hoá đơn",))
AGAIN = item("again", words=("cân đối chứng",), by=("amounts",))
LIST = (PLACE, SCALE, STAMP, BILL, AGAIN)


def missing(*marks: Mark, words: str = "", photos: int = 0) -> list[str]:
    checked = score(LIST, Shown(frozenset(marks), words, photos))
    assert checked.have + len(checked.missing) == checked.of == len(LIST)
    return [one.id for one in checked.missing]


def test_a_report_without_anything_misses_everything_in_order() -> None:
    assert missing() == ["place", "scale", "stamp", "bill", "again"]


def test_answers_and_words_fulfil_their_points() -> None:
    assert missing(Mark.PLACE) == ["scale", "stamp", "bill", "again"]
    assert missing(Mark.AMOUNTS) == ["place", "scale", "stamp", "bill"]
    assert missing(words="tôi cân lại ở cân đối chứng của chợ") == ["place", "scale", "stamp", "bill"]
    assert missing(words="can lai o can doi chung") == ["place", "scale", "stamp", "bill"]


@pytest.mark.parametrize("words", ["tôi còn hoá đơn", "Tôi còn hóa đơn.", "toi con hoa don"])
def test_words_count_however_they_are_typed(words: str) -> None:
    assert missing(words=words) == ["place", "scale", "stamp", "again"]


def test_a_point_that_is_denied_is_not_fulfilled() -> None:
    assert "bill" in missing(words="tôi không còn hoá đơn")


@pytest.mark.parametrize(
    ("photos", "left"),
    [(1, ["stamp", "bill"]), (2, ["bill"]), (3, []), (9, [])],
)
def test_photos_fulfil_what_calls_for_one_in_order(photos: int, left: list[str]) -> None:
    assert missing(Mark.PLACE, Mark.AMOUNTS, photos=photos) == left


def test_a_photo_goes_to_what_nothing_else_fulfils() -> None:
    assert missing(words="còn hoá đơn", photos=2) == ["place", "again"]


def test_photos_are_told_apart_from_the_rest() -> None:
    checked = score(LIST, Shown(frozenset({Mark.PLACE}), photos=2))
    assert (checked.have, checked.of, checked.photos, checked.wanted) == (3, 5, 2, 3)
    assert score(LIST, Shown(photos=7)).photos == 3


def test_an_empty_list_is_complete() -> None:
    assert score((), Shown(words="gì đó", photos=1)) == Checked(0, 0)
