"""Random actions by random people on three cases, with time passing: what must hold for every case holds.

In `make test` six stories of fifteen steps in one corner, `make soak` tells hundreds of forty in each. Every
story begins in the same town with the same cases, which is built once and copied. Half of the staff speak the
other language.
"""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bot.core.danger import Sign
from bot.core.messages import LaneKey
from bot.core.people import Role
from storage import absences
from storage.absences import Away
from tests.scenarios.dialogues import PLACE, agrees, answers_until, chooses, files
from tests.scenarios.holding import State, check, look, unmasked_by, woken
from tests.support.botapi import FREE, Chat
from tests.support.clock import VirtualClock
from tests.support.databases import sqlite_url
from tests.support.papers import PHOTO
from tests.support.world import HOP, Person, World

OFFICIAL: Final = Sign(hotline="113", topic="official", fact="official", words=("cán bộ phường nhận tiền",))
OTHER: Final = {"vi": "en", "en": "vi"}
STAFF: Final = {
    "minh": (Role.OFFICER, "economic"),
    "an": (Role.OFFICER, "economic"),
    "hoa": (Role.HEAD, "economic"),
    "hai": (Role.OFFICER, "police"),
    "mai": (Role.COORDINATOR, "culture"),
    "ha": (Role.LEADER, ""),
    "dang": (Role.ADMIN, ""),
}
RESIDENTS: Final = ("lan", "binh", "tam", "nam")
"""Three who reported something, the second of them anonymously, and one who did not."""
WORDS: Final = {"lan": "hạt tiêu Malabar", "binh": "túi vải chàm", "tam": "biên lai số lẻ"}
"""What only who may read a report can know."""
PHONE: Final = "912345678"
VERBS: Final = (
    "take", "open", "ask", "move", "note", "conclude", "extend", "more", "story", "back", "assign", "verify",
    "sort", "urge", "place", "help", "link", "unlink", "escalate", "escalated", "declined", "unmask",
    "reopen", "uphold", "photos", "triage", "why", "reroute", "resume", "keep", "release",
)  # fmt: skip
OWN: Final = ("answer", "add", "nag", "show", "into", "rate:yes", "rate:no")
SAID: Final = (
    "Cân của quầy này đã được kiểm tra lại sáng nay, chưa thấy tem kiểm định.", "/viec", "/tracuu", "huỷ",
    "xong", "Ông Tư bán ở chợ Con, gần cổng phía đông.", "có", "2", "/vangmat",
)  # fmt: skip
LATER: Final = (0.02, 0.5, 3, 11, 30, 80, 200)
"""Hours."""
SHARE: Final = 16
"""A story takes as long as so many examples of other tests."""
_NIGHT: Final = (21, 7)


