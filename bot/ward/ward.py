"""A ward as the rest of the house sees it, and how it is loaded."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bot.core.checklist import Item
from bot.core.danger import danger
from bot.core.errors import WardError
from bot.core.geo import Boundary, Verdict, verdict
from bot.core.measure import tolerance
from bot.core.messages import Point
from bot.core.roster import Roster, roster_of
from bot.core.routing import Route, RoutingFacts, route
from bot.core.rulecheck import Catalogue, faults
from bot.core.understanding.heard import Heard
from bot.core.understanding.understand import Lexicon, understand
from bot.core.words import Wording
from bot.core.working import Due, Shift, WorkingCalendar, due_date, in_daytime, next_daytime
from bot.ward.boundary import read_boundary
from bot.ward.calendar import build_calendar, daytime
from bot.ward.lexicon import shipped, tuned
from bot.ward.references import check_references
from bot.ward.schema import (
    Category,
    Checklist,
    Hotline,
    Law,
    Market,
    Office,
    OfficeKind,
    Pointer,
    Subcategory,
    WardFile,
)
from bot.ward.toml import place, read_toml

T = TypeVar("T")

DEFAULT: Final = Path(__file__).parent.parent / "wards" / "thanh_dong" / "ward.toml"
"""The ward file that comes with the package."""


class Ward(WardFile, frozen=True, kw_only=True):
    """A ward file with everything that is computed from it. Loaded once, handed over."""

    path: Path
    laws: Law
    zone: ZoneInfo
    working: WorkingCalendar
    day: Shift
    lexicon: Lexicon
    rosters: Mapping[str, Roster] = {}
    """By office, of those that keep a duty."""
    outline: Boundary | None = None

    def office(self, id_: str) -> Office | None:
        """The office of this id."""
        return next((office for office in self.offices if office.id == id_), None)

    def category(self, code: str) -> Category | None:
        """The category of this code; for `DL.1` that of `DL`."""
        return next((c for c in self.categories if c.code == code.partition(".")[0]), None)

    def subcategory(self, code: str) -> Subcategory | None:
        """The sub-category of this code."""
        parent = self.category(code)
        return next((sub for sub in parent.subcategories if sub.code == code), None) if parent else None

    @property
    def offered(self) -> tuple[Category, ...]:
        """The categories that are not hidden, in the order of the file."""
        return tuple(category for category in self.categories if not category.hidden)

    def details_hint(self, code: str) -> Wording | None:
        """What to tell, for a category or sub-category."""
        topics = (self.subcategory(code), self.category(code))
        return next((topic.details for topic in topics if topic and topic.details), None)

    def photo_hint(self, code: str) -> Wording | None:
        """What to photograph, for a category or sub-category."""
        topics = (self.subcategory(code), self.category(code))
        return next((topic.photos for topic in topics if topic and topic.photos), None)

    def checklist(self, code: str) -> tuple[Item, ...]:
        """What an officer needs of a category or sub-category, most useful first. Empty: it has no list."""
        found = self._checklist(code)
        known = {item.id: item for item in self.evidence}
        return tuple(known[id_] for id_ in found.items) if found is not None else ()

    def care(self, code: str) -> Wording | None:
        """What to mind in gathering it."""
        found = self._checklist(code)
        return found.care if found is not None else None

    def _checklist(self, code: str) -> Checklist | None:
        """That of the sub-category, else that of its category."""
        named = (code, code.partition(".")[0])
        return next((each for name in named for each in self.checklists if name in each.codes), None)

    def pointer(self, code: str) -> Wording | None:
        """Whom to ask first, where a category or sub-category is first somebody else's matter."""
        topics = (self.subcategory(code), self.category(code))
        return next((topic.pointer for topic in topics if topic and topic.pointer), None)

    def pointer_to(self, topic: str) -> Pointer | None:
        """Whom to turn to with a matter of somebody else, by its topic."""
        return next((pointer for pointer in self.pointers if pointer.id == topic), None)

    def pointer_of(self, sign: str) -> Pointer | None:
        """The same, by a topic of the danger list."""
        return next((pointer for pointer in self.pointers if sign in pointer.signs), None)

    def market(self, id_: str) -> Market | None:
        """The market of this id."""
        return next((market for market in self.markets if market.id == id_), None)

    def hotline(self, number: str) -> Hotline | None:
        """The hotline of this number."""
        return next((line for line in self.hotlines if line.number == number), None)

    def alarms(self, text: str) -> tuple[Hotline, ...]:
        """The emergency numbers that a message calls for, in the order of the danger list."""
        numbers = dict.fromkeys(sign.hotline for sign in danger(text, self.danger) if sign.hotline)
        return tuple(line for number in numbers if (line := self.hotline(number)) is not None)

    def facts_in(self, text: str) -> frozenset[str]:
        """The routing facts that dangerous words make true."""
        return frozenset(sign.fact for sign in danger(text, self.danger) if sign.fact)

    def heard(self, text: str) -> Heard:
        """What a message may mean, in this ward."""
        return _heard(text, self.lexicon)

    def route(self, facts: RoutingFacts) -> Route:
        """Which office leads, by this ward's table."""
        return route(facts, self.routing)

    def verdict(self, point: Point | None) -> Verdict:
        """Whether a place lies in the ward."""
        return verdict(point, self.outline, self.buffer_m)

    def tolerance(self, scale_kg: float, grams: float) -> float | None:
        """How many grams may be missing on such a scale; None: the table is silent."""
        return tolerance(self.laws.tolerances, scale_kg, grams)

    def local(self, moment: datetime) -> datetime:
        """The moment in the ward's time zone."""
        return moment.astimezone(self.zone)

    def due(self, received: datetime) -> Due:
        """Until when a resident must hear where the report is."""
        return due_date(self.working, received, self.zone, self.clocks.legal_days)

    def is_daytime(self, moment: datetime) -> bool:
        """Whether people may be disturbed now."""
        return in_daytime(self.local(moment), self.day.start, self.day.end)

    def next_daytime(self, moment: datetime) -> datetime:
        """The moment itself by day, else the next morning."""
        return next_daytime(self.local(moment), self.day.start, self.day.end)


