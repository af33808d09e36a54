"""What the ward itself owes: said to whoever is to do it, until somebody notes that it is done."""

from datetime import timedelta

from bot.core.people import Role
from storage.database import Database
from tests.support.ward_time import at
from tests.workers.rig import steps
from tests.workers.ward_hall import Hall

REPORT = "yearly-report:2026-11-15"
DONE = f"duty:done:{REPORT}"


async def hall_of(sqlite: Database, begins: str) -> Hall:
    """A coordinator, a leader, an officer."""
    hall = Hall(sqlite, begins)
    await hall.employs("coordinator", Role.COORDINATOR, "culture")
    await hall.employs("leader", Role.LEADER)
    await hall.employs("officer", Role.OFFICER, "economic")
    return hall


async def lives_through(hall: Hall, first: str, last: str) -> None:
    """A tick every morning and every evening between these days."""
    morning = at(f"{first} 07:31")
    while morning <= at(f"{last} 23:00"):
        for hours in (0, 12):
            moment = morning + timedelta(hours=hours)
            hall.clock.passes(seconds=(moment - hall.clock.now()).total_seconds())
            await hall.ticks()
        morning += timedelta(days=1)


def about(hall: Hall, person: str, name: str) -> list[str]:
    """On which days they heard of it."""
    return [when[:5] for when, who, prompt in hall.heard if who == person and name in prompt.text]


async def presses(hall: Hall, person: str, tap: str) -> str:
    """One press; what is said to it."""
    before = len(hall.heard)
    await hall.hears(person, "", tap=tap)
    await hall.ticks()
    return hall.heard[before][2].text


async def test_the_yearly_report_climbs_to_its_last_day_and_on_until_it_is_done(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-10-13 08:00")
    for month, first, last in ((10, 13, 14), (10, 30, 30), (11, 5, 6), (11, 9, 13), (11, 16, 17)):
        await lives_through(hall, f"2026-{month}-{first:02}", f"2026-{month}-{last:02}")
    days = ["14/10", "30/10", "06/11", "10/11", "12/11", "13/11", "16/11", "17/11"]
    assert about(hall, "leader", "Báo cáo năm") == about(hall, "coordinator", "Báo cáo năm") == days
    assert about(hall, "officer", "") == []
    texts = [text for text in hall.texts_of("leader") if "Báo cáo năm" in text]
    assert "Hạn: thứ Sáu, ngày 13/11/2026." in texts[0]
    assert "Hôm nay là ngày cuối." in texts[5]
    assert "đã trễ 2 ngày làm việc" in texts[7]
    assert await presses(hall, "coordinator", DONE) == "Đã ghi nhận là xong. Sẽ không nhắc việc này nữa."
    await lives_through(hall, "2026-11-18", "2026-11-20")
    assert about(hall, "leader", "Báo cáo năm") == days


async def test_what_was_marked_by_mistake_is_taken_back_and_reminded_of_again(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-11-09 08:00")
    await hall.ticks()
    await presses(hall, "leader", DONE)
    assert await presses(hall, "leader", DONE) == (
        "Việc này đã được ghi nhận hoặc đã qua, không cần làm gì thêm."
    )
    heard = len(about(hall, "coordinator", "Báo cáo năm"))
    again = await presses(hall, "leader", f"duty:undo:{REPORT}")
    assert again == "Đã bỏ ghi nhận. Việc này sẽ được nhắc tiếp."
    await lives_through(hall, "2026-11-10", "2026-11-12")
    assert len(about(hall, "coordinator", "Báo cáo năm")) > heard


async def test_who_is_none_of_those_who_owe_it_marks_nothing(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-11-10 08:00")
    assert "không" in await presses(hall, "officer", DONE)
    assert "không" in await presses(hall, "officer", "duty:done:no-such-duty:2026-11-15")
    await hall.knows("lan")
    await hall.hears("lan", "", tap=DONE)
    await hall.ticks()
    assert about(hall, "leader", "Báo cáo năm") == ["10/11"]


async def test_what_was_over_before_the_first_day_is_not_asked_for(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-11-19 09:00")
    await lives_through(hall, "2026-11-20", "2026-11-24")
    assert about(hall, "leader", "Báo cáo năm") == []


async def test_a_machine_that_was_off_says_only_the_newest_and_not_on_a_sunday(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-10-12 08:00")
    await hall.ticks()
    await hall.now_is("2026-11-08 10:00")
    assert about(hall, "leader", "Báo cáo năm") == []
    await lives_through(hall, "2026-11-09", "2026-11-09")
    assert about(hall, "leader", "Báo cáo năm") == ["09/11"]


async def test_a_restart_says_nothing_twice_and_what_was_done_meanwhile_is_not_said(sqlite: Database) -> None:
    hall = await hall_of(sqlite, "2026-11-10 07:00")
    await hall.ticks()
    hall.clock.passes(hours=1)
    await hall.timers.step()
    await presses(hall, "leader", DONE)
    assert about(hall, "leader", "Báo cáo năm") == ["10/11"]
    hall.restarts()
    await hall.ticks()
    await steps(hall.real)
    assert len(about(hall, "leader", "Báo cáo năm")) == 1
