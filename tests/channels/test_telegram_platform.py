"""The channel on the strict platform: what people do there, and what they then see."""

import asyncio
import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from bot.channels.telegram import Pacer, Rates, Telegram, TelegramSettings
from bot.core.errors import Blocked, Moved, Rejected, SendError, Throttled, Uncertain, Unreachable
from bot.core.messages import Ask, Button, EvidenceId, Inbound, Notice, Point, Prompt, Receipt
from bot.core.ports import StoredRow
from tests.channels.telegram_rig import AT, BUSY, TOKEN, Wall, parcel, say, tag
from tests.support.botapi import (
    FREE,
    FakeBot,
    FakeBotApi,
    Group,
    Limits,
    Press,
    Refuse,
    Reset,
    Slow,
    Upload,
)

YES = Button("Có", "report:confirm:yes")
ONE, TWO = EvidenceId("1" * 32), EvidenceId("2" * 32)


def picture(format_: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "orange").save(made, format_)
    return made.getvalue()


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    running = FakeBotApi(limits=FREE, patient=False)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def bot(api: FakeBotApi) -> FakeBot:
    return api.bot(TOKEN)


def join(api: FakeBotApi, pacer: Pacer | None = None) -> Telegram:
    wall = Wall()
    wall.pictures = {ONE: picture(), TWO: picture()}
    settings = TelegramSettings(TOKEN, api.base)
    return Telegram(settings, wall, lambda _: picture("PNG"), tag, say, pacer or Pacer(BUSY))


@pytest.fixture
async def chat(api: FakeBotApi) -> AsyncIterator[Telegram]:
    running = join(api)
    yield running
    await running.close()


async def heard(chat: Telegram, count: int) -> list[Inbound]:
    """The next messages, as the features would see them."""
    found: list[Inbound] = []
    async for rows in chat.poll():
        found += [
            chat.parse(StoredRow("telegram", chat.account, row.external_id, row.raw, AT)) for row in rows
        ]
        assert [row.address for row in rows] == [one.address for one in found[-len(rows) :]][: len(rows)]
        if len(found) >= count:
            break
    return found


async def test_whatever_people_send_is_heard(api: FakeBotApi, bot: FakeBot, chat: Telegram) -> None:
    an = api.user()
    await an.says(bot, "/start a-token-of-an-invitation")
    await an.sends_album(bot, [picture(), picture()], "mặt cân")
    await an.sends_document(bot, Upload("cân.jpg", picture(), "image/jpeg"))
    await an.sends_voice(bot, b"OggS")
    pin = await an.pins(bot, 20.25, 105.97, live=900)
    await an.moves(bot, pin, 20.26, 105.97)
    await an.sends_venue(bot, (20.25, 105.97), "Chợ Mới", "Lê Lợi")
    await an.shares_contact(bot)
    await an.shares_contact(bot, own=False)
    await an.edits(bot, await an.says(bot, "12 kg"), "1,2 kg")
    found = [one for one in await heard(chat, 12) if one.notice is None]
    assert (found[0].text, found[0].invitation) == ("/start", tag("a-token-of-an-invitation"))
    assert [one.more_may_follow for one in found[1:4]] == [True, True, True]
    assert await chat.fetch(found[3].attachments[0]) == picture()
    assert found[5].point == Point(20.25, 105.97)
    assert found[6].place == "Chợ Mới, Lê Lợi"
    assert found[7].phone == an.phone
    assert found[8].phone is None
    assert (found[-1].text, found[-1].edited, found[-1].message_id) == ("1,2 kg", True, found[-2].message_id)


async def test_every_kind_of_prompt_is_taken(api: FakeBotApi, bot: FakeBot, chat: Telegram) -> None:
    an = api.user()
    await an.says(bot, "/start")
    receipt = Receipt("UBND phường", "Giấy hẹn", "Mã", "26-0042-7")
    prompts = [
        Prompt("Giá <b> & 'rẻ' 26-0042-7", (YES,)),
        Prompt("🍊 " * 3000, (YES,)),
        Prompt("Chợ nào?", (YES,), Ask.PLACE, progress=(2, 6)),
        Prompt("Vâng", (YES,), closes_input=True),
        Prompt("Số nào?", (), Ask.PHONE),
        Prompt("Xong", closes_input=True),
        Prompt("Ảnh", (YES,), photos=(ONE,), guarded=True),
        Prompt("Ảnh", (YES,), photos=(ONE, TWO), point=Point(20.25, 105.97)),
        Prompt("Mã 26-0042-7", picture=receipt),
    ]
    for number, prompt in enumerate(prompts):
        id_ = await chat.send(parcel(prompt, str(an.id), number))
        shown = an.chat(bot).find(int(id_))
        assert shown is not None
        assert not prompt.buttons or shown.buttons or shown.keys
    assert an.chat(bot).keyboard is None
    assert {one.status for one in api.requests} == {200}


