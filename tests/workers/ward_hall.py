"""A ward hall: people who work there, cases that come in, and time that goes by from one due moment to the
next, so that whatever is due comes at its own second."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.core.case import Action, Status
from bot.core.messages import LaneKey, Prompt
from bot.core.people import Role
from bot.workers.timers import Retention, Timers
from bot.workers.turns import Turns
from handlers import clockwork, reminders
from storage import absences, cases, clocks, conversations, staff
from storage.absences import Away
from storage.cases import Case, Change, Event
from storage.conversations import Conversation
from storage.database import Database
from storage.staff import Joining, StaffState
from storage.touch import Connection
from tests.storage.samples import filing
from tests.support.clock import VirtualClock
from tests.support.ward_time import at
from tests.workers.rig import Rig, delivers, desk, steps, ward

KEEP: Final = Retention(timedelta(days=7), timedelta(days=14), timedelta(days=7))
TAKEN, ASKED = Status.ACCEPTED, Status.NEEDS_INFO
SOON: Final = timedelta(seconds=1)


COPY: Final = (
    "INSERT INTO {table} ({names}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < {many}) SELECT {values} FROM n, (SELECT * FROM {table} LIMIT 1) AS first"
)


def copies(conn: Connection, many: int, remind_at: datetime) -> None:
    """So many more open cases like the first, of which somebody is reminded at this moment."""
    moment = remind_at.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")
    changed = {
        "cases": {"id": "1000000 + i", "code": "'copy' || i"},
        "case_clocks": {"case_id": "1000000 + i", "remind_at": f"'{moment}'"},
    }
    for table, values in changed.items():
        names = [row.name for row in conn.exec_driver_sql(f"PRAGMA table_info({table})")]
        new = ", ".join(values.get(name, f"first.{name}") for name in names)
        conn.exec_driver_sql(COPY.format(table=table, names=", ".join(names), many=many, values=new))


class Hall(Rig):
    """`heard`: who heard what when, in local time; `codes` are those of the cases, oldest first."""

    def __init__(self, database: Database, begins: str) -> None:
        super().__init__(database)
        self.clock = VirtualClock(at(begins))
        self.heard: list[tuple[str, str, Prompt]] = []
        self.codes: list[str] = []
        self.restarts()

    def restarts(self) -> None:
        """Fresh loops, as after a restart."""
        self.timers = Timers(self.database, self.clock, KEEP, "one")
        self.timers.looks = (
            lambda conn, now, wall: reminders.look(conn, ward(), now, wall),
            reminders.Owed(ward()).look,
        )
        self.real = self.dispatcher(Turns(desk(), self.channels, self.clock))
        self.letters = self.courier()

    async def employs(self, person: str, role: Role, office: str = "") -> int:
        """They work here, and have said hello; gives their number."""
        talk = Conversation(self.lane(person), self.address(person), "vi", self.clock.now())
        joining = Joining(
            person, person, role, office, talk.lane, StaffState.ACTIVE, None, self.clock.now()
        )  # fmt: skip

        def join(conn: Connection) -> int:
            conversations.save(conn, [talk])
            return staff.join(conn, joining)

        return await self.database.write(join)

    async def knows(self, person: str) -> LaneKey:
        """A resident who has written before."""
        talk = Conversation(self.lane(person), self.address(person), "vi", self.clock.now())
        await self.database.write(lambda conn: conversations.save(conn, [talk]))
        return talk.lane

    async def files(self, priority: str = "P3", lane: LaneKey | None = None, **more: Any) -> Case:
        """A case comes in, and its office gets its card."""
        now = self.clock.now()
        code = f"26-{len(self.codes) + 1:04d}-0"
        self.codes.append(code)
        due_on = ward().due(now).day
        told: dict[str, Any] = {
            "category": "DL",
            "subcategory": None,
            "route": {},
            "report": {},
            "place_key": None,
        }
        made = filing(code, lane, priority=priority, filed_at=now, due_on=due_on, **(told | more))

        def file(conn: Connection) -> Case:
            case = cases.file(conn, made)
            clockwork.reschedule(conn, ward(), case, now, announced=True)
            return case

        return await self.database.write(file)

    async def does(self, case: Case, action: Action, after: Status, **details: Any) -> Case:
        """Something is done to the case; `holder` names who has it from now on."""
        holder = details.pop("holder", None)
        now = self.clock.now()
        event = Event(now, "officer", "paper", action, after, details or None)
        moved = replace(case, status=after, version=case.version + 1)
        moved = moved if holder is None else replace(moved, holder=holder or None)

        def move(conn: Connection) -> None:
            cases.move(conn, case.id, case.version, Change(after, holder=holder), event)
            clockwork.reschedule(conn, ward(), moved, now)

        await self.database.write(move)
        return moved

    async def leaves_to(self, absent: int, deputy: int | None, first: str, last: str) -> None:
        """Somebody is away, from day to day."""
        days = (at(first).date(), at(last).date())
        away = Away(absent, *days, deputy, None, self.clock.now())
        await self.database.write(lambda conn: absences.add(conn, away))

    async def now_is(self, moment: str) -> None:
        """The machine was off until now."""
        self.clock = VirtualClock(at(moment))
        self.restarts()
        await self.ticks()

    async def ticks(self) -> None:
        """One tick and all that follows from it."""
        await self.timers.step()
        await steps(self.real)
        before = len(self.paper.parcels)
        await delivers(self.letters)
        local = ward().local(self.clock.now()).strftime("%d/%m %H:%M")
        self.heard += [(local, p.address.person, p.prompt) for p in self.paper.parcels[before:]]

    async def runs_until(self, moment: str) -> None:
        """Time goes by, with a tick right after each moment at which something is due."""
        end = at(moment)
        while True:
            following = await self.look(clocks.next_due)
            ahead = (following - self.clock.now() if following is not None else timedelta(days=9)) + SOON
            if self.clock.now() + max(ahead, SOON) > end:
                break
            self.clock.passes(seconds=max(ahead, SOON).total_seconds())
            await self.ticks()
        self.clock.passes(seconds=(end - self.clock.now()).total_seconds())
        await self.ticks()

    async def case(self, case: Case) -> Case:
        """As it stands now."""
        found = await self.look(lambda conn: cases.by_id(conn, case.id))
        assert found is not None
        return found

    def of(self, person: str) -> list[str]:
        """When this person heard something."""
        return [when for when, who, _ in self.heard if who == person]

    def texts_of(self, person: str) -> list[str]:
        """What this person heard."""
        return [prompt.text for _, who, prompt in self.heard if who == person]

    def taps_of(self, person: str) -> Sequence[str]:
        """The buttons under the last thing that they heard."""
        return [[b.tap for b in prompt.buttons] for _, who, prompt in self.heard if who == person][-1]


async def hall_of(sqlite: Database, begins: str) -> Hall:
    """An officer, a head, a leader."""
    hall = Hall(sqlite, begins)
    await hall.employs("officer", Role.OFFICER, "economic")
    await hall.employs("head", Role.HEAD, "economic")
    await hall.employs("leader", Role.LEADER)
    await hall.employs("elsewhere", Role.OFFICER, "police")
    return hall
