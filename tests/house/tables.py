"""The tables of docs/cases.md, read from the code and the shipped ward: `make tables` writes them anew."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from bot.core.authority import Hand, Matter, doable
from bot.core.case import TRANSITIONS, Action, Outcome, Side, Status, Transition, as_table
from bot.core.clocks import Clock, ClockKind, Stamps, clocks_of
from bot.core.duties import DutyDay, last_day
from bot.core.ladder import OFTEN, SELDOM, Hearer, Stage, stages
from bot.core.people import Role
from bot.core.routing import Urgency
from bot.ward import load_ward
from handlers.explained import limit_words
from handlers.staffcards.private import DOING
from handlers.work.more import CHOICES
from locales import Catalog
from tests.house.source import ROOT

DOCUMENT: Final = ROOT / "docs" / "cases.md"
CATALOG: Final = Catalog.load()
WARD: Final = load_ward()
EN: Final = CATALOG.speaker("en")
VI: Final = CATALOG.speaker("vi")

_BLOCK: Final = re.compile(r"(<!-- (?P<name>[a-z]+): .*? -->\n).*?(<!-- /(?P=name) -->)", re.DOTALL)
_MONDAY: Final = datetime(2026, 11, 16, 8, tzinfo=WARD.zone)
_LEAD: Final = "lead"
_UNTAKEN: Final = frozenset({Status.SENT, Status.TRANSFERRED})
_HEARERS: Final[Mapping[Hearer, str]] = {
    Hearer.HOLDER: "whoever has it",
    Hearer.OFFICE: "the office",
    Hearer.DUTY: "whoever is on duty",
    Hearer.GROUP: "its group",
    Hearer.HEAD: "its head",
    Hearer.NEXT: "the next in line (those who lead the ward)",
    Hearer.LEADERSHIP: "those who lead the ward",
}
_DAYS: Final[Mapping[DutyDay, str]] = {
    DutyDay.BEFORE: "last working day before",
    DutyDay.BY: "last working day up to",
    DutyDay.FROM: "first working day from",
}
_VIEWERS: Final[Mapping[str, tuple[Hand, bool | None]]] = {
    "officer, nobody has it": (Hand(Role.OFFICER, _LEAD), None),
    "officer who has it": (Hand(Role.OFFICER, _LEAD), True),
    "officer, a colleague has it": (Hand(Role.OFFICER, _LEAD), False),
    "head of its office": (Hand(Role.HEAD, _LEAD), False),
    "coordinator of its office": (Hand(Role.COORDINATOR, _LEAD), False),
    "officer of a helping office": (Hand(Role.OFFICER, "helper"), False),
    "coordinator of another office": (Hand(Role.COORDINATOR, "other"), False),
    "leader": (Hand(Role.LEADER), False),
    "administrator": (Hand(Role.ADMIN), False),
}
"""Who looks at a case, and whether it is theirs; None: only while nobody has it."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def statuses() -> str:
    """Every status as it is stored, and as a resident reads it."""
    rows = (
        (f"`{each}`", VI(f"status-{each}"), EN(f"status-{each}"), "yes" if each.is_open else "no")
        for each in Status
    )
    return table(("status", "Tiếng Việt", "English", "open"), rows)


def outcomes() -> str:
    """How a case may end."""
    rows = ((f"`{each}`", VI(f"outcome-{each}"), EN(f"outcome-{each}")) for each in Outcome)
    return table(("outcome", "Tiếng Việt", "English"), rows)


def diagram() -> str:
    """Every change of a status as a drawing; what leaves it as it is, is left out."""
    edges: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in TRANSITIONS:
        for before in sorted(row.before, key=str):
            if row.after is not None and row.after != before:
                edges[_node(before), _node(row.after)].append(row.action)
    named = [f'    state "{each}" as {_node(each)}' for each in Status if _node(each) != each]
    drawn = (f"    {begin} --> {end}: {', '.join(actions)}" for (begin, end), actions in edges.items())
    return "\n".join(("```mermaid", "stateDiagram-v2", *named, *drawn, "```"))


def _node(status: Status | None) -> str:
    return status.replace("-", "_") if status is not None else "[*]"


def powers() -> str:
    """Which of the staff may do what at some time, and by which button."""
    labels: defaultdict[Action, list[str]] = defaultdict(list)
    for action, key, _verb in (*DOING, *CHOICES):
        labels[action].append(VI(key))
    acted = [action for action in Action if any(row.actors - set(Side) for row in _rows(action))]
    rows = (
        (f"`{action}`", " · ".join(labels[action]) or "–", *("✓" if can else "" for can in _cells(action)))
        for action in acted
    )
    return table(("action", "button", *_VIEWERS), rows)


def _rows(action: Action) -> Iterator[Transition]:
    return (row for row in TRANSITIONS if row.action is action)


