"""What stamps the clocks of a case, and when somebody is to be reminded of it next. One row a case."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, TypedDict, Unpack

import msgspec
from sqlalchemy import JSON, Connection, Index, SmallInteger, bindparam, insert, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.clocks import Pause, Stamps
from storage.columns import BIG_ID, Moment
from storage.swift import Swift

REMINDS: Final = text("remind_at IS NOT NULL")
CLOSED: Final = text("closed_at IS NOT NULL")
CLEANS: Final = text("clean_at IS NOT NULL")


class CaseClock(SQLModel, table=True):
    """The moments of one case (product time). All but the last three are kept to the minute: the exact moment
    of a press also stands in the inbox, beside the lane of whoever pressed.

    `came_at`: when it last came to lie untaken with the office that leads it; `coming` counts how often it
    did. `closed_at`: closed, withdrawn or referred. `waiting_since`: waits for its reporter; `pauses` are the
    times that it did before, [from, to] each. `nagged_at`: its reporter last pressed for an answer. `sent`:
    the stages that were heard. `late_at`: when the next limit is over, as known when `remind_at` was set.
    `clean_at`: when to look at a closed case for what is to be deleted.
    """

    __tablename__ = "case_clocks"
    __table_args__ = (
        Index("case_clocks_due", "remind_at", sqlite_where=REMINDS, postgresql_where=REMINDS),
        Index("case_clocks_closed", "closed_at", sqlite_where=CLOSED, postgresql_where=CLOSED),
        Index("case_clocks_clean", "clean_at", sqlite_where=CLEANS, postgresql_where=CLEANS),
    )

    case_id: int = Field(sa_type=BIG_ID, primary_key=True, foreign_key="cases.id")
    came_at: datetime = Field(sa_type=Moment)
    coming: int = Field(default=1, sa_type=SmallInteger)
    taken_at: datetime | None = Field(default=None, sa_type=Moment)
    first_word_at: datetime | None = Field(default=None, sa_type=Moment)
    concluded_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    reopened_at: datetime | None = Field(default=None, sa_type=Moment)
    waiting_since: datetime | None = Field(default=None, sa_type=Moment)
    pauses: Any = Field(sa_type=JSON)
    extended_days: int = Field(default=0, sa_type=SmallInteger)
    nagged_at: datetime | None = Field(default=None, sa_type=Moment)
    sent: Any = Field(sa_type=JSON)
    remind_at: datetime | None = Field(default=None, sa_type=Moment)
    late_at: datetime | None = Field(default=None, sa_type=Moment)
    clean_at: datetime | None = Field(default=None, sa_type=Moment)


CASE_CLOCKS: Final = SQLModel.metadata.tables["case_clocks"]


class Stamped(msgspec.Struct, frozen=True):
    """One row as read."""

    case_id: int
    came_at: datetime
    coming: int = 1
    taken_at: datetime | None = None
    first_word_at: datetime | None = None
    concluded_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    waiting_since: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    """Without the one that still lasts."""
    extended_days: int = 0
    nagged_at: datetime | None = None
    sent: tuple[str, ...] = ()
    remind_at: datetime | None = None
    late_at: datetime | None = None
    clean_at: datetime | None = None

    def stamps(self, *, filed_at: datetime, due_on: date, reopened: int) -> Stamps:
        """What the clocks are made of, with what stands in the case itself."""
        lasts = (Pause(self.waiting_since),) if self.waiting_since is not None else ()
        return Stamps(
            filed_at, self.came_at, self.taken_at, self.first_word_at, self.concluded_at, self.closed_at,
            self.reopened_at, (*self.pauses, *lasts), self.extended_days, self.coming, 1 + reopened, due_on,
        )  # fmt: skip


class Changes(TypedDict, total=False):
    """What may change in a row; what is not named stays."""

    came_at: datetime
    coming: int
    taken_at: datetime | None
    first_word_at: datetime | None
    concluded_at: datetime | None
    closed_at: datetime | None
    reopened_at: datetime | None
    waiting_since: datetime | None
    pauses: Sequence[Pause]
    extended_days: int
    nagged_at: datetime | None
    sent: Sequence[str]
    remind_at: datetime | None
    late_at: datetime | None
    clean_at: datetime | None


class Next(msgspec.Struct, frozen=True):
    """When a case is looked at next; None: not any more. `sent`: all that was heard of it by now."""

    case_id: int
    remind_at: datetime | None
    sent: Sequence[str]
    late_at: datetime | None = None


_EXACT: Final = frozenset({"remind_at", "late_at", "clean_at"})
_START: Final = Swift(
    insert(CASE_CLOCKS), "case_id", "came_at", "coming", "pauses", "extended_days", "sent", "remind_at"
)
_NEW: Final = {"coming": 1, "pauses": [], "extended_days": 0, "sent": []}
_ROWS: Final = select(*(CASE_CLOCKS.c[name] for name in Stamped.__struct_fields__))
_OF: Final = _ROWS.where(CASE_CLOCKS.c.case_id.in_(bindparam("ids", expanding=True)))


def start(conn: Connection, case_id: int, *, came_at: datetime, remind_at: datetime | None = None) -> None:
    """The clocks of a case that was just filed. Without `remind_at` the next sweep looks at it."""
    row = {"case_id": case_id, "came_at": _to_minute(came_at), "remind_at": remind_at or came_at}
    _START.each(conn, [_NEW | row])


def of(conn: Connection, case_ids: Sequence[int]) -> dict[int, Stamped]:
    """The rows of these cases, in one read."""
    rows = conn.execute(_OF, {"ids": list(case_ids)})
    return {row.case_id: _stamped(row) for row in rows}


def hold(conn: Connection, case_id: int) -> Stamped | None:
    """The row of one case; until this transaction ends nobody else changes it."""
    row = conn.execute(_OF.with_for_update(), {"ids": [case_id]}).first()
    return _stamped(row) if row is not None else None


def change(conn: Connection, case_id: int, **changes: Unpack[Changes]) -> None:
    """Write what is named; the rest stays as it is."""
    values = {name: _stored(name, value) for name, value in changes.items()}
    conn.execute(update(CASE_CLOCKS).where(CASE_CLOCKS.c.case_id == case_id).values(values))


def due(conn: Connection, now: datetime, most: int) -> list[Stamped]:
    """The cases of which somebody is to be reminded by now, earliest first. Until this transaction ends
    nobody else gets or changes them; each must be given its next moment in it."""
    reached = _ROWS.where(CASE_CLOCKS.c.remind_at <= now).order_by(CASE_CLOCKS.c.remind_at)
    return [_stamped(row) for row in conn.execute(reached.limit(most).with_for_update(skip_locked=True))]


def next_due(conn: Connection) -> datetime | None:
    """When `due` finds something next."""
    return conn.execute(
        select(CASE_CLOCKS.c.remind_at).where(REMINDS).order_by(CASE_CLOCKS.c.remind_at).limit(1)
    ).scalar()


_SET_NEXT: Final = Swift(
    update(CASE_CLOCKS)
    .where(CASE_CLOCKS.c.case_id == bindparam("of"))
    .values({name: bindparam(name) for name in ("remind_at", "sent", "late_at")})
)


def set_next(conn: Connection, rows: Iterable[Next]) -> None:
    """These were looked at."""
    many = [
        {"of": row.case_id, "remind_at": row.remind_at, "sent": list(row.sent), "late_at": row.late_at}
        for row in sorted(rows, key=lambda row: row.case_id)
    ]
    if many:
        _SET_NEXT.each(conn, many)


def closed_before(conn: Connection, moment: datetime, *, most: int = 200) -> list[int]:
    """The cases that were closed, withdrawn or referred before this moment, the earliest first."""
    over = select(CASE_CLOCKS.c.case_id).where(CASE_CLOCKS.c.closed_at < moment)
    return list(conn.execute(over.order_by(CASE_CLOCKS.c.closed_at).limit(most)).scalars())


def _stamped(row: Any) -> Stamped:
    pauses = tuple(Pause(*(datetime.fromisoformat(moment) for moment in pair)) for pair in row.pauses)
    return Stamped(**{**row._mapping, "pauses": pauses, "sent": tuple(row.sent)})


def _stored(name: str, value: Any) -> Any:
    if name == "pauses":
        ended = ((pause.begin, pause.end) for pause in value)
        return [[_to_minute(begin).isoformat(), _to_minute(end).isoformat()] for begin, end in ended]
    if name == "sent":
        return list(value)
    return _to_minute(value) if isinstance(value, datetime) and name not in _EXACT else value


def _to_minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
