"""What lies in a column is not what is read: sealed bytes, UTC, plain words."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.exc import StatementError

from bot.core.messages import Kind
from storage.columns import Moment, Sealed, SealedJson, Unreadable, reads, shut, unseal, words
from storage.sealing import SealBroken

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("bytes", Sealed("things.bytes")),
    Column("json", SealedJson("things.json")),
    Column("at", Moment),
    Column("kind", words(Kind)),
)


@pytest.fixture(autouse=True)
def things(conn: Connection) -> None:
    THINGS.create(conn)


def stored(conn: Connection, **values: Any) -> Any:
    """The one row, written and read back."""
    conn.execute(insert(THINGS).values(id=1, **values))
    return conn.execute(select(THINGS)).one()


def lies(conn: Connection, column: str) -> Any:
    """What lies in the database."""
    return conn.execute(text(f"SELECT {column} FROM things")).scalar()  # noqa: S608 - a column of ours


def test_sealed_values_read_back_and_lie_unreadable(conn: Connection) -> None:
    row = stored(conn, bytes="chợ".encode(), json={"name": "Nguyễn Văn Mẫu", "n": [1, None]})
    assert (row.bytes, row.json) == ("chợ".encode(), {"name": "Nguyễn Văn Mẫu", "n": [1, None]})
    assert b"ch" not in bytes(lies(conn, "bytes"))[20:40]
    assert "Nguyễn".encode() not in bytes(lies(conn, "json"))


def test_nothing_stays_nothing(conn: Connection) -> None:
    row = stored(conn, bytes=None, json=None, at=None, kind=None)
    assert (row.bytes, row.json, row.at, row.kind) == (None, None, None, None)
    assert lies(conn, "json") is None
    assert unseal(conn, THINGS.c.json, None) is None


def test_a_value_carried_to_another_column_does_not_open(conn: Connection) -> None:
    stored(conn, bytes=b'{"a": 1}')
    conn.execute(text("UPDATE things SET json = bytes"))
    with pytest.raises(SealBroken):
        conn.execute(select(THINGS)).one()
    row = conn.execute(select(shut(THINGS.c.json, "json"))).one()
    with pytest.raises(Unreadable, match="SealBroken"):
        unseal(conn, THINGS.c.json, row.json)


def test_only_sealed_columns_can_be_unsealed(conn: Connection) -> None:
    with pytest.raises(TypeError):
        unseal(conn, THINGS.c.at, b"")


def test_an_engine_of_somebody_else_has_no_keyring() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as conn:
        THINGS.create(conn)
        with pytest.raises(StatementError, match="through Database"):
            stored(conn, bytes=b"x")
    engine.dispose()


def test_a_moment_comes_back_in_utc(conn: Connection) -> None:
    noon = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
    row = stored(conn, at=noon)
    assert row.at == noon
    assert row.at.tzinfo is UTC


def test_a_naive_moment_is_a_bug(conn: Connection) -> None:
    with pytest.raises(StatementError, match="aware"):
        stored(conn, at=datetime(2026, 3, 2, 12, 0))  # noqa: DTZ001 - that is what is tested


def test_an_enum_lies_as_its_value_and_an_unknown_word_loads_as_a_word(conn: Connection) -> None:
    assert stored(conn, kind=Kind.QUESTION).kind is Kind.QUESTION
    assert lies(conn, "kind") == "question"
    conn.execute(text("UPDATE things SET kind = 'telepathy'"))
    assert conn.execute(select(THINGS.c.kind)).scalar() == "telepathy"


def test_a_condition_on_words_stands_in_the_statement_itself(conn: Connection) -> None:
    stored(conn, kind=Kind.QUESTION)
    condition = reads(THINGS.c.kind, Kind.QUESTION, Kind.REPLY)
    assert str(condition.compile(dialect=conn.dialect)) == "things.kind = 'question' OR things.kind = 'reply'"
    assert conn.execute(select(THINGS.c.id).where(condition)).all() == [(1,)]
