"""Who of the staff may see a case and do what to it; whom they may let in; what they may answer."""

import itertools
from typing import Final

import pytest

from bot.core.authority import (
    INVITES,
    OF_AN_OFFICE,
    WARD_WIDE,
    Hand,
    Matter,
    act,
    doable,
    may,
    may_answer,
    may_invite,
    may_see,
)
from bot.core.case import Action, Status, decide, possible
from bot.core.errors import Refused
from bot.core.people import Role

LEAD: Final = "economic"
OFFICES: Final = (LEAD, "culture", "")
"""Of somebody's own office, of another one, of none."""
HANDS: Final = [Hand(role, office) for role in Role for office in OFFICES]

HANDS_ON: Final = {Action.TRANSFER, Action.NOTE, Action.REOPEN, Action.KEEP}
"""What a coordinator does with the cases of another office."""
SEES: Final = {
    Role.OFFICER: (True, False, False),
    Role.HEAD: (True, False, False),
    Role.COORDINATOR: (True, True, True),
    Role.LEADER: (True, True, True),
    Role.MEDIA: (False, False, False),
    Role.ADMIN: (True, True, True),
}
"""By role: a case of their own office, of another one, and where they belong to none."""
SEES_CONFIDENTIAL: Final = {
    Role.OFFICER: (True, False, False),
    Role.HEAD: (True, False, False),
    Role.COORDINATOR: (True, False, False),
    Role.LEADER: (True, True, True),
    Role.MEDIA: (False, False, False),
    Role.ADMIN: (True, False, False),
}
"""The same where it is about an official."""


def matter(status: Status = Status.SENT, *, confidential: bool = False) -> Matter:
    """A case of the economic office."""
    return Matter(status, LEAD, confidential)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("confidential", "table"), [(False, SEES), (True, SEES_CONFIDENTIAL)])
def test_a_case_is_seen_by_those_whom_it_concerns(
    role: Role, confidential: bool, table: dict[Role, tuple[bool, bool, bool]]
) -> None:
    seen = tuple(may_see(Hand(role, office), matter(confidential=confidential)) for office in OFFICES)
    assert seen == table[role]


def test_a_case_that_has_no_office_yet_is_nobodys_own() -> None:
    nowhere = Matter(Status.SENT, "")
    assert {role for role in Role if may_see(Hand(role), nowhere)} == {
        Role.COORDINATOR, Role.LEADER, Role.ADMIN,
    }  # fmt: skip


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.role}-{hand.office or 'none'}")
@pytest.mark.parametrize("confidential", [False, True])
def test_who_sees_a_case_may_do_what_their_role_allows_and_who_does_not_may_nothing(
    hand: Hand, confidential: bool
) -> None:
    sees = (SEES_CONFIDENTIAL if confidential else SEES)[hand.role][OFFICES.index(hand.office)]
    only_hands_on = hand.role is Role.COORDINATOR and hand.office != LEAD
    for status in Status:
        expected = [
            action
            for action in possible(status, hand.role)
            if sees and (not only_hands_on or action in HANDS_ON) and action is not Action.RELEASE
        ]
        case = matter(status, confidential=confidential)
        assert list(doable(hand, case)) == expected
        assert [action for action in Action if may(hand, action, case)] == expected


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.role}-{hand.office or 'none'}")
def test_what_is_offered_works_and_nothing_else_does(hand: Hand) -> None:
    for status, action, confidential in itertools.product(Status, Action, (False, True)):
        case = matter(status, confidential=confidential)
        if may(hand, action, case):
            assert act(hand, action, case) is decide(status, action, hand.role)
            continue
        with pytest.raises(Refused) as refused:
            act(hand, action, case)
        assert refused.value.reason in {"case-not-now", "case-not-yours"}