@dataclass
class Town:
    """One world with its people, and whose the cases are. `known`: the codes that somebody was once told."""

    world: World
    codes: dict[str, str] = field(default_factory=dict)
    known: dict[LaneKey, set[str]] = field(default_factory=dict)
    state: State | None = None

    async def begins(self) -> None:
        """The cases lie there."""
        self.state = await self.looks()
        people = self.world.people.values()
        self.known = {one.lane: self.state.sees(one.lane) | self.own(one) for one in people}

    async def looks(self) -> State:
        codes, now = list(self.codes.values()), self.world.clock.now()
        return await self.world.look(lambda conn: look(conn, self.world.ward, codes, now))

    async def steps(self, actor: Person | None, told: set[str], move: Callable[[], Awaitable[None]]) -> None:
        """One step, and everything that must hold after it. `told`: the codes that the actor named."""
        before = self.state
        assert before is not None
        await move()
        after = self.state = await self.looks()
        check(self.world.ward, before, after)
        for person in self.world.people.values():
            sees = before.sees(person.lane) | after.sees(person.lane) | self.own(person)
            if after.is_out(person.lane):
                self.known[person.lane] = sees = after.sees(person.lane)
            self.known.setdefault(person.lane, set()).update(sees)
            if before.said.get(person.lane) != after.said.get(person.lane) or person is actor:
                if person is not actor:
                    await person.listens()
                known = self.known[person.lane] | (told if person is actor else set())
                self._heard(person, sees, known, after)
            if person is actor:
                self._can(person, after)

    def _heard(self, person: Person, sees: set[str], known: set[str], state: State) -> None:
        """Nobody is told of a case who may not see it, nor who reported it."""
        text = "\n".join(
            f"{one.text}\n{[(c.label, c.tap) for c in one.buttons]}" for one in person.heard if not one.gone
        )
        for owner, code in self.codes.items():
            assert code in known or code not in text, (person.front.address, text)
            assert code in sees or WORDS[owner] not in text, text
        name, member = self.name_of(person), state.member(person.lane)
        shown = unmasked_by(state.stories[self.codes["lan"]])
        if name != "lan" and (member is None or member.id not in shown):
            assert PHONE not in re.sub(r"\D", "", text), text
        for other in RESIDENTS:
            assert name == other or self.world.people[other].front.address.person not in text

    def _can(self, person: Person, state: State) -> None:
        """Nobody is shown a button that they may not press."""
        taps = {choice.tap for one in person.heard for choice in one.buttons}
        wrong = {tap for tap in taps if not state.offers(person.lane, tap)}
        assert not wrong, (self.name_of(person), wrong, person.said)

    def name_of(self, person: Person) -> str:
        return next(name for name, one in self.world.people.items() if one is person)

    def own(self, person: Person) -> set[str]:
        """What they reported, also where nothing stored says so."""
        name = self.name_of(person)
        return {self.codes[name]} if name in self.codes else set()

    def number(self, name: str) -> int:
        """Their number among the staff."""
        assert self.state is not None
        found = self.state.member(self.world.people[name].lane)
        assert found is not None
        return found.id

    async def goes(self, name: str, deputy: str) -> None:
        """Somebody is away from today on, for three days."""
        now = self.world.clock.now()
        first = self.world.ward.local(now).date()
        away = Away(self.number(name), first, first + timedelta(days=2), self.number(deputy), None, now)
        await self.world.house.database.write(lambda conn: absences.add(conn, away))

    async def waits(self, hours: float) -> None:
        """Time passes; at night no resident hears anything of it, and nobody of the staff after work."""
        left = timedelta(hours=hours)
        while left > timedelta(0):
            hop = min(left, HOP)
            left -= hop
            before = await self.looks()
            self.world.clock.passes(seconds=hop.total_seconds())
            await self.world._loop("timers").step()
            await self.world.settles()
            local, after = self.world.ward.local(self.world.clock.now()), await self.looks()
            assert not woken(self.world.ward, before, after), local
            if not _NIGHT[1] <= local.hour < _NIGHT[0]:
                for name in RESIDENTS:
                    person = self.world.people[name]
                    if after.said.get(person.lane, 0) > before.said.get(person.lane, 0):
                        await person.listens()
                        raise AssertionError(f"{name} was woken at {local}: {person.said}")


async def built(folder: Path, channel: str, language: str) -> Town:
    """The town before anything was done."""
    world = World(sqlite_url(folder), folder, language, messages_per_minute=100_000)
    if channel == "telegram":
        from tests.support.telegram_front import Town as Platform  # noqa: PLC0415 - its library takes long to import

        world.telegram = Platform(world.clock, FREE)
    world.ward = msgspec.structs.replace(world.ward, danger=(*world.ward.danger, OFFICIAL))
    await world.opens()
    for nth, (name, (role, office)) in enumerate(STAFF.items()):
        await world.appoints(name, role, office, language if nth % 2 else OTHER[language])
    lan, binh, tam, nam = [await world.person(name) for name in RESIDENTS]
    await nam.says("/start")
    town = Town(world)
    details = {name: f"Hàng ở quầy này có vấn đề, tôi để trong {words}." for name, words in WORDS.items()}
    await agrees(lan)
    await chooses(lan, "DL.1")
    await answers_until(lan, "identity", details=details["lan"])
    await lan.says(f"0{PHONE}")
    await lan.taps("confirm-send")
    town.codes["lan"] = lan.code
    town.codes["binh"] = await files(
        binh, "DL.1", place=PLACE, details=details["binh"], identity="identity-anonymous"
    )
    town.codes["tam"] = await files(
        tam, "NG.1", details=f"Cán bộ phường nhận tiền của chủ quầy này, {details['tam']}"
    )
    for person in world.people.values():
        await person.listens()
    await world.closes()
    return town