async def test_a_card_is_pressed_answered_and_changed(api: FakeBotApi, bot: FakeBot, chat: Telegram) -> None:
    an = api.user()
    await an.says(bot, "/start")
    id_ = await chat.send(parcel(Prompt("Việc mới", (Button("Nhận việc", "case:take:1"),)), str(an.id)))
    press = await an.presses(bot, "Nhận việc")
    assert isinstance(press, Press)
    taken = (await heard(chat, 2))[-1]
    assert (taken.tap, taken.message_id) == ("case:take:1", id_)
    await chat.answer(taken, "Đã nhận")
    assert [answer["text"] for answer in press.answers] == ["Đã nhận"]
    for _ in range(2):
        assert await chat.send(parcel("Đã nhận", str(an.id), 2, edits=id_)) == id_
    shown = an.chat(bot).find(int(id_))
    assert shown is not None
    assert (shown.text, shown.buttons) == ("Đã nhận", [])
    await an.deletes(bot, shown)
    assert await chat.send(parcel("Đã xong", str(an.id), 3, edits=id_)) != id_


async def test_who_blocks_us_hears_no_more(api: FakeBotApi, bot: FakeBot, chat: Telegram) -> None:
    an = api.user()
    with pytest.raises(Blocked):
        await chat.send(parcel("xin chào", str(an.id)))
    await an.says(bot, "/start")
    await an.blocks(bot)
    with pytest.raises(Blocked):
        await chat.send(parcel("xin chào", str(an.id)))
    await an.unblocks(bot)
    await chat.send(parcel("xin chào", str(an.id)))
    notices = [one.notice for one in await heard(chat, 3)]
    assert notices[-2:] == [Notice("blocked"), Notice("unblocked")]


async def test_a_group_is_joined_moved_and_left(api: FakeBotApi, bot: FakeBot, chat: Telegram) -> None:
    an = api.user()
    group = api.group("Tổ kiểm tra", an)
    await group.adds(bot)
    await an.says(group, f"/viec@{bot.username} 26-0042-7")
    await chat.send(parcel(Prompt("Ở đâu?", (YES,), Ask.PLACE, closes_input=True), str(group.id)))
    new = await group.migrates()
    with pytest.raises(Moved) as moved:
        await chat.send(parcel("xin chào", str(group.id), 2))
    assert moved.value.person == str(new.id)
    await chat.send(parcel("xin chào", str(new.id), 2))
    await new.removes(bot)
    with pytest.raises(Blocked):
        await chat.send(parcel("xin chào", str(new.id), 3))
    found = await heard(chat, 5)
    said = [one for one in found if one.notice is None]
    assert [(one.text, one.group, one.address.person) for one in said] == [
        ("/viec 26-0042-7", str(group.id), str(an.id))
    ]
    names = [one.notice.name for one in found if one.notice is not None]
    assert [name for name in names if name != "nothing"] == ["group-joined", "group-moved", "group-left"]


def spoken_in(group: Group) -> list[tuple[int | None, str]]:
    """Topic and words of what we said."""
    ours = [shown for shown in group.shown() if shown.by_bot is not None]
    return [(shown.told.get("message_thread_id"), shown.text) for shown in ours]


async def test_a_topic_is_heard_and_spoken_to_by_itself(
    api: FakeBotApi, bot: FakeBot, chat: Telegram
) -> None:
    an = api.user()
    forum = api.group("Tổ kiểm tra", an, forum=True)
    await forum.adds(bot)
    topic = await forum.opens_topic("Cân thiếu")
    await an.says(forum, "/viec", thread=topic)
    await an.says(forum, "/viec", thread=1)
    here = f"{forum.id}/{topic}"
    card = Prompt("Ở đâu?", (YES,), point=Point(10.5, 106.5))
    await chat.send(parcel(card, here))
    await chat.send(parcel(Prompt("Ảnh", photos=(ONE,)), here, 2))
    await chat.send(parcel(Prompt("Hai ảnh", photos=(ONE, TWO)), here, 3))
    await chat.send(parcel(Prompt("Biên nhận", picture=Receipt("a", "b", "c", "d")), here, 4))
    await chat.send(parcel("cả nhóm", str(forum.id), 5))
    await an.presses(forum, YES.label)
    found = [one.group for one in await heard(chat, 6) if one.notice is None]
    assert found == [here, str(forum.id), here]
    assert {place for place, words in spoken_in(forum) if words != "cả nhóm"} == {topic}
    assert spoken_in(forum)[-1] == (None, "cả nhóm")