@pytest.mark.parametrize(
    ("hand", "action", "case", "reason"),
    [
        (Hand(Role.OFFICER, "culture"), Action.TAKE, matter(), "case-not-yours"),
        (Hand(Role.OFFICER, "culture"), Action.TAKE, matter(Status.CLOSED), "case-not-yours"),
        (Hand(Role.ADMIN), Action.TAKE, matter(confidential=True), "case-not-yours"),
        (Hand(Role.COORDINATOR, "culture"), Action.TAKE, matter(), "case-not-yours"),
        (Hand(Role.COORDINATOR, "culture"), Action.TAKE, matter(Status.ACCEPTED), "case-not-now"),
        (Hand(Role.OFFICER, LEAD), Action.TAKE, matter(Status.ACCEPTED), "case-not-now"),
        (Hand(Role.OFFICER, LEAD), Action.REOPEN, matter(Status.CLOSED), "case-not-yours"),
        (Hand(Role.OFFICER, LEAD), Action.WITHDRAW, matter(), "case-not-yours"),
    ],
)
def test_a_refusal_says_whether_it_is_the_moment_or_the_person(
    hand: Hand, action: Action, case: Matter, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        act(hand, action, case)
    assert refused.value.reason == reason


def test_who_may_not_see_a_case_does_not_learn_where_it_stands() -> None:
    stranger = Hand(Role.OFFICER, "culture")
    told = set()
    for status in Status:
        with pytest.raises(Refused) as refused:
            act(stranger, Action.TAKE, matter(status))
        told.add(refused.value.reason)
    assert told == {"case-not-yours"}


def test_an_officer_takes_a_case_of_their_office_and_a_leader_or_administrator_stands_in() -> None:
    for hand in (Hand(Role.OFFICER, LEAD), *(Hand(role) for role in sorted(WARD_WIDE))):
        assert act(hand, Action.TAKE, matter()) is Status.ACCEPTED


def test_who_brings_and_hands_on_does_the_work_of_their_own_office_too() -> None:
    own, other = Hand(Role.COORDINATOR, LEAD), Hand(Role.COORDINATOR, "culture")
    assert set(doable(own, matter())) == set(possible(Status.SENT, Role.COORDINATOR)) - {Action.RELEASE}
    assert set(doable(other, matter())) == HANDS_ON - {Action.REOPEN}
    assert act(other, Action.TRANSFER, matter()) is Status.TRANSFERRED


@pytest.mark.parametrize("status", Status)
def test_what_is_kept_is_released_and_what_is_not_is_kept(status: Status) -> None:
    free, kept = Matter(status, LEAD), Matter(status, LEAD, kept=True)
    for hand in (Hand(Role.LEADER), Hand(Role.COORDINATOR, "culture"), Hand(Role.COORDINATOR, LEAD)):
        assert set(doable(hand, free)) - set(doable(hand, kept)) == {Action.KEEP}
        assert set(doable(hand, kept)) - set(doable(hand, free)) == {Action.RELEASE}
        for action, case in ((Action.RELEASE, free), (Action.KEEP, kept)):
            with pytest.raises(Refused, match="case-not-now"):
                act(hand, action, case)
    for role in (Role.OFFICER, Role.HEAD):
        assert not {Action.KEEP, Action.RELEASE} & {
            *doable(Hand(role, LEAD), free),
            *doable(Hand(role, LEAD), kept),
        }


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.role}-{hand.office or 'none'}")
def test_with_what_was_cleaned_nobody_does_anything(hand: Hand) -> None:
    for status, action in itertools.product(Status, Action):
        case = Matter(status, LEAD, cleaned=True)
        assert doable(hand, case) == ()
        with pytest.raises(Refused, match="case-cleaned" if may_see(hand, case) else "case-not-yours"):
            act(hand, action, case)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.role}-{hand.office or 'none'}")
def test_an_invitation_is_made_by_those_who_answer_for_the_invited(hand: Hand) -> None:
    allowed = {
        Role.ADMIN: set(Role),
        Role.LEADER: set(Role) - {Role.ADMIN},
        Role.HEAD: {Role.OFFICER},
    }.get(hand.role, set())
    for role, office in itertools.product(Role, OFFICES):
        there = hand.role is not Role.HEAD or office == hand.office
        assert may_invite(hand, role, office) is (role in allowed and there)


