"""Who works here, and how rights end: at once, everywhere, with a word to those who see to the rest."""

import pytest

from bot.core.case import Status
from bot.core.people import Role
from storage import cases, staff
from storage.cases import Change, Event
from storage.touch import Connection
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import invites, member, number
from tests.support.world import Person, World


@pytest.fixture
async def admin(world: World) -> Person:
    return await world.appoints("Quản", Role.ADMIN)


async def test_suspension_holds_in_the_middle_of_a_flow(world: World, admin: Person) -> None:
    head = await world.appoints("Trưởng", Role.HEAD, "economic")
    await head.says("/moi", "Ngô Văn Ví Dụ")
    old = head.button("inviting-yes").tap
    await admin.says("/canbo")
    await admin.taps("Trưởng")
    admin.hears("suspend-ask", name="Trưởng")
    await admin.taps("suspend-yes")
    admin.hears("suspend-done", name="Trưởng")
    await head.listens()
    head.hears("staff-suspended")
    await head.presses(old)
    head.hears("staff-not-allowed")
    head.hears_not("invite-made")
    await head.says("/moi")
    head.hears_not("ask-invite-role")
    assert await world.look(lambda conn: staff.open_invitations(conn, world.clock.now())) == []


async def test_open_links_end_with_whoever_made_them(world: World, admin: Person) -> None:
    head = await world.appoints("Trưởng", Role.HEAD, "economic")
    token = await invites(head)
    their = await number(world, head)
    await admin.presses(f"staff:suspend-yes:{their}")
    mau = await world.person("mau")
    await mau.opens(token)
    mau.hears("invited-revoked")


async def test_the_last_administrator_cannot_be_suspended(world: World, admin: Person) -> None:
    their = await number(world, admin)
    for press in ("suspend", "suspend-yes"):
        await admin.presses(f"staff:{press}:{their}")
        admin.hears("suspend-last-admin")
    await world.appoints("Quản Hai", Role.ADMIN)
    await admin.presses(f"staff:suspend-yes:{their}")
    admin.hears("suspend-done")
    assert await member(world, admin) is None


async def test_a_head_sees_and_suspends_only_the_own_office(world: World, admin: Person) -> None:
    head = await world.appoints("Trưởng", Role.HEAD, "economic")
    await world.appoints("Viên Một", Role.OFFICER, "economic")
    other = await world.appoints("Viên Hai", Role.OFFICER, "police")
    their = await number(world, other)
    await head.says("/canbo")
    head.hears("Viên Một")
    head.hears_not("Viên Hai")
    head.hears_not("Quản")
    await head.presses(f"staff:suspend:{their}")
    head.hears("staff-not-allowed")
    await head.says("/canbo một")
    await head.taps("Viên Một")
    await head.taps("suspend-yes")
    head.hears("suspend-done", name="Viên Một")
    await admin.says("danh sách cán bộ")
    admin.hears_not("Viên Một")


async def test_the_list_shows_open_links_and_takes_them_back(world: World, admin: Person) -> None:
    token = await invites(admin, Role.MEDIA, name="Lê Thị Nháp")
    await admin.says("/canbo")
    admin.hears("staff-list-link", name="Lê Thị Nháp")
    await admin.taps("Lê Thị Nháp")
    admin.hears("revoke-done")
    nhap = await world.person("nhap")
    await nhap.opens(token)
    nhap.hears("invited-revoked")


async def takes(world: World, code: str, holder: int) -> None:
    """As the button of the card does it."""

    def write(conn: Connection) -> None:
        case = cases.find(conn, code)
        assert case is not None
        event = Event(world.clock.now(), "officer", "web", "take", Status.ACCEPTED, staff=holder)
        cases.move(conn, case.id, case.version, Change(Status.ACCEPTED, holder=holder), event)

    await world.house.database.write(write)


async def history_of(world: World, code: str) -> list[str]:
    def read(conn: Connection) -> list[str]:
        case = cases.find(conn, code)
        assert case is not None
        return [line.action for line in cases.history(conn, case.id)]

    return await world.look(read)


async def test_those_above_hear_of_the_cases_that_nobody_holds_now(
    world: World, admin: Person, lan: Person
) -> None:
    code = await files(lan)
    case = await world.look(lambda conn: cases.find(conn, code))
    assert case is not None
    officer = await world.appoints("Viên", Role.OFFICER, case.lead)
    head = await world.appoints("Trưởng", Role.HEAD, case.lead)
    holder = await number(world, officer)
    await takes(world, code, holder)
    await admin.presses(f"staff:suspend-yes:{holder}")
    admin.hears_not("staff-orphaned", name="Viên")
    await head.listens()
    head.hears("staff-orphaned", name="Viên", count=1, office=head.words(f"ward-office-{case.lead}"))
    assert await world.look(lambda conn: cases.held_by(conn, holder)) == []
    assert await history_of(world, code) == ["file", "take", "give-back"], "it says as before who took it"


async def test_what_a_suspended_colleague_held_can_be_taken_by_another(
    world: World, admin: Person, lan: Person
) -> None:
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    other = await world.appoints("Hạnh", Role.OFFICER, "economic")
    code = await files(lan)
    await officer.listens()
    await officer.presses(f"case:take:{code}")
    await other.listens()
    other.hears_not("card-free")
    await admin.presses(f"staff:suspend-yes:{await number(world, officer)}")
    await other.listens()
    other.hears("card-free")
    await other.presses(f"case:take:{code}")
    other.hears("work-took", code=code)


async def test_where_there_is_no_head_the_administrator_hears_of_them(
    world: World, admin: Person, lan: Person
) -> None:
    code = await files(lan)
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    await takes(world, code, await number(world, officer))
    await admin.presses(f"staff:suspend-yes:{await number(world, officer)}")
    admin.hears("suspend-done", name="Viên")
    admin.hears("staff-orphaned", name="Viên", count=1)
