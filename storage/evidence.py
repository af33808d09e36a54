"""Evidence: what is known of every file, and who opened an original. The bytes lie in the blob store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Index, Table, and_, func, insert, or_, select, text, update
from sqlmodel import Field, SQLModel

from bot.core.messages import Attachment, EvidenceId, LaneKey, MediaKind
from storage.columns import BIG_ID, Moment, SealedJson, words


class EvidenceState(StrEnum):
    """wanted: still with the platform · ready: original sealed (and a copy made, if a picture) ·
    refused: told to the person, bytes gone · deleted: erased after its time or on request."""

    WANTED = "wanted"
    READY = "ready"
    REFUSED = "refused"
    DELETED = "deleted"


WANTED = text("state = 'wanted'")


class EvidenceRow(SQLModel, table=True):
    """One file. `digest` is the SHA-256 of the bytes as they came, hex. `source` (sealed) says how to fetch it.

    A file belongs to the lane that sent it until the report is filed, then to the case.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        Index("evidence_wanted", "retry_at", sqlite_where=WANTED, postgresql_where=WANTED),
        Index("evidence_lane", "lane"),
        Index("evidence_case", "case_id"),
    )

    id: str = Field(primary_key=True, max_length=32)
    lane: str | None = Field(max_length=32)
    case_id: int | None = Field(default=None, sa_type=BIG_ID)
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

    id: int | None = Field(default=None, sa_type=BIG_ID, primary_key=True)
    evidence_id: str = Field(max_length=32)
    who: str = Field(max_length=100)
    reason: str = Field(max_length=500)
    at: datetime = Field(sa_type=Moment)


EVIDENCE: Table = EvidenceRow.__table__  # type: ignore[attr-defined]  SQLModel gives every table class its Table
OPENINGS: Table = Opening.__table__  # type: ignore[attr-defined]  the same


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


def want(conn: Connection, wanted: Sequence[Wanted], *, wall: datetime) -> None:
    """Note files to be fetched."""
    if wanted:
        conn.execute(
            insert(EVIDENCE),
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


def waiting(conn: Connection, *, wall: datetime, until: datetime, most: int) -> list[File]:
    """Claim files to fetch; they are not offered again before `until` (wall time)."""
    due = select(EVIDENCE.c.id).where(WANTED, EVIDENCE.c.retry_at <= wall).order_by(EVIDENCE.c.retry_at).limit(most)
    heads = due.with_for_update(skip_locked=True).cte("heads")
    rows = conn.execute(
        update(EVIDENCE)
        .where(EVIDENCE.c.id.in_(select(heads.c.id)))
        .values(retry_at=until, attempts=EVIDENCE.c.attempts + 1)
        .returning(EVIDENCE)
    )
    return [_file(row) for row in rows]


def _file(row: Any) -> File:
    source = row.source and Attachment(row.source["ref"], row.kind, row.source["name"], row.source["size"])
    return File(
        EvidenceId(row.id), row.lane, row.case_id, row.channel, source, row.kind, row.state, row.media_type,
        row.digest, row.size, row.has_copy, row.attempts,
    )  # fmt: skip


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
    row = conn.execute(select(EVIDENCE).where(EVIDENCE.c.id == id_)).first()
    return _file(row) if row else None


def of_case(conn: Connection, case_id: int) -> list[File]:
    """The files of a case, in order."""
    rows = conn.execute(select(EVIDENCE).where(EVIDENCE.c.case_id == case_id).order_by(EVIDENCE.c.position))
    return [_file(row) for row in rows]


def of_lane(conn: Connection, lane: LaneKey) -> list[File]:
    """The files that this person sent and that are not part of a case yet."""
    rows = conn.execute(select(EVIDENCE).where(EVIDENCE.c.lane == lane).order_by(EVIDENCE.c.came_at))
    return [_file(row) for row in rows]


def attach(conn: Connection, ids: Sequence[str], case_id: int, *, keep_lane: bool) -> None:
    """These files now belong to a case; without `keep_lane` nothing says any more who sent them."""
    for position, id_ in enumerate(ids):
        values: dict[str, Any] = {"case_id": case_id, "position": position}
        if not keep_lane:
            values["lane"] = None
        conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == id_).values(values))


def erase(conn: Connection, ids: Sequence[str]) -> None:
    """These files are to go; the collector deletes their bytes."""
    if ids:
        conn.execute(
            update(EVIDENCE)
            .where(EVIDENCE.c.id.in_(ids), EVIDENCE.c.case_id.is_(None))
            .values(state=EvidenceState.DELETED, source=None, lane=None)
        )


def to_delete(conn: Connection, *, most: int) -> list[EvidenceId]:
    """Erased or refused files whose bytes may still lie in the store."""
    gone = EVIDENCE.c.state.in_([EvidenceState.DELETED, EvidenceState.REFUSED])
    rows = conn.execute(select(EVIDENCE.c.id).where(gone, EVIDENCE.c.reason != "bytes-gone").limit(most))
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


def orphans(conn: Connection, before: datetime) -> list[EvidenceId]:
    """Files of lanes that no conversation and no case holds any more: sent before `before` (product time)."""
    rows = conn.execute(
        select(EVIDENCE.c.id).where(
            EVIDENCE.c.case_id.is_(None),
            EVIDENCE.c.came_at < before,
            or_(EVIDENCE.c.state == EvidenceState.READY, and_(EVIDENCE.c.state == EvidenceState.WANTED)),
        )
    )
    return [EvidenceId(row.id) for row in rows]
