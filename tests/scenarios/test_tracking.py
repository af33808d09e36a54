"""Where is my report? One's own are listed; a stranger needs code and secret; a code alone says little."""

import pytest

from bot.core.case import Status
from bot.core.codes import make
from storage import cases
from storage.cases import Event
from storage.touch import Connection
from tests.scenarios.dialogues import files
from tests.support.world import Person, World


async def told_nothing_more(person: Person) -> None:
    for key in ("case-head", "ward-office-economic", "04/12/2026", "weekday-4"):
        person.hears_not(key)


async def test_ones_own_reports_are_listed_and_opened_by_number(lan: Person) -> None:
    first, second = await files(lan), await files(lan, "NG.1")
    await lan.taps("menu-track")
    assert [choice.label[:9] for choice in lan.last.buttons[:2]] == [second, first]
    await lan.says("2")
    lan.hears("case-head", code=first)
    lan.hears("event-file")
    lan.hears("04/12/2026")


async def test_a_button_of_the_list_opens_the_thread(lan: Person) -> None:
    code = await files(lan)
    await lan.says("tra cuu")
    await lan.taps(code)
    lan.hears("case-head", code=code)


async def test_somebody_else_needs_the_secret(world: World, lan: Person) -> None:
    code = await files(lan)
    secret = lan.secret
    minh = await world.person("minh")
    await minh.says("/tracuu")
    minh.hears_not("hint-track-own")
    await minh.says(code)
    minh.hears("ask-track-secret")
    await told_nothing_more(minh)
    await minh.says(f"{secret[:4].lower()} {secret[4:].lower()}")
    minh.hears("case-head", code=code)


async def test_code_and_secret_may_come_in_one_message(world: World, lan: Person) -> None:
    code = await files(lan)
    minh = await world.person("minh")
    await minh.says(f"/tracuu {code} {lan.secret}")
    minh.hears("case-head", code=code)


@pytest.mark.parametrize(("status", "key"), [(None, "track-open"), (Status.CLOSED, "track-done")])
async def test_a_code_alone_says_only_whether_it_is_done(
    world: World, lan: Person, status: Status | None, key: str
) -> None:
    code = await files(lan)
    if status is not None:
        await moves_to(world, code, status)
    minh = await world.person("minh")
    await minh.says(f"/tracuu {code}")
    await minh.taps("nav-skip")
    minh.hears(key, code=code)
    await told_nothing_more(minh)


async def moves_to(world: World, code: str, status: Status) -> None:
    def write(conn: Connection) -> None:
        case = cases.find(conn, code)
        assert case is not None
        event = Event(world.clock.now(), "officer", "web", "close", status)
        cases.move(conn, case.id, case.version, cases.Change(status), event)

    await world.house.database.write(write)


async def test_a_mistyped_code_is_told_from_an_unknown_one(lan: Person) -> None:
    unknown = make(26, 777)
    wrong = unknown[:-1] + str((int(unknown[-1]) + 1) % 10)
    await lan.says("/tracuu", wrong)
    lan.hears("code-mistyped")
    await lan.says("không nhớ mã")
    lan.hears("code-none")
    await lan.says(unknown)
    await lan.taps("nav-skip")
    lan.hears("track-unknown", code=unknown)


@pytest.mark.parametrize(
    "typed", ["26 0001 3", "2600013", "26–0001–3", "Mã của tôi là 26-0001-3 ạ", "２６-０００１-３"]
)
async def test_a_code_is_read_however_it_is_typed(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    assert await files(lan) == "26-0001-3"
    await lan.says("/tracuu", typed)
    lan.hears("case-head", code="26-0001-3")


async def test_five_wrong_secrets_lock_the_code_for_an_hour_for_everybody(world: World, lan: Person) -> None:
    code = await files(lan)
    secret = lan.secret
    minh = await world.person("minh")
    for _ in range(world.settings.secret_tries):
        await minh.says(f"/tracuu {code} 0000 0000")
        minh.hears("track-wrong")
    await minh.says(f"/tracuu {code} {secret}")
    minh.hears("track-locked")
    hoa = await world.person("hoa")
    await hoa.says(f"/tracuu {code} {secret}")
    hoa.hears("track-locked")
    await lan.says(f"/tracuu {code}")
    lan.hears("case-head", code=code)
    await world.passes(hours=1)
    await hoa.says(f"/tracuu {code} {secret}")
    hoa.hears("case-head", code=code)


async def test_ten_tries_an_hour(world: World, lan: Person) -> None:
    for serial in range(world.settings.lookups_per_hour):
        await lan.says(f"/tracuu {make(26, serial + 500)} 0000 0000")
        lan.hears("track-unknown")
    await lan.says(f"/tracuu {make(26, 900)} 0000 0000")
    lan.hears("track-too-many")
    await world.passes(hours=1)
    await lan.says(f"/tracuu {make(26, 900)} 0000 0000")
    lan.hears("track-unknown")


async def test_a_wrong_secret_says_as_little_as_a_wrong_code(world: World, lan: Person) -> None:
    code = await files(lan)
    minh = await world.person("minh")
    await minh.says(f"/tracuu {code}", "ABC")
    minh.hears("secret-mistyped")
    await minh.says("0000 0000")
    minh.hears("track-wrong")
    await told_nothing_more(minh)


async def test_leaving_the_look_up(lan: Person) -> None:
    await lan.says("/tracuu", "huỷ")
    lan.hears("cancelled-track")
    assert lan.sees("menu-report")


async def test_zero_and_start_work_while_looking_up(lan: Person) -> None:
    await lan.says("/tracuu", "0")
    lan.hears("officer-asked")
    lan.hears("ask-track-code")
    await lan.says("/start")
    lan.hears("welcome")
    await lan.says("xin chào")
    lan.hears("welcome")
