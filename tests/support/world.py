"""The whole house around an invented ward, moved step by step, and the people who talk to it.

`wiring` builds the real thing: front door, dispatcher, courier, collector, timers, a database and a folder
for evidence. Only the clock is ours, and the loops step when a test says so.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from aiohttp.test_utils import TestServer

from bot import wiring
from bot.app import App
from bot.core.codes import find
from bot.core.messages import LaneKey, Point
from bot.core.people import Role
from bot.settings import Settings
from bot.ward import Ward
from bot.wiring import House
from bot.workers.loop import Loop
from handlers import features
from locales import Catalog
from locales.catalog import STAFF
from storage import inbox, outbox, staff
from storage.database import Database
from storage.staff import Joining, StaffState
from storage.touch import Connection
from tests.support.clock import VirtualClock
from tests.support.databases import KEYRING, trust_the_machine
from tests.support.front import Choice, Front, Heard, Paper, WebFront
from tests.support.wards import invented_ward

if TYPE_CHECKING:
    from tests.support.telegram_front import Town

T = TypeVar("T")

HOP: Final = timedelta(hours=4)
"""So much time passes between two looks of the timers."""
ROUNDS: Final = 3
BETWEEN: Final = 3.0
"""Seconds that a person needs for a message."""
_SECRET: Final = re.compile(r"\b([0-9A-Z]{4}) ([0-9A-Z]{4})\b")
_TOKEN: Final = re.compile(r"(?:#invite|\?start|\?startgroup)=([\w-]+)")
_BLANK: Final = "\0"


@cache
def _catalog(_words: str) -> Catalog:
    return Catalog.load()


def words_of(ward: Ward) -> Catalog:
    """All texts for this ward; loading them takes longer than a whole dialogue."""
    key = f"{ward.code} {ward.consent.version}"
    catalog = _catalog(key)
    if not catalog.has("ward-name"):
        features.add_ward_words(ward, catalog)
    return catalog


class World:
    """One installation. `language` is what people speak unless they change it."""

    def __init__(
        self, url: str, folder: Path, language: str = "vi", channel: str = "web", **settings: Any
    ) -> None:
        self.url = url
        self.folder = folder
        self.language = language
        self.clock = VirtualClock()
        self.ward = invented_ward()
        own: dict[str, Any] = {"_env_file": None, "data_dir": folder, "database_url": url}
        self.settings = Settings(**own, **{"upload_min_free_mb": 0, **settings})
        self.people: dict[str, Person] = {}
        self.telegram = _town(self.clock) if channel == "telegram" else None
        self.house: House
        self.app: App
        self.server: TestServer

    async def opens(self) -> None:
        """Build the house and open the door."""
        if self.telegram is not None:
            self.settings = self.settings.model_copy(update=await self.telegram.opens())
        database = Database(self.settings.database, KEYRING)
        trust_the_machine(database)
        self.house = House(self.settings, self.ward, words_of(self.ward), KEYRING, database, self.clock)
        self.app = wiring.build(self.house)
        assert self.app.web is not None
        self.server = TestServer(self.app.web, host="127.0.0.1")
        await self.server.start_server(access_log=None)
        if self.telegram is not None:
            await self.telegram.welcomes(self.app)

    async def closes(self) -> None:
        """Close the door, then the database."""
        if self.telegram is not None:
            await self.telegram.parts(self.app)
        await self.server.close()
        self.house.close()

    async def leaves(self) -> None:
        """The end of a test."""
        for person in self.people.values():
            await person.front.close()
        await self.closes()
        if self.telegram is not None:
            await self.telegram.closes()

    async def restarts(self, ward: Ward | None = None) -> None:
        """Build everything anew on what is stored, perhaps after a change of the ward file."""
        await self.closes()
        self.ward = ward or self.ward
        await self.opens()
        for person in self.people.values():
            await person.front.reconnect(self.server)
        await self.settles()

    async def person(self, name: str, language: str | None = None) -> "Person":
        """Somebody with a channel of their own; the same one for the same name."""
        if name not in self.people:
            town = self.telegram
            front: Front = town.newcomer(name) if town else WebFront(self.server, self.ward.code)
            person = Person(self, front, language or self.language)
            await front.enter(person.language)
            self.people[name] = person
        return self.people[name]

    async def appoints(
        self, name: str, role: Role, office: str = "", language: str | None = None
    ) -> "Person":
        """Somebody of the staff, who joined earlier and has said hello once."""
        person = await self.person(name, language)
        await person.says("/start")
        joining = Joining(
            name, name, role, office, person.lane, StaffState.ACTIVE, None, self.clock.now()
        )  # fmt: skip
        await self.house.database.write(lambda conn: staff.join(conn, joining))
        return person

    async def settles(self) -> None:
        """Step until nobody has anything to do; what a delivery brings to light is handled too."""
        if self.telegram is not None:
            await self.telegram.hands_over(self.app)
        for _ in range(ROUNDS):
            await self._works()
            stands = await self.house.database.read(inbox.health)
            if not stands.waiting:
                break
        assert (stands.waiting, stands.parked) == (0, 0), "a turn failed: see the log"

    async def _works(self) -> None:
        while await self._busy("dispatcher") or await self._busy("collector"):
            pass
        while (await self.house.database.read(outbox.health)).queued:
            await self._loop("courier").step()
            await asyncio.sleep(0)
            if self.telegram is not None:
                await self.telegram.waits(self._loop("courier"))

    async def _busy(self, name: str) -> bool:
        return await self._loop(name).step() == 0

    def _loop(self, name: str) -> Loop:
        return next(loop for loop in self.app.loops if loop.name == name)

    async def passes(self, **time: float) -> None:
        """Time goes by; what is due comes when it is due."""
        left = timedelta(**time)
        while left > timedelta(0):
            hop = min(left, HOP)
            left -= hop
            self.clock.passes(seconds=hop.total_seconds())
            await self._loop("timers").step()
            await self.settles()
        for person in self.people.values():
            await person.listens()

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Read the database."""
        return await self.house.database.read(work)

    async def objects(self) -> list[str]:
        """What lies in the folder of evidence, by name."""
        return await asyncio.to_thread(_files_in, Path(self.settings.evidence))


