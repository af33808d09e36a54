"""Files in and out."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from PIL import Image

from tests.botapi.conftest import Client, Clock
from tests.support import pictures
from tests.support.botapi import FakeBot, FakeBotApi, Upload, User

PHOTO = pictures.photo(1600, 1200, orientation=6)


async def fetch(client: Client, file_id: str) -> tuple[int, bytes]:
    path = (await client.call("getFile", file_id=file_id))["file_path"]
    async with client.session.get(f"{client.base}/file/bot{client.token}/{path}") as response:
        return response.status, await response.read()


async def messages(client: Client) -> list[Any]:
    return [update["message"] for update in await client.call("getUpdates")]


async def album(client: Client, chat: int, kinds: Sequence[str], **more: Any) -> Any:
    form = aiohttp.FormData({"chat_id": str(chat)})
    media = [{"type": kind, "media": f"attach://f{number}", **more} for number, kind in enumerate(kinds)]
    form.add_field("media", json.dumps(media))
    for number in range(len(kinds)):
        form.add_field(f"f{number}", pictures.photo(), filename="a.jpg", content_type="image/jpeg")
    return await client.post("sendMediaGroup", data=form)


async def test_a_photo_is_recompressed_and_forgets_where_it_was_made(
    client: Client, bot: FakeBot, an: User
) -> None:
    await an.sends_photo(bot, PHOTO, "bảng giá")
    [message] = await messages(client)
    assert (message["caption"], message["photo"][-1]["width"]) == ("bảng giá", 1280)
    status, content = await fetch(client, message["photo"][-1]["file_id"])
    picture = Image.open(BytesIO(content))
    assert (status, picture.size, dict(picture.getexif())) == (200, (1280, 960), {})


async def test_a_document_stays_as_it_is(client: Client, bot: FakeBot, an: User) -> None:
    await an.sends_document(bot, Upload("IMG_1.JPG", PHOTO, "image/jpeg"))
    [message] = await messages(client)
    assert message["document"]["file_name"] == "IMG_1.JPG"
    assert (await fetch(client, message["document"]["file_id"]))[1] == PHOTO


async def test_an_album_is_several_messages_without_a_count(client: Client, bot: FakeBot, an: User) -> None:
    await an.sends_album(bot, [pictures.photo()] * 3, "ba ảnh")
    told = await messages(client)
    assert len({message["media_group_id"] for message in told}) == 1
    assert [message.get("caption") for message in told] == ["ba ảnh", None, None]


async def test_voice_video_and_forwarded_media_come_as_such(client: Client, bot: FakeBot, an: User) -> None:
    await an.sends_voice(bot, b"OggS", forwarded_from="Bà Tám")
    await an.sends_video(bot, b"....ftyp")
    voice, video = await messages(client)
    assert voice["forward_origin"]["sender_user_name"] == "Bà Tám"
    assert (voice["voice"]["duration"], video["video"]["mime_type"]) == (1, "video/mp4")


async def test_links_live_an_hour_and_files_over_20_mb_have_none(
    client: Client, bot: FakeBot, an: User, clock: Clock
) -> None:
    await an.sends_photo(bot, PHOTO)
    await an.claims_document(bot, 20 * 2**20 + 1)
    await an.claims_document(bot, 20 * 2**20)
    photo, large, fits = await messages(client)
    path = (await client.call("getFile", file_id=photo["photo"][0]["file_id"]))["file_path"]
    url = f"{client.base}/file/bot{client.token}/{path}"
    clock.passes(3601)
    async with client.session.get(url) as response:
        assert (response.status, (await response.json())["ok"]) == (404, False)
    assert (await fetch(client, photo["photo"][0]["file_id"]))[0] == 200
    words = await client.refused("getFile", file_id=large["document"]["file_id"])
    assert words == "Bad Request: file is too big"
    assert await client.call("getFile", file_id=fits["document"]["file_id"])


async def test_an_id_works_for_its_own_bot_only(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    await an.sends_photo(bot, PHOTO)
    [message] = await messages(client)
    photo = message["photo"][-1]
    sent = await client.call("sendPhoto", chat_id=an.id, photo=photo["file_id"], caption="lại")
    assert sent["photo"][-1]["file_unique_id"] == photo["file_unique_id"]
    other = api.bot("77:another")
    stranger = Client(client.session, api.base, other.token)
    await an.says(other, "/start")
    assert "invalid file_id" in await stranger.refused("getFile", file_id=photo["file_id"])
    assert "wrong file identifier" in await stranger.refused(
        "sendPhoto", chat_id=an.id, photo=photo["file_id"]
    )
    assert "wrong file identifier" in await client.refused("sendPhoto", chat_id=an.id, photo="made-up")
    assert "can't use file of type Photo" in await client.refused(
        "sendDocument", chat_id=an.id, document=photo["file_id"]
    )


async def test_a_file_may_be_unavailable_for_a_while(
    api: FakeBotApi, client: Client, bot: FakeBot, an: User
) -> None:
    await an.sends_photo(bot, PHOTO)
    [message] = await messages(client)
    file_id = message["photo"][0]["file_id"]
    api.files.forgotten.add(file_id)
    assert "temporarily unavailable" in await client.refused("getFile", file_id=file_id)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"", "non-empty"),
        (pictures.photo(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_photo_is_refused(client: Client, an: User, content: bytes, words: str) -> None:
    form = aiohttp.FormData({"chat_id": str(an.id)})
    form.add_field("photo", content, filename="a.jpg", content_type="image/jpeg")
    await client.post("sendPhoto", data=form)
    assert (client.status, words in client.answer["description"]) == (400, True)


async def test_a_caption_has_1024_units_at_most(client: Client, bot: FakeBot, an: User) -> None:
    await an.sends_photo(bot, PHOTO)
    [message] = await messages(client)
    sent = {"chat_id": an.id, "photo": message["photo"][0]["file_id"]}
    assert "caption is too long" in await client.refused("sendPhoto", **sent, caption="😀" * 513)
    told = await client.call("sendPhoto", **sent, caption=f"<b>{'x' * 1024}</b>", parse_mode="HTML")
    assert told["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1024}]
    edited = await client.call(
        "editMessageCaption", chat_id=an.id, message_id=told["message_id"], caption="mới"
    )
    assert edited["caption"] == "mới"


async def test_an_album_has_2_to_10_items_of_one_sort(client: Client, an: User) -> None:
    sent = await album(client, an.id, ["photo", "photo"], caption="đôi")
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message["caption"] for message in sent] == ["đôi", "đôi"]
    for kinds in (["photo"], ["photo"] * 11, ["photo", "document"]):
        assert await album(client, an.id, kinds) is None
        assert client.status == 400


async def test_big_uploads_of_one_size_are_spaced(client: Client, an: User, clock: Clock) -> None:
    async def upload() -> Any:
        form = aiohttp.FormData({"chat_id": str(an.id)})
        form.add_field("document", b"x" * 100_000, filename="a.bin")
        return await client.post("sendDocument", data=form)

    assert await upload()
    begun = clock()
    for _ in range(3):
        task = upload()
        clock.passes(0.2)
        assert await task
    assert clock() - begun < 1
