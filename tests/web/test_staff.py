"""The staff side of the chat: its page, invitations, and the photos of a case."""

import re
from pathlib import Path

import msgspec
import pytest

from bot.channels.webchat import read_sent
from bot.core.messages import Attachment, EvidenceId, Kind, LaneKey, MediaKind, Point
from bot.core.people import Role
from bot.web.messages import TRIES
from bot.web.parts import HERE
from storage import evidence, inbox, staff
from storage.evidence import Kept, Wanted
from storage.staff import StaffState
from tests.web.rig import Door, Someone, appoint, error_of, fresh, open_door, prompt
from tests.web.test_page import config_of

TOKEN = "n0t-a_real-token-but-32-letters-0"
PHOTO = EvidenceId("a" * 32)
SECOND = EvidenceId("b" * 32)


async def opens(someone: Someone, token: str = TOKEN, query: str = "", **headers: str) -> tuple[int, str]:
    """Presses the button; status and the code of the problem."""
    body = {"id": fresh(), "invitation": token, "label": "Mở lời mời"}
    response = await someone.post(f"/chat/messages{query}", body, **headers)
    return (200, "") if response.status == 200 else (await error_of(response))[:2]


async def test_the_staff_page_says_what_it_is_and_loads_what_it_needs(tmp_path: Path) -> None:
    async with open_door(tmp_path, {"templates": HERE / "templates", "static": HERE / "static"}) as door:
        for language, title in (("vi", "Trang cán bộ"), ("en", "Staff page")):
            async with door.person(enters=False, **{"Accept-Language": language}) as visitor:
                page = await (await visitor.get("/staff")).text()
                home = await (await visitor.get("/")).text()
            assert f"<title>{title} – " in page
            assert config_of(page)["start"] == "staff"
            assert re.search(r'src="/static/staff.js\?v=\w{12}"', page)
            assert 'data-text="/baocao"' not in page
            assert "staff.js" not in home
            assert "staff.css" not in home
            assert 'id="invited"' not in home


async def test_a_link_leads_to_the_staff_page_with_its_token_where_no_server_sees_it(door: Door) -> None:
    link = door.parts.channel.invite(TOKEN)
    assert link == f"{door.parts.settings.address}/staff#invite={TOKEN}"


def holding(folder: Path, words: bytes) -> list[str]:
    """The files with these bytes in them."""
    return [file.name for file in folder.rglob("*") if file.is_file() and words in file.read_bytes()]


async def test_only_the_tag_of_an_invitation_is_stored(door: Door, someone: Someone, tmp_path: Path) -> None:
    assert await opens(someone) == (200, "")
    [row] = await door.heard(someone.lane)
    sent = read_sent(row["raw"])
    assert sent.invitation == door.parts.keyring.tag("invitation", TOKEN.encode())
    assert msgspec.json.encode(sent) == row["raw"]
    assert (sent.text, sent.tap, sent.label) == ("", None, "")
    assert TOKEN.encode() not in row["raw"]
    assert TOKEN not in repr(row)
    assert holding(tmp_path, TOKEN.encode()) == []
    assert holding(tmp_path, b"SQLite format 3") != []


async def test_no_token_is_logged(someone: Someone, capsys: pytest.CaptureFixture[str]) -> None:
    assert await opens(someone) == (200, "")
    assert await opens(someone, TOKEN + "!") == (400, "bad-invitation")
    assert TOKEN not in "".join(capsys.readouterr())


async def test_ones_own_history_says_that_an_invitation_was_opened(someone: Someone) -> None:
    await opens(someone)
    [item] = (await someone.history())["items"]
    assert (item["from"], item["text"]) == ("me", "Mở lời mời")


@pytest.mark.parametrize(
    "token", ["", "a" * 19, "a" * 65, "a" * 30 + " ", "a" * 30 + "\n", "ạ" * 30, "a/b" * 10]
)
async def test_what_cannot_be_a_token_is_refused(door: Door, someone: Someone, token: str) -> None:
    assert await opens(someone, token) == (400, "bad-invitation")
    assert await door.heard(someone.lane) == []


async def test_an_invitation_comes_alone(someone: Someone) -> None:
    body = {"id": fresh(), "invitation": TOKEN, "text": "x"}
    assert (await error_of(await someone.post("/chat/messages", body)))[:2] == (400, "one-of")


async def test_one_session_opens_ten_invitations_an_hour_and_a_repeat_does_not_count(
    door: Door, someone: Someone
) -> None:
    body = {"id": fresh(), "invitation": TOKEN}
    for _ in range(3):
        assert (await someone.post("/chat/messages", body)).status == 200
    for _ in range(TRIES - 1):
        assert await opens(someone) == (200, "")
    assert await opens(someone) == (429, "invitations")
    assert (await someone.writes("vẫn nói được")).status == 200
    async with door.person() as colleague:
        assert await opens(colleague) == (200, "")
    door.clock.pass_by(hours=1)
    assert await opens(someone) == (200, "")


async def test_one_client_cannot_try_for_ever_under_new_names(tmp_path: Path) -> None:
    async with open_door(tmp_path, messages_per_minute=1000, sessions_per_hour=1000) as door:
        for _ in range(10):
            async with door.person() as someone:
                for _ in range(TRIES):
                    assert await opens(someone) == (200, "")
        async with door.person() as late:
            assert await opens(late) == (429, "invitations")


