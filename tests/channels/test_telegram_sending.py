"""What leaves for a parcel, and what is made of the answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.channels.telegram import Telegram, composing
from bot.channels.telegram.progress import Progress
from bot.core.errors import (
    Blocked,
    Misconfigured,
    Moved,
    Rejected,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
)
from bot.core.messages import Ask, Button, EvidenceId, OutboxId, Point, Priority, Prompt, Receipt
from tests.channels.telegram_rig import TOKEN, Platform, Wall, channel, parcel, platform, refused

YES = Button("Có", "report:confirm:yes")
BACK = Button("Quay lại", "nav:back:report:confirm")
GOING = Prompt("Chợ nào ạ?", (Button("Chợ Mới", "report:place:market-1"), BACK), Ask.PLACE)
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


def keyboard_of(call: dict[str, Any]) -> Any:
    markup = call["reply_markup"]
    return json.loads(markup) if isinstance(markup, str) else markup


async def test_a_text_leaves_as_html_that_nobody_can_break(fake: Platform, chat: Telegram) -> None:
    id_ = await chat.send(parcel("Giá <b> & 'rẻ': 12.500đ, hồ sơ 26-0042-7, không phải 26-0042-8"))
    [call] = fake.calls("sendMessage")
    assert call["text"] == (
        "Giá &lt;b&gt; &amp; 'rẻ': 12.500đ, hồ sơ <code>26-0042-7</code>, không phải 26-0042-8"
    )
    assert (call["chat_id"], call["parse_mode"]) == (7, "HTML")
    assert call["link_preview_options"] == {"is_disabled": True}
    assert "reply_markup" not in call
    assert id_ == str(fake.messages)


async def test_signs_that_cannot_travel_are_replaced(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("a\ud800\0b", (Button("c\ud800", "x:y"),))))
    [call] = fake.calls("sendMessage")
    assert call["text"] == "a?b"


async def test_buttons_stand_in_sensible_rows(fake: Platform, chat: Telegram) -> None:
    long = Button("Cân, đong, đo thiếu", "report:kind:short")
    await chat.send(parcel(Prompt("Chuyện gì?", (long, YES, BACK, Button("Huỷ", "nav:cancel")))))
    rows = keyboard_of(fake.calls("sendMessage")[0])["inline_keyboard"]
    assert [[key["text"] for key in row] for row in rows] == [
        ["Cân, đong, đo thiếu"],
        ["Có"],
        ["Quay lại", "Huỷ"],
    ]
    assert rows[0][0]["callback_data"] == "report:kind:short"


async def test_a_button_that_carries_too_much_is_never_sent(fake: Platform, chat: Telegram) -> None:
    for tap in ("", "ê" * 33):
        with pytest.raises(Rejected, match="64 bytes"):
            await chat.send(parcel(Prompt("?", (Button("x", tap),))))
    assert fake.asked == []


async def test_progress_stands_on_the_first_line(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("Chợ nào?", progress=(2, 6))))
    assert fake.calls("sendMessage")[0]["text"] == "(2/6)\nChợ nào?"


async def test_a_long_text_is_split_and_its_buttons_stand_on_the_last_part(
    fake: Platform, chat: Telegram
) -> None:
    await chat.send(parcel(Prompt("🍊 & cam. " * 1000, (YES,))))
    calls = fake.calls("sendMessage")
    assert len(calls) == 3
    assert all(len(call["text"].replace("&amp;", "&").encode("utf-16-le")) <= 8192 for call in calls)
    assert ["reply_markup" in call for call in calls] == [False, False, True]


async def test_a_place_is_asked_for_with_the_phones_own_key(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(GOING))
    shown = keyboard_of(fake.calls("sendMessage")[0])
    assert shown["keyboard"] == [
        [{"text": "📍 Gửi vị trí", "request_location": True}],
        [{"text": "Chợ Mới"}],
        [{"text": "Quay lại"}],
    ]
    assert shown["one_time_keyboard"]
    assert shown["resize_keyboard"]
    assert shown["input_field_placeholder"]


async def test_a_phone_number_too(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("Số nào ạ?", (), Ask.PHONE)))
    assert keyboard_of(fake.calls("sendMessage")[0])["keyboard"][0][0]["request_contact"]


async def test_a_group_gets_buttons_instead(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(GOING, "-50"))
    assert "inline_keyboard" in keyboard_of(fake.calls("sendMessage")[0])


async def test_an_input_that_is_over_is_taken_away(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel(Prompt("Vâng. Còn gì nữa?", (YES,), closes_input=True), number=1))
    first, second = fake.calls("sendMessage")
    assert (first["text"], keyboard_of(first)) == ("Vâng ạ.", {"remove_keyboard": True})
    assert "inline_keyboard" in keyboard_of(second)
    await chat.send(parcel(Prompt("Xong.", closes_input=True), number=2))
    assert keyboard_of(fake.calls("sendMessage")[2]) == {"remove_keyboard": True}
    await chat.send(parcel(Prompt("Xong.", closes_input=True), "-50", number=3))
    assert "reply_markup" not in fake.calls("sendMessage")[3]


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


async def test_a_place_follows_the_words(fake: Platform, chat: Telegram) -> None:
    id_ = await chat.send(parcel(Prompt("Ở đây", (YES,), point=Point(10.5, 106.5))))
    assert fake.methods == ["sendMessage", "sendLocation"]
    assert fake.calls("sendLocation")[0]["latitude"] == 10.5
    assert id_ == str(fake.messages - 1)
    await chat.send(parcel(Prompt("", (YES,), point=Point(10.5, 106.5)), number=2))
    assert keyboard_of(fake.calls("sendLocation")[1])["inline_keyboard"]


async def test_nothing_to_say_is_said_to_nobody(fake: Platform, chat: Telegram) -> None:
    with pytest.raises(Rejected):
        await chat.send(parcel(Prompt("")))
    with pytest.raises(Rejected):
        await chat.send(parcel("xin chào", "?"))
    assert fake.asked == []


async def test_broadcasts_ring_no_bell(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel("Tin", priority=Priority.BROADCAST))
    assert fake.calls("sendMessage")[0]["disable_notification"]


ERRORS: list[tuple[web.Response, type[SendError]]] = [
    (refused(429, "Too Many Requests: retry after 7", retry_after=7), Throttled),
    (refused(429, "Too Many Requests"), Throttled),
    (refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-10050), Moved),
    (refused(403, "Forbidden: bot was blocked by the user"), Blocked),
    (refused(400, "Bad Request: chat not found"), Blocked),
    (refused(400, "Bad Request: message thread not found"), Rejected),
    (refused(401, "Unauthorized"), Misconfigured),
    (refused(404, "Not Found"), Misconfigured),
    (refused(500, "Internal Server Error"), Unreachable),
    (refused(502, "Bad Gateway"), Unreachable),
    (refused(503, "Service Unavailable"), Unreachable),
    (refused(504, "Gateway Timeout"), Uncertain),
    (web.Response(status=502, text="<html>Bad Gateway"), Uncertain),
    (web.Response(status=413, text="too large"), Rejected),
    (web.Response(status=302, headers={"Location": "https://example.org"}), Unreachable),
    (web.Response(status=200, text="<html>log in to the Wi-Fi"), Uncertain),
    (web.Response(status=200, text='{"ok":true}'), Uncertain),
    (web.Response(status=200, text='{"ok":true,"result":{"message_id":1}}'), Uncertain),
    (web.Response(status=404, text=f"nothing at /bot{TOKEN}/sendMessage"), Misconfigured),
]


@pytest.mark.parametrize(("answer", "expected"), ERRORS, ids=lambda value: str(value)[:60])
async def test_every_answer_has_its_meaning_and_no_token_in_it(
    fake: Platform, chat: Telegram, answer: web.Response, expected: type[SendError]
) -> None:
    async def reply(_: dict[str, Any]) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    fake.will("sendMessage", reply)
    with pytest.raises(SendError) as caught:
        await chat.send(parcel("xin chào"))
    assert type(caught.value) is expected
    problem: BaseException | None = caught.value
    while problem is not None:
        assert TOKEN not in f"{problem!r} {problem}"
        problem = problem.__cause__ or problem.__context__


async def test_nobody_home_is_unreachable_and_says_no_address() -> None:
    chat = channel("http://127.0.0.1:9")
    with pytest.raises(Unreachable) as caught:
        await chat.send(parcel("xin chào"))
    assert TOKEN not in repr(caught.value.__context__)
    await chat.close()


@pytest.mark.parametrize("base", ["http://", "no address", "http://[::1", "ftp://127.0.0.1"])
async def test_an_address_that_is_none_is_an_error_of_ours(base: str) -> None:
    chat = channel(base)
    with pytest.raises(SendError):
        await chat.send(parcel("xin chào"))
    await chat.close()


async def test_a_connection_torn_after_the_request_left_is_uncertain() -> None:
    async def tear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(tear, "127.0.0.1", 0)
    chat = channel(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(Uncertain):
        await chat.send(parcel("xin chào"))
    await chat.close()
    server.close()
    await server.wait_closed()


async def test_an_answer_that_does_not_come_is_uncertain(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(_: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.5)
        return web.Response(status=200)

    monkeypatch.setattr("bot.channels.telegram.transport.READ_SECONDS", 0.05)
    fake.will("sendMessage", slow)
    with pytest.raises(Uncertain):
        await chat.send(parcel("xin chào"))
    fake.will("editMessageText", slow)
    with pytest.raises(Unreachable):
        await chat.send(parcel("xin chào", edits="55"))


async def test_markup_that_the_platform_cannot_read_is_left_out(fake: Platform, chat: Telegram) -> None:
    fake.will("sendMessage", refused(400, "Bad Request: can't parse entities: something"))
    await chat.send(parcel("a < b"))
    first, second = fake.calls("sendMessage")
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert second["text"] == "a < b"


async def test_what_was_delivered_is_not_said_again(fake: Platform, chat: Telegram) -> None:
    shown = parcel(Prompt("Hồ sơ", (YES,), photos=(ONE, TWO), point=Point(1, 2)))
    fake.will("sendMessage", refused(503, "busy"))
    with pytest.raises(Unreachable):
        await chat.send(shown)
    fake.will("sendLocation", refused(429, "slow down", retry_after=1))
    with pytest.raises(Throttled):
        await chat.send(shown)
    await asyncio.sleep(1)
    await chat.send(shown)
    assert fake.methods == ["sendMediaGroup", "sendMessage", "sendMessage", "sendLocation", "sendLocation"]
    await chat.send(shown)
    assert fake.methods.count("sendMediaGroup") == 2


async def test_a_repeat_with_other_words_says_the_words_again(fake: Platform, chat: Telegram) -> None:
    text = "câu. " * 1500
    fake.will("sendMessage", True)
    with pytest.raises(Uncertain):
        await chat.send(parcel(text))
    before = len(fake.calls("sendMessage"))
    await chat.send(parcel(f"(Gửi lại)\n{text}"))
    assert len(fake.calls("sendMessage")) == before + 2


async def test_when_one_part_stays_uncertain_the_others_still_go(fake: Platform, chat: Telegram) -> None:
    shown = parcel(Prompt("câu. " * 1500, (YES,)))
    fake.will("sendMessage", web.Response(status=504))
    with pytest.raises(Uncertain):
        await chat.send(shown)
    assert keyboard_of(fake.calls("sendMessage")[1])["inline_keyboard"]
    await chat.send(shown)
    assert len(fake.calls("sendMessage")) == 3


async def test_a_pin_that_is_refused_does_not_matter(fake: Platform, chat: Telegram) -> None:
    fake.will("sendLocation", refused(400, "Bad Request: something"))
    assert await chat.send(parcel(Prompt("Ở đây", point=Point(1, 2)))) == str(fake.messages)


async def test_a_parcel_that_takes_long_is_finished_another_time(
    fake: Platform, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.sending.LONG", -1.0)
    shown = parcel(Prompt("Ở đây", point=Point(1, 2)))
    with pytest.raises(Throttled):
        await chat.send(shown)
    monkeypatch.undo()
    await chat.send(shown)
    assert fake.methods == ["sendMessage", "sendLocation"]


async def test_a_card_is_edited_in_place(fake: Platform, chat: Telegram) -> None:
    assert await chat.send(parcel(Prompt("Đã nhận", (YES,)), edits="55")) == "55"
    [call] = fake.calls("editMessageText")
    assert (call["message_id"], call["text"]) == (55, "Đã nhận")
    assert keyboard_of(call)["inline_keyboard"]


async def test_an_edit_that_changes_nothing_is_done(fake: Platform, chat: Telegram) -> None:
    fake.will("editMessageText", refused(400, "Bad Request: message is not modified: same content"))
    assert await chat.send(parcel("Đã nhận", edits="55")) == "55"


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited"])
async def test_what_cannot_be_edited_is_said_anew(fake: Platform, chat: Telegram, why: str) -> None:
    fake.will("editMessageText", refused(400, f"Bad Request: {why}"))
    id_ = await chat.send(parcel("Đã nhận", edits="55"))
    assert fake.methods == ["editMessageText", "sendMessage"]
    assert id_ == str(fake.messages)


async def test_the_words_under_a_picture_are_edited_too(fake: Platform, chat: Telegram) -> None:
    fake.will("editMessageText", refused(400, "Bad Request: there is no text in the message to edit"))
    assert await chat.send(parcel(Prompt("Đã nhận", (YES,)), edits="55")) == "55"
    assert fake.calls("editMessageCaption")[0]["caption"] == "Đã nhận"
    fake.will("editMessageText", refused(400, "Bad Request: there is no text in the message to edit"))
    fake.will("editMessageCaption", refused(400, "Bad Request: message is not modified"))
    assert await chat.send(parcel("Đã nhận", edits="55")) == "55"


async def test_what_does_not_fit_into_one_message_is_not_edited(fake: Platform, chat: Telegram) -> None:
    await chat.send(parcel("x " * 3000, edits="55", number=1))
    await chat.send(parcel(GOING, edits="55", number=2))
    await chat.send(parcel("xin chào", edits="not-a-number", number=3))
    assert "editMessageText" not in fake.methods


async def test_an_edit_that_fails_otherwise_fails(fake: Platform, chat: Telegram) -> None:
    fake.will("editMessageText", refused(403, "Forbidden: bot was kicked"))
    with pytest.raises(Blocked):
        await chat.send(parcel("Đã nhận", edits="55"))
    fake.will("editMessageText", refused(400, "Bad Request: something else"))
    with pytest.raises(Rejected):
        await chat.send(parcel("Đã nhận", edits="55"))


async def test_a_chat_that_was_throttled_is_left_alone(fake: Platform, chat: Telegram) -> None:
    fake.will("sendMessage", refused(429, "slow down", retry_after=60))
    for _ in range(3):
        with pytest.raises(Throttled):
            await chat.send(parcel("một"))
    await chat.send(parcel("hai", "8", number=2))
    assert len(fake.calls("sendMessage")) == 2


def test_only_the_last_unfinished_parcels_are_remembered() -> None:
    kept = Progress()
    for number in range(2000):
        kept.of(OutboxId(number))["part"] = number
    assert kept.of(OutboxId(1999)) == {"part": 1999}
    assert kept.of(OutboxId(3)) == {}


def test_a_caption_is_counted_as_the_platform_counts() -> None:
    assert composing.caption_fits("🍊" * 512)
    assert not composing.caption_fits("🍊" * 513)
