"""Our own small structs against python-telegram-bot's objects: both must see the same in an update."""

import json
from typing import Any

import msgspec
import pytest
from telegram import Bot
from telegram import Message as TheirMessage
from telegram import Update as TheirUpdate

from bot.channels.telegram.updates import File, Message, Person, Update
from tests.channels.telegram_rig import ACCOUNT, TOKEN
from tests.channels.test_telegram_reading import AN, FILE, GROUP, PIN, PRIVATE, US, WHEN, message

SIZED = {**FILE, "width": 10, "height": 20}
LENGTH = {**SIZED, "duration": 3, "length": 10}
MEMBER = {"status": "member", "user": US}
HIDDEN = {"type": "hidden_user", "date": WHEN, "sender_user_name": "x"}
UPDATES: list[dict[str, Any]] = [
    {"message": message(text="Cân 🍊 thiếu", entities=[{"type": "bold", "offset": 4, "length": 2}])},
    {"message": message(photo=[{**SIZED, "file_id": "s"}, SIZED], caption="ảnh", media_group_id="1")},
    {"message": message(document={**FILE, "file_name": "a.jpg", "mime_type": "image/jpeg"})},
    {"message": message(animation=LENGTH, document=FILE)},
    {"message": message(video={**LENGTH, "file_name": "v.mp4"}, caption="phim")},
    {"message": message(video_note=LENGTH)},
    {"message": message(voice=LENGTH)},
    {"message": message(audio={**LENGTH, "file_name": "nói.mp3"})},
    {"message": message(location={**PIN, "live_period": 60})},
    {"message": message(venue={"location": PIN, "title": "Chợ", "address": "Lê Lợi"}, location=PIN)},
    {"message": message(contact={"phone_number": "84912345678", "first_name": "An", "user_id": 7})},
    {"message": message(text="lại", forward_origin={"type": "user", "date": WHEN, "sender_user": AN})},
    {"message": message(text="lại", forward_origin=HIDDEN)},
    {"message": message(chat=GROUP, text="/viec", reply_to_message=message(chat=GROUP, **{"from": US}))},
    {"message": message(chat=GROUP, text="/viec", sender_chat=GROUP)},
    {"message": message(chat=GROUP, migrate_to_chat_id=-10050)},
    {"edited_message": message(text="sửa", edit_date=WHEN + 9)},
    {"callback_query": {"id": "1", "from": AN, "chat_instance": "2", "data": "a:b", "message": message()}},
    {"callback_query": {"id": "1", "from": AN, "chat_instance": "2", "message": {**message(), "date": 0}}},
    {"my_chat_member": {
        "date": WHEN, "chat": PRIVATE, "from": AN, "new_chat_member": MEMBER,
        "old_chat_member": {"status": "kicked", "user": US, "until_date": 0},
    }},
]  # fmt: skip
FIELDS = ("photo", "document", "animation", "video", "video_note", "voice", "audio")


@pytest.mark.parametrize("update", UPDATES)
def test_both_see_the_same(update: dict[str, Any]) -> None:
    raw = {"update_id": 11, **update}
    ours = msgspec.json.decode(json.dumps(raw), type=Update)
    theirs = TheirUpdate.de_json(raw, Bot(TOKEN))
    assert ours.update_id == theirs.update_id
    compare(ours.message, theirs.message)
    compare(ours.edited_message, theirs.edited_message)
    assert (ours.callback_query is None) == (theirs.callback_query is None)
    if ours.callback_query is not None and theirs.callback_query is not None:
        press, same = ours.callback_query, theirs.callback_query
        assert (press.id, press.data, press.from_.id) == (same.id, same.data, same.from_user.id)
        assert press.message is not None
        assert same.message is not None
        assert (press.message.message_id, press.message.chat.id) == (
            same.message.message_id,
            same.message.chat.id,
        )
    if ours.my_chat_member is not None:
        change = theirs.my_chat_member
        assert change is not None
        assert ours.my_chat_member.new_chat_member.status == change.new_chat_member.status
        assert ours.my_chat_member.date == int(change.date.timestamp())


def compare(ours: Message | None, theirs: TheirMessage | None) -> None:
    """Everything that we read of a message."""
    assert (ours is None) == (theirs is None)
    if ours is None or theirs is None:
        return
    assert ours.message_id == theirs.message_id
    assert ours.date == int(theirs.date.timestamp())
    assert (ours.text, ours.caption) == (theirs.text, theirs.caption)
    assert (ours.chat.id, ours.chat.type, ours.chat.title) == (
        theirs.chat.id,
        theirs.chat.type,
        theirs.chat.title,
    )
    assert ours.migrate_to_chat_id == theirs.migrate_to_chat_id
    compare_people(ours, theirs)
    for field in FIELDS:
        compare_files(getattr(ours, field), getattr(theirs, field))
    if ours.location is not None:
        assert theirs.location is not None
        same = theirs.location
        assert (ours.location.latitude, ours.location.longitude) == (same.latitude, same.longitude)
        assert ours.location.horizontal_accuracy == same.horizontal_accuracy
    if ours.venue is not None:
        assert theirs.venue is not None
        assert (ours.venue.title, ours.venue.address) == (theirs.venue.title, theirs.venue.address)
    if ours.contact is not None:
        assert theirs.contact is not None
        assert (ours.contact.phone_number, ours.contact.user_id) == (
            theirs.contact.phone_number,
            theirs.contact.user_id,
        )


def compare_people(ours: Message, theirs: TheirMessage) -> None:
    """Who said it, in whose name, in answer to whom, and from where it was forwarded."""
    person, same = ours.from_, theirs.from_user
    assert isinstance(person, Person)
    assert same is not None
    assert (person.id, person.is_bot, person.called) == (same.id, same.is_bot, same.full_name)
    assert person.language_code == same.language_code
    assert (ours.sender_chat.id if ours.sender_chat else None) == (
        theirs.sender_chat.id if theirs.sender_chat else None
    )
    replied, to_them = ours.reply_to_message, theirs.reply_to_message
    assert (replied is None) == (to_them is None)
    if replied is not None and to_them is not None and to_them.from_user is not None:
        assert replied.from_ is not None
        assert replied.from_.id == to_them.from_user.id
        assert str(replied.from_.id) == ACCOUNT
    assert (ours.forward_origin is None) == (theirs.forward_origin is None)
    sender = getattr(theirs.forward_origin, "sender_user", None)
    assert (sender.id if sender else None) == (
        ours.forward_origin.sender_user.id
        if ours.forward_origin is not None and ours.forward_origin.sender_user is not None
        else None
    )


def compare_files(ours: Any, theirs: Any) -> None:
    """Files in every size."""
    if isinstance(ours, File):
        ours, theirs = (ours,), (theirs,)
    assert [(file.file_id, file.file_size) for file in ours or ()] == [
        (file.file_id, file.file_size) for file in theirs or ()
    ]
    for file, same in zip(ours or (), theirs or (), strict=True):
        assert file.file_name == getattr(same, "file_name", None)
