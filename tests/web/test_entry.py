"""Coming in and leaving: cookies, languages, frames."""

from pathlib import Path

import pytest

from bot.core.messages import Attachment, EvidenceId
from storage import conversations, evidence
from storage.conversations import Conversation
from storage.evidence import EvidenceState, Wanted
from tests.web.rig import OWN, Door, Someone, error_of, open_door, prompt


async def test_a_newcomer_gets_a_signed_cookie_that_scripts_cannot_read(door: Door) -> None:
    async with door.person(enters=False) as new:
        response = await new.post("/chat/session", {})
        assert await response.json() == {"language": "vi", "resumed": False, "staff": False}
        cookie = next(line for line in response.headers.getall("Set-Cookie") if line.startswith("candung="))
    assert cookie.endswith("; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax")
    assert response.headers["Cache-Control"] == "no-store"


async def test_who_comes_back_is_known(someone: Someone) -> None:
    before = someone.cookie
    response = await someone.post("/chat/session", {})
    assert await response.json() == {"language": "vi", "resumed": True, "staff": False}
    assert someone.cookie == before


async def test_over_tls_the_cookie_is_secure(tmp_path: Path) -> None:
    url = "https://chat.example.vn"
    async with open_door(tmp_path, public_url=url) as door, door.person(enters=False) as new:
        response = await new.post("/chat/session", {})
        assert "; HttpOnly; SameSite=Lax; Secure" in response.headers["Set-Cookie"]
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("cookie", ["", "x", "0" * 32, f"{'0' * 32}.{'1' * 64}", f"{'0' * 32}.", "é.ü"])
async def test_a_forged_cookie_is_no_session(door: Door, cookie: str) -> None:
    async with door.person(enters=False) as stranger:
        headers = {"Cookie": f"candung={cookie}"}
        for path in ("/chat/history", "/chat/events", f"/chat/files/{'a' * 32}", "/chat/receipts/1.png"):
            told = await error_of(await stranger.get(path, **headers))
            assert told[:2] == (401, "session")
            assert "mở lại trang" in told[2]
        assert (await stranger.writes("xin chào", **headers)).status == 401


async def test_one_persons_cookie_cannot_be_carried_to_another_id(door: Door, someone: Someone) -> None:
    session, _, tag = someone.cookie.partition(".")
    other = ("1" if session[0] == "0" else "0") + session[1:]
    async with door.person(enters=False) as stranger:
        assert (await stranger.get("/chat/history", Cookie=f"candung={other}.{tag}")).status == 401


async def test_the_language_comes_from_the_choice_then_the_browser_then_is_vietnamese(door: Door) -> None:
    async with door.person(enters=False, **{"Accept-Language": "fr, en-GB;q=0.8, vi;q=0.1"}) as english:
        assert 'lang="en"' in await (await english.get("/")).text()
        await english.post("/chat/session", {"language": "vi"})
        assert 'lang="vi"' in await (await english.get("/")).text()
    async with door.person(enters=False, **{"Accept-Language": "fr;q=x"}) as french:
        assert 'lang="vi"' in await (await french.get("/")).text()


async def test_a_language_chosen_in_the_chat_becomes_that_of_the_page(door: Door, someone: Someone) -> None:
    talk = Conversation(someone.lane, someone.address, "en", door.clock.now())
    await door.parts.database.write(lambda conn: conversations.save(conn, [talk]))
    assert (await (await someone.post("/chat/session", {})).json())["language"] == "en"
    assert 'lang="en"' in await (await someone.get("/")).text()
    assert (await someone.history())["language"] == "en"


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"language": "fr"}', b"\xff", b"[" * 5000, b'{"framed": 1}'])
async def test_a_session_wish_that_makes_no_sense_is_refused(door: Door, body: bytes) -> None:
    async with door.person(enters=False) as odd:
        assert (await odd.browser.post("/chat/session", data=body, headers=OWN)).status == 400


