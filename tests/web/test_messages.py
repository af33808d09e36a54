"""Words, taps and places on their way into the inbox."""

import asyncio
import gzip
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy.exc import OperationalError

from bot.channels.webchat import read_sent
from storage import inbox
from tests.web.rig import OWN, Door, Someone, error_of, fresh, open_door

ID = "00000000-0000-4000-8000-000000000000"


async def test_a_message_becomes_one_row_and_wakes_the_dispatcher(door: Door, someone: Someone) -> None:
    id_ = fresh()
    response = await someone.writes("Chợ cân thiếu", id_.upper())
    assert (response.status, await response.json()) == (200, {"ok": True, "duplicate": False})
    [row] = await door.heard(someone.lane)
    assert row["external_id"] == f"{someone.lane}:{id_}"
    sent = read_sent(row["raw"])
    assert (sent.person, sent.text, sent.language) == (someone.address.person, "Chợ cân thiếu", "vi")
    assert door.rung == [1]


async def test_a_repeated_request_is_one_message(door: Door, someone: Someone) -> None:
    id_ = fresh()
    for duplicate in (False, True, True):
        assert (await (await someone.writes("một lần", id_)).json())["duplicate"] is duplicate
    assert len(await door.heard(someone.lane)) == 1
    assert door.rung == [1]


async def test_two_requests_at_once_with_one_id_are_one_message(door: Door, someone: Someone) -> None:
    id_ = fresh()
    responses = await asyncio.gather(*(someone.writes("cùng lúc", id_) for _ in range(6)))
    told = [await response.json() for response in responses]
    assert sorted(answer["duplicate"] for answer in told) == [False] + [True] * 5
    assert len(await door.heard(someone.lane)) == 1


async def test_two_people_may_use_the_same_id(door: Door, someone: Someone) -> None:
    id_ = fresh()
    async with door.person() as other:
        await someone.writes("a", id_)
        assert (await (await other.writes("b", id_)).json())["duplicate"] is False


async def test_a_tap_keeps_the_label_only_for_showing(door: Door, someone: Someone) -> None:
    label = "Cân, đong\x00\u202e\n" + "x" * 200
    response = await someone.post("/chat/messages", {"id": ID, "tap": "report:category:1", "label": label})
    assert response.status == 200
    [row] = await door.heard(someone.lane)
    sent = read_sent(row["raw"])
    assert sent.tap == "report:category:1"
    assert sent.label == ("Cân, đong" + "x" * 200)[:80]


async def test_a_place_arrives_with_its_accuracy(door: Door, someone: Someone) -> None:
    where = {"latitude": 20.96, "longitude": 106, "accuracy": 12.5}
    assert (await someone.post("/chat/messages", {"id": ID, "location": where})).status == 200
    [row] = await door.heard(someone.lane)
    assert json.loads(row["raw"])["location"] == where


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "x"}, "malformed"),
        ({"id": "1", "text": "x"}, "bad-id"),
        ({"id": "{00000000-0000-4000-8000-000000000000}", "text": "x"}, "bad-id"),
        ({"id": 5, "text": "x"}, "malformed"),
        ({"id": ID}, "one-of"),
        ({"id": ID, "text": "x", "tap": "y"}, "one-of"),
        ({"id": ID, "text": ""}, "empty"),
        ({"id": ID, "text": " \n\t\x00"}, "empty"),
        ({"id": ID, "text": ["x"]}, "malformed"),
        ({"id": ID, "tap": ""}, "malformed"),
        ({"id": ID, "tap": "a\nb"}, "malformed"),
        ({"id": ID, "tap": "ơ" * 33}, "malformed"),
        ({"id": ID, "tap": "\ud800"}, "malformed"),
        ({"id": ID, "location": {}}, "bad-place"),
        ({"id": ID, "location": {"latitude": 91, "longitude": 0}}, "bad-place"),
        ({"id": ID, "location": {"latitude": 0, "longitude": -181}}, "bad-place"),
        ({"id": ID, "location": {"latitude": "20", "longitude": 106}}, "bad-place"),
        ({"id": ID, "location": {"latitude": 20, "longitude": 106, "accuracy": -1}}, "bad-place"),
        ({"id": ID, "location": [20, 106]}, "malformed"),
        ([], "malformed"),
        ("text", "malformed"),
        (None, "malformed"),
    ],
)
async def test_what_cannot_be_a_message_gets_a_sentence(
    door: Door, someone: Someone, body: Any, code: str
) -> None:
    status, told, text = await error_of(await someone.post("/chat/messages", body))
    assert (status, told) == (400, code)
    assert text
    assert await door.heard(someone.lane) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xff\xfe{\x00", b'{"id": "x", "text": "\xc3"}', b"[" * 20_000, b"1" * 5000,
        b'{"id":"00000000-0000-4000-8000-000000000000","location":{"latitude":NaN,"longitude":1}}',
        b'{"id":"00000000-0000-4000-8000-000000000000","location":{"latitude":1,"longitude":Infinity}}',
        b'{"id":"00000000-0000-4000-8000-000000000000","location":{"latitude":1e999,"longitude":1}}',
    ],
)  # fmt: skip
async def test_bytes_that_are_no_json_get_a_sentence(door: Door, someone: Someone, raw: bytes) -> None:
    response = await someone.browser.post("/chat/messages", data=raw, headers=OWN)
    status, code, text = await error_of(response)
    assert (status, code in {"malformed", "bad-place"}, bool(text)) == (400, True, True)
    assert await door.heard(someone.lane) == []


