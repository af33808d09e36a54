"""Whose lane, which duplicate key; and no invitation is ever stored."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.intake import Sorted, sort
from bot.channels.telegram.reading import read
from tests.channels.telegram_rig import ACCOUNT, stored, tag

AN = {"id": 7, "is_bot": False, "first_name": "An"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -50, "type": "supergroup", "title": "Tổ quản lý thị trường"}
SAID = {"message_id": 1, "date": 1_790_000_000, "text": "xin chào"}


def sorted_(update: Any) -> Sorted:
    raw = update if isinstance(update, bytes) else json.dumps(update).encode()
    return sort(raw, ACCOUNT, tag)


LANES = [
    ({"update_id": 1, "message": {**SAID, "chat": PRIVATE, "from": AN}}, "7"),
    ({"update_id": 1, "edited_message": {**SAID, "chat": PRIVATE, "from": AN}}, "7"),
    ({"update_id": 1, "message": {**SAID, "chat": GROUP, "from": AN}}, "7"),
    ({"update_id": 1, "callback_query": {"id": "9", "from": AN, "message": {"chat": GROUP}}}, "7"),
    ({"update_id": 1, "message": {**SAID, "chat": GROUP, "from": AN, "sender_chat": GROUP}}, "-50"),
    ({"update_id": 1, "message": {**SAID, "chat": GROUP, "from": AN, "migrate_to_chat_id": -1}}, "-50"),
    ({"update_id": 1, "my_chat_member": {"chat": GROUP, "from": AN}}, "-50"),
    ({"update_id": 1, "my_chat_member": {"chat": PRIVATE, "from": AN}}, "7"),
    ({"update_id": 1, "message": {**SAID, "chat": PRIVATE}}, "7"),
    ({"update_id": 1, "message": {"text": 5, "from": AN}}, "7"),
    ({"update_id": 1, "something_new": {"value": 1}}, "?"),
    ({"update_id": 1, "message": "what"}, "?"),
    (b"no json at all", "?"),
    (b"[]", "?"),
    (b"", "?"),
]


@pytest.mark.parametrize(("update", "person"), LANES)
def test_every_update_gets_a_lane(update: Any, person: str) -> None:
    row = sorted_(update).row
    assert row.address.person == person
    assert (row.address.channel, row.address.account) == ("telegram", ACCOUNT)


def test_the_duplicate_key_is_the_number_of_the_update() -> None:
    assert sorted_(LANES[0][0]).row.external_id == "1"


def test_an_update_without_a_number_is_known_by_its_content() -> None:
    one, same, other = sorted_({"message": {}}), sorted_({"message": {}}), sorted_({"message": {"a": 1}})
    assert one.row.external_id == same.row.external_id
    assert one.row.external_id != other.row.external_id
    assert one.update_id is None


def test_a_press_is_noted() -> None:
    assert sorted_({"update_id": 1, "callback_query": {"id": "9", "from": AN}}).press == "9"


def test_what_holds_no_invitation_stays_as_it_came() -> None:
    raw = b'{"update_id":1, "message" : {"chat":{"id":7},"text":"xin ch\\u00e0o"}}'
    assert sorted_(raw).row.raw is raw


TOKEN = "SECRET-token-123-of-an-invitation"
TAG = "tag-of-a-token-of-33-signs"
INVITATIONS = [
    (f"/start {TOKEN}", f"/start {TAG}"),
    (f"/start@can_dung_bot {TOKEN}", f"/start@can_dung_bot {TAG}"),
    (
        f"/start@the_bot_of_a_ward_with_a_long_name {TOKEN}",
        f"/start@the_bot_of_a_ward_with_a_long_name {TAG}",
    ),
    (f"/START  {TOKEN} ", f"/START  {TAG} "),
    (f"/start {TOKEN} xin mời", f"/start {TAG} xin mời"),
    (f"/start {TOKEN}.", f"/start {TAG}."),
    (f"https://t.me/can_dung_bot?start={TOKEN}", f"https://t.me/can_dung_bot?start={TAG}"),
    (f"https://t.me/x?startgroup={TOKEN}", f"https://t.me/x?startgroup={TAG}"),
]


@pytest.mark.parametrize(("text", "kept"), INVITATIONS)
def test_a_token_is_replaced_by_its_tag_wherever_it_stands(text: str, kept: str) -> None:
    message = {**SAID, "chat": PRIVATE, "from": AN, "text": text}
    for update in (
        {"update_id": 1, "message": message},
        {"update_id": 1, "edited_message": message},
        {"update_id": 1, "message": {**SAID, "chat": PRIVATE, "from": AN, "reply_to_message": message}},
        {"update_id": 1, "message": {**SAID, "chat": 5, "text": text}},
    ):
        raw = sorted_(update).row.raw
        assert b"SECRET" not in raw
        assert kept.encode() in raw


def test_a_start_without_a_token_is_left_alone() -> None:
    for text in ("/start", "/start ", "start", "xin start lại", "/start hello", "/start qr1", "?start=qr1"):
        raw = sorted_(
            {"update_id": 1, "message": {**SAID, "chat": PRIVATE, "from": AN, "text": text}}
        ).row.raw
        assert json.loads(raw)["message"]["text"] == text


@pytest.mark.parametrize(
    "value",
    [b'"\\ud800 a"', b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b'"\xff\xfe"', b'"a\\u0000b"'],
)
def test_what_a_strict_reader_refuses_is_mended(value: bytes) -> None:
    raw = b'{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},'
    raw += b'"from":{"id":7},"x":' + value + b',"text":' + (value if value[:1] == b'"' else b'"t"') + b"}}"
    found = sorted_(raw)
    assert (found.row.address.person, found.row.external_id) == ("7", "5")
    assert read(stored(found.row.raw), "").address.person == "7"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "from", "chat", "id", "text", "callback_query", "date"]), inner
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_nothing_that_comes_in_can_stop_intake(told: Any) -> None:
    found = sorted_({"update_id": 3, **told} if isinstance(told, dict) else json.dumps(told).encode())
    assert found.row.external_id


@given(st.binary(max_size=60))
def test_nor_can_garbage(raw: bytes) -> None:
    assert sorted_(raw).row.external_id
