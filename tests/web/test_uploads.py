"""Files on their way into the store."""

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, FormData, MultipartWriter

from bot.channels.webchat import read_sent
from bot.core.messages import Attachment, EvidenceId, MediaKind
from bot.web.uploads import ROOM
from storage import evidence
from storage.evidence import Wanted
from tests.web.rig import OWN, Door, Someone, error_of, fresh, open_door

MB = 1_000_000
ID = b"00000000-0000-4000-8000-000000000000"


async def sends(someone: Someone, *files: bytes, id_: str | None = None, **fields: str) -> ClientResponse:
    form = FormData(quote_fields=False)
    form.add_field("id", id_ or fresh())
    for name, value in fields.items():
        form.add_field(name, value)
    for number, content in enumerate(files):
        form.add_field("file", io.BytesIO(content), filename=f"ảnh {number}.jpg", content_type="image/jpeg")
    return await someone.browser.post("/chat/files", data=form, headers=OWN)


async def test_files_are_stored_and_one_row_names_them(door: Door, someone: Someone) -> None:
    response = await sends(someone, b"one", b"two", caption="hai ảnh", kind="photo")
    assert (response.status, await response.json()) == (200, {"ok": True, "duplicate": False})
    [row] = await door.heard(someone.lane)
    sent = read_sent(row["raw"])
    assert [(file.name, file.kind, file.size) for file in sent.files] == [
        ("ảnh 0.jpg", MediaKind.PHOTO, 3),
        ("ảnh 1.jpg", MediaKind.PHOTO, 3),
    ]
    assert sent.caption == "hai ảnh"
    assert [door.store.files[file.ref] for file in sent.files] == [b"one", b"two"]
    assert all(len(file.ref) == 32 + len("/upload") for file in sent.files)
    assert door.rung == [1]


async def test_the_kind_comes_from_the_type_where_it_is_not_said(door: Door, someone: Someone) -> None:
    form = FormData({"id": fresh()})
    for media_type in ("image/png", "video/mp4", "audio/ogg", "application/pdf"):
        form.add_field("file", b"x", filename="a", content_type=media_type)
    assert (await someone.browser.post("/chat/files", data=form, headers=OWN)).status == 200
    [row] = await door.heard(someone.lane)
    assert [file.kind.value for file in read_sent(row["raw"]).files] == [
        "photo",
        "video",
        "voice",
        "document",
    ]


async def test_a_repeated_upload_is_one_message_and_stores_nothing_more(door: Door, someone: Someone) -> None:
    id_ = fresh()
    await sends(someone, b"one", id_=id_)
    response = await sends(someone, b"other", id_=id_)
    assert (response.status, (await response.json())["duplicate"]) == (200, True)
    assert len(door.store.puts) == 1
    assert len(await door.heard(someone.lane)) == 1


async def test_two_uploads_at_once_with_one_id_are_one_message(door: Door, someone: Someone) -> None:
    id_ = fresh()
    responses = await asyncio.gather(*(sends(someone, b"same" * 50_000, id_=id_) for _ in range(4)))
    assert [response.status for response in responses] == [200] * 4
    assert len(await door.heard(someone.lane)) == 1
    assert list(door.store.files.values()) == [b"same" * 50_000]


async def test_an_upload_that_broke_off_is_taken_whole_the_second_time(door: Door, someone: Someone) -> None:
    id_ = fresh()
    door.store.broken = True
    response = await sends(someone, b"one", id_=id_)
    assert (await error_of(response))[:2] == (503, "away")
    assert response.headers["Retry-After"] == "10"
    door.store.broken = False
    assert (await (await sends(someone, b"one", id_=id_)).json())["duplicate"] is False
    assert len(await door.heard(someone.lane)) == 1


async def test_a_file_that_is_too_large_gets_a_sentence(tmp_path: Path) -> None:
    async with open_door(tmp_path, upload_max_mb=1) as door, door.person() as someone:
        status, code, text = await error_of(await sends(someone, b"x" * (MB + 1)))
        assert (status, code) == (413, "file-too-large")
        assert "1 MB" in text
        assert door.store.files == {}
        assert (await sends(someone, b"x" * MB)).status == 200


async def test_a_drafts_files_have_a_limit_together(tmp_path: Path) -> None:
    async with open_door(tmp_path, upload_draft_max_mb=1) as door, door.person() as someone:
        now = door.clock.now()
        source = Attachment(f"{'e' * 32}/upload", size=600_000)
        wanted = Wanted(EvidenceId("e" * 32), someone.lane, "web", source, 0, now)
        await door.parts.database.write(lambda conn: evidence.want(conn, [wanted], wall=now))
        assert (await error_of(await sends(someone, b"x" * 500_000)))[:2] == (413, "draft-full")
        assert (await sends(someone, b"x" * 300_000)).status == 200
        assert (await error_of(await sends(someone, b"x" * 3 * MB)))[:2] == (413, "draft-full")


