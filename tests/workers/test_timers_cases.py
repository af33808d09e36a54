"""Reminders of cases on a clock that stands until it is due: who hears what when, and who hears nothing."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.core.case import Action
from bot.core.people import Role
from handlers import reminders
from storage import clocks, inbox, staff
from storage.database import Database
from tests.storage.test_plans import statements
from tests.workers.rig import ward
from tests.workers.ward_hall import TAKEN, Hall, copies, hall_of


def texts(hall: Hall) -> list[str]:
    return [prompt.text for _, _, prompt in hall.heard]


async def test_an_untaken_urgent_case_is_heard_at_two_at_night_until_somebody_takes_it(
    sqlite: Database,
) -> None:
    hall = await hall_of(sqlite, "2026-05-10 02:00")
    case = await hall.files("P1")
    await hall.runs_until("2026-05-10 03:20")
    assert hall.of("officer") == ["10/05 02:15", "10/05 02:30", "10/05 03:00"]
    assert hall.of("head") == ["10/05 02:15", "10/05 02:30", "10/05 03:00"]
    assert hall.of("leader") == ["10/05 02:30", "10/05 03:00"]
    assert hall.of("elsewhere") == []
    assert "đã 15 phút chưa ai nhận" in hall.texts_of("head")[0]
    assert hall.taps_of("officer") == [f"case:{verb}:{case.code}" for verb in ("take", "open", "why")]
    assert not any(prompt.silent for _, _, prompt in hall.heard)
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.runs_until("2026-05-10 10:00")
    assert len(hall.of("leader")) == 2


async def test_an_untaken_case_climbs_sooner_than_one_that_somebody_has(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2")
    await hall.runs_until("2026-05-05 16:00")
    told = [(when, text.splitlines()[1]) for (when, _, _), text in zip(hall.heard, texts(hall), strict=True)]
    taking = [when for when, why in told if "nhận việc" in why]
    assert sorted(set(taking)) == ["04/05 10:00", "04/05 11:15", "04/05 14:00", "05/05 14:00"]
    assert hall.of("head")[0] == "04/05 14:00"
    assert hall.of("leader")[0] == "05/05 14:00"


async def test_who_has_a_case_hears_alone_at_first_and_its_head_when_it_is_late(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P3")
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.runs_until("2026-05-29 18:00")
    assert hall.of("officer")[:4] == ["14/05 07:45", "20/05 15:45", "26/05 07:30", "27/05 07:30"]
    assert hall.of("head") == ["27/05 07:30", "28/05 07:30", "29/05 07:30"]
    assert hall.of("leader") == ["29/05 07:30"]
    assert "Người nhận: officer" in hall.texts_of("head")[0]


async def test_after_a_colleague_took_it_the_office_hears_nothing(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.employs("colleague", Role.OFFICER, "economic")
    case = await hall.files("P2")
    await hall.runs_until("2026-05-04 10:05")
    assert len(hall.of("colleague")) == 1
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.runs_until("2026-05-06 18:00")
    assert len(hall.of("colleague")) == 1


async def test_what_moved_on_between_the_tick_and_its_words_is_not_said(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    case = await hall.files("P2")
    hall.clock.passes(hours=2, seconds=1)
    await hall.timers.step()
    assert (await hall.look(inbox.health)).waiting == 1
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.ticks()
    assert hall.heard == []


async def test_a_machine_that_was_off_over_a_weekend_says_once_what_was_late(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-07 16:00")
    for _ in range(3):
        await hall.files("P3")
    late = await hall.files("P2")
    await hall.now_is("2026-05-11 09:00")
    [text] = hall.texts_of("officer")
    assert text.startswith("4 việc cần để ý")
    assert text.splitlines()[1].startswith(f"1. {late.code}")
    assert "Trong đó 4 việc đáng lẽ đã được nhắc sớm hơn." in text
    assert hall.taps_of("officer")[0] == f"case:open:{late.code}"
    assert len(hall.texts_of("head")) == 1
    await hall.ticks()
    assert len(hall.heard) == 2


async def test_it_is_off_at_night_and_on_again_on_sunday_and_nobody_is_disturbed(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-08 16:00")
    await hall.files("P2")
    await hall.now_is("2026-05-10 03:00")
    assert hall.heard == []
    await hall.runs_until("2026-05-11 08:31")
    assert hall.of("officer") == ["11/05 08:30"]


@pytest.mark.parametrize("many", [101, 250])
async def test_the_hundred_and_first_late_case_is_reminded_like_the_first(
    sqlite: Database, many: int
) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    for _ in range(many):
        await hall.files("P2")
    await hall.now_is("2026-05-04 15:00")
    [text] = hall.texts_of("officer")
    assert text.startswith(f"{many} việc cần để ý")
    assert f"{many - 8} việc khác" in text
    rows = await hall.look(lambda conn: clocks.of(conn, range(1, many + 1)))
    assert {row.sent for row in rows.values()} == {("accept:100",)}
    assert {row.remind_at for row in rows.values()} == {rows[1].remind_at}


async def test_what_is_due_within_a_quarter_of_an_hour_is_heard_in_one_message(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:01")
    for _ in range(5):
        await hall.files("P2")
        hall.clock.passes(minutes=2)
    await hall.runs_until("2026-05-04 11:00")
    [text] = hall.texts_of("officer")
    assert hall.of("officer") == ["04/05 10:15"]
    assert text.startswith("5 việc cần để ý")


async def test_one_tick_says_several_cases_in_one_message_and_an_urgent_one_apart(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    one, two = await hall.files("P2"), await hall.files("P2")
    hall.clock.passes(hours=1, minutes=45)
    urgent = await hall.files("P1")
    hall.clock.passes(minutes=15, seconds=1)
    await hall.ticks()
    first, second = hall.texts_of("officer")
    assert urgent.code in first
    assert "KHẨN" in first
    assert second.startswith("2 việc cần để ý")
    assert hall.taps_of("officer") == [f"case:open:{one.code}", f"case:open:{two.code}"]


async def test_who_is_away_is_reminded_through_their_deputy_and_the_deputys(sqlite: Database) -> None:
    hall = Hall(sqlite, "2026-05-04 08:00")
    numbers = [await hall.employs(name, Role.OFFICER, "economic") for name in ("an", "binh", "chi")]
    case = await hall.files("P2")
    await hall.does(case, Action.TAKE, TAKEN, holder=numbers[0])
    await hall.leaves_to(numbers[0], numbers[1], "2026-05-04", "2026-05-20")
    await hall.leaves_to(numbers[1], numbers[2], "2026-05-04", "2026-05-20")
    await hall.runs_until("2026-05-13 18:00")
    assert hall.of("an") == hall.of("binh") == []
    assert "Nhắc thay an, đang vắng." in hall.texts_of("chi")[0]
    assert "Người nhận: an" in hall.texts_of("chi")[0]


async def test_where_nobody_stands_in_the_head_hears_and_then_whoever_leads(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.leaves_to(1, None, "2026-05-04", "2026-05-20")
    await hall.files("P2")
    await hall.runs_until("2026-05-04 10:05")
    assert (hall.of("officer"), len(hall.of("head")), hall.of("leader")) == ([], 1, [])
    await hall.leaves_to(2, None, "2026-05-04", "2026-05-20")
    await hall.runs_until("2026-05-04 11:20")
    assert (len(hall.of("head")), len(hall.of("leader"))) == (1, 1)


async def test_a_case_about_an_official_is_said_to_no_colleague(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.employs("admin", Role.ADMIN)
    await hall.files("P2", lead="chairman", confidential=True)
    await hall.runs_until("2026-05-06 18:00")
    assert {who for _, who, _ in hall.heard} == {"leader"}


async def test_nobody_is_reminded_of_what_they_reported_themselves(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2", lane=hall.lane("officer"))
    await hall.runs_until("2026-05-05 16:00")
    assert hall.of("officer") == []
    assert len(hall.of("head")) == 6


async def test_tet_stops_a_usual_case_and_not_an_urgent_one(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-02-13 15:00")
    await hall.files("P2")
    await hall.runs_until("2026-02-17 02:00")
    assert hall.heard == []
    urgent = await hall.files("P1")
    await hall.runs_until("2026-02-17 02:20")
    assert hall.of("head") == ["17/02 02:15"]
    await hall.does(urgent, Action.TAKE, TAKEN, holder=1)
    await hall.runs_until("2026-02-23 08:00")
    assert hall.of("officer") == ["17/02 02:15", "23/02 07:30"]


async def test_what_cannot_be_counted_holds_up_nothing_else(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    broken, fine = await hall.files("P2"), await hall.files("P2")
    await hall.database.write(lambda conn: clocks.change(conn, broken.id, sent=["accept:x"]))
    await hall.runs_until("2026-05-04 10:05")
    [text] = hall.texts_of("officer")
    assert fine.code in text
    row = (await hall.look(lambda conn: clocks.of(conn, [broken.id])))[broken.id]
    assert row.remind_at is not None
    assert row.remind_at > hall.clock.now()


async def test_one_look_among_ten_thousand_open_cases_costs_few_statements(sqlite: Database) -> None:
    """What it costs follows what is due: one statement for each thing that is read or written."""
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    due = [await hall.files("P2") for _ in range(40)]
    later = hall.clock.now() + timedelta(days=1)
    with hall.database.engine.begin() as conn:
        copies(conn, 10_000, later)
    hall.clock.passes(hours=2, seconds=1)
    now = hall.clock.now()
    with hall.database.engine.begin() as conn, statements(conn) as run:
        looked = reminders.look(conn, ward(), now, now)
    assert (looked.put, looked.more) == (1, False)
    begun = Counter(statement.split()[0] for statement, _ in run)
    assert begun == {"SELECT": 4, "UPDATE": len(due), "INSERT": 1}


async def test_two_ticks_whose_words_wait_are_said_in_one_message(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2")
    hall.clock.passes(minutes=20)
    await hall.files("P2")
    hall.clock.passes(hours=1, minutes=41)
    await hall.timers.step()
    hall.clock.passes(minutes=30)
    await hall.timers.step()
    await hall.ticks()
    [text] = hall.texts_of("officer")
    assert text.startswith("2 việc cần để ý")


async def test_who_stopped_working_here_is_told_nothing(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    await hall.files("P2")
    hall.clock.passes(hours=2, seconds=1)
    await hall.timers.step()
    await hall.database.write(lambda conn: staff.suspend(conn, 1, at=hall.clock.now()))
    await hall.ticks()
    assert hall.heard == []


async def test_a_case_that_nobody_can_be_told_of_is_looked_at_all_the_same(sqlite: Database) -> None:
    hall = Hall(sqlite, "2026-05-04 08:00")
    case = await hall.files("P2")
    await hall.runs_until("2026-05-04 10:05")
    row = (await hall.look(lambda conn: clocks.of(conn, [case.id])))[case.id]
    assert (hall.heard, row.sent) == ([], ("accept:50",))
