"""Whether two reports are about one place, however it was typed or pinned."""

from itertools import pairwise
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.geo import apart
from bot.core.messages import Point
from bot.core.places import (
    AREA,
    GRID,
    NEAR_M,
    Spot,
    alike,
    around,
    is_precise,
    kept_under,
    looked_for_under,
    market_in,
    read,
    same_address,
    same_stall,
)

ORIGIN = Point(21.5, 107.5)
DEGREE = 110_700.0
"""Metres of one degree of latitude in Vietnam, about."""


def moved(metres_north: float, metres_east: float = 0.0, start: Point = ORIGIN) -> Point:
    east = metres_east / (111_400 * cos(radians(start.latitude)))
    return Point(start.latitude + metres_north / DEGREE, start.longitude + east)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quầy 5 cô Lan", "hàng cô Lan quầy số 5"),
        ("quầy 5 cô Lan", "quay 5 co lan"),
        ("quầy 5 cô Lan", "cô Lan"),
        ("Quầy số 05", "q5"),
        ("quầy 5, cạnh cổng chợ", "quầy số 5"),
        ("sạp A12", "A 12"),
        ("hàng thịt cô Lan", "cô Lan bán thịt lợn"),
        ("hàng thịt cô Lan", "chị Lan, quầy 7"),
        ("cô Hoa", "hàng cá bà Hoa"),
        ("chú Sáu", "hàng chú Sáu quầy 3"),
        ("quầy số năm", "quầy 5"),
        ("ki ốt 12/3", "kiot 12/3"),
        ("bà Ba bán gạo", "hàng gạo bà Ba"),
        ("stall no. 5, Mrs Lan", "quầy 5 cô Lan"),
        ("trang Hàng Thử", "facebook hàng thử"),
    ],
)
def test_words_that_mean_one_stall(one: str, other: str) -> None:
    assert same_stall(one, other)
    assert same_stall(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quầy 5 cô Lan", "quầy 7 cô Lan"),
        ("quầy 5", "quầy 50"),
        ("cô Lan", "cô Hoa"),
        ("hàng thịt", "hàng thịt"),
        ("hàng thịt cô Lan", "hàng cá cô Lan"),
        ("cạnh quầy 5", "quầy 5"),
        ("đối diện hàng cô Lan", "cô Lan"),
        ("quầy", "quầy"),
        ("", "quầy 5"),
        ("sạp A12", "sạp B12"),
    ],
)
def test_words_that_mean_different_stalls_or_none(one: str, other: str) -> None:
    assert not same_stall(one, other)
    assert not same_stall(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("số 12 đường Hoa Đào", "12 Hoa Dao"),
        ("12/3 Hoa Đào, phường Bến Thử", "12/3 đường Hoa Đào"),
        ("tạp hoá bà Tư đầu làng Mẫu", "tap hoa ba tu lang mau"),
        ("ngõ 9", "Ngo  9"),
    ],
)
def test_words_that_mean_one_address(one: str, other: str) -> None:
    assert same_address(one, other)
    assert same_address(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 Hoa Đào", "14 Hoa Đào"),
        ("12 Hoa Đào", "số 5 ngõ 12 Hoa Đào"),
        ("12 Hoa Đào", "12 Hoa Mai"),
        ("số 12", "12 Hoa Đào"),
        ("cửa hàng bà Hoa", "bà Hoa Mai"),
        ("hàng thịt 12 Hoa Đào", "hàng cá 12 Hoa Đào"),
        ("cạnh nhà văn hoá", "cạnh nhà văn hoá"),
    ],
)
def test_words_that_mean_different_addresses_or_none(one: str, other: str) -> None:
    assert not same_address(one, other)
    assert not same_address(other, one)


@pytest.mark.parametrize(
    ("text", "precise"),
    [
        ("số 12 phố Hoa Đào", True),
        ("quầy cô Lan", True),
        ("nhà ông Tư", True),
        ("tiệm Thanh Tâm", True),
        ("ngõ 9", True),
        ("cổng chợ", False),
        ("gần trường học", False),
        ("cửa hàng gần quầy 5", False),
        ("hàng thịt", False),
        ("", False),
    ],
)
def test_a_place_is_precise_where_somebody_finds_it(text: str, precise: bool) -> None:
    assert is_precise(text) is precise