async def test_a_days_files_have_a_limit_together(tmp_path: Path) -> None:
    async with open_door(tmp_path, upload_day_max_mb=1) as door, door.person() as someone:
        assert (await sends(someone, b"x" * 600_000)).status == 200
        refused = await sends(someone, b"x" * 600_000)
        assert (await error_of(refused))[:2] == (429, "day-full")
        assert int(refused.headers["Retry-After"]) > 3600
        assert len(door.store.files) == 1
        door.clock.pass_by(days=1)
        assert (await sends(someone, b"x" * 600_000)).status == 200


async def test_a_nearly_full_disk_refuses_files_and_still_takes_words(door: Door, someone: Someone) -> None:
    door.store.free = 500 * MB
    assert (await error_of(await sends(someone, b"one")))[:2] == (507, "disk-full")
    assert (await someone.writes("vẫn viết được")).status == 200
    door.store.free = None
    assert (await sends(someone, b"one")).status == 200


async def test_a_crowd_of_unfinished_uploads_is_asked_to_come_again(tmp_path: Path) -> None:
    async with open_door(tmp_path, {"upload_memory": 10}) as door, door.person() as someone:
        response = await sends(someone, b"more than ten bytes")
        assert (await error_of(response))[:2] == (503, "away")
        assert (await sends(someone, b"ten bytes!")).status == 200
        assert (await sends(someone, b"")).status == 400
        assert (await sends(someone, b"ten bytes!")).status == 200


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ([("file", b"x")], 400, "bad-id"),
        ([("id", b"1"), ("file", b"x")], 400, "bad-id"),
        ([("id", ID)], 400, "no-file"),
        ([("id", ID), ("file", b"")], 400, "file-empty"),
        ([("id", ID), ("kind", b"sticker")], 400, "malformed"),
        ([("id", ID), ("caption", b"\xff")], 400, "malformed"),
        ([("id", ID), ("caption", b"x" * 9000)], 413, "text-too-large"),
        ([("id", ID), *[("file", b"x")] * 11], 413, "too-many-files"),
    ],
)
async def test_forms_that_make_no_sense_get_a_sentence(
    door: Door, someone: Someone, fields: list[tuple[str, bytes]], status: int, code: str
) -> None:
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), content)
        for name, content in fields
    )
    headers = OWN | {"Content-Type": "multipart/form-data; boundary=b"}
    response = await someone.browser.post("/chat/files", data=body + b"--b--\r\n", headers=headers)
    assert (await error_of(response))[:2] == (status, code)
    assert await door.heard(someone.lane) == []


async def test_what_is_no_form_is_refused(someone: Someone) -> None:
    assert (await error_of(await someone.post("/chat/files", {})))[:2] == (415, "not-multipart")
    for media_type, body in (
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"nothing here"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\nabc'),
        ("multipart/form-data; boundary=b", b"--b\r\nno header at all\r\n\r\n"),
    ):
        headers = OWN | {"Content-Type": media_type}
        response = await someone.browser.post("/chat/files", data=body, headers=headers)
        assert response.status == 400, body


async def test_forms_within_forms_are_refused(someone: Someone) -> None:
    with MultipartWriter("form-data") as outer:
        outer.append(fresh()).set_content_disposition("form-data", name="id")
        with MultipartWriter("mixed") as inner:
            inner.append("x")
        outer.append(inner).set_content_disposition("form-data", name="file")
    response = await someone.browser.post("/chat/files", data=outer, headers=OWN)
    assert (await error_of(response))[:2] == (400, "malformed")


async def test_a_form_that_stops_in_the_middle_leaves_no_message(door: Door, someone: Someone) -> None:
    async def half() -> Any:
        yield b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n' + ID + b"\r\n"
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'

    headers = OWN | {"Content-Type": "multipart/form-data; boundary=b"}
    response = await someone.browser.post("/chat/files", data=half(), headers=headers)
    assert response.status == 400
    assert await door.heard(someone.lane) == []
    assert door.server.app[ROOM].held == 0


async def test_a_line_that_breaks_in_the_middle_is_no_error_of_ours(
    door: Door, someone: Someone, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.server.port)
    head = (
        "POST /chat/files HTTP/1.1\r\nHost: x\r\nX-Candung: 1\r\nContent-Length: 9999\r\n"
        f"Cookie: candung={someone.cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
    )
    writer.write(head.encode() + b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n' + ID)
    writer.write(b'\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc')
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.close()
    await writer.wait_closed()
    assert await reader.read() == b""
    await asyncio.sleep(0.2)
    logged = "".join(capsys.readouterr())
    assert "status=499" in logged
    assert "failed" not in logged
    assert door.server.app[ROOM].held == 0
    assert await door.heard(someone.lane) == []
