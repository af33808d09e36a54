"""Places for a group, limits in working time, and answers that an older release stored."""

from datetime import UTC, datetime

import pytest

from bot.core.clocks import Limit, LimitUnit
from bot.core.messages import Point
from handlers.deadlines import accept_by, over_at
from handlers.staffcards.told import place_of, street, told
from tests.support.wards import invented_ward
from tests.support.world import words_of

WARD = invented_ward()
VI = words_of(WARD).speaker("vi")
PRIVATE = "xem trong tin riêng"
THURSDAY = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
"""16:30 in the ward."""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("chợ Con, quầy cô Lan", "chợ Con"),
        ("quầy cô Lan chợ Con", "chợ Con"),
        ("số 12 phố Bạch Đằng", "phố Bạch Đằng"),
        ("12/3 đường Nguyễn Lương Bằng, nhà bà Tư", "đường Nguyễn Lương Bằng"),
        ("ngõ 9, hàng bà Tư", "ngõ 9"),
        ("ngõ Giấu Kín 77", "ngõ Giấu Kín"),
        ("phố Mới gần nhà tôi", "phố Mới"),
        ("pho bach dang, so 5", "pho bach dang"),
        ("quốc lộ 5, cây xăng thứ hai", "quốc lộ 5"),
        ("cạnh nhà tôi, gọi 0912345678", PRIVATE),
        ("cửa hàng bà Hoa", PRIVATE),
        ("bán cho người nhà", PRIVATE),
        ("", PRIVATE),
    ],
)
def test_a_group_learns_the_street_and_nothing_closer(typed: str, shown: str) -> None:
    assert street(WARD, {"place": {"text": typed}}, VI) == shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ({"market": "cho-mau", "text": "quầy 5"}, "Chợ Mẫu"),
        ({"market": "online"}, "Mua trên mạng"),
        ({"point": [21.5, 107.5, None]}, PRIVATE),
        ({"market": "cho-cu"}, PRIVATE),
        (None, PRIVATE),
    ],
)
def test_a_market_is_named_and_a_pin_is_not_shown(place: object, shown: str) -> None:
    assert street(WARD, {"place": place}, VI) == shown


def test_of_a_place_that_was_made_coarse_the_card_says_so() -> None:
    place = {"market": "cho-mau", "text": "quầy 5", "point": [21.4995, 107.5005, None], "coarse": True}
    line = next(iter(told(WARD, {"place": place}, VI)))
    assert line == f"• Nơi bán: Chợ Mẫu, quầy 5, {VI('place-around')}"
    assert VI("place-pinned") not in line
    assert place_of({"place": place}).point == Point(21.4995, 107.5005)


def test_what_cannot_be_read_is_left_out_and_the_rest_told() -> None:
    report = {
        "place": {"market": "cho-cu"}, "when": {"day": "some day"}, "amounts": None, "details": None,
        "injured": "yes", "phone": "+84912345678", "channel": "web", "identity": "sealed",
    }  # fmt: skip
    assert list(told(WARD, report, VI)) == ["• Nơi bán: cho-cu", "• Có người bị ốm, bị thương: Có"]


@pytest.mark.parametrize(
    ("priority", "until"),
    [
        ("P1", "2026-11-19 17:00"),
        ("P2", "2026-11-20 11:00"),
        ("P3", "2026-11-20 17:00"),
        ("P4", "2026-11-23 17:00"),
    ],
)
def test_a_case_is_to_be_taken_within_the_wards_own_limit(priority: str, until: str) -> None:
    limit = accept_by(WARD, priority, THURSDAY)
    assert limit is not None
    assert limit.strftime("%Y-%m-%d %H:%M") == until


def test_a_priority_of_a_later_release_has_no_limit() -> None:
    assert accept_by(WARD, "P9", THURSDAY) is None


@pytest.mark.parametrize(
    ("limit", "until"),
    [
        (Limit(amount=4, unit=LimitUnit.HOURS), "2026-11-19 20:30"),
        (Limit(amount=0, unit=LimitUnit.DAYS), "2026-11-19 23:59"),
        (Limit(amount=3, unit=LimitUnit.DAYS), "2026-11-23 23:59"),
    ],
)
def test_other_limits_run_on_and_end_on_no_day_of_rest(limit: Limit, until: str) -> None:
    assert over_at(WARD, limit, THURSDAY).strftime("%Y-%m-%d %H:%M") == until