def _cells(action: Action) -> Iterator[bool]:
    for hand, mine in _VIEWERS.values():
        looked_at = [status for status in Status if mine is not None or status in _UNTAKEN]
        if hand.role is Role.OFFICER and hand.office == _LEAD and mine is not None:
            looked_at = [status for status in Status if status not in _UNTAKEN]
        matters = (_matter(status, mine, kept=kept) for status in looked_at for kept in (False, True))
        yield any(action in doable(hand, matter) for matter in matters)


def _matter(status: Status, mine: bool | None, *, kept: bool) -> Matter:
    taken = None if status in _UNTAKEN else mine
    return Matter(status, _LEAD, helpers=("helper",), mine=taken, kept=kept)


def limits() -> str:
    """What the shipped ward promises itself for each priority."""
    fields = ("accept", "first_word", "result")
    rows = []
    for urgency, level in sorted(WARD.clocks.levels.items()):
        limit_of = (getattr(level, field) for field in fields)
        words = [limit_words(limit, EN) if limit is not None else "–" for limit in limit_of]
        rows.append((urgency, *words, f"{WARD.clocks.legal_days} working days"))
    return table(("priority", "taken", "first word to the reporter", "result", "legal date"), rows)


def ladder() -> str:
    """Who is reminded of a case, from the first reminder until nobody new hears of it."""
    taken, free = _clock(Urgency.P3, ClockKind.RESULT, taken=True), _clock(Urgency.P3, ClockKind.ACCEPT)
    climbs = (WARD.ladder.taken, WARD.ladder.untaken)
    most = len(WARD.ladder.marks) + max(day for climb in climbs for day in (1, climb.head, climb.leadership))
    both = zip(stages(taken, WARD.ladder), stages(free, WARD.ladder), strict=False)
    rows = ((_when(one), _hears(one), _hears(other)) for one, other in islice(both, most))
    return table(
        ("when", "somebody has it", "nobody has it"),
        (*rows, ("every working day after", "the same", "the same")),
    )


def urgent() -> str:
    """Who hears of an urgent case while nobody takes it."""
    found = islice(stages(_clock(Urgency.P1, ClockKind.ACCEPT), WARD.ladder), len(WARD.ladder.urgent.steps))
    rows = [(f"{stage.minutes} minutes" if stage.minutes else "at once", _hears(stage)) for stage in found]
    every = WARD.ladder.urgent.every_minutes
    later = f"{OFTEN} times every {every} minutes, then every {every * SELDOM}"
    return table(("when", "hears of it"), (*rows, (later, "all of them")))


def _clock(urgency: Urgency, kind: ClockKind, *, taken: bool = False) -> Clock:
    stamps = Stamps(filed_at=_MONDAY, came_at=_MONDAY, taken_at=_MONDAY if taken else None)
    found = clocks_of(stamps, urgency, WARD.clocks, WARD.working, WARD.zone)
    return next(clock for clock in found if clock.kind is kind)


def _when(stage: Stage) -> str:
    if stage.percent is not None:
        return f"{stage.percent} % of the limit used up"
    return f"{stage.days_late} working day{'s' if stage.days_late != 1 else ''} late"


def _hears(stage: Stage) -> str:
    """The office is said alone where whoever is on duty hears with it."""
    to = stage.to - {Hearer.DUTY} if Hearer.OFFICE in stage.to else stage.to
    return ", ".join(words for hearer, words in _HEARERS.items() if hearer in to)


def duties() -> str:
    """What the shipped ward owes every year."""
    year = max(WARD.calendar.confirmed_years)
    rows = []
    for duty in WARD.duties:
        dates = [date.fromisoformat(f"{year}-{each}") for each in duty.dates]
        day = f"{_DAYS[duty.day]} {', '.join(f'{each:%d/%m}' for each in dates)}"
        last = ", ".join(f"{last_day(duty, each, WARD.working):%d/%m}" for each in dates)
        ahead = ", ".join(f"T-{days}" for days in duty.remind) or "on the day"
        who = ", ".join(EN(f"staff-role-{role}") for role in duty.to)
        rows.append((f"{duty.name.en} ({duty.name.vi})", day, last, ahead, who))
    return table(("duty", "by", f"in {year}", "reminded", "who"), rows)


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "statuses": statuses,
    "outcomes": outcomes,
    "diagram": diagram,
    "transitions": as_table,
    "powers": powers,
    "limits": limits,
    "ladder": ladder,
    "urgent": urgent,
    "duties": duties,
}
"""By the name in the marks of the document."""


def renewed(text: str) -> str:
    """The document with every block as the code has it now."""
    return _BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found['name']]()}\n{found[3]}", text)


def marked(text: str) -> set[str]:
    """The blocks that the document has."""
    return {found["name"] for found in _BLOCK.finditer(text)}


def write(document: Path = DOCUMENT) -> None:
    """Bring the document in step with the code."""
    document.write_text(renewed(document.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    write()
