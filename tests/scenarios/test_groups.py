"""A group listens for an office: bound by a link, unbound by a word, followed when it moves, silent else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.messages import Address
from bot.core.people import Role
from storage import conversations, groups, outbox, staff
from storage.groups import Group as Bound
from storage.touch import Connection
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import number
from tests.scenarios.test_clockwork import KNIFE
from tests.scenarios.test_filing import case_of
from tests.support.botapi import Group, Shown, User
from tests.support.databases import KEYRING, sqlite_url
from tests.support.telegram_front import TelegramFront, Town
from tests.support.world import Person, World


@pytest.fixture(params=["vi", "en"])
async def world(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with living(sqlite_url(tmp_path), tmp_path, request.param, channel="telegram") as world:
        yield world


@pytest.fixture
def town(world: World) -> Town:
    assert world.telegram is not None
    return world.telegram


@pytest.fixture
async def head(world: World) -> Person:
    return await world.appoints("Trưởng", Role.HEAD, "economic")


@pytest.fixture
def group(town: Town) -> Group:
    return town.api.group("Tổ công tác")


def user_of(person: Person) -> User:
    assert isinstance(person.front, TelegramFront)
    return person.front.user


def link_in(person: Person) -> str:
    """The link that was just told."""
    return next(word for word in person.said.split() if "?startgroup=" in word)


async def binds(world: World, person: Person, group: Group) -> None:
    await person.says("/nhom")
    await user_of(person).opens_link(link_in(person), group)
    await world.settles()
    await person.listens()


async def said_in(world: World, group: Group, by: Person, words: str) -> None:
    assert world.telegram is not None
    await user_of(by).says(group, words)
    await world.settles()


def last(world: World, group: Group) -> str:
    """What we said last in the group."""
    assert world.telegram is not None
    ours = [shown.text for shown in group.shown() if shown.by_bot == world.telegram.bot.id]
    return ours[-1] if ours else ""


async def bound(world: World) -> list[Bound]:
    return await world.look(groups.every)


async def test_a_head_binds_a_group_with_a_link(world: World, town: Town, head: Person, group: Group) -> None:
    await binds(world, head, group)
    [listening] = await bound(world)
    address = Address("telegram", str(town.bot.id), str(group.id))
    assert (listening.office, listening.address) == ("economic", address)
    assert listening.lane == KEYRING.lane(address)
    assert last(world, group).startswith(head.words_like("group-bound").split("\0")[0])
    head.hears("group-bound-told", office=head.words("ward-office-economic"))


async def test_an_administrator_chooses_the_office_first(world: World, group: Group) -> None:
    admin = await world.appoints("Quản", Role.ADMIN)
    await admin.says("/nhom")
    admin.hears("group-which")
    await admin.taps("ward-office-police")
    await user_of(admin).opens_link(link_in(admin), group)
    await world.settles()
    assert [one.office for one in await bound(world)] == ["police"]
    await admin.says("/canbo")
    admin.hears("staff-list-group", office=admin.words("ward-office-police"))


async def test_a_link_that_was_passed_on_binds_nothing(
    world: World, town: Town, head: Person, group: Group
) -> None:
    await head.says("/nhom")
    stranger = town.api.user("Người Lạ")
    await stranger.opens_link(link_in(head), town.api.group("Nhóm lạ"))
    await world.settles()
    assert await bound(world) == []
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    await user_of(officer).opens_link(link_in(head), group)
    await world.settles()
    assert len(await bound(world)) == 1


async def test_a_link_binds_one_group(world: World, town: Town, head: Person, group: Group) -> None:
    await binds(world, head, group)
    await head.says("/nhom")
    used = link_in(head)
    await user_of(head).opens_link(used, group)
    await world.settles()
    other = town.api.group("Nhóm hai")
    await user_of(head).opens_link(used, other)
    await world.settles()
    assert last(world, other) == head.words("invited-used")
    assert len(await bound(world)) == 1


async def test_a_link_for_one_person_is_not_used_up_in_a_group(
    world: World, town: Town, head: Person, group: Group
) -> None:
    await head.says("/moi", "Ngô Văn Ví Dụ")
    await head.taps("inviting-yes")
    token = head.token
    await group.adds(town.bot)
    await said_in(world, group, head, f"/start@{town.bot.username} {token}")
    assert last(world, group) == head.words("group-not-here")
    mau = await world.person("mau")
    await mau.opens(token)
    mau.hears("invited-head")
    await head.says("/nhom")
    await mau.opens(head.token)
    mau.hears("invited-group")


async def test_a_group_without_an_office_is_told_how_to_get_one(
    world: World, town: Town, group: Group
) -> None:
    await group.adds(town.bot)
    await world.settles()
    assert "/nhom" in last(world, group)


async def test_whoever_may_bind_may_unbind(world: World, head: Person, group: Group) -> None:
    await binds(world, head, group)
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    await said_in(world, group, officer, "/gonhom")
    assert last(world, group) == head.words("group-not-allowed")
    assert len(await bound(world)) == 1
    await said_in(world, group, head, "/gonhom")
    assert last(world, group) == head.words("group-unbound")
    assert await bound(world) == []
    await said_in(world, group, head, "/gonhom")
    assert last(world, group) == head.words("group-none")


async def test_a_group_that_sends_us_away_is_unbound_and_administrators_hear(
    world: World, town: Town, head: Person, group: Group
) -> None:
    admin = await world.appoints("Quản", Role.ADMIN)
    await binds(world, head, group)
    await group.removes(town.bot)
    await world.settles()
    assert await bound(world) == []
    await admin.listens()
    admin.hears("group-lost", office=admin.words("ward-office-economic"))


async def test_a_group_that_becomes_a_supergroup_stays_bound(
    world: World, head: Person, group: Group
) -> None:
    await binds(world, head, group)
    bigger = await group.migrates()
    await world.settles()
    [listening] = await bound(world)
    assert listening.address.person == str(bigger.id)
    assert listening.lane == KEYRING.lane(listening.address)
    await said_in(world, bigger, head, "/gonhom")
    assert last(world, bigger) == head.words("group-unbound")


async def test_who_hides_behind_the_group_is_told_that_this_does_not_work(
    world: World, town: Town, group: Group
) -> None:
    await group.adds(town.bot)
    hidden = town.api.user("Ẩn")
    await hidden.says(group, f"/gonhom@{town.bot.username}", anonymous=True)
    await world.settles()
    vietnamese = world.house.catalog.say("vi", "group-anonymous")
    assert last(world, group) == vietnamese


async def test_residents_are_not_served_in_a_group(
    world: World, town: Town, head: Person, group: Group
) -> None:
    await binds(world, head, group)
    before = len(group.shown())
    lan = await world.person("lan")
    for words in ("/baocao", "/start", "/moi", "0", f"/tracuu@{town.bot.username} 26-0001-3"):
        await said_in(world, group, lan, words)
    ours = [shown for shown in group.shown()[before:] if shown.by_bot == town.bot.id]
    assert ours == []
    await lan.listens()
    assert lan.heard == []


async def test_those_above_hear_of_a_colleague_who_blocked_us(
    world: World, town: Town, head: Person, group: Group
) -> None:
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    await user_of(officer).blocks(town.bot)
    await world.settles()
    await head.listens()
    head.hears("staff-unreached", name="Viên", channel=head.words("staff-channel-telegram"))

    def standing(conn: Connection) -> tuple[bool, bool]:
        talk, found = conversations.find(conn, officer.lane), staff.member_on(conn, officer.lane)
        assert talk is not None
        assert found is not None
        return talk.blocked_at is not None, found.reached

    assert await world.look(standing) == (True, False)
    await group.adds(town.bot)
    await said_in(world, group, officer, "/gonhom")
    assert await world.look(standing) == (True, False), (
        "in a group they spoke, in private nothing reaches them"
    )
    assert (await world.look(outbox.health)).queued == 0
    await head.says("/canbo")
    head.hears("staff-list-unreached")
    await user_of(officer).unblocks(town.bot)
    await world.settles()
    assert await world.look(standing) == (False, True)
    await officer.listens()
    officer.hears("staff-back")


async def test_a_topic_of_a_forum_is_bound_by_itself_and_lost_with_the_whole(
    world: World, town: Town, head: Person
) -> None:
    admin = await world.appoints("Quản", Role.ADMIN)
    forum = town.api.group("Phòng ban", forum=True)
    await forum.adds(town.bot)
    topic = await forum.opens_topic("Cân thiếu")
    await head.says("/nhom")
    token = link_in(head).rpartition("=")[2]
    await user_of(head).says(forum, f"/start@{town.bot.username} {token}", thread=topic)
    await world.settles()
    [listening] = await bound(world)
    assert listening.address.person == f"{forum.id}/{topic}"
    assert forum.chat.last.told["message_thread_id"] == topic
    await forum.removes(town.bot)
    await world.settles()
    assert await bound(world) == []
    await admin.listens()
    admin.hears("group-lost", office=admin.words("ward-office-economic"))


def said_by_us(world: World, group: Group) -> list[Shown]:
    """All that we said in the group."""
    assert world.telegram is not None
    return [shown for shown in group.shown() if shown.by_bot == world.telegram.bot.id]


async def test_a_group_hears_once_of_all_that_nobody_takes_and_takes_it_there(
    world: World, head: Person, group: Group
) -> None:
    officer = await world.appoints("Viên", Role.OFFICER, "economic")
    await binds(world, head, group)
    lan = await world.person("lan")
    first, second = [await files(lan, place="chợ Con, quầy cô Lan", details="Cô Lan cân thiếu") for _ in "ab"]
    before = len(said_by_us(world, group))
    await world.passes(hours=24 * 4)
    [digest] = said_by_us(world, group)[before:]
    assert head.words("remind-group", count=2) in digest.text
    taking = [head.words("remind-take", code=code) for code in (first, second)]
    assert [button["text"] for button in digest.buttons] == taking
    assert "Lan" not in digest.text
    await user_of(officer).presses(group, taking[0], on=digest)
    await world.settles()
    assert (await case_of(world, first)).holder == await number(world, officer)
    before = len(said_by_us(world, group))
    await world.passes(hours=14)
    assert len(said_by_us(world, group)) == before, "not at night"
    await world.passes(hours=34)  # Tuesday is a day off
    [next_day] = said_by_us(world, group)[before:]
    assert head.words("remind-group", count=1) in next_day.text
    assert second in next_day.text
    assert first not in next_day.text


async def test_a_group_hears_of_an_urgent_case_at_any_hour_until_somebody_has_it(
    world: World, group: Group
) -> None:
    chief = await world.appoints("Chỉ huy", Role.HEAD, "police")
    await binds(world, chief, group)
    lan = await world.person("lan")
    world.clock.passes(hours=17)
    code = await files(lan, "DL.2", details=KNIFE)
    before = len(said_by_us(world, group))
    await world.passes(minutes=15)
    [alarm] = said_by_us(world, group)[before:]
    assert chief.words("remind-untaken", span=chief.words("clock-minutes", count=15)) in alarm.text
    await chief.presses(f"case:take:{code}")
    before = len(said_by_us(world, group))
    await world.passes(hours=2)
    assert len(said_by_us(world, group)) == before
