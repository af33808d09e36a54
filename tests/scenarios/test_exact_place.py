"""Where exactly it was is known while somebody may still go there; then its area is left."""

from bot.core.case import Status
from bot.core.messages import Point
from bot.core.people import Role
from tests.scenarios.dialogues import reaches
from tests.scenarios.test_aftermath_rating import disputes
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_kept_long_enough import years_pass
from tests.scenarios.test_officers import history_of
from tests.scenarios.working import concludes
from tests.support.wards import INSIDE
from tests.support.world import Person, World

LATER = Point(INSIDE.latitude + 0.0002, INSIDE.longitude)
"""Added after filing, some steps away."""


async def pins_twice(lan: Person) -> str:
    """With the report, and once more after it; gives the code."""
    await reaches(lan, "place")
    await lan.pins(INSIDE)
    await lan.taps("nav-skip", "identity-sealed", "confirm-send")
    code = lan.code
    await lan.presses(f"own:add:{code}")
    await lan.pins(LATER)
    lan.hears("own-added", code=code)
    return code


async def waits_until_closed(world: World, code: str, days: float) -> None:
    """And a little longer, so that what is due with closing is done."""
    await years_pass(world, days=days)
    await world.passes(hours=1)
    assert (await case_of(world, code)).status is Status.CLOSED


async def exactly_told(world: World, code: str) -> list[bool]:
    """Which of both pins stand anywhere in the case."""
    told = repr((await case_of(world, code), await history_of(world, code)))
    return [str(pin.latitude) in told for pin in (INSIDE, LATER)]


async def test_the_exact_place_outlives_a_second_look_and_goes_with_closing(viet: World) -> None:
    lan, head = await viet.person("lan"), await viet.appoints("hoa", Role.HEAD, "economic")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    code, days = await pins_twice(lan), viet.ward.clocks.reopen_days
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:open:{code}")
    minh.hears("place-pinned")
    await concludes(minh, code)

    await years_pass(viet, days=days - 1)
    await disputes(lan, code)
    await waits_until_closed(viet, code, 3)
    assert await exactly_told(viet, code) == [True, True], "its head has not decided yet"
    await head.presses(f"case:reopen:{code}:yes")
    head.hears("dispute-reopened", code=code)
    await concludes(minh, code)
    await waits_until_closed(viet, code, days + 2)
    assert await exactly_told(viet, code) == [False, False]
    assert (await case_of(viet, code)).cleaned_at is None

    await minh.presses(f"case:open:{code}")
    minh.hears("place-around")
    minh.hears_not("place-pinned")
    await lan.says(f"/tracuu {code}")
    lan.hears("place-around")
