"""Where it is sold: a pin, a market, an address, the net."""

import msgspec
import pytest
from sqlalchemy import select

from bot.core.messages import Point
from storage import cases
from tests.scenarios.dialogues import PLACE, asked, reaches
from tests.scenarios.test_filing import case_of
from tests.support.wards import INSIDE, NEAR, OUTSIDE
from tests.support.world import Person, World


async def finishes(person: Person) -> None:
    await person.taps("nav-skip", "identity-sealed", "confirm-send")


@pytest.mark.parametrize(("point", "verdict"), [(INSIDE, "inside"), (NEAR, "near")])
async def test_a_pin_in_the_ward_or_at_its_border_is_taken(
    world: World, lan: Person, point: Point, verdict: str
) -> None:
    await reaches(lan, "place")
    await lan.pins(point)
    assert asked(lan) == "photos"
    await finishes(lan)
    case = await case_of(world, lan.code)
    assert case.report["place"]["verdict"] == verdict
    assert case.place_key


async def test_a_pin_outside_is_asked_about_and_the_persons_word_counts(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await lan.pins(OUTSIDE)
    assert asked(lan) == "inward"
    await lan.taps("yesno-yes")
    await finishes(lan)
    assert (await case_of(world, lan.code)).lead == "economic"


async def test_a_place_outside_opens_no_case_but_is_kept_with_a_pointer(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await lan.pins(OUTSIDE)
    await lan.taps("yesno-no")
    lan.hears("report-referred")
    assert lan.sees("menu-report")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []
    assert await world.look(lambda conn: cases.referred_of(conn, lan.lane)) == 1
    (report,) = await world.look(lambda conn: conn.execute(select(cases.REFERRALS.c.report)).scalars().all())
    assert report["place"]["coarse"], "nobody goes there"
    assert report["place"]["point"][0] != OUTSIDE.latitude


async def test_a_market_is_picked_and_its_stall_is_asked_for(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    assert lan.sees("Chợ Mẫu", "Chợ Nháp", "label-online", "place-here", "place-type")
    await lan.taps("Chợ Nháp")
    assert asked(lan) == "stall"
    await lan.says("quầy 7")
    await lan.taps("nav-skip", "identity-sealed")
    lan.hears("quầy 7")
    await lan.taps("confirm-send")
    case = await case_of(world, lan.code)
    assert (case.report["place"], case.report["stall"]) == ({"market": "cho-nhap"}, "quầy 7")


async def test_who_sells_online_is_asked_for_and_market_surveillance_helps(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await lan.taps("label-online")
    assert asked(lan) == "shop"
    await lan.says("trang Cá Khô Thử")
    await finishes(lan)
    case = await case_of(world, lan.code)
    assert "market_management" in case.route["coordinators"]


@pytest.mark.parametrize(
    ("button", "answer"), [("place-here", "place-how-here"), ("place-type", "place-how-type")]
)
async def test_the_two_ways_explain_themselves(lan: Person, button: str, answer: str) -> None:
    await reaches(lan, "place")
    await lan.says(button)  # typed: on a phone's own key the place itself is sent
    lan.hears(answer)
    assert asked(lan) == "place"
    await lan.says("cạnh cổng trường")
    assert asked(lan) == "photos"


async def test_a_pin_before_the_first_word_is_kept(lan: Person) -> None:
    await lan.pins(INSIDE)
    lan.hears("caught-place")
    await lan.taps("consent-agree")
    await lan.taps("ward-label-NG", "ward-label-NG-1")
    assert asked(lan) == "details"


async def test_a_pin_later_on_is_added_to_the_address(lan: Person) -> None:
    await reaches(lan, "photos", place=PLACE)
    await lan.pins(NEAR)
    lan.hears("caught-place")
    await lan.taps("nav-skip", "identity-sealed")
    lan.hears(f"{PLACE}, {lan.words('place-pinned')}")


async def test_where_a_pin_lay_shows_nowhere(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.pins(INSIDE)
    await finishes(lan)
    raw = (viet.folder / "candung.db").read_bytes()
    assert b"21.515" not in raw
    assert b"107.515" not in raw


async def test_the_shipped_ward_without_an_outline_asks_nothing(viet: World) -> None:
    await viet.restarts(msgspec.structs.replace(viet.ward, outline=None))
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.pins(OUTSIDE)
    assert asked(lan) == "photos"