def test_numbers_and_names_are_told_from_what_is_sold() -> None:
    found = read("Quầy số 05, hàng cá cô Lan")
    assert [*map(set, (found.names, found.goods, found.numbers))] == [{"5", "lan"}, {"ca"}, {"5"}]


@pytest.mark.parametrize(
    ("metres", "near"), [(0.0, True), (40.0, True), (49.0, True), (51.0, False), (60.0, False)]
)
def test_pins_are_one_place_up_to_fifty_metres(metres: float, near: bool) -> None:
    for north, east in ((metres, 0.0), (0.0, metres), (metres * 0.7071, metres * 0.7071)):
        assert alike(Spot(point=ORIGIN), Spot(point=moved(north, east))) is near


def test_pins_forty_metres_apart_on_both_sides_of_a_border_find_each_other() -> None:
    border = (round(ORIGIN.latitude / GRID) + 0.5) * GRID
    south, north = (moved(by, start=Point(border, ORIGIN.longitude)) for by in (-20, 20))
    one, other = Spot(point=south), Spot(point=north)
    assert kept_under(one) != kept_under(other)
    assert kept_under(one) in looked_for_under(other, ())
    assert alike(one, other)


@given(
    st.floats(8.4, 23.4), st.floats(102, 110), st.floats(-NEAR_M, NEAR_M), st.floats(-NEAR_M, NEAR_M)
)  # fmt: skip
def test_whatever_is_near_is_looked_for(latitude: float, longitude: float, north: float, east: float) -> None:
    here = Point(latitude, longitude)
    there = moved(north, east, here)
    if apart(here, there) <= NEAR_M:
        assert kept_under(Spot(point=here)) in looked_for_under(Spot(point=there), ())


def test_a_market_and_a_stall_are_one_place_however_they_are_typed() -> None:
    here = Spot("cho-mau", "quầy 5 cô Lan")
    assert alike(here, Spot("cho-mau", "hàng cô Lan quầy số 5"))
    assert not alike(here, Spot("cho-nhap", "quầy 5 cô Lan"))
    assert not alike(here, Spot("cho-mau", "quầy 7"))
    assert not alike(here, Spot("cho-mau"))
    assert not alike(here, Spot(words="quầy 5 cô Lan"))


def test_an_address_is_compared_where_no_two_pins_say_otherwise() -> None:
    here, far = Spot(words="12 Hoa Đào", point=ORIGIN), moved(500)
    assert alike(here, Spot(words="số 12 đường Hoa Đào"))
    assert not alike(here, Spot(words="số 12 đường Hoa Đào", point=far))
    assert not alike(Spot("cho-mau", "", ORIGIN), Spot("cho-mau", "", far))


def test_who_stands_in_a_market_with_a_pin_finds_who_named_the_market() -> None:
    named = Spot("cho-mau", "quầy 5", ORIGIN)
    assert kept_under(named) in looked_for_under(Spot(point=moved(20)), ("cho-mau", "cho-nhap"))
    assert alike(named, Spot(point=moved(20)))


@pytest.mark.parametrize(
    ("spot", "name"),
    [
        (Spot("cho-mau", "quầy 5"), "market:cho-mau"),
        (Spot("cho-mau", "", ORIGIN), "market:cho-mau"),
        (Spot("cho-mau"), ""),
        (Spot(), ""),
        (Spot(words="số 12 ngõ 5 Hoa Đào"), "text:12|5"),
        (Spot(words="cửa hàng bà Hoa"), "text:"),
        (Spot(words="12 Hoa Đào", point=ORIGIN), "cell:43000:215000"),
    ],
)
def test_a_report_is_kept_under_one_name(spot: Spot, name: str) -> None:
    assert kept_under(spot) == name
    assert name in looked_for_under(spot, ()) or not name


def test_neighbouring_cells_are_looked_through_once() -> None:
    names = looked_for_under(Spot(point=ORIGIN), ())
    assert len(names) == len(set(names)) == 9 + 4
    assert sum(name.startswith("area:") for name in names) == 4
    middle = looked_for_under(Spot(point=around(ORIGIN)), ())
    assert [name for name in middle if name.startswith("area:")] == ["area:14333:71667"]


def test_of_an_area_all_that_may_be_near_is_looked_for_once() -> None:
    names = looked_for_under(Spot(point=around(ORIGIN), coarse=True), ("cho-mau",))
    assert len(names) == len(set(names)) == 1 + 25 + 1
    assert names[0] == kept_under(Spot(point=around(ORIGIN), coarse=True)) == "area:14333:71667"


