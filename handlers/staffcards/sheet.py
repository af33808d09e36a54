"""A case with what is known around it, read once for all to whom it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from bot.core.case import Action, Side
from bot.core.messages import EvidenceId, LaneKey, MediaKind
from handlers.watch import OnDuty
from storage import absences, cases, conversations, evidence, staff
from storage.cases import Case, Event
from storage.evidence import EvidenceState, File
from storage.staff import Member
from storage.touch import Connection

PHOTOS = 10
"""So many are shown at most: one album."""
EDIT = "edit"
SHOWN_EDITS = 3
SHOWN_STEPS = 4
_STANDS = frozenset({EvidenceState.WANTED, EvidenceState.READY})
UNTOLD = frozenset({Action.FILE, EDIT, "view"})
"""Lines of the history that the card says otherwise, or not at all."""


class Sheet(msgspec.Struct, frozen=True):
    """`handed`: the last time it went from one office to another. `edits`: what its reporter wrote anew
    after it was filed. `similar`: other reports of the same place and category, as found at filing.
    `checks`: files of the staff. `steps`: what was done to it last, by whom of these `people`."""

    case: Case
    files: tuple[File, ...] = ()
    holder: Member | None = None
    handed: Event | None = None
    edits: tuple[str, ...] = ()
    similar: tuple[Case, ...] = ()
    checks: tuple[File, ...] = ()
    steps: tuple[Event, ...] = ()
    people: Mapping[int, Member] = {}
    extended: bool = False
    place: str = ""
    """The place as an officer put it right; empty while it stands as it was told."""
    away: bool = False
    """Whether whoever has it is away today; then `stand_in` acts, if anybody does."""
    stand_in: Member | None = None
    added: tuple[str, ...] = ()
    """All that its reporter wrote after it was filed."""
    unreached: bool = False
    """Whether nothing reaches whoever reported it: they blocked us or left."""
    duty: OnDuty | None = None
    """Who is on duty and hears of it before all others."""

    @property
    def since(self) -> datetime:
        """When it came to the office that leads it now."""
        return self.handed.at if self.handed is not None else self.case.filed_at

    @property
    def photos(self) -> tuple[EvidenceId, ...]:
        """The pictures of which there is a clean copy, or will be."""
        every = (*self.files, *self.checks)
        pictures = (file for file in every if file.kind is MediaKind.PHOTO and shows(file))
        return tuple(file.id for file in pictures)[:PHOTOS]


def shows(file: File) -> bool:
    """Whether a copy can be looked at, now or when the file has been fetched."""
    return file.has_copy or file.state is EvidenceState.WANTED


def look(conn: Connection, case: Case, day: date | None = None) -> Sheet:
    """What is known around a case; `day`: also who stands in then for whoever has it."""
    # a case that nothing was done to has no story
    events: Sequence[Event] = cases.history(conn, case.id) if case.version > 1 else ()
    ours = {id_ for event in events if event.staff is not None for id_ in _details(event).get("files", ())}
    files = [file for file in evidence.of_case(conn, case.id) if file.state in _STANDS]
    steps = [event for event in events if event.action not in UNTOLD][-SHOWN_STEPS:]
    ids = case.route.get("similar", ())
    return Sheet(
        case,
        tuple(file for file in files if file.id not in ours),
        staff.member(conn, case.holder) if case.holder is not None else None,
        next((event for event in reversed(events) if event.action == Action.TRANSFER), None),
        tuple(_details(event).get("text", "") for event in events if event.action == EDIT)[-SHOWN_EDITS:],
        tuple(cases.by_ids(conn, ids).values()) if ids else (),
        tuple(file for file in files if file.id in ours),
        tuple(steps),
        staff.members(conn, named_in(steps)) if steps else {},
        is_extended(events),
        next((_details(event)["to"] for event in reversed(events) if _moves_place(event)), ""),
        *_absent(conn, case, day),
        added=tuple(_details(event)["text"] for event in events if _adds(event)),
        unreached=case.lane is not None and not _reached(conn, case.lane),
    )


def _adds(event: Event) -> bool:
    return event.role == Side.RESIDENT and "text" in _details(event)


def _reached(conn: Connection, lane: LaneKey) -> bool:
    talk = conversations.find(conn, lane)
    return talk is not None and talk.blocked_at is None


def _absent(conn: Connection, case: Case, day: date | None) -> tuple[bool, Member | None]:
    """Whether the holder is away, and who acts for them."""
    away = absences.away_on(conn, day) if case.holder is not None and day is not None else {}
    if case.holder is None or case.holder not in away:
        return False, None
    acting = absences.in_place_of(case.holder, away)
    found = staff.member(conn, acting) if acting is not None else None
    return True, found if found is not None and found.works else None


def named_in(events: Iterable[Event]) -> set[int]:
    """Everybody of the staff who did something, or to whom something was given."""
    told = [(event.staff, _details(event).get("to")) for event in events]
    return {id_ for pair in told for id_ in pair if isinstance(id_, int)}


def is_extended(events: Sequence[Event]) -> bool:
    """Whether its result was given more time since it was begun last."""
    begun = [nth for nth, event in enumerate(events) if event.action == Action.REOPEN]
    return any(event.action == Action.EXTEND for event in events[begun[-1] if begun else 0 :])


def _moves_place(event: Event) -> bool:
    return event.action == Action.CHANGE and _details(event).get("what") == "place"


def _details(event: Event) -> Mapping[str, Any]:
    """What a line tells; nothing where it cannot be opened any more."""
    return event.details if isinstance(event.details, Mapping) else {}
