"""What time does to a case by itself, and what a crash, a failed tick or a missing row leave of it."""

from datetime import datetime

import pytest

from bot.core.case import Action, Status
from handlers.reminders import Looked
from storage import clocks, inbox
from storage.clocks import CASE_CLOCKS
from storage.database import Database
from storage.touch import Connection
from tests.workers.ward_hall import ASKED, TAKEN, hall_of


async def test_a_reporter_who_does_not_answer_is_asked_once_more_and_then_the_case_goes_on(
    sqlite: Database,
) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3", lane=await hall.knows("lan"))
    case = await hall.does(case, Action.TAKE, TAKEN, holder=1)
    hall.clock.passes(hours=1)
    await hall.does(case, Action.ASK_RESIDENT, ASKED, text="Mua ở quầy số mấy ạ?")
    await hall.runs_until("2026-05-11 16:59")
    assert hall.of("lan") == ["08/05 07:00"]
    assert "Mua ở quầy số mấy ạ?" in hall.texts_of("lan")[0]
    assert hall.of("officer") == []
    await hall.runs_until("2026-05-11 17:10")
    assert (await hall.case(case)).status is Status.NEEDS_INFO
    await hall.runs_until("2026-05-12 07:35")
    stands = await hall.case(case)
    assert stands.status is Status.VERIFYING
    assert [*hall.of("lan")[1:], *hall.of("officer")] == ["12/05 07:30"] * 2
    assert "tiếp tục xử lý" in hall.texts_of("lan")[1]
    assert "chưa trả lời" in hall.texts_of("officer")[0]
    row = (await hall.look(lambda conn: clocks.of(conn, [case.id])))[case.id]
    assert (row.waiting_since, len(row.pauses)) == (None, 1)
    await hall.runs_until("2026-05-14 12:00")
    assert len(hall.of("lan")) == 2


async def test_who_answered_is_not_asked_again(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3", lane=await hall.knows("lan"))
    case = await hall.does(case, Action.TAKE, TAKEN, holder=1)
    case = await hall.does(case, Action.ASK_RESIDENT, ASKED, text="Mua lúc nào ạ?")
    hall.clock.passes(hours=5)
    await hall.does(case, Action.ANSWER, Status.VERIFYING)
    await hall.runs_until("2026-05-12 18:00")
    assert hall.of("lan") == []


async def test_a_case_closes_when_it_can_be_begun_again_no_longer(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3", lane=await hall.knows("lan"))
    case = await hall.does(case, Action.TAKE, TAKEN, holder=1)
    case = await hall.does(case, Action.CONCLUDE, Status.CONCLUDED)
    await hall.runs_until("2026-05-18 23:59")
    assert (await hall.case(case)).status is Status.CONCLUDED
    await hall.runs_until("2026-05-19 00:05")
    assert (await hall.case(case)).status is Status.CLOSED
    assert hall.heard == []
    row = (await hall.look(lambda conn: clocks.of(conn, [case.id])))[case.id]
    assert (row.remind_at, row.closed_at is not None) == (None, True)


async def test_a_crash_between_the_tick_and_its_words_repeats_nothing_and_loses_nothing(
    sqlite: Database,
) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2")
    hall.clock.passes(hours=2, seconds=1)
    await hall.timers.step()
    hall.restarts()
    await hall.ticks()
    hall.restarts()
    await hall.ticks()
    assert len(hall.of("officer")) == 1


async def test_a_tick_that_fails_at_its_end_has_sent_nothing_and_the_next_one_sends_all(
    sqlite: Database,
) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2")
    hall.clock.passes(hours=2, seconds=1)
    whole = hall.timers.looks

    def fails(_conn: Connection, _now: datetime, _wall: datetime) -> Looked:
        raise OSError("the disk is full")

    hall.timers.looks = (*whole, fails)
    with pytest.raises(OSError, match="full"):
        await hall.timers.step()
    assert (await hall.look(inbox.health)).waiting == 0
    hall.timers.looks = whole
    await hall.ticks()
    assert len(hall.of("officer")) == 1


async def test_what_time_says_is_held_against_the_case_once_more(sqlite: Database) -> None:
    """An answer that came between the tick and the turn stops all three."""
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3", lane=await hall.knows("lan"))
    case = await hall.does(case, Action.TAKE, TAKEN, holder=1)
    case = await hall.does(case, Action.ASK_RESIDENT, ASKED, text="Mua lúc nào ạ?")
    for days, hours in ((4, 0), (7, 10)):
        hall.clock.passes(days=days, hours=hours)
        await hall.timers.step()
        case = await hall.does(case, Action.ANSWER, Status.VERIFYING)
        await hall.ticks()
        assert (hall.of("lan"), (await hall.case(case)).status) == ([], Status.VERIFYING)
        case = await hall.does(case, Action.ASK_RESIDENT, ASKED)
    case = await hall.does(case, Action.CONCLUDE, Status.CONCLUDED)
    hall.clock.passes(days=16)
    await hall.timers.step()
    await hall.does(case, Action.REOPEN, Status.VERIFYING)
    await hall.ticks()
    assert (await hall.case(case)).status is Status.VERIFYING


async def test_a_question_without_words_is_asked_again_without_them(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3", lane=await hall.knows("lan"))
    case = await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.does(case, Action.ASK_RESIDENT, ASKED)
    await hall.runs_until("2026-05-09 08:00")
    [text] = hall.texts_of("lan")
    assert "còn chờ Ông/Bà bổ sung" in text


async def test_a_case_without_a_row_gets_one_when_it_changes(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P2")
    await hall.database.write(lambda conn: conn.execute(CASE_CLOCKS.delete()))
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    row = (await hall.look(lambda conn: clocks.of(conn, [case.id])))[case.id]
    assert row.taken_at == hall.clock.now()
    assert row.remind_at is not None
