"""Whatever is put, claimed, rolled back, failed and sent, in whatever order: each lane keeps its order, and
nothing is lost or handled twice."""

from collections import defaultdict
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.core.messages import Kind, LaneKey, Priority
from storage import inbox, outbox
from storage.inbox import ATTEMPTS
from tests.storage.samples import AN, BINH, CHI, NOON, arrival, letter
from tests.support.databases import fresh

LANES: Final = st.sampled_from([AN, BINH, CHI])
MOST: Final = st.integers(1, 4)


class AnyOrder(RuleBasedStateMachine):
    """One database, and beside it in plain lists what must stand in it."""

    kind = "sqlite"
    stack: ExitStack

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.database = self.stack.enter_context(fresh(self.kind))
        self.wall = NOON
        self.sent = 0

    def teardown(self) -> None:
        """Every example has a database of its own."""
        self.stack.close()

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds: int) -> None:
        self.wall += timedelta(seconds=seconds)


class AnyInbox(AnyOrder):
    """Dispatchers that finish, fail, park, roll back, two of them in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[LaneKey, list[str]] = defaultdict(list)
        self.tries: dict[str, int] = defaultdict(int)
        self.not_before: dict[str, datetime] = {}

    @rule(lanes=st.lists(LANES, min_size=1, max_size=4), twice=st.booleans())
    def messages_come_in(self, lanes: list[LaneKey], twice: bool) -> None:
        arrivals = []
        for lane in lanes:
            self.sent += 1
            arrivals.append(arrival(lane, str(self.sent)))
            self.waiting[lane].append(str(self.sent))
        for _ in range(1 + twice):
            self.database.transact(lambda conn: inbox.put(conn, arrivals, now=self.wall, wall=self.wall))

    @rule(most=MOST, ends=st.sampled_from(["finish", "fail", "park", "roll back"]))
    def heads_are_claimed(self, most: int, ends: str) -> None:
        expected = self.expected()[:most]
        with self.database.engine.connect() as conn:
            heads = inbox.claim_heads(conn, wall=self.wall, most=most)
            assert [head.row.external_id for head in heads] == expected
            assert [head.attempts for head in heads] == [self.tries[name] + 1 for name in expected]
            if ends == "finish":
                inbox.finish(conn, [head.id for head in heads], wall=self.wall)
            for head in heads:
                if ends == "fail":
                    inbox.fail(conn, head, "ValueError", wall=self.wall)
                elif ends == "park":
                    inbox.park(conn, head.id, "Unparsable", wall=self.wall)
            if ends == "roll back":
                conn.rollback()
                return
            conn.commit()
        for name in expected:
            self.settle(name, ends)

    def expected(self) -> list[str]:
        """The first of each lane, unless it waits for its next try; oldest first."""
        heads = [names[0] for names in self.waiting.values() if names]
        return sorted((name for name in heads if self.not_before.get(name, self.wall) <= self.wall), key=int)

    def settle(self, name: str, ends: str) -> None:
        """What the lists must say after a claim that was committed."""
        self.tries[name] += 1
        if ends == "fail" and self.tries[name] < ATTEMPTS:
            self.not_before[name] = self.wall + timedelta(seconds=2 ** self.tries[name])
            return
        for names in self.waiting.values():
            if name in names:
                names.remove(name)

    @invariant()
    def nothing_is_lost(self) -> None:
        """As many wait as should, and who asks when to come again is told the truth."""
        with self.database.engine.connect() as conn:
            assert inbox.health(conn).waiting == sum(len(names) for names in self.waiting.values())
            again = inbox.next_retry(conn)
        assert (again is not None and again <= self.wall) == bool(self.expected())


class AnyOutbox(AnyOrder):
    """Couriers that deliver, fail, stay unsure, die or roll back."""

    def __init__(self) -> None:
        super().__init__()
        self.queued: dict[LaneKey, list[tuple[int, int]]] = defaultdict(list)
        self.sending: dict[LaneKey, outbox.Claim] = {}
        self.delivered: list[str] = []

    @rule(lane=LANES, priority=st.sampled_from(Priority))
    def something_is_queued(self, lane: LaneKey, priority: Priority) -> None:
        self.sent += 1
        said = letter(lane, str(self.sent), Kind.REMINDER, priority=priority)
        self.database.transact(lambda conn: outbox.put(conn, [said], now=self.wall, wall=self.wall))
        self.queued[lane].append((priority, self.sent))

    @rule(most=MOST, keep=st.booleans())
    def rows_are_leased(self, most: int, keep: bool) -> None:
        free = [min(rows) for lane, rows in self.queued.items() if rows and lane not in self.sending]
        expected = [str(number) for _, number in sorted(free)[:most]]
        with self.database.engine.connect() as conn:
            claims = outbox.claim(conn, wall=self.wall, most=most)
            assert [claim.parcel.prompt.text for claim in claims] == expected
            if keep:
                conn.commit()
                self.sending |= {claim.lane: claim for claim in claims}

    @precondition(lambda self: self.sending)
    @rule(data=st.data(), ends=st.sampled_from(["deliver", "give up", "retry"]))
    def an_attempt_ends(self, data: st.DataObject, ends: str) -> None:
        claim = self.sending.pop(data.draw(st.sampled_from(sorted(self.sending))))
        id_, number = claim.parcel.id, int(claim.parcel.prompt.text)
        with self.database.engine.begin() as conn:
            if ends == "retry":
                outbox.retry(conn, claim, "Unreachable", at=self.wall)
                return
            if ends == "deliver":
                outbox.delivered(conn, [(id_, "m")], wall=self.wall)
                self.delivered.append(claim.parcel.prompt.text)
            else:
                outbox.give_up(conn, id_, "Rejected", wall=self.wall)
        self.queued[claim.lane] = [row for row in self.queued[claim.lane] if row[1] != number]

    @rule()
    def what_the_dead_left_is_found(self) -> None:
        with self.database.engine.begin() as conn:
            for claim in outbox.abandoned(conn, wall=self.wall):
                assert self.sending.pop(claim.lane).parcel == claim.parcel
                outbox.retry(conn, claim, "courier stopped", at=self.wall)

    @invariant()
    def nothing_is_lost_or_said_twice(self) -> None:
        """What is queued or being sent is all there, and nothing was delivered twice."""
        with self.database.engine.connect() as conn:
            assert outbox.health(conn).queued == sum(len(rows) for rows in self.queued.values())
        assert len(self.delivered) == len(set(self.delivered))


@pytest.mark.parametrize("machine", [AnyInbox, AnyOutbox])
@pytest.mark.parametrize(
    ("kind", "examples"),
    [("sqlite", 30), pytest.param("postgres", 8, marks=pytest.mark.postgres)],
)
def test_any_order_of_events_keeps_every_lane_in_order(
    machine: type[AnyOrder], kind: str, examples: int
) -> None:
    chosen = type(machine.__name__, (machine,), {"kind": kind})
    run_state_machine_as_test(
        chosen,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
