"""The retention table is carried out portion by portion, whoever is killed in the middle."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.core.case import Action, Side, Status
from bot.core.messages import MediaKind
from bot.core.retention import Goes, Terms
from bot.workers import retiring
from bot.workers.retiring import Retiring, terms_of
from handlers import progress
from storage import cases, clocks, conversations, evidence, people, retention
from storage.cases import Change, Event
from storage.database import Database
from storage.evidence import EvidenceState, Kept
from storage.people import RequestKind
from storage.touch import Connection
from tests.storage.samples import AN, BINH, asked, file_id, filing, want
from tests.support.databases import BOTH, fresh
from tests.workers.rig import Rig, ward
from tests.workers.test_collector import Yard

DAY = timedelta(days=1)
TERMS = terms_of(ward())


@pytest.fixture(params=BOTH)
def rig(request: pytest.FixtureRequest) -> Any:
    with fresh(request.param) as database:
        yield Rig(database)


def loop(terms: Terms = TERMS) -> Retiring:
    """A fresh one, as after a restart."""
    return Retiring(terms, ward().zone)


async def closes(
    rig: Rig, code: str, outcome: str | None = None, *, files: int = 0, pinned: bool = False
) -> int:
    """A case that is closed now, with so many files, and a pin; gives its id."""
    now = rig.clock.now()

    def write(conn: Connection) -> int:
        place = {"place": {"point": [20.95012, 106.32034, 8.0]}} if pinned else {}
        case = cases.file(conn, filing(code, filed_at=now, report={"phone": "0912345678", **place}))
        ids = [file_id(int(code) * 100 + n) for n in range(files)]
        want(conn, *(int(code) * 100 + n for n in range(files)))
        evidence.attach(conn, ids, case.id, keep_lane=True)
        for id_ in ids:
            evidence.keep(conn, Kept(id_, MediaKind.PHOTO, "image/jpeg", "d" * 64, 9, has_copy=True))
        line = Event(now, Side.MACHINE, "", Action.CLOSE, Status.CLOSED, {"note": "bà Lan"})
        cases.move(conn, case.id, 1, Change(Status.CLOSED, outcome=outcome), line)
        clocks.change(conn, case.id, closed_at=now, clean_at=now)
        return case.id

    return await rig.database.write(write)


async def runs(rig: Rig, one: Retiring) -> int:
    """Until nothing is left; gives how many portions that took."""
    portions = 1
    while await one.step(rig.database, rig.clock.now()):
        portions += 1
        assert portions < 99, "it comes to an end"
    return portions


async def standing(rig: Rig, *ids: int) -> list[bool]:
    """Which of them were cleaned."""
    found = await rig.look(lambda conn: cases.by_ids(conn, ids))
    return [found[id_].cleaned_at is not None for id_ in ids]


async def counted(rig: Rig) -> dict[str, int]:
    """All that was ever noted."""
    lines = await rig.look(lambda conn: retention.noted(conn, rig.clock.now().date().replace(year=2000)))
    total: dict[str, int] = {}
    for _, what, number in lines:
        total[what] = total.get(what, 0) + number
    return total


async def test_what_was_found_outlives_what_was_not(rig: Rig) -> None:
    found, other = (
        await closes(rig, "1", "sanctioned", files=2),
        await closes(rig, "2", "no-violation", files=1),
    )
    one = loop()
    await runs(rig, one)
    assert await standing(rig, found, other) == [False, False]
    rig.clock.passes(days=180)
    await runs(rig, one)
    assert await standing(rig, found, other) == [False, True]
    rig.clock.passes(days=550)
    await runs(rig, one)
    assert await standing(rig, found, other) == [True, True]
    assert await counted(rig) == {
        "contact_substantiated.cases": 1, "contact_substantiated.files": 2,
        "contact_unsubstantiated.cases": 1, "unused_files.files": 1,
    }  # fmt: skip
    assert await rig.look(lambda conn: retention.to_look_at(conn, rig.clock.now() + 9999 * DAY, 9)) == []


async def exact(rig: Rig, *ids: int) -> list[bool]:
    """Which of them still say exactly where they are."""
    found = await rig.look(lambda conn: retention.exact(conn, ids))
    return [id_ in found for id_ in ids]


async def test_the_exact_place_goes_with_closing_and_what_was_passed_on_waits(rig: Rig) -> None:
    ended = await closes(rig, "1", "sanctioned", pinned=True)
    passed_on = await closes(rig, "2", "referred", pinned=True)
    kept = await closes(rig, "3", "reminded", pinned=True)

    def keeps(conn: Connection) -> None:
        line = Event(rig.clock.now(), "leader", "", "keep", Status.CLOSED)
        cases.move(conn, kept, 2, Change(Status.CLOSED, kept_at=rig.clock.now()), line)

    await rig.database.write(keeps)
    one = loop()
    await runs(rig, one)
    assert await exact(rig, ended, passed_on, kept) == [False, True, True]
    rig.clock.passes(days=13)
    await runs(rig, one)
    assert await exact(rig, passed_on) == [True]
    rig.clock.passes(days=1)
    await runs(rig, loop())
    assert await exact(rig, passed_on, kept) == [False, True]
    assert await counted(rig) == {"exact_place.cases": 2}

    def releases(conn: Connection) -> None:
        line = Event(rig.clock.now(), "leader", "", "release", Status.CLOSED)
        cases.move(conn, kept, 3, Change(Status.CLOSED, kept_at=0), line)
        clocks.change(conn, kept, clean_at=rig.clock.now())

    await rig.database.write(releases)
    await runs(rig, one)
    assert await exact(rig, kept) == [False]
    assert await counted(rig) == {"exact_place.cases": 3}


async def test_the_exact_place_stays_while_nobody_has_decided_on_another_look(rig: Rig) -> None:
    case, now = await closes(rig, "1", pinned=True), rig.clock.now()
    disputed = Event(now, Side.RESIDENT, "", Action.DISPUTE, Status.CLOSED)
    await rig.database.write(lambda conn: cases.append(conn, case, disputed))
    await runs(rig, loop())
    assert await exact(rig, case) == [True]

    def upholds(conn: Connection) -> None:
        found = cases.by_id(conn, case)
        assert found is not None
        line = Event(now, "head", "", Action.UPHOLD, Status.CLOSED)
        progress.move(conn, found, Change(Status.CLOSED), line)

    await rig.database.write(upholds)
    await runs(rig, loop())
    assert await exact(rig, case) == [False]


async def test_a_ward_may_keep_the_exact_place_longer(rig: Rig) -> None:
    case = await closes(rig, "1", pinned=True)
    longer = replace(TERMS, place=30 * DAY)
    rig.clock.passes(days=29)
    await runs(rig, loop(longer))
    assert await exact(rig, case) == [True]
    rig.clock.passes(days=1)
    await runs(rig, loop(longer))
    assert await exact(rig, case) == [False]


async def test_many_cases_go_in_bounded_portions(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retiring, "CASES", 2)
    monkeypatch.setattr(retiring, "ROWS", 3)
    ids = [await closes(rig, str(code)) for code in range(1, 6)]
    rig.clock.passes(days=200)
    assert await runs(rig, loop()) == 3
    assert all(await standing(rig, *ids))


async def test_a_kept_case_and_an_open_one_are_not_touched(rig: Rig) -> None:
    kept, reopened = await closes(rig, "1", files=1), await closes(rig, "2")

    def write(conn: Connection) -> None:
        now = rig.clock.now()
        cases.move(
            conn, kept, 2, Change(Status.CLOSED, kept_at=now), Event(now, "leader", "", "keep", Status.CLOSED)
        )
        cases.move(
            conn, reopened, 2, Change(Status.VERIFYING), Event(now, "head", "", "reopen", Status.VERIFYING)
        )
        clocks.change(conn, reopened, closed_at=None)

    await rig.database.write(write)
    rig.clock.passes(days=2000)
    await runs(rig, loop())
    assert await standing(rig, kept, reopened) == [False, False]
    assert await counted(rig) == {}

    def again(conn: Connection) -> None:
        """One is released, the other closed once more: its time begins anew."""
        now = rig.clock.now()
        released = Event(now, "leader", "", "release", Status.CLOSED)
        cases.move(conn, kept, 3, Change(Status.CLOSED, kept_at=0), released)
        clocks.change(conn, kept, clean_at=now)
        clocks.change(conn, reopened, closed_at=now, clean_at=now)

    await rig.database.write(again)
    rig.clock.passes(days=179)
    await runs(rig, loop())
    assert await standing(rig, kept, reopened) == [True, False]
    rig.clock.passes(days=1)
    await runs(rig, loop())
    assert await standing(rig, kept, reopened) == [True, True]


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize(
    "where", ["blur", "clean", "drop_files", "look_later", "note", "sweep", "forget_silent"]
)
async def test_whoever_is_killed_in_the_middle_has_deleted_all_or_nothing_of_a_portion(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    ids = [await closes(rig, str(code), files=1) for code in range(1, 4)]
    rig.clock.passes(days=200)
    real: Callable[..., Any] = getattr(retention, where)
    calls = []

    def dies(*args: Any, **more: Any) -> Any:
        calls.append(where)
        gone = real(*args, **more)
        if len(calls) == 2 or where in {"note", "forget_silent"}:
            raise Killed
        return gone

    with monkeypatch.context() as patched:
        patched.setattr(retention, where, dies)
        with pytest.raises(Killed):
            await runs(rig, loop())
    assert await standing(rig, *ids) == [False] * 3
    assert await counted(rig) == {}
    await runs(rig, loop())
    assert all(await standing(rig, *ids))
    assert await counted(rig) == {"contact_unsubstantiated.cases": 3, "unused_files.files": 3}


async def test_one_case_that_cannot_be_cleaned_keeps_no_other(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = await closes(rig, "1", files=1), await closes(rig, "2")
    rig.clock.passes(days=200)
    real = retention.clean

    def fails(conn: Connection, over: Any, now: Any) -> bool:
        if over.id == broken:
            raise ValueError("a person's words")
        return real(conn, over, now)

    with monkeypatch.context() as patched:
        patched.setattr(retention, "clean", fails)
        await runs(rig, loop())
    assert await standing(rig, broken, fine) == [False, True]
    file = await rig.look(lambda conn: evidence.find(conn, file_id(100)))
    assert file is not None
    assert file.state is EvidenceState.READY, "nothing of it went"
    assert await counted(rig) == {"contact_unsubstantiated.cases": 1}
    rig.clock.passes(days=1)
    await runs(rig, loop())
    assert await standing(rig, broken) == [True]


async def test_another_table_holds_for_what_was_closed_before(rig: Rig) -> None:
    case = await closes(rig, "1")
    await runs(rig, loop())
    rig.clock.passes(days=40)
    longer = replace(TERMS, unsubstantiated=400 * DAY)
    await runs(rig, loop(longer))
    assert await standing(rig, case) == [False]
    await runs(rig, loop(replace(TERMS, unsubstantiated=30 * DAY)))
    assert await standing(rig, case) == [True]


async def test_everybody_who_is_silent_is_found_once_a_day(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retiring, "ROWS", 2)
    now = rig.clock.now()
    talks = [
        conversations.Conversation(rig.lane(person), rig.address(person), "vi", now)
        for person in ("an", "bình", "chi", "dung", "em")
    ]
    await rig.database.write(lambda conn: conversations.save(conn, talks))
    one = loop()
    await runs(rig, one)
    rig.clock.passes(days=180, seconds=1)
    await runs(rig, one)
    assert await rig.look(lambda conn: conversations.load(conn, [talk.lane for talk in talks])) == {}
    assert await counted(rig) == {Goes.PEOPLE.value: 5}
    back = replace(talks[0], updated_at=now)
    await rig.database.write(lambda conn: conversations.save(conn, [back]))
    await runs(rig, one)
    assert await counted(rig) == {Goes.PEOPLE.value: 5}, "the walk of today is over"
    rig.clock.passes(days=1)
    await runs(rig, one)
    assert await counted(rig) == {Goes.PEOPLE.value: 6}


async def test_what_will_go_is_what_goes(rig: Rig) -> None:
    for code, outcome in (("1", "sanctioned"), ("2", "no-violation"), ("3", None)):
        await closes(rig, code, outcome, files=2, pinned=True)

    def write(conn: Connection) -> None:
        for lane, kind in ((AN, RequestKind.OFFICER), (BINH, RequestKind.RIGHTS)):
            people.settle_request(conn, people.ask(conn, asked(lane, kind)), "xong", at=rig.clock.now())

    await rig.database.write(write)
    for step in (0, 100, 100, 600, 2000):
        ahead = await rig.look(partial(retention.ahead, terms=TERMS, until=rig.clock.now() + step * DAY))
        before = await counted(rig)
        rig.clock.passes(days=step)
        await runs(rig, loop())
        gone = {what: number - before.get(what, 0) for what, number in (await counted(rig)).items()}
        expected = {goes.value: number for goes, number in ahead.goes.items() if number}
        expected.pop("access_log.cases", None)  # nobody of the staff did anything
        assert {what: number for what, number in gone.items() if number} == expected


async def test_the_bytes_of_a_file_go_and_then_its_row(sqlite: Database, tmp_path: Path) -> None:
    rig = Rig(sqlite)
    yard = Yard(rig, tmp_path)
    case = await closes(rig, "1", files=1)
    key = f"{file_id(100)}/original"
    await yard.store.put(key, b"x")
    rig.clock.passes(days=180)
    await runs(rig, loop())
    assert await yard.store.fetch(key) == b"x", "only its row says so yet"
    await yard.collector().step()
    with pytest.raises(FileNotFoundError):
        await yard.store.fetch(key)
    await runs(rig, loop())
    assert await rig.look(lambda conn: evidence.of_case(conn, case)) == []
