"""What went wrong in other systems for citizens' reports must not go wrong here.

Each test bears the name of that failure. The others of the list are tested with their feature: `ELSEWHERE`
says where.
"""

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from bot.core.case import Status
from bot.core.people import Role
from storage import cases, outbox
from storage.outbox.table import OUTBOX, OutboxState
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import asked, files
from tests.scenarios.test_aftermath import said_in, stamps
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_groups import user_of
from tests.scenarios.test_officers import history_of
from tests.scenarios.working import concludes, taken
from tests.support.databases import sqlite_url
from tests.support.papers import PHOTO, VOICE
from tests.support.wards import INSIDE
from tests.support.world import BETWEEN, Person, World

Move = Callable[[Person], Awaitable[None]]

ELSEWHERE: Final = {
    "an album is one case, in any order, also after a restart": (
        "scenarios.test_albums_and_edits",
        "test_an_acknowledgement_that_waits_survives_a_restart",
    ),
    "a file over the limit is refused politely and loses nothing else": (
        "scenarios.test_evidence_sent",
        "test_what_cannot_be_kept_gets_a_sentence_and_takes_nothing_with_it",
    ),
    "two live cases: evidence goes to the chosen one": (
        "scenarios.test_aftermath",
        "test_two_live_cases_evidence_goes_to_the_chosen_one",
    ),
    "a comment does not move the deadline": (
        "scenarios.test_aftermath",
        "test_a_comment_does_not_move_the_deadline",
    ),
    "an unassigned case escalates": (
        "core.test_ladder",
        "test_unassigned_case_escalates_first_and_fastest",
    ),
    "the 101st late case escalates as well as the first": (
        "core.test_ladder",
        "test_the_101st_late_case_is_reminded_like_the_first",
    ),
    "no reminder outside working time": ("core.test_ladder", "test_no_reminder_outside_working_time"),
    "no reminder after closing or when a colleague took it": (
        "core.test_ladder",
        "test_no_reminder_after_a_colleague_took_it_or_it_was_closed",
    ),
    "the deputy's deputy": (
        "scenarios.test_lists_absence",
        "test_a_new_case_comes_to_the_deputys_deputy",
    ),
    "an absence that ended yesterday": (
        "scenarios.test_lists_absence",
        "test_an_absence_that_ended_yesterday_counts_no_more",
    ),
}
"""The failure, and the test of it."""


