"""What a migration works out of the rows that there are, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, Date, bindparam, text

from storage import cases, clocks
from storage.cases import Sought
from storage.clocks import Stamped
from storage.columns import Moment
from storage.database import Database
from storage.migrations import migrate
from tests.storage.samples import NOON, later
from tests.support.databases import BOTH, KEYRING, opened
from tests.support.postgres import server

FILE = ("file", 0, "sent")


@contextmanager
def standing_at(revision: str, kind: str, folder: Path) -> Iterator[Database]:
    """An empty database of an earlier release."""
    name, here = f"stands_at_{revision}", kind == "sqlite"
    if not here:
        server().execute(f"CREATE DATABASE {name}")
    try:
        url = f"sqlite:///{folder / 'old.db'}" if here else server().url(name)
        with opened(url) as database:
            migrate(database.engine, revision)
            yield database
    finally:
        if not here:
            server().drop(name)


@pytest.fixture(params=BOTH)
def before_clocks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The release before cases had clocks."""
    with standing_at("0002", request.param, tmp_path) as database:
        yield database


@pytest.fixture(params=BOTH)
def before_helpers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The release before the offices that help stood in clear."""
    with standing_at("0003", request.param, tmp_path) as database:
        yield database


CASE = text(
    "INSERT INTO cases (id, code, secret, anonymous, channel, language, category, status, priority, lead,"
    " route, report, filed_at, due_on, version) VALUES (:id, :code, '', :no, 'web', 'vi', '1', :status,"
    " 'P2', 'economic', :none, :none, :at, :due, 1)"
).bindparams(bindparam("at", NOON, Moment), bindparam("due", date(2026, 3, 16), Date), no=False, none=b"")
LINE = text(
    "INSERT INTO case_events (case_id, at, role, channel, action, status)"
    " VALUES (:case, :at, 'officer', 'web', :action, :status)"
).bindparams(bindparam("at", type_=Moment))


def write(conn: Connection, id_: int, status: str, *events: tuple[str, float, str]) -> None:
    """A case as that release kept it: what was done, so long after noon, and the status after it."""
    conn.execute(CASE, {"id": id_, "code": str(id_), "status": status})
    for action, at, after in events:
        conn.execute(LINE, {"case": id_, "at": later(at), "action": action, "status": after})


def minutes(number: float) -> datetime:
    return later(60 * number)


def test_the_clocks_of_known_cases_are_what_their_histories_tell(before_clocks: Database) -> None:
    take = ("take", 90, "accepted")
    with before_clocks.engine.begin() as conn:
        write(conn, 1, "sent", FILE)
        write(conn, 2, "verifying", FILE, take, ("verify", 200, "verifying"))
        write(conn, 3, "transferred", FILE, take, ("transfer", 300, "transferred"))
        write(conn, 4, "accepted", FILE, take, ("give-back", 300, "sent"), ("take", 600, "accepted"))
        write(conn, 5, "needs-info", FILE, take, ("ask-resident", 200, "needs-info"))
        write(conn, 6, "closed", FILE, take, ("conclude", 900, "concluded"), ("close", 1200, "closed"))
        write(conn, 7, "withdrawn", FILE, ("withdraw", 240, "withdrawn"))
        write(conn, 8, "sent")
    migrate(before_clocks.engine)
    told: dict[str, Any] = {"taken_at": minutes(1), "first_word_at": minutes(1)}
    expected = [
        Stamped(1, NOON, remind_at=NOON),
        Stamped(2, NOON, **told, remind_at=NOON),
        Stamped(3, minutes(5), 2, first_word_at=minutes(1), remind_at=minutes(5)),
        Stamped(4, minutes(5), 2, **told | {"taken_at": minutes(10)}, remind_at=minutes(5)),
        Stamped(5, NOON, **told, waiting_since=minutes(3), remind_at=NOON),
        Stamped(6, NOON, **told, concluded_at=minutes(15), closed_at=minutes(20), clean_at=minutes(20)),
        Stamped(7, NOON, closed_at=minutes(4), clean_at=minutes(4)),
        Stamped(8, NOON, remind_at=NOON),
    ]
    with before_clocks.engine.begin() as conn:
        assert list(clocks.of(conn, range(1, 9)).values()) == expected
        assert [each.case_id for each in clocks.due(conn, minutes(4), 9)] == [1, 2, 5, 8]


def helped(database: Database, office: str) -> list[str]:
    """The codes of the cases with which an office helps."""
    with database.engine.begin() as conn:
        return [case.code for case in cases.open_page(conn, Sought(helps=office))]


def test_the_offices_that_help_are_those_that_the_routes_name(before_helpers: Database) -> None:
    routes = {
        1: b'{"coordinators": ["culture", "police", "culture"]}',
        2: b'{"coordinators": ["culture", "economic"]}',
        3: b'{"reasons": []}',
    }
    with before_helpers.engine.begin() as conn:
        for id_ in range(1, 6):
            write(conn, id_, "closed" if id_ == 5 else "sent", FILE)
        for id_, route in routes.items():
            sealed = KEYRING.seal(route, b"cases.route")
            conn.execute(text("UPDATE cases SET route = :route WHERE id = :id"), {"route": sealed, "id": id_})
    migrate(before_helpers.engine)
    assert (helped(before_helpers, "culture"), helped(before_helpers, "police")) == (["1", "2"], ["1"])
    assert helped(before_helpers, "economic") == [], "it leads them all"


def test_of_a_known_referral_the_area_of_its_place_is_left(before_helpers: Database) -> None:
    reports = {
        1: {"place": {"text": "cổng", "point": [20.95012, 106.32034, 8.0]}, "details": "x"},
        2: {"place": {"market": "cho-mau"}},
    }
    sealed = {
        id_: KEYRING.seal(msgspec.json.encode(told), b"referrals.report") for id_, told in reports.items()
    }
    sealed[3] = b"what nobody can open"
    row = text(
        "INSERT INTO referrals (id, category, pointer, report, at) VALUES (:id, '1', '', :report, :at)"
    ).bindparams(bindparam("at", NOON, Moment))
    with before_helpers.engine.begin() as conn:
        for id_, report in sealed.items():
            conn.execute(row, {"id": id_, "report": report})
    migrate(before_helpers.engine)
    with before_helpers.engine.begin() as conn:
        found = {row.id: bytes(row.report) for row in conn.execute(text("SELECT id, report FROM referrals"))}
    assert {id_: found[id_] for id_ in (2, 3)} == {id_: sealed[id_] for id_ in (2, 3)}
    left = msgspec.json.decode(KEYRING.open(found[1], b"referrals.report"))
    place = {"text": "cổng", "point": [20.9505, 106.32, None], "coarse": True}
    assert left == {"place": place, "details": "x"}
