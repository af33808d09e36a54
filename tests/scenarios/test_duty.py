"""Who is on duty: an urgent case at two at night, and who hears of a watch."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.core.people import Role
from storage import groups
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import number
from tests.scenarios.test_clockwork import KNIFE, listens
from tests.scenarios.test_groups import binds
from tests.scenarios.test_quiet_hours import card_to, prompts_to
from tests.scenarios.watches import POLICE, about, comes_to, gathered, is_away, is_on, span, watch_of
from tests.support.databases import sqlite_url
from tests.support.world import Person, World


@pytest.fixture
async def team(world: World) -> dict[str, Person]:
    """The ward's police: two officers and their head; and who leads the ward."""
    return await gathered(world)


async def at_two(world: World) -> None:
    """It is two at night."""
    now = world.ward.local(world.clock.now())
    world.clock.passes(seconds=(now.replace(hour=2, minute=0) + timedelta(days=1) - now).total_seconds())


async def heard(*people: Person) -> list[bool]:
    """Whether something new came to each of them."""
    await listens(*people)
    return [bool(person.heard) for person in people]


async def test_an_untaken_urgent_case_at_two_reaches_whoever_is_on_duty_then_the_head_then_who_leads(
    world: World, team: dict[str, Person], lan: Person
) -> None:
    hung, quan, dung, mai = team.values()
    await at_two(world)
    watch = await is_on(world, hung)
    code = await files(lan, "DL.2", details=KNIFE)
    assert await heard(hung, quan, dung, mai) == [True, False, False, False]
    hung.hears(
        "card-duty", who="hung", until=hung.words("date-moment", time="07:30", day=f"{watch.end:%d/%m/%Y}")
    )
    assert not (await card_to(world, hung)).silent
    await world.passes(minutes=15)
    for person in (hung, quan, dung):
        person.hears("remind-untaken", span=person.words("clock-minutes", count=15))
        person.hears("rota-now", who="hung")
    assert mai.heard == []
    await world.passes(minutes=15)
    mai.hears("remind-untaken", span=mai.words("clock-minutes", count=30))
    await quan.presses(f"case:take:{code}")
    await listens(hung)
    hung.hears("card-holder")
    hung.hears_not("card-duty")


async def test_whoever_stands_in_for_the_one_on_duty_hears_first(
    world: World, team: dict[str, Person], lan: Person
) -> None:
    hung, quan, dung, _ = team.values()
    await at_two(world)
    await is_on(world, hung)
    await is_away(world, hung, quan)
    await files(lan, "DL.2", details=KNIFE)
    assert await heard(hung, quan, dung) == [False, True, False]
    quan.hears("card-duty", who=quan.words("rota-instead", who="quan", of="hung"))


@pytest.mark.parametrize("why", ["nobody", "away", "suspended", "no-duty"])
async def test_where_nobody_is_on_duty_the_whole_office_hears_as_ever(viet: World, why: str) -> None:
    team = await gathered(viet)
    hung, quan, dung, mai = team.values()
    await at_two(viet)
    if why != "nobody":
        await is_on(viet, hung)
    if why == "away":
        await is_away(viet, hung, None)
    if why == "suspended":
        admin = await viet.appoints("admin", Role.ADMIN)
        await admin.presses(f"staff:suspend-yes:{await number(viet, hung)}")
    if why == "no-duty":
        await viet.restarts(msgspec.structs.replace(viet.ward, rosters={}))
    await listens(hung)
    await files(await viet.person("lan"), "DL.2", details=KNIFE)
    there = why in {"nobody", "no-duty"}
    assert await heard(hung, quan, dung, mai) == [there, True, True, False]
    quan.hears_not("card-duty")


async def test_what_is_not_urgent_comes_to_everybody_whoever_is_on_duty(viet: World) -> None:
    hung, quan, _, _ = (await gathered(viet)).values()
    await is_on(viet, hung)
    await files(await viet.person("lan"), "HG.6")
    assert await heard(hung, quan) == [True, True]
    quan.hears_not("card-duty")


async def test_whoever_is_on_duty_hears_it_the_evening_before_and_when_it_begins(
    world: World, team: dict[str, Person]
) -> None:
    hung, quan, dung, _ = team.values()
    await comes_to(world, 9)
    tomorrow = watch_of(world, hours=24)
    await dung.presses(f"rota:put:{about(tomorrow)}:{await number(world, hung)}")
    await comes_to(world, 15, 59)
    await listens(hung)
    hung.hears_not("rota-it-comes")
    await comes_to(world, 16, 1)
    hung.hears("rota-it-comes", span=span(hung, tomorrow))
    await is_away(world, hung, quan)
    await comes_to(world, 7, 31)
    quan.hears("rota-it-begins", span=span(quan, tomorrow))
    quan.hears("remind-in-place", who="hung")
    hung.hears_not("rota-it-begins")
    await comes_to(world, 9)
    assert not quan.heard_of("rota-it-begins")


async def test_what_was_missed_while_the_machine_was_off_is_said_by_day_once(viet: World) -> None:
    hung, quan, dung, _ = (await gathered(viet)).values()
    await comes_to(viet, 9)
    tomorrow, later = watch_of(viet, hours=24), watch_of(viet, hours=48)
    for watch, who in ((tomorrow, hung), (later, quan)):
        await dung.presses(f"rota:put:{about(watch)}:{await number(viet, who)}")
    await listens(hung, quan, dung)
    viet.clock.passes(hours=11)
    await viet.restarts()
    await viet.passes(minutes=1)
    assert [person.heard for person in (hung, dung)] == [[], []]
    viet.clock.passes(hours=14)
    await viet.restarts()
    await viet.passes(minutes=1)
    hung.hears("rota-it-begins", span=span(hung, tomorrow))
    hung.hears_not("rota-it-comes")
    dung.hears_not("rota-missing")
    assert quan.heard == []
    viet.clock.passes(hours=72)
    await viet.restarts()
    await viet.passes(minutes=1)
    assert quan.heard == [], "the watch is over"


async def test_in_the_afternoon_the_head_hears_that_nobody_is_on_duty_tonight(viet: World) -> None:
    hung, _, dung, mai = (await gathered(viet)).values()
    await comes_to(viet, 9)
    await is_on(viet, hung)
    await comes_to(viet, 13, 31)
    dung.hears("rota-missing")
    assert mai.heard == []
    fill = next(c.tap for one in dung.heard for c in one.buttons if c.tap == f"rota:list:{POLICE}")
    await dung.presses(fill)
    assert dung.sees("rota-copy")
    for day in range(1, 5):
        await is_on(viet, hung, days=day)
    await comes_to(viet, 17)
    assert not dung.heard_of("rota-missing")
    await comes_to(viet, 13, 31)
    assert not dung.heard_of("rota-missing")


async def test_at_night_a_group_is_not_woken_while_somebody_is_on_duty(tmp_path: Path) -> None:
    async with living(sqlite_url(tmp_path), tmp_path, "vi", channel="telegram") as world:
        team = await gathered(world)
        assert world.telegram is not None
        await binds(world, team["dung"], world.telegram.api.group("Tổ trực"))
        (bound,) = await world.look(groups.every)
        await at_two(world)
        lan = await world.person("lan")
        await files(lan, "DL.2", details=KNIFE)
        await is_on(world, team["hung"])
        await files(lan, "DL.2", details=KNIFE)
        *_, first, second = await world.look(lambda conn: prompts_to(bound.lane, conn))
        assert (first.silent, second.silent) == (False, True)
        assert "Đang trực: hung" in second.text
