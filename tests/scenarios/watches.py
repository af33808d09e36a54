"""What dialogues about the duty have in common: the ward's police, and who of them is on when."""

from datetime import timedelta
from typing import Final

from bot.core.people import Role
from bot.core.roster import Watch, watch_at
from handlers.duty import wording
from storage import absences, rota
from storage.absences import Away
from storage.rota import OnWatch
from tests.scenarios.staffing import number
from tests.support.world import Person, World

POLICE: Final = "police"


async def gathered(world: World) -> dict[str, Person]:
    """The ward's police: two officers and their head; and who leads the ward."""
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


def span(person: Person, watch: Watch) -> str:
    """From when until when, as they read it."""
    return wording.span(watch, person.words)


def when(person: Person, watch: Watch) -> str:
    """As it stands on their buttons."""
    return wording.short(watch, person.words)


async def comes_to(world: World, hour: int, minute: int = 0) -> None:
    """Time goes by until this hour of the clock."""
    now = world.ward.local(world.clock.now())
    then = now.replace(hour=hour, minute=minute, second=30)
    left = then - now if then > now else then + timedelta(days=1) - now
    await world.passes(seconds=left.total_seconds())


def about(watch: Watch) -> str:
    """How the buttons name it."""
    return f"{POLICE}:{int(watch.begin.timestamp()) // 60}"
