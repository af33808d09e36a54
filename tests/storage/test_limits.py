"""Limits that limit, also when many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from sqlalchemy import Connection, func, select

from storage import limits
from storage.database import Database
from storage.limits import LIMITS, Limit
from tests.storage.samples import NOON, later

TRIES: Final = Limit("tries", most=3, seconds=3600)


def test_no_more_is_taken_than_allowed_and_a_refusal_uses_nothing(conn: Connection) -> None:
    assert [limits.take(conn, TRIES, "a", wall=NOON) for _ in range(5)] == [True, True, True, False, False]
    assert limits.used(conn, TRIES, "a", wall=NOON) == 3
    assert limits.take(conn, TRIES, "b", wall=NOON)


def test_a_larger_amount_is_taken_whole_or_not_at_all(conn: Connection) -> None:
    assert not limits.take(conn, TRIES, "a", wall=NOON, amount=4)
    assert limits.take(conn, TRIES, "a", wall=NOON, amount=2)
    assert not limits.take(conn, TRIES, "a", wall=NOON, amount=2)
    assert limits.take(conn, TRIES, "a", wall=NOON)


def test_a_new_window_begins_anew_and_every_limit_counts_for_itself(conn: Connection) -> None:
    assert limits.take(conn, TRIES, "a", wall=NOON, amount=3)
    assert not limits.take(conn, TRIES, "a", wall=later(3599))
    assert limits.take(conn, TRIES, "a", wall=later(3600))
    assert limits.take(conn, Limit("other", 3, 3600), "a", wall=NOON)
    assert limits.used(conn, TRIES, "nobody", wall=NOON) == 0


def test_many_at_once_cannot_take_more_than_there_is(database: Database) -> None:
    def one(_n: int) -> bool:
        return database.transact(lambda conn: limits.take(conn, TRIES, "a", wall=NOON))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 3


def test_what_was_taken_in_a_transaction_that_failed_was_not_taken(database: Database) -> None:
    with database.engine.connect() as conn:
        limits.take(conn, TRIES, "a", wall=NOON, amount=3)
        conn.rollback()
    assert database.transact(lambda conn: limits.take(conn, TRIES, "a", wall=NOON))


def test_windows_that_are_over_are_forgotten_in_portions(conn: Connection) -> None:
    for who in "abc":
        limits.take(conn, TRIES, who, wall=NOON)
    limits.take(conn, TRIES, "a", wall=later(3600))
    assert limits.sweep(conn, wall=later(3600), most=2)
    assert not limits.sweep(conn, wall=later(3600), most=2)
    assert conn.execute(select(func.count()).select_from(LIMITS)).scalar() == 1
