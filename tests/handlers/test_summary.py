"""The report in words: amounts, places, days."""

import pytest

from bot.core.measure import Unit
from bot.core.messages import Point
from bot.flow.fields import Day, Place, When
from handlers.retold import amounts_words, arithmetic_words, place_words, quantity_words, when_words
from tests.support.wards import invented_ward
from tests.support.world import words_of

WARD = invented_ward()
VI = words_of(WARD).speaker("vi")
EN = words_of(WARD).speaker("en")


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [
        (2000, Unit.GRAM, "2 kg", "2 kg"),
        (1700, Unit.GRAM, "1,7 kg", "1.7 kg"),
        (1001, Unit.GRAM, "1,001 kg", "1.001 kg"),
        (300, Unit.GRAM, "300 gam (3 lạng)", "300 g (3 lạng)"),
        (100, Unit.GRAM, "100 gam (1 lạng)", "100 g (1 lạng)"),
        (350, Unit.GRAM, "350 gam", "350 g"),
        (37.5, Unit.GRAM, "37,5 gam", "37.5 g"),
        (0, Unit.GRAM, "0 gam", "0 g"),
        (1500, Unit.MILLILITRE, "1,5 lít", "1.5 litres"),
        (200, Unit.MILLILITRE, "0,2 lít", "0.2 litres"),
    ],
)
def test_an_amount_is_said_as_people_say_it(amount: float, unit: Unit, vi: str, en: str) -> None:
    assert quantity_words(amount, unit, VI) == vi
    assert quantity_words(amount, unit, EN) == en


def test_what_is_missing_is_said_carefully() -> None:
    stored = {"bought": 2000.0, "got": 1700.0, "unit": "g", "text": "2 1,7"}
    said = amounts_words(stored, VI)
    assert said == "đáng lẽ 2 kg, cân lại được 1,7 kg, thiếu khoảng 300 gam (3 lạng), tức 15 %"
    litres = {"bought": 2000.0, "got": 1850.0, "unit": "ml", "text": ""}
    assert amounts_words(litres, EN) == (
        "should be 2 litres, weighed again 1.85 litres, about 0.15 litres short, that is 7.5 %"
    )


def test_what_is_counted_is_said_with_its_word() -> None:
    stored = {"bought": 30.0, "got": 27.0, "unit": "piece", "word": "quả", "text": ""}
    assert amounts_words(stored, VI) == "mua 30 quả, đếm được 27 quả, thiếu 3 quả, tức 10 %"
    assert amounts_words(stored, EN) == "should be 30 quả, counted 27 quả, 3 quả short, that is 10 %"
    assert list(arithmetic_words(stored, WARD.laws.tolerances, VI)) == ["Thiếu: 30 quả − 27 quả = 3 quả"]


def test_sand_is_said_in_cubic_metres() -> None:
    assert quantity_words(4_200_000, Unit.MILLILITRE, VI) == "4,2 m³"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(market="cho-mau"), "Chợ Mẫu"),
        (Place(market="cho-cu"), "cho-cu"),
        (Place(market="online"), "Mua trên mạng"),
        (Place(text="ngõ 9"), "ngõ 9"),
        (Place(point=Point(21.5, 107.5)), "đã ghim trên bản đồ"),
        (Place(text="ngõ 9", point=Point(21.5, 107.5)), "ngõ 9, đã ghim trên bản đồ"),
    ],
)
def test_a_place_is_named_and_its_degrees_are_not(place: Place, words: str) -> None:
    assert place_words(WARD, place, VI) == words


@pytest.mark.parametrize(
    ("when", "begun", "words"),
    [
        (When(Day.TODAY), "2026-11-19", "thứ Năm, ngày 19/11/2026"),
        (When(Day.TODAY, said="2026-11-22"), "2026-11-19", "Chủ nhật, ngày 22/11/2026"),
        (When(Day.YESTERDAY, said="2026-11-22"), "2026-11-19", "thứ Bảy, ngày 21/11/2026"),
        (When(Day.TODAY, "sáng nay", "2026-11-22"), None, "sáng nay (Chủ nhật, ngày 22/11/2026)"),
        (When(Day.OTHER, "hôm rằm", "2026-11-22"), None, "hôm rằm (kể ngày 22/11/2026)"),
        (When(Day.OTHER, said="2026-11-22"), None, "trước ngày 21/11/2026"),
        (When(Day.TODAY), None, "Hôm nay"),
        (When(Day.TODAY, "sáng nay", "hôm nào"), "???", "sáng nay"),
    ],
)
def test_a_day_is_a_date_wherever_it_is_known(when: When, begun: str | None, words: str) -> None:
    assert when_words(when, begun, VI) == words
