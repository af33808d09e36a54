"""The heads of lanes are claimed for a turn, and what became of each attempt is written down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select, update

from bot.core.messages import InboxId
from bot.core.ports import StoredRow
from storage.columns import Unreadable, reads, shut, unseal
from storage.inbox.table import ATTEMPTS, INBOX, Head, InboxState
from storage.swift import Swift, SwiftAmong

_OLDER = INBOX.alias("older")
_IS_HEAD: ColumnElement[bool] = and_(
    reads(INBOX.c.state, InboxState.WAITING),
    ~select(_OLDER.c.id)
    .where(_OLDER.c.lane == INBOX.c.lane, reads(_OLDER.c.state, InboxState.WAITING), _OLDER.c.id < INBOX.c.id)
    .exists(),
)
_HEADS = (
    select(INBOX.c.id)
    .where(_IS_HEAD, INBOX.c.retry_at <= bindparam("wall"), INBOX.c.id <= bindparam("until"))
    .order_by(INBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("heads")
)
_CLAIM: Final = Swift(
    update(INBOX)
    .where(INBOX.c.id.in_(select(_HEADS.c.id)))
    .values(attempts=INBOX.c.attempts + 1)
    .returning(
        INBOX.c.id, INBOX.c.lane, INBOX.c.kind, INBOX.c.attempts, INBOX.c.channel, INBOX.c.account,
        INBOX.c.external_id, INBOX.c.received_at, shut(INBOX.c.raw, "raw"),
    )
)  # fmt: skip
_ENDLESS: Final = InboxId((1 << 63) - 1)
_RAW, _ID = INBOX.c.raw, itemgetter(0)


def claim_heads(conn: Connection, *, wall: datetime, most: int, until: InboxId = _ENDLESS) -> list[Head]:
    """Claim the heads of up to `most` lanes, oldest first, until this transaction ends.

    A row that waits for its next try holds its lane; rows locked by another worker are skipped. A row
    that cannot be opened is parked at once.
    """
    rows = _CLAIM.rows(conn, {"wall": wall, "most": most, "until": until})
    heads = []
    for id_, lane, kind, attempts, channel, account, external_id, received_at, sealed in sorted(
        rows, key=_ID
    ):
        try:
            raw = unseal(conn, _RAW, sealed) or b""
        except Unreadable as problem:
            park(conn, InboxId(id_), str(problem), wall=wall)
            continue
        stored = StoredRow(channel, account, external_id, raw, received_at)
        heads.append(Head(InboxId(id_), lane, kind, attempts, stored))
    return heads


def next_head(conn: Connection, *, until: InboxId, wall: datetime) -> Head | None:
    """The head that `claim_heads` would take first, if it is not newer than `until`, its attempt counted.

    Committed before the row is replayed, so that one which kills the process is found out.
    """
    return next(iter(claim_heads(conn, wall=wall, most=1, until=until)), None)


_FINISH: Final = SwiftAmong(
    lambda ids: (
        update(INBOX).where(INBOX.c.id.in_(ids)).values(state=InboxState.DONE, done_at=bindparam("wall"))
    )
)


def finish(conn: Connection, ids: Sequence[InboxId], *, wall: datetime) -> None:
    """These are done."""
    if ids:
        _FINISH.run(conn, ids, {"wall": wall})


def fail(conn: Connection, head: Head, problem: str, *, wall: datetime) -> bool:
    """The turn failed: wait longer each time, park at last. Gives whether it was parked.

    `problem` names the error's class, never a person's words.
    """
    if head.attempts >= ATTEMPTS:
        park(conn, head.id, problem, wall=wall)
        return True
    wait = timedelta(seconds=2 ** min(head.attempts, 8))
    conn.execute(
        update(INBOX).where(INBOX.c.id == head.id).values(retry_at=wall + wait, problem=problem[:200])
    )
    return False


def park(conn: Connection, id_: InboxId, problem: str, *, wall: datetime) -> None:
    """Nobody can read this update: set it aside, the lane goes on."""
    conn.execute(
        update(INBOX)
        .where(INBOX.c.id == id_)
        .values(state=InboxState.PARKED, done_at=wall, problem=problem[:200])
    )


def count_attempt(conn: Connection, id_: InboxId) -> int:
    """Count an attempt without claiming the row. Gives how often it was tried by now."""
    counted = update(INBOX).where(INBOX.c.id == id_).values(attempts=INBOX.c.attempts + 1)
    return int(conn.execute(counted.returning(INBOX.c.attempts)).scalar_one())


def oldest_waiting(conn: Connection) -> InboxId | None:
    """The first waiting row, whatever its lane."""
    waiting = reads(INBOX.c.state, InboxState.WAITING)
    found = conn.execute(select(func.min(INBOX.c.id)).where(waiting)).scalar()
    return None if found is None else InboxId(found)


def newest(conn: Connection) -> InboxId:
    """The last row there is, 0 where there is none."""
    return InboxId(conn.execute(select(func.coalesce(func.max(INBOX.c.id), 0))).scalar_one())


def next_retry(conn: Connection) -> datetime | None:
    """When the next lane may be tried, wall time; what waits behind a head does not count."""
    return conn.execute(select(func.min(INBOX.c.retry_at)).where(_IS_HEAD)).scalar()
