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
from bot.core.clocks import Pause
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
from bot.core.people import Role
from bot.core.retention import Goes
from storage import (
    absences,
    cases,
    clocks,
    conversations,
    duties,
    evidence,
    gallery,
    groups,
    inbox,
    limits,
    outbox,
    people,
    retention,
    rota,
    shown,
    staff,
    state,
    threads,
)
from storage.absences import Away
from storage.cases import Change, Event, Filing
from storage.conversations import Conversation
from storage.duties import Done
from storage.evidence import Kept, Wanted
from storage.groups import Group
from storage.inbox import Arrival
from storage.limits import Limit
from storage.outbox import Letter
from storage.people import Asked, ConsentAction, ConsentGiven, RequestKind
from storage.retention import Over
from storage.rota import OnWatch
from storage.staff import InvitationKind, Invited, Joining, StaffState
from storage.threads import Line, ThreadAction, ThreadSide
from tests.support.databases import opened, sqlite_url

FOLDER: Final = Path(__file__).parents[1] / "storage" / "populated"
NOON: Final = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
LANE: Final = LaneKey("a" * 32)
ADDRESS: Final = Address("post", "ward", "người phản ánh 1")
OLD_CASE, PHOTO, LOST = "26-0001-8", EvidenceId("1" * 32), EvidenceId("2" * 32)

# Since v0002.
DESK, DESK_ADDRESS = LaneKey("b" * 32), Address("post", "ward", "cán bộ 1")
GROUP = Group("economic", LaneKey("c" * 32), Address("post", "ward", "nhóm 1"), "vi")
TAKEN_CASE, TOKEN = "26-0002-6", "t" * 64
SOON: Final = NOON + timedelta(minutes=1)

# Since v0003.
CLOSED_CASE = "26-0003-4"
REMIND: Final = NOON + timedelta(days=1, seconds=30)
DUTY = "yearly-report"

# Since v0004.
HELPED_CASE = "26-0004-2"
CLEANED_CASE = "26-0005-9"
WATCH = OnWatch(NOON, "police", NOON + timedelta(days=1), 1, 1, NOON, 2, SOON, REMIND)


def populate(conn: Connection) -> None:
    """Invented rows in every table, as the storage functions write them."""
    _gathered(conn)
    _talk(conn)
    _letters(conn)
    _case(conn)
    _people(conn)
    limits.take(conn, Limit("tries", 10, 3600), "w" * 64, wall=NOON)
    state.remember(conn, "key-fingerprint", "0" * 32)
    state.begin_run(conn, wall=NOON, alone=True)
    state.hold(conn, "timers", "process 1", wall=NOON, term=timedelta(minutes=1))
    member = _staff(conn)
    _desk(conn, member)
    _work(conn, member)
    _helped(conn)
    _kept_and_cleaned(conn)
    rota.put(conn, WATCH)


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
    case_id = cases.file(conn, filing).id
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


def _gathered(conn: Connection) -> None:
    """It was delivered when it had waited long enough."""
    photos = Outbound(DESK, Prompt("Đã nhận 2 ảnh"), replaces="album:1", gathers=True)
    for wall in (NOON, NOON + timedelta(seconds=1)):
        outbox.put(conn, [Letter(photos, DESK_ADDRESS, "vi")], now=NOON, wall=wall)
    (sent,) = outbox.claim(conn, wall=SOON, most=9)
    outbox.delivered(conn, [(sent.parcel.id, "m9")], wall=SOON)


def _staff(conn: Connection) -> int:
    """One who works and blocked us for a while, and the link that made them; an open link; a group."""
    conversations.save(conn, [Conversation(DESK, DESK_ADDRESS, "en", NOON)])
    conversations.block(conn, DESK, SOON)
    end = NOON + timedelta(days=2)
    for token, name in ((TOKEN, "Trần Thị Mẫu"), ("o" * 64, "Lê Văn Mẫu")):
        invited = Invited(
            token, InvitationKind.PERSON, Role.OFFICER, "economic", name, None, NOON, end
        )  # fmt: skip
        staff.invite(conn, invited)
    link = staff.find_invitation(conn, TOKEN)
    assert link is not None
    staff.use(conn, link.id, DESK, at=SOON)
    joining = Joining(link.name, "mau.tran", link.role, link.office, DESK, StaffState.WAITING, None, SOON)
    member = staff.join(conn, joining)
    staff.confirm(conn, member)
    groups.bind(conn, GROUP, by=member, at=SOON)
    return member


