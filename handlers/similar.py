"""Other reports of the same place and category within 30 days: for the officer by code, for the routing rows
as a number, for the resident as no more than that there are some.

Reports about an official are never among them. Where the tie to the reporter is cut nothing may be stored
that depends on who they are, so their own earlier reports count as those of others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from bot.core.messages import LaneKey, Point
from bot.core.places import TAGGED, Spot, alike, kept_under, looked_for_under, market_in
from bot.ward import Ward
from handlers.turn import Turn
from storage import cases
from storage.cases import Case

WITHIN: Final = timedelta(days=30)
AGAIN_WITHIN: Final = timedelta(days=365)
"""So long what was found at a place counts when it happens there again."""
MOST: Final = 50
"""So many are compared: the newest of the same market or of the neighbouring 150 m."""
LISTED: Final = 20
"""So many stand with the case."""


@dataclass(frozen=True, slots=True)
class Found:
    """`key`: under which this report is kept, telling no place. `cases`: those like it, newest first. `spot`:
    its place; `keys`: under which others of that place may be kept."""

    key: str | None
    cases: Sequence[Case] = ()
    spot: Spot = field(default_factory=Spot)
    keys: Sequence[str] = ()

    @property
    def ids(self) -> list[int]:
        """What is kept with the case."""
        return [case.id for case in self.cases[:LISTED]]

    def others(self, own: LaneKey | None) -> int:
        """How many other people sent them; one whose tie is cut counts for each report."""
        return len(
            {case.lane or str(case.id) for case in self.cases if case.lane is None or case.lane != own}
        )


def find(turn: Turn, category: str, report: Mapping[str, Any]) -> Found:
    """What was reported of this place before."""
    ward = turn.desk.ward
    spot = spot_of(ward, report)
    names = looked_for_under(spot, [market.id for market in ward.markets])
    keys = [turn.desk.keyring.tag(TAGGED, name.encode()) for name in names]
    earlier = cases.similar(turn.connection(), keys, category, turn.now - WITHIN, MOST)
    return Found(keys[0] if kept_under(spot) else None, _of_place(ward, spot, earlier), spot, keys)


def confirmed(turn: Turn, category: str, found: Found) -> int:
    """How often what was reported of this place was found to be so within a year."""
    since = turn.now - AGAIN_WITHIN
    earlier = cases.confirmed(turn.connection(), found.keys, category, since, MOST)
    return len(_of_place(turn.desk.ward, found.spot, earlier))


def _of_place(ward: Ward, spot: Spot, earlier: Iterable[Case]) -> list[Case]:
    return [case for case in earlier if not case.confidential and alike(spot, spot_of(ward, case.report))]


def spot_of(ward: Ward, report: Mapping[str, Any]) -> Spot:
    """The place of stored answers as it is compared. A market that was typed is that market."""
    place = report.get("place") or {}
    market, typed = place.get("market") or "", place.get("text") or ""
    if not market:
        market, rest = market_in(typed, [(each.id, each.name) for each in ward.markets])
        typed = rest if market else typed
    words = ", ".join(part for part in (report.get("stall"), report.get("shop"), typed) if part)
    point = place.get("point")
    return Spot(market, words, Point(*point) if point else None, bool(place.get("coarse")))