async def test_nul_and_half_signs_are_taken_out(door: Door, someone: Someone) -> None:
    raw = b'{"id":"00000000-0000-4000-8000-000000000000","text":"a\\u0000b\\ud800c\\ud83d\\ude00"}'
    assert (await someone.browser.post("/chat/messages", data=raw, headers=OWN)).status == 200
    [row] = await door.heard(someone.lane)
    assert read_sent(row["raw"]).text == "abc😀"


async def test_a_very_long_text_is_refused_in_the_persons_language(door: Door, someone: Someone) -> None:
    huge = io.BytesIO(msgspec.json.encode({"id": ID, "text": "ă" * 1_000_000}))
    response = await someone.browser.post("/chat/messages", data=huge, headers=OWN)
    status, code, text = await error_of(response)
    assert (status, code) == (413, "text-too-large")
    assert "chia thành nhiều tin" in text
    assert (await error_of(await someone.writes("x" * 20_001)))[:2] == (413, "text-too-long")
    async with door.person(enters=True, **{"Accept-Language": "en"}) as english:
        assert "20,001" not in (told := (await error_of(await english.writes("x" * 20_001)))[2])
        assert "20,000" in told
    assert await door.heard(someone.lane) == []
    assert (await someone.writes("x" * 20_000)).status == 200


async def test_a_body_without_a_length_is_cut_off_too(someone: Someone) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b"x" * 10_000

    response = await someone.browser.post("/chat/messages", data=endless(), headers=OWN)
    assert response.status == 413


async def test_a_packed_body_cannot_swell(someone: Someone) -> None:
    packed = gzip.compress(b"x" * 10_000_000)
    headers = OWN | {"Content-Encoding": "gzip"}
    response = await someone.browser.post("/chat/messages", data=packed, headers=headers)
    assert response.status in {400, 413}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Candung": "0"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
@pytest.mark.parametrize("path", ["/chat/messages", "/chat/session", "/chat/leave", "/chat/files"])
async def test_another_site_cannot_post(someone: Someone, path: str, headers: dict[str, str]) -> None:
    status, code, _ = await error_of(await someone.post(path, {}, **headers))
    assert (status, code) == (403, "cross-site")


async def test_our_own_page_can_post(door: Door, someone: Someone) -> None:
    origin = f"http://127.0.0.1:{door.server.port}"
    assert (await someone.writes("a", Origin=origin, **{"Sec-Fetch-Site": "same-origin"})).status == 200
    assert (await someone.writes("b", Origin="http://127.0.0.1:8080")).status == 200
    assert (await someone.browser.post("/chat/messages", json={"id": fresh(), "text": "c"})).status == 403


async def test_who_writes_too_fast_waits_and_a_repeat_does_not_count(tmp_path: Path) -> None:
    async with open_door(tmp_path, messages_per_minute=2) as door, door.person() as someone:
        id_ = fresh()
        for _ in range(4):
            assert (await someone.writes("một", id_)).status == 200
        assert (await someone.writes("hai")).status == 200
        refused, third = await someone.writes("ba", third_id := fresh()), third_id
        assert (await error_of(refused))[:2] == (429, "too-fast")
        assert refused.headers["Retry-After"] == "59"
        assert len(await door.heard(someone.lane)) == 2
        assert (await someone.writes("một", id_)).status == 200
        door.clock.pass_by(seconds=59)
        assert (await (await someone.writes("ba", third)).json())["duplicate"] is False


async def test_a_day_has_its_own_limit(tmp_path: Path) -> None:
    async with open_door(tmp_path, messages_per_day=1) as door, door.person() as someone:
        await someone.writes("một")
        assert (await error_of(await someone.writes("hai")))[:2] == (429, "too-many")


async def test_one_client_cannot_write_under_ever_new_names(tmp_path: Path) -> None:
    async with open_door(tmp_path, messages_per_minute=1) as door:
        for turn in range(11):
            async with door.person() as someone:
                assert (await someone.writes("x")).status == (200 if turn < 10 else 429)


async def test_a_full_disk_means_try_again_and_recovers(
    door: Door, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> int:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    id_ = fresh()
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "put", full)
        response = await someone.writes("giữ giùm", id_)
        assert (await error_of(response))[:2] == (503, "away")
        assert response.headers["Retry-After"] == "5"
    assert (await (await someone.writes("giữ giùm", id_)).json())["duplicate"] is False
    assert len(await door.heard(someone.lane)) == 1


async def test_a_bug_is_a_sentence_and_a_trace_without_words(
    someone: Someone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "bí mật của người dân"

    def bug(*_args: object, **_more: object) -> int:
        raise KeyError(words)

    monkeypatch.setattr(inbox, "put", bug)
    assert (await error_of(await someone.writes("số 0912345678")))[:2] == (500, "broken")
    logged = "".join(capsys.readouterr())
    assert "KeyError" in logged
    assert "intake.py" in logged
    for secret in (words, "0912345678", someone.cookie, someone.address.person, "127.0.0.1"):
        assert secret not in logged


async def test_nothing_that_names_a_person_is_logged(
    someone: Someone, capsys: pytest.CaptureFixture[str]
) -> None:
    await someone.writes("nhà tôi ở ngõ 5")
    await someone.get("/chat/history?x=bimat", Authorization="Bearer bimat")
    await someone.get("/bimat/bimat")
    await someone.post("/webhooks/bimat", {})
    logged = "".join(capsys.readouterr())
    assert "/chat/messages" in logged
    for secret in ("ngõ 5", "bimat", someone.cookie, someone.address.person, someone.lane, "127.0.0.1"):
        assert secret not in logged
