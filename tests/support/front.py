"""One person's way to the ward on one channel. Every channel gets its own; the scenarios know only this."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.core.messages import Address, Point

OWN = {"X-Candung": "1"}


@dataclass(frozen=True)
class Paper:
    """A file as somebody sends it."""

    content: bytes
    name: str = "anh.jpg"
    media_type: str = "image/jpeg"


@dataclass(frozen=True)
class Choice:
    """A button as somebody sees it."""

    label: str
    tap: str


@dataclass(frozen=True)
class Heard:
    """One message of ours as it arrived. `gone`: its words were blanked."""

    id: int
    text: str
    buttons: tuple[Choice, ...] = ()
    ask: str = "nothing"
    picture: str | None = None
    gone: bool = False


class Front(Protocol):
    """What a person can do on a channel."""

    @property
    def address(self) -> Address:
        """Where they are reached."""
        ...

    async def enter(self, language: str) -> None:
        """Come in, or come back."""
        ...

    async def write(self, text: str) -> int:
        """Words; gives the status that the channel was answered with."""
        ...

    async def press(self, tap: str) -> int:
        """A button."""
        ...

    async def pin(self, point: Point) -> int:
        """A place on the map."""
        ...

    async def send(self, papers: Sequence[Paper], caption: str) -> int:
        """Files of one message."""
        ...

    async def accept(self, token: str) -> int:
        """Open the link of an invitation."""
        ...

    async def history(self) -> list[Heard]:
        """What the ward said, oldest first."""
        ...

    async def fetch(self, path: str) -> bytes:
        """A picture that a message points to."""
        ...

    async def reconnect(self, server: TestServer) -> None:
        """The house was built anew."""
        ...

    async def close(self) -> None:
        """Go away."""
        ...


class WebFront:
    """The chat page, by its own requests."""

    def __init__(self, server: TestServer, account: str) -> None:
        self._jar = CookieJar(unsafe=True)
        self._account = account
        self._client: TestClient[Request, Application] = TestClient(server, cookie_jar=self._jar)

    @property
    def address(self) -> Address:
        """Known once the session is there."""
        cookie = next(c.value for c in self._jar if c.key == "candung")
        return Address("web", self._account, cookie.partition(".")[0])

    async def enter(self, language: str) -> None:
        response = await self._client.post("/chat/session", json={"language": language}, headers=OWN)
        assert response.status == 200, await response.text()

    async def write(self, text: str) -> int:
        return await self._post({"text": text})

    async def press(self, tap: str) -> int:
        return await self._post({"tap": tap})

    async def pin(self, point: Point) -> int:
        return await self._post({"location": {"latitude": point.latitude, "longitude": point.longitude}})

    async def accept(self, token: str) -> int:
        return await self._post({"invitation": token})

    async def _post(self, said: dict[str, Any]) -> int:
        # as a browser writes it: letters as they are
        body = json.dumps({"id": str(uuid.uuid4()), **said}, ensure_ascii=False)
        headers = {**OWN, "Content-Type": "application/json"}
        response = await self._client.post("/chat/messages", data=body.encode(), headers=headers)
        return response.status

    async def send(self, papers: Sequence[Paper], caption: str) -> int:
        form = FormData()
        form.add_field("id", str(uuid.uuid4()))
        if caption:
            form.add_field("caption", caption)
        for paper in papers:
            form.add_field("file", paper.content, filename=paper.name, content_type=paper.media_type)
        response = await self._client.post("/chat/files", data=form, headers=OWN)
        return response.status

    async def history(self) -> list[Heard]:
        response = await self._client.get("/chat/history")
        assert response.status == 200, await response.text()
        return [_heard(item) for item in (await response.json())["items"] if item["from"] == "ward"]

    async def fetch(self, path: str) -> bytes:
        response = await self._client.get(path)
        assert response.status == 200, path
        return await response.read()

    async def reconnect(self, server: TestServer) -> None:
        await self._client.session.close()
        self._client = TestClient(server, cookie_jar=self._jar)

    async def close(self) -> None:
        await self._client.session.close()


def _heard(item: dict[str, Any]) -> Heard:
    buttons = tuple(Choice(button["label"], button["tap"]) for button in item["buttons"])
    return Heard(item["id"], item["text"], buttons, item["ask"], item["picture"], item["gone"])
