"""The life of a case: who may do what when, and where that leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import OPEN, TRANSITIONS, Action, Outcome, Side, Status, as_table, decide, possible
from bot.core.errors import Refused
from bot.core.people import Role

ACTORS = [*Role, *Side]


def test_a_report_goes_its_usual_way() -> None:
    status = decide(None, Action.FILE, Side.RESIDENT)
    walked = [status]
    for action, actor in (
        (Action.TAKE, Role.OFFICER),
        (Action.ASK_RESIDENT, Role.OFFICER),
        (Action.ANSWER, Side.RESIDENT),
        (Action.CONCLUDE, Role.OFFICER),
        (Action.CLOSE, Side.MACHINE),
    ):
        status = decide(status, action, actor)
        walked.append(status)
    assert walked == [
        Status.SENT, Status.ACCEPTED, Status.NEEDS_INFO, Status.VERIFYING, Status.CONCLUDED, Status.CLOSED,
    ]  # fmt: skip


HELD = {Status.ACCEPTED, Status.NEEDS_INFO, Status.VERIFYING}
UNTAKEN = {Status.SENT, Status.TRANSFERRED}
OVER = {Status.CONCLUDED, Status.CLOSED}
OFFICE = {Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.ADMIN}
LIFE: dict[Action, dict[Status, Status]] = {
    Action.FILE: {},
    Action.TAKE: dict.fromkeys(UNTAKEN, Status.ACCEPTED),
    Action.GIVE_BACK: dict.fromkeys(HELD, Status.SENT),
    Action.ASSIGN: dict.fromkeys(UNTAKEN, Status.ACCEPTED) | {status: status for status in HELD},
    Action.VERIFY: {Status.ACCEPTED: Status.VERIFYING},
    Action.ASK_RESIDENT: dict.fromkeys(HELD, Status.NEEDS_INFO),
    Action.ANSWER: {Status.NEEDS_INFO: Status.VERIFYING},
    Action.LAPSE: {Status.NEEDS_INFO: Status.VERIFYING},
    Action.ADD: {status: status for status in OPEN},
    Action.NAG: {status: status for status in OPEN},
    Action.NOTE: {status: status for status in OPEN | OVER},
    Action.CHECK: {status: status for status in OPEN | OVER} | {Status.ACCEPTED: Status.VERIFYING},
    Action.TRANSFER: dict.fromkeys(OPEN, Status.TRANSFERRED),
    Action.COORDINATE: {status: status for status in OPEN},
    Action.CHANGE: {status: status for status in OPEN},
    Action.LINK: {status: status for status in OPEN},
    Action.EXTEND: {status: status for status in HELD},
    Action.PROPOSE: {status: status for status in OPEN | OVER},
    Action.ESCALATE: {status: status for status in OPEN | OVER},
    Action.DECLINE: {status: status for status in OPEN | OVER},
    Action.UNMASK: {status: status for status in OPEN | OVER},
    Action.CONCLUDE: dict.fromkeys(HELD, Status.CONCLUDED),
    Action.CLOSE: {Status.CONCLUDED: Status.CLOSED},
    Action.RATE: {status: status for status in OVER},
    Action.DISPUTE: {status: status for status in OVER},
    Action.REOPEN: dict.fromkeys(OVER, Status.VERIFYING) | {Status.REFERRED: Status.SENT},
    Action.UPHOLD: {status: status for status in OVER},
    Action.WITHDRAW: dict.fromkeys(OPEN, Status.WITHDRAWN),
    Action.REFER: dict.fromkeys(OPEN, Status.REFERRED),
    Action.KEEP: {status: status for status in Status},
    Action.RELEASE: {status: status for status in Status},
    Action.CLEAN: {status: status for status in (Status.CLOSED, Status.REFERRED, Status.WITHDRAWN)},
}
"""Where each action leads, from each status in which it is possible."""


@pytest.mark.parametrize("action", Action)
def test_every_action_leads_where_the_ward_says_and_is_possible_nowhere_else(action: Action) -> None:
    for status in Status:
        rows = [row for row in TRANSITIONS if row.action is action and status in row.before]
        if status not in LIFE[action]:
            assert rows == [], status
            continue
        [row] = rows
        for actor in row.actors:
            assert decide(status, action, actor) is LIFE[action][status]


@pytest.mark.parametrize(
    ("action", "actors"),
    [
        (Action.ANSWER, {Side.RESIDENT}),
        (Action.ADD, {Side.RESIDENT}),
        (Action.NAG, {Side.RESIDENT}),
        (Action.RATE, {Side.RESIDENT}),
        (Action.DISPUTE, {Side.RESIDENT}),
        (Action.WITHDRAW, {Side.RESIDENT}),
        (Action.LAPSE, {Side.MACHINE}),
        (Action.GIVE_BACK, {*OFFICE, Side.MACHINE}),
        (Action.CLOSE, {*OFFICE, Side.MACHINE}),
        (Action.ESCALATE, {Role.LEADER}),
        (Action.DECLINE, {Role.LEADER}),
        (Action.UNMASK, {Role.HEAD, Role.LEADER}),
        (Action.UPHOLD, {Role.HEAD, Role.LEADER}),
        (Action.KEEP, {Role.COORDINATOR, Role.LEADER}),
        (Action.RELEASE, {Role.COORDINATOR, Role.LEADER}),
        (Action.CLEAN, {Side.MACHINE}),
        (Action.CONCLUDE, OFFICE),
    ],
)
def test_an_action_is_for_those_alone_whom_it_belongs_to(action: Action, actors: set[Role | Side]) -> None:
    for row in TRANSITIONS:
        if row.action is action:
            assert row.actors == actors


def test_what_nobody_took_is_given_to_somebody_by_those_who_lead() -> None:
    with pytest.raises(Refused, match="case-not-yours"):
        decide(Status.SENT, Action.ASSIGN, Role.OFFICER)
    assert decide(Status.SENT, Action.ASSIGN, Role.HEAD) is Status.ACCEPTED
    assert decide(Status.VERIFYING, Action.ASSIGN, Role.OFFICER) is Status.VERIFYING


def test_a_resident_does_not_reopen_but_asks_for_it() -> None:
    assert Action.DISPUTE in possible(Status.CLOSED, Side.RESIDENT)
    assert Action.REOPEN not in possible(Status.CLOSED, Side.RESIDENT)
    assert decide(Status.CLOSED, Action.REOPEN, Role.HEAD) is Status.VERIFYING


def test_two_outcomes_say_that_what_was_reported_was_found() -> None:
    assert {outcome for outcome in Outcome if outcome.confirms} == {Outcome.SANCTIONED, Outcome.REMINDED}


def test_the_table_is_worded_row_by_row_for_the_docs() -> None:
    lines = as_table().splitlines()
    assert len(lines) == 2 + len(TRANSITIONS)
    assert lines[0] == "| action | from | to | by |"
    assert "| `file` | – | sent | resident |" in lines
    assert "| `take` | sent, transferred | accepted | officer, head, coordinator, leader, admin |" in lines
    assert "| `close` | concluded | closed | machine, officer, head, coordinator, leader, admin |" in lines
    assert "| `nag` | sent, accepted, needs-info, transferred, verifying | = | resident |" in lines
    assert as_table() == as_table()


def test_a_place_outside_the_ward_opens_no_case() -> None:
    assert decide(None, Action.REFER, Side.MACHINE) is Status.REFERRED
    assert decide(Status.REFERRED, Action.REOPEN, Role.HEAD) is Status.SENT


def test_a_note_leaves_the_status() -> None:
    assert decide(Status.VERIFYING, Action.NOTE, Role.LEADER) is Status.VERIFYING


def test_what_is_closed_cannot_be_taken() -> None:
    with pytest.raises(Refused, match="case-not-now"):
        decide(Status.CLOSED, Action.TAKE, Role.OFFICER)


def test_a_resident_cannot_conclude() -> None:
    with pytest.raises(Refused, match="case-not-yours"):
        decide(Status.VERIFYING, Action.CONCLUDE, Side.RESIDENT)


def test_open_statuses_can_be_withdrawn_and_others_not() -> None:
    assert {s for s in Status if Action.WITHDRAW in possible(s, Side.RESIDENT)} == OPEN
    assert {s for s in Status if s.is_open} == OPEN


def test_every_status_can_be_reached() -> None:
    reached: set[Status | None] = {None}
    for _ in Status:
        reached |= {row.after for row in TRANSITIONS if row.after and row.before & reached}
    assert reached - {None} == set(Status)


def test_an_action_in_a_status_stands_once_in_the_table() -> None:
    pairs = [(row.action, before) for row in TRANSITIONS for before in row.before]
    assert len(pairs) == len(set(pairs))


@given(st.sampled_from(Status), st.sampled_from(Action), st.sampled_from(ACTORS))
def test_what_is_offered_works_and_nothing_else_does(
    status: Status, action: Action, actor: Role | Side
) -> None:
    if action in possible(status, actor):
        assert decide(status, action, actor) in Status
        return
    with pytest.raises(Refused):
        decide(status, action, actor)


def test_who_writes_for_the_public_does_nothing_to_cases() -> None:
    assert not any(possible(status, Role.MEDIA) for status in Status)
