"""A step of a case moves its row, its history and its clocks together; both tell the same clocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.case import TRANSITIONS, Action, Status, Transition
from bot.core.clocks import Stamps
from bot.core.errors import Stale
from handlers import progress
from handlers.deadlines import stamps_of
from storage import cases, clocks
from storage.cases import Case, Change, Event
from storage.clocks import Changes, Stamped
from storage.database import Database
from storage.touch import Connection
from tests.handlers.filed import filed
from tests.storage.samples import filing
from tests.support.databases import sqlite

__all__ = ["sqlite"]

START = datetime(2026, 11, 19, 2, 4, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return START + timedelta(minutes=number)


def applied(row: Stamped, changes: Changes) -> Stamped:
    return msgspec.structs.replace(row, **changes)


def walked(picks: list[int]) -> tuple[list[Event], Stamped, int]:
    """Any life of a case: its history, the row of its clocks, and how often it was reopened."""
    row, status, reopened = Stamped(1, START), Status.SENT, 0
    history = [Event(START, "resident", "web", Action.FILE, Status.SENT)]
    for step, pick in enumerate(picks, start=1):
        rows = [one for one in TRANSITIONS if status in one.before and _simple(one, row)]
        if not rows:
            break
        chosen = rows[pick % len(rows)]
        after, at = chosen.after or status, minutes(step * 7)
        days = 5 if chosen.action is Action.EXTEND else 0
        details = {"days": days} if days else None
        history.append(Event(at, "officer", "web", chosen.action, after, details, 1))
        row = applied(row, progress.moments(row, status, chosen.action, after, at, days))
        reopened += chosen.action is Action.REOPEN
        status = after
    return history, row, reopened


def _simple(one: Transition, row: Stamped) -> bool:
    """More time is given once."""
    return not (one.action is Action.EXTEND and row.extended_days)


@settings(max_examples=300)
@given(st.lists(st.integers(0, 99), max_size=25))
def test_the_row_of_the_clocks_says_what_the_history_says(picks: list[int]) -> None:
    history, row, reopened = walked(picks)
    case = filed(filed_at=START, due_on=START.date())
    told: Stamps = stamps_of(case, history)
    kept = row.stamps(filed_at=START, due_on=START.date(), reopened=reopened)
    assert (kept.came_at, kept.coming) == (told.came_at, told.coming)
    assert kept.first_word_at == told.first_word_at
    assert kept.pauses == told.pauses
    assert kept.reopened_at == told.reopened_at
    assert (kept.extra_days, kept.round) == (told.extra_days, told.round)
    if history[-1].status is Status.CONCLUDED:
        assert kept.concluded_at == told.concluded_at
    if history[-1].status.is_open:
        assert kept.ended_at is None
        assert kept.concluded_at is None


@given(st.lists(st.integers(0, 99), max_size=25))
def test_a_case_that_waits_has_one_open_pause_and_no_other_case_has_any(picks: list[int]) -> None:
    history, row, _ = walked(picks)
    assert (row.waiting_since is not None) is (history[-1].status is Status.NEEDS_INFO)
    for pause in row.pauses:
        assert pause.end is not None
        assert pause.begin <= pause.end


STILL = (Action.NOTE, Action.ADD, Action.CHANGE, Action.COORDINATE, Action.LINK, Action.NAG)


@pytest.mark.parametrize("action", STILL)
def test_no_comment_edit_or_reassignment_moves_a_clock(action: Action) -> None:
    row = Stamped(1, START, taken_at=minutes(3), first_word_at=minutes(3))
    moved = progress.moments(row, Status.ACCEPTED, action, Status.ACCEPTED, minutes(9))
    assert moved == {"remind_at": minutes(9)}


def test_who_gets_a_case_from_a_colleague_takes_over_its_clocks() -> None:
    row = Stamped(1, START, taken_at=minutes(3), first_word_at=minutes(3))
    moved = progress.moments(row, Status.ACCEPTED, Action.ASSIGN, Status.ACCEPTED, minutes(9))
    assert moved == {"remind_at": minutes(9)}
    given_ = progress.moments(Stamped(1, START), Status.SENT, Action.ASSIGN, Status.ACCEPTED, minutes(9))
    assert given_["taken_at"] == given_["first_word_at"] == minutes(9)


@pytest.fixture
def conn(sqlite: Database) -> Iterator[Connection]:
    with sqlite.engine.begin() as connection:
        yield connection


def step(case: Case, action: Action, after: Status) -> Event:
    return Event(case.filed_at + timedelta(hours=1), "officer", "web", action, after, None, 7)


def test_row_history_and_clocks_move_in_one_step_and_stay_where_somebody_was_faster(conn: Connection) -> None:
    case = cases.file(conn, filing("26-0001-3"))
    line = step(case, Action.TAKE, case.status)
    taken = progress.move(conn, case, Change(Status.ACCEPTED, holder=7), line)
    assert taken == cases.by_id(conn, case.id)
    assert (taken.status, taken.holder, taken.version) == (Status.ACCEPTED, 7, 2)
    assert cases.history(conn, case.id)[-1] == replace(line, status=Status.ACCEPTED)
    assert clocks.of(conn, [case.id])[case.id].taken_at is not None
    with pytest.raises(Stale):
        progress.move(conn, case, Change(Status.ACCEPTED, holder=8), line)
    back = step(case, Action.GIVE_BACK, Status.SENT)
    freed = progress.move(conn, taken, Change(Status.SENT, holder=0), back)
    assert freed == cases.by_id(conn, case.id)
    assert freed.holder is None