class Anything(RuleBasedStateMachine):
    """One story."""

    runner: asyncio.Runner
    first: Town
    begun: Path
    chats: dict[int, Chat]
    """On Telegram: what was said before anything was done."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.town = self.runner.run(self._begins(Path(self.folder.name) / "town"))

    async def _begins(self, folder: Path) -> Town:
        await asyncio.to_thread(shutil.copytree, self.begun, folder)
        past = self.first.world
        world = World(
            f"sqlite:///{folder / 'candung.db'}", folder, past.language, messages_per_minute=100_000
        )
        world.ward, world.clock, world.telegram = past.ward, VirtualClock(past.clock.wall()), past.telegram
        if world.telegram is not None:
            world.telegram.goes_back(world.clock, self.chats)
        await world.opens()
        for name, person in past.people.items():
            world.people[name] = Person(world, person.front, person.language, _known=dict(person._known))
            await person.front.reconnect(world.server)
        town = Town(world, dict(self.first.codes))
        await town.begins()
        return town

    def teardown(self) -> None:
        """Every story has a town of its own."""
        self.runner.run(self._ends())
        self.folder.cleanup()

    async def _ends(self) -> None:
        for person in self.town.world.people.values():
            await person.front.close()
        await self.town.world.closes()

    def does(self, name: str, codes: set[str], *moves: Callable[[Person], Awaitable[None]]) -> None:
        """One person acts; each move is looked at."""
        person = self.town.world.people[name]
        for move in moves:
            self.runner.run(self.town.steps(person, codes, partial(move, person)))

    @rule(
        name=st.sampled_from([*STAFF, "minh", "hoa", "nam"]),
        verb=st.sampled_from(VERBS),
        whose=st.sampled_from([*WORDS, "lan"]),
        goes_on=st.lists(st.integers(0, 9), max_size=5),
    )
    def somebody_works(self, name: str, verb: str, whose: str, goes_on: list[int]) -> None:
        """Press a button of a card, and whatever is asked then."""
        code = self.town.codes[whose]
        self.does(name, {code}, lambda person: person.presses(f"case:{verb}:{code}"), *map(answers, goes_on))

    @rule(
        name=st.sampled_from(["hoa", "ha", "minh"]),
        verb=st.sampled_from(["conclude", "ask", "note", "extend", "move:police", "move:economic"]),
        whose=st.sampled_from([*WORDS]),
        first=st.integers(0, 6),
    )
    def somebody_works_to_the_end(self, name: str, verb: str, whose: str, first: int) -> None:
        """What is asked is answered until nothing is."""
        verb, _, rest = verb.partition(":")
        code = self.town.codes[whose]
        tap = f"case:{verb}:{code}:{rest}" if rest else f"case:{verb}:{code}"
        moves = [answers(nth) for nth in (first if verb == "conclude" else 0, 0, 0, 0, 0)]
        self.does(
            name, {code}, lambda person: person.presses(f"case:take:{code}"), lambda p: p.presses(tap), *moves
        )

    @rule(
        name=st.sampled_from(RESIDENTS),
        verb=st.sampled_from(OWN),
        whose=st.sampled_from([*WORDS]),
        goes_on=st.lists(st.integers(0, 9), max_size=2),
    )
    def somebody_sees_to_a_report(self, name: str, verb: str, whose: str, goes_on: list[int]) -> None:
        """One's own or another's."""
        verb, _, rest = verb.partition(":")
        code = self.town.codes[whose]
        tap = f"own:{verb}:{code}:{rest}" if rest else f"own:{verb}:{code}"
        self.does(name, {code}, lambda person: person.presses(tap), *map(answers, goes_on))

    @rule(name=st.sampled_from([*RESIDENTS, *STAFF]), text=st.sampled_from(SAID))
    def somebody_says_something(self, name: str, text: str) -> None:
        self.does(name, set(), lambda person: person.says(text))

    @rule(
        name=st.sampled_from([*RESIDENTS, *STAFF]),
        whose=st.sampled_from([*WORDS]),
        word=st.sampled_from(["/tracuu", "/viec", "rút"]),
    )
    def somebody_names_a_case(self, name: str, whose: str, word: str) -> None:
        code = self.town.codes[whose]
        self.does(name, {code}, lambda person: person.says(f"{word} {code}"), answers(0))

    @rule(name=st.sampled_from(["lan", "binh", "minh"]))
    def somebody_sends_a_photo(self, name: str) -> None:
        self.does(name, set(), lambda person: person.sends(PHOTO))

    @rule(name=st.sampled_from([*RESIDENTS, *STAFF]), which=st.integers(0, 9))
    def somebody_presses_what_is_there(self, name: str, which: int) -> None:
        self.does(name, set(), answers(which))

    @rule(hours=st.sampled_from(LATER))
    def time_passes(self, hours: float) -> None:
        self.runner.run(self.town.steps(None, set(), lambda: self.town.waits(hours)))

    @rule(
        name=st.sampled_from(["minh", "an", "hai", "mai", "hoa"]), by=st.sampled_from(["dang", "ha", "hoa"])
    )
    def somebody_is_suspended(self, name: str, by: str) -> None:
        number = self.town.number(name)
        self.does(by, set(), lambda person: person.presses(f"staff:suspend-yes:{number}"))

    @rule(
        name=st.sampled_from(["minh", "an", "hoa", "mai", "ha"]),
        deputy=st.sampled_from(["minh", "an", "hai", "hoa", "dang"]),
    )
    def somebody_is_away(self, name: str, deputy: str) -> None:
        if name != deputy:
            self.runner.run(self.town.steps(None, set(), lambda: self.town.goes(name, deputy)))


def answers(which: int) -> Callable[[Person], Awaitable[None]]:
    """Press one of the buttons that were last offered; or words, where they are asked for."""

    async def move(person: Person) -> None:
        last = person.last if person.heard else None
        if last is not None and last.ask == "text" and which % 2 == 0:
            await person.says(SAID[0])
        elif last is not None and last.buttons:
            await person.presses(last.buttons[which % len(last.buttons)].tap)

    return move


def tells(channel: str, language: str, stories: int, steps: int) -> None:
    """So many stories of so many steps in one corner."""
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        Anything.runner, Anything.begun = runner, Path(folder)
        Anything.first = runner.run(built(Path(folder), channel, language))
        platform = Anything.first.world.telegram
        Anything.chats = deepcopy(platform.bot.private) if platform is not None else {}
        try:
            run_state_machine_as_test(
                Anything,
                settings=settings(
                    max_examples=stories,
                    stateful_step_count=steps,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            if platform is not None:
                runner.run(platform.closes())


def test_whatever_is_done_to_a_case_by_whomever_what_must_hold_holds(channel: str, language: str) -> None:
    tells(channel, language, settings().max_examples // SHARE, 15)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_whatever_is_done_for_long_what_must_hold_holds(channel: str, language: str) -> None:
    tells(channel, language, settings().max_examples // SHARE, 40)