@lru_cache(maxsize=2)
def _heard(text: str, lexicon: Lexicon) -> Heard:
    """Several ask for the same words in one turn. Not more: what people wrote is not to be kept."""
    return understand(text, lexicon)


def load_ward(path: Path | None = None) -> Ward:
    """The ward of this file, or the one that comes with the package. Raises `WardError`."""
    path = path or DEFAULT
    plan, text = read_toml(path, WardFile)
    laws, _ = read_toml(path.parent / plan.law, Law)
    check_references(plan, laws, lambda where, what: WardError(place(path, text, where, what)))
    _check_routing(plan, path, text)
    computed = partial(_computed, path)
    return Ward(
        **msgspec.structs.asdict(plan),
        path=path,
        laws=laws,
        zone=computed(lambda: _zone(plan.timezone)),
        working=computed(lambda: build_calendar(plan.calendar)),
        day=computed(lambda: daytime(plan.daytime.start, plan.daytime.end)),
        lexicon=tuned(plan, shipped()),
        rosters={office.id: roster_of(office.duty) for office in plan.offices if office.duty is not None},
        outline=read_boundary(path.parent / plan.boundary) if plan.boundary else None,
    )


def _computed(path: Path, build: Callable[[], T]) -> T:
    try:
        return build()
    except WardError as problem:
        raise WardError(f"{path}: {problem}") from problem


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise WardError(f"timezone: there is no time zone {name!r}") from problem


def _check_routing(plan: WardFile, path: Path, text: str) -> None:
    catalogue = Catalogue(
        {office.id: office.kind is OfficeKind.INTERNAL for office in plan.offices},
        {c.code: tuple(sub.code for sub in c.subcategories) for c in plan.categories},
    )
    for fault in faults(plan.routing, catalogue):
        where = "routing" if fault.index is None else f"routing[{fault.index}]"
        raise WardError(place(path, text, where, fault.sentence))
