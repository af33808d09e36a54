"""What the installation remembers of itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from storage import state
from storage.database import Database
from tests.storage.samples import NOON, later

MINUTE: Final = timedelta(minutes=1)


def test_a_fact_is_written_down_once_unless_it_is_replaced(conn: Connection) -> None:
    assert state.recall(conn, "key") is None
    assert state.remember(conn, "key", "1") == "1"
    assert state.remember(conn, "key", "2") == "1"
    state.replace_fact(conn, "key", "3")
    state.replace_fact(conn, "other", "4")
    assert (state.recall(conn, "key"), state.recall(conn, "other")) == ("3", "4")


def test_case_numbers_count_up_within_their_year(conn: Connection) -> None:
    assert [state.next_serial(conn, 2026) for _ in range(3)] == [1, 2, 3]
    assert state.next_serial(conn, 2027) == 1


def test_no_case_number_is_given_twice_when_many_file_at_once(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        serials = pool.map(
            lambda _n: database.transact(lambda conn: state.next_serial(conn, 2026)), range(40)
        )
    assert sorted(serials) == list(range(1, 41))


def test_a_case_number_of_a_turn_that_failed_is_given_again(database: Database) -> None:
    with database.engine.connect() as conn:
        assert state.next_serial(conn, 2026) == 1
        conn.rollback()
    assert database.transact(lambda conn: state.next_serial(conn, 2026)) == 1


def test_a_lease_is_held_by_one_until_it_ends_or_is_given_back(conn: Connection) -> None:
    assert state.hold(conn, "timers", "one", wall=NOON, term=MINUTE)
    assert not state.hold(conn, "timers", "two", wall=later(59), term=MINUTE)
    assert state.hold(conn, "timers", "one", wall=later(59), term=MINUTE)
    assert not state.hold(conn, "timers", "two", wall=later(60), term=MINUTE)
    assert state.hold(conn, "timers", "two", wall=later(119), term=MINUTE)
    state.let_go(conn, "timers", "one")
    assert not state.hold(conn, "timers", "one", wall=later(119), term=MINUTE)
    state.let_go(conn, "timers", "two")
    assert state.hold(conn, "timers", "one", wall=later(119), term=MINUTE)


def test_of_many_who_want_a_lease_at_once_one_gets_it(database: Database) -> None:
    def want(holder: int) -> bool:
        return database.transact(lambda conn: state.hold(conn, "timers", str(holder), wall=NOON, term=MINUTE))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(want, range(16))) == 1


def test_an_unclean_stop_is_noticed_at_the_next_start(conn: Connection) -> None:
    run, unclean = state.begin_run(conn, wall=NOON, alone=True)
    assert not unclean
    state.end_run(conn, run)
    _, unclean = state.begin_run(conn, wall=NOON, alone=True)
    assert not unclean
    _, unclean = state.begin_run(conn, wall=NOON, alone=True)
    assert unclean


def test_where_nobody_else_can_run_the_leases_of_the_dead_are_over(conn: Connection) -> None:
    assert state.hold(conn, "poller-post", "one", wall=NOON, term=MINUTE)
    state.begin_run(conn, wall=NOON, alone=False)
    assert not state.hold(conn, "poller-post", "two", wall=NOON, term=MINUTE)
    state.begin_run(conn, wall=NOON, alone=True)
    assert state.hold(conn, "poller-post", "two", wall=NOON, term=MINUTE)


def test_beside_others_only_a_run_whose_heart_stopped_is_dead(conn: Connection) -> None:
    first, _ = state.begin_run(conn, wall=NOON, alone=False)
    state.beat(conn, first, wall=later(20))
    second, unclean = state.begin_run(conn, wall=later(40), alone=False)
    assert not unclean
    state.beat(conn, second, wall=later(60))
    assert state.begin_run(conn, wall=later(60), alone=False)[1]
    state.beat(conn, first, wall=later(61))
    assert state.begin_run(conn, wall=later(99), alone=False)[1], "the machine slept, the run was noted again"
