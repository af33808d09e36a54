"""What the group of an office hears while nobody takes a case, and what it never hears."""

from collections import Counter
from functools import partial

import pytest

from bot.core.case import Action, Status
from handlers import reminders
from storage import groups
from storage.database import Database
from storage.groups import Group
from tests.storage.test_plans import statements
from tests.workers.rig import ward
from tests.workers.ward_hall import TAKEN, Hall, hall_of


@pytest.fixture
async def hall(sqlite: Database) -> Hall:
    """An office with a group, and another one with one."""
    hall = await hall_of(sqlite, "2026-05-04 08:00")
    for office, name in (("economic", "group"), ("police", "others")):
        group = Group(office, hall.lane(name), hall.address(name), "vi")
        await hall.database.write(partial(groups.bind, group=group, by=None, at=hall.clock.now()))
    return hall


async def test_a_group_hears_when_the_limit_is_over_and_then_daily_until_somebody_has_it(hall: Hall) -> None:
    case = await hall.files("P2")
    await hall.runs_until("2026-05-05 16:00")
    assert hall.of("group") == ["04/05 14:00", "05/05 14:00"]
    assert hall.of("others") == []
    assert hall.taps_of("group") == [f"case:take:{case.code}"]
    await hall.does(case, Action.TAKE, TAKEN, holder=1)
    await hall.runs_until("2026-05-29 18:00")
    assert len(hall.of("group")) == 2


async def test_a_group_hears_of_an_urgent_case_apart_and_at_night(hall: Hall) -> None:
    await hall.files("P2")
    await hall.now_is("2026-05-05 02:00")
    await hall.files("P1")
    await hall.runs_until("2026-05-05 02:40")
    assert hall.of("group") == ["05/05 02:15", "05/05 02:30"]
    assert not any(prompt.silent for _, who, prompt in hall.heard if who == "group")
    await hall.now_is("2026-05-05 08:00")
    assert [text.splitlines()[0] for text in hall.texts_of("group")[2:]] == ["Chưa ai nhận hồ sơ này:"] * 2


async def test_a_group_hears_nothing_about_an_official(hall: Hall) -> None:
    await hall.files("P2", confidential=True)
    await hall.runs_until("2026-05-06 16:00")
    assert hall.of("head")
    assert hall.of("group") == []


async def test_what_moved_on_before_the_words_is_not_said_in_the_group(hall: Hall) -> None:
    taken, gone, stays = [await hall.files("P2") for _ in range(3)]
    hall.clock.passes(hours=6, seconds=1)
    await hall.timers.step()
    await hall.does(taken, Action.TAKE, TAKEN, holder=1)
    details = {"from": "economic", "to": "police", "reason": "việc của công an"}
    await hall.does(gone, Action.TRANSFER, Status.TRANSFERRED, **details)
    await hall.ticks()
    [text] = hall.texts_of("group")
    assert text.startswith("Chưa ai nhận hồ sơ này:")
    assert stays.code in text


async def test_a_group_that_was_let_go_before_the_words_hears_nothing(hall: Hall) -> None:
    await hall.files("P2")
    hall.clock.passes(hours=6, seconds=1)
    await hall.timers.step()
    lane = hall.lane("group")
    await hall.database.write(lambda conn: groups.unbind(conn, lane))
    await hall.ticks()
    assert hall.texts_of("group") == []


async def test_two_ticks_whose_words_wait_are_one_message_in_the_group(hall: Hall) -> None:
    await hall.files("P2")
    hall.clock.passes(minutes=20)
    await hall.files("P2")
    hall.clock.passes(hours=5, minutes=41)
    await hall.timers.step()
    hall.clock.passes(minutes=30)
    await hall.timers.step()
    await hall.ticks()
    [text] = hall.texts_of("group")
    assert text.startswith("2 hồ sơ chưa ai nhận")


async def test_the_groups_cost_one_statement_more(hall: Hall) -> None:
    for _ in range(20):
        await hall.files("P2")
    hall.clock.passes(hours=6, seconds=1)
    now = hall.clock.now()
    with hall.database.engine.begin() as conn, statements(conn) as run:
        looked = reminders.look(conn, ward(), now, now)
    assert looked.put == 3, "the officer, the head, the group"
    begun = Counter(statement.split()[0] for statement, _ in run)
    assert begun == {"SELECT": 5, "UPDATE": 20, "INSERT": 3}
