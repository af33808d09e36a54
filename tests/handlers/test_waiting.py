"""When a case that waits for its reporter goes on by itself, as it was seen in a rehearsal."""

from datetime import datetime

import pytest

from handlers import clockwork
from storage.clocks import Stamped
from tests.handlers.turns import turn
from tests.support.ward_time import at

WARD = turn().desk.ward


def stamped(waiting_since: datetime) -> Stamped:
    return Stamped(1, waiting_since, waiting_since=waiting_since)


@pytest.mark.parametrize(
    "asked", [at("2026-05-04 08:00"), at("2026-05-04 22:00"), at("2026-05-08 16:55"), at("2026-02-13 09:00")]
)
def test_it_goes_on_while_people_work_for_whoever_has_it_is_told(asked: datetime) -> None:
    goes_on = clockwork.goes_on_at(WARD, stamped(asked))
    assert clockwork.is_working(WARD, goes_on)
    assert WARD.is_daytime(goes_on)
    assert goes_on >= asked


def test_a_question_of_a_thursday_before_the_weekend_waits_five_working_days_and_the_night_after() -> None:
    asked = at("2026-05-07 10:00")
    assert clockwork.goes_on_at(WARD, stamped(asked)) == at("2026-05-15 07:30")


def test_nobody_works_at_night_at_noon_or_on_a_holiday() -> None:
    for moment in (at("2026-05-07 17:30"), at("2026-05-07 12:00"), at("2026-02-17 09:00")):
        assert not clockwork.is_working(WARD, moment)
    assert clockwork.is_working(WARD, at("2026-05-07 16:59"))
