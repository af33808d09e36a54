"""A resident waits for a person who is away, or works here no more: whoever stands in for them hears."""

from datetime import timedelta

from bot.core.people import Role
from storage import absences, staff
from storage.absences import Away
from tests.scenarios.counters import ANSWER, QUESTION, answers, calls
from tests.scenarios.staffing import number
from tests.support.world import Person, World

MORE = "Thế còn chủ nhật thì sao ạ?"


async def goes(world: World, who: Person, deputy: Person | None = None) -> None:
    """Away from today on."""
    today = world.ward.local(world.clock.now()).date()
    stands = await number(world, deputy) if deputy is not None else None
    away = Away(await number(world, who), today, today + timedelta(days=3), stands, None, world.clock.now())
    await world.house.database.write(lambda conn: absences.add(conn, away))


async def test_a_request_goes_to_the_deputy_of_whoever_is_away_and_to_the_deputys_deputy(
    world: World, lan: Person
) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    nam = await world.appoints("nam", Role.OFFICER, "culture")
    chi = await world.appoints("chi", Role.OFFICER, "culture")
    await goes(world, hoa, nam)
    await calls(lan, QUESTION)
    for one in (hoa, nam, chi):
        await one.listens()
    nam.hears("counter-card")
    assert (hoa.heard, chi.heard) == ([], [])
    await answers(nam, ANSWER)
    await goes(world, nam, chi)
    await lan.says(MORE)
    for one in (hoa, nam, chi):
        await one.listens()
    chi.hears(MORE)
    nam.hears_not("counter-news")
    assert hoa.heard == []
    await answers(chi, ANSWER)
    await lan.says(MORE)
    await chi.listens()
    chi.hears("counter-news", words=MORE)


async def test_who_stands_in_for_whoever_answered_last_reads_in_whose_place(
    world: World, lan: Person
) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    nam = await world.appoints("nam", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    await goes(world, hoa, nam)
    await lan.says(MORE)
    for one in (hoa, nam):
        await one.listens()
    nam.hears("counter-news", words=MORE)
    nam.hears("counter-in-place", who="hoa")
    hoa.hears_not("counter-news")


async def test_after_the_only_one_with_a_card_has_gone_the_next_in_line_hears(
    world: World, lan: Person
) -> None:
    """Suspended, or away with nobody in their place."""
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    chi = await world.appoints("chi", Role.OFFICER, "culture")
    suspended, at = await number(world, hoa), world.clock.now()
    await world.house.database.write(lambda conn: staff.suspend(conn, suspended, at=at))
    await lan.says(MORE)
    await chi.listens()
    chi.hears("counter-card")
    chi.hears(MORE)
    leader = await world.appoints("mai", Role.LEADER)
    await goes(world, chi)
    await lan.says("Alô, có ai không ạ?")
    await leader.listens()
    leader.hears("Alô, có ai không ạ?")
