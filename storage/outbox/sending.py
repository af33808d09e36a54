"""Rows are claimed for sending, and what became of each attempt is written down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Update, and_, bindparam, func, null, or_, select, update

from bot.core.messages import Address, Kind, LaneKey, OutboxId, Priority, Prompt
from bot.core.ports import Parcel
from storage.columns import Unreadable, reads, shut, unseal
from storage.locks import Guard, lock
from storage.outbox.line import trace
from storage.outbox.table import LEASE, OUTBOX, REPEAT_AFTER, TO_REPEAT, Claim, OutboxState
from storage.swift import Swift, SwiftAmong

_AHEAD = OUTBOX.alias("ahead")
_IS_HEAD = and_(
    reads(OUTBOX.c.state, OutboxState.QUEUED),
    ~select(_AHEAD.c.id)
    .where(
        _AHEAD.c.lane == OUTBOX.c.lane,
        reads(_AHEAD.c.state, OutboxState.QUEUED, OutboxState.SENDING),
        _AHEAD.c.priority >= 0,  # always so; without it SQLite reads all that was ever said on the lane
        or_(
            _AHEAD.c.priority < OUTBOX.c.priority,
            and_(_AHEAD.c.priority == OUTBOX.c.priority, _AHEAD.c.id < OUTBOX.c.id),
            reads(_AHEAD.c.state, OutboxState.SENDING),
        ),
    )
    .exists(),
)
_COLUMNS = (
    OUTBOX.c.id, OUTBOX.c.lane, OUTBOX.c.channel, OUTBOX.c.account, OUTBOX.c.language, OUTBOX.c.kind,
    OUTBOX.c.priority, OUTBOX.c.edits, OUTBOX.c.repeats, OUTBOX.c.attempts,
    shut(OUTBOX.c.person, "person"), shut(OUTBOX.c.prompt, "prompt"), shut(OUTBOX.c.landed, "landed"),
)  # fmt: skip
_PERSON, _PROMPT, _LANDED = OUTBOX.c.person, OUTBOX.c.prompt, OUTBOX.c.landed
_EDITS = 7
_FIRST = itemgetter(6, 0)
"""By priority and age."""


def _claiming(*more: ColumnElement[bool]) -> Update:
    heads = (
        select(OUTBOX.c.id)
        .where(_IS_HEAD, OUTBOX.c.retry_at <= bindparam("wall"), *more)
        .order_by(OUTBOX.c.priority, OUTBOX.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    return (
        update(OUTBOX)
        .where(OUTBOX.c.id.in_(select(heads.c.id)))
        .values(state=OutboxState.SENDING, attempts=OUTBOX.c.attempts + 1, retry_at=bindparam("lease"))
    )


_CLAIM: Final = Swift(_claiming().returning(*_COLUMNS))
_CLAIM_BUT = _claiming(OUTBOX.c.channel.not_in(bindparam("busy", expanding=True))).returning(*_COLUMNS)
_REPEAT: Final = Swift(
    update(OUTBOX)
    .where(TO_REPEAT, OUTBOX.c.retry_at <= bindparam("wall"))
    .values(state=OutboxState.QUEUED, repeats=OUTBOX.c.repeats + 1)
)


def claim(conn: Connection, *, wall: datetime, most: int, busy: Sequence[str] = ()) -> list[Claim]:
    """Lease up to `most` rows for sending: per lane only the first by priority and age, and nothing of a
    lane of which a row is being sent. What waited for its repeat is queued before that. `busy`: channels
    that take no more now.

    Couriers claim one after the other: two at once could, by turns, not see each other's row of a lane.
    """
    lock(conn, Guard.OUTBOX_CLAIM)
    _REPEAT.each(conn, [{"wall": wall}])
    asked: dict[str, Any] = {"wall": wall, "lease": wall + LEASE, "most": most}
    rows: Sequence[Any] = (
        conn.execute(_CLAIM_BUT, {**asked, "busy": list(busy)}).all() if busy else _CLAIM.rows(conn, asked)
    )
    return _open_all(conn, sorted(rows, key=_FIRST), wall)


def abandoned(conn: Connection, *, wall: datetime) -> list[Claim]:
    """Rows whose courier died while sending: nobody knows whether they arrived."""
    rows = conn.execute(
        select(*_COLUMNS)
        .where(reads(OUTBOX.c.state, OutboxState.SENDING), OUTBOX.c.retry_at < wall)
        .order_by(OUTBOX.c.retry_at, OUTBOX.c.id)
        .limit(200)
        .with_for_update(skip_locked=True)
    ).all()
    return _open_all(conn, rows, wall)


def _open_all(conn: Connection, rows: Sequence[Any], wall: datetime) -> list[Claim]:
    """Opens the rows; one that cannot be opened is given up and holds up no other."""
    sent_as = _sent_as(conn, rows)
    claims = []
    for row in rows:
        try:
            claims.append(_open(conn, row, sent_as))
        except Unreadable as problem:
            give_up(conn, OutboxId(row[0]), type(problem).__name__, wall=wall)
    return claims


def _open(conn: Connection, row: Any, sent_as: Mapping[int, str]) -> Claim:
    id_, lane, channel, account, language, kind, priority, edits, repeats, attempts, *sealed = row
    person = unseal(conn, _PERSON, sealed[0]).decode()
    prompt: Prompt | None = unseal(conn, _PROMPT, sealed[1])
    if prompt is None:
        raise Unreadable("its words are gone")
    address = Address(channel, account, person)
    landed: dict[str, int] = unseal(conn, _LANDED, sealed[2]) or {}
    parcel = Parcel(
        OutboxId(id_), address, prompt, language, sent_as.get(edits), _priority(priority), landed=landed
    )
    known = kind if isinstance(kind, Kind) else Kind.REPLY  # a word of a newer release
    return Claim(parcel, lane, known, attempts, repeats)


def _priority(stored: int) -> Priority:
    """A priority of a newer release waits like a broadcast."""
    return Priority(min(stored, Priority.BROADCAST))


def _sent_as(conn: Connection, rows: Iterable[Any]) -> dict[int, str]:
    """For each `edits`: the platform's id of the newest message of that line which was delivered."""
    starts = {row[_EDITS] for row in rows}
    line = trace(conn, starts - {None, 0}, lambda old: bool(old.external_id))
    return {start: old.external_id for start, old in line.items()}


