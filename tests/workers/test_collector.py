"""Files: fetched, typed, hashed, sealed, copied clean; refused with a sentence; erased; never lost."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.core.errors import Rejected, Unreachable
from bot.core.messages import Attachment, EvidenceId
from bot.media.clean import ChildUnfit, Cleaner, Copy
from bot.media.limits import Flaw, Refusal
from bot.workers.collector import Collector, Gathering
from bot.workers.sweeping import sweep
from bot.workers.verdicts import PATIENT
from storage import conversations, evidence, inbox
from storage.blobs import Blobs
from storage.conversations import Conversation
from storage.database import Database
from storage.evidence import EvidenceState, File, Wanted
from storage.inbox import INBOX, Arrival
from tests.support.databases import KEYRING
from tests.support.pictures import film, photo
from tests.workers.rig import Rig, steps

OFTEN = 10
ID = EvidenceId("e" * 32)
MOST = 1_000_000


class FixedCleaner(Cleaner):
    """Says what it was told to say; the real one has tests of its own."""

    def __init__(self, *answers: Copy | Refusal | Exception) -> None:
        super().__init__()
        self._answers = list(answers)

    async def clean_copy(self, content: bytes) -> Copy | Refusal:  # noqa: ARG002  said before it is seen
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


CLEAN = FixedCleaner(Copy(b"\xff\xd8clean\xff\xd9", 4, 3))
DARK = FixedCleaner(Copy(b"\xff\xd8dark\xff\xd9", 4, 3, Flaw.DARK))


class Yard:
    """A collector with a store on a real disk."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig = rig
        self.folder = folder
        self.store = Blobs.open(str(folder), KEYRING)
        self.told: list[str] = []

    def collector(self, cleaner: Cleaner = CLEAN, *, alone: bool = True) -> Collector:
        """A fresh one, as after a restart."""
        rig = self.rig
        gathering = Gathering(self.store, rig.channels, rig.clock, cleaner, MOST, alone)
        collector = Collector(rig.database, gathering)
        collector.told = lambda: self.told.append("dispatcher")
        return collector

    async def wants(
        self, content: bytes | BaseException | None, id_: EvidenceId = ID, ref: str = "ref"
    ) -> None:
        """A message points to a file."""
        rig = self.rig
        if content is not None:
            rig.paper.files[ref] = content
        want = Wanted(id_, rig.lane("an"), "paper", Attachment(ref), 0, rig.clock.now())
        talk = Conversation(rig.lane("an"), rig.address("an"), "vi", rig.clock.now())

        def write(conn: Any) -> None:
            evidence.want(conn, [want], wall=rig.clock.wall())
            if not conversations.load(conn, [talk.lane]):
                conversations.save(conn, [talk])

        await rig.database.write(write)

    async def file(self, id_: EvidenceId = ID) -> File:
        found = await self.rig.look(lambda conn: evidence.find(conn, id_))
        assert found is not None
        return found

    async def objects(self) -> list[str]:
        future = self.rig.clock.wall() + timedelta(days=9999)
        return sorted([key async for key in self.store.keys(future)])


@pytest.fixture
async def yard(rig: Rig, tmp_path: Path) -> Yard:
    return Yard(rig, tmp_path / "evidence")


async def test_a_picture_is_typed_hashed_sealed_and_copied(yard: Yard) -> None:
    await yard.wants(photo())
    await steps(yard.collector(Cleaner()))
    file = await yard.file()
    assert (file.state, file.media_type, file.size) == (EvidenceState.READY, "image/jpeg", len(photo()))
    assert file.digest == hashlib.sha256(photo()).hexdigest()
    assert await yard.store.fetch(f"{ID}/original") == photo()
    assert (await yard.store.fetch(f"{ID}/copy")).startswith(b"\xff\xd8")
    assert yard.rig.paper.discarded == ["ref"]


