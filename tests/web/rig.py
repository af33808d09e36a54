"""A door with a real database behind it, and a person in front of it."""

import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, AppRunner, Request
from sqlalchemy import create_engine

from bot.channels.webchat import WebChat
from bot.core.messages import Address, Button, Kind, LaneKey, Outbound, Prompt
from bot.core.people import Role
from bot.settings import Settings
from bot.ward import Ward, load_ward
from bot.web.app import build_web
from bot.web.hub import Hub
from bot.web.parts import WebParts
from locales import Catalog
from storage import inbox, outbox, staff
from storage.database import Database
from storage.migrations import migrate
from storage.outbox import Letter
from storage.sealing import Keyring
from storage.staff import Joining, StaffState

OWN = {"X-Candung": "1"}
PAGE = (
    '<!doctype html><html lang="{{ language }}"><title>{{ ward.name }}</title>'
    '<script type="application/json" id="config">{{ config|tojson }}</script>'
    '<link href="{{ asset("chat.css") }}"><p>{{ start }} {{ t("http-not-found") }}</p>'
)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 2, 0, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


class Store:
    """Files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.puts: list[str] = []
        self.free: int | None = 10**12
        self.broken = False

    async def put(self, key: str, content: bytes) -> None:
        if self.broken:
            raise RuntimeError("no store")
        self.puts.append(key)
        self.files[key] = content

    async def fetch(self, key: str) -> bytes:
        if key not in self.files:
            raise FileNotFoundError(key)
        return self.files[key]

    async def delete(self, key: str) -> None:
        if self.broken:
            raise RuntimeError("no store")
        self.files.pop(key, None)

    async def check(self) -> None:
        if self.broken:
            raise RuntimeError("no store")

    def free_bytes(self) -> int | None:
        return self.free


class Server(TestServer):
    """Like in production, a handler is not cancelled when its client hangs up."""

    async def _make_runner(self, **kwargs: Any) -> AppRunner:
        made = await super()._make_runner(**(kwargs | {"handler_cancellation": False}))
        assert isinstance(made, AppRunner)
        return made


Browser = TestClient[Request, Application]


@dataclass
class Door:
    """The application with everything behind it."""

    parts: WebParts
    clock: Clock
    store: Store
    server: TestServer
    rung: list[int] = field(default_factory=list)

    @asynccontextmanager
    async def person(self, *, enters: bool = True, **headers: Any) -> AsyncIterator["Someone"]:
        """A browser with cookies of its own."""
        browser: Browser = TestClient(self.server, cookie_jar=CookieJar(unsafe=True), headers=headers)
        someone = Someone(self, browser)
        if enters:
            assert (await someone.post("/chat/session", {})).status == 200
        try:
            yield someone
        finally:
            await browser.session.close()

    async def heard(self, lane: LaneKey) -> list[Any]:
        """What the inbox holds of this lane, newest first."""
        rows = await self.parts.database.read(lambda conn: inbox.story(conn, lane, most=100))
        return list(rows)

    async def handles_all(self) -> None:
        """Every waiting message is done."""

        def finish(conn: Any) -> None:
            heads = inbox.claim_heads(conn, wall=self.clock.wall() + timedelta(days=1), most=100)
            inbox.finish(conn, [head.id for head in heads], wall=self.clock.wall())

        await self.parts.database.write(finish)

    async def says(
        self, address: Address, *prompts: Prompt, replaces: str | None = None, kind: Kind = Kind.REPLY
    ) -> int:
        """The ward says this; gives the id of the last row. Nobody rings."""
        lane = self.parts.keyring.lane(address)
        letters = [Letter(Outbound(lane, each, kind, replaces=replaces), address, "vi") for each in prompts]
        now, wall = self.clock.now(), self.clock.wall()
        await self.parts.database.write(lambda conn: outbox.put(conn, letters, now=now, wall=wall))
        newest = await self.parts.database.write(lambda conn: outbox.newest_of(conn, [lane]))
        return newest[lane]

    async def delivers_all(self) -> None:
        """The courier sends everything there is."""
        wall = self.clock.wall()
        while claims := await self.parts.database.write(lambda conn: outbox.claim(conn, wall=wall, most=50)):
            sent = [(claim.parcel.id, await self.parts.channel.send(claim.parcel)) for claim in claims]
            await self.parts.database.write(partial(outbox.delivered, sent=sent, wall=wall))


@dataclass
class Someone:
    """A person in front of the door."""

    door: Door
    browser: Browser

    @property
    def cookie(self) -> str:
        return next(c.value for c in self.browser.session.cookie_jar if c.key == "candung")

    @property
    def address(self) -> Address:
        return self.door.parts.channel.address(self.cookie.partition(".")[0])

    @property
    def lane(self) -> LaneKey:
        return self.door.parts.keyring.lane(self.address)

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self.browser.get(path, headers=headers)

    async def post(self, path: str, body: Any, **headers: str) -> ClientResponse:
        return await self.browser.post(path, json=body, headers=OWN | headers)

    async def writes(self, text: str, id_: str | None = None, **headers: str) -> ClientResponse:
        return await self.post("/chat/messages", {"id": id_ or fresh(), "text": text}, **headers)

    async def history(self) -> dict[str, Any]:
        response = await self.get("/chat/history")
        assert response.status == 200
        told: dict[str, Any] = await response.json()
        return told


def fresh() -> str:
    """A new client id."""
    return str(uuid.uuid4())


async def appoint(door: Door, lane: LaneKey, role: Role, state: StaffState = StaffState.ACTIVE) -> int:
    """Whoever talks on this lane works here; gives their number."""
    joining = Joining("Thử", "Thử", role, "economic", lane, state, None, door.clock.now())
    return await door.parts.database.write(lambda conn: staff.join(conn, joining))


async def error_of(response: ClientResponse) -> tuple[int, str, str]:
    """(status, code, sentence)."""
    error = (await response.json())["error"]
    return response.status, error["code"], error["text"]


@cache
def _migrated() -> bytes:
    """An empty database, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine = create_engine(f"sqlite:///{path}")
        migrate(engine)
        engine.dispose()
        return path.read_bytes()


