"""Databases of earlier releases, full of rows, are migrated and read by this one."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from bot.core.case import Status
from bot.core.clocks import Pause
from bot.core.messages import Ask, Attachment, Button, Kind, MediaKind, Notice, Prompt
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
from storage.absences import Absence
from storage.cases import Change, Event, Sought
from storage.clocks import Stamped
from storage.database import Database
from storage.duties import Done
from storage.evidence import EvidenceState
from storage.migrations import migrate, standing
from storage.people import RequestKind
from storage.threads import Line, ThreadAction, ThreadSide
from tests.storage.test_schema import columns, definitions
from tests.support.databases import opened
from tests.support.populate import (
    ADDRESS,
    CLEANED_CASE,
    CLOSED_CASE,
    DESK,
    DESK_ADDRESS,
    DUTY,
    FOLDER,
    GROUP,
    HELPED_CASE,
    LANE,
    LOST,
    NOON,
    OLD_CASE,
    PHOTO,
    REMIND,
    SOON,
    TAKEN_CASE,
    TOKEN,
    WATCH,
)

DUMPS = sorted(FOLDER.glob("*.sql"))
DERIVED = {"case_clocks"}
"""A migration fills these from what there was."""


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
def dump(request: pytest.FixtureRequest) -> Path:
    """What was written at that release."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def old(dump: Path, tmp_path: Path) -> Iterator[Connection]:
    """A database of that release, migrated to this one."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()
    with opened(f"sqlite:///{path}") as database:
        assert migrate(database.engine) == standing(database.engine)[1]
        with database.engine.begin() as conn:
            yield conn


def test_there_is_a_dump_of_every_revision() -> None:
    versions = Path(str(FOLDER.parents[2])) / "storage" / "migrations" / "versions"
    assert {path.stem for path in DUMPS} == {path.stem[:5] for path in versions.glob("v*.py")}


def tables_in(dump: Path) -> set[str]:
    """Those that there were at that release."""
    return set(re.findall(r"^CREATE TABLE \"?(\w+)", dump.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_newest_dump_has_every_table() -> None:
    assert set(SQLModel.metadata.tables) <= tables_in(DUMPS[-1])


def test_no_table_is_empty_that_there_was(old: Connection, dump: Path) -> None:
    there = tables_in(dump)
    for name, table in SQLModel.metadata.tables.items():
        filled = old.execute(select(func.count()).select_from(table)).scalar()
        assert bool(filled) is (name in there or name in DERIVED), name


def test_it_has_the_indexes_and_columns_of_a_new_one(old: Connection, sqlite: Database) -> None:
    with sqlite.engine.begin() as new:
        assert (definitions(old), columns(old)) == (definitions(new), columns(new))


def test_conversations_and_messages_are_read(old: Connection) -> None:
    talk = conversations.load(old, [LANE])[LANE]
    assert (talk.address, talk.language, talk.flow, talk.consent) == (ADDRESS, "vi", "report", "c" * 64)
    assert talk.draft == {"answers": {"category": "1", "place": {"text": "chợ Mơ Xa"}}, "seed": "s1"}
    (head,) = inbox.claim_heads(old, wall=NOON, most=9)
    assert (head.row.external_id, head.row.raw.decode()) == ("2", '{"text": "cân thiếu"}')
    health = inbox.health(old)
    assert (health.waiting, health.parked, health.oldest) == (3, 1, NOON)
    for _ in range(3):
        (head,) = inbox.claim_heads(old, wall=NOON, most=9)
        inbox.finish(old, [head.id], wall=NOON)
    assert inbox.read_notice(head.row) == (ADDRESS, Notice("draft-nudge", {"hours": 20}))


def test_letters_are_read_and_sent(old: Connection) -> None:
    said = {each.prompt.text: each for each in outbox.story(old, LANE, most=9) if each.prompt}
    assert list(said) == ["chờ", "Hồ sơ 26-0001-8", "Ở đâu?"]
    assert said["Ở đâu?"].prompt == Prompt(
        "Ở đâu?", (Button("Bỏ qua", "report:place:skip"),), Ask.PLACE, True, (2, 6)
    )
    (claim,) = outbox.claim(old, wall=NOON, most=9)
    assert (claim.kind, claim.parcel.address) == (Kind.ASSIGNMENT, ADDRESS)
    health = outbox.health(old)
    assert (health.queued, health.uncertain, health.dead) == (1, 1, 0)


def test_cases_and_their_evidence_are_read(old: Connection) -> None:
    case = cases.find(old, OLD_CASE)
    assert case is not None
    assert (case.status, case.version, case.lead) == (Status.ACCEPTED, 2, "economic")
    assert (case.filed_at, case.due_on) == (NOON, date(2026, 3, 16))
    assert (case.report, case.route) == ({"details": "cân thiếu hai lạng"}, {"reasons": ["row 1"]})
    assert [event.action for event in cases.history(old, case.id)] == ["file", "take"]
    assert cases.referred_of(old, LANE) == 1
    assert cases.earlier_at(old, "place-1", "1", NOON) == 1
    (photo,) = evidence.of_case(old, case.id)
    assert (photo.id, photo.state, photo.media_type, photo.has_copy) == (PHOTO, "ready", "image/jpeg", True)
    lost = evidence.find(old, LOST)
    assert lost is not None
    assert (lost.state, lost.source) == (
        EvidenceState.WANTED,
        Attachment("ref-1", MediaKind.PHOTO, "cân.jpg", 1000),
    )
    assert [row.who for row in evidence.openings(old, PHOTO)] == ["officer 7"]


def test_people_limits_and_the_installation_are_read(old: Connection) -> None:
    assert [row.purpose for row in people.consents_of(old, LANE)] == ["reports"]
    assert [row.details for row in people.open_requests(old, lane=LANE)] == [{"wish": "xoá"}]
    assert limits.used(old, limits.Limit("tries", 10, 3600), "w" * 64, wall=NOON) == 1
    assert state.recall(old, "key-fingerprint") == "0" * 32
    assert state.next_serial(old, 2026) == 2
    assert state.begin_run(old, wall=NOON, alone=True)[1], "its run had not ended"


def since(release: str) -> pytest.MarkDecorator:
    """Only dumps of this release and later ones."""
    newer = [path for path in DUMPS if path.stem >= release]
    return pytest.mark.parametrize("dump", newer, ids=[path.stem for path in newer])


def until(release: str) -> pytest.MarkDecorator:
    """Only dumps from before this release."""
    older = [path for path in DUMPS if path.stem < release]
    return pytest.mark.parametrize("dump", older, ids=[path.stem for path in older])


@until("v0002")
def test_what_there_was_before_staff_belongs_to_nobody_of_them(old: Connection) -> None:
    case = cases.find(old, OLD_CASE)
    assert case is not None
    assert (case.holder, case.confidential) == (None, False)
    assert [line.staff for line in cases.history(old, case.id)] == [None, None]
    assert [each.code for each in cases.open_of(old, leads=["economic"])] == [OLD_CASE]
    assert conversations.load(old, [LANE])[LANE].blocked_at is None
    assert (staff.everyone(old), staff.open_invitations(old, NOON), groups.every(old)) == ([], [], [])
    assert staff.on_lanes(old, [LANE]) == set()
    (request,) = people.open_requests(old)
    assert threads.read(old, request.id) == []
    assert shown.lanes(old, f"case:{case.id}") == []
    assert gallery.recall(old, PHOTO, "post", "ward") is None


@until("v0002")
def test_a_case_from_before_staff_is_taken(old: Connection) -> None:
    case = cases.find(old, OLD_CASE)
    assert case is not None
    taken = Event(NOON, "officer", "post", "take", Status.ACCEPTED, staff=7)
    cases.move(old, case.id, case.version, Change(Status.ACCEPTED, holder=7), taken)
    assert [each.code for each in cases.held_by(old, 7)] == [OLD_CASE]


@since("v0002")
def test_staff_their_links_and_their_group_are_read(old: Connection) -> None:
    (member,) = staff.everyone(old)
    assert (member.name, member.account_name, member.role) == ("Trần Thị Mẫu", "mau.tran", Role.OFFICER)
    assert (member.office, member.lane, member.works, member.joined_at) == ("economic", DESK, True, SOON)
    assert (member.address, member.language, member.reached) == (DESK_ADDRESS, "en", False)
    assert staff.on_lanes(old, [LANE, DESK]) == {DESK}
    used = staff.find_invitation(old, TOKEN)
    assert used is not None
    assert (used.used_at, used.used_by) == (SOON, DESK)
    assert [link.name for link in staff.open_invitations(old, NOON)] == ["Lê Văn Mẫu"]
    assert groups.every(old) == [GROUP]
    assert conversations.load(old, [DESK])[DESK].blocked_at == SOON


@since("v0002")
def test_what_staff_did_is_read(old: Connection) -> None:
    (member,) = staff.everyone(old)
    case = cases.find(old, TAKEN_CASE)
    assert case is not None
    assert (case.holder, case.confidential, case.lane) == (member.id, True, None)
    assert [line.staff for line in cases.history(old, case.id)] == [None, member.id]
    assert [each.code for each in cases.open_of(old, leads=["economic"])] == [OLD_CASE, TAKEN_CASE]
    assert shown.lanes(old, f"case:{case.id}") == [DESK]
    (asked,) = (row for row in people.open_requests(old) if row.kind is RequestKind.OFFICER)
    question, answer = threads.read(old, asked.id)
    assert (question.side, question.words) == (ThreadSide.RESIDENT, "mấy giờ mở cửa?")
    assert answer == Line(
        ThreadSide.STAFF, member.id, "từ 7 giờ 30", SOON, ThreadAction.WRITE, "officer", "economic", "post"
    )
    assert gallery.recall(old, PHOTO, "post", "ward") == "ref-9"
    (said,) = outbox.story(old, DESK, most=9)
    assert said.prompt == Prompt("Đã nhận 2 ảnh")


@until("v0003")
def test_a_case_from_before_the_clocks_has_those_that_its_history_tells(old: Connection) -> None:
    for code, taken_at in ((OLD_CASE, NOON), (TAKEN_CASE, SOON)):
        case = cases.find(old, code)
        if case is not None:
            stamped = Stamped(case.id, NOON, taken_at=taken_at, first_word_at=taken_at, remind_at=NOON)
            assert clocks.of(old, [case.id]) == {case.id: stamped}
            score = (case.evidence_have, case.evidence_of, case.matter, case.outcome, case.reopened)
            assert score == (0, 0, None, None, 0)
    assert {each.case_id for each in clocks.due(old, NOON, 9)} == {
        case.id for case in cases.open_of(old, leads=None)
    }
    assert (absences.coming(old, date.min), duties.done_in(old, "2026")) == ([], {})


@since("v0003")
def test_what_was_done_with_a_case_is_read(old: Connection) -> None:
    case, other = cases.find(old, CLOSED_CASE), cases.find(old, TAKEN_CASE)
    assert case is not None
    assert other is not None
    assert (case.status, case.outcome, case.reopened, case.version) == (Status.CLOSED, "warned", 1, 3)
    assert (case.evidence_have, case.evidence_of, case.matter) == (4, 6, other.id)
    assert [each.id for each in cases.linked(old, other.id)] == [other.id, case.id]
    assert clocks.of(old, [case.id])[case.id] == Stamped(
        case.id, NOON, taken_at=NOON, first_word_at=NOON, concluded_at=SOON, closed_at=SOON, nagged_at=SOON,
        pauses=(Pause(NOON, SOON),), extended_days=3, sent=("accept:50",), late_at=REMIND,
        clean_at=SOON,
    )  # fmt: skip
    assert clocks.closed_before(old, SOON + timedelta(minutes=1)) == [case.id]


@since("v0003")
def test_absences_and_duties_are_read(old: Connection) -> None:
    (member,) = staff.everyone(old)
    away = Absence(member.id, date(2026, 3, 2), date(2026, 3, 4), None, member.id, SOON, 1)
    assert absences.coming(old, date(2026, 3, 4)) == [away]
    assert duties.done_in(old, "2026") == {(DUTY, "2026"): Done(DUTY, "2026", SOON, member.id)}


@since("v0004")
def test_a_case_is_found_by_the_office_that_helps_with_it(old: Connection) -> None:
    assert [each.code for each in cases.open_page(old, Sought(helps="culture"))] == [HELPED_CASE]
    assert cases.count(old, Sought(helps="police")) == 0, "it leads the case"


@since("v0004")
def test_who_is_on_duty_is_read(old: Connection) -> None:
    assert rota.on_duty(old, SOON) == {"police": WATCH}
    assert rota.due(old, REMIND) == [WATCH]


@since("v0004")
def test_what_is_kept_and_what_was_cleaned_is_read(old: Connection) -> None:
    kept, cleaned = cases.find(old, HELPED_CASE), cases.find(old, CLEANED_CASE)
    assert kept is not None
    assert cleaned is not None
    assert (kept.kept_at, kept.cleaned_at, cleaned.kept_at, cleaned.cleaned_at) == (SOON, None, None, SOON)
    assert (cleaned.lane, cleaned.report, cleaned.route, cleaned.unreadable) == (
        None,
        {},
        {"row": "row 5"},
        False,
    )
    assert [line.action for line in cases.history(old, cleaned.id)] == ["file", "withdraw", "clean"]
    assert retention.noted(old, SOON.date()) == [(SOON.date(), Goes.UNSUBSTANTIATED_CASES.value, 1)]
    assert [each.id for each in retention.to_look_at(old, REMIND, 9)][-1] == cleaned.id


@until("v0004")
def test_what_was_closed_before_is_looked_at_for_what_is_to_go(old: Connection) -> None:
    closed = cases.find(old, CLOSED_CASE)
    assert [each.id for each in retention.to_look_at(old, SOON, 9)] == ([closed.id] if closed else [])
