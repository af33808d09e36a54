"""Whether a place lies in the ward: polygons in WGS84 degrees, without a GIS package."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from math import cos, hypot, radians
from typing import Final, TypeAlias

from bot.core.messages import Point

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""(longitude, latitude) pairs; the last equals the first."""
Boundary: TypeAlias = tuple[tuple[Ring, ...], ...]
"""Polygons, each an outer ring followed by its holes."""

BUFFER_M: Final = 300.0
TOLERANCE: Final = 0.0001
_POLE: Final = 90
_DATE_LINE: Final = 180
_FEWEST: Final = 4
"""A ring of fewer points has no area."""


class Verdict(StrEnum):
    """Where a place lies, seen from the ward."""

    INSIDE = "inside"
    NEAR = "near"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


def verdict(point: Point | None, boundary: Boundary | None, buffer_m: float = BUFFER_M) -> Verdict:
    """Inside, outside by at most `buffer_m` metres (near), outside; unknown without point or boundary."""
    if point is None or boundary is None:
        return Verdict.UNKNOWN
    metres = distance(point, boundary)
    if metres <= 0:
        return Verdict.INSIDE
    return Verdict.NEAR if metres <= buffer_m else Verdict.OUTSIDE


def is_on_earth(point: Point) -> bool:
    """Whether the numbers can be WGS84 degrees."""
    return abs(point.latitude) <= _POLE and abs(point.longitude) <= _DATE_LINE


def contains(boundary: Boundary, point: Point) -> bool:
    """Whether the point lies in a polygon and in none of its holes."""
    return any(
        _in_ring(outer, point) and not any(_in_ring(h, point) for h in holes) for outer, *holes in boundary
    )


def distance(point: Point, boundary: Boundary) -> float:
    """Metres from the point to the nearest edge; 0 inside."""
    if contains(boundary, point):
        return 0.0
    wide, high = _metres_per_degree(point.latitude)
    return min(
        _to_segment(
            ((x1 - point.longitude) * wide, (y1 - point.latitude) * high),
            ((x2 - point.longitude) * wide, (y2 - point.latitude) * high),
        )
        for (x1, y1), (x2, y2) in _edges(boundary)
    )


def apart(one: Point, other: Point) -> float:
    """Metres between two points that are near each other."""
    wide, high = _metres_per_degree((one.latitude + other.latitude) / 2)
    return hypot((other.longitude - one.longitude) * wide, (other.latitude - one.latitude) * high)


def area_km2(boundary: Boundary) -> float:
    """The area without the holes."""
    return sum(_ring_area(outer) - sum(map(_ring_area, holes)) for outer, *holes in boundary)


def vertices(boundary: Boundary) -> int:
    """How many points the rings have, the closing ones included."""
    return sum(len(ring) for polygon in boundary for ring in polygon)


def simplify(boundary: Boundary, tolerance: float = TOLERANCE) -> Boundary:
    """Fewer points, none of the dropped ones more than `tolerance` degrees off (Douglas-Peucker).

    A ring that would lose its area stays as it is.
    """
    return tuple(tuple(_thin_ring(ring, tolerance) for ring in polygon) for polygon in boundary)


def _thin_ring(ring: Ring, tolerance: float) -> Ring:
    """A ring has no ends: it is cut at its first point and at the one farthest from that."""
    x, y = ring[0]
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - x, ring[i][1] - y))
    thin = (*_thin(ring[: far + 1], tolerance)[:-1], *_thin(ring[far:], tolerance))
    return thin if len(thin) >= _FEWEST else ring


def _thin(line: Sequence[tuple[float, float]], tolerance: float) -> Ring:
    kept = {0, len(line) - 1}
    open_spans = [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:  # noqa: PLR2004  nothing lies between two neighbours
            continue
        offsets = [(_offset(line[i], line[first], line[last]), i) for i in range(first + 1, last)]
        off, at = max(offsets)
        if off > tolerance:
            kept.add(at)
            open_spans += [(first, at), (at, last)]
    return tuple(line[i] for i in sorted(kept))


def _offset(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    x, y = point
    return _to_segment((start[0] - x, start[1] - y), (end[0] - x, end[1] - y))


def _to_segment(start: tuple[float, float], end: tuple[float, float]) -> float:
    """From the origin to the nearest point of a segment."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    along = min(max(-(x1 * dx + y1 * dy) / square, 0.0), 1.0) if square else 0.0
    return hypot(x1 + along * dx, y1 + along * dy)


def _in_ring(ring: Ring, point: Point) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y = point.longitude, point.latitude
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _edges(boundary: Boundary) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    for polygon in boundary:
        for ring in polygon:
            yield from pairwise(ring)


def _ring_area(ring: Ring) -> float:
    x0, y0 = ring[0]
    wide, high = _metres_per_degree(sum(y for _, y in ring) / len(ring))
    twice = sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2 * wide * high / 1e6


def _metres_per_degree(latitude: float) -> tuple[float, float]:
    """East and north, on the WGS84 ellipsoid (the first terms of the usual series)."""
    at = radians(latitude)
    return 111_412.84 * cos(at) - 93.5 * cos(3 * at), 111_132.95 - 559.85 * cos(2 * at)