def settings_for(folder: Path, **changed: Any) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **changed)  # type: ignore[call-arg]  # pydantic reads no file then


def prompt(text: str, *labels: str) -> Prompt:
    """With buttons whose taps are numbered."""
    return Prompt(text, tuple(Button(label, f"report:q:{n}") for n, label in enumerate(labels)))


@cache
def _ward() -> Ward:
    return load_ward()


@cache
def _catalog() -> Catalog:
    """Reading all texts takes longer than any of these tests."""
    return Catalog.load()


@asynccontextmanager
async def open_door(
    folder: Path, parted: dict[str, Any] | None = None, **changed: Any
) -> AsyncIterator[Door]:
    """A door with these settings; `parted` replaces parts."""
    templates, static = folder / "templates", folder / "static"
    templates.mkdir()
    static.mkdir()
    (templates / "chat.html").write_text(PAGE, "utf-8")
    (static / "chat.css").write_text("body { margin: 0 }" * 20, "utf-8")
    settings = settings_for(folder, **changed)
    keyring = Keyring(b"a secret only for tests, 32 long")
    (folder / "candung.db").write_bytes(_migrated())
    database = Database(settings.database, keyring)
    clock, store, hub = Clock(), Store(), Hub()
    rung: list[int] = []
    channel = WebChat("main", store, hub, keyring.lane, settings.address)
    parts = WebParts(
        settings=settings, ward=_ward(), catalog=_catalog(), database=database, keyring=keyring,
        clock=clock, store=store, channel=channel, hub=hub, arrived=lambda: rung.append(1),
        receipt=lambda shown: b"\x89PNG " + shown.text.encode(), templates=templates, static=static, ping=0.2,
    )  # fmt: skip
    parts = replace(parts, **(parted or {}))
    server = Server(build_web(parts), host="127.0.0.1")
    await server.start_server(access_log=None)
    try:
        yield Door(parts, clock, store, server, rung)
    finally:
        await server.close()
        database.close()
