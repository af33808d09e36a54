"""Makes the dump of a populated database that every later release must still be able to read.

Run it once for a release, when its schema is final: `python -m tests.support.populate v0001`. What it
wrote is never changed afterwards; sealed values lie in it under the key of the tests.
"""

import argparse
import sqlite3
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from bot.core.case import Status
from bot.core.messages import (
    Address,
    Ask,
    Attachment,
    Button,
    EvidenceId,
    Kind,
    LaneKey,
    MediaKind,
    Notice,
    Outbound,
    Priority,
    Prompt,
)
from storage import cases, conversations, evidence, inbox, limits, outbox, people, state
from storage.cases import Event, Filing
from storage.conversations import Conversation
from storage.evidence import Kept, Wanted
from storage.inbox import Arrival
from storage.limits import Limit
from storage.outbox import Letter
from storage.people import Asked, ConsentAction, ConsentGiven, RequestKind
from tests.support.databases import opened, sqlite_url

FOLDER: Final = Path(__file__).parents[1] / "storage" / "populated"
NOON: Final = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
LANE: Final = LaneKey("a" * 32)
ADDRESS: Final = Address("post", "ward", "người phản ánh 1")
OLD_CASE, PHOTO, LOST = "26-0001-8", EvidenceId("1" * 32), EvidenceId("2" * 32)


def populate(conn: Connection) -> None:
    """Invented rows in every table, as the storage functions write them."""
    _talk(conn)
    _letters(conn)
    _case(conn)
    _people(conn)
    limits.take(conn, Limit("tries", 10, 3600), "w" * 64, wall=NOON)
    state.remember(conn, "key-fingerprint", "0" * 32)
    state.hold(conn, "timers", "process 1", wall=NOON, term=timedelta(minutes=1))
    state.begin_run(conn, wall=NOON, alone=True)


def _talk(conn: Connection) -> None:
    messages = [
        Arrival("post", "ward", str(n), LANE, b'{"text": "c\xc3\xa2n thi\xe1\xba\xbfu"}') for n in range(4)
    ]
    notice = inbox.notice(LANE, ADDRESS, "nudge:1", Notice("draft-nudge", {"hours": 20}))
    inbox.put(conn, [*messages, notice], now=NOON, wall=NOON)
    for settle in (inbox.finish, inbox.park):
        (head,) = inbox.claim_heads(conn, wall=NOON, most=1)
        if settle is inbox.finish:
            inbox.finish(conn, [head.id], wall=NOON)
        else:
            inbox.park(conn, head.id, "Unparsable", wall=NOON)
    draft = {"answers": {"category": "1", "place": {"text": "chợ Mơ Xa"}}, "seed": "s1"}
    talk = Conversation(
        LANE,
        ADDRESS,
        "vi",
        NOON,
        "c" * 64,
        "report",
        draft,
        NOON + timedelta(days=7),
        NOON + timedelta(days=1),
    )
    conversations.save(conn, [talk])


def _letters(conn: Connection) -> None:
    question = Prompt("Ở đâu?", (Button("Bỏ qua", "report:place:skip"),), Ask.PLACE, True, (2, 6))
    card = Outbound(LANE, Prompt("Hồ sơ 26-0001-8"), Kind.ASSIGNMENT, Priority.NEWS, replaces="case:1")
    for out in (
        Outbound(LANE, question, Kind.QUESTION),
        card,
        card,
        Outbound(LANE, Prompt("chờ"), brief=True),
    ):
        outbox.put(conn, [Letter(out, ADDRESS, "vi")], now=NOON, wall=NOON)
    (first,) = outbox.claim(conn, wall=NOON, most=1)
    outbox.delivered(conn, [(first.parcel.id, "m1")], wall=NOON)
    (second,) = outbox.claim(conn, wall=NOON, most=1)
    outbox.unsure(conn, second, "Uncertain", wall=NOON)


def _case(conn: Connection) -> None:
    photo = Attachment("ref-1", MediaKind.PHOTO, "cân.jpg", 1000)
    evidence.want(conn, [Wanted(id_, LANE, "post", photo, 0, NOON) for id_ in (PHOTO, LOST)], wall=NOON)
    filing = Filing(
        OLD_CASE, "f" * 64, LANE, False, "post", "vi", "1", "1a", "P2", "economic", {"reasons": ["row 1"]},
        {"details": "cân thiếu hai lạng"}, "place-1", NOON, date(2026, 3, 16),
    )  # fmt: skip
    state.next_serial(conn, 2026)
    case_id = cases.file(conn, filing)
    taken = Event(NOON, "officer", "post", "take", Status.ACCEPTED, {"note": "sẽ kiểm tra"})
    cases.move(conn, case_id, 1, cases.Change(Status.ACCEPTED), taken)
    cases.refer(conn, LANE, "1", "the next ward", {"details": "ngoài địa bàn"}, NOON)
    evidence.attach(conn, [PHOTO], case_id, keep_lane=True)
    evidence.keep(conn, Kept(PHOTO, MediaKind.PHOTO, "image/jpeg", "d" * 64, 1000, has_copy=True))
    evidence.open_original(conn, PHOTO, "officer 7", "đối chiếu", at=NOON)


def _people(conn: Connection) -> None:
    agreed = ConsentGiven(LANE, "reports", "1", "e" * 64, "vi", "post", ConsentAction.AGREED, NOON, "post:1")
    people.record_consent(conn, agreed)
    people.ask(conn, Asked(RequestKind.RIGHTS, "culture", LANE, {"wish": "xoá"}, NOON, NOON, NOON))


def main() -> None:
    """Writes the dump."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="the newest revision, e.g. v0001")
    name = parser.parse_args().name
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder))
        with opened(url) as database:
            database.transact(populate)
        connection = sqlite3.connect(Path(folder) / "candung.db")
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.sql").write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
        connection.close()


if __name__ == "__main__":
    main()
