"""Notices of ours on the lanes of people, cases and groups."""

from datetime import datetime
from operator import itemgetter
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, update

from bot.core.messages import Address, LaneKey, Notice
from bot.core.ports import StoredRow
from storage.columns import readable, reads, shut
from storage.inbox.table import INBOX, Arrival, InboxKind, InboxState


def notice(lane: LaneKey, address: Address, key: str, said: Notice) -> Arrival:
    """A notice of ours as a row: `key` makes it once, whatever happens."""
    raw = msgspec.json.encode({"person": address.person, "name": said.name, "args": dict(said.args)})
    return Arrival(address.channel, address.account, f"notice:{key}", lane, raw, InboxKind.NOTICE)


CLOCK: Final = "clock"
"""The channel of what time says about a case, or to a group: nobody is reached on it."""


def on_case(case_id: int, key: str, said: Notice) -> Arrival:
    """A notice on the lane of a case, which nobody but time speaks on."""
    name = f"case:{case_id}"
    return notice(LaneKey(name), Address(CLOCK, "", name), f"{name}:{key}", said)


def on_group(lane: LaneKey, key: str, said: Notice) -> Arrival:
    """A notice for all who sit in a group: nobody speaks there as one, so no conversation is kept for it."""
    return notice(lane, Address(CLOCK, "", lane), key, said)


class _NoticeRaw(msgspec.Struct):
    person: str
    name: str
    args: dict[str, Any]


def read_notice(row: StoredRow) -> tuple[Address, Notice]:
    """A notice row read back."""
    person, said = _told(row.raw)
    return Address(row.channel, row.account, person), said


def _told(raw: bytes) -> tuple[str, Notice]:
    told = msgspec.json.decode(raw, type=_NoticeRaw)
    return told.person, Notice(told.name, told.args)


def along(conn: Connection, lane: LaneKey, own: str, *, wall: datetime) -> list[Notice]:
    """The other notices that wait on this lane and whose keys begin like that of `own`, up to its first
    colon: they are done with it, for its turn says what they would."""
    mark = ":".join(own.split(":")[:2])
    called = INBOX.c.external_id.startswith(f"{mark}:", autoescape=True)
    waits = (reads(INBOX.c.state, InboxState.WAITING), INBOX.c.kind == InboxKind.NOTICE)
    same = (INBOX.c.lane == lane, *waits, called, INBOX.c.external_id != own)
    done = update(INBOX).where(*same).values(state=InboxState.DONE, done_at=wall)
    rows = conn.execute(done.returning(INBOX.c.id, shut(INBOX.c.raw, "raw"))).all()
    opened = (readable(conn, INBOX.c.raw, sealed) for _, sealed in sorted(rows, key=itemgetter(0)))
    return [_told(raw)[1] for raw in opened if raw is not None]