async def test_a_video_keeps_its_place_without_a_copy(yard: Yard) -> None:
    await yard.wants(film())
    await steps(yard.collector())
    assert not (await yard.file()).has_copy
    assert await yard.objects() == [f"{ID}/original"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-empty"),
        (b"MZ" + bytes(100), "file-type"),
        (b"\xff\xd8\xff" + bytes(MOST), "file-too-large"),
        (Rejected("gone"), "file-lost"),
        (None, "file-lost"),
    ],
)
async def test_what_cannot_be_kept_is_said_on_the_lane_that_sent_it(
    yard: Yard, content: bytes | BaseException | None, reason: str
) -> None:
    await yard.wants(content)
    await steps(yard.collector())
    assert (await yard.file()).state is EvidenceState.REFUSED
    assert yard.told == ["dispatcher"]
    rig = yard.rig
    [head] = await rig.database.write(lambda conn: inbox.claim_heads(conn, wall=rig.clock.wall(), most=9))
    _, said = inbox.read_notice(head.row)
    assert said.args["file"] == ID
    if reason in {"file-lost", "file-too-large"}:
        assert said.args["reason"] == reason
    assert await yard.objects() == []


async def test_a_picture_that_is_hard_to_read_is_kept_and_its_sender_hears_once(yard: Yard) -> None:
    rig = yard.rig
    await yard.wants(photo())
    wall = rig.clock.wall()
    [file] = await rig.database.write(lambda conn: evidence.waiting(conn, wall=wall, until=wall, most=9))
    collector = yard.collector(DARK)
    await steps(collector)
    await yard.collector(DARK)._collect(file)  # another one that was slower
    assert (await yard.file()).state is EvidenceState.READY
    assert yard.told == ["dispatcher"]
    [head] = await rig.database.write(lambda conn: inbox.claim_heads(conn, wall=rig.clock.wall(), most=9))
    _, said = inbox.read_notice(head.row)
    assert (said.name, said.args) == ("photo-poor", {"file": ID, "flaw": "photo-dark"})
    assert ID not in head.row.external_id
    assert await rig.inbox_states() == ["waiting"]


async def test_of_a_picture_whose_sender_was_forgotten_meanwhile_nothing_is_said(yard: Yard) -> None:
    rig = yard.rig
    await yard.wants(photo())
    wall = rig.clock.wall()
    [file] = await rig.database.write(lambda conn: evidence.waiting(conn, wall=wall, until=wall, most=9))
    await rig.database.write(lambda conn: conn.execute(evidence.EVIDENCE.update().values(lane=None)))
    await yard.collector(DARK)._collect(file)
    assert (await yard.file()).state is EvidenceState.READY
    assert await rig.inbox_states() == []


async def test_a_broken_picture_is_refused(yard: Yard) -> None:
    await yard.wants(photo())
    await steps(yard.collector(FixedCleaner(Refusal.BROKEN)))
    assert (await yard.file()).state is EvidenceState.REFUSED


@pytest.mark.parametrize("trouble", [ChildUnfit("no child"), OSError("no room"), RuntimeError("store away")])
async def test_our_own_trouble_never_costs_a_file(yard: Yard, trouble: Exception) -> None:
    await yard.wants(photo())
    collector = yard.collector(FixedCleaner(*[trouble] * OFTEN, Copy(b"\xff\xd8\xff\xd9", 1, 1)))
    for _ in range(OFTEN + 2):
        await steps(collector)
        yard.rig.clock.passes(minutes=15)
    assert (await yard.file()).state is EvidenceState.READY


async def test_a_platform_that_stays_away_is_given_up_at_last_and_the_person_hears_it(yard: Yard) -> None:
    await yard.wants(Unreachable("away"))
    collector = yard.collector()
    away = timedelta()
    while (await yard.file()).state is EvidenceState.WANTED:
        await steps(collector)
        yard.rig.clock.passes(minutes=15)
        away += timedelta(minutes=15)
    assert (await yard.file()).state is EvidenceState.REFUSED
    assert away == PATIENT * timedelta(minutes=15)


async def test_one_bad_file_holds_no_other(yard: Yard) -> None:
    await yard.wants(RuntimeError("what a platform says"), EvidenceId("a" * 32), "one")
    await yard.wants(film(), EvidenceId("b" * 32), "two")
    await steps(yard.collector())
    assert (await yard.file(EvidenceId("b" * 32))).state is EvidenceState.READY


async def test_after_a_crash_the_file_is_collected_at_once_from_what_is_there(yard: Yard) -> None:
    """Killed after the original was stored and the upload dropped, before the database heard of it."""
    await yard.wants(None)
    await yard.store.put(f"{ID}/original", film())
    wall = yard.rig.clock.wall()
    until = wall + timedelta(minutes=5)
    await yard.rig.database.write(lambda conn: evidence.waiting(conn, wall=wall, until=until, most=9))
    await steps(yard.collector(alone=False))
    assert (await yard.file()).state is EvidenceState.WANTED
    await steps(yard.collector())
    assert (await yard.file()).state is EvidenceState.READY


