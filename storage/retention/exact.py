"""Where exactly a closed case was: its area is left, in the report and wherever a pin was added later."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, select, update

from bot.core.case import Action
from bot.core.places import TAGGED, Spot, around, kept_under
from bot.core.retention import coarse_line, coarse_report, exact_point
from storage.cases.table import CASE_EVENTS, CASES
from storage.columns import keyring_of, readable, shut
from storage.retention.closed import Over

_TOLD: Final = select(CASES.c.id, CASES.c.place_key, shut(CASES.c.report, "report"))
_LINES: Final = select(CASE_EVENTS.c.id, CASE_EVENTS.c.case_id, shut(CASE_EVENTS.c.details, "details")).where(
    CASE_EVENTS.c.details.is_not(None)
)
_LEFT: Final = (
    update(CASE_EVENTS).where(CASE_EVENTS.c.id == bindparam("of")).values(details=bindparam("left"))
)
_DECIDED: Final = (Action.REOPEN, Action.UPHOLD)


def blur(conn: Connection, over: Over) -> bool:
    """Nothing of it says any more where exactly it was. False where that was so already."""
    if over.cleaned_at is not None:
        return False
    (row,) = conn.execute(_TOLD.where(CASES.c.id == over.id)).all()
    told = readable(conn, CASES.c.report, row.report)
    left = coarse_report(told)
    if left is not None:
        key = _area_key(conn, row.place_key, told["place"])
        conn.execute(update(CASES).where(CASES.c.id == over.id).values(report=left, place_key=key))
    lines = [{"of": id_, "left": rest} for id_, _, rest in _pinned(conn, [over.id])]
    if lines:
        conn.execute(_LEFT, lines)
    return left is not None or bool(lines)


def exact(conn: Connection, case_ids: Sequence[int]) -> set[int]:
    """Those that say exactly where they are."""
    rows = conn.execute(_TOLD.where(CASES.c.id.in_(case_ids)))
    told = {row.id for row in rows if coarse_report(readable(conn, CASES.c.report, row.report)) is not None}
    return told | {case_id for _, case_id, _ in _pinned(conn, case_ids)}


def undecided(conn: Connection, case_ids: Sequence[int]) -> set[int]:
    """Those of which nobody has said yet whether they are looked at once more, as their reporters ask."""
    later = CASE_EVENTS.alias("later")
    same = (later.c.case_id == CASE_EVENTS.c.case_id, later.c.id > CASE_EVENTS.c.id)
    said = exists().where(*same, later.c.action.in_(_DECIDED))
    asked = (CASE_EVENTS.c.case_id.in_(case_ids), CASE_EVENTS.c.action == Action.DISPUTE, ~said)
    return set(conn.execute(select(CASE_EVENTS.c.case_id).where(*asked)).scalars())


def _pinned(conn: Connection, case_ids: Sequence[int]) -> Iterable[tuple[int, int, dict[str, Any]]]:
    """The lines of their histories that tell an exact place, and what is to be left of each."""
    for id_, case_id, details in conn.execute(_LINES.where(CASE_EVENTS.c.case_id.in_(case_ids))).all():
        left = coarse_line(readable(conn, CASE_EVENTS.c.details, details))
        if left is not None:
            yield id_, case_id, left


def _area_key(conn: Connection, key: str | None, place: Any) -> str | None:
    """Under which tag it is kept from now on: one of its cell would tell more than its area. A market or an
    address by which it is kept stays."""
    point, keyring = exact_point(place), keyring_of(conn.dialect)
    if key is None or point is None or not keyring.is_tag(key, TAGGED, _name(Spot(point=point))):
        return key
    return keyring.tag(TAGGED, _name(Spot(point=around(point), coarse=True)))


def _name(spot: Spot) -> bytes:
    return kept_under(spot).encode()
