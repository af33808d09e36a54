"""Evidence: what is known of every file, and who opened an original. The bytes lie in the blob store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Index, bindparam, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.messages import Attachment, EvidenceId, LaneKey, MediaKind
from storage.columns import BIG_ID, Moment, SealedJson, Unreadable, reads, shut, unseal, words
from storage.conversations import CONVERSATIONS
from storage.sealing import Keyring


class EvidenceState(StrEnum):
    """wanted: still with the platform · ready: original sealed (and a copy made, if a picture) ·
    refused: told to the person, bytes gone · deleted: erased after its time or on request."""

    WANTED = "wanted"
    READY = "ready"
    REFUSED = "refused"
    DELETED = "deleted"


WANTED = text("state = 'wanted'")
LOOSE = text("case_id IS NULL AND (state = 'wanted' OR state = 'ready')")
"""Files that are part of no case."""
BYTES_LEFT = text("(state = 'deleted' OR state = 'refused') AND reason <> 'bytes-gone'")
"""Files that are to go and whose bytes may still lie in the store."""

SPENT = text("reason = 'bytes-gone'")
"""Files of which nothing is left but the row."""


class EvidenceRow(SQLModel, table=True):
    """One file. `digest` is the SHA-256 of the bytes as they came, hex; `source` says how to fetch it.

    A file belongs to the lane that sent it until the report is filed, then to the case.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        Index("evidence_wanted", "retry_at", sqlite_where=WANTED, postgresql_where=WANTED),
        Index("evidence_loose", "came_at", sqlite_where=LOOSE, postgresql_where=LOOSE),
        Index("evidence_gone", "id", sqlite_where=BYTES_LEFT, postgresql_where=BYTES_LEFT),
        Index("evidence_spent", "came_at", sqlite_where=SPENT, postgresql_where=SPENT),
        Index("evidence_lane", "lane", "came_at"),
        Index("evidence_case", "case_id", "position"),
        Index("evidence_counts", "state"),
    )

    id: str = Field(primary_key=True, max_length=32)
    lane: str | None = Field(max_length=32)
    case_id: int | None = Field(default=None, sa_type=BIG_ID, foreign_key="cases.id")
    position: int = 0
    channel: str = Field(max_length=20)
    source: Any = Field(sa_type=SealedJson("evidence.source"), nullable=True)
    kind: MediaKind = Field(sa_type=words(MediaKind))
    state: EvidenceState = Field(sa_type=words(EvidenceState))
    media_type: str = Field(default="", max_length=100)
    digest: str = Field(default="", max_length=64)
    size: int = Field(default=0, sa_type=BIG_ID)
    has_copy: bool = False
    reason: str = ""
    attempts: int = 0
    came_at: datetime = Field(sa_type=Moment)
    retry_at: datetime = Field(sa_type=Moment)


class Opening(SQLModel, table=True):
    """Who opened an original, and why. Append-only."""

    __tablename__ = "openings"
    __table_args__ = (Index("openings_evidence", "evidence_id", "id"), Index("openings_at", "at"))

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    evidence_id: str = Field(max_length=32, foreign_key="evidence.id")
    who: str = Field(max_length=100)
    reason: str = Field(max_length=500)
    at: datetime = Field(sa_type=Moment)


