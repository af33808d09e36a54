"""A claim lives and dies with its transaction, on both databases."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection

from storage import inbox
from storage.database import Database
from tests.storage.samples import AN, BINH, CHI, NOON, claimed, leased, letter, names, queue, receive, texts
from tests.support.databases import opened

ROOT: Final = Path(__file__).parents[2]


def test_a_claim_that_is_rolled_back_was_never_made(database: Database) -> None:
    with database.engine.begin() as conn:
        receive(conn, (AN, "a1"), (BINH, "b1"))
        queue(conn, letter(AN, "xin chào"))
    with database.engine.connect() as conn, conn.begin() as transaction:
        assert names(claimed(conn)) == ["a1", "b1"]
        assert texts(leased(conn)) == ["xin chào"]
        transaction.rollback()
    with database.engine.begin() as conn:
        heads = claimed(conn)
        assert [(head.row.external_id, head.attempts) for head in heads] == [("a1", 1), ("b1", 1)]
        assert [claim.attempts for claim in leased(conn)] == [1]


def test_a_savepoint_that_is_rolled_back_undoes_its_claim_only(database: Database) -> None:
    with database.engine.begin() as conn:
        receive(conn, (AN, "a1"))
        nested = conn.begin_nested()
        (head,) = claimed(conn)
        inbox.finish(conn, [head.id], wall=NOON)
        nested.rollback()
    with database.engine.begin() as conn:
        assert [head.attempts for head in claimed(conn)] == [1]


@pytest.mark.slow
def test_a_killed_claimer_leaves_nothing(database: Database) -> None:
    with database.engine.begin() as conn:
        receive(conn, (AN, "a1"), (BINH, "b1"))
        queue(conn, letter(AN, "xin chào"))
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.storage.claimer", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "a1 b1 xin chào\n"
        child.send_signal(signal.SIGKILL)
    with database.engine.begin() as conn:
        heads = claimed(conn)
        assert [(head.row.external_id, head.attempts) for head in heads] == [("a1", 1), ("b1", 1)]
        assert [claim.attempts for claim in leased(conn)] == [1]


@pytest.mark.postgres
def test_two_dispatchers_claim_disjoint_lanes_and_never_two_rows_of_one(postgres: Database) -> None:
    with postgres.engine.begin() as conn:
        receive(conn, (AN, "a1"), (AN, "a2"), (BINH, "b1"), (BINH, "b2"), (CHI, "c1"))
    with postgres.engine.connect() as one, postgres.engine.connect() as two:
        first = claimed(one, most=2)
        assert names(first) == ["a1", "b1"]
        assert names(claimed(two)) == ["c1"]
        inbox.finish(one, [head.id for head in first], wall=NOON)
        assert names(claimed(two)) == ["c1"]
        one.commit()
        assert names(claimed(two)) == ["a2", "b2", "c1"]


@pytest.mark.postgres
def test_two_couriers_never_send_two_rows_of_one_lane(postgres: Database) -> None:
    with postgres.engine.begin() as conn:
        queue(conn, letter(AN, "a1"), letter(AN, "a2"), letter(BINH, "b1"))
    url = postgres.url.render_as_string(hide_password=False)
    with opened(url) as other:
        with postgres.engine.begin() as conn:
            assert texts(leased(conn, most=1)) == ["a1"]
        with other.engine.begin() as conn:
            assert texts(leased(conn)) == ["b1"]


@pytest.mark.postgres
def test_couriers_claim_one_after_the_other(postgres: Database) -> None:
    """Else one that began before the other's commit could lease the urgent row of a lane that is busy."""
    with postgres.engine.begin() as one:
        leased(one)
        with postgres.engine.connect() as two:
            _give_up_waiting(two)
            with pytest.raises(Exception, match="lock timeout"):
                leased(two)


@pytest.mark.postgres
def test_a_row_that_another_transaction_replaces_is_skipped_by_the_courier(postgres: Database) -> None:
    with postgres.engine.begin() as conn:
        queue(conn, letter(AN, "old card", replaces="card"), letter(BINH, "b1"))
    with postgres.engine.begin() as turn:
        queue(turn, letter(AN, "new card", replaces="card"))
        with postgres.engine.begin() as courier:
            assert texts(leased(courier)) == ["b1"]
    with postgres.engine.begin() as courier:
        assert texts(leased(courier)) == ["new card"]


@pytest.mark.postgres
def test_ids_of_a_lane_grow_in_commit_order(postgres: Database) -> None:
    """A second turn on the lane waits for the first, so a listener who heard the newer row missed none."""
    with postgres.engine.begin() as first:
        queue(first, letter(AN, "first"))
        with postgres.engine.connect() as second:
            _give_up_waiting(second)
            with pytest.raises(Exception, match="lock timeout"):
                queue(second, letter(AN, "second"))
            second.rollback()
            _give_up_waiting(second)
            queue(second, letter(BINH, "another lane does not wait"))
            with pytest.raises(Exception, match="lock timeout"):
                receive_after(first, second)


def _give_up_waiting(conn: Connection) -> None:
    conn.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")


def receive_after(first: Connection, second: Connection) -> None:
    """The same for the inbox."""
    receive(first, (AN, "a1"))
    receive(second, (AN, "a2"))
