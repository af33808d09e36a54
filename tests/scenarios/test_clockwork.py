"""Reminders in the whole house: an urgent case at two at night, a weekend without a machine, and whom none of
it reaches."""

import pytest

from bot.core.case import Status
from bot.core.people import Role
from tests.scenarios.dialogues import files
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World

KNIFE = "Ông chủ cầm dao doạ đánh tôi khi tôi đòi cân lại"


async def listens(*people: Person) -> None:
    """What came to each of them since they last moved."""
    for person in people:
        await person.listens()


async def test_an_urgent_case_that_nobody_takes_wakes_the_head_and_then_who_leads(
    world: World, lan: Person
) -> None:
    """From the card at two at night until somebody has it."""
    hung = await world.appoints("hung", Role.OFFICER, "police")
    dung = await world.appoints("dung", Role.HEAD, "police")
    mai = await world.appoints("mai", Role.LEADER)
    world.clock.passes(hours=17)
    code = await files(lan, "DL.2", details=KNIFE)
    await listens(hung, mai)
    hung.hears(code)
    assert mai.heard == []
    await world.passes(minutes=15)
    dung.hears("remind-one", code=code, topic=dung.words("ward-label-DL-2"))
    dung.hears("remind-untaken", span=dung.words("clock-minutes", count=15))
    await world.passes(minutes=15)
    mai.hears("remind-untaken", span=mai.words("clock-minutes", count=30))
    await hung.presses(f"case:take:{code}")
    assert (await case_of(world, code)).status is Status.ACCEPTED
    await listens(lan, mai, dung)
    lan.hears_not("remind-untaken")
    await world.passes(hours=3)
    assert not mai.heard_of("remind-untaken")
    assert not any("remind" in one.text for one in lan.heard)


async def test_after_a_weekend_without_a_machine_one_message_says_what_was_late(
    world: World, lan: Person
) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    codes = [await files(lan) for _ in range(3)]
    await listens(minh)
    world.clock.passes(hours=24 * 4 + 1)
    await world.restarts()
    await world.passes(minutes=1)
    minh.hears("remind-many", count=3)
    minh.hears("remind-missed-many", count=3)
    assert [choice.label for choice in minh.last.buttons] == [
        minh.words("remind-open", code=code) for code in codes
    ]
    await minh.taps(codes[0])
    minh.hears("card-free")
    await listens(lan)
    assert lan.heard == []


@pytest.mark.postgres
async def test_a_reminder_comes_alike_on_postgresql(postgres_world: World) -> None:
    lan = await postgres_world.person("lan")
    minh = await postgres_world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await listens(minh)
    await postgres_world.passes(hours=28)
    minh.hears(code)
    minh.hears("Nhắc việc")
    await postgres_world.passes(minutes=1)
    assert minh.heard == []


async def test_a_colleague_who_took_it_ends_the_reminders_of_all_others(viet: World) -> None:
    lan = await viet.person("lan")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    an = await viet.appoints("an", Role.OFFICER, "economic")
    code = await files(lan)
    await an.presses(f"case:take:{code}")
    await listens(minh)
    await viet.passes(days=14)
    assert not any("Nhắc việc" in one.text for one in (*minh.heard, *lan.heard))
    an.hears("Nhắc việc")


async def test_a_duty_of_the_ward_is_noted_as_done_with_one_press(viet: World) -> None:
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    await viet.passes(days=13)
    mai.hears("Việc của phường")
    done = next(
        c.tap for one in mai.heard for c in one.buttons if c.tap.startswith("duty:done:next-calendar")
    )
    await mai.presses(done)
    mai.hears("duty-done")
    await viet.passes(days=2)
    assert not any("Lịch nghỉ năm sau" in one.text for one in mai.heard)