def test_a_head_lets_officers_into_their_own_office_alone() -> None:
    head = Hand(Role.HEAD, LEAD)
    assert may_invite(head, Role.OFFICER, LEAD)
    assert not may_invite(head, Role.OFFICER, "culture")
    assert not may_invite(head, Role.OFFICER)
    assert not may_invite(head, Role.HEAD, LEAD)


def test_nobody_lets_in_somebody_above_them() -> None:
    assert not may_invite(Hand(Role.LEADER), Role.ADMIN)
    assert all(Role.ADMIN not in roles for role, roles in INVITES.items() if role is not Role.ADMIN)


def test_the_roles_that_need_an_office_are_those_that_work_in_one() -> None:
    assert {Role.OFFICER, Role.HEAD, Role.COORDINATOR} == OF_AN_OFFICE
    assert not OF_AN_OFFICE & WARD_WIDE


@pytest.mark.parametrize("role", Role)
def test_a_question_to_an_office_is_answered_there_or_by_those_who_see_all(role: Role) -> None:
    assert tuple(may_answer(Hand(role, office), LEAD) for office in OFFICES) == SEES[role]


def test_a_question_to_no_office_is_answered_by_those_who_see_all() -> None:
    assert {role for role in Role if may_answer(Hand(role), "")} == {
        Role.COORDINATOR, Role.LEADER, Role.ADMIN,
    }  # fmt: skip


HELD: Final = (Status.ACCEPTED, Status.NEEDS_INFO, Status.VERIFYING)


def test_what_a_colleague_has_is_theirs_and_others_only_add_to_it() -> None:
    officer = Hand(Role.OFFICER, LEAD)
    for status in HELD:
        theirs = Matter(status, LEAD, mine=False)
        assert set(doable(officer, theirs)) == {Action.NOTE, Action.CHECK}
        own = Matter(status, LEAD, mine=True)
        assert doable(officer, own) == possible(status, Role.OFFICER)
        with pytest.raises(Refused, match="case-not-yours"):
            act(officer, Action.CONCLUDE, theirs)


@pytest.mark.parametrize("hand", [Hand(Role.HEAD, LEAD), Hand(Role.COORDINATOR, LEAD), Hand(Role.LEADER)])
def test_who_leads_may_do_what_an_officer_has_begun(hand: Hand) -> None:
    assert act(hand, Action.CONCLUDE, Matter(Status.VERIFYING, LEAD, mine=False)) is Status.CONCLUDED
    assert may(hand, Action.ASSIGN, Matter(Status.SENT, LEAD))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_an_office_that_helps_sees_the_case_and_adds_to_it(role: Role) -> None:
    case = Matter(Status.ACCEPTED, LEAD, helpers=("culture",), mine=False)
    assert set(doable(Hand(role, "culture"), case)) == {Action.NOTE, Action.CHECK}
    assert not may_see(Hand(role, "police"), case)
    assert not may_see(Hand(role), Matter(Status.ACCEPTED, LEAD, helpers=("",)))


def test_helping_opens_nothing_that_is_about_an_official_and_nothing_to_the_press() -> None:
    official = Matter(Status.SENT, LEAD, confidential=True, helpers=("culture",))
    assert not may_see(Hand(Role.HEAD, "culture"), official)
    assert not may_see(Hand(Role.MEDIA, "culture"), Matter(Status.SENT, LEAD, helpers=("culture",)))


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.role}-{hand.office or 'none'}")
def test_only_heads_and_leaders_are_shown_who_reported(hand: Hand) -> None:
    shown = may(hand, Action.UNMASK, matter(Status.VERIFYING))
    assert shown is (hand.role is Role.LEADER or hand == Hand(Role.HEAD, LEAD))
