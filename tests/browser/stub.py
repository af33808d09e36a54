"""A strict server of the chat contract that can be told to fail: no product behind it, only the page."""

import asyncio
import io
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import jinja2
from aiohttp import BodyPartReader, web
from fluent.runtime import FluentBundle, FluentResource
from PIL import Image, ImageDraw
from xstatic.pkg import leaflet

from bot.web.assets import lean

ROOT: Final = Path(__file__).parents[2]
STATIC: Final = ROOT / "bot" / "web" / "static"
CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
)
OUTLINE: Final = [[[20.94, 106.31], [20.945, 106.34], [20.97, 106.347], [20.983, 106.33], [20.965, 106.308]]]
Item = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Failure:
    """What the next requests to a path get instead of an answer; without a status the line is cut."""

    times: int
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: Item | None = None
    commits: bool = False


@dataclass
class Stub:
    """One ward, one person, everything they said to each other."""

    language: str = "vi"
    tiles: str | None = None
    staff: bool = False
    url: str = ""
    items: list[Item] = field(default_factory=list)
    events: list[tuple[int, str, Item]] = field(default_factory=list)
    posts: list[Item] = field(default_factory=list)
    accepted: dict[str, Item] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    lines: set[asyncio.Transport] = field(default_factory=set)
    resumed_from: list[int] = field(default_factory=list)
    open_gate: asyncio.Event = field(default_factory=asyncio.Event)
    history_gate: asyncio.Event = field(default_factory=asyncio.Event)
    history_asked: asyncio.Event = field(default_factory=asyncio.Event)
    left: int = 0
    line_is_down: bool = False
    last: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.open_gate.set()
        self.history_gate.set()

    # What a test makes the ward do

    async def says(self, text: str, *taps: tuple[str, str], **more: Any) -> int:
        """One more message of the ward, with buttons as (label, tap)."""
        return await self._tell("message", self.item("ward", text, taps, **more))

    async def edits(self, old: int, text: str, *taps: tuple[str, str]) -> int:
        """Another wording in the place of message `old`."""
        return await self._tell("edit", self.item("ward", text, taps, edits=old))

    async def acknowledges(self, text: str) -> None:
        """The word that answers a tap at once."""
        async with self.news:
            self.events.append((0, "ack", {"tap": "", "text": text}))
            self.news.notify_all()

    async def repeats(self, number: int) -> None:
        """Sends an event that was sent before once more."""
        found = next(event for event in self.events if event[0] == number)
        async with self.news:
            self.events.append(found)
            self.news.notify_all()

    def fails(self, path: str, times: int = 1, **how: Any) -> None:
        """The next `times` requests to `path` fail."""
        self.failures[path] = Failure(times, **how)

    def cuts(self) -> None:
        """Every open event line breaks."""
        for line in list(self.lines):
            line.abort()

    def item(self, who: str, text: str, taps: tuple[tuple[str, str], ...] = (), **more: Any) -> Item:
        """A message as the contract writes it."""
        self.last += 1
        buttons = [{"label": label, "tap": tap} for label, tap in taps]
        return {
            "id": self.last, "from": who, "at": datetime.now(UTC).isoformat(), "text": text,
            "buttons": buttons, "ask": "nothing", "optional": False, "progress": None, "picture": None,
            "photos": [], "point": None, "files": [], "subject": None, "edits": None, "gone": False, **more,
        }  # fmt: skip

    async def _tell(self, kind: str, item: Item) -> int:
        number: int = item["id"]
        places = [index for index, known in enumerate(self.items) if known["id"] == item["edits"]]
        if places:
            self.items[places[0]] = item
        else:
            self.items.append(item)
        async with self.news:
            self.events.append((number, kind, item))
            self.news.notify_all()
        return number

    # What the page asks

    async def page(self, request: web.Request) -> web.Response:
        """The chat page, worded by the real texts."""
        bundle = FluentBundle([self.language], use_isolating=False)
        bundle.add_resource(FluentResource((ROOT / f"locales/{self.language}/web.ftl").read_text("utf-8")))

        def t(key: str, **args: str) -> str:
            value = bundle.get_message(key).value
            assert value is not None
            words, problems = bundle.format_pattern(value, dict(args))
            assert not problems
            return str(words)

        start = request.path[1:] or "home"
        folder = jinja2.FileSystemLoader(ROOT / "bot/web/templates")
        pages = jinja2.Environment(autoescape=True, loader=folder, undefined=jinja2.StrictUndefined)
        shown = await asyncio.to_thread(
            pages.get_template("chat.html").render,
            language=self.language, start=start, t=t,
            ward={"name": "UBND phường Thành Đông", "short": "Thành Đông"},
            asset=lambda name: f"/static/{name}?v=1", config=self._config(start),
        )  # fmt: skip
        return web.Response(text=shown, content_type="text/html")

    def _config(self, start: str) -> Item:
        place = {
            "tiles": self.tiles,
            "attribution": "© Bản đồ mẫu" if self.tiles else None,
            "outline": OUTLINE,
        }
        return {
            "language": self.language, "start": start, "upload_max_bytes": 1_000_000, "strings": {},
            "map": {**place, "center": [20.96, 106.325], "zoom": 14},
        }  # fmt: skip

    async def session(self, request: web.Request) -> web.Response:
        """Opens the conversation."""
        body = await request.json()
        assert body.keys() <= {"language"}
        self.language = body.get("language", self.language)
        told = {"language": self.language, "resumed": bool(self.items), "staff": self.staff}
        answer = web.json_response(told)
        answer.set_cookie("s", "one", httponly=True, samesite="Lax")
        return answer

    async def history(self, _request: web.Request) -> web.Response:
        """Everything said so far, as it was when the question came."""
        account = json.dumps({"items": self.items[-200:], "last": self.last, "language": self.language})
        self.history_asked.set()
        await self.history_gate.wait()
        return web.json_response(text=account)

    async def message(self, request: web.Request) -> web.Response:
        """Words, a tap, a place or an invitation."""
        body = await request.json()
        assert len({"text", "tap", "location", "invitation"} & body.keys()) == 1
        return self._accept(body, body.get("text") or body.get("label") or "Vị trí")

    async def files(self, request: web.Request) -> web.Response:
        """One or more files."""
        body: Item = {"files": []}
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            content = await part.read(decode=False)
            if part.name == "file":
                body["files"].append((part.filename, len(content)))
            else:
                assert "id" in body or part.name == "id"
                body[str(part.name)] = content.decode()
        await self.open_gate.wait()
        shown = [{"name": name, "kind": body["kind"], "url": None} for name, _ in body["files"]]
        return self._accept(body, "", files=shown)

    def _accept(self, body: Item, text: str, **more: Any) -> web.Response:
        uuid.UUID(body["id"])
        self.posts.append(body)
        failure = self._failure("/chat/files" if "files" in body else "/chat/messages")
        known = body["id"] in self.accepted
        if not known and (failure is None or failure.commits):
            self.accepted[body["id"]] = body
            self.items.append(self.item("me", text, **more))
        if failure is None:
            return web.json_response({"ok": True, "duplicate": known})
        if failure.status is None:
            raise ConnectionResetError
        return web.json_response(failure.body or {}, status=failure.status, headers=failure.headers)

    def _failure(self, path: str) -> Failure | None:
        failure = self.failures.get(path)
        if failure is None or failure.times == 0:
            return None
        failure.times -= 1
        return failure

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The events, from the one after the last that the page has seen."""
        if self.line_is_down:
            return web.Response(status=503)
        last = int(request.headers.get("Last-Event-ID") or request.query.get("last") or 0)
        self.resumed_from.append(last)
        line = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await line.prepare(request)
        transport = request.transport
        assert transport is not None
        self.lines.add(transport)
        position = 0
        try:
            await line.write(b": hello\n\n")
            replay = True
            while True:
                for number, kind, item in self.events[position:]:
                    if (replay and number > last) or not replay:
                        mark = f"id: {number}\n" if number else ""
                        await line.write(f"{mark}event: {kind}\ndata: {json.dumps(item)}\n\n".encode())
                position, replay = len(self.events), False
                async with self.news:
                    if position == len(self.events):
                        await self.news.wait()
        finally:
            self.lines.discard(transport)

    async def leave(self, _request: web.Request) -> web.Response:
        """Forgets everything."""
        self.left += 1
        self.items.clear()
        self.events.clear()
        answer = web.Response(status=204)
        answer.del_cookie("s")
        return answer

    async def photo(self, request: web.Request) -> web.Response:
        """A photo of a case, perhaps not yet."""
        failure = self._failure("/chat/evidence")
        if failure is None:
            return await self.picture(request)
        return web.json_response({}, status=failure.status or 503, headers=failure.headers)

    async def asset(self, request: web.Request) -> web.Response:
        """A script or a style sheet, as the product serves it."""
        path = STATIC / request.match_info["name"]
        types = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        return web.Response(body=lean(path), content_type=types.get(path.suffix, "application/json"))

    async def picture(self, _request: web.Request) -> web.Response:
        """A receipt, a photo, or a square of a map."""
        image = Image.new("RGB", (480, 320), "#f4efe4")
        ImageDraw.Draw(image).rectangle((12, 12, 467, 307), outline="#0e4a4c", width=4)
        content = io.BytesIO()
        image.save(content, "PNG")
        return web.Response(body=content.getvalue(), content_type="image/png")


@web.middleware
async def strictly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the contract demands of every request, and the headers of every answer."""
    chat = request.path.startswith("/chat/")
    talks = chat and request.headers.get("Sec-Fetch-Dest") == "empty"
    if talks and request.query.get("framed") != "0":
        return web.json_response({"error": {"code": "framed", "text": ""}}, status=403)
    if request.method == "POST" and request.headers.get("X-Candung") != "1":
        return web.json_response({"error": {"code": "header", "text": ""}}, status=403)
    if chat and request.path != "/chat/session" and request.cookies.get("s") != "one":
        return web.json_response({"error": {"code": "session", "text": ""}}, status=401)
    try:
        return await handler(request)
    except ConnectionResetError:
        if request.transport is not None:
            request.transport.abort()
        raise


