"""Somebody is away: their deputy, or the deputy's deputy, hears and acts instead; no longer than that."""

from datetime import date, timedelta

import pytest

from bot.core.people import Role
from storage import absences, clocks
from storage.absences import Away
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.staffing import listed, number
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World


@pytest.fixture
async def team(world: World) -> dict[str, Person]:
    """An office of three, and their head."""
    team = {name: await world.appoints(name, Role.OFFICER, "economic") for name in ("minh", "binh", "chi")}
    return {**team, "head": await world.appoints("head", Role.HEAD, "economic")}


def today(world: World) -> date:
    return world.ward.local(world.clock.now()).date()


async def is_away(world: World, who: Person, deputy: Person | None, begin: int = 0, days: int = 1) -> None:
    """Written down before the story begins; `begin`: in so many days."""
    stands = await number(world, deputy) if deputy is not None else None
    first = today(world) + timedelta(days=begin)
    last = first + timedelta(days=days - 1)
    away = Away(await number(world, who), first, last, stands, None, world.clock.now())
    await world.house.database.write(lambda conn: absences.add(conn, away))


async def test_who_goes_away_names_the_days_and_a_deputy(world: World, team: dict[str, Person]) -> None:
    minh, binh = team["minh"], team["binh"]
    code = await files(await world.person("lan"))
    await minh.presses(f"case:take:{code}")
    await minh.says("/vangmat")
    minh.hears("away-none")
    await minh.taps("away-mine", "away-from-today", "away-until-week", "binh")
    first, last = today(world), today(world) + timedelta(days=6)
    days = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    minh.hears("away-summary", who="minh", deputy="binh", **days)
    await minh.taps("away-yes")
    minh.hears("away-done", who="minh", deputy="binh", **days)
    await binh.listens()
    binh.hears("away-told-deputy", who="minh", count=1, **days)
    await binh.says("/viec")
    await binh.taps("work-view-mine")
    assert listed(binh) == [code]
    await binh.taps(code)
    binh.hears("card-in-place", who="minh")
    assert binh.sees("card-conclude")
    await team["chi"].presses(f"case:open:{code}")
    team["chi"].hears("card-holder-away", who="minh", deputy="binh")
    assert not team["chi"].sees("card-conclude")
    await minh.says("/vangmat")
    await minh.taps(minh.words("away-end", who="minh"))
    minh.hears("away-ended", who="minh")
    await binh.listens()
    binh.hears("away-ended", who="minh")
    await binh.presses(f"case:open:{code}")
    binh.hears_not("card-in-place")
    assert not binh.sees("card-conclude")


async def test_a_head_who_gives_a_case_to_somebody_sees_who_is_away(viet: World) -> None:
    head = await viet.appoints("head", Role.HEAD, "economic")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    await is_away(viet, minh, None)
    code = await files(await viet.person("lan"))
    await head.presses(f"case:assign:{code}")
    assert head.sees(head.words("assign-away", name="minh"))
    await head.presses("case:load:")
    head.hears("load-person-away", name="minh", open=0, late=0)