EVIDENCE: Final = SQLModel.metadata.tables["evidence"]
OPENINGS: Final = SQLModel.metadata.tables["openings"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a message points to, to be fetched by the collector."""

    id: EvidenceId
    lane: LaneKey
    channel: str
    attachment: Attachment
    position: int
    came_at: datetime


@dataclass(frozen=True, slots=True)
class File:
    """One file as others need it."""

    id: EvidenceId
    lane: LaneKey | None
    case_id: int | None
    channel: str
    source: Attachment | None
    kind: MediaKind
    state: EvidenceState
    media_type: str
    digest: str
    size: int
    has_copy: bool
    attempts: int


_WANT = {
    dialect: insert_(EVIDENCE).on_conflict_do_nothing(index_elements=["id"])
    for dialect, insert_ in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}


def want(conn: Connection, wanted: Sequence[Wanted], *, wall: datetime) -> None:
    """Note files to be fetched; one that is known already is not ordered twice."""
    if wanted:
        conn.execute(
            _WANT[conn.dialect.name],
            [
                {
                    "id": w.id, "lane": w.lane, "channel": w.channel, "position": w.position,
                    "source": {"ref": w.attachment.ref, "name": w.attachment.name, "size": w.attachment.size},
                    "kind": w.attachment.kind, "state": EvidenceState.WANTED, "came_at": w.came_at,
                    "retry_at": wall, "media_type": "", "digest": "", "size": 0, "has_copy": False,
                    "reason": "", "attempts": 0,
                }
                for w in wanted
            ],
        )  # fmt: skip


_COLUMNS = (
    EVIDENCE.c.id, EVIDENCE.c.lane, EVIDENCE.c.case_id, EVIDENCE.c.channel, shut(EVIDENCE.c.source, "source"),
    EVIDENCE.c.kind, EVIDENCE.c.state, EVIDENCE.c.media_type, EVIDENCE.c.digest, EVIDENCE.c.size,
    EVIDENCE.c.has_copy, EVIDENCE.c.attempts, EVIDENCE.c.came_at, EVIDENCE.c.position,
)  # fmt: skip


def waiting(conn: Connection, *, wall: datetime, until: datetime, most: int) -> list[File]:
    """Claim files to fetch; they are not offered again before `until` (wall time)."""
    due = (
        select(EVIDENCE.c.id)
        .where(WANTED, EVIDENCE.c.retry_at <= wall)
        .order_by(EVIDENCE.c.retry_at)
        .limit(most)
    )
    heads = due.with_for_update(skip_locked=True).cte("heads")
    rows = conn.execute(
        update(EVIDENCE)
        .where(EVIDENCE.c.id.in_(select(heads.c.id)))
        .values(retry_at=until, attempts=EVIDENCE.c.attempts + 1)
        .returning(*_COLUMNS)
    ).all()
    return [_file(conn, row) for row in sorted(rows, key=lambda row: (row.came_at, row.position))]


def _file(conn: Connection, row: Any) -> File:
    """One row read; a source that cannot be opened is no source."""
    try:
        source = unseal(conn, EVIDENCE.c.source, row.source)
    except Unreadable:
        source = None
    attachment = source and Attachment(source["ref"], row.kind, source["name"], source["size"])
    return File(
        EvidenceId(row.id), row.lane, row.case_id, row.channel, attachment, row.kind, row.state,
        row.media_type, row.digest, row.size, row.has_copy, row.attempts,
    )  # fmt: skip


def hasten(conn: Connection, *, wall: datetime, latest: datetime) -> int:
    """Make due what waits beyond `latest`, because its collector died or the clock was set back."""
    late = update(EVIDENCE).where(WANTED, EVIDENCE.c.retry_at > latest)
    return conn.execute(late.values(retry_at=wall)).rowcount


def later(conn: Connection, id_: EvidenceId, *, at: datetime) -> None:
    """Fetch it again at `at` (wall time)."""
    conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == id_).values(retry_at=at))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became known of a file when it was fetched."""

    id: EvidenceId
    kind: MediaKind
    media_type: str
    digest: str
    size: int
    has_copy: bool


def keep(conn: Connection, kept: Kept) -> bool:
    """The original lies sealed; False where the file was meanwhile erased (then the bytes must go again)."""
    statement = (
        update(EVIDENCE)
        .where(EVIDENCE.c.id == kept.id, WANTED)
        .values(
            state=EvidenceState.READY, kind=kept.kind, media_type=kept.media_type, digest=kept.digest,
            size=kept.size, has_copy=kept.has_copy, source=None,
        )
    )  # fmt: skip
    return conn.execute(statement).rowcount == 1


def refuse(conn: Connection, id_: EvidenceId, reason: str) -> bool:
    """It cannot be kept; `reason` is a locale key. False where it was refused or erased before."""
    statement = (
        update(EVIDENCE)
        .where(EVIDENCE.c.id == id_, WANTED)
        .values(state=EvidenceState.REFUSED, reason=reason, source=None)
    )
    return conn.execute(statement).rowcount == 1


def find(conn: Connection, id_: str) -> File | None:
    """One file."""
    row = conn.execute(select(*_COLUMNS).where(EVIDENCE.c.id == id_)).first()
    return _file(conn, row) if row else None


def of_case(conn: Connection, case_id: int) -> list[File]:
    """The files of a case, in order."""
    rows = conn.execute(select(*_COLUMNS).where(EVIDENCE.c.case_id == case_id).order_by(EVIDENCE.c.position))
    return [_file(conn, row) for row in rows]


_OF_LANE = select(*_COLUMNS).where(EVIDENCE.c.lane == bindparam("of")).order_by(EVIDENCE.c.came_at)


def of_lane(conn: Connection, lane: LaneKey) -> list[File]:
    """The files that this person sent and that are not part of a case yet."""
    rows = conn.execute(_OF_LANE, {"of": lane})
    return [_file(conn, row) for row in rows]


def evidence_id(keyring: Keyring, lane: LaneKey, external_id: str, position: int) -> EvidenceId:
    """The id of a message's file: made of the message's own key, so a turn that runs twice orders it once."""
    return EvidenceId(keyring.tag("evidence", f"{lane}:{external_id}:{position}".encode())[:32])


def attach(
    conn: Connection,
    ids: Sequence[str],
    case_id: int,
    *,
    keep_lane: bool,
    came_at: datetime | None = None,
    first: int = 0,
) -> int:
    """These files now belong to a case; without `keep_lane` nothing says any more who sent them. They stand
    behind the `first` that the case has already.

    `came_at` takes the place of the moment they came, which would lead back to the message they came in.
    What was erased, or is part of another case, stays what it is. Gives how many belong to the case now.
    """
    if not ids:
        return 0
    ours = EVIDENCE.c.case_id.is_(None) | (EVIDENCE.c.case_id == case_id)
    attached = 0
    for position, id_ in enumerate(ids, start=first):
        values: dict[str, Any] = {"case_id": case_id, "position": position}
        if not keep_lane:
            values["lane"] = None
        if came_at is not None:
            values["came_at"] = came_at
        free = update(EVIDENCE).where(EVIDENCE.c.id == id_, ours, EVIDENCE.c.state != EvidenceState.DELETED)
        attached += conn.execute(free.values(values)).rowcount
    return attached


def erase(conn: Connection, ids: Sequence[str]) -> None:
    """These files are to go unless they are part of a case; the collector deletes their bytes."""
    if ids:
        conn.execute(
            update(EVIDENCE)
            .where(EVIDENCE.c.id.in_(ids), EVIDENCE.c.case_id.is_(None))
            .values(state=EvidenceState.DELETED, source=None, lane=None, digest="")
        )


def erase_loose(conn: Connection, lanes: Sequence[LaneKey]) -> None:
    """The files that these people sent and that are part of no case are to go."""
    if lanes:
        conn.execute(_ERASE_LOOSE, {"lanes": lanes})


_ERASE_LOOSE = (
    update(EVIDENCE)
    .where(EVIDENCE.c.lane.in_(bindparam("lanes", expanding=True)), EVIDENCE.c.case_id.is_(None))
    .values(state=EvidenceState.DELETED, source=None, lane=None, digest="")
)


def erase_lane(conn: Connection, lane: LaneKey) -> None:
    """Erase what this person sent and is part of no case; of the rest nothing says any more who sent it."""
    of_lane_ = EVIDENCE.c.lane == lane
    loose = conn.execute(select(EVIDENCE.c.id).where(of_lane_, EVIDENCE.c.case_id.is_(None)))
    erase(conn, list(loose.scalars()))
    conn.execute(update(EVIDENCE).where(of_lane_).values(lane=None))


def to_delete(conn: Connection, *, most: int) -> list[EvidenceId]:
    """Erased or refused files whose bytes may still lie in the store."""
    rows = conn.execute(select(EVIDENCE.c.id).where(BYTES_LEFT).order_by(EVIDENCE.c.id).limit(most))
    return [EvidenceId(row.id) for row in rows]


def deleted(conn: Connection, id_: EvidenceId) -> None:
    """Its bytes are gone."""
    conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == id_).values(reason="bytes-gone"))