async def test_no_invitation_is_opened_in_a_frame(tmp_path: Path) -> None:
    async with open_door(tmp_path, embed_origins="https://phuong.example.vn") as door:
        async with door.person() as plain:
            assert await opens(plain, query="?framed=1") == (403, "framed")
            assert await opens(plain, query="?framed=0") == (200, "")
        async with door.person(enters=False) as framed:
            response = await framed.post("/chat/session?framed=1", {})
            cookie = next(one for one in response.headers.getall("Set-Cookie") if one.startswith("candung="))
            assert await opens(framed, Cookie=cookie.partition(";")[0]) == (403, "framed")
        assert (await door.parts.database.read(inbox.health)).waiting == 1


async def test_the_page_hears_that_somebody_works_here(door: Door, someone: Someone) -> None:
    await appoint(door, someone.lane, Role.HEAD, StaffState.WAITING)
    assert (await (await someone.post("/chat/session", {})).json())["staff"] is True


async def wants(door: Door, id_: EvidenceId, lane: LaneKey) -> None:
    wanted = Wanted(id_, lane, "web", Attachment("r", MediaKind.PHOTO), 0, door.clock.now())
    await door.parts.database.write(lambda conn: evidence.want(conn, [wanted], wall=door.clock.wall()))


async def keeps(door: Door, id_: EvidenceId) -> None:
    kept = Kept(id_, MediaKind.PHOTO, "image/jpeg", "d", 5, has_copy=True)
    await door.parts.database.write(lambda conn: evidence.keep(conn, kept))
    door.store.files |= {f"{id_}/copy": b"clean " + id_[:1].encode(), f"{id_}/original": b"original"}


async def shows(door: Door, officer: Someone, reporter: Someone) -> list[str]:
    """A card with two photos of the reporter, the second still being made; the addresses."""
    for id_ in (PHOTO, SECOND):
        await wants(door, id_, reporter.lane)
    await keeps(door, PHOTO)
    card = msgspec.structs.replace(prompt("26-0001-8"), photos=(PHOTO, SECOND), point=Point(20.9, 106.3, 5))
    await door.says(officer.address, card)
    item = (await officer.history())["items"][-1]
    assert item["point"] == {"latitude": 20.9, "longitude": 106.3}
    photos: list[str] = item["photos"]
    return photos


async def test_staff_see_the_photos_that_they_were_shown(door: Door, someone: Someone) -> None:
    async with door.person() as officer:
        await appoint(door, officer.lane, Role.OFFICER)
        first, second = await shows(door, officer, someone)
        response = await officer.get(first)
        assert (response.status, await response.read()) == (200, b"clean a")
        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert response.headers["Cache-Control"] == "private, no-store"
        waits = await officer.get(second)
        assert (await error_of(waits))[:2] == (503, "developing")
        assert waits.headers["Retry-After"] == "3"
        await keeps(door, SECOND)
        assert (await officer.get(second)).status == 200


async def test_nobody_else_sees_them_and_whoever_stopped_working_here_no_more(
    door: Door, someone: Someone
) -> None:
    async with door.person() as officer, door.person() as colleague:
        number = await appoint(door, officer.lane, Role.OFFICER)
        await appoint(door, colleague.lane, Role.OFFICER)
        first, _ = await shows(door, officer, someone)
        assert (await someone.get(first)).status == 404
        assert (await colleague.get(first)).status == 404
        now = door.clock.now()
        await door.parts.database.write(lambda conn: staff.suspend(conn, number, at=now))
        assert (await officer.get(first)).status == 404


async def test_one_who_waits_to_be_confirmed_sees_no_photos(door: Door, someone: Someone) -> None:
    async with door.person() as officer:
        await appoint(door, officer.lane, Role.OFFICER, StaffState.WAITING)
        first, _ = await shows(door, officer, someone)
        assert (await officer.get(first)).status == 404


async def test_a_person_is_shown_photos_of_their_own(door: Door, someone: Someone) -> None:
    first, _ = await shows(door, someone, someone)
    assert (await someone.get(first)).status == 200


async def test_what_was_not_shown_or_is_gone_is_not_found(door: Door, someone: Someone) -> None:
    async with door.person() as officer:
        await appoint(door, officer.lane, Role.OFFICER)
        first, _ = await shows(door, officer, someone)
        base = first.rpartition("/")[0]
        plain = await door.says(officer.address, prompt("không ảnh"))
        for path in (f"{base}/0.jpg", f"{base}/3.jpg", f"/chat/evidence/{plain}/1.jpg", f"{base}/1.png"):
            assert (await officer.get(path)).status == 404
        door.store.files.clear()
        assert (await officer.get(first)).status == 404
        await door.parts.database.write(lambda conn: evidence.erase(conn, [PHOTO]))
        assert (await officer.get(first)).status == 404
    async with door.person(enters=False) as stranger:
        assert (await stranger.get(first)).status == 401


async def test_a_changed_card_stands_where_the_first_one_stood_with_its_new_buttons(
    door: Door, someone: Someone
) -> None:
    card = Kind.ASSIGNMENT
    await door.says(someone.address, prompt("Hồ sơ mới", "Nhận việc"), replaces="case:1", kind=card)
    await door.delivers_all()
    door.clock.pass_by(seconds=5)
    await door.says(someone.address, prompt("Việc khác"))
    await door.says(someone.address, prompt("Đang xử lý", "Kết luận"), replaces="case:1", kind=card)
    assert await told(someone) == [("Đang xử lý", ["Kết luận"], "case:1"), ("Việc khác", [], None)]
    await door.delivers_all()
    await door.says(someone.address, prompt("Đã chuyển nơi khác"), replaces="case:1")
    assert await told(someone) == [("Đã chuyển nơi khác", [], "case:1"), ("Việc khác", [], None)]


async def told(someone: Someone) -> list[tuple[str, list[str], str | None]]:
    """Text, labels and subject of every message."""
    items = (await someone.history())["items"]
    return [(one["text"], [button["label"] for button in one["buttons"]], one["subject"]) for one in items]
