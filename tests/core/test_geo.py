"""Where a point lies: inside, outside, or too close to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.geo import (
    Boundary,
    Verdict,
    area_km2,
    contains,
    distance,
    is_on_earth,
    simplify,
    verdict,
    vertices,
)
from bot.core.messages import Point

SQUARE = ((0.0, 0.0), (0.02, 0.0), (0.02, 0.02), (0.0, 0.02), (0.0, 0.0))
HOLE = ((0.005, 0.005), (0.01, 0.005), (0.01, 0.01), (0.005, 0.01), (0.005, 0.005))
ISLAND = ((0.1, 0.1), (0.11, 0.1), (0.11, 0.11), (0.1, 0.11), (0.1, 0.1))
WARD: Boundary = ((SQUARE, HOLE), (ISLAND,))


def at(longitude: float, latitude: float) -> Point:
    return Point(latitude, longitude)


def test_a_point_lies_in_a_part_and_not_in_a_hole() -> None:
    assert contains(WARD, at(0.015, 0.015))
    assert contains(WARD, at(0.105, 0.105))
    assert not contains(WARD, at(0.007, 0.007))
    assert not contains(WARD, at(0.05, 0.05))


def test_the_distance_is_in_metres_to_the_nearest_edge() -> None:
    assert distance(at(0.01, 0.015), WARD) == 0
    assert distance(at(0.021, 0.01), WARD) == pytest.approx(111.3, abs=0.5)
    assert distance(at(0.01, 0.021), WARD) == pytest.approx(110.6, abs=0.5)
    assert distance(at(0.007, 0.009), WARD) == pytest.approx(110.6, abs=0.5)


def test_the_verdict_leaves_room_for_the_error_of_a_phone() -> None:
    assert verdict(at(0.015, 0.015), WARD) is Verdict.INSIDE
    assert verdict(at(0.022, 0.01), WARD) is Verdict.NEAR
    assert verdict(at(0.03, 0.01), WARD) is Verdict.OUTSIDE
    assert verdict(at(0.022, 0.01), WARD, buffer_m=100) is Verdict.OUTSIDE
    assert verdict(None, WARD) is Verdict.UNKNOWN
    assert verdict(at(0.03, 0.01), None) is Verdict.UNKNOWN


def test_the_area_leaves_out_the_holes() -> None:
    assert area_km2(((SQUARE,),)) == pytest.approx(4.93, abs=0.01)
    assert area_km2(((SQUARE, HOLE),)) == pytest.approx(4.93 - 0.308, abs=0.01)


def test_points_on_a_straight_line_are_dropped() -> None:
    bumpy = (*SQUARE[:1], (0.01, 0.00001), (0.01, 0.00001), *SQUARE[1:])
    assert simplify(((bumpy,),)) == ((SQUARE,),)
    assert vertices(((bumpy,),)) == 7


def test_a_ring_that_would_vanish_stays() -> None:
    speck = ((0.0, 0.0), (0.00001, 0.0), (0.00001, 0.00001), (0.0, 0.0))
    assert simplify(((speck,),)) == ((speck,),)


def test_numbers_beyond_the_poles_are_not_on_earth() -> None:
    assert is_on_earth(at(106.3, 20.9))
    assert not is_on_earth(Point(106.3, 20.9))
    assert not is_on_earth(at(181, 0))


@given(st.lists(st.tuples(st.floats(0, 0.1), st.floats(0, 0.1)), min_size=4, max_size=30))
def test_thinning_keeps_ends_and_moves_nothing_far(points: list[tuple[float, float]]) -> None:
    ring = (*points, points[0])
    ((thin,),) = simplify(((ring,),), 0.001)
    assert thin[0] == thin[-1] == ring[0]
    assert set(thin) <= set(ring)
    assert all(distance(at(*point), ((thin,),)) < 200 for point in ring)


@given(st.floats(-0.05, 0.15), st.floats(-0.05, 0.15))
def test_inside_means_no_distance(longitude: float, latitude: float) -> None:
    point = at(longitude, latitude)
    assert (verdict(point, WARD) is Verdict.INSIDE) == (distance(point, WARD) <= 0)
