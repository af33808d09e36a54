"""One's own data: what is held, and having it erased in time."""

from datetime import UTC, datetime

import pytest

from storage import cases, conversations, evidence, inbox, people
from storage.people import RequestKind
from tests.scenarios.dialogues import asked, files, reaches
from tests.support.papers import PDF
from tests.support.wards import OUTSIDE
from tests.support.world import Person, World


@pytest.mark.parametrize("word", ["/dulieu", "DỮ LIỆU", "du lieu", "dữ liệu của tôi", "/mydata"])
async def test_everything_that_is_held_is_listed(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await reaches(lan, "place")
    await lan.pins(OUTSIDE)
    await lan.taps("yesno-no")
    await lan.says("0")
    await reaches(lan, "photos")
    await lan.sends(PDF)
    await lan.says(word)
    for key in ("data-channel", "data-consent", "data-draft", "data-files", "data-referred", "data-rights"):
        lan.hears(key)
    lan.hears("data-case", code=code)
    lan.hears("data-request", number=1)
    assert asked(lan) == "photos"


async def test_somebody_new_has_nothing_but_a_channel(lan: Person) -> None:
    await lan.says("/dulieu")
    lan.hears("data-channel")
    for key in ("data-draft", "data-case", "data-consent"):
        lan.hears_not(key)


async def test_drafts_go_at_once_and_the_rest_waits_for_a_person(world: World, lan: Person) -> None:
    code = await files(lan)
    await reaches(lan, "photos")
    await lan.sends(PDF)
    await lan.says("/xoa")
    lan.hears("data-erased", number=1)
    await world.passes(minutes=1)
    talk = (await world.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert (talk.flow, talk.draft) == (None, {})
    assert await world.objects() == []
    assert await world.look(lambda conn: evidence.of_lane(conn, lan.lane)) == []
    heard = await world.look(lambda conn: inbox.story(conn, lan.lane, most=50))
    assert all(row["raw"] is None for row in heard)
    [request] = await world.look(lambda conn: people.open_requests(conn, lane=lan.lane))
    assert (request.kind, request.office, request.details) == (
        RequestKind.RIGHTS,
        "culture",
        {"wants": "delete"},
    )
    assert await world.look(lambda conn: cases.find(conn, code)) is not None


async def test_the_button_does_the_same(lan: Person) -> None:
    await lan.says("/dulieu")
    await lan.taps("data-delete")
    lan.hears("data-erased")


@pytest.mark.parametrize(
    ("asked_at", "first", "last"),
    [
        ("2026-11-19T02:00", "thứ Hai, ngày 23/11/2026", "thứ Tư, ngày 09/12/2026"),
        ("2026-11-23T02:00", "thứ Năm, ngày 26/11/2026", "thứ Hai, ngày 14/12/2026"),
        ("2026-08-20T02:00", "thứ Bảy, ngày 22/08/2026", "thứ Tư, ngày 09/09/2026"),
        ("2026-01-08T02:00", "thứ Bảy, ngày 10/01/2026", "thứ Tư, ngày 28/01/2026"),
        ("2026-11-19T18:00", "thứ Tư, ngày 25/11/2026", "thứ Năm, ngày 10/12/2026"),
    ],
)
async def test_the_dates_are_those_of_the_law(viet: World, asked_at: str, first: str, last: str) -> None:
    viet.clock.ahead = datetime.fromisoformat(asked_at).replace(tzinfo=UTC) - viet.clock.wall()
    lan = await viet.person("lan")
    await lan.says("/xoa")
    lan.hears(f"chậm nhất {first}, xong chậm nhất {last}")


async def test_asking_twice_is_one_request_with_its_first_dates(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("/xoa")
    lan.hears("thứ Hai, ngày 23/11/2026")
    await viet.passes(days=1)
    await lan.says("/xoa")
    lan.hears("data-erased", number=1)
    lan.hears("thứ Hai, ngày 23/11/2026")
    assert len(await viet.look(people.open_requests)) == 1


async def test_nothing_of_another_person_is_listed_or_erased(world: World, lan: Person) -> None:
    code = await files(lan)
    await reaches(lan, "place")
    minh = await world.person("minh")
    await minh.says("/dulieu")
    minh.hears_not(code)
    await minh.says("/xoa")
    await lan.says("/start")
    assert asked(lan) == "place"
