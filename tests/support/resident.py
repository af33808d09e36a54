"""A resident with a page that never gives up: whatever breaks, the same request is made again."""

import asyncio
import json
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import aiohttp

Item: TypeAlias = dict[str, Any]

GO: Final = "go:report"
WANTED: Final[Mapping[str, str]] = {
    "consent:choice": "agree", "report:category": "HG", "report:identity": "sealed", "report:confirm": "send",
}  # fmt: skip
"""Which option is pressed; of any other question the first."""
RETRY: Final = 0.15
PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Story:
    """What one resident tells."""

    words: str = "Thịt bán ở sạp này có mùi lạ, tem nhãn bị cạo hết."
    place: Mapping[str, object] | str = "số 12 đường Hoa Đào"
    phone: str = ""
    photos: Sequence[bytes] = ()
    wanted: Mapping[str, str] = field(default_factory=dict)


class Resident:
    """One page on one phone."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            headers={"X-Candung": "1"},
            timeout=aiohttp.ClientTimeout(total=20),
        )
        self.heard: list[tuple[int, str]] = []
        """(event id, text) in the order in which the event stream told them."""
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Resident":
        await self._call("POST", "/chat/session", json={})
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self._session.close()

    @property
    def id(self) -> str:
        """The session id in the cookie."""
        return next(c.value for c in self._session.cookie_jar if c.key == "candung").partition(".")[0]

    def listen(self) -> None:
        """Open the event stream, and again whenever it breaks."""
        self._listening = asyncio.create_task(self._listen())

    async def says(self, **message: object) -> None:
        """One message: the same request until it is answered with 200."""
        body = {"id": str(uuid.uuid4()), **message}
        await self._call("POST", "/chat/messages", json=body)

    async def sends(self, photo: bytes, name: str = "photo.jpg") -> None:
        """One file."""
        id_ = str(uuid.uuid4())
        await self._call("POST", "/chat/files", photo=(id_, name, photo))

    async def history(self) -> list[Item]:
        """What the page shows."""
        told = await self._call("GET", "/chat/history")
        items: list[Item] = told["items"]
        return items

    async def ward_items(self) -> list[Item]:
        """What the ward said."""
        return [item for item in await self.history() if item["from"] == "ward"]

    async def answer_to(self, seen: int) -> Item:
        """The first thing that the ward says after so many."""
        until = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < until:
            said = await self.ward_items()
            if len(said) > seen:
                return said[seen]
            await asyncio.sleep(0.05)
        raise AssertionError(f"no answer after {seen} messages of the ward")

    async def files_report(self, story: Story) -> Item:
        """From the first tap to the receipt; every message waits for its answer. Gives the receipt."""
        seen = len(await self.ward_items())
        photos = list(story.photos)
        await self.says(tap=GO)
        while True:
            asked = await self.answer_to(seen)
            seen += 1
            if asked["picture"] is not None:
                return asked
            await self._reply(asked, story, photos)

    async def _reply(self, asked: Item, story: Story, photos: list[bytes]) -> None:
        taps = [button["tap"] for button in asked["buttons"]]
        if asked["ask"] == "media" and photos:
            await self.sends(photos.pop(0))
        elif asked["ask"] == "place":
            said = {"text": story.place} if isinstance(story.place, str) else {"location": story.place}
            await self.says(**said)
        elif asked["ask"] == "text" and not asked["optional"]:
            await self.says(text=story.words)
        elif asked["ask"] == "text" and story.phone:
            await self.says(text=story.phone)
        else:
            await self.says(tap=_choose(taps, {**WANTED, **story.wanted}))

    async def tries(self, path: str, body: Mapping[str, object]) -> int:
        """One request, once; gives the status."""
        async with self._session.post(self._url + path, json=body) as response:
            return response.status

    async def tries_photo(self, photo: bytes) -> tuple[int, str]:
        """One upload, once; gives the status and the sentence."""
        form = _form(str(uuid.uuid4()), "photo.jpg", photo)
        async with self._session.post(self._url + "/chat/files", data=form) as response:
            told = await response.json()
            return response.status, str(told.get("error", {}).get("text", ""))

    async def readiness(self) -> tuple[int, Mapping[str, Any]]:
        """What `/readyz` says to somebody on this machine."""
        async with self._session.get(self._url + "/readyz") as response:
            return response.status, await response.json()

    async def fetches(self, path: str) -> bytes:
        """The bytes of what is served to this page."""
        async with self._session.get(self._url + path) as response:
            assert response.status == 200, path
            return await response.read()

    async def _call(self, method: str, path: str, **body: Any) -> Any:
        """Again and again; the id in the body makes it one message."""
        photo = body.pop("photo", None)
        until = asyncio.get_running_loop().time() + PATIENCE
        told = "nobody answered"
        while asyncio.get_running_loop().time() < until:
            with suppress(aiohttp.ClientError, TimeoutError, ConnectionError):
                if photo is not None:
                    body["data"] = _form(*photo)
                async with self._session.request(method, self._url + path, **body) as response:
                    if response.status == 200:
                        return await response.json()
                    told = f"{response.status} {await response.text()}"
                    assert response.status in {500, 502, 503, 504, 507}, told
            await asyncio.sleep(RETRY)
        raise AssertionError(f"{method} {path}: {told}")

    async def _listen(self) -> None:
        while True:
            with suppress(aiohttp.ClientError, TimeoutError, ConnectionError):
                last = str(self.heard[-1][0]) if self.heard else "0"
                async with self._session.get(
                    self._url + "/chat/events", headers={"Last-Event-ID": last},
                    timeout=aiohttp.ClientTimeout(total=None),
                ) as stream:  # fmt: skip
                    await self._read(stream)
            await asyncio.sleep(RETRY)

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        event: dict[str, str] = {}
        async for raw in stream.content:
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            if name:
                event[name] = value
            elif "data" in event and "id" in event:
                self.heard.append((int(event["id"]), json.loads(event["data"])["text"]))
                event = {}
            else:
                event = {}


def _choose(taps: Sequence[str], wanted: Mapping[str, str]) -> str:
    """The wanted option; else Xong or Bỏ qua where there is one; else the first."""
    for tap in taps:
        question, _, option = tap.rpartition(":")
        if wanted.get(question) == option.partition(".")[0]:
            return tap
    moves = [tap for tap in taps if tap.startswith(("nav:done", "nav:skip"))]
    return (moves or list(taps))[0]


def _form(id_: str, name: str, photo: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("id", id_)
    form.add_field("file", photo, filename=name, content_type="image/jpeg")
    return form
