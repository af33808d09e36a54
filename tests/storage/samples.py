"""Invented rows, each in as few words as a test needs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, text

from bot.core.case import Status
from bot.core.messages import (
    Address,
    Attachment,
    EvidenceId,
    Kind,
    LaneKey,
    MediaKind,
    Outbound,
    OutboxId,
    Priority,
    Prompt,
)
from bot.core.people import Role
from storage import cases, conversations, evidence, inbox, outbox, staff
from storage.cases import Event, Filing
from storage.conversations import Conversation
from storage.evidence import Wanted
from storage.inbox import Arrival, Head
from storage.outbox import Claim, Letter
from storage.people import Asked, RequestKind
from storage.staff import InvitationKind, Invited, Joining, StaffState

NOON: Final = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Noon in Vietnam on a Monday; product time and wall time alike where a test does not tell them apart."""
AN, BINH, CHI = (LaneKey(digit * 32) for digit in "abc")


def later(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def arrival(lane: LaneKey, external_id: str, raw: bytes = b"{}") -> Arrival:
    """A message on the invented channel `post`."""
    return Arrival("post", "ward", external_id, lane, raw)


def receive(conn: Connection, *messages: tuple[LaneKey, str]) -> None:
    """These came in, in this order."""
    inbox.put(conn, [arrival(lane, external_id) for lane, external_id in messages], now=NOON, wall=NOON)


def claimed(conn: Connection, *, most: int = 10, wall: datetime = NOON) -> list[Head]:
    """What a dispatcher gets."""
    return inbox.claim_heads(conn, wall=wall, most=most)


def names(heads: list[Head]) -> list[str]:
    """The external ids of these heads."""
    return [head.row.external_id for head in heads]


def letter(lane: LaneKey, text: str, kind: Kind = Kind.REPLY, **how: Any) -> Letter:
    """Something to be said; `how` goes to `Outbound`."""
    return Letter(
        Outbound(lane, Prompt(text), kind, **how), Address("post", "ward", f"person {lane[0]}"), "vi"
    )


def urgent(lane: LaneKey, text: str, priority: Priority) -> Letter:
    """Something to be said with this priority."""
    return letter(lane, text, priority=priority)


def queue(conn: Connection, *letters: Letter) -> None:
    """Queue these, in this order."""
    outbox.put(conn, letters, now=NOON, wall=NOON)


def leased(conn: Connection, *, most: int = 10, wall: datetime = NOON) -> list[Claim]:
    """What a courier gets."""
    return outbox.claim(conn, wall=wall, most=most)


def texts(claims: list[Claim]) -> list[str]:
    """What these would say."""
    return [claim.parcel.prompt.text for claim in claims]


def send(conn: Connection, *, external_id: str = "m1", wall: datetime = NOON) -> OutboxId:
    """Claim one row and deliver it; gives its id."""
    (claim,) = leased(conn, most=1, wall=wall)
    outbox.delivered(conn, [(claim.parcel.id, external_id)], wall=wall)
    return claim.parcel.id


def talk(lane: LaneKey, **changes: Any) -> Conversation:
    """A conversation that nobody stored yet."""
    values: dict[str, Any] = {"language": "vi", "updated_at": NOON} | changes
    return Conversation(lane, Address("post", "ward", f"person {lane[0]}"), **values)


def stored_talk(conn: Connection, lane: LaneKey, **changes: Any) -> Conversation:
    """A conversation as it was stored."""
    conversations.save(conn, [talk(lane, **changes)])
    return conversations.load(conn, [lane])[lane]


def filing(code: str, lane: LaneKey | None = AN, **changes: Any) -> Filing:
    """A report about an invented market."""
    values: dict[str, Any] = {
        "code": code, "secret": "f" * 64, "lane": lane, "anonymous": lane is None, "channel": "post",
        "language": "vi", "category": "1", "subcategory": "1a", "priority": "P2", "lead": "economic",
        "route": {"reasons": ["row 1"]}, "report": {"details": "cân thiếu ở chợ Mơ Xa"},
        "place_key": "market-1", "filed_at": NOON, "due_on": date(2026, 3, 16),
    }  # fmt: skip
    return Filing(**(values | changes))


def filed(conn: Connection, code: str = "26-0001-8", lane: LaneKey | None = AN) -> int:
    """A filed case; gives its id."""
    return cases.file(conn, filing(code, lane)).id


def file_id(number: int) -> EvidenceId:
    """An id of a file."""
    return EvidenceId(f"{number:032x}")


def wanted(number: int, lane: LaneKey = AN, *, came_at: datetime = NOON) -> Wanted:
    """A photo that a message pointed to."""
    photo = Attachment(f"ref-{number}", MediaKind.PHOTO, "cân.jpg", 1000)
    return Wanted(file_id(number), lane, "post", photo, number, came_at)


def want(conn: Connection, *numbers: int, lane: LaneKey = AN) -> None:
    """These photos are to be fetched."""
    evidence.want(conn, [wanted(number, lane) for number in numbers], wall=NOON)


def taken(at: int = 60, status: Status = Status.ACCEPTED, **changes: Any) -> Event:
    """An officer took the case."""
    values: dict[str, Any] = {"details": {"note": "sẽ kiểm tra"}} | changes
    return Event(later(at), "officer", "post", "take", status, **values)


def asked(lane: LaneKey, kind: RequestKind = RequestKind.OFFICER) -> Asked:
    """Somebody wants something of a person of the ward."""
    return Asked(
        kind, "economic", lane, {"text": "xin gặp cán bộ"}, NOON, due_first=later(60), due_last=later(90)
    )


def joining(lane: LaneKey = AN, **changes: Any) -> Joining:
    """An invented officer of the office of economy."""
    values: dict[str, Any] = {
        "name": "Trần Thị Mẫu", "account_name": "mau.tran", "role": Role.OFFICER, "office": "economic",
        "lane": lane, "state": StaffState.ACTIVE, "invited_by": None, "joined_at": NOON,
    }  # fmt: skip
    return Joining(**(values | changes))


def joined(conn: Connection, lane: LaneKey = AN, **changes: Any) -> int:
    """They accepted; gives their number."""
    return staff.join(conn, joining(lane, **changes))


def invited(conn: Connection, token: str = "t" * 64, **changes: Any) -> int:
    """A link for an invented officer that works for two days; gives its number."""
    values: dict[str, Any] = {
        "token": token, "kind": InvitationKind.PERSON, "role": Role.OFFICER, "office": "economic",
        "name": "Lê Văn Mẫu", "made_by": 1, "made_at": NOON, "expires_at": NOON + timedelta(days=2),
    }  # fmt: skip
    return staff.invite(conn, Invited(**(values | changes)))


def spoil(conn: Connection, table: str, column: str, row: int) -> None:
    """Nobody holds the key of this sealed value any more."""
    spoilt = text(f"UPDATE {table} SET {column} = :junk WHERE id = :row")  # noqa: S608 - names of ours
    conn.execute(spoilt, {"junk": b"sealed by somebody else", "row": row})
