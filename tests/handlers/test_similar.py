"""How the place of a stored report is compared, and who counts as somebody else."""

from typing import Any

import pytest

from bot.core.messages import LaneKey, Point
from bot.core.places import Spot
from handlers.similar import LISTED, Found, spot_of
from tests.handlers.filed import filed
from tests.support.wards import invented_ward

WARD = invented_ward()
LAN, HOA = LaneKey("a" * 32), LaneKey("b" * 32)


@pytest.mark.parametrize(
    ("report", "spot"),
    [
        ({"place": {"text": "12 Hoa Đào"}}, Spot("", "12 Hoa Đào")),
        ({"place": {"market": "cho-mau"}, "stall": "quầy 5"}, Spot("cho-mau", "quầy 5")),
        ({"place": {"market": "cho-mau", "text": "quầy 5"}, "stall": None}, Spot("cho-mau", "quầy 5")),
        ({"place": {"market": "online"}, "shop": "trang Hàng Thử"}, Spot("online", "trang Hàng Thử")),
        ({"place": {"text": "Chợ Mẫu, quầy 5"}}, Spot("cho-mau", "quay 5")),
        ({"place": {"text": "chợ mẫu"}, "stall": "quầy 5"}, Spot("cho-mau", "quầy 5")),
        ({"place": {"point": [21.5, 107.5, None]}}, Spot("", "", Point(21.5, 107.5))),
        ({}, Spot()),
    ],
)
def test_a_stored_place_is_compared_by_what_tells_it_from_others(report: dict[str, Any], spot: Spot) -> None:
    assert spot_of(WARD, report) == spot


def of(*lanes: LaneKey | None) -> Found:
    return Found("key", [filed(id=nth, lane=lane) for nth, lane in enumerate(lanes, 1)])


@pytest.mark.parametrize(
    ("lanes", "others"),
    [
        ([], 0),
        ([LAN], 0),
        ([LAN, HOA], 1),
        ([HOA, HOA], 1),
        ([None], 1),
        ([LAN, None, None], 2),
    ],
)
def test_other_people_are_counted_and_not_oneself(lanes: list[LaneKey | None], others: int) -> None:
    assert of(*lanes).others(LAN) == others


def test_where_the_tie_is_cut_nothing_tells_who_reported_before() -> None:
    assert of(LAN, HOA).others(None) == 2


def test_so_many_similar_cases_stand_with_a_case() -> None:
    assert of(*[None] * (LISTED + 5)).ids == [*range(1, LISTED + 1)]