async def _protect(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = CSP
    response.headers["X-Content-Type-Options"] = "nosniff"


@asynccontextmanager
async def serving(stub: Stub) -> AsyncIterator[Stub]:
    """The stub on a free port."""
    app = web.Application(middlewares=[strictly], client_max_size=2**24)
    app.on_response_prepare.append(_protect)
    app.add_routes(
        [
            web.get("/", stub.page), web.get("/track", stub.page), web.get("/staff", stub.page),
            web.post("/chat/session", stub.session), web.get("/chat/history", stub.history),
            web.get("/chat/events", stub.stream), web.post("/chat/messages", stub.message),
            web.post("/chat/files", stub.files), web.post("/chat/leave", stub.leave),
            web.get("/chat/receipts/{name}", stub.picture), web.get("/tiles/{z}/{x}/{y}", stub.picture),
            web.get("/chat/evidence/{id}/{n}.jpg", stub.photo),
            web.static("/static/leaflet", leaflet.BASE_DIR), web.get("/static/{name}", stub.asset),
        ]
    )  # fmt: skip
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.url = site.name if not site.name.endswith(":0") else _address(runner)
    try:
        yield stub
    finally:
        stub.open_gate.set()
        stub.history_gate.set()
        stub.cuts()
        await runner.cleanup()


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"