def open_original(conn: Connection, id_: EvidenceId, who: str, reason: str, *, at: datetime) -> None:
    """Write down who opens an original and why, before it is opened."""
    conn.execute(insert(OPENINGS).values(evidence_id=id_, who=who, reason=reason, at=at))


def openings(conn: Connection, id_: EvidenceId) -> Sequence[Any]:
    """Who opened this original."""
    return conn.execute(select(OPENINGS).where(OPENINGS.c.evidence_id == id_).order_by(OPENINGS.c.id)).all()


def counts(conn: Connection) -> Mapping[str, int]:
    """How many files stand where."""
    rows = conn.execute(select(EVIDENCE.c.state, func.count()).group_by(EVIDENCE.c.state))
    return {str(state): count for state, count in rows}


def standing(conn: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these ids whose bytes are to stay."""
    stays = reads(EVIDENCE.c.state, EvidenceState.WANTED, EvidenceState.READY)
    return set(conn.execute(select(EVIDENCE.c.id).where(EVIDENCE.c.id.in_(ids), stays)).scalars())


def sources(conn: Connection) -> set[str]:
    """Where the files still lie that are to be fetched."""
    rows = conn.execute(select(*_COLUMNS).where(WANTED)).all()
    return {file.source.ref for file in (_file(conn, row) for row in rows) if file.source is not None}


_OPEN_TALK = (
    select(CONVERSATIONS.c.lane)
    .where(CONVERSATIONS.c.lane == EVIDENCE.c.lane, CONVERSATIONS.c.flow.is_not(None))
    .exists()
)


def orphans(conn: Connection, before: datetime, *, most: int = 1000) -> list[EvidenceId]:
    """Files that were sent before `before` (product time), became part of no case and belong to no
    conversation that is still open, oldest first."""
    old = select(EVIDENCE.c.id).where(LOOSE, EVIDENCE.c.came_at < before, ~_OPEN_TALK)
    rows = conn.execute(old.order_by(EVIDENCE.c.came_at).limit(most))
    return [EvidenceId(row.id) for row in rows]
