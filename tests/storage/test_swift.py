"""Statements that go past SQLAlchemy do what they would do with it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.columns import Moment, Sealed
from storage.database import Database
from storage.swift import Swift, SwiftAmong
from tests.storage.samples import NOON

THINGS = Table(
    "swift_things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(20), unique=True),
    Column("told", Sealed("things.told"), nullable=True),
    Column("at", Moment),
)
ADD = Swift(insert(THINGS).returning(THINGS.c.id, THINGS.c.at), "name", "told", "at")
FIND = Swift(select(THINGS.c.told, THINGS.c.at).where(THINGS.c.name == bindparam("called")))
RENAME = Swift(
    update(THINGS).where(THINGS.c.name == bindparam("called"), THINGS.c.id > 0).values(name=bindparam("new"))
)

AMONG = SwiftAmong(lambda names: select(THINGS.c.name).where(THINGS.c.name.in_(names), THINGS.c.id > 0))
CLEAR = SwiftAmong(
    lambda names: update(THINGS).where(THINGS.c.name.in_(names)).values(told=None, at=bindparam("at"))
)


def thing(name: str, told: bytes | None = None, at: datetime = NOON) -> dict[str, Any]:
    return {"name": name, "told": told, "at": at}


@pytest.fixture
def things(conn: Connection) -> Connection:
    THINGS.create(conn)
    return conn


def test_values_go_in_and_come_out_as_their_columns_say(things: Connection) -> None:
    later = NOON + timedelta(microseconds=7)
    [(first, at)] = ADD.rows(things, thing("an", b"secret", later))
    assert at == later
    assert [tuple(row) for row in FIND.rows(things, {"called": "an"})] == [(b"secret", later)]
    stored = things.exec_driver_sql("SELECT told FROM swift_things").scalar_one()
    assert b"secret" not in bytes(stored)
    assert things.execute(select(THINGS.c.at).where(THINGS.c.id == first)).scalar_one() == later


def test_many_are_written_and_what_they_return_is_given(things: Connection) -> None:
    ids = [row[0] for row in ADD.rows_of_each(things, [thing("an"), thing("bình")])]
    assert len(set(ids)) == 2
    RENAME.each(things, [{"called": "an", "new": "anh"}, {"called": "bình", "new": "bảo"}])
    assert set(things.execute(select(THINGS.c.name)).scalars()) == {"anh", "bảo"}
    assert FIND.value(things, {"called": "an"}) is None


def test_a_list_of_any_length_is_looked_for_and_changed(things: Connection) -> None:
    names = [f"n{nth}" for nth in range(9)]
    for name in names:
        ADD.rows(things, thing(name, b"secret"))
    for many in (1, 2, 3, 5, 9):
        assert {name for (name,) in AMONG.rows(things, names[:many])} == set(names[:many])
    later = NOON + timedelta(hours=1)
    CLEAR.run(things, names[:5], {"at": later})
    changed = things.execute(select(THINGS.c.name).where(THINGS.c.at == later, THINGS.c.told.is_(None)))
    assert set(changed.scalars()) == set(names[:5])


def test_an_error_is_told_as_ever_and_without_values(things: Connection) -> None:
    ADD.rows(things, thing("an"))
    with pytest.raises(IntegrityError) as caught, things.begin_nested():
        ADD.rows(things, thing("an", b"private words"))
    assert "private" not in str(caught.value)


def test_a_value_that_was_forgotten_is_a_bug_and_not_nothing(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn, pytest.raises(KeyError):
        FIND.rows(conn, {})


def test_outside_a_transaction_it_begins_one_as_any_statement_does(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        THINGS.create(conn)
    with sqlite.engine.connect() as conn:
        ADD.rows(conn, thing("an"))
        conn.rollback()
        assert FIND.rows(conn, {"called": "an"}) == []
