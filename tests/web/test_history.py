"""The account of a conversation."""

from msgspec.structs import replace

from bot.core.messages import Attachment, EvidenceId, MediaKind, Prompt, Receipt
from bot.web.owned import evidence_ids
from storage import evidence, inbox, outbox
from storage.evidence import Kept, Wanted
from storage.inbox import Arrival
from tests.web.rig import Door, Someone, fresh, prompt
from tests.web.test_uploads import sends


async def test_an_empty_conversation_has_nothing_to_tell(someone: Someone) -> None:
    assert await someone.history() == {"items": [], "last": 0, "language": "vi"}


async def test_both_sides_are_told_in_the_order_of_the_talk(door: Door, someone: Someone) -> None:
    await someone.writes("Xin chào")
    await door.says(someone.address, prompt("Ông/Bà báo việc gì?", "Cân thiếu", "Việc khác"))
    door.clock.pass_by(seconds=1)
    await someone.post("/chat/messages", {"id": fresh(), "tap": "report:q:0", "label": "Cân thiếu"})
    await someone.post("/chat/messages", {"id": fresh(), "tap": "report:q:1"})
    await someone.post("/chat/messages", {"id": fresh(), "tap": "report:q:7"})
    door.clock.pass_by(seconds=1)
    last = await door.says(someone.address, prompt("Ở đâu?"))
    await someone.post("/chat/messages", {"id": fresh(), "location": {"latitude": 20.9, "longitude": 106.3}})

    told = await someone.history()

    place = door.parts.catalog.say("vi", "web-location-sent")
    assert [(item["from"], item["text"]) for item in told["items"]] == [
        ("me", "Xin chào"),
        ("ward", "Ông/Bà báo việc gì?"),
        ("me", "Cân thiếu"),
        ("me", "Việc khác"),
        ("me", "report:q:7"),
        ("me", place),
        ("ward", "Ở đâu?"),
    ]
    assert told["last"] == last
    assert told["items"][1]["buttons"] == [
        {"label": "Cân thiếu", "tap": "report:q:0"},
        {"label": "Việc khác", "tap": "report:q:1"},
    ]
    assert told["items"][0]["at"] == "2026-11-23T02:00:01+00:00"


async def test_everything_that_a_prompt_says_reaches_the_page(door: Door, someone: Someone) -> None:
    receipt = Receipt("UBND", "Biên nhận", "Mã", "26-0001-8")
    shown = replace(prompt("Xong", "Được"), progress=(2, 5), optional=True, picture=receipt)
    id_ = await door.says(someone.address, shown)
    [item] = (await someone.history())["items"]
    assert item == {
        "id": id_, "from": "ward", "at": "2026-11-23T02:00:01+00:00", "text": "Xong",
        "buttons": [{"label": "Được", "tap": "report:q:0"}], "ask": "nothing", "optional": True,
        "progress": [2, 5], "picture": f"/chat/receipts/{id_}.png", "photos": [],
        "point": None, "files": [], "subject": None, "edits": None, "gone": False,
    }  # fmt: skip


async def test_an_edited_message_is_told_once_in_its_first_place(door: Door, someone: Someone) -> None:
    first = await door.says(someone.address, prompt("Đã nhận 1 ảnh"), replaces="photos")
    await door.delivers_all()
    door.clock.pass_by(seconds=1)
    await door.says(someone.address, prompt("Ở đâu?"))
    second = await door.says(someone.address, prompt("Đã nhận 2 ảnh"), replaces="photos")
    await door.delivers_all()
    third = await door.says(someone.address, prompt("Đã nhận 3 ảnh"), replaces="photos")
    told = await someone.history()
    assert [item["text"] for item in told["items"]] == ["Đã nhận 3 ảnh", "Ở đâu?"]
    assert [item["edits"] for item in told["items"]] == [second, None]
    assert first < second < third == told["last"]


async def test_what_was_never_sent_and_replaced_is_not_told(door: Door, someone: Someone) -> None:
    await door.says(someone.address, prompt("một"), replaces="x")
    await door.says(someone.address, prompt("hai"), replaces="x")
    assert [item["text"] for item in (await someone.history())["items"]] == ["hai"]


async def test_blanked_words_are_told_as_gone(door: Door, someone: Someone) -> None:
    await someone.writes("một")
    await door.says(someone.address, prompt("hai", "ba"))
    await door.delivers_all()
    await door.handles_all()
    lane = someone.lane
    await door.parts.database.write(lambda conn: inbox.blank_lane(conn, lane))
    await door.parts.database.write(lambda conn: outbox.blank_lane(conn, lane))
    items = (await someone.history())["items"]
    assert [(item["from"], item["gone"], item["text"], item["buttons"]) for item in items] == [
        ("me", True, "", []),
        ("ward", True, "", []),
    ]


async def test_a_row_that_nobody_can_read_does_not_hide_the_rest(door: Door, someone: Someone) -> None:
    arrival = Arrival("web", "main", f"{someone.lane}:x", someone.lane, b"garbage")
    now = door.clock.now()
    await door.parts.database.write(lambda conn: inbox.put(conn, [arrival], now=now, wall=now))
    await someone.writes("còn đây")
    assert [(i["text"], i["gone"]) for i in (await someone.history())["items"]] == [
        ("", True),
        ("còn đây", False),
    ]


async def test_only_the_last_two_hundred_are_told(door: Door, someone: Someone) -> None:
    for number in range(3):
        await someone.writes(f"tin {number}")
    door.clock.pass_by(seconds=1)
    await door.says(someone.address, *(prompt(str(number)) for number in range(199)))
    items = (await someone.history())["items"]
    assert len(items) == 200
    assert [items[0]["text"], items[1]["text"], items[-1]["text"]] == ["tin 2", "0", "198"]


async def test_files_are_told_with_where_they_stand(door: Door, someone: Someone) -> None:
    await sends(someone, b"ready", b"waiting", b"unknown", caption="ba ảnh")
    [row] = await door.heard(someone.lane)
    ids = [EvidenceId(id_) for id_ in evidence_ids(door.parts.keyring, row["external_id"], 3)]
    now = door.clock.now()
    wanted = [
        Wanted(id_, someone.lane, "web", Attachment("r", MediaKind.PHOTO), place, now)
        for place, id_ in enumerate(ids[:2])
    ]
    kept = Kept(ids[0], MediaKind.PHOTO, "image/jpeg", "d", 5, has_copy=True)
    await door.parts.database.write(lambda conn: evidence.want(conn, wanted, wall=now))
    await door.parts.database.write(lambda conn: evidence.keep(conn, kept))
    [item] = (await someone.history())["items"]
    assert item["text"] == "ba ảnh"
    assert item["files"] == [
        {"name": "ảnh 0.jpg", "kind": "photo", "state": "ready", "url": f"/chat/files/{ids[0]}"},
        {"name": "ảnh 1.jpg", "kind": "photo", "state": "wanted", "url": None},
        {"name": "ảnh 2.jpg", "kind": "photo", "state": "wanted", "url": None},
    ]


async def test_nobody_hears_another_persons_story(door: Door, someone: Someone) -> None:
    await someone.writes("riêng tôi")
    await door.says(someone.address, Prompt("riêng Ông/Bà"))
    async with door.person() as other:
        assert (await other.history())["items"] == []