def _town(clock: VirtualClock) -> "Town":
    from tests.support.telegram_front import Town  # noqa: PLC0415 - its library takes long to import

    return Town(clock)


def _files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@dataclass
class Person:
    """Somebody who talks to the ward. `heard`: what was said since their last move."""

    world: World
    front: Front
    language: str
    heard: list[Heard] = field(default_factory=list)
    moves: int = 0
    _known: dict[int, Heard] = field(default_factory=dict)

    @property
    def lane(self) -> LaneKey:
        """Their queue."""
        return KEYRING.lane(self.front.address)

    @property
    def last(self) -> Heard:
        """The last message that arrived."""
        return self.heard[-1]

    async def says(self, *texts: str) -> None:
        """Type one message after the other. A locale key stands for its words."""
        for text in texts:
            await self._moves(self.front.write(self.words(text)))

    async def writes(self, text: str) -> None:
        """Type exactly this, be it a locale key."""
        await self._moves(self.front.write(text))

    async def taps(self, *labels: str) -> None:
        """Press the button whose label contains the words (or is that locale key), one after the other."""
        for label in labels:
            await self.presses(self.button(label).tap)

    async def presses(self, tap: str) -> None:
        """Press a button that may stand nowhere any more."""
        await self._moves(self.front.press(tap))

    async def sends(self, *papers: Paper, caption: str = "") -> None:
        """Files in one message."""
        await self._moves(self.front.send(papers, self.words(caption)))

    async def pins(self, point: Point) -> None:
        """A place on the map."""
        await self._moves(self.front.pin(point))

    async def opens(self, token: str) -> None:
        """Follow the link of an invitation."""
        await self._moves(self.front.accept(token))

    async def _moves(self, move: Any) -> None:
        self.world.clock.passes(seconds=BETWEEN)
        assert await move == 200
        self.moves += 1
        await self.world.settles()
        await self.listens()

    async def listens(self) -> None:
        """Take in what was said since the last time, and what was changed by editing it."""
        story = await self.front.history()
        known, self._known = self._known, {one.id: one for one in story}
        self.heard = [one for one in story if known.get(one.id) != one and not (one.gone and one.id in known)]

    def button(self, label: str) -> Choice:
        """The button of the last message whose label contains these words."""
        words = self.words(label)
        found = [choice for choice in self.last.buttons if words in choice.label]
        exact = [choice for choice in found if choice.label == words]
        assert found, f"no button {words!r} among {[c.label for c in self.last.buttons]}"
        return (exact or found)[0]

    def sees(self, *labels: str) -> bool:
        """Whether the last message has all of these buttons."""
        return all(any(self.words(label) in c.label for c in self.last.buttons) for label in labels)

    def words(self, key: str, **args: Any) -> str:
        """A locale key in this person's language; anything else is itself."""
        catalog = self.world.house.catalog
        return catalog.say(self.language, key, **args) if catalog.has(key) else key

    def hears(self, key: str, **args: Any) -> None:
        """Something that was just said contains these words; places that are not given may hold anything."""
        assert self.heard_of(key, **args), f"{self.words_like(key, **args)!r} is not in {self.said}"

    def hears_not(self, key: str, **args: Any) -> None:
        """Nothing that was just said contains these words."""
        assert not self.heard_of(key, **args), f"{key!r} is in {self.said}"

    def heard_of(self, key: str, **args: Any) -> bool:
        """Whether these words were just said; to a colleague they may be others."""
        alike = key + STAFF
        keys = (key, alike) if self.world.house.catalog.has(alike) else (key,)
        parts = [self.words_like(each, **args).split(_BLANK) for each in keys]
        patterns = [re.compile(".*?".join(map(re.escape, each)), re.DOTALL) for each in parts]
        return any(pattern.search(one.text) for one in self.heard for pattern in patterns)

    def words_like(self, key: str, **args: Any) -> str:
        """The words of a key with a blank wherever a place was not given."""
        catalog = self.world.house.catalog
        if not catalog.has(key):
            return key
        open_places = catalog.places[self.language][key] - set(args)
        return catalog.say(self.language, key, **args, **dict.fromkeys(open_places, _BLANK))

    @property
    def said(self) -> str:
        """All that was just said."""
        return "\n---\n".join(one.text for one in self.heard)

    @property
    def token(self) -> str:
        """The token in the link that was just told."""
        found = _TOKEN.search(self.said)
        assert found is not None, self.said
        return found[1]

    @property
    def code(self) -> str:
        """The code that was just said."""
        code = find(self.said)
        assert code is not None, self.said
        return code

    @property
    def secret(self) -> str:
        """The secret that was just said."""
        found = _SECRET.search(self.said)
        assert found is not None, self.said
        return "".join(found.groups())