async def test_days_may_be_typed(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    later = today(viet) + timedelta(days=20)
    await minh.says("/away")
    await minh.taps("away-mine", "away-type-day")
    minh.hears("away-how-day")
    await minh.says("32/13")
    minh.hears("reask-day")
    await minh.says(f"{later:%d/%m}")
    await minh.says(f"{later - timedelta(days=1):%d/%m/%Y}")
    minh.hears("reask-day")
    await minh.says(f"{later + timedelta(days=2):%d/%m/%Y}")
    await minh.taps("away-nobody", "away-yes")
    minh.hears("away-done", deputy=minh.words("away-nobody"))
    await minh.says("/vangmat")
    minh.hears("away-line-alone", who="minh", first=f"{later:%d/%m/%Y}")


async def test_a_new_case_comes_to_the_deputys_deputy(world: World, team: dict[str, Person]) -> None:
    minh, binh, chi = team["minh"], team["binh"], team["chi"]
    await is_away(world, minh, binh)
    await is_away(world, binh, chi)
    await files(await world.person("lan"))
    for one in (minh, binh):
        await one.listens()
        one.hears_not("card-free")
    await chi.listens()
    chi.hears("card-free")


async def test_an_absence_that_ended_yesterday_counts_no_more(world: World, team: dict[str, Person]) -> None:
    minh, binh = team["minh"], team["binh"]
    await is_away(world, minh, binh, begin=-3, days=3)
    code = await files(await world.person("lan"))
    await minh.listens()
    minh.hears("card-free")
    await minh.presses(f"case:take:{code}")
    await binh.presses(f"case:open:{code}")
    binh.hears_not("card-in-place")
    assert not binh.sees("card-conclude")


async def test_deputies_in_a_circle_leave_it_to_those_who_lead(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    leader = await viet.appoints("leader", Role.LEADER)
    await is_away(viet, minh, binh)
    await is_away(viet, binh, minh)
    await files(await viet.person("lan"))
    await minh.listens()
    minh.hears_not("card-free")
    await leader.listens()
    leader.hears("card-stands-in")


async def test_a_head_says_it_for_their_officers_and_for_nobody_else(viet: World) -> None:
    head = await viet.appoints("head", Role.HEAD, "economic")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    police = await viet.appoints("police", Role.OFFICER, "police")
    await head.says("/vangmat")
    await head.taps("away-for")
    assert not head.sees("police")
    await head.taps("minh", "away-from-tomorrow", "away-until-two", "binh", "away-yes")
    await minh.listens()
    minh.hears("away-told", by="head")
    for one in (head, minh):
        await one.presses(f"away:new:{await number(viet, police)}")
        one.hears("staff-not-allowed")
    await minh.presses("away:for")
    minh.hears("staff-not-allowed")
    await binh.says("/vangmat")
    binh.hears("away-line", who="minh", deputy="binh")
    assert not binh.sees(binh.words("away-end", who="minh"))
    await binh.presses("away:end:1")
    binh.hears("staff-not-allowed")
    await head.presses("away:end:1")
    head.hears("away-ended", who="minh")
    await head.presses("away:end:1")
    head.hears("away-over")


async def test_cases_of_a_suspended_officer_are_free_and_their_clock_begins_anew(viet: World) -> None:
    admin = await viet.appoints("admin", Role.ADMIN)
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    await viet.appoints("binh", Role.OFFICER, "economic")
    code = await files(await viet.person("lan"))
    await minh.presses(f"case:take:{code}")
    await viet.passes(hours=30)
    await admin.presses(f"staff:suspend-yes:{await number(viet, minh)}")
    case = await case_of(viet, code)
    row = (await viet.look(lambda conn: clocks.of(conn, [case.id])))[case.id]
    assert case.holder is None
    assert (row.taken_at, row.coming) == (None, 2)
    assert viet.clock.now() - row.came_at < timedelta(minutes=2)


async def test_an_absence_stays_within_its_rules(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    late = today(viet) + timedelta(days=30)
    await is_away(viet, binh, None, begin=2)
    await minh.says("vắng mặt")
    await minh.taps("away-mine", "away-from-today", "away-type-day")
    await minh.says(f"{today(viet) + timedelta(days=5):%d/%m}")
    await minh.taps("binh", "nav-edit", "name-absence-from")
    await minh.says(f"{late:%d/%m/%Y}")
    await minh.taps("away-yes")
    minh.hears("away-backwards")
    await minh.taps("nav-edit", "name-absence-from", "away-from-today", "away-yes")
    minh.hears("away-deputy-away", who="binh")
    await minh.says("/vangmat")
    await minh.taps("away-mine", "away-from-today", "away-type-day")
    await minh.says(f"{today(viet) + timedelta(days=364):%d/%m/%Y}")
    await minh.taps("away-nobody", "nav-edit", "name-absence-until")
    await minh.says(f"1/1/{today(viet).year + 3}")
    await minh.taps("away-yes")
    minh.hears("away-too-long")
    await minh.taps("nav-cancel")
    minh.hears("cancelled-absence")


async def test_a_plan_that_was_left_lying_is_looked_at_once_more(viet: World) -> None:
    admin, minh = (
        await viet.appoints("admin", Role.ADMIN),
        await viet.appoints("minh", Role.OFFICER, "economic"),
    )
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    await minh.presses(f"away:new:{await number(viet, minh)}")
    await minh.taps("away-from-today", "away-until-week", "binh")
    send = minh.button("away-yes").tap
    await viet.passes(hours=24)
    await minh.presses(send)
    minh.hears("away-past")
    await minh.taps("nav-edit", "name-absence-from", "away-from-tomorrow")
    await admin.presses(f"staff:suspend-yes:{await number(viet, binh)}")
    await minh.taps("away-yes")
    minh.hears("away-deputy-gone")
    old = minh.button("away-yes").tap
    await admin.presses(f"staff:suspend-yes:{await number(viet, minh)}")
    await minh.presses(old)
    minh.hears("staff-not-allowed")


async def test_nothing_that_is_half_written_is_lost_to_an_absence(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    await reaches(minh, "place")
    await minh.presses(f"away:new:{await number(viet, minh)}")
    minh.hears("staff-first-finish")
    await minh.says("/away")
    minh.hears("away-none")
    lan = await viet.person("lan")
    await lan.presses("away:list")
    lan.hears("button-over")
    await minh.presses("away:fly")
    minh.hears_not("away-none")
