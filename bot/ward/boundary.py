"""The outline of a ward: reading GeoJSON, thinning it, writing it."""

from pathlib import Path
from typing import Any, Final

import msgspec

from bot.core.errors import WardError
from bot.core.geo import Boundary, Ring, is_on_earth
from bot.core.messages import Point

DISCLAIMER: Final = "Ranh giới tham khảo, không có giá trị pháp lý"
_DIGITS: Final = 6
"""A tenth of a metre."""


def read_boundary(path: Path) -> Boundary:
    """The polygons of a GeoJSON file: a collection, a feature or a bare (multi-)polygon."""
    try:
        document = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError) as problem:
        raise WardError(f"{path}: cannot be read as GeoJSON: {problem}") from problem
    try:
        polygons = tuple(_polygon(rings) for rings in _polygons(document))
    except (ValueError, TypeError, LookupError) as problem:
        raise WardError(f"{path}: not a usable outline: {problem}") from problem
    if not polygons:
        raise WardError(f"{path}: there is no polygon in it")
    return polygons


def write_boundary(path: Path, boundary: Boundary, note: str = "") -> None:
    """One feature with the outline, what it is worth, and whose work it is."""
    rings = [[[[round(x, _DIGITS), round(y, _DIGITS)] for x, y in ring] for ring in p] for p in boundary]
    properties = {"disclaimer": DISCLAIMER} | ({"attribution": note} if note else {})
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    document = {"type": "FeatureCollection", "features": [feature]}
    path.write_bytes(msgspec.json.encode(document) + b"\n")


def _polygons(document: Any) -> list[Any]:
    kind = document["type"]
    if kind == "FeatureCollection":
        return [polygon for feature in document["features"] for polygon in _polygons(feature)]
    if kind == "Feature":
        return _polygons(document["geometry"])
    if kind == "Polygon":
        return [document["coordinates"]]
    if kind == "MultiPolygon":
        return list(document["coordinates"])
    raise ValueError(f"a {kind} has no area")


def _polygon(rings: Any) -> tuple[Ring, ...]:
    found = tuple(_ring(ring) for ring in rings)
    if not found:
        raise ValueError("a polygon has no ring")
    return found


def _ring(raw: Any) -> Ring:
    ring = tuple((float(position[0]), float(position[1])) for position in raw)
    if len(ring) < 4:  # noqa: PLR2004  GeoJSON: a ring has four positions or more
        raise ValueError("a ring has fewer than four positions")
    if ring[0] != ring[-1]:
        raise ValueError("a ring is not closed")
    for longitude, latitude in ring:
        if not is_on_earth(Point(latitude, longitude)):
            raise ValueError(f"{longitude}, {latitude} are not WGS84 degrees (longitude, latitude)")
    return ring