def _desk(conn: Connection, member: int) -> None:
    """A case about an official that somebody took, a request that they answered, and what they were shown."""
    filing = Filing(
        TAKEN_CASE, "e" * 64, None, True, "post", "vi", "9", None, "P1", "economic", {"reasons": ["row 9"]},
        {"details": "thu tiền không biên lai"}, "place-2", NOON, date(2026, 3, 16), confidential=True,
    )  # fmt: skip
    case_id = cases.file(conn, filing).id
    taken = Event(SOON, "officer", "post", "take", Status.ACCEPTED, staff=member)
    cases.move(conn, case_id, 1, Change(Status.ACCEPTED, holder=member), taken)
    shown.note(conn, f"case:{case_id}", DESK, at=SOON)
    other = LaneKey("d" * 32)
    request = people.ask(conn, Asked(RequestKind.OFFICER, "economic", other, {"text": "alô"}, NOON))
    threads.write(conn, request, Line(ThreadSide.RESIDENT, None, "mấy giờ mở cửa?", NOON))
    answer = Line(
        ThreadSide.STAFF, member, "từ 7 giờ 30", SOON, ThreadAction.WRITE, "officer", "economic", "post"
    )
    threads.write(conn, request, answer)
    gallery.remember(conn, PHOTO, "post", "ward", "ref-9")


def _work(conn: Connection, member: int) -> None:
    """A case that was asked about, concluded and closed, in one matter with another one; the day on which
    somebody is away, and a duty that was done."""
    filing = Filing(
        CLOSED_CASE, "d" * 64, LANE, False, "post", "vi", "1", None, "P3", "economic", {"reasons": ["row 1"]},
        {"details": "cân đồng hồ lệch"}, "place-3", NOON, date(2026, 3, 16), evidence_have=2, evidence_of=6,
        remind_at=REMIND,
    )  # fmt: skip
    filed = cases.file(conn, filing)
    other = cases.find(conn, TAKEN_CASE)
    assert other is not None
    cases.link(conn, filed.id, other.id)
    ended = Event(SOON, "officer", "post", "close", Status.CLOSED, {"outcome": "warned"}, member)
    change = Change(Status.CLOSED, outcome="warned", holder=member, evidence_have=4, reopened=1)
    cases.move(conn, filed.id, 2, change, ended)
    clocks.change(
        conn, filed.id, taken_at=NOON, first_word_at=NOON, concluded_at=SOON, closed_at=SOON, nagged_at=SOON,
        pauses=[Pause(NOON, SOON)], extended_days=3, sent=["accept:50"], remind_at=None, late_at=REMIND,
        clean_at=SOON,
    )  # fmt: skip
    absences.add(conn, Away(member, date(2026, 3, 2), date(2026, 3, 4), None, member, SOON))
    duties.finish(conn, Done(DUTY, "2026", SOON, member))


def _helped(conn: Connection) -> None:
    """A case with which another office helps."""
    route = {"reasons": ["row 4"], "coordinators": ["culture", "police"]}
    filing = Filing(
        HELPED_CASE, "c" * 64, None, True, "post", "vi", "2", None, "P3", "police", route,
        {"details": "hàng không nhãn"}, "place-4", NOON, date(2026, 3, 16),
    )  # fmt: skip
    cases.file(conn, filing)


def _kept_and_cleaned(conn: Connection) -> None:
    """A case that a legal file needs; one of which nothing is left but what is counted."""
    helped = cases.find(conn, HELPED_CASE)
    assert helped is not None
    kept = Event(SOON, "leader", "post", "keep", Status.SENT, {"reason": "hồ sơ vụ án"}, 1)
    cases.move(conn, helped.id, helped.version, Change(Status.SENT, kept_at=SOON), kept)
    filing = Filing(
        CLEANED_CASE, "b" * 64, LANE, False, "post", "vi", "3", None, "P3", "police",
        {"row": "row 5", "reasons": []}, {"details": "nhãn sai"}, "place-5", NOON, date(2026, 3, 16),
    )  # fmt: skip
    case = cases.file(conn, filing)
    withdrawn = Event(NOON, "resident", "post", "withdraw", Status.WITHDRAWN)
    cases.move(conn, case.id, 1, Change(Status.WITHDRAWN), withdrawn)
    clocks.change(conn, case.id, closed_at=REMIND, clean_at=REMIND, remind_at=None)
    assert retention.clean(conn, Over(case.id, Status.WITHDRAWN, None, None, None, NOON), SOON)
    retention.note(conn, SOON.date(), {Goes.UNSUBSTANTIATED_CASES: 1})


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
