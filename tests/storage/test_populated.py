"""Databases of earlier releases, full of rows, are migrated and read by this one."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from bot.core.case import Status
from bot.core.messages import Ask, Attachment, Button, Kind, MediaKind, Notice, Prompt
from storage import cases, conversations, evidence, inbox, limits, outbox, people, state
from storage.database import Database
from storage.evidence import EvidenceState
from storage.migrations import migrate, standing
from tests.storage.test_schema import columns, definitions
from tests.support.databases import opened
from tests.support.populate import ADDRESS, FOLDER, LANE, LOST, NOON, OLD_CASE, PHOTO

DUMPS = sorted(FOLDER.glob("*.sql"))


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """A database of that release, migrated to this one."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    with opened(f"sqlite:///{path}") as database:
        assert migrate(database.engine) == standing(database.engine)[1]
        with database.engine.begin() as conn:
            yield conn


def test_there_is_a_dump_of_every_revision() -> None:
    versions = Path(str(FOLDER.parents[2])) / "storage" / "migrations" / "versions"
    assert {path.stem for path in DUMPS} == {path.stem[:5] for path in versions.glob("v*.py")}


def test_no_table_is_empty(old: Connection) -> None:
    for name, table in SQLModel.metadata.tables.items():
        assert old.execute(select(func.count()).select_from(table)).scalar(), name


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
