"""The product's own machine for measuring: a fresh database, real ward, texts and flows, a null transport."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import structlog

from benchmarks.talk import BOT
from bot.core.errors import Unparsable
from bot.core.messages import Address, Attachment, Inbound
from bot.core.ports import IntakeRow, Parcel, StoredRow
from bot.memory import settle
from bot.timekeeping import RealClock
from bot.ward import load_ward
from bot.workers.courier import Courier, Postage
from bot.workers.dispatcher import Bells, Dispatcher
from bot.workers.turns import Turns
from handlers import features
from handlers.turn import Desk, Limits
from locales import Catalog
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival
from storage.limits import Limit
from storage.migrations import migrate
from storage.sealing import Keyring
from storage.touch import Connection

SCRATCH: Final = Path(__file__).resolve().parent.parent / "build"
"""The databases lie beside the code: a folder for temporary files may be in memory."""
NAME, ACCOUNT = "telegram", "bench"
WARNINGS: Final = 30
ENDLESS: Final = 1_000_000


class _User(msgspec.Struct):
    id: int
    language_code: str = ""


class _Message(msgspec.Struct):
    text: str = ""


class _Spoken(_Message):
    user: _User = msgspec.field(name="from", default_factory=lambda: _User(0))


class _Press(msgspec.Struct):
    user: _User = msgspec.field(name="from")
    data: str = ""


class _Update(msgspec.Struct):
    update_id: int
    message: _Spoken | None = None
    callback_query: _Press | None = None


class _Sent(msgspec.Struct):
    message_id: int


class _Answer(msgspec.Struct):
    result: _Sent


def _request(parcel: Parcel) -> bytes:
    rows = [[{"text": button.label, "callback_data": button.tap}] for button in parcel.prompt.buttons]
    return msgspec.json.encode(
        {
            "chat_id": parcel.address.person,
            "text": parcel.prompt.text,
            "reply_markup": {"inline_keyboard": rows},
        }
    )


class Nowhere:
    """A channel whose platform takes everything at once. `hear` gets what is sent."""

    name = NAME
    account = ACCOUNT
    resends = False

    def __init__(self, hear: Callable[[Parcel], None]) -> None:
        self._hear = hear
        self._sent = 0

    async def open(self) -> None:
        """Nothing is opened."""

    async def close(self) -> None:
        """Nothing was opened."""

    def verify(self, _headers: Mapping[str, str], _raw: bytes) -> bool:
        """Everybody is genuine."""
        return True

    def rows(self, raw: bytes) -> Sequence[IntakeRow]:
        """One update as it is sorted before it is stored."""
        update = msgspec.json.decode(raw, type=_Update)
        said = update.message or update.callback_query
        if said is None:
            raise Unparsable("neither words nor a press")
        return (IntakeRow(Address(NAME, ACCOUNT, str(said.user.id)), str(update.update_id), raw),)

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        """Nothing is polled."""
        nothing: tuple[Sequence[IntakeRow], ...] = ()
        for rows in nothing:
            yield rows

    def parse(self, row: StoredRow) -> Inbound:
        """Read one stored update."""
        update = msgspec.json.decode(row.raw, type=_Update)
        said = update.message or update.callback_query
        assert said is not None, "only what rows() took is stored"
        return Inbound(
            Address(NAME, ACCOUNT, str(said.user.id)),
            row.received_at,
            text=update.message.text if update.message else "",
            tap=update.callback_query.data if update.callback_query else None,
            language=said.user.language_code or None,
            external_id=row.external_id,
        )

    async def send(self, parcel: Parcel) -> str:
        """The request that would go out, and the answer read."""
        request = msgspec.json.decode(_request(parcel))
        self._hear(parcel)
        self._sent += 1
        message = {"message_id": self._sent, "date": 1_800_000_000, "from": BOT, "text": request["text"]}
        markup = {"reply_markup": request["reply_markup"]}
        answer = msgspec.json.encode({"ok": True, "result": message | markup})
        return str(msgspec.json.decode(answer, type=_Answer).result.message_id)

    async def answer(self, _message: Inbound, _text: str) -> None:
        """A press is heard."""

    async def fetch(self, _attachment: Attachment) -> bytes:
        """There are no files."""
        return b""

    async def discard(self, _attachment: Attachment) -> None:
        """There are no files."""

    def invite(self, _token: str) -> str | None:
        """There are no links."""
        return None

    async def check(self) -> str:
        """It always works."""
        return "nowhere"


def quiet() -> None:
    """Only what went wrong is logged."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(WARNINGS))


@dataclass(frozen=True, slots=True)
class House:
    """What a machine works with. Nobody is held to a limit."""

    desk: Desk
    database: Database
    clock: RealClock


@contextlib.contextmanager
def fresh_house() -> Iterator[House]:
    """A migrated SQLite database on this disk, and everything around it."""
    ward, catalog, keyring = load_ward(), Catalog.load(), Keyring(b"a key for measuring only")
    features.add_ward_words(ward, catalog)
    limits = Limits(*(Limit(name, ENDLESS, 3600) for name in ("cases", "lookups", "secrets")))
    desk = Desk(ward, catalog, keyring, features.build(ward, catalog), limits)
    SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=SCRATCH) as folder:
        database = Database(f"sqlite:///{folder}/bench.db", keyring)
        try:
            migrate(database.engine)
            yield House(desk, database, RealClock())
        finally:
            database.close()


class Machine:
    """Intake, dispatcher and courier of one house."""

    def __init__(self, house: House, hear: Callable[[Parcel], None]) -> None:
        self.house = house
        self.channel = Nowhere(hear)
        channels = {NAME: self.channel}
        postage = Postage(channels, house.clock, house.desk.catalog, alone=True)
        self.courier = Courier(house.database, postage)
        turns = Turns(house.desk, channels, house.clock)
        bells = Bells(self.courier.wake, lambda: None)
        self.dispatcher = Dispatcher(turns, house.database, channels, house.clock, bells)

    async def take_in(self, updates: Sequence[dict[str, Any]]) -> None:
        """What arrived together is stored with one commit; then the dispatcher is woken."""
        lane = self.house.desk.keyring.lane
        arrivals = [
            Arrival(NAME, ACCOUNT, row.external_id, lane(row.address), row.raw)
            for update in updates
            for row in self.channel.rows(msgspec.json.encode(update))
        ]
        now, wall = self.house.clock.now(), self.house.clock.wall()
        await self.house.database.write(lambda conn: inbox.put(conn, arrivals, now=now, wall=wall))
        self.dispatcher.wake()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The loops run meanwhile, as in a process that serves."""
        settle()
        loops = (self.dispatcher, self.courier)
        tasks = [asyncio.create_task(loop.run(), name=loop.name) for loop in loops]
        try:
            yield
        finally:
            for loop in loops:
                loop.stop()
            await asyncio.gather(*tasks)

    def count(self, counted: Callable[[Connection], int]) -> int:
        """A number from the database, to check that the work was done."""
        return self.house.database.transact(counted)
