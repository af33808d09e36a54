"""A desk, a database, a clock that stands, a channel made of paper; the loops step when a test says so."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import select

from bot.core.errors import Rejected, Stale, Unparsable
from bot.core.messages import Address, Attachment, Inbound, Kind, LaneKey, Notice, Outbound, Prompt
from bot.core.ports import Channel, IntakeRow, Parcel, StoredRow
from bot.ward import Ward, load_ward
from bot.workers.courier import Courier, Postage
from bot.workers.dispatcher import Bells, Dispatcher
from bot.workers.loop import Loop
from bot.workers.turns import Turns
from handlers import features
from handlers.turn import Desk, Limits, Turn
from locales import Catalog
from storage import inbox, outbox
from storage.database import Database
from storage.inbox import INBOX, Arrival
from storage.limits import Limit
from storage.outbox import OUTBOX, Letter
from storage.touch import Connection
from tests.support.clock import VirtualClock
from tests.support.databases import KEYRING

T = TypeVar("T")
Script = Callable[[Turn], None]

ACCOUNT: Final = "main"


class PaperChannel:
    """Writes down what it is told. `fails`: what the next deliveries raise; `waits`: hold them up."""

    account = ACCOUNT

    def __init__(self, name: str = "paper", *, resends: bool = False) -> None:
        self.name = name
        self.resends = resends
        self.sent: list[tuple[str, str]] = []
        """(person, text)"""
        self.parcels: list[Parcel] = []
        self.fails: list[BaseException | None] = []
        self.met: list[dict[str, int]] = []
        self.waits: asyncio.Event | None = None
        self.answers: list[str] = []
        self.files: dict[str, bytes | BaseException] = {}
        self.discarded: list[str] = []

    async def open(self) -> None:
        """Nothing is opened."""

    async def close(self) -> None:
        """Nothing was opened."""

    def verify(self, _headers: Mapping[str, str], _raw: bytes) -> bool:
        return True

    def rows(self, _raw: bytes) -> Sequence[IntakeRow]:
        return ()

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        nothing: tuple[Sequence[IntakeRow], ...] = ()
        for rows in nothing:
            yield rows

    def parse(self, row: StoredRow) -> Inbound:
        try:
            said = msgspec.json.decode(row.raw)
        except msgspec.DecodeError as problem:
            raise Unparsable("no JSON") from problem
        return Inbound(
            Address(row.channel, row.account, said["person"]), row.received_at, text=said.get("text", ""),
            tap=said.get("tap"), external_id=row.external_id,
            attachments=tuple(Attachment(ref) for ref in said.get("files", ())),
            edited=said.get("edited", False),
        )  # fmt: skip

    async def send(self, parcel: Parcel) -> str:
        if self.waits is not None:
            await self.waits.wait()
        problem = self.fails.pop(0) if self.fails else None
        self.met.append(dict(parcel.landed))
        if problem is not None:
            parcel.landed[f"part {len(parcel.landed)}"] = len(self.met)
            raise problem
        self.parcels.append(parcel)
        self.sent.append((parcel.address.person, parcel.prompt.text))
        return f"m{len(self.sent)}"

    async def answer(self, _message: Inbound, text: str) -> None:
        if self.waits is not None:
            await self.waits.wait()
        self.answers.append(text)

    async def fetch(self, attachment: Attachment) -> bytes:
        found = self.files.get(attachment.ref)
        if found is None:
            raise Rejected("no such file")
        if isinstance(found, BaseException):
            raise found
        return found

    async def discard(self, attachment: Attachment) -> None:
        self.discarded.append(attachment.ref)

    def invite(self, _token: str) -> str | None:
        return None

    async def check(self) -> str:
        return "paper"


@cache
def ward() -> Ward:
    """The packaged ward."""
    return load_ward()


@cache
def catalog() -> Catalog:
    """All its texts."""
    words = Catalog.load()
    features.add_ward_words(ward(), words)
    return words


@cache
def desk() -> Desk:
    """The real features."""
    never = Limit("never", 10**6, 3600)
    return Desk(ward(), catalog(), KEYRING, features.build(ward(), catalog()), Limits(never, never, never))


class ScriptedTurns(Turns):
    """Says back what it is told; words of the script do what they do."""

    def __init__(
        self, channels: Mapping[str, Channel], clock: VirtualClock, script: Mapping[str, Script]
    ) -> None:
        super().__init__(desk(), channels, clock)
        self._script = script
        self.handled: list[str] = []

    def handle(self, turn: Turn) -> None:
        """One message."""
        text = turn.message.notice.name if turn.message.notice else turn.message.text
        self.handled.append(text)
        self._script.get(text, _echo)(turn)


def _echo(turn: Turn) -> None:
    turn.queue(Prompt(f"re: {turn.message.text}"), Kind.QUESTION)


def boom(_turn: Turn) -> None:
    """A bug."""
    raise ValueError("a person's words")


def stale(_turn: Turn) -> None:
    """Somebody is always faster."""
    raise Stale("again and again")


def unwritable(turn: Turn) -> None:
    """What the database refuses, found out only when all is written."""
    turn.queue(Prompt("half of a letter: \ud800"))


class Rig:
    """Everything that a loop needs."""

    def __init__(
        self, database: Database, *channels: PaperChannel, script: Mapping[str, Script] | None = None
    ) -> None:
        self.database = database
        self.clock = VirtualClock()
        self.papers = {channel.name: channel for channel in channels or (PaperChannel(),)}
        self.channels: dict[str, Channel] = dict(self.papers)
        self.turns = ScriptedTurns(self.channels, self.clock, script or {})
        self.rung: list[str] = []
        self._external = 0

    @property
    def paper(self) -> PaperChannel:
        """The first channel."""
        return next(iter(self.papers.values()))

    def dispatcher(self, turns: Turns | None = None) -> Dispatcher:
        """A fresh one, as after a restart."""
        bells = Bells(lambda: self.rung.append("courier"), lambda: self.rung.append("collector"))
        return Dispatcher(turns or self.turns, self.database, self.channels, self.clock, bells)

    def courier(self, *, alone: bool = False, seconds: float = 30) -> Courier:
        """A fresh one, as after a restart."""
        return Courier(self.database, Postage(self.channels, self.clock, catalog(), alone, seconds))

    def address(self, person: str, channel: str = "") -> Address:
        return Address(channel or self.paper.name, ACCOUNT, person)

    def lane(self, person: str, channel: str = "") -> LaneKey:
        return KEYRING.lane(self.address(person, channel))

    async def hears(self, person: str, *texts: str, **more: Any) -> None:
        """These messages of a person are durable."""
        rows = []
        for text in texts:
            self._external += 1
            raw = msgspec.json.encode({"person": person, "text": text, **more})
            name = self.paper.name
            rows.append(Arrival(name, ACCOUNT, str(self._external), self.lane(person), raw))
        now, wall = self.clock.now(), self.clock.wall()
        await self.database.write(lambda conn: inbox.put(conn, rows, now=now, wall=wall))

    async def notices(self, person: str, name: str) -> None:
        """A notice of ours on a person's lane."""
        row = inbox.notice(self.lane(person), self.address(person), name, Notice(name))
        now, wall = self.clock.now(), self.clock.wall()
        await self.database.write(lambda conn: inbox.put(conn, [row], now=now, wall=wall))

    async def says(self, person: str, *texts: str, channel: str = "", **how: Any) -> None:
        """These are queued for a person."""
        letters = [
            Letter(
                Outbound(self.lane(person, channel), Prompt(text), **how), self.address(person, channel), "vi"
            )
            for text in texts
        ]
        now, wall = self.clock.now(), self.clock.wall()
        await self.database.write(lambda conn: outbox.put(conn, letters, now=now, wall=wall))

    async def states(self, table: Any = OUTBOX) -> list[str]:
        """Where every row of the outbox (or inbox) stands, oldest first."""
        rows = await self.database.read(
            lambda conn: conn.execute(select(table.c.state).order_by(table.c.id)).all()
        )
        return [str(row.state.value) for row in rows]

    async def inbox_states(self) -> list[str]:
        return await self.states(INBOX)

    async def look(self, work: Callable[[Connection], T]) -> T:
        return await self.database.read(work)


async def steps(loop: Loop, most: int = 50) -> int:
    """Step until there is nothing more to do at once; gives how many steps that took."""
    for taken in range(1, most + 1):
        if await loop.step() > 0:
            return taken
    raise AssertionError("it runs hot")


async def delivers(courier: Courier) -> None:
    """Let the courier claim, send and record until nothing flies any more."""
    for _ in range(6):
        await courier.step()
        for _ in range(3):
            await asyncio.sleep(0)


def texts(sent: Iterable[tuple[str, str]]) -> list[str]:
    """Without the names."""
    return [text for _, text in sent]
