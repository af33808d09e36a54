"""Of a closed case the area is left, wherever its exact place stood; to do it again changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from bot.core.case import Status
from bot.core.retention import Goes, Terms
from storage import cases, retention
from storage.cases import Event
from storage.columns import keyring_of
from storage.retention import Over
from tests.storage.samples import AN, NOON, filing, later

AREA = {"point": [20.9505, 106.32, None], "coarse": True}
"""What is left of each pin here."""
EXACT = [20.95012, 106.32034]
DAY = timedelta(days=1)


def tagged(conn: Connection, name: str) -> str:
    return keyring_of(conn.dialect).tag("place", name.encode())


def of_cell(conn: Connection) -> str:
    """Under which a report is kept that tells no more than a pin."""
    return tagged(conn, "cell:41900:212641")


def of_area(conn: Connection) -> str:
    return tagged(conn, "area:13967:70880")


def closed(conn: Connection, code: str = "1", **place: Any) -> int:
    """A case that is closed, with this place; gives its id."""
    report = {"details": "thiếu cân", "place": place, "stall": "quầy 5"}
    return cases.file(conn, filing(code, AN, report=report, place_key=of_cell(conn))).id


def over(case_id: int) -> Over:
    return Over(case_id, Status.CLOSED, None, None, None, NOON)


def adds(conn: Connection, case_id: int, at: float = 60, **details: Any) -> None:
    """Its reporter adds something."""
    cases.append(conn, case_id, Event(later(at), "resident", "post", "add", Status.ACCEPTED, details))


def read(conn: Connection, case_id: int) -> cases.Case:
    case = cases.by_id(conn, case_id)
    assert case is not None
    return case


def test_of_a_report_the_area_its_words_and_the_tag_of_the_area_are_left(conn: Connection) -> None:
    id_ = closed(conn, point=[*EXACT, 8.0], text="cạnh cổng chợ", verdict="inside")
    assert retention.exact(conn, [id_]) == {id_}
    assert retention.blur(conn, over(id_))
    case = read(conn, id_)
    place = {"text": "cạnh cổng chợ", "verdict": "inside", **AREA}
    assert case.report == {"details": "thiếu cân", "stall": "quầy 5", "place": place}
    assert case.place_key == of_area(conn)
    assert case.lane == AN
    assert retention.exact(conn, [id_]) == set()
    assert not retention.blur(conn, over(id_))
    assert read(conn, id_) == case


@pytest.mark.parametrize("key", ["market:cho-mau", "text:12", None])
def test_a_market_or_an_address_by_which_it_is_kept_stays(conn: Connection, key: str | None) -> None:
    id_, stored = closed(conn, market="cho-mau", point=EXACT), tagged(conn, key) if key else None
    conn.execute(text("UPDATE cases SET place_key = :key"), {"key": stored})
    assert retention.blur(conn, over(id_))
    case = read(conn, id_)
    assert (case.place_key, case.report["place"]) == (stored, {"market": "cho-mau", **AREA})


def test_pins_that_came_later_go_too_and_the_words_beside_them_stay(conn: Connection) -> None:
    id_, other = closed(conn, text="12 Hoa Đào"), closed(conn, "2", text="14 Hoa Đào")
    adds(conn, id_, point=EXACT, text="đúng chỗ này", files=["a"])
    adds(conn, id_, text="không có gì thêm")
    adds(conn, other, point=EXACT)
    assert retention.exact(conn, [id_, other]) == {id_, other}
    assert retention.blur(conn, over(id_))
    told = [line.details for line in cases.history(conn, id_)]
    assert told == [None, {"text": "đúng chỗ này", "files": ["a"], **AREA}, {"text": "không có gì thêm"}]
    assert read(conn, id_).place_key == of_cell(conn), "nothing in its report was a pin"
    assert cases.history(conn, other)[1].details == {"point": EXACT}
    assert not retention.blur(conn, over(id_))
    adds(conn, id_, at=600, point=EXACT)  # it was begun again
    assert retention.exact(conn, [id_]) == {id_}
    assert retention.blur(conn, over(id_))
    assert cases.history(conn, id_)[-1].details == AREA


def test_what_cannot_be_opened_is_left_and_the_rest_goes(conn: Connection) -> None:
    id_ = closed(conn, point=EXACT)
    adds(conn, id_, point=EXACT)
    conn.execute(text("UPDATE cases SET report = route"))
    assert retention.blur(conn, over(id_))
    assert cases.history(conn, id_)[-1].details == AREA
    assert read(conn, id_).unreadable
    assert retention.exact(conn, [id_]) == set()


def test_a_cleaned_case_has_no_place_any_more(conn: Connection) -> None:
    id_ = closed(conn, point=EXACT)
    retention.clean(conn, over(id_), NOON)
    assert not retention.blur(conn, Over(id_, Status.CLOSED, None, None, NOON, NOON))
    assert retention.exact(conn, [id_]) == set()


def test_a_request_for_another_look_waits_until_somebody_decides(conn: Connection) -> None:
    ids = [closed(conn, code, text="12 Hoa Đào") for code in "1234"]
    for id_, acts in zip(ids, ["", "dispute", "dispute uphold", "dispute reopen dispute"], strict=True):
        for nth, action in enumerate(acts.split()):
            cases.append(conn, id_, Event(later(nth), "head", "post", action, Status.CONCLUDED))
    assert retention.undecided(conn, ids) == {ids[1], ids[3]}
    assert retention.undecided(conn, []) == set()


def test_what_will_be_made_coarse_is_counted_beforehand(conn: Connection) -> None:
    pinned, waits = closed(conn, point=EXACT), closed(conn, "2", point=EXACT)
    named = closed(conn, "3", text="12 Hoa Đào")
    cases.append(conn, waits, Event(NOON, "resident", "post", "dispute", Status.CONCLUDED))
    conn.execute(text("UPDATE case_clocks SET closed_at = came_at, clean_at = came_at"))
    terms = Terms(180 * DAY, 730 * DAY, 90 * DAY, 1825 * DAY, 730 * DAY, 3 * DAY)
    for days, number in ((2, 0), (3, 1), (100, 1), (200, 2)):
        assert retention.ahead(conn, terms, NOON + days * DAY).goes[Goes.PLACES] == number
    assert retention.exact(conn, [pinned, named, waits]) == {pinned, waits}, "nothing was touched"
