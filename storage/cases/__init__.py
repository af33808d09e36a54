"""Cases: what was filed, where it stands, and its append-only history."""

from storage.cases.filing import file
from storage.cases.helping import CASE_HELPERS, CaseHelper
from storage.cases.history import append, history
from storage.cases.listing import (
    Load,
    Order,
    Sought,
    concluded,
    count,
    counts,
    held_by,
    load,
    open_of,
    open_page,
)
from storage.cases.moving import Change, cut_tie, link, move
from storage.cases.reading import (
    by_id,
    by_ids,
    confirmed,
    earlier_at,
    find,
    lane_of,
    linked,
    of_lane,
    similar,
)
from storage.cases.referrals import REFERRALS, Referral, refer, referred_of
from storage.cases.table import CASE_EVENTS, CASES, STILL_OPEN, Case, CaseEvent, CaseRow, Event, Filing

__all__ = [
    "CASES",
    "CASE_EVENTS",
    "CASE_HELPERS",
    "REFERRALS",
    "STILL_OPEN",
    "Case",
    "CaseEvent",
    "CaseHelper",
    "CaseRow",
    "Change",
    "Event",
    "Filing",
    "Load",
    "Order",
    "Referral",
    "Sought",
    "append",
    "by_id",
    "by_ids",
    "concluded",
    "confirmed",
    "count",
    "counts",
    "cut_tie",
    "earlier_at",
    "file",
    "find",
    "held_by",
    "history",
    "lane_of",
    "link",
    "linked",
    "load",
    "move",
    "of_lane",
    "open_of",
    "open_page",
    "refer",
    "referred_of",
    "similar",
]
