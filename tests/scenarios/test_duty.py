"""Who is on duty: the roster in the chat, an urgent case at two at night, and who hears of a watch."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.core.people import Role
from bot.core.roster import Watch, watch_at
from handlers.duty import wording
from storage import absences, groups, rota
from storage.absences import Away
from storage.rota import OnWatch
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import number
from tests.scenarios.test_clockwork import KNIFE, listens
from tests.scenarios.test_groups import binds
from tests.scenarios.test_quiet_hours import card_to, prompts_to
from tests.support.databases import sqlite_url
from tests.support.world import Person, World

POLICE = "police"


@pytest.fixture
async def team(world: World) -> dict[str, Person]:
    """The ward's police: two officers and their head; and who leads the ward."""
    return await gathered(world)


async def gathered(world: World) -> dict[str, Person]:
    team = {name: await world.appoints(name, Role.OFFICER, POLICE) for name in ("hung", "quan")}
    team["dung"] = await world.appoints("dung", Role.HEAD, POLICE)
    return {**team, "mai": await world.appoints("mai", Role.LEADER)}


def watch_of(world: World, **later: float) -> Watch:
    """The watch that holds so much later."""
    moment = world.ward.local(world.clock.now()) + timedelta(**later)
    found = watch_at(world.ward.rosters[POLICE], moment)
    assert found is not None
    return found


async def is_on(world: World, who: Person, **later: float) -> Watch:
    """Written down before the story begins."""
    watch, id_ = watch_of(world, **later), await number(world, who)
    row = OnWatch(watch.begin, POLICE, watch.end, id_, id_, world.clock.now())
    await world.house.database.write(lambda conn: rota.put(conn, row))
    return watch


async def is_away(world: World, who: Person, deputy: Person | None) -> None:
    """Today and tomorrow."""
    stands = await number(world, deputy) if deputy is not None else None
    first = world.ward.local(world.clock.now()).date()
    away = Away(await number(world, who), first, first + timedelta(days=1), stands, None, world.clock.now())
    await world.house.database.write(lambda conn: absences.add(conn, away))


async def at_two(world: World) -> None:
    """It is two at night."""
    now = world.ward.local(world.clock.now())
    world.clock.passes(seconds=(now.replace(hour=2, minute=0) + timedelta(days=1) - now).total_seconds())


async def heard(*people: Person) -> list[bool]:
    """Whether something new came to each of them."""
    await listens(*people)
    return [bool(person.heard) for person in people]


def span(person: Person, watch: Watch) -> str:
    return wording.span(watch, person.words)


def when(person: Person, watch: Watch) -> str:
    return wording.short(watch, person.words)


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
        person.hears("remind-untaken", count=15)
        person.hears("rota-now", who="hung")
    assert mai.heard == []
    await world.passes(minutes=15)
    mai.hears("remind-untaken", count=30)
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


async def test_the_head_sets_the_roster_and_everybody_of_the_office_sees_it(
    world: World, team: dict[str, Person]
) -> None:
    hung, quan, dung, _ = team.values()
    tomorrow = watch_of(world, hours=24)
    await dung.says("/truc")
    dung.hears("rota-now-nobody")
    dung.hears("rota-line-vacant", span=span(dung, tomorrow), who=dung.words("rota-nobody"))
    await dung.taps(when(dung, tomorrow))
    dung.hears("rota-one", span=span(dung, tomorrow))
    await dung.taps("hung")
    dung.hears("rota-line", span=span(dung, tomorrow), who="hung")
    await listens(hung)
    hung.hears("rota-given", by="dung", watches=f"• {span(hung, tomorrow)}")
    await dung.taps(when(dung, tomorrow), "quan")
    await listens(hung, quan)
    hung.hears("rota-taken", by="dung")
    quan.hears("rota-given", by="dung")
    await quan.says("lịch trực")
    quan.hears("rota-line", span=span(quan, tomorrow), who="quan")
    assert not quan.sees("rota-copy")
    await quan.presses(f"rota:rid:{POLICE}:{int(tomorrow.begin.timestamp()) // 60}")
    quan.hears("staff-not-allowed")
    await dung.taps(when(dung, tomorrow), "rota-rid")
    dung.hears("rota-line-vacant", span=span(dung, tomorrow))


async def test_last_week_is_copied_where_nobody_is_put_down_and_what_comes_is_cleared(viet: World) -> None:
    hung, quan, dung, _ = (await gathered(viet)).values()
    await is_on(viet, hung, days=-5)
    await is_on(viet, quan, days=-4)
    await is_on(viet, dung, days=-3)
    await is_on(viet, dung, days=3)
    copied = watch_of(viet, days=2)
    await dung.says("trực")
    await dung.says("rota-copy")  # typed
    dung.hears("rota-copied", count=2)
    dung.hears("rota-line", span=span(dung, copied), who="hung")
    dung.hears("rota-line", span=span(dung, watch_of(viet, days=3)), who="dung")
    await listens(hung)
    hung.hears("rota-given", watches=f"• {span(hung, copied)}")
    await dung.taps("rota-wipe")
    dung.hears("rota-wipe-sure", count=3)
    await dung.taps("rota-wipe-yes")
    dung.hears("rota-wiped", count=3)
    await listens(hung, quan)
    hung.hears("rota-taken", by="dung", watches=f"• {span(hung, copied)}")
    assert quan.heard == []
    await dung.taps("rota-wipe")
    dung.hears("rota-wiped", count=0)


