"""Photos and receipts on their way out."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import Telegram, composing
from bot.core.errors import Throttled
from bot.core.messages import Button, EvidenceId, Prompt, Receipt
from tests.channels.telegram_rig import Platform, Wall, channel, keyboard_of, parcel, platform, refused

YES = Button("Có", "report:confirm:yes")
RECEIPT = Receipt("UBND phường", "Giấy hẹn", "Mã", "26-0042-7")
ONE, TWO, THREE = EvidenceId("1" * 32), EvidenceId("2" * 32), EvidenceId("3" * 32)


@pytest.fixture
async def fake() -> AsyncIterator[Platform]:
    async with platform() as running:
        yield running


@pytest.fixture
def wall() -> Wall:
    found = Wall()
    found.pictures = {ONE: b"one", TWO: b"two", THREE: b"three"}
    return found


@pytest.fixture
async def chat(fake: Platform, wall: Wall) -> AsyncIterator[Telegram]:
    running = channel(fake.url, wall)
    yield running
    await running.close()


async def test_a_photo_is_uploaded_once_and_then_known(fake: Platform, chat: Telegram, wall: Wall) -> None:
    shown = Prompt("Ảnh", (YES,), photos=(ONE,), guarded=True)
    id_ = await chat.send(parcel(shown, number=1))
    [call] = fake.calls("sendPhoto")
    assert (call["photo"], call["caption"], call["protect_content"]) == (b"one", "Ảnh", "true")
    assert keyboard_of(call)["inline_keyboard"]
    assert id_ == str(fake.messages)
    assert wall.known[ONE] == f"large-{fake.messages}"
    await chat.send(parcel(shown, number=2))
    assert fake.calls("sendPhoto")[1]["photo"] == wall.known[ONE]


async def test_several_photos_are_an_album_and_its_buttons_stand_below(
    fake: Platform, chat: Telegram, wall: Wall
) -> None:
    wall.known[TWO] = "known"
    id_ = await chat.send(parcel(Prompt("Hồ sơ", (YES,), photos=(ONE, TWO))))
    assert fake.methods == ["sendMediaGroup", "sendMessage"]
    media = json.loads(fake.calls("sendMediaGroup")[0]["media"])
    assert media[0]["media"].startswith("attach://")
    assert media[1]["media"] == "known"
    assert "caption" not in media[0]
    assert set(wall.known) == {ONE, TWO}
    assert id_ == str(fake.messages)


async def test_an_album_without_buttons_carries_the_words_itself(fake: Platform, chat: Telegram) -> None:
    id_ = await chat.send(parcel(Prompt("Kết quả <1>", photos=(ONE, TWO))))
    [call] = fake.calls("sendMediaGroup")
    assert json.loads(call["media"])[0]["caption"] == "Kết quả &lt;1&gt;"
    assert fake.methods == ["sendMediaGroup"]
    assert id_ == str(fake.messages - 1)


async def test_eleven_photos_are_an_album_and_one_more(fake: Platform, chat: Telegram, wall: Wall) -> None:
    ids = tuple(EvidenceId(f"{number:032x}") for number in range(11))
    wall.known = {id_: f"known-{id_}" for id_ in ids}
    await chat.send(parcel(Prompt("Ảnh", (YES,), photos=ids)))
    assert fake.methods == ["sendMediaGroup", "sendPhoto", "sendMessage"]


async def test_words_too_long_for_a_caption_stand_alone(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("x" * 1025, (YES,), photos=(ONE,))))
    assert fake.methods == ["sendPhoto", "sendMessage"]
    assert "caption" not in fake.calls("sendPhoto")[0]


async def test_a_photo_that_is_gone_keeps_nobody_else_away(
    fake: Platform, chat: Telegram, wall: Wall
) -> None:
    del wall.pictures[TWO]
    await chat.send(parcel(Prompt("Ảnh", (), photos=(ONE, TWO)), number=1))
    assert fake.methods == ["sendPhoto"]
    wall.pictures, wall.known = {}, {}
    await chat.send(parcel(Prompt("Ảnh", (), photos=(ONE, TWO)), number=2))
    assert fake.calls("sendMessage")[0]["text"] == "Ảnh"


async def test_a_photo_that_the_platform_forgot_is_uploaded_again(
    fake: Platform, chat: Telegram, wall: Wall
) -> None:
    wall.known[ONE] = "old"
    fake.will("sendPhoto", refused(400, "Bad Request: wrong file identifier/HTTP URL specified"))
    await chat.send(parcel(Prompt("Ảnh", photos=(ONE,))))
    assert [call["photo"] for call in fake.calls("sendPhoto")] == ["old", b"one"]
    assert wall.known[ONE] != "old"


async def test_a_photo_still_being_made_holds_the_parcel(fake: Platform) -> None:
    class Slow(Wall):
        async def picture(self, id_: EvidenceId) -> bytes:
            raise Throttled(2 if id_ else 0)

    chat = channel(fake.url, Slow())
    with pytest.raises(Throttled):
        await chat.send(parcel(Prompt("Ảnh", photos=(ONE,))))
    await chat.close()


async def test_a_photo_whose_id_is_not_kept_is_delivered_all_the_same(fake: Platform) -> None:
    class Forgetful(Wall):
        async def remember(self, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
            raise OSError(f"no room for {channel} {account} {ref} {id_}")

    wall = Forgetful()
    wall.pictures = {ONE: b"one"}
    chat = channel(fake.url, wall)
    assert await chat.send(parcel(Prompt("Ảnh", photos=(ONE,)))) == str(fake.messages)
    await chat.close()


async def test_a_receipt_is_a_picture_with_its_words(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("Mã 26-0042-7", (YES,), picture=RECEIPT)))
    [call] = fake.calls("sendPhoto")
    assert call["photo"] == b"picture of 26-0042-7"
    assert call["caption"] == "Mã <code>26-0042-7</code>"
    assert fake.methods == ["sendPhoto"]


async def test_a_refused_picture_does_not_take_its_words_with_it(fake: Platform, chat: Telegram) -> None:
    fake.will("sendPhoto", refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    id_ = await chat.send(parcel(Prompt("Mã 26-0042-7", (YES,), picture=RECEIPT)))
    [call] = fake.calls("sendMessage")
    assert keyboard_of(call)["inline_keyboard"]
    assert id_ == str(fake.messages)


def test_a_caption_is_counted_as_the_platform_counts() -> None:
    assert composing.caption_fits("🍊" * 512)
    assert not composing.caption_fits("🍊" * 513)
