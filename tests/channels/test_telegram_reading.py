"""From a stored update to what the features see."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.channels.telegram.reading import read
from bot.core.errors import Unparsable
from bot.core.messages import Attachment, Inbound, MediaKind, Notice, Point
from tests.channels.telegram_rig import AT, stored
from tests.channels.test_telegram_intake import JSON, TAG

BOT = "can_dung_bot"
AN = {"id": 7, "is_bot": False, "first_name": "An", "last_name": "Lê", "language_code": "vi"}
US = {"id": 4242, "is_bot": True, "first_name": "Cân Đúng"}
PRIVATE = {"id": 7, "type": "private", "first_name": "An"}
GROUP = {"id": -50, "type": "supergroup", "title": "Tổ kiểm tra"}
WHEN = 1_790_000_000
PIN = {"latitude": 10.5, "longitude": 106.5, "horizontal_accuracy": 12}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": WHEN, "chat": PRIVATE, "from": AN, **content}


def parsed(update: dict[str, Any]) -> Inbound:
    return read(stored({"update_id": 11, **update}), BOT)


def said(**content: Any) -> Inbound:
    return parsed({"message": message(**content)})


def in_group(**content: Any) -> Inbound:
    return said(chat=GROUP, **content)


def test_a_text_says_who_where_and_when() -> None:
    found = said(text="Cân thiếu\0 rồi")
    assert found.text == "Cân thiếu rồi"
    assert found.at == datetime.fromtimestamp(WHEN, UTC)
    assert (found.address.person, found.message_id, found.group, found.sender) == ("7", "3", "", "An Lê")
    assert (found.language, found.external_id, found.edited, found.more_may_follow) == (
        "vi",
        "11",
        False,
        False,
    )


def test_a_photo_is_its_largest_size_and_more_may_follow() -> None:
    sizes = [
        {"file_id": "small", "file_unique_id": "a", "width": 1, "height": 1, "file_size": 10},
        {"file_id": "large", "file_unique_id": "b", "width": 9, "height": 9, "file_size": 900},
    ]
    found = said(photo=sizes, caption="mặt cân", media_group_id="5")
    assert found.attachments == (Attachment("large", MediaKind.PHOTO, "", 900),)
    assert found.text == "mặt cân"
    assert found.more_may_follow


FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 5}


@pytest.mark.parametrize(
    ("field", "kind", "more"),
    [
        ("document", MediaKind.DOCUMENT, True),
        ("video", MediaKind.VIDEO, True),
        ("video_note", MediaKind.VIDEO, False),
        ("voice", MediaKind.VOICE, False),
        ("audio", MediaKind.VOICE, False),
    ],
)
def test_files_of_every_kind_are_attached(field: str, kind: MediaKind, more: bool) -> None:
    found = said(**{field: {**FILE, "file_name": "cân.jpg", "mime_type": "image/jpeg"}})
    assert found.attachments == (Attachment("f", kind, "cân.jpg", 5),)
    assert found.more_may_follow is more


def test_an_animation_counts_once() -> None:
    assert len(said(document=FILE, animation=FILE).attachments) == 1


@pytest.mark.parametrize(
    ("origin", "foreign"),
    [
        ({"type": "user", "date": 1, "sender_user": {**AN, "id": 8}}, True),
        ({"type": "hidden_user", "date": 1, "sender_user_name": "ai đó"}, True),
        ({"type": "user", "date": 1, "sender_user": AN}, False),
    ],
)
def test_a_forwarded_photo_says_so_unless_it_is_ones_own(origin: dict[str, Any], foreign: bool) -> None:
    [photo] = said(photo=[FILE], forward_origin=origin).attachments
    assert photo.forwarded is foreign


def test_a_venue_is_read_before_its_location() -> None:
    found = said(venue={"location": PIN, "title": "Chợ Mới", "address": "12 Lê Lợi"}, location=PIN)
    assert found.place == "Chợ Mới, 12 Lê Lợi"
    assert found.point == Point(10.5, 106.5, 12)


def test_a_live_location_counts_with_its_first_point_only() -> None:
    assert said(location={**PIN, "live_period": 900}).point is not None
    moving = parsed({"edited_message": message(location=PIN, edit_date=WHEN + 5)})
    assert moving.notice == Notice("nothing")


@pytest.mark.parametrize("where", [{"latitude": 91, "longitude": 0}, {"latitude": 0, "longitude": -1e300}])
def test_a_point_off_the_globe_is_none(where: dict[str, float]) -> None:
    found = said(location=where)
    assert found.point is None
    assert found.notice is None


def test_an_absurd_accuracy_is_left_out() -> None:
    assert said(location={**PIN, "horizontal_accuracy": -5}).point == Point(10.5, 106.5)


def test_only_ones_own_number_is_taken() -> None:
    own = {"phone_number": "84912345678", "first_name": "An", "user_id": 7}
    assert said(contact=own).phone == "+84912345678"
    assert said(contact={**own, "phone_number": "0912345678"}).phone == "0912345678"
    foreign = said(contact={**own, "user_id": 8})
    assert (foreign.phone, foreign.text, foreign.notice) == (None, "", None)
    assert said(contact={"phone_number": "84912345678", "first_name": "B"}).phone is None


def test_a_sticker_is_said_and_a_note_of_the_platform_is_not() -> None:
    assert said(sticker={"file_id": "s"}).notice is None
    assert said(pinned_message={"message_id": 1}).notice == Notice("nothing")


def test_an_edit_keeps_the_id_of_its_message() -> None:
    edit = parsed({"edited_message": message(text="12 kg", edit_date=WHEN + 60)})
    assert (edit.edited, edit.message_id, edit.text) == (True, "3", "12 kg")
    assert edit.at == datetime.fromtimestamp(WHEN + 60, UTC)
    caption = parsed({"edited_message": message(photo=[FILE], caption="mặt cân", edit_date=WHEN)})
    assert (caption.edited, caption.text) == (True, "mặt cân")


def test_an_invitation_comes_as_its_tag() -> None:
    found = said(text=f"/start {TAG}")
    assert (found.text, found.invitation) == ("/start", TAG)
    found = in_group(text=f"/start@Can_Dung_Bot {TAG}")
    assert (found.text, found.invitation, found.group) == ("/start", TAG, "-50")
    edited = parsed({"edited_message": message(text=f"/start {TAG}")})
    assert (edited.text, edited.invitation) == ("/start", "")


@pytest.mark.parametrize(
    "payload", ["hello", "qr1", "x" * 19, "x" * 65, f"{TAG}.", "xin-chào-các-anh-chị-em-nhé"]
)
def test_what_else_stands_behind_start_is_no_invitation(payload: str) -> None:
    found = said(text=f"/start {payload}")
    assert (found.text, found.invitation) == ("/start", "")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/viec", "/viec"),
        ("/viec@can_dung_bot 26-0042-7", "/viec 26-0042-7"),
        ("/viec@CAN_DUNG_BOT", "/viec"),
        ("/viec@another_bot", None),
        ("chiều nay họp nhé", None),
        ("/ tổng kết", None),
    ],
)
def test_in_a_group_only_our_commands_are_heard(text: str, heard: str | None) -> None:
    found = in_group(text=text)
    assert (None if found.notice else found.text) == heard
    if heard:
        assert (found.group, found.address.person) == ("-50", "7")


def test_a_reply_to_us_is_heard_in_a_group() -> None:
    replied = {"message_id": 2, "date": WHEN, "chat": GROUP, "from": US, "text": "?"}
    assert in_group(text="đã xử lý", reply_to_message=replied).text == "đã xử lý"
    assert in_group(photo=[FILE], reply_to_message=replied).attachments
    assert in_group(text="ờ", reply_to_message={**replied, "from": AN}).notice == Notice("nothing")


def test_in_private_another_bots_command_is_left_as_it_is() -> None:
    assert said(text="/viec@another_bot").text == "/viec@another_bot"


def test_while_we_do_not_know_our_name_every_command_may_be_ours() -> None:
    row = stored({"update_id": 1, "message": message(text="/viec@can_dung_bot", chat=GROUP)})
    assert read(row, "").text == "/viec"


@pytest.mark.parametrize(
    ("told", "group"),
    [
        ({"message_thread_id": 9, "is_topic_message": True}, "-50/9"),
        ({"message_thread_id": 1, "is_topic_message": True}, "-50"),
        ({"message_thread_id": 9}, "-50"),
        ({"is_topic_message": True}, "-50"),
    ],
)
def test_a_topic_of_a_forum_is_a_group_of_its_own(told: dict[str, Any], group: str) -> None:
    assert in_group(text="/viec", **told).group == group
    under = {"message_id": 5, "date": WHEN, "chat": GROUP, **told}
    press = {"id": "p1", "from": AN, "data": "a:b", "message": under}
    assert parsed({"callback_query": press}).group == group
    assert said(text="/viec", **told).group == "", "private chats may have topics too"


def test_what_happens_to_a_forum_happens_to_all_of_it() -> None:
    topic = {"message_thread_id": 9, "is_topic_message": True}
    hidden = in_group(text="/viec", sender_chat=GROUP, **topic)
    moved = in_group(migrate_to_chat_id=-100, **topic)
    assert {hidden.group, moved.group, moved.address.person} == {"-50"}


def test_who_speaks_as_the_group_is_nobody() -> None:
    found = in_group(text="/viec", sender_chat=GROUP, **{"from": {**AN, "id": 1087968824}})
    assert found.notice == Notice("group-anonymous")
    assert (found.address.person, found.group) == ("-50", "-50")
    silent = in_group(text="chào cả nhà", sender_chat=GROUP)
    assert silent.notice == Notice("nothing")


def test_another_bot_is_not_heard() -> None:
    assert in_group(text="/viec", **{"from": {**US, "id": 9}}).notice == Notice("nothing")


def test_a_press_brings_its_message_its_group_and_its_person() -> None:
    press = {"id": "99", "from": AN, "chat_instance": "1", "data": "case:take:26"}
    found = parsed({"callback_query": {**press, "message": {"message_id": 8, "date": 0, "chat": GROUP}}})
    assert (found.tap, found.press, found.message_id, found.group) == ("case:take:26", "99", "8", "-50")
    assert (found.address.person, found.at, found.sender) == ("7", AT, "An Lê")
    bare = parsed({"callback_query": press})
    assert (bare.tap, bare.message_id, bare.group) == ("case:take:26", "", "")
    assert parsed({"callback_query": {**press, "data": None}}).notice == Notice("nothing")


def member(chat: dict[str, Any], now: str, before: str = "left", **more: Any) -> Inbound:
    change = {
        "date": WHEN, "chat": chat, "from": AN,
        "old_chat_member": {"status": before, "user": US},
        "new_chat_member": {"status": now, "user": US, **more},
    }  # fmt: skip
    return parsed({"my_chat_member": change})


@pytest.mark.parametrize(
    ("chat", "now", "before", "notice"),
    [
        (PRIVATE, "kicked", "member", Notice("blocked")),
        (PRIVATE, "member", "kicked", Notice("unblocked")),
        (GROUP, "member", "left", Notice("group-joined", {"title": "Tổ kiểm tra"})),
        (GROUP, "administrator", "left", Notice("group-joined", {"title": "Tổ kiểm tra"})),
        (GROUP, "administrator", "member", Notice("nothing")),
        (GROUP, "left", "member", Notice("group-left")),
        (GROUP, "kicked", "administrator", Notice("group-left")),
        ({"id": -9, "type": "channel"}, "administrator", "left", Notice("nothing")),
    ],
)
def test_what_becomes_of_us_in_a_chat_is_a_notice(
    chat: dict[str, Any], now: str, before: str, notice: Notice
) -> None:
    found = member(chat, now, before)
    assert found.notice == notice
    assert found.address.person == str(chat["id"])


def test_being_restricted_may_mean_in_or_out() -> None:
    assert member(GROUP, "restricted", is_member=True).notice == Notice(
        "group-joined", {"title": "Tổ kiểm tra"}
    )
    assert member(GROUP, "restricted", is_member=False).notice == Notice("group-left")


def test_a_live_location_in_a_group_is_not_heard_either() -> None:
    moving = message(chat=GROUP, location=PIN, sender_chat=GROUP)
    assert parsed({"edited_message": moving}).notice == Notice("nothing")
    assert parsed({"edited_message": message(chat=GROUP, text="ờ")}).notice == Notice("nothing")


def test_a_group_that_moves_tells_its_new_id() -> None:
    found = said(chat={**GROUP, "type": "group"}, migrate_to_chat_id=-10050)
    assert found.notice == Notice("group-moved", {"to": "-10050"})
    assert found.address.person == "-50"


@pytest.mark.parametrize("kind", ["poll", "message_reaction", "chat_member", "subscription", "channel_post"])
def test_a_kind_that_we_do_not_know_is_stored_and_not_answered(kind: str) -> None:
    assert parsed({kind: {"anything": 1}}).notice == Notice("nothing")


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"message_id": 1, "chat": PRIVATE, "from": AN, "text": "không có ngày"}},
        {"message": message(text="x", date=10**18)},
        {"message": message(text="x", date=-(10**30))},
        {"message": message(text=5)},
        {"message": message(photo="x")},
        {"message": message(location={"latitude": "north", "longitude": 1})},
        {"callback_query": {"id": "1", "data": "x"}},
        {"my_chat_member": {"date": 1, "chat": GROUP}},
        {"message": 5},
    ],
)
def test_what_cannot_be_read_is_unparsable(broken: dict[str, Any]) -> None:
    with pytest.raises(Unparsable):
        parsed(broken)


def test_garbage_is_unparsable() -> None:
    for raw in (b"", b"[]", b"\xff", b'{"update_id":"x"}', b"[" * 5000):
        with pytest.raises(Unparsable):
            read(stored(raw), BOT)


@given(JSON)
def test_whatever_comes_is_read_or_unparsable(told: Any) -> None:
    with suppress(Unparsable):
        parsed(told if isinstance(told, dict) else {"message": told})