async def test_a_second_collector_does_not_delete_what_the_first_one_kept(yard: Yard) -> None:
    await yard.wants(film())
    first, second = yard.collector(), yard.collector()
    wall = yard.rig.clock.wall()
    [file] = await yard.rig.database.write(lambda conn: evidence.waiting(conn, wall=wall, until=wall, most=9))
    await steps(first)
    await second._collect(file)
    assert await yard.store.fetch(f"{ID}/original") == film()


async def test_what_was_erased_while_it_was_fetched_leaves_no_bytes(yard: Yard) -> None:
    await yard.wants(film())
    wall = yard.rig.clock.wall()
    [file] = await yard.rig.database.write(lambda conn: evidence.waiting(conn, wall=wall, until=wall, most=9))
    await yard.rig.database.write(lambda conn: evidence.erase(conn, [ID]))
    await yard.collector()._collect(file)
    assert await yard.objects() == []


async def test_the_bytes_of_what_was_erased_go(yard: Yard) -> None:
    await yard.wants(photo())
    collector = yard.collector()
    await steps(collector)
    await yard.rig.database.write(lambda conn: evidence.erase(conn, [ID]))
    yard.rig.clock.passes(minutes=1)
    await steps(collector)
    assert await yard.objects() == []
    assert await yard.rig.look(lambda conn: evidence.to_delete(conn, most=9)) == []


def _age(yard: Yard, days: int) -> None:
    """Everything was stored so long ago."""
    moment = (yard.rig.clock.wall() - timedelta(days=days)).timestamp()
    for path in yard.folder.rglob("*"):
        if path.is_file():
            os.utime(path, (moment, moment))


def _upload(number: int) -> str:
    return f"{number:032x}/upload"


async def test_objects_that_belong_to_nothing_are_swept_and_nothing_else(yard: Yard) -> None:
    rig = yard.rig
    await yard.wants(film())
    await steps(yard.collector())
    for number in range(5):
        await yard.store.put(_upload(number), b"an upload")
    await yard.store.put("f" * 32 + "/copy", b"left behind")
    await yard.wants(None, EvidenceId("b" * 32), ref=_upload(1))
    raw = msgspec.json.encode({"person": "an", "files": [_upload(2)]})
    parked = msgspec.json.encode({"person": "bình", "files": [_upload(3)]})
    rows = [
        Arrival("paper", "main", "1", rig.lane("an"), raw),
        Arrival("paper", "main", "2", rig.lane("bình"), parked),
    ]
    await rig.database.write(lambda conn: inbox.put(conn, rows, now=rig.clock.now(), wall=rig.clock.wall()))
    await rig.database.write(
        lambda conn: conn.execute(INBOX.update().where(INBOX.c.external_id == "2").values(state="parked"))
    )
    _age(yard, 2)
    await yard.store.put(_upload(5), b"just arrived")
    os.utime(yard.folder / _upload(5), (rig.clock.wall().timestamp(),) * 2)
    before = rig.clock.wall() - timedelta(days=1)
    assert await sweep(rig.database, yard.store, rig.channels, before=before) == 3
    kept = {f"{ID}/original", *(_upload(n) for n in (1, 2, 3, 5))}
    assert set(await yard.objects()) == kept


async def test_the_sweep_comes_by_itself_and_clears_what_was_half_written(yard: Yard) -> None:
    await yard.store.put(_upload(0), b"nobody's")
    half = yard.folder / ("c" * 32) / "original#1"
    half.parent.mkdir()
    half.write_bytes(b"half")
    _age(yard, 2)
    await steps(yard.collector())
    assert await yard.objects() == []
    assert not half.exists()


async def test_a_refusal_of_a_file_whose_sender_is_unknown_is_told_to_nobody(
    sqlite: Database, tmp_path: Path
) -> None:
    yard = Yard(Rig(sqlite), tmp_path / "evidence")
    await yard.wants(b"")
    await sqlite.write(lambda conn: conversations.forget(conn, yard.rig.lane("an")))
    await steps(yard.collector())
    assert (await yard.file()).state is EvidenceState.REFUSED
    assert await yard.rig.inbox_states() == []