async def test_new_sessions_of_one_client_are_limited(tmp_path: Path) -> None:
    async with open_door(tmp_path, sessions_per_hour=2) as door, door.person(), door.person() as second:
        async with door.person(enters=False) as third:
            response = await third.post("/chat/session", {})
            assert (await error_of(response))[:2] == (429, "sessions")
            assert response.headers["Retry-After"] == str(3600 - 1)
            door.clock.pass_by(hours=1)
            assert (await third.post("/chat/session", {})).status == 200
        assert (await second.post("/chat/session", {})).status == 200


async def test_forwarding_headers_of_strangers_are_ignored(tmp_path: Path) -> None:
    async with open_door(tmp_path, sessions_per_hour=1) as door:
        async with door.person(enters=True, **{"X-Forwarded-For": "203.0.113.1"}):
            pass
        async with door.person(enters=False) as liar:
            response = await liar.post("/chat/session", {}, **{"X-Forwarded-For": "203.0.113.2"})
            assert response.status == 429


async def test_a_trusted_proxy_tells_clients_apart_by_what_it_saw_itself(tmp_path: Path) -> None:
    async with open_door(tmp_path, sessions_per_hour=1, trusted_proxies="127.0.0.0/8, 10.0.0.0/8") as door:
        for header, status in (
            ("203.0.113.1", 200),
            ("198.51.100.9, 203.0.113.1:4711, 10.1.2.3", 429),
            ("203.0.113.2", 200),
            ("rubbish, 203.0.113.2", 429),
            ("2001:db8:0:1::5", 200),
            ("[2001:db8:0:1::6]:99", 429),
            ("::ffff:203.0.113.1", 429),
        ):
            async with door.person(enters=False) as client:
                response = await client.post("/chat/session", {}, **{"X-Forwarded-For": header})
                assert response.status == status, header


async def test_leaving_blanks_the_words_and_forgets_the_draft(door: Door, someone: Someone) -> None:
    await someone.writes("tôi tên là Nguyễn Văn Thử")
    await door.handles_all()
    await door.says(someone.address, prompt("Chào Ông/Bà"))
    talk = Conversation(
        someone.lane, someone.address, "vi", door.clock.now(), flow="report", draft={"seed": "1"}
    )
    await door.parts.database.write(lambda conn: conversations.save(conn, [talk]))
    wanted = Wanted(
        EvidenceId("e" * 32),
        someone.lane,
        "web",
        Attachment(f"{'e' * 32}/upload", size=3),
        0,
        door.clock.now(),
    )
    await door.parts.database.write(lambda conn: evidence.want(conn, [wanted], wall=door.clock.wall()))
    door.store.files[f"{'e' * 32}/upload"] = b"abc"
    lane, address, old = someone.lane, someone.address, someone.cookie

    response = await someone.post("/chat/leave", {})

    assert response.status == 204
    assert "candung=; Path=/; Max-Age=0;" in response.headers["Set-Cookie"]
    assert [row["raw"] for row in await door.heard(lane)] == [None]
    assert await door.parts.database.read(lambda conn: conversations.load(conn, [lane])) == {}
    file = await door.parts.database.read(lambda conn: evidence.find(conn, "e" * 32))
    assert file is not None
    assert file.state is EvidenceState.DELETED
    assert door.store.files == {}
    async with door.person(enters=False) as again:
        told = await (await again.get("/chat/history", Cookie=f"candung={old}")).json()
    assert [(item["from"], item["gone"], item["text"]) for item in told["items"]] == [("me", True, "")]
    assert address.person not in str(told)


async def test_leaving_works_while_the_store_is_away(door: Door, someone: Someone) -> None:
    wanted = Wanted(
        EvidenceId("e" * 32),
        someone.lane,
        "web",
        Attachment(f"{'e' * 32}/upload", size=3),
        0,
        door.clock.now(),
    )
    await door.parts.database.write(lambda conn: evidence.want(conn, [wanted], wall=door.clock.wall()))
    door.store.broken = True
    assert (await someone.post("/chat/leave", {})).status == 204
    assert (await someone.get("/chat/history")).status == 401
