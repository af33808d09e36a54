"""Who is let in: a link that works once, confirmed by whoever made it."""

import pytest

from bot.core.people import Role
from handlers.staff.issuing import VALID, Order, first_link, issue
from storage import staff
from storage.staff import StaffState
from tests.scenarios.staffing import invites, member, number, sees, state
from tests.support.databases import KEYRING
from tests.support.world import Person, World


@pytest.fixture
async def admin(world: World) -> Person:
    return await world.appoints("Quản", Role.ADMIN)


async def by_command_line(world: World, role: Role, office: str = "", name: str = "Máy Chủ Mời") -> str:
    now = world.clock.now()
    issued = await world.house.database.write(
        lambda conn: issue(conn, KEYRING, Order(role, office, name), now=now)
    )
    return issued.token


async def test_an_invitation_is_accepted_confirmed_and_begins(world: World, admin: Person) -> None:
    token = await invites(admin)
    mau = await world.person("mau")
    await mau.opens(token)
    mau.hears("invited-head", name="Trần Thị Mẫu")
    mau.hears("staff-role-officer")
    mau.hears("ward-office-economic")
    mau.hears("ward-authority")
    mau.hears("invited-after", inviter="Quản")
    assert await state(world, mau) is None, "looking uses nothing up"
    await mau.taps("invited-accept")
    mau.hears("accepted-waiting", inviter="Quản")
    assert await state(world, mau) is StaffState.WAITING
    await admin.listens()
    admin.hears("accepted-card", inviter="Quản", name="Trần Thị Mẫu")
    await admin.taps("confirm-right")
    await sees(admin, "confirmed-right", name="Trần Thị Mẫu")
    assert await state(world, mau) is StaffState.ACTIVE
    await mau.listens()
    mau.hears("staff-welcome", name="Trần Thị Mẫu")
    mau.hears("staff-welcome-cases")
    mau.hears("staff-welcome-resident")
    mau.hears_not("staff-welcome-invite")


async def test_whoever_waits_can_do_nothing(world: World, admin: Person) -> None:
    token = await invites(admin, Role.LEADER)
    mau = await world.person("mau")
    await mau.opens(token)
    await mau.taps("invited-accept")
    their = await number(world, mau)
    await mau.says("/moi")
    mau.hears_not("ask-invite-role")
    await mau.presses(f"staff:confirm:{their}")
    mau.hears("button-over")
    assert await state(world, mau) is StaffState.WAITING


async def test_a_forwarded_link_is_refused_by_the_inviter(world: World, admin: Person) -> None:
    token = await invites(admin)
    stranger = await world.person("stranger")
    await stranger.opens(token)
    await stranger.taps("invited-accept")
    await admin.listens()
    await admin.taps("confirm-wrong")
    await sees(admin, "confirmed-wrong", name="Trần Thị Mẫu")
    await stranger.listens()
    stranger.hears("accepted-refused")
    assert await state(world, stranger) is None
    mau = await world.person("mau")
    await mau.opens(token)
    mau.hears("invited-used")
    assert mau.sees("menu-report"), "somebody who came in vain finds the way"


async def test_a_link_works_once(world: World, admin: Person) -> None:
    token = await invites(admin)
    mau = await world.person("mau")
    await mau.opens(token)
    await mau.taps("invited-accept")
    await mau.opens(token)
    mau.hears("invited-already")
    minh = await world.person("minh")
    await minh.opens(token)
    minh.hears("invited-used")
    minh.hears_not("invited-head")


async def test_of_two_who_look_at_a_link_the_first_press_has_it(world: World, admin: Person) -> None:
    token = await invites(admin)
    mau, minh = await world.person("mau"), await world.person("minh")
    await mau.opens(token)
    await minh.opens(token)
    await minh.taps("invited-accept")
    await mau.taps("invited-accept")
    mau.hears("invited-used")
    assert await state(world, mau) is None


async def test_a_link_ends_after_two_days(world: World, admin: Person) -> None:
    token = await invites(admin)
    late, prompt = await world.person("late"), await world.person("prompt")
    await late.opens(token)
    await world.passes(hours=VALID.total_seconds() / 3600)
    await late.presses("staff:accept:1")
    late.hears("invited-expired")
    await prompt.opens(token)
    prompt.hears("invited-expired")
    assert await state(world, late) is None


async def test_a_link_that_nobody_made_and_a_number_alone_do_nothing(world: World, admin: Person) -> None:
    await invites(admin)
    minh = await world.person("minh")
    await minh.opens("this-token-was-never-made-by-anybody")
    minh.hears("invited-unknown")
    await minh.presses("staff:accept:1")
    minh.hears("invited-again")
    assert await state(world, minh) is None


async def test_a_link_is_taken_back(world: World, admin: Person) -> None:
    token = await invites(admin)
    mau = await world.person("mau")
    await mau.opens(token)
    await admin.taps("invite-revoke")
    admin.hears("revoke-done")
    await mau.taps("invited-accept")
    mau.hears("invited-revoked")
    await mau.opens(token)
    mau.hears("invited-revoked")
    await admin.presses("staff:revoke:1")
    admin.hears("revoke-over")


async def test_another_administrator_may_confirm_and_nobody_else(world: World, admin: Person) -> None:
    head = await world.appoints("Trưởng", Role.HEAD, "economic")
    other = await world.appoints("Trưởng Khác", Role.HEAD, "police")
    token = await invites(head)
    mau = await world.person("mau")
    await mau.opens(token)
    await mau.taps("invited-accept")
    their = await number(world, mau)
    await other.presses(f"staff:confirm:{their}")
    other.hears("staff-not-allowed")
    await admin.says("/canbo")
    assert admin.sees("confirm-right", "confirm-wrong")
    await admin.presses(f"staff:confirm:{their}")
    assert await state(world, mau) is StaffState.ACTIVE
    await sees(head, "confirmed-right", name="Trần Thị Mẫu")
    await head.presses(f"staff:refuse:{their}")
    head.hears("confirm-over")
    assert await state(world, mau) is StaffState.ACTIVE