def known_about(point: Point, market: str = "", words: str = "") -> Spot:
    """What is left of a place once its case is closed."""
    return Spot(market, words, around(point), coarse=True)


def test_an_area_is_three_cells_wide_and_high_and_every_cell_lies_in_one() -> None:
    first, size = 42_999, AREA * GRID
    for row in range(first - 60, first + 60):
        for column in (215_000, 215_001, 215_002):
            middle = around(Point(row * GRID, column * GRID))
            assert abs(middle.latitude - row * GRID) < GRID * 1.01
            assert abs(middle.longitude - column * GRID) < GRID * 1.01
            assert around(middle) == middle
    middles = {around(Point(row * GRID, 107.5)).latitude for row in range(first - 60, first + 60)}
    assert len(middles) == 120 // AREA + 1
    steps = [high - low for low, high in pairwise(sorted(middles))]
    assert all(abs(step - size) < 1e-9 for step in steps)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_middle_of_an_area_tells_no_more_than_its_area(latitude: float, longitude: float) -> None:
    here = Point(latitude, longitude, 5.0)
    middle = around(here)
    assert around(middle) == middle
    assert middle.accuracy is None
    assert abs(middle.latitude - latitude) <= 1.51 * GRID
    assert abs(middle.longitude - longitude) <= 1.51 * GRID
    for angle in (middle.latitude, middle.longitude):
        assert round(angle, 4) == angle
        assert round(angle / (AREA * GRID)) * AREA * GRID == pytest.approx(angle, abs=1e-9)


@given(
    st.floats(8.4, 23.4), st.floats(102, 110), st.floats(-NEAR_M, NEAR_M), st.floats(-NEAR_M, NEAR_M)
)  # fmt: skip
def test_whatever_was_near_is_still_found_when_only_the_area_is_known(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    here = Point(latitude, longitude)
    there = moved(north, east, here)
    if apart(here, there) > NEAR_M:
        return
    was = known_about(here)
    assert kept_under(was) in looked_for_under(Spot(point=there), ())
    assert kept_under(Spot(point=there)) in looked_for_under(was, ())
    assert alike(was, Spot(point=there))
    assert alike(Spot(point=there), was)


@pytest.mark.parametrize("metres", [300.0, 400.0, 5000.0])
def test_what_lies_far_from_the_area_is_another_place(metres: float) -> None:
    for north, east in ((metres, 0.0), (0.0, metres), (-metres, 0.0), (0.0, -metres)):
        assert not alike(known_about(ORIGIN), Spot(point=moved(north, east)))
        assert not alike(known_about(ORIGIN), known_about(moved(north, east)))
    assert alike(known_about(ORIGIN), known_about(around(ORIGIN)))


@pytest.mark.parametrize(
    ("market", "words", "same"),
    [
        ("", "", True),
        ("cho-mau", "", True),
        ("cho-mau", "hàng cô Lan quầy số 5", True),
        ("", "quầy 5", True),
        ("", "hàng cá", True),
        ("", "quầy 7", False),
        ("cho-mau", "cô Hoa", False),
        ("cho-nhap", "", False),
    ],
)
def test_in_an_area_words_tell_neighbours_apart(market: str, words: str, same: bool) -> None:
    was, new = known_about(ORIGIN, "cho-mau", "quầy 5 cô Lan"), Spot(market, words, moved(20))
    assert alike(was, new) is same
    assert alike(new, was) is same


MARKETS = (("cho-mau", "Chợ Mẫu"), ("cho-nhap", "Chợ Nháp"))


@pytest.mark.parametrize(
    ("text", "market", "rest"),
    [
        ("chợ Mẫu, quầy cô Lan", "cho-mau", "quay co lan"),
        ("quay 5 cho nhap", "cho-nhap", "quay 5"),
        ("cạnh cổng, chợ Mẫu, quầy 5", "cho-mau", "canh cong quay 5"),
        ("chợ mẫu", "cho-mau", ""),
        ("chợ Mẫu Đơn", "cho-mau", "don"),
        ("12 Hoa Đào", "", ""),
    ],
)
def test_a_market_is_found_in_what_was_typed(text: str, market: str, rest: str) -> None:
    found, words = market_in(text, MARKETS)
    assert found == market
    assert words.replace(",", " ").split() == rest.split()
