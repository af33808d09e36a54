"""The life of a case: who may do what when, and where that leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import OPEN, TRANSITIONS, Action, Side, Status, decide, possible
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
