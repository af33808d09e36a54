"""What goes when its time is over is found without reading what stays."""

from functools import partial
from typing import Final

import pytest
from sqlalchemy import Connection

from bot.core.case import Status
from bot.core.messages import LaneKey
from bot.core.retention import Goes
from storage import retention
from tests.storage.samples import NOON, later
from tests.storage.test_plans import Work, filled, reads_all, statements, steps

__all__ = ["filled"]
OVER: Final = retention.Over(7, Status.CLOSED, None, None, None, NOON)
FEW: Final = frozenset({Goes.REFERRALS, Goes.FORMER_STAFF})
"""Over small tables."""


def sweep_old(goes: Goes, conn: Connection) -> int:
    """Nothing is so old."""
    return retention.sweep(conn, goes, later(-99_999_999), NOON, most=20)


SWEEPS: Final[dict[str, Work]] = {
    "the cases to be cleaned": lambda conn: retention.to_look_at(conn, NOON, 50),
    "a case of which the area is left": lambda conn: retention.blur(conn, OVER),
    "whether a case waits for a word": lambda conn: retention.undecided(conn, [7]),
    "a case that is cleaned": lambda conn: retention.clean(conn, OVER, NOON),
    "the files of a case that go": lambda conn: retention.drop_files(conn, 7),
    "who did what in a case": lambda conn: retention.drop_trail(conn, 7),
    "the files of which nothing is left": lambda conn: retention.forget_spent_files(
        conn, later(-60), most=200
    ),
    "the next conversations": lambda conn: retention.forget_silent(
        conn, later(-60), after=LaneKey("old7"), most=20
    ),
    **{goes.value: partial(sweep_old, goes) for goes in retention.SWEPT if goes not in FEW},
}


@pytest.mark.parametrize("name", SWEEPS)
def test_it_does_not_read_what_stays(filled: Connection, name: str) -> None:
    nested = filled.begin_nested()
    with statements(filled) as seen:
        SWEEPS[name](filled)
    nested.rollback()
    assert seen
    for statement, parameters in seen:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            plan = steps(filled, statement, parameters)
            assert not [step for step in plan if reads_all(step)], "\n".join([statement, *plan])
