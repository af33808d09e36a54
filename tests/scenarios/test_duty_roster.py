"""The roster in the chat: the head sets it, colleagues swap, everybody of the office looks."""

import msgspec
import pytest

from bot.core.people import Role
from tests.scenarios.staffing import number
from tests.scenarios.test_clockwork import listens
from tests.scenarios.watches import POLICE, about, gathered, is_away, is_on, span, watch_of, when
from tests.support.world import Person, World


@pytest.fixture
async def team(world: World) -> dict[str, Person]:
    """The ward's police: two officers and their head; and who leads the ward."""
    return await gathered(world)


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
    await quan.presses(f"rota:rid:{about(tomorrow)}")
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
    await dung.presses(f"rota:yes:{about(mine)}")
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
    named = about(mine)
    await hung.says("/truc")
    await hung.taps(hung.words("rota-swap", when=when(hung, mine)), hung.words("rota-give", who="quan"))
    await listens(quan)
    quan.hears("rota-asks", who="hung", span=span(quan, mine))
    await quan.taps("rota-no")
    await listens(hung)
    hung.hears("rota-was-declined", who="quan")
    await quan.presses(f"rota:yes:{named}")
    quan.hears("rota-over")
    await hung.presses(f"rota:ask:{named}:{await number(viet, quan)}")
    await hung.taps(hung.words("rota-drop", when=when(hung, mine)))
    await quan.presses(f"rota:yes:{named}")
    quan.hears("rota-over")
    await quan.presses(f"rota:swap:{named}")
    quan.hears("rota-not-yours")
    await hung.presses(f"rota:ask:{named}:{await number(viet, quan)}")
    await dung.presses(f"rota:put:{named}:{await number(viet, dung)}")
    await quan.presses(f"rota:yes:{named}")
    quan.hears("rota-over")
    await hung.presses(f"rota:ask:{named}:9999")
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


async def test_a_colleague_takes_a_watch_for_nothing_and_none_whose_return_is_gone(viet: World) -> None:
    hung, quan, dung, _ = (await gathered(viet)).values()
    mine, next_, theirs = [await is_on(viet, who, days=n) for n, who in ((1, hung), (2, hung), (3, quan))]
    first, second, third = map(about, (mine, next_, theirs))
    await hung.presses(f"rota:ask:{first}:{await number(viet, quan)}")
    await quan.presses(f"rota:yes:{first}")
    quan.hears("rota-line", span=span(quan, mine), who="quan")
    await hung.presses(f"rota:for:{second}:{third.rpartition(':')[2]}")
    await dung.presses(f"rota:put:{third}:{await number(viet, dung)}")
    await quan.presses(f"rota:yes:{second}")
    quan.hears("rota-over")
    await hung.says("/truc")
    hung.hears("rota-line", span=span(hung, next_), who="hung")
    hung.hears_not("rota-asked")
    await hung.presses(f"rota:for:{second}:{second.rpartition(':')[2]}")
    hung.hears("rota-over")


async def test_the_roster_says_who_is_away_and_who_stands_in(viet: World) -> None:
    hung, quan, dung, _ = (await gathered(viet)).values()
    today, tomorrow = await is_on(viet, hung), await is_on(viet, quan, days=1)
    await is_away(viet, hung, dung)
    await is_away(viet, quan, None)
    await dung.says("/truc")
    stands = dung.words("rota-instead", who="dung", of="hung")
    dung.hears("rota-now", who=stands)
    dung.hears("rota-line", span=span(dung, today), who=stands)
    alone = dung.words("rota-away-alone", who="quan")
    dung.hears("rota-line-vacant", span=span(dung, tomorrow), who=alone)


async def test_who_leads_the_ward_chooses_the_office_first(viet: World) -> None:
    mai = (await gathered(viet))["mai"]
    rosters = {**viet.ward.rosters, "economic": viet.ward.rosters[POLICE]}
    await viet.restarts(msgspec.structs.replace(viet.ward, rosters=rosters))
    await mai.says("/roster")
    mai.hears("rota-which")
    await mai.taps("ward-office-economic")
    mai.hears("rota-head", office=mai.words("ward-office-economic"))
