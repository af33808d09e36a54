"""Staff and their invitations: a link works once, one member to an account, suspended at once."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from bot.core.messages import Address
from bot.core.people import Role
from storage import conversations, staff
from storage.database import Database
from storage.staff import INVITATIONS, STAFF, InvitationKind, StaffState
from tests.storage.races import all_at_once
from tests.storage.samples import AN, BINH, CHI, NOON, invited, joined, joining, later, spoil, stored_talk

TWO_DAYS = timedelta(days=2)


def test_a_link_is_found_by_its_tag_and_by_its_number(conn: Connection) -> None:
    id_ = invited(conn, "a" * 64, office="culture", role=Role.HEAD)
    found = staff.find_invitation(conn, "a" * 64)
    assert found is not None
    assert found == staff.invitation(conn, id_)
    assert (found.kind, found.role, found.office) == (InvitationKind.PERSON, Role.HEAD, "culture")
    assert (found.name, found.made_by, found.expires_at) == ("Lê Văn Mẫu", 1, NOON + TWO_DAYS)
    assert (found.used_at, found.used_by, found.revoked_at) == (None, None, None)
    assert staff.find_invitation(conn, "b" * 64) is None
    assert staff.invitation(conn, id_ + 1) is None


def test_a_tag_stands_for_one_link(conn: Connection) -> None:
    invited(conn)
    with pytest.raises(IntegrityError), conn.begin_nested():
        invited(conn)


def test_a_link_works_once(conn: Connection) -> None:
    id_ = invited(conn)
    assert staff.use(conn, id_, AN, at=later(5))
    assert not staff.use(conn, id_, BINH, at=later(6))
    used = staff.invitation(conn, id_)
    assert used is not None
    assert (used.used_at, used.used_by) == (later(5), AN)
    assert staff.open_invitations(conn, later(6)) == []


def test_a_link_works_until_its_last_moment_and_not_in_it(conn: Connection) -> None:
    early, late = invited(conn, "a" * 64), invited(conn, "b" * 64)
    end = NOON + TWO_DAYS
    assert [link.id for link in staff.open_invitations(conn, end - timedelta(seconds=1))] == [early, late]
    assert staff.use(conn, early, AN, at=end - timedelta(seconds=1))
    assert not staff.use(conn, late, AN, at=end)
    assert staff.open_invitations(conn, end) == []


def test_a_link_that_was_taken_back_does_not_work(conn: Connection) -> None:
    id_ = invited(conn)
    assert staff.revoke(conn, id_, at=later(5))
    assert not staff.revoke(conn, id_, at=later(6))
    assert not staff.use(conn, id_, AN, at=later(7))
    gone = staff.invitation(conn, id_)
    assert gone is not None
    assert (gone.revoked_at, gone.used_at) == (later(5), None)
    assert staff.open_invitations(conn, later(7)) == []


def test_a_link_that_was_used_cannot_be_taken_back(conn: Connection) -> None:
    id_ = invited(conn)
    staff.use(conn, id_, AN, at=NOON)
    assert not staff.revoke(conn, id_, at=later(1))


def test_open_links_are_listed_oldest_first(conn: Connection) -> None:
    ids = [invited(conn, letter * 64) for letter in "abcd"]
    staff.use(conn, ids[0], AN, at=NOON)
    staff.revoke(conn, ids[2], at=NOON)
    assert [link.id for link in staff.open_invitations(conn, NOON)] == [ids[1], ids[3]]


def test_only_unused_administrator_links_that_nobody_made_are_taken_back_together(conn: Connection) -> None:
    admin = {"role": Role.ADMIN, "office": ""}
    first = [invited(conn, letter * 64, made_by=None, **admin) for letter in "ab"]
    used = invited(conn, "c" * 64, made_by=None, **admin)
    staff.use(conn, used, AN, at=NOON)
    kept = [invited(conn, "d" * 64, made_by=1, **admin), invited(conn, "e" * 64, made_by=None)]
    staff.revoke_first(conn, at=later(9))
    revoked = conn.execute(select(INVITATIONS.c.id).where(INVITATIONS.c.revoked_at == later(9))).scalars()
    assert set(revoked) == set(first)
    assert [link.id for link in staff.open_invitations(conn, NOON)] == kept


def test_links_that_are_over_long_enough_are_deleted_however_they_ended(conn: Connection) -> None:
    used, revoked, expired, fresh = (invited(conn, letter * 64) for letter in "abcd")
    staff.use(conn, used, AN, at=later(10))
    staff.revoke(conn, revoked, at=later(20))
    conn.execute(INVITATIONS.update().where(INVITATIONS.c.id == expired).values(expires_at=later(30)))

    def left() -> list[int]:
        return list(conn.execute(select(INVITATIONS.c.id).order_by(INVITATIONS.c.id)).scalars())

    for before, remaining in ((10, [used, revoked, expired, fresh]), (21, [expired, fresh]), (31, [fresh])):
        assert not staff.forget_invitations(conn, over_before=later(before))
        assert left() == remaining
    assert not staff.forget_invitations(conn, over_before=NOON + TWO_DAYS)
    assert left() == [fresh]


def test_many_links_that_are_over_are_deleted_in_portions(conn: Connection) -> None:
    for letter in "abc":
        invited(conn, letter * 64)
    long_after = NOON + timedelta(days=99)
    assert staff.forget_invitations(conn, over_before=long_after, most=2)
    assert not staff.forget_invitations(conn, over_before=long_after, most=2)
    assert staff.open_invitations(conn, NOON) == []


def test_the_number_of_a_deleted_link_is_not_given_again(conn: Connection) -> None:
    old = invited(conn)
    staff.forget_invitations(conn, over_before=NOON + timedelta(days=99))
    assert invited(conn) > old


def test_of_two_users_of_one_link_at_once_one_wins(database: Database) -> None:
    id_ = database.transact(invited)
    lanes = [AN, BINH]
    won = all_at_once(database, [partial(staff.use, id_=id_, lane=lane, at=NOON) for lane in lanes])
    assert sorted(won) == [False, True]
    used = database.transact(partial(staff.invitation, id_=id_))
    assert used is not None
    assert used.used_by == lanes[won.index(True)]


def test_a_link_is_used_or_taken_back_never_both(database: Database) -> None:
    id_ = database.transact(invited)
    ways = [partial(staff.use, id_=id_, lane=AN, at=NOON), partial(staff.revoke, id_=id_, at=NOON)]
    assert sorted(all_at_once(database, ways)) == [False, True]


def test_a_member_is_read_with_the_address_of_their_conversation(conn: Connection) -> None:
    stored_talk(conn, AN, language="en")
    id_ = joined(conn, AN, invited_by=4)
    someone = staff.member(conn, id_)
    assert someone is not None
    assert someone == staff.member_on(conn, AN)
    assert (someone.name, someone.account_name, someone.lane) == ("Trần Thị Mẫu", "mau.tran", AN)
    assert (someone.role, someone.office, someone.invited_by) == (Role.OFFICER, "economic", 4)
    assert (someone.state, someone.joined_at, someone.works) == (StaffState.ACTIVE, NOON, True)
    assert (someone.address, someone.language) == (Address("post", "ward", "person a"), "en")
    assert someone.reached
    assert staff.member(conn, id_ + 1) is None
    assert staff.member_on(conn, BINH) is None


def test_a_member_whose_conversation_is_gone_or_who_blocked_us_is_not_reached(conn: Connection) -> None:
    id_ = joined(conn, AN)
    gone = staff.member(conn, id_)
    assert gone is not None
    assert (gone.address, gone.language, gone.reached, gone.works) == (None, "vi", False, True)
    stored_talk(conn, AN)
    conversations.block(conn, AN, later(5))
    blocked = staff.member(conn, id_)
    assert blocked is not None
    assert blocked.address is not None
    assert not blocked.reached
    conversations.block(conn, AN, None)
    back = staff.member(conn, id_)
    assert back is not None
    assert back.reached


def test_who_joins_where_somebody_works_takes_their_place(conn: Connection) -> None:
    first = joined(conn, AN)
    second = joined(conn, AN, role=Role.HEAD, joined_at=later(9))
    on_lane = staff.member_on(conn, AN)
    assert on_lane is not None
    assert (on_lane.id, on_lane.role) == (second, Role.HEAD)
    before = conn.execute(select(STAFF.c.state, STAFF.c.suspended_at).where(STAFF.c.id == first)).one()
    assert tuple(before) == (StaffState.SUSPENDED, later(9))
    third = joined(conn, AN, joined_at=later(20))
    assert [each.state for each in staff.everyone(conn)] == [
        StaffState.SUSPENDED, StaffState.SUSPENDED, StaffState.ACTIVE,
    ]  # fmt: skip
    before = conn.execute(select(STAFF.c.suspended_at).where(STAFF.c.id == first)).one()
    assert tuple(before) == (later(9),), "the end of a time is told once"
    assert third > second > first


def test_of_several_who_join_on_one_lane_at_once_the_last_works_alone(database: Database) -> None:
    ways = [partial(staff.join, joining=joining(AN, joined_at=later(n))) for n in range(4)]
    ids = all_at_once(database, ways)
    assert len(set(ids)) == 4
    everyone = database.transact(staff.everyone)
    assert [each.id for each in everyone if each.state is not StaffState.SUSPENDED] == [max(ids)]


def test_who_waits_is_on_the_staff_and_may_not_act_until_confirmed_once(conn: Connection) -> None:
    id_ = joined(conn, AN, state=StaffState.WAITING)
    waiting = staff.member_on(conn, AN)
    assert waiting is not None
    assert not waiting.works
    assert staff.on_lanes(conn, [AN]) == {AN}
    assert staff.working(conn) == []
    assert staff.confirm(conn, id_)
    assert not staff.confirm(conn, id_)
    assert [each.id for each in staff.working(conn)] == [id_]


def test_a_suspended_member_is_one_no_more_and_stays_in_the_list(conn: Connection) -> None:
    id_ = joined(conn, AN)
    assert staff.suspend(conn, id_, at=later(5))
    assert not staff.suspend(conn, id_, at=later(6))
    assert staff.member_on(conn, AN) is None
    assert staff.on_lanes(conn, [AN]) == set()
    assert staff.working(conn) == []
    assert not staff.confirm(conn, id_)
    assert [(each.id, each.works) for each in staff.everyone(conn)] == [(id_, False)]


def test_who_waits_can_be_refused(conn: Connection) -> None:
    id_ = joined(conn, AN, state=StaffState.WAITING)
    assert staff.suspend(conn, id_, at=later(5))
    assert not staff.confirm(conn, id_)


def test_a_confirmation_and_a_suspension_at_once_leave_them_suspended(database: Database) -> None:
    id_ = database.transact(partial(joined, lane=AN, state=StaffState.WAITING))
    all_at_once(database, [partial(staff.confirm, id_=id_), partial(staff.suspend, id_=id_, at=NOON)])
    someone = database.transact(partial(staff.member, id_=id_))
    assert someone is not None
    assert someone.state is StaffState.SUSPENDED


def test_the_lanes_of_staff_are_told_from_others_in_one_read(conn: Connection) -> None:
    joined(conn, AN)
    staff.suspend(conn, joined(conn, BINH), at=NOON)
    assert staff.on_lanes(conn, [AN, BINH, CHI]) == {AN}
    assert staff.on_lanes(conn, []) == set()


def test_who_works_is_found_by_role_and_office(conn: Connection) -> None:
    head = joined(conn, AN, role=Role.HEAD)
    officer = joined(conn, BINH)
    leader = joined(conn, CHI, role=Role.LEADER, office="")

    def ids(*roles: Role, office: str | None = None) -> list[int]:
        return [each.id for each in staff.working(conn, *roles, office=office)]

    assert ids() == [head, officer, leader]
    assert ids(Role.HEAD, Role.LEADER) == [head, leader]
    assert ids(office="economic") == [head, officer]
    assert ids(Role.OFFICER, office="economic") == [officer]
    assert ids(Role.OFFICER, office="culture") == []
    assert ids(office="") == [leader]


def test_only_an_active_administrator_counts_as_one(conn: Connection) -> None:
    joined(conn, AN)
    assert not staff.has_administrator(conn)
    admin = joined(conn, BINH, role=Role.ADMIN, office="", state=StaffState.WAITING)
    assert not staff.has_administrator(conn)
    staff.confirm(conn, admin)
    assert staff.has_administrator(conn)
    staff.suspend(conn, admin, at=NOON)
    assert not staff.has_administrator(conn)


def test_a_name_that_cannot_be_opened_is_empty_and_spoils_no_list(conn: Connection) -> None:
    stored_talk(conn, AN)
    broken, fine = joined(conn, AN), joined(conn, BINH)
    for column in ("name", "account_name"):
        spoil(conn, "staff", column, broken)
    assert [(each.id, each.name) for each in staff.everyone(conn)] == [(broken, ""), (fine, "Trần Thị Mẫu")]
    someone = staff.member_on(conn, AN)
    assert someone is not None
    assert (someone.account_name, someone.reached, someone.works) == ("", True, True)
    assert len(staff.working(conn)) == 2


def test_a_member_whose_address_cannot_be_opened_is_not_reached(conn: Connection) -> None:
    stored_talk(conn, AN)
    joined(conn, AN)
    conn.execute(text("UPDATE conversations SET person = :junk"), {"junk": b"sealed by somebody else"})
    (someone,) = staff.everyone(conn)
    assert (someone.name, someone.address, someone.reached) == ("Trần Thị Mẫu", None, False)


def test_a_link_whose_name_cannot_be_opened_is_listed_without_it_and_works(conn: Connection) -> None:
    broken, fine = invited(conn, "a" * 64), invited(conn, "b" * 64)
    spoil(conn, "invitations", "name", broken)
    assert [(each.id, each.name) for each in staff.open_invitations(conn, NOON)] == [
        (broken, ""), (fine, "Lê Văn Mẫu"),
    ]  # fmt: skip
    assert staff.use(conn, broken, AN, at=NOON)


def test_a_role_and_a_state_of_a_newer_release_only_show(conn: Connection) -> None:
    joined(conn, AN)
    conn.execute(text("UPDATE staff SET role = 'chronicler', state = 'on-leave'"))
    (someone,) = staff.everyone(conn)
    assert (someone.role, someone.state, someone.works) == ("chronicler", "on-leave", False)
    assert staff.on_lanes(conn, [AN]) == {AN}
