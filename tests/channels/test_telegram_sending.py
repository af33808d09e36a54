"""What leaves for a parcel."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from msgspec.structs import replace

from bot.channels.telegram import Telegram
from bot.core.errors import (
    Blocked,
    Rejected,
    Throttled,
    Uncertain,
    Unreachable,
)
from bot.core.messages import Ask, Button, EvidenceId, Point, Priority, Prompt
from tests.channels.telegram_rig import Platform, Wall, channel, keyboard_of, parcel, platform, refused

YES = Button("Có", "report:confirm:yes")
BACK = Button("Quay lại", "nav:back:report:confirm")
GOING = Prompt("Chợ nào ạ?", (Button("Chợ Mới", "report:place:market-1"), BACK), Ask.PLACE)
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


async def test_what_was_delivered_is_not_said_again_by_another_process(
    fake: Platform, chat: Telegram, wall: Wall
) -> None:
    prompt = Prompt("Câu hỏi", (YES,), closes_input=True)
    fake.will("sendMessage", fake.message({"chat_id": 7}, photo=False), refused(429, "slow", retry_after=1))
    killed = parcel(prompt)
    with pytest.raises(Throttled):
        await chat.send(killed)
    landed = json.loads(json.dumps(killed.landed))
    another = channel(fake.url, wall)
    await another.send(parcel(prompt, landed=landed))
    await another.close()
    assert [call["text"] for call in fake.calls("sendMessage")] == ["Vâng ạ.", "Câu hỏi", "Câu hỏi"]


async def test_a_repeat_with_other_words_says_the_words_again(fake: Platform, chat: Telegram) -> None:
    text = "câu. " * 1500
    fake.will("sendMessage", True)
    first = parcel(text)
    with pytest.raises(Uncertain):
        await chat.send(first)
    before = len(fake.calls("sendMessage"))
    await chat.send(parcel(f"(Gửi lại)\n{text}", landed=first.landed))
    assert len(fake.calls("sendMessage")) == before + 2


async def test_every_part_of_a_repeat_says_that_it_is_one(fake: Platform, chat: Telegram) -> None:
    prompt = Prompt("lại\nCâu hỏi", (Button("Có", "a:b:c"),), closes_input=True)
    await chat.send(parcel(prompt, repeated=True))
    assert [call["text"] for call in fake.calls("sendMessage")] == ["repeat-mark\nVâng ạ.", "lại\nCâu hỏi"]


async def test_a_part_that_surely_arrived_is_not_repeated(fake: Platform, chat: Telegram) -> None:
    prompt = Prompt("Câu hỏi", (Button("Có", "a:b:c"),), closes_input=True)
    fake.will("sendMessage", fake.message({"chat_id": 7}, photo=False), web.Response(status=504))
    first = parcel(prompt)
    with pytest.raises(Uncertain):
        await chat.send(first)
    again = replace(prompt, text="lại\nCâu hỏi")
    await chat.send(parcel(again, repeated=True, landed=first.landed))
    assert [call["text"] for call in fake.calls("sendMessage")] == ["Vâng ạ.", "Câu hỏi", "lại\nCâu hỏi"]


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
