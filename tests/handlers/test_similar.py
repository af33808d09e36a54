"""How the place of a stored report is compared, and who counts as somebody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.core.case import Action, Outcome, Status
from bot.core.messages import LaneKey, Point
from bot.core.places import Spot
from handlers import progress
from handlers.similar import AGAIN_WITHIN, LISTED, WITHIN, Found, confirmed, find, spot_of
from storage import cases, retention
from storage.cases import Change, Event, Filing
from storage.database import Database
from storage.retention import Over
from tests.handlers import turns
from tests.handlers.filed import filed
from tests.support.clock import START
from tests.support.databases import sqlite
from tests.support.wards import invented_ward

__all__ = ["sqlite"]

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
        (
            {"place": {"point": [21.4995, 107.5005, None], "coarse": True}},
            Spot("", "", Point(21.4995, 107.5005), coarse=True),
        ),
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


class Ward:
    """A ward to which reports come."""

    def __init__(self, conn: Connection) -> None:
        self.turn = replace(turns.turn(), connection=lambda: conn)
        self.conn = conn
        self.filed = 0

    def finds(self, report: Mapping[str, Any], category: str = "DL") -> list[str]:
        return [case.code for case in find(self.turn, category, report).cases]

    def takes(self, report: Mapping[str, Any], **about: Any) -> str:
        """One more report; gives its code."""
        self.filed += 1
        usual: dict[str, Any] = {
            "code": f"26-{self.filed:04}", "secret": "t", "lane": None, "anonymous": False, "channel": "web",
            "language": "vi", "category": "DL", "subcategory": None, "priority": "P3", "lead": "economic",
            "route": {}, "report": report, "filed_at": START, "due_on": date(2026, 12, 4),
        }  # fmt: skip
        values = {**usual, **about}
        key = find(self.turn, values["category"], report).key
        return cases.file(self.conn, Filing(**values, place_key=key)).code

    def concludes(self, code: str, outcome: Outcome, at: datetime = START) -> None:
        """What came of a report."""
        case = cases.find(self.conn, code)
        assert case is not None
        line = Event(at, "officer", "web", Action.CONCLUDE, Status.CONCLUDED)
        progress.move(self.conn, case, Change(Status.CONCLUDED, outcome=outcome.value), line)


BORDER = 21.50025
"""The latitude of a border between two cells."""


def pin(latitude: float) -> dict[str, Any]:
    return {"place": {"point": [latitude, 107.5, None]}}


def test_pins_on_both_sides_of_a_border_find_each_other_and_farther_ones_do_not(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        first = ward.takes(pin(BORDER - 0.00018))
        assert ward.finds(pin(BORDER + 0.00018)) == [first]
        assert ward.finds(pin(BORDER + 0.00036)) == []
        assert ward.finds(pin(BORDER + 0.00018), "HG") == []


def test_a_closed_case_is_found_and_counted_by_its_area(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        code = ward.takes(pin(BORDER - 0.00018))
        ward.concludes(code, Outcome.REMINDED)
        case = cases.find(conn, code)
        assert case is not None
        assert retention.blur(conn, Over(case.id, Status.CLOSED, None, None, None, START))
        for latitude, codes in ((BORDER + 0.00018, [code]), (BORDER + 0.0045, [])):
            assert ward.finds(pin(latitude)) == codes
            again = confirmed(ward.turn, "DL", find(ward.turn, "DL", pin(latitude)))
            assert again == len(codes)
        new = ward.takes(pin(BORDER + 0.00018))
        left = cases.find(conn, code)
        assert left is not None
        assert ward.finds(left.report) == [new, code], "a case that is begun again finds those about it"


def test_old_reports_and_those_about_an_official_are_left_out(sqlite: Database) -> None:
    stall = {"place": {"market": "cho-mau"}, "stall": "quầy 5 cô Lan"}
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        ward.takes(stall, filed_at=START - WITHIN - timedelta(minutes=1))
        ward.takes(stall, confidential=True)
        codes = [ward.takes(stall, filed_at=START - WITHIN + timedelta(minutes=1)), ward.takes(stall)]
        assert ward.finds({"place": {"text": "chợ Mẫu, hàng cô Lan quầy số 5"}}) == codes[::-1]
        assert ward.finds({"place": {"market": "cho-mau"}, "stall": "quầy 7"}) == []


def test_what_was_found_at_this_stall_within_a_year_counts(sqlite: Database) -> None:
    stall = {"place": {"market": "cho-mau"}, "stall": "quầy 5 cô Lan"}
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        for outcome in Outcome:
            ward.concludes(ward.takes(stall), outcome)
        ward.concludes(ward.takes(stall, confidential=True), Outcome.REMINDED)
        ward.concludes(ward.takes(stall), Outcome.REMINDED, START - AGAIN_WITHIN - timedelta(minutes=1))
        ward.concludes(ward.takes(stall, category="HG"), Outcome.REMINDED)
        ward.takes(stall)
        for report, times in (
            ({"place": {"text": "chợ Mẫu, hàng cô Lan quầy số 5"}}, 2),
            ({"place": {"market": "cho-mau"}, "stall": "quầy 7"}, 0),
            ({}, 0),
        ):
            assert confirmed(ward.turn, "DL", find(ward.turn, "DL", report)) == times


def test_a_pin_finds_the_market_that_somebody_named_there(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        named = ward.takes({"place": {"market": "cho-mau", "point": [21.5, 107.5, 8.0]}, "stall": "quầy 5"})
        assert ward.finds(pin(21.5002)) == [named]


def test_a_key_does_not_tell_the_place_and_a_whole_market_has_none(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        ward = Ward(conn)
        key = find(ward.turn, "DL", {"place": {"text": "ngõ Giấu Kín 77"}}).key
        assert key is not None
        assert set(key) <= set("0123456789abcdef")
        whole = find(ward.turn, "DL", {"place": {"market": "cho-mau"}})
        assert (whole.key, whole.keys, whole.cases) == (None, [], [])
