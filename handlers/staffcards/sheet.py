"""A case with what is known around it, read once for all to whom it is shown."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.core.case import Action
from bot.core.messages import EvidenceId, MediaKind
from storage import cases, evidence, staff
from storage.cases import Case, Event
from storage.evidence import EvidenceState, File
from storage.staff import Member
from storage.touch import Connection

PHOTOS = 10
"""So many are shown at most: one album."""
EDIT = "edit"
SHOWN_EDITS = 3
_STANDS = frozenset({EvidenceState.WANTED, EvidenceState.READY})


class Sheet(msgspec.Struct, frozen=True):
    """`handed`: the last time it went from one office to another. `edits`: what its reporter wrote anew
    after it was filed. `similar`: other reports of the same place and category, as found at filing."""

    case: Case
    files: tuple[File, ...] = ()
    holder: Member | None = None
    handed: Event | None = None
    edits: tuple[str, ...] = ()
    similar: tuple[Case, ...] = ()

    @property
    def since(self) -> datetime:
        """When it came to the office that leads it now."""
        return self.handed.at if self.handed is not None else self.case.filed_at

    @property
    def photos(self) -> tuple[EvidenceId, ...]:
        """The pictures of which there is a clean copy, or will be."""
        pictures = (file for file in self.files if file.kind is MediaKind.PHOTO and shows(file))
        return tuple(file.id for file in pictures)[:PHOTOS]


def shows(file: File) -> bool:
    """Whether a copy can be looked at, now or when the file has been fetched."""
    return file.has_copy or file.state is EvidenceState.WANTED


def look(conn: Connection, case: Case) -> Sheet:
    """What is known around a case."""
    files = tuple(file for file in evidence.of_case(conn, case.id) if file.state in _STANDS)
    holder = staff.member(conn, case.holder) if case.holder is not None else None
    # a case that nothing was done to was handed to nobody
    events: Sequence[Event] = cases.history(conn, case.id) if case.version > 1 else ()
    handed = next((event for event in reversed(events) if event.action == Action.TRANSFER), None)
    edits = [event.details["text"] for event in events if event.action == EDIT and event.details]
    ids = case.route.get("similar", ())
    similar = tuple(cases.by_ids(conn, ids).values()) if ids else ()
    return Sheet(case, files, holder, handed, tuple(edits[-SHOWN_EDITS:]), similar)
