"""The ward's calendar, its tolerance table and its outline."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.core.duties import due, last_day
from bot.core.errors import WardError
from bot.core.geo import Verdict, area_km2
from bot.core.messages import Point
from bot.core.working import Shift
from bot.ward import check, load_ward
from bot.ward.boundary import read_boundary, write_boundary
from tests.ward.shipped import TODAY, WARD, edited


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2025, 12, 31), 3, date(2026, 1, 7)),
        (date(2026, 1, 8), 2, date(2026, 1, 10)),
        (date(2026, 2, 13), 10, date(2026, 3, 6)),
        (date(2026, 4, 24), 5, date(2026, 5, 6)),
        (date(2026, 8, 20), 5, date(2026, 8, 26)),
        (date(2026, 8, 28), 3, date(2026, 9, 7)),
        (date(2026, 11, 23), 2, date(2026, 11, 26)),
    ],
)
def test_the_announced_calendar_is_counted(start: date, days: int, last: date) -> None:
    assert WARD.working.add_working_days(start, days) == last


def test_a_day_that_is_not_settled_is_a_setting(tmp_path: Path) -> None:
    working = load_ward(edited(tmp_path, ("off = true", "off = false"))).working
    assert working.add_working_days(date(2026, 11, 23), 2) == date(2026, 11, 25)
    assert working.due(date(2026, 11, 23), 2).provisional


def test_the_legal_limit_is_counted_from_the_local_day() -> None:
    due = WARD.due(datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    assert due.day == date(2026, 3, 17)
    assert not due.provisional


def test_years_to_come_are_provisional() -> None:
    assert WARD.due(datetime(2026, 12, 28, tzinfo=UTC)).provisional


def test_nobody_is_disturbed_at_night() -> None:
    night = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert not WARD.is_daytime(night)
    assert WARD.next_daytime(night) == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    assert WARD.local(night).hour == 22
    assert WARD.day == Shift(time(7), time(21))


@pytest.mark.parametrize(("scale", "grams", "allowed"), [(8, 1000, 20), (10, 7000, 100), (100, 50_000, 600)])
def test_the_examples_of_the_circular_hold(scale: float, grams: float, allowed: float) -> None:
    assert WARD.tolerance(scale, grams) == allowed


def test_without_an_outline_every_place_is_unknown() -> None:
    assert WARD.verdict(Point(20.9594, 106.325)) is Verdict.UNKNOWN


def test_an_outline_beside_the_ward_file_is_used(tmp_path: Path) -> None:
    file = edited(tmp_path, ('boundary = ""', 'boundary = "boundary.geojson"'))
    ring = ((106.3, 20.9), (106.4, 20.9), (106.4, 21.0), (106.3, 21.0), (106.3, 20.9))
    write_boundary(tmp_path / "boundary.geojson", ((ring,),), "invented")
    ward = load_ward(file)
    assert ward.verdict(Point(20.95, 106.35)) is Verdict.INSIDE
    assert ward.verdict(Point(20.95, 106.5)) is Verdict.OUTSIDE
    assert not any("boundary" in finding.sentence for finding in check(ward, TODAY))


RING = "[[106.3,20.9],[106.4,20.9],[106.4,21.0],[106.3,20.9]]"


@pytest.mark.parametrize(
    "document",
    [
        f'{{"type":"Polygon","coordinates":[{RING}]}}',
        f'{{"type":"MultiPolygon","coordinates":[[{RING}]]}}',
        f'{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}',
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}]}}',
    ],
)
def test_every_shape_of_an_outline_is_read(tmp_path: Path, document: str) -> None:
    file = tmp_path / "outline.geojson"
    file.write_text(document)
    assert area_km2(read_boundary(file)) == pytest.approx(57.5, abs=0.5)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("no json", "cannot be read as GeoJSON"),
        ("[]", "not a usable outline"),
        ("{}", "not a usable outline"),
        ('{"type":"Feature","geometry":null}', "not a usable outline"),
        ('{"type":"Point","coordinates":[1,2]}', "a Point has no area"),
        ('{"type":"FeatureCollection","features":[]}', "there is no polygon"),
        ('{"type":"Polygon","coordinates":[]}', "a polygon has no ring"),
        ('{"type":"Polygon","coordinates":[[[1,1],[1,1]]]}', "fewer than four positions"),
        ('{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}', "not closed"),
        ('{"type":"Polygon","coordinates":[[[1]]]}', "not a usable outline"),
        ('{"type":"Polygon","coordinates":[[[59000,231],[59001,231],[59001,232],[59000,231]]]}', "not WGS84"),
        ('{"type":"Polygon","coordinates":[[["a","b"]]]}', "not a usable outline"),
    ],
)  # fmt: skip
def test_an_outline_that_cannot_work_is_refused(tmp_path: Path, document: str, what: str) -> None:
    file = tmp_path / "outline.geojson"
    file.write_text(document)
    with pytest.raises(WardError, match=what):
        read_boundary(file)


SUMMER = """
[[calendar.seasons]]
first = "04-16"
last = "10-15"
[calendar.seasons.hours]
monday = ["07:00-11:30", "13:30-16:30"]
[[calendar.seasons]]
first = "12-20"
last = "01-05"
[calendar.seasons.hours]
saturday = ["08:00-11:00"]
[[calendar.closures]]
first = 2026-09-10
last = 2026-09-11
name = "Bão số 5"
source = "Thông báo của UBND phường"
[daytime]
"""


def test_seasons_and_closures_are_read(tmp_path: Path) -> None:
    working = load_ward(edited(tmp_path, ("\n[daytime]\n", SUMMER))).working
    assert working.shifts_on(date(2026, 6, 1)) == (
        Shift(time(7), time(11, 30)),
        Shift(time(13, 30), time(16, 30)),
    )
    assert not working.is_working_day(date(2026, 6, 2))
    assert working.is_working_day(date(2026, 11, 3))
    assert working.shifts_on(date(2026, 12, 26)) == (Shift(time(8), time(11)),)
    assert [working.name(date(2026, 9, day)) for day in (9, 10, 11)] == ["", "Bão số 5", "Bão số 5"]


def test_days_worked_instead_are_named_where_a_name_was_announced() -> None:
    assert WARD.working.name(date(2026, 1, 10)) == "Làm bù ngày 02/01/2026"
    assert WARD.working.is_working_day(date(2026, 8, 22))
    assert WARD.working.name(date(2026, 4, 27)) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"


def test_the_wards_duties_fall_on_their_days() -> None:
    [report] = [duty for duty in WARD.duties if duty.id == "yearly-report"]
    dated = [last_day(report, date(year, 11, 15), WARD.working) for year in (2025, 2026, 2027, 2028)]
    assert dated == [date(2025, 11, 14), date(2026, 11, 13), date(2027, 11, 12), date(2028, 11, 14)]
    december = WARD.local(datetime(2026, 12, 1, 1, 0, tzinfo=UTC))
    assert "next-calendar:2026-12-01:T-0" in [stage.id for stage in due(WARD.duties, WARD.working, december)]
