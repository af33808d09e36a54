"""What only a messenger has: photos that come one by one and at once, and messages that are edited."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest

from bot.core.people import Role
from storage import cases
from storage.cases import Event
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import answers_until, asked, files, reaches
from tests.scenarios.test_filing import case_of
from tests.support.databases import sqlite_url
from tests.support.papers import OTHER, PHOTO
from tests.support.telegram_front import TelegramFront
from tests.support.world import Person, World

STORY: Final = "Cân không về số 0 khi chưa đặt hàng lên"
NEW_STORY: Final = "Kim cân chỉ 200 gam khi chưa đặt hàng lên"


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[World]:
    async with living(sqlite_url(tmp_path), tmp_path, "vi", channel="telegram") as world:
        yield world


@pytest.fixture
async def an(telegram: World) -> Person:
    return await telegram.person("an")


def front_of(person: Person) -> TelegramFront:
    assert isinstance(person.front, TelegramFront)
    return person.front


async def edits(person: Person, said: str, to: str) -> None:
    """Edit the newest message that said this."""
    front = front_of(person)
    bot = front.town.bot
    shown = [one for one in front.user.chat(bot).shown() if one.by_bot != bot.id and one.text == said]
    await front.user.edits(bot, shown[-1], to)
    await person.world.settles()
    await person.listens()


async def history_of(world: World, code: str) -> list[Event]:
    case = await case_of(world, code)
    return await world.look(lambda conn: cases.history(conn, case.id))


async def test_an_album_is_acknowledged_once_with_its_count(an: Person) -> None:
    await reaches(an, "photos")
    await an.sends(PHOTO, OTHER, PHOTO)
    [one] = an.heard
    assert an.words("caught-photos", count=3) in one.text
    assert asked(an) == "photos"


async def test_photos_that_come_one_after_the_other_are_counted_on(an: Person) -> None:
    await reaches(an, "photos")
    await an.sends(PHOTO)
    await an.sends(OTHER)
    [one] = an.heard
    assert an.words("caught-photos", count=2) in one.text
    await an.taps("nav-done")
    await answers_until(an, "confirm")
    an.hears("summary-files", count=2)


async def test_an_acknowledgement_that_waits_survives_a_restart(telegram: World, an: Person) -> None:
    await reaches(an, "photos")
    front = front_of(an)
    await front.send([PHOTO, OTHER], "")
    assert telegram.telegram is not None
    await telegram.telegram.hands_over(telegram.app)
    dispatcher = next(loop for loop in telegram.app.loops if loop.name == "dispatcher")
    while await dispatcher.step() == 0:
        pass
    await telegram.restarts()
    await an.listens()
    [one] = an.heard
    assert an.words("caught-photos", count=2) in one.text


async def test_who_is_done_before_the_acknowledgement_gets_only_the_next_question(
    telegram: World, an: Person
) -> None:
    await reaches(an, "photos")
    front = front_of(an)
    await front.send([PHOTO, OTHER], "")
    await front.write("xong")
    telegram.clock.passes(seconds=1)
    await telegram.settles()
    await an.listens()
    an.hears_not("caught-photos")
    assert asked(an) == "identity"
    await answers_until(an, "confirm")
    an.hears("summary-files", count=2)


async def test_an_edited_answer_is_taken_over_and_the_summary_shows_it(an: Person) -> None:
    await reaches(an, "details", "DL.2")
    await an.says(STORY)
    await answers_until(an, "confirm")
    await edits(an, STORY, NEW_STORY)
    assert asked(an) == "confirm"
    an.hears(NEW_STORY)
    an.hears("edit-taken")
    await an.taps("confirm-send")
    case = await case_of(an.world, an.code)
    assert case.report["details"] == NEW_STORY


async def test_an_edit_that_changes_nothing_says_nothing(an: Person) -> None:
    await reaches(an, "details", "DL.2")
    await an.says(STORY)
    await edits(an, STORY, STORY)
    assert an.heard == []


async def test_an_edited_command_is_not_run_again(telegram: World, an: Person) -> None:
    await files(an)
    await an.says("Xin chào")
    await edits(an, "Xin chào", "/baocao")
    assert an.heard == []
    counted = await telegram.look(cases.counts)
    assert sum(row[2] for row in counted) == 1


async def test_an_edit_after_filing_stands_beside_the_report(telegram: World, an: Person) -> None:
    minh = await telegram.appoints("minh", Role.OFFICER, "economic")
    await reaches(an, "details", "DL.2")
    await an.says(STORY)
    await answers_until(an, "confirm")
    await an.taps("confirm-send")
    code = an.code
    assert (await case_of(telegram, code)).evidence_have == 1
    await edits(an, STORY, NEW_STORY)
    an.hears("edit-noted", code=code)
    case = await case_of(telegram, code)
    assert (case.report["details"], case.evidence_have) == (STORY, 2)
    await minh.listens()
    minh.hears("card-edited", words=NEW_STORY)
    line = (await history_of(telegram, code))[-1]
    assert (line.action, line.details) == ("edit", {"question": "details", "text": NEW_STORY})