async def test_where_the_inviter_is_gone_the_administrator_is_asked(world: World, admin: Person) -> None:
    leader = await world.appoints("Lãnh Đạo", Role.LEADER)
    token = await invites(leader)
    mau = await world.person("mau")
    await mau.opens(token)
    now = world.clock.now()
    gone = await member(world, leader)
    assert gone is not None
    await world.house.database.write(lambda conn: staff.suspend(conn, gone.id, at=now))
    await mau.taps("invited-accept")
    await admin.listens()
    admin.hears("accepted-card", inviter="Lãnh Đạo", name="Trần Thị Mẫu")
    await admin.taps("confirm-right")
    assert await state(world, mau) is StaffState.ACTIVE


async def test_a_link_of_the_command_line_begins_at_once_and_administrators_hear(
    world: World, admin: Person
) -> None:
    token = await by_command_line(world, Role.HEAD, "police", "Phạm Văn Thử")
    thu = await world.person("thu")
    await thu.opens(token)
    thu.hears("invited-at-once")
    await thu.taps("invited-accept")
    thu.hears("staff-welcome", name="Phạm Văn Thử")
    thu.hears("staff-welcome-invite")
    assert await state(world, thu) is StaffState.ACTIVE
    await admin.listens()
    admin.hears("staff-joined", name="Phạm Văn Thử")


async def test_the_first_link_makes_an_administrator_and_is_useless_then(world: World) -> None:
    async def first() -> str | None:
        now = world.clock.now()
        return await world.house.database.write(lambda conn: first_link(conn, KEYRING, now=now))

    earlier, newest = await first(), await first()
    assert earlier is not None
    assert newest is not None
    one, two = await world.person("one"), await world.person("two")
    await one.opens(earlier)
    one.hears("invited-revoked")
    await one.opens(newest)
    one.hears("invited-first")
    await one.taps("invited-accept")
    one.hears("staff-welcome")
    found = await member(world, one)
    assert found is not None
    assert (found.role, found.state) == (Role.ADMIN, StaffState.ACTIVE)
    assert found.name, "nobody is nameless in the list"
    await two.opens(newest)
    two.hears("invited-used")
    assert await first() is None


async def test_the_first_link_is_useless_once_there_is_an_administrator(world: World) -> None:
    now = world.clock.now()
    token = await world.house.database.write(lambda conn: first_link(conn, KEYRING, now=now))
    assert token is not None
    await world.appoints("Quản", Role.ADMIN)
    late = await world.person("late")
    await late.opens(token)
    late.hears("invited-first-over")


async def test_who_works_already_is_told_that_the_old_role_ends(world: World, admin: Person) -> None:
    officer = await world.appoints("Cũ", Role.OFFICER, "police")
    token = await invites(admin, Role.OFFICER, "culture", "Cũ Mới")
    await officer.opens(token)
    officer.hears("invited-replaces")
    officer.hears("ward-office-police")
    await officer.taps("invited-accept")
    await admin.listens()
    await admin.taps("confirm-right")
    found = await member(world, officer)
    assert found is not None
    assert (found.name, found.office) == ("Cũ Mới", "culture")


async def test_the_only_administrator_cannot_become_something_else(admin: Person) -> None:
    token = await invites(admin)
    await admin.opens(token)
    admin.hears("invited-last-admin")


async def test_somebody_in_the_middle_of_a_report_may_look_at_a_link(world: World, admin: Person) -> None:
    token = await invites(admin)
    mau = await world.person("mau")
    await mau.says("/baocao")
    await mau.opens(token)
    mau.hears("invited-head")
    await mau.taps("invited-accept")
    mau.hears("accepted-waiting")
    await mau.says("/baocao")
    mau.hears("ask-consent-choice")


async def test_a_head_invites_only_officers_of_their_own_office(world: World) -> None:
    head = await world.appoints("Trưởng", Role.HEAD, "economic")
    await head.says("/moi")
    head.hears("ask-invite-name")
    await head.says("Ngô Văn Ví Dụ")
    head.hears("staff-role-officer")
    head.hears("ward-office-economic")
    await head.taps("inviting-yes")
    mau = await world.person("mau")
    await mau.opens(head.token)
    mau.hears("ward-office-economic")


async def test_an_officer_may_let_nobody_in(world: World) -> None:
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    for command in ("/moi", "/canbo", "/nhom"):
        await officer.says(command)
        officer.hears("staff-not-allowed")


async def test_a_resident_who_types_the_commands_of_staff_is_a_resident(lan: Person) -> None:
    await lan.says("/moi")
    lan.hears_not("ask-invite-role")
    await lan.says("/canbo")
    lan.hears("officer-asked")
    await lan.presses("staff:suspend-yes:1")
    lan.hears("button-over")


async def test_inviting_can_be_given_up_and_waits_for_what_stands_open(admin: Person) -> None:
    await admin.says("/moi", "/huy")
    admin.hears("cancelled-invite")
    await admin.says("/baocao")
    await admin.taps("consent-agree", "ward-label-DL")
    await admin.says("/moi")
    admin.hears("staff-first-finish")
    admin.hears("ask-report-sub")
    await admin.says("/huy", "/moi")
    admin.hears("ask-invite-role")