_DELIVERED = Swift(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(
        state=OutboxState.DELIVERED, settled_at=bindparam("wall"), external_id=bindparam("sent_as"),
        landed=null(),
    )
)  # fmt: skip


def delivered(conn: Connection, sent: Iterable[tuple[OutboxId, str]], *, wall: datetime) -> None:
    """These arrived; the platform's ids of the messages beside them."""
    rows = [{"row": id_, "sent_as": external_id, "wall": wall} for id_, external_id in sorted(sent)]
    if rows:
        _DELIVERED.each(conn, rows)


def retry(conn: Connection, claimed: Claim, problem: str, *, at: datetime) -> None:
    """Try again at `at` (wall time) what has not landed of it, unless a newer version was queued since."""
    id_, landed = claimed.parcel.id, claimed.parcel.landed or None
    if not _yield_to_newer(conn, id_, problem, wall=at):
        _settle(conn, id_, problem, state=OutboxState.QUEUED, retry_at=at, landed=landed)


def give_up(conn: Connection, id_: OutboxId, problem: str, *, wall: datetime) -> None:
    """This will not be delivered."""
    _settle(conn, id_, problem, state=OutboxState.DEAD, settled_at=wall)


def unsure(conn: Connection, claimed: Claim, problem: str, *, wall: datetime) -> None:
    """It may have arrived. A question, receipt or assignment is said once more after a minute, marked;
    meanwhile it does not hold its lane."""
    id_ = claimed.parcel.id
    if _yield_to_newer(conn, id_, problem, wall=wall):
        return
    again = claimed.kind.repeated_when_uncertain and claimed.repeats == 0
    _settle(
        conn, id_, problem, state=OutboxState.UNCERTAIN, retry_at=wall + REPEAT_AFTER,
        settled_at=None if again else wall, landed=claimed.parcel.landed or None,
    )  # fmt: skip


def _settle(conn: Connection, id_: OutboxId, problem: str, **values: Any) -> None:
    """Only what is still being sent: a courier that was slow may be overtaken by another one."""
    sending = reads(OUTBOX.c.state, OutboxState.SENDING)
    conn.execute(update(OUTBOX).where(OUTBOX.c.id == id_, sending).values(problem=problem[:200], **values))


def _yield_to_newer(conn: Connection, id_: OutboxId, problem: str, *, wall: datetime) -> bool:
    """Whether this row was replaced while it was being sent; then nobody needs it again."""
    newer = OUTBOX.alias("newer")
    replaced = (
        select(newer.c.id)
        .where(newer.c.lane == OUTBOX.c.lane, newer.c.replaces == OUTBOX.c.replaces, newer.c.id > OUTBOX.c.id)
        .exists()
    )
    done = (
        update(OUTBOX)
        .where(OUTBOX.c.id == id_, reads(OUTBOX.c.state, OutboxState.SENDING), replaced)
        .values(state=OutboxState.REPLACED, settled_at=wall, problem=problem[:200])
    )
    return conn.execute(done).rowcount == 1


_SPEAK_AGAIN: Final = SwiftAmong(
    lambda lanes: (
        update(OUTBOX)
        .where(
            OUTBOX.c.lane.in_(lanes),
            reads(OUTBOX.c.state, OutboxState.UNCERTAIN),
            OUTBOX.c.prompt.is_not(None),
        )
        .values(
            state=OutboxState.QUEUED,
            retry_at=bindparam("wall"),
            repeats=OUTBOX.c.repeats + 1,
            settled_at=None,
        )
    )
)


def sign_of_life(conn: Connection, lanes: Sequence[LaneKey], *, wall: datetime) -> None:
    """These people wrote: what stayed uncertain for them is said again now, marked as a repeat."""
    if lanes:
        _SPEAK_AGAIN.run(conn, lanes, {"wall": wall})


def drop_lane(conn: Connection, lane: LaneKey, *, wall: datetime) -> None:
    """Say nothing more to this person of what is queued (they left or blocked us)."""
    unsent = reads(OUTBOX.c.state, OutboxState.QUEUED, OutboxState.UNCERTAIN)
    conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.lane == lane, unsent)
        .values(state=OutboxState.DEAD, settled_at=wall, problem="left")
    )


def next_retry(conn: Connection) -> datetime | None:
    """When `claim` or `abandoned` finds something next (wall time); what waits behind a head is not asked."""
    head = select(func.min(OUTBOX.c.retry_at)).where(_IS_HEAD)
    leased = select(func.min(OUTBOX.c.retry_at)).where(reads(OUTBOX.c.state, OutboxState.SENDING))
    repeat = select(func.min(OUTBOX.c.retry_at)).where(TO_REPEAT)
    moments = [conn.execute(each).scalar() for each in (head, leased, repeat)]
    return min((moment for moment in moments if moment is not None), default=None)