@pytest.mark.parametrize(("where", "name"), ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_a_failure_that_is_tested_with_its_feature(where: str, name: str) -> None:
    assert callable(getattr(importlib.import_module(f"tests.{where}"), name))


def sends_a_photo(person: Person) -> Awaitable[None]:
    return person.sends(PHOTO)


def sends_a_voice(person: Person) -> Awaitable[None]:
    return person.sends(VOICE)


def pins_a_place(person: Person) -> Awaitable[None]:
    return person.pins(INSIDE)


@pytest.mark.parametrize("move", [sends_a_photo, sends_a_voice, pins_a_place])
async def test_a_message_that_is_only_a_photo_a_voice_or_a_place_starts_or_continues_a_case(
    viet: World, move: Move
) -> None:
    lan = await viet.person("lan")
    await move(lan)
    lan.hears("ward-consent")
    await lan.taps("consent-agree")
    assert asked(lan) == "category"
    await lan.says("huỷ")
    code = await files(lan)
    await move(lan)
    lan.hears("own-where")
    await lan.taps(lan.words("own-into", code=code))
    lan.hears("own-added", code=code)
    assert len(await said_in(viet, code, "add")) == 1


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[World]:
    async with living(sqlite_url(tmp_path), tmp_path, "vi", channel="telegram") as world:
        yield world


async def test_a_citizen_who_blocks_the_bot_is_not_written_to_again_and_the_officer_is_told(
    telegram: World,
) -> None:
    """No retry storm: what is said later is not even tried, and who works on the case knows."""
    lan, minh, code = await taken(telegram)
    town = telegram.telegram
    assert town is not None
    await user_of(lan).blocks(town.bot)
    await telegram.settles()
    await minh.listens()
    minh.hears("own-news-unreached", code=code)
    await concludes(minh, code)
    await telegram.passes(hours=1)
    lanes = await telegram.look(lambda conn: conn.execute(select(OUTBOX.c.lane, OUTBOX.c.state)).all())
    assert {state for lane, state in lanes if lane == lan.lane} == {OutboxState.DELIVERED}
    assert (await telegram.look(outbox.health)).queued == 0


async def test_citizen_a_never_reads_the_case_of_b_by_code_link_search_or_count(world: World) -> None:
    lan, nam = await world.person("lan"), await world.person("nam")
    code = await files(lan, details="Cân ở quầy có dán băng keo màu chàm")
    await lan.says(f"/tracuu {code}")
    own = [choice.tap for choice in lan.last.buttons if code in choice.tap]
    assert own
    await nam.says("/tracuu")
    assert "1" not in nam.last.text
    for tap in (*own, f"track:code:{code}", f"case:open:{code}", f"case:list:{code}", f"own:show:{code}"):
        await nam.presses(tap)
        assert "màu chàm" not in nam.said
        assert "chợ Con" not in nam.said
    for words in (
        f"/tracuu {code}",
        f"/viec {code}",
        "/viec băng keo",
        code,
        "băng keo màu chàm",
        f"rút {code}",
    ):
        await nam.says("huỷ", words)
        assert "chợ Con" not in nam.said
        assert not nam.sees("withdraw-yes")
    assert [line.action for line in await history_of(world, code)] == ["file"]
    assert await world.look(lambda conn: cases.of_lane(conn, nam.lane)) == []


async def test_a_comment_does_not_move_the_reopen_window(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await concludes(minh, code)
    before = await stamps(viet, code)
    await viet.passes(days=13)
    await minh.presses(f"case:note:{code}")
    await minh.says("Đã kiểm tra lại quầy, không có gì mới")
    await minh.taps("confirm-keep")
    await lan.presses(f"own:rate:{code}:yes")
    await lan.presses(f"own:add:{code}")
    after = await stamps(viet, code)
    assert (after.concluded_at, after.closed_at) == (before.concluded_at, None)
    await viet.passes(days=2)
    assert (await case_of(viet, code)).status is Status.CLOSED
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-too-late", code=code)


async def test_a_reminder_names_the_case_and_the_reason_and_never_reaches_the_citizens_thread(
    viet: World,
) -> None:
    lan, minh, code = await taken(viet)
    await lan.listens()
    viet.clock.passes(hours=24 * 14)
    await viet.passes(minutes=1)
    minh.hears("remind-one", code=code, topic=minh.words("ward-label-DL-1"))
    minh.hears("remind-percent", what=minh.words("remind-result"))
    assert lan.heard == []
    await lan.says(f"/tracuu {code}")
    assert "nhắc" not in lan.last.text.lower()
    await concludes(minh, code)
    await lan.listens()
    viet.clock.passes(hours=24 * 7)
    await viet.passes(minutes=1)
    assert minh.heard == lan.heard == []


async def test_the_reopen_rule_is_enforced_on_the_server_from_stored_data(viet: World) -> None:
    """A button drawn when it was allowed, pressed when it is not; one that was drawn for somebody else."""
    lan, minh, code = await taken(viet)
    hoa = await viet.appoints("hoa", Role.HEAD, "economic")
    nam = await viet.person("nam")
    for person, tap in ((lan, f"own:rate:{code}:no"), (hoa, f"case:reopen:{code}:yes")):
        await person.presses(tap)
        assert (await case_of(viet, code)).status is Status.ACCEPTED
    await concludes(minh, code)
    for person, tap in (
        (nam, f"own:rate:{code}:no"),
        (nam, f"case:reopen:{code}:yes"),
        (minh, f"case:reopen:{code}:yes"),
        (hoa, f"case:reopen:{code}:yes"),
    ):
        await person.presses(tap)
        assert (await case_of(viet, code)).status is Status.CONCLUDED
    await viet.passes(days=15)
    await lan.presses(f"own:rate:{code}:no")
    await hoa.presses(f"case:reopen:{code}:yes")
    case = await case_of(viet, code)
    assert (case.status, case.reopened) == (Status.CLOSED, 0)


async def test_today_is_the_calendar_day_in_the_wards_zone(viet: World) -> None:
    """Half past midnight in the ward is the day before by universal time."""
    lan = await viet.person("lan")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    local = viet.ward.local(viet.clock.now())
    midnight = local.replace(hour=0, minute=20) + timedelta(days=1)
    viet.clock.passes(seconds=(midnight - local).total_seconds())
    code = await files(lan)
    case = await case_of(viet, code)
    assert case.filed_at.date() == local.date()
    await minh.presses(f"case:open:{code}")
    when = next(line for line in minh.said.splitlines() if minh.words("name-report-when") in line)
    assert midnight.strftime("%d/%m/%Y") in when


async def test_a_masked_value_saved_back_does_not_overwrite_the_real_one(viet: World) -> None:
    lan, minh, code = await taken(viet, place="hẻm sau chợ Con, gọi 0912 345 678")
    await minh.presses(f"case:open:{code}")
    shown = next(line for line in minh.said.splitlines() if "hẻm sau chợ" in line)
    masked = shown.partition(": ")[2]
    assert "0912" not in minh.said
    await minh.presses(f"case:place:{code}")
    await minh.says(masked)
    await minh.taps("confirm-keep")
    minh.hears("change-done", code=code)
    assert (await case_of(viet, code)).report["place"]["text"] == "hẻm sau chợ Con, gọi 0912 345 678"
    await minh.presses(f"case:story:{code}")
    assert "0912" not in minh.said
    await lan.says(f"/tracuu {code}")
    assert masked not in lan.said


async def test_of_concurrent_status_changes_one_wins_and_none_is_lost(world: World) -> None:
    """What three people send in the same moment is handled in one portion."""
    lan, minh, code = await taken(world)
    hoa = await world.appoints("hoa", Role.HEAD, "economic")
    await lan.says(f"/tracuu {code}")
    await lan.taps("withdraw")
    sure = lan.button("withdraw-yes").tap
    people = ((lan, sure), (minh, f"case:back:{code}"), (hoa, f"case:verify:{code}:yes"))
    world.clock.passes(seconds=BETWEEN)
    assert await asyncio.gather(*(person.front.press(tap) for person, tap in people)) == [200] * 3
    await world.settles()
    story = [line.action for line in await history_of(world, code) if line.action != "view"]
    case = await case_of(world, code)
    assert case.status is Status.WITHDRAWN
    assert story[:2] == ["file", "take"]
    assert len(set(story)) == len(story)
    assert case.version == len(story)
    for person, _ in people:
        await person.listens()
        assert code in person.said
