"""Who is away, and who acts for them."""

from datetime import date

import pytest
from sqlalchemy import Connection

from storage import absences
from storage.absences import Absence, Away, covered_by, in_place_of
from tests.storage.samples import NOON, later

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 3, day) for day in range(2, 6))


def away(
    conn: Connection, staff: int, deputy: int | None, first: date = MONDAY, last: date = WEDNESDAY
) -> int:
    """They are away on these days; gives the number of the absence."""
    return absences.add(conn, Away(staff, first, last, deputy, 1, NOON))


def test_both_days_of_an_absence_are_included(conn: Connection) -> None:
    away(conn, 7, 8, TUESDAY, WEDNESDAY)
    days = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    assert [absences.stands_in(conn, 7, day) for day in days] == [7, 8, 8, 7]
    assert absences.stands_in(conn, 9, TUESDAY) == 9
    assert absences.away_on(conn, TUESDAY) == {7: 8}


def test_a_deputy_who_is_away_has_a_deputy_too(conn: Connection) -> None:
    away(conn, 7, 8)
    away(conn, 8, 9, TUESDAY)
    assert absences.stands_in(conn, 7, MONDAY) == 8
    assert absences.stands_in(conn, 7, TUESDAY) == 9


@pytest.mark.parametrize(
    ("deputies", "acting"),
    [
        ({}, 7),
        ({7: None}, None),
        ({7: 8, 8: None}, None),
        ({7: 7}, None),
        ({7: 8, 8: 7}, None),
        ({7: 8, 8: 9, 9: 8}, None),
        ({7: 8, 8: 9, 9: 1}, 1),
        ({8: 7}, 7),
    ],
)
def test_nobody_acts_where_nobody_is_left_or_the_deputies_go_round(
    deputies: dict[int, int | None], acting: int | None
) -> None:
    assert in_place_of(7, deputies) == acting


def test_somebody_acts_for_all_whose_deputies_lead_to_them() -> None:
    deputies = {7: 8, 8: 9, 6: 9, 5: None, 4: 1}
    assert covered_by(9, deputies) == {6, 7, 8}
    assert covered_by(8, deputies) == set()


def test_of_two_absences_on_one_day_the_one_made_last_counts(conn: Connection) -> None:
    away(conn, 7, 8)
    second = away(conn, 7, 9, TUESDAY)
    assert absences.stands_in(conn, 7, TUESDAY) == 9
    assert absences.end(conn, second, at=later(1))
    assert absences.stands_in(conn, 7, TUESDAY) == 8


def test_an_absence_is_ended_once(conn: Connection) -> None:
    id_ = away(conn, 7, None)
    assert absences.find(conn, id_) == Absence(7, MONDAY, WEDNESDAY, None, 1, NOON, id_)
    assert absences.end(conn, id_, at=later(1))
    assert not absences.end(conn, id_, at=later(2))
    assert not absences.end(conn, id_ + 1, at=later(2))
    assert absences.find(conn, id_) is None
    assert absences.away_on(conn, MONDAY) == {}


def test_absences_of_today_and_later_are_listed_the_first_first(conn: Connection) -> None:
    over = away(conn, 5, None, MONDAY, MONDAY)
    next_ = away(conn, 7, 8, WEDNESDAY, THURSDAY)
    now = away(conn, 6, None, MONDAY, TUESDAY)
    ended = away(conn, 9, None)
    absences.end(conn, ended, at=later(1))
    assert [each.id for each in absences.coming(conn, TUESDAY)] == [now, next_]
    assert over in [each.id for each in absences.coming(conn, MONDAY)]
