"""The shape of a ward file and of the law file beside it."""

from datetime import date
from enum import StrEnum

import msgspec

from bot.core.checklist import Item
from bot.core.clocks import Promises
from bot.core.danger import Sign
from bot.core.duties import Duty
from bot.core.ladder import Ladder
from bot.core.measure import Tolerance
from bot.core.roster import DutyHours
from bot.core.routing import Row
from bot.core.words import Wording


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table of the file: a key that nobody knows is an error."""


class OfficeKind(StrEnum):
    """Whether an office is the ward's own: only such a one may lead."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class Office(Entry, frozen=True, kw_only=True):
    """Somebody who may work on a case. An unknown phone number is empty. `duty`: when somebody of it is on
    duty, who hears first of what is urgent."""

    id: str
    kind: OfficeKind
    name: Wording
    phone: str = ""
    duty: DutyHours | None = None


class Topic(Entry, frozen=True, kw_only=True):
    """What a resident can choose: words for the button, for the question about details and about photos.

    `pointer` is said when the matter is first somebody else's. Empty hints fall back to the category's.
    """

    code: str
    label: Wording
    hidden: bool = False
    details: Wording | None = None
    photos: Wording | None = None
    pointer: Wording | None = None


class Subcategory(Topic, frozen=True, kw_only=True):
    """A finer choice; `amounts`: the report asks how much was bought and how much was found; `harmful`:
    it always asks whether somebody fell ill or was hurt."""

    amounts: bool = False
    harmful: bool = False


class Category(Topic, frozen=True, kw_only=True):
    """A button of the first question."""

    subcategories: tuple[Subcategory, ...] = ()

    @property
    def offered(self) -> tuple[Subcategory, ...]:
        """The finer choices that are not hidden, in the order of the file."""
        return tuple(sub for sub in self.subcategories if not sub.hidden)


class Checklist(Entry, frozen=True, kw_only=True):
    """What an officer needs of a category or sub-category, by the ids of `evidence`, most useful first.

    `care`: what matters more than that no faces are needed.
    """

    codes: tuple[str, ...]
    items: tuple[str, ...]
    care: Wording | None = None


class Market(Entry, frozen=True, kw_only=True):
    """A market that can be picked as the place of a report."""

    id: str
    name: str


class Place(Entry, frozen=True, kw_only=True):
    """A point on the map in WGS84 degrees."""

    latitude: float
    longitude: float


