"""What of a closed case goes when, and what of it stays: a row without a person, for the statistics.

Personal data is kept as long as its purpose needs it (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Đ.3, Đ.14).
How long that is the ward says, row by row; here is what each row means for a case.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

import msgspec

from bot.core.case import Action, Outcome
from bot.core.geo import is_on_earth
from bot.core.messages import Point
from bot.core.places import around


class Part(StrEnum):
    """What goes of a case, each at its own time, in this order where several are due."""

    PLACE = "place"
    """Where exactly it is: its area is left."""
    FILES = "files"
    """Pictures, videos, voice notes, documents: the originals and their copies."""
    CONTENTS = "contents"
    """Who reported it, what was told and written, the place."""
    TRAIL = "trail"
    """Who of the staff did what in it."""


class Terms(msgspec.Struct, frozen=True):
    """The ward's own values. `unsubstantiated`, `substantiated`: who reported a case, after it was closed.
    `files`: files that proved nothing. `consents`: the log of consents and of requests about one's data.
    `access`: who of the staff did and looked at what. `place`: where exactly it was; `returns`: so much
    longer where another office was to do something, which may send it back."""

    unsubstantiated: timedelta
    substantiated: timedelta
    files: timedelta
    consents: timedelta
    access: timedelta
    place: timedelta = timedelta(0)
    returns: timedelta = timedelta(0)


class Closed(msgspec.Struct, frozen=True):
    """What decides about a closed case: since when it is, whether what was reported was found, whether it was
    passed on, and whether it waits for the word on a second look."""

    at: datetime
    substantiated: bool
    passed_on: bool = False
    undecided: bool = False

    @classmethod
    def with_outcome(cls, at: datetime, outcome: str | None, *, undecided: bool = False) -> "Closed":
        """By how it ended; a word of another release says nothing."""
        found = outcome in {each.value for each in Outcome if each.confirms}
        return cls(at, found, passed_on=outcome == Outcome.REFERRED, undecided=undecided)


def ends(closed: Closed, terms: Terms) -> Mapping[Part, datetime]:
    """When each part goes. Files that proved something stay as long as the case tells what, others never
    longer; who did what is never known for a shorter time than what was done."""
    contents = closed.at + (terms.substantiated if closed.substantiated else terms.unsubstantiated)
    files = contents if closed.substantiated else min(contents, closed.at + terms.files)
    place = closed.at + terms.place + (terms.returns if closed.passed_on else timedelta(0))
    return {
        Part.PLACE: contents if closed.undecided else min(contents, place),
        Part.FILES: files,
        Part.CONTENTS: contents,
        Part.TRAIL: max(contents, closed.at + terms.access),
    }


def due(closed: Closed, terms: Terms, now: datetime) -> frozenset[Part]:
    """What is to be gone by now."""
    return frozenset(part for part, at in ends(closed, terms).items() if at <= now)


def following(closed: Closed, terms: Terms, now: datetime) -> datetime | None:
    """When the next part goes; None: nothing is left."""
    return min((at for at in ends(closed, terms).values() if at > now), default=None)


def rest_of_report(report: Mapping[str, Any]) -> dict[str, Any]:
    """What stays of a report: of which market it was, by its id in the ward file."""
    place = report.get("place")
    market = place.get("market") if isinstance(place, Mapping) else None
    return {"place": {"market": market}} if isinstance(market, str) and market else {}


def coarse_report(report: Any) -> dict[str, Any] | None:
    """A report with its area in place of its exact place; None where it tells none."""
    place = coarse_line(report.get("place")) if isinstance(report, Mapping) else None
    return None if place is None else {**report, "place": place}


def coarse_line(details: Any) -> dict[str, Any] | None:
    """The same of the details of a line of the history. What is no point goes altogether."""
    if not isinstance(details, Mapping) or details.get("point") is None or details.get("coarse"):
        return None
    rest = {name: value for name, value in details.items() if name != "point"}
    exact = exact_point(details)
    if exact is None:
        return rest
    at = around(exact)
    return rest | {"point": [at.latitude, at.longitude, None], "coarse": True}


def exact_point(told: Mapping[str, Any]) -> Point | None:
    """The point in a stored place or line."""
    try:
        latitude, longitude, *_ = told["point"]
        point = Point(float(latitude), float(longitude))
    except (KeyError, TypeError, ValueError):
        return None
    return point if is_on_earth(point) else None


_ROUTE: Final = ("row", "coordinators", "escalate", "basis", "counted")


def rest_of_route(route: Mapping[str, Any]) -> dict[str, Any]:
    """Which row led where. Which other reports were like it is forgotten."""
    return {name: route[name] for name in _ROUTE if name in route}


_STAYS: Final[Mapping[str, Sequence[str]]] = {
    Action.TAKE: ("office",),
    Action.ASSIGN: ("to", "office"),
    Action.TRANSFER: ("from", "to"),
    Action.COORDINATE: ("office", "drop"),
    Action.LINK: ("code", "drop"),
    Action.EXTEND: ("days",),
    Action.PROPOSE: ("why",),
    Action.CONCLUDE: ("outcome", "fine"),
    Action.REFER: ("outcome", "fine"),
    Action.RATE: ("content",),
    "view": ("what",),
}
"""Codes and numbers that stay of a line of the history: never words that somebody wrote."""
_PUT_RIGHT: Final = ("what", "from", "to")
_CODED: Final = frozenset({"category", "priority"})
"""What is put right from one code to another; a place is told in words."""


def rest_of_line(action: str, details: Any) -> dict[str, Any] | None:
    """What stays of the details of a line of the history; None: nothing."""
    if not isinstance(details, Mapping):
        return None
    return dict(_rest(action, details)) or None


def _rest(action: str, details: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    coded = action == Action.CHANGE and details.get("what") in _CODED
    names = _PUT_RIGHT if coded else _STAYS.get(action, ())
    return ((name, details[name]) for name in names if name in details)


class Goes(StrEnum):
    """What is counted: the row of the ward file's table that it went by, and what it was."""

    PLACES = "exact_place.cases"
    UNSUBSTANTIATED_CASES = "contact_unsubstantiated.cases"
    SUBSTANTIATED_CASES = "contact_substantiated.cases"
    UNUSED_FILES = "unused_files.files"
    SUBSTANTIATED_FILES = "contact_substantiated.files"
    REFERRALS = "contact_unsubstantiated.referrals"
    CALLS = "contact_unsubstantiated.calls"
    PEOPLE = "contact_unsubstantiated.conversations"
    MISCONDUCT = "contact_substantiated.calls"
    CONSENTS = "consent_log.consents"
    RIGHTS = "consent_log.requests"
    LOOKS = "access_log.looks"
    OPENINGS = "access_log.openings"
    TRAILS = "access_log.cases"
    ANSWERS = "access_log.answers"
    FORMER_STAFF = "access_log.staff"


def counted_as(part: Part, *, substantiated: bool) -> Goes:
    """What the part of a case is counted as when it goes."""
    return _COUNTED[part][substantiated]


_COUNTED: Final = {
    Part.PLACE: (Goes.PLACES, Goes.PLACES),
    Part.FILES: (Goes.UNUSED_FILES, Goes.SUBSTANTIATED_FILES),
    Part.CONTENTS: (Goes.UNSUBSTANTIATED_CASES, Goes.SUBSTANTIATED_CASES),
    Part.TRAIL: (Goes.TRAILS, Goes.TRAILS),
}
"""By whether what was reported was found."""


def term_of(terms: Terms, goes: Goes) -> timedelta:
    """How long it is kept."""
    row, _, _ = goes.value.partition(".")
    return {
        "exact_place": terms.place,
        "contact_unsubstantiated": terms.unsubstantiated,
        "contact_substantiated": terms.substantiated,
        "unused_files": terms.files,
        "consent_log": terms.consents,
        "access_log": terms.access,
    }[row]
