"""The web chat as a channel."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.webchat import WebChat, on_page
from bot.core.errors import Misconfigured, Rejected, Unparsable
from bot.core.messages import (
    Address,
    Attachment,
    Button,
    Inbound,
    LaneKey,
    MediaKind,
    OutboxId,
    Point,
    Prompt,
)
from bot.core.ports import Channel, Parcel, StoredRow
from tests.web.rig import Store

AT = datetime(2026, 11, 23, tzinfo=UTC)
ME = Address("web", "main", "a" * 32)


class Bell:
    """Notes who rang."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, ...]] = []

    def ring(self, lane: LaneKey) -> None:
        self.heard.append((lane,))

    def ack(self, lane: LaneKey, tap: str, text: str) -> None:
        self.heard.append((lane, tap, text))


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def chat(bell: Bell, store: Store) -> WebChat:
    return WebChat(
        "main", store, bell, lambda address: LaneKey(f"lane of {address.person[:1]}"), "https://a.vn"
    )


def row(raw: Any) -> StoredRow:
    content = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return StoredRow("web", "main", "lane:1", content, AT)


def sent(**more: Any) -> StoredRow:
    return row({"person": ME.person, "id": "1", **more})


CASES = [
    ({"text": "Chào\x00", "language": "en"}, Inbound(ME, AT, "Chào", language="en", external_id="lane:1")),
    ({"tap": "f:q:1", "label": "Có"}, Inbound(ME, AT, tap="f:q:1", external_id="lane:1")),
    (
        {"location": {"latitude": 20.9, "longitude": 106.3, "accuracy": 5}},
        Inbound(ME, AT, point=Point(20.9, 106.3, 5), external_id="lane:1"),
    ),
    (
        {"files": [{"ref": "r", "kind": "photo", "name": "a.jpg", "size": 3}], "caption": "ảnh"},
        Inbound(
            ME, AT, "ảnh", attachments=(Attachment("r", MediaKind.PHOTO, "a.jpg", 3),), external_id="lane:1"
        ),
    ),
    ({"text": "x" * 200_000}, Inbound(ME, AT, "x" * 100_000, external_id="lane:1")),
]


@pytest.mark.parametrize(("raw", "message"), CASES)
def test_a_stored_message_is_read_back(chat: WebChat, raw: dict[str, Any], message: Inbound) -> None:
    assert chat.parse(sent(**raw)) == message


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xff", b"[]", b'"x"', b"[" * 5000, {"id": "1"}, {"person": 1, "id": "1"},
        {"person": "a", "id": "1", "location": {"latitude": 91, "longitude": 0}},
        {"person": "a", "id": "1", "files": [{"ref": "r", "kind": "sticker"}]},
        {"person": "a", "id": "1", "text": ["x"]},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_unparsable(chat: WebChat, raw: Any) -> None:
    with pytest.raises(Unparsable):
        chat.parse(row(raw))


async def test_sending_rings_and_says_the_rows_own_id(chat: WebChat, bell: Bell) -> None:
    channel: Channel = chat
    assert channel.resends
    assert await channel.send(Parcel(OutboxId(7), ME, Prompt("x"), "vi")) == "7"
    await channel.answer(Inbound(ME, AT, tap="f:q:1"), "Đã chọn")
    await channel.answer(Inbound(ME, AT), "")
    assert bell.heard == [("lane of a",), ("lane of a", "f:q:1", "Đã chọn"), ("lane of a", "", "")]


async def test_an_upload_is_fetched_and_then_dropped(chat: WebChat, store: Store) -> None:
    store.files["k/upload"] = b"abc"
    assert await chat.fetch(Attachment("k/upload")) == b"abc"
    await chat.discard(Attachment("k/upload"))
    await chat.discard(Attachment("k/upload"))
    with pytest.raises(Rejected):
        await chat.fetch(Attachment("k/upload"))


async def test_there_is_no_webhook_and_no_polling(chat: WebChat) -> None:
    assert not chat.verify({}, b"{}")
    assert chat.rows(b"{}") == ()
    assert [batch async for batch in chat.poll()] == []


async def test_an_invitation_travels_in_the_fragment(chat: WebChat) -> None:
    assert chat.invite("t0ken") == "https://a.vn/staff#invite=t0ken"


async def test_the_check_says_whether_uploads_can_be_kept(chat: WebChat, store: Store) -> None:
    assert await chat.check() == "web chat at https://a.vn"
    store.broken = True
    with pytest.raises(Misconfigured):
        await chat.check()


def test_the_page_shows_a_long_prompt_whole() -> None:
    prompt = Prompt("x" * 50_000, tuple(Button("y" * 300, str(n)) for n in range(50)))
    shown = on_page(prompt)
    assert shown.text == prompt.text
    assert {len(button.label) for button in shown.buttons} == {200}