class Hours(Entry, frozen=True, kw_only=True):
    """Office hours by weekday, e.g. `["07:30-11:30", "13:30-17:00"]`; none: a day of rest."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()


class SeasonHours(Entry, frozen=True, kw_only=True):
    """Other office hours from `first` to `last` ("MM-DD") of every year, e.g. in summer."""

    first: str
    last: str
    hours: Hours


class Closure(Entry, frozen=True, kw_only=True):
    """Days on which this ward alone is closed (a storm, an election), and on whose word."""

    first: date
    last: date
    name: str
    source: str = ""


class SpecialDay(Entry, frozen=True, kw_only=True):
    """A day that differs from the computed calendar, and on whose word."""

    date: date
    name: str
    source: str = ""


class UncertainDay(SpecialDay, frozen=True, kw_only=True):
    """A day of which it is not settled whether it is off; `off` is what counts until then."""

    off: bool


class Calendar(Entry, frozen=True, kw_only=True):
    """Corrections to the computed public holidays; years whose official list has been checked."""

    confirmed_years: tuple[int, ...]
    hours: Hours
    days_off: tuple[SpecialDay, ...] = ()
    make_up_days: tuple[SpecialDay, ...] = ()
    uncertain: tuple[UncertainDay, ...] = ()
    seasons: tuple[SeasonHours, ...] = ()
    closures: tuple[Closure, ...] = ()


class Daytime(Entry, frozen=True, kw_only=True):
    """Between these local times people may be disturbed, e.g. "07:00"."""

    start: str
    end: str


class Hotline(Entry, frozen=True, kw_only=True):
    """A number to show. `verify`: not checked with its owner yet."""

    number: str
    name: Wording
    verify: bool = False


class Pointer(Entry, frozen=True, kw_only=True):
    """Whom to turn to with a matter that is somebody else's.

    `office` takes a call for a person that follows; empty: whoever takes everything else. `signs`: topics of
    the danger list that lead here too. `safe`: the numbers come first, and the words are not kept.
    `leaders`: of the call only those who lead the ward and that office hear.
    """

    id: str
    topic: Wording
    where: Wording
    hotlines: tuple[str, ...] = ()
    office: str = ""
    signs: tuple[str, ...] = ()
    safe: bool = False
    leaders: bool = False


class Retention(Entry, frozen=True, kw_only=True):
    """After how many days what is deleted. `exact_place` counts from closing, 0: with it."""

    drafts: int
    contact_unsubstantiated: int
    contact_substantiated: int
    unused_files: int
    worded_text: int
    consent_log: int
    access_log: int
    exact_place: int = 0


class Drafts(Entry, frozen=True, kw_only=True):
    """When a person who stopped half-way hears from us, once."""

    nudge_after_hours: int


class Consent(Entry, frozen=True, kw_only=True):
    """Which text people agree to, and whom they ask about their data."""

    version: str
    controller: Wording
    contact: str = ""


class WardWords(Entry, frozen=True, kw_only=True):
    """Words of this place for a concept of the lexicon, or for one of its own: `words` match without their
    marks too, `marked` only as written."""

    concept: str
    words: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


class WardFile(Entry, frozen=True, kw_only=True):
    """The whole ward file. `boundary` is a GeoJSON file beside it; the outline is for reference only.
    `neighbours`: names of other wards and towns that people here take for this one."""

    code: str
    timezone: str
    name: Wording
    short_name: Wording
    authority: Wording
    city: Wording
    website: str = ""
    legacy_units: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    centre: Place
    boundary: str = ""
    buffer_m: float = 300.0
    law: str = "law.toml"
    offices: tuple[Office, ...]
    categories: tuple[Category, ...]
    evidence: tuple[Item, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    markets: tuple[Market, ...] = ()
    hotlines: tuple[Hotline, ...]
    danger: tuple[Sign, ...]
    words: tuple[WardWords, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    routing: tuple[Row, ...]
    clocks: Promises
    ladder: Ladder
    duties: tuple[Duty, ...] = ()
    calendar: Calendar
    daytime: Daytime
    retention: Retention
    drafts: Drafts
    consent: Consent


class Citation(Entry, frozen=True, kw_only=True):
    """A rule that we rely on, with its dates. `certain = false`: to be confirmed by the ward's lawyer."""

    id: str
    title: str
    article: str = ""
    says: str
    in_force_from: date | None = None
    in_force_to: date | None = None
    source: str
    checked: date
    certain: bool = True


class Answer(Entry, frozen=True, kw_only=True):
    """What is said to a question that is no report, on which rules it rests, and when it holds.

    `contacts`: the ward's known numbers and its door are listed below it.
    """

    id: str
    question: Wording
    text: Wording
    basis: tuple[str, ...] = ()
    contacts: bool = False
    in_force_from: date | None = None
    in_force_to: date | None = None
    checked: date
    certain: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether it may be said on this day."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


class Law(Entry, frozen=True, kw_only=True):
    """The law file: what may change without a release."""

    citations: tuple[Citation, ...]
    tolerances: tuple[Tolerance, ...] = ()
    answers: tuple[Answer, ...] = ()

    def citation(self, id_: str) -> Citation | None:
        """The rule of this id."""
        return next((citation for citation in self.citations if citation.id == id_), None)

    def answer(self, id_: str) -> Answer | None:
        """The answer to this question."""
        return next((answer for answer in self.answers if answer.id == id_), None)