async def test_a_watch_is_swapped_for_another_once_the_colleague_agrees(
    world: World, team: dict[str, Person]
) -> None:
    hung, quan, dung, _ = team.values()
    mine, theirs = await is_on(world, hung, days=1), await is_on(world, quan, days=2)
    await hung.says("/truc")
    await hung.taps(hung.words("rota-swap", when=when(hung, mine)))
    hung.hears("rota-ask-whom", span=span(hung, mine))
    await hung.taps(hung.words("rota-for", who="quan", when=when(hung, theirs)))
    hung.hears("rota-was-asked", who="quan")
    hung.hears("rota-asked", who="quan")
    await dung.presses(f"rota:yes:{POLICE}:{int(mine.begin.timestamp()) // 60}")
    dung.hears("rota-over")
    await listens(quan)
    quan.hears("rota-asks-for", who="hung", span=span(quan, mine), other=span(quan, theirs))
    await quan.taps("rota-yes")
    quan.hears("rota-line", span=span(quan, mine), who="quan")
    quan.hears("rota-line", span=span(quan, theirs), who="hung")
    await listens(hung, dung)
    for person in (hung, dung):
        person.hears("rota-swapped", one="hung", other="quan")


async def test_a_watch_that_is_not_taken_stays_with_whoever_has_it(viet: World) -> None:
    hung, quan, dung, _ = (await gathered(viet)).values()
    mine = await is_on(viet, hung, days=1)
    about = f"{POLICE}:{int(mine.begin.timestamp()) // 60}"
    await hung.says("/truc")
    await hung.taps(hung.words("rota-swap", when=when(hung, mine)), hung.words("rota-give", who="quan"))
    await listens(quan)
    quan.hears("rota-asks", who="hung", span=span(quan, mine))
    await quan.taps("rota-no")
    await listens(hung)
    hung.hears("rota-was-declined", who="quan")
    await quan.presses(f"rota:yes:{about}")
    quan.hears("rota-over")
    await hung.presses(f"rota:ask:{about}:{await number(viet, quan)}")
    await hung.taps(hung.words("rota-drop", when=when(hung, mine)))
    await quan.presses(f"rota:yes:{about}")
    quan.hears("rota-over")
    await quan.presses(f"rota:swap:{about}")
    quan.hears("rota-not-yours")
    await hung.presses(f"rota:ask:{about}:{await number(viet, quan)}")
    await dung.presses(f"rota:put:{about}:{await number(viet, dung)}")
    await quan.presses(f"rota:yes:{about}")
    quan.hears("rota-over")
    await hung.presses(f"rota:ask:{about}:9999")
    hung.hears("rota-not-of-office")


async def test_the_deputy_of_the_head_sets_the_roster_while_they_are_away(viet: World) -> None:
    hung, quan, dung, mai = (await gathered(viet)).values()
    await is_away(viet, dung, hung)
    await hung.says("/truc")
    assert hung.sees("rota-copy")
    await quan.says("/truc")
    assert not quan.sees("rota-copy")
    await mai.says("/truc")
    assert mai.sees("rota-copy")
    an = await viet.appoints("an", Role.OFFICER, "economic")
    await an.says("/truc")
    an.hears("rota-none")
    await an.presses(f"rota:list:{POLICE}")
    an.hears("staff-not-allowed")
    lan = await viet.person("lan")
    await lan.presses(f"rota:list:{POLICE}")
    lan.hears("button-over")
    await hung.presses(f"rota:at:{POLICE}:7")
    hung.hears("rota-over")
    await hung.presses(f"rota:fly:{POLICE}:7")
    hung.hears("rota-over")


async def comes_to(world: World, hour: int, minute: int = 0) -> None:
    """Time goes by until this hour of the clock."""
    now = world.ward.local(world.clock.now())
    then = now.replace(hour=hour, minute=minute, second=30)
    left = then - now if then > now else then + timedelta(days=1) - now
    await world.passes(seconds=left.total_seconds())


async def test_whoever_is_on_duty_hears_it_the_evening_before_and_when_it_begins(
    world: World, team: dict[str, Person]
) -> None:
    hung, quan, dung, _ = team.values()
    await comes_to(world, 9)
    tomorrow = watch_of(world, hours=24)
    await dung.presses(
        f"rota:put:{POLICE}:{int(tomorrow.begin.timestamp()) // 60}:{await number(world, hung)}"
    )
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
        at, id_ = int(watch.begin.timestamp()) // 60, await number(viet, who)
        await dung.presses(f"rota:put:{POLICE}:{at}:{id_}")
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
