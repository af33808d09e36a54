"""A very small Bot API on loopback: answers what it is told to, and notes what it was asked."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.telegram import Pacer, Rates, Telegram, TelegramSettings
from bot.core.errors import Rejected
from bot.core.messages import Address, Attachment, EvidenceId, OutboxId, Priority, Prompt
from bot.core.ports import IntakeRow, Parcel, StoredRow

TOKEN = "4242:a-made-up-token-for-tests"
ACCOUNT = "4242"
AT = datetime(2026, 11, 23, tzinfo=UTC)
BUSY = Rates(overall=10_000, private=10_000, group=10_000)
TEXTS = {"telegram-input-closed": "Vâng ạ.", "place-here": "📍 Gửi vị trí"}

Answer: TypeAlias = web.StreamResponse | dict[str, Any] | list[Any] | bool
Reply: TypeAlias = Answer | Callable[[dict[str, Any]], Awaitable[Answer]]


def refused(status: int, description: str, **parameters: int) -> web.Response:
    """An error as the platform words it."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


@dataclass
class Platform:
    """What was asked, and what is answered next, by method."""

    url: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    next: dict[str, list[Reply]] = field(default_factory=dict)
    files: dict[str, list[web.Response]] = field(default_factory=dict)
    messages: int = 100

    def will(self, method: str, *replies: Reply) -> None:
        """Answer the next calls so."""
        self.next.setdefault(method, []).extend(replies)

    def calls(self, method: str) -> list[dict[str, Any]]:
        """What this method was asked for."""
        return [parameters for name, parameters in self.asked if name == method]

    @property
    def methods(self) -> list[str]:
        """The methods in the order in which they were called."""
        return [name for name, _ in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        parameters = await _read(request)
        self.asked.append((method, parameters))
        waiting = self.next.get(method)
        reply: Reply = waiting.pop(0) if waiting else self.usual(method, parameters)
        answer: Answer = await reply(parameters) if callable(reply) else reply
        if isinstance(answer, web.StreamResponse):
            return answer
        return web.json_response({"ok": True, "result": answer})

    def usual(self, method: str, parameters: dict[str, Any]) -> Answer:
        """What a healthy platform says."""
        if method == "getMe":
            return {"id": 4242, "is_bot": True, "first_name": "Cân Đúng", "username": "can_dung_bot"}
        if method == "sendMediaGroup":
            return [self.message(parameters, photo=True) for _ in _json(parameters["media"])]
        if method.startswith(("send", "edit")):
            return self.message(parameters, photo=method == "sendPhoto")
        return [] if method == "getUpdates" else True

    def message(self, parameters: dict[str, Any], *, photo: bool) -> dict[str, Any]:
        """A message of ours."""
        self.messages += 1
        chat = {"id": int(parameters["chat_id"]), "type": "private", "first_name": "An"}
        said: dict[str, Any] = {"message_id": self.messages, "date": 1_790_000_000, "chat": chat}
        if photo:
            said["photo"] = [
                {"file_id": f"{size}-{self.messages}", "file_unique_id": "u", "width": 9, "height": 9}
                for size in ("small", "large")
            ]
        return said

    async def hand_out(self, request: web.Request) -> web.StreamResponse:
        """One download."""
        return self.files[request.match_info["path"]].pop(0)


async def _read(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return {
            name: value.file.read() if isinstance(value, web.FileField) else value
            for name, value in form.items()
        }
    body = await request.read()
    return dict(json.loads(body)) if body else {}


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


@asynccontextmanager
async def platform() -> AsyncIterator[Platform]:
    """The platform, listening."""
    fake = Platform()
    app = web.Application()
    app.router.add_route("*", f"/bot{TOKEN}/{{method}}", fake.handle)
    app.router.add_get(f"/file/bot{TOKEN}/{{path:.+}}", fake.hand_out)
    server = TestServer(app)
    await server.start_server(access_log=None)  # which would hold addresses
    fake.url = str(server.make_url("")).rstrip("/")
    try:
        yield fake
    finally:
        await server.close()


class Wall:
    """A gallery with pictures on it."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.known: dict[str, str] = {}

    async def picture(self, id_: EvidenceId) -> bytes:
        if id_ not in self.pictures:
            raise Rejected("no such picture")
        return self.pictures[id_]

    async def recall(self, id_: EvidenceId, channel: str, account: str) -> str | None:
        assert (channel, account) == ("telegram", ACCOUNT)
        return self.known.get(id_)

    async def remember(self, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
        assert (channel, account) == ("telegram", ACCOUNT)
        self.known[id_] = ref


def say(_language: str, key: str) -> str:
    """The few words that the channel asks for."""
    return TEXTS.get(key, key)


def tag(token: str) -> str:
    """What stays of an invitation."""
    return f"tag-of-a-token-of-{len(token)}-signs"


def channel(url: str, wall: Wall | None = None, pacer: Pacer | None = None, **settings: Any) -> Telegram:
    """The channel under test."""
    return Telegram(
        TelegramSettings(TOKEN, url, **settings),
        wall or Wall(),
        lambda prompt: f"picture of {prompt.picture.code if prompt.picture else ''}".encode(),
        tag,
        say,
        pacer or Pacer(BUSY),
    )


def parcel(prompt: Prompt | str, person: str = "7", number: int = 1, **more: Any) -> Parcel:
    """A parcel to a person."""
    shown = Prompt(prompt) if isinstance(prompt, str) else prompt
    priority = more.pop("priority", Priority.ANSWER)
    return Parcel(
        OutboxId(number), Address("telegram", ACCOUNT, person), shown, "vi", priority=priority, **more
    )


def stored(update: dict[str, Any] | bytes) -> StoredRow:
    """An inbox row."""
    raw = update if isinstance(update, bytes) else json.dumps(update).encode()
    return StoredRow("telegram", ACCOUNT, "11", raw, AT)


def photo_of(ref: str, size: int | None = None) -> Attachment:
    """A file that a message pointed to."""
    return Attachment(ref, size=size)


def update(number: int, text: str = "xin chào") -> dict[str, Any]:
    """A message, as the platform tells of it."""
    said = {"message_id": number, "date": 1, "chat": {"id": 7, "type": "private"}, "text": text}
    return {"update_id": number, "message": {**said, "from": {"id": 7, "is_bot": False, "first_name": "An"}}}


def press(number: int) -> dict[str, Any]:
    """A press of a button."""
    who = {"id": 7, "is_bot": False, "first_name": "An"}
    return {"update_id": number, "callback_query": {"id": f"p{number}", "from": who, "data": "a:b"}}


async def polled(chat: Telegram, batches: int) -> list[list[IntakeRow]]:
    """So many batches of a poll."""
    found = []
    async for rows in chat.poll():
        found.append(list(rows))
        if len(found) == batches:
            break
    return found


def keyboard_of(call: dict[str, Any]) -> Any:
    """The keyboard of a call."""
    markup = call["reply_markup"]
    return json.loads(markup) if isinstance(markup, str) else markup
