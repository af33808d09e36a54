"""Frames of other sites: residents may be served in those that are allowed, staff in none."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientResponse

from bot.core.people import Role
from storage.staff import StaffState
from tests.web.rig import OWN, Door, Someone, appoint, error_of, fresh, open_door, prompt
from tests.web.test_events import line

SITE = "https://phuong.example.vn"
FRAMED = {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Door]:
    async with open_door(tmp_path, embed_origins=SITE) as door:
        yield door


def cookies(response: ClientResponse) -> list[str]:
    return [one for one in response.headers.getall("Set-Cookie") if one.startswith("candung=")]


async def test_in_an_allowed_frame_the_cookie_is_partitioned(house: Door) -> None:
    for path, body in (("/chat/session?framed=1", {}), ("/chat/session", {"framed": True})):
        async with house.person(enters=False) as framed:
            policy = (await framed.get("/", **FRAMED)).headers["Content-Security-Policy"]
            assert f"frame-ancestors {SITE};" in policy
            [cookie] = cookies(await framed.post(path, body))
            assert cookie.endswith("; HttpOnly; SameSite=None; Secure; Partitioned")
    async with house.person(enters=False) as plain:
        assert cookies(await plain.post("/chat/session?framed=0", {}))[-1].endswith("SameSite=Lax")


async def test_no_frame_is_believed_where_none_is_allowed(door: Door) -> None:
    async with door.person(enters=False) as framed:
        response = await framed.post("/chat/session?framed=1", {"framed": True}, **FRAMED)
        assert cookies(response)[0].endswith("SameSite=Lax")


async def test_a_session_that_began_in_a_frame_stays_there_until_it_is_seen_outside(house: Door) -> None:
    async with house.person(enters=False) as person:
        [first] = cookies(await person.post("/chat/session?framed=1", {}))
        begun = {"Cookie": first.partition(";")[0]}
        again = cookies(await person.post("/chat/session?framed=1", {}, **begun))
        assert again == [first]
        gone, plain = cookies(await person.post("/chat/session?framed=0", {}, **begun))
        assert gone == "candung=; Path=/; Max-Age=0; HttpOnly; SameSite=None; Secure; Partitioned"
        assert plain.endswith("SameSite=Lax")
        assert plain.partition(".")[0] == first.partition(".")[0]
        assert plain.partition(";")[0] != first.partition(";")[0]


async def test_a_frame_of_the_same_site_shares_the_session_and_changes_nothing(house: Door) -> None:
    async with house.person() as person:
        before = person.cookie
        response = await person.post("/chat/session?framed=1", {})
        assert (await response.json())["resumed"] is True
        assert cookies(response)[-1] == f"candung={before}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax"


async def test_leaving_from_a_frame_ends_the_cookie_of_the_frame(house: Door) -> None:
    async with house.person(enters=False) as person:
        [cookie] = cookies(await person.post("/chat/session?framed=1", {}))
        response = await person.post("/chat/leave?framed=1", {}, Cookie=cookie.partition(";")[0])
        assert cookies(response)[0].startswith("candung=; Path=/; Max-Age=0;")
        assert cookies(response)[0].endswith("Partitioned")


async def everything_of(someone: Someone, query: str = "", **headers: str) -> dict[str, int]:
    """How every request of the page is answered."""
    words = {"id": fresh(), "text": "/viec"}
    return {
        "page": (await someone.get("/", **headers)).status,
        "session": (await someone.post(f"/chat/session{query}", {}, **headers)).status,
        "history": (await someone.get(f"/chat/history{query}", **headers)).status,
        "messages": (await someone.post(f"/chat/messages{query}", words, **headers)).status,
        "files": (await someone.browser.post(f"/chat/files{query}", data=b"", headers=OWN | headers)).status,
    }


@pytest.mark.parametrize("state", [StaffState.WAITING, StaffState.ACTIVE])
async def test_whoever_works_here_is_served_in_no_frame(house: Door, state: StaffState) -> None:
    async with house.person() as officer:
        await appoint(house, officer.lane, Role.OFFICER, state)
        assert set((await everything_of(officer, "?framed=1", **FRAMED)).values()) == {403}
        response = await officer.get("/chat/history?framed=1")
        assert await error_of(response) == (403, "framed", house.parts.catalog.say("vi", "http-framed"))
        assert (await officer.get("/chat/events?framed=1")).status == 403
        assert (await officer.post("/chat/session", {"framed": True})).status == 403
        outside = await everything_of(officer, "?framed=0")
        assert outside == {"page": 200, "session": 200, "history": 200, "messages": 200, "files": 415}


async def test_a_session_of_a_frame_stays_framed_even_where_its_requests_do_not_say_so(house: Door) -> None:
    async with house.person(enters=False) as officer:
        [cookie] = cookies(await officer.post("/chat/session?framed=1", {}))
        begun = {"Cookie": cookie.partition(";")[0]}
        assert (await officer.get("/chat/history", **begun)).status == 200
        address = house.parts.channel.address(cookie.partition("=")[2].partition(".")[0])
        await appoint(house, house.parts.keyring.lane(address), Role.OFFICER)
        assert (await officer.get("/chat/history", **begun)).status == 403
        assert (await officer.post("/chat/messages", {"id": fresh(), "text": "a"}, **begun)).status == 403


async def test_the_line_of_a_frame_ends_when_its_person_begins_to_work_here(house: Door) -> None:
    async with house.person() as officer, line(officer, "?framed=1") as framed, line(officer) as plain:
        await house.says(officer.address, prompt("một"))
        assert [await one.texts(1) for one in (framed, plain)] == [["một"], ["một"]]
        await appoint(house, officer.lane, Role.OFFICER)
        await house.says(officer.address, prompt("hai"))
        await house.delivers_all()
        assert await framed.next() == {}
        assert await plain.texts(1) == ["hai"]


@pytest.mark.parametrize("place", ["iframe", "frame", "embed", "object", "fencedframe"])
async def test_the_staff_page_stands_in_no_frame(house: Door, place: str) -> None:
    async with house.person(enters=False) as visitor:
        assert (await error_of(await visitor.get("/staff", **{"Sec-Fetch-Dest": place})))[:2] == (
            403,
            "framed",
        )
        response = await visitor.get("/staff", **{"Sec-Fetch-Dest": "document"})
    assert response.status == 200
    assert "; frame-ancestors 'none';" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"