@pytest.mark.parametrize("how", ["closed", "deleted"])
async def test_what_a_lost_topic_should_hear_is_said_in_general(
    api: FakeBotApi, bot: FakeBot, chat: Telegram, how: str
) -> None:
    forum = api.group("Tổ kiểm tra", forum=True)
    await forum.adds(bot)
    topic = await forum.opens_topic("Cân thiếu")
    here = f"{forum.id}/{topic}"
    card = await chat.send(parcel(Prompt("thẻ", (YES,)), here))
    await (forum.closes_topic if how == "closed" else forum.deletes_topic)(topic)
    await chat.send(parcel(Prompt("thẻ, có ảnh", (YES,), photos=(ONE, TWO)), here, 2))
    assert [place for place, _ in spoken_in(forum)[-3:]] == [None] * 3
    if how == "deleted":
        assert await chat.send(parcel(Prompt("thẻ mới", (YES,)), here, 3, edits=card)) != card
        assert spoken_in(forum)[-1] == (None, "thẻ mới")
    refused = [one.status for one in api.requests if one.status == 400]
    assert len(refused) == 1 + 2 * (how == "deleted"), "once for each parcel, and an edit of what is gone"


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "message thread not found"])
async def test_where_general_is_closed_too_it_is_refused(
    api: FakeBotApi, bot: FakeBot, chat: Telegram, words: str
) -> None:
    forum = api.group("Tổ kiểm tra", forum=True)
    await forum.adds(bot)
    api.scenario.will("*", Refuse(400, f"Bad Request: {words}"), 100)
    for place, asked in ((f"{forum.id}/9", 2), (str(forum.id), 1), (f"{forum.id}/1", 1)):
        api.requests.clear()
        with pytest.raises(Rejected):
            await chat.send(parcel("thẻ", place))
        assert len(api.asked("sendMessage")) == asked
        api.requests.clear()
        with pytest.raises(Rejected):
            await chat.send(parcel("thẻ", place, edits="5"))
        assert len(api.asked("editMessageText")) == asked


async def test_topics_of_a_group_share_its_pace(api: FakeBotApi, bot: FakeBot) -> None:
    forum = api.group("Tổ kiểm tra", forum=True)
    await forum.adds(bot)
    chat = join(api, Pacer(Rates(group=0.05, group_burst=2, patience=0.5)))
    topics = [await forum.opens_topic(name) for name in ("một", "hai", "ba")]
    for number, topic in enumerate(topics[:2]):
        await chat.send(parcel("thẻ", f"{forum.id}/{topic}", number))
    with pytest.raises(Throttled):
        await chat.send(parcel("thẻ", f"{forum.id}/{topics[2]}", 2))
    await chat.close()


@pytest.mark.parametrize("place", ["-5/x", "-5/7/8", "x", ""])
async def test_a_place_that_is_none_is_refused(chat: Telegram, place: str) -> None:
    with pytest.raises(Rejected):
        await chat.send(parcel("thẻ", place))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Reset(delivered=True), Uncertain),
        (Reset(delivered=False), Uncertain),
        (Refuse(500, "Internal Server Error"), Unreachable),
        (Refuse(429, "Too Many Requests: retry after 3", {"retry_after": 3}), Throttled),
    ],
    ids=str,
)
async def test_faults_have_their_meaning(
    api: FakeBotApi, bot: FakeBot, chat: Telegram, fault: Reset | Refuse, expected: type[SendError]
) -> None:
    an = api.user()
    await an.says(bot, "/start")
    api.scenario.will("sendMessage", fault)
    with pytest.raises(expected):
        await chat.send(parcel("xin chào", str(an.id)))


async def test_an_answer_that_comes_too_late_may_have_been_delivered(
    api: FakeBotApi, bot: FakeBot, chat: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = api.user()
    await an.says(bot, "/start")
    monkeypatch.setattr("bot.channels.telegram.transport.READ_SECONDS", 0.1)
    api.scenario.will("sendMessage", Slow(0.5))
    with pytest.raises(Uncertain):
        await chat.send(parcel("xin chào", str(an.id)))
    assert an.chat(bot).last.text == "xin chào"


async def test_what_is_over_twenty_megabytes_is_refused(
    api: FakeBotApi, bot: FakeBot, chat: Telegram
) -> None:
    await api.user().claims_document(bot, 20 * 2**20 + 1)
    [big] = await heard(chat, 1)
    with pytest.raises(Rejected):
        await chat.fetch(big.attachments[0])


async def test_a_second_poller_ends_the_first_and_either_can_go_on() -> None:
    api = FakeBotApi(limits=FREE)
    await api.start()
    bot, one, other = api.bot(TOKEN), join(api), join(api)
    first = asyncio.create_task(heard(one, 1))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(heard(other, 1))
    with pytest.raises(Unreachable):
        await first
    await api.user().says(bot, "xin chào")
    assert (await second)[0].text == "xin chào"
    await one.close()
    await other.close()
    await api.stop()


async def test_a_platform_that_enforces_its_limits_refuses_nothing() -> None:
    api = FakeBotApi(limits=Limits(), patient=False)
    await api.start()
    calm = Rates(overall=28)  # on a busy machine a few milliseconds get lost on the way
    bot, chat = api.bot(TOKEN), join(api, Pacer(calm))
    crowd = [api.user() for _ in range(45)]
    for person in crowd:
        await person.says(bot, "/start")
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(*(chat.send(parcel("tin", str(one.id), n)) for n, one in enumerate(crowd)))
    assert 1.4 < asyncio.get_running_loop().time() - begun < 4
    assert bot.pace.refused == 0
    await chat.close()
    await api.stop()
