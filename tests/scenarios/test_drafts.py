"""Drafts: they outlive restarts and releases, are nudged once by day, and are gone after seven days."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from storage import cases, conversations
from storage.conversations import Conversation
from storage.touch import Connection
from tests.scenarios.dialogues import PLACE, agrees, answers_until, asked, reaches
from tests.support.papers import PHOTO
from tests.support.world import Person, World

FROZEN = Path(__file__).parent / "drafts"


async def talk_of(person: Person) -> Conversation:
    talks = await person.world.look(lambda conn: conversations.load(conn, [person.lane]))
    return talks[person.lane]


async def thaw(person: Person, flow: str, draft: dict[str, Any]) -> None:
    """Put a stored draft in the place of the open one."""
    talk = replace(await talk_of(person), flow=flow, draft=draft)

    def write(conn: Connection) -> None:
        assert conversations.save(conn, [talk]) == []

    await person.world.house.database.write(write)


def frozen(name: str) -> dict[str, Any]:
    draft: dict[str, Any] = json.loads((FROZEN / f"{name}.json").read_text("utf-8"))
    return draft


@pytest.mark.parametrize("question", ["category", "amounts", "place", "photos", "identity", "confirm"])
async def test_a_draft_survives_a_restart_at_every_question(world: World, lan: Person, question: str) -> None:
    await reaches(lan, question)
    await world.restarts()
    await lan.says("/start")
    lan.hears("draft-resume")
    assert asked(lan) == question
    if question == "category":
        await lan.taps("ward-label-DL", "ward-label-DL-1")
    await answers_until(lan, "confirm")
    await lan.taps("confirm-send")
    lan.hears("receipt")


async def test_a_button_from_before_the_restart_still_works(world: World, lan: Person) -> None:
    await reaches(lan, "confirm")
    send = lan.button("confirm-send").tap
    await world.restarts()
    await lan.presses(send)
    lan.hears("receipt")


async def test_after_a_day_the_unfinished_report_is_recalled_once(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await world.passes(hours=19)
    assert lan.heard == []
    await world.passes(hours=5)
    lan.hears("draft-nudge")
    assert asked(lan) == "place"
    await world.passes(days=3)
    assert lan.heard == []


async def test_nobody_is_woken_at_night(world: World) -> None:
    world.clock.passes(hours=-5)
    lan = await world.person("lan")
    await reaches(lan, "place")
    due = (await talk_of(lan)).nudge_at
    assert due is not None
    local = world.ward.local(due)
    assert (local.isoformat(timespec="minutes"))[:16] == "2026-11-20T07:00"


async def test_who_only_read_the_consent_text_is_left_in_peace(world: World, lan: Person) -> None:
    await lan.says("/baocao")
    await world.passes(days=8)
    assert lan.heard == []


async def test_who_has_answered_nothing_is_left_in_peace(world: World, lan: Person) -> None:
    await agrees(lan)
    await world.passes(days=3)
    assert lan.heard == []


async def test_after_seven_days_the_draft_is_erased_and_its_owner_told(world: World, lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(PHOTO)
    await world.passes(days=6, hours=20)
    assert (await talk_of(lan)).flow == "report"
    await world.passes(hours=8)
    lan.hears("draft-expired")
    talk = await talk_of(lan)
    assert (talk.flow, talk.draft) == (None, {})
    assert await world.objects() == []
    await agrees(lan)
    assert asked(lan) == "category"


async def test_an_answer_in_the_meantime_gives_another_seven_days(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await world.passes(days=5)
    await lan.says(PLACE)
    await world.passes(days=5)
    assert (await talk_of(lan)).flow == "report"


async def test_a_reminder_alone_does_not_prolong_the_draft(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    ends = (await talk_of(lan)).expires_at
    await world.passes(days=2)
    assert (await talk_of(lan)).expires_at == ends


async def test_a_draft_past_its_time_is_not_continued_even_before_the_timer_came(
    world: World, lan: Person
) -> None:
    await reaches(lan, "confirm")
    send = lan.button("confirm-send").tap
    world.clock.passes(days=8)
    await lan.presses(send)
    lan.hears("draft-expired")
    lan.hears("sent-perhaps")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []


async def test_today_stays_the_day_on_which_it_was_said(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm")
    lan.hears("Khi nào: thứ Năm, ngày 19/11/2026")
    await viet.passes(days=3)
    await lan.says("/start")
    lan.hears("Khi nào: thứ Năm, ngày 19/11/2026")
    await lan.taps("Sửa", "Khi nào", "Hôm nay")
    lan.hears("Khi nào: Chủ nhật, ngày 22/11/2026")
    await viet.passes(days=1)
    await lan.says("/start", "đúng")
    case = await viet.look(lambda conn: cases.find(conn, lan.code))
    assert case is not None
    assert case.report["when"] == {"day": "today", "text": "", "said": "2026-11-22"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("sáng nay", "sáng nay (thứ Năm, ngày 19/11/2026)"),
        ("tối qua", "tối qua (thứ Tư, ngày 18/11/2026)"),
        ("tuần trước", "tuần trước (kể ngày 19/11/2026)"),
        ("Trước đó", "trước ngày 18/11/2026"),
        ("hôm qua", "thứ Tư, ngày 18/11/2026"),
    ],
)
async def test_when_it_happened_is_shown_as_a_date(viet: World, typed: str, shown: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm")
    await lan.taps("Sửa", "Khi nào")
    await lan.says(typed)
    lan.hears(f"Khi nào: {shown}")


async def test_an_untouched_day_is_stored_as_the_day_of_the_first_word(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await viet.passes(days=2)
    await answers_until_from_start(lan)
    case = await viet.look(lambda conn: cases.find(conn, lan.code))
    assert case is not None
    assert case.report["when"] == {"said": "2026-11-19", "day": "today", "text": ""}


async def answers_until_from_start(person: Person) -> None:
    await person.says("/start")
    await answers_until(person, "confirm")
    await person.taps("confirm-send")


@pytest.mark.parametrize("name", ["v1-identity", "v1-confirm"])
async def test_a_draft_of_the_first_release_is_finished(world: World, lan: Person, name: str) -> None:
    await agrees(lan)
    await thaw(lan, "report", frozen(name))
    await world.restarts()
    await lan.says("/start")
    lan.hears("draft-resume")
    await answers_until(lan, "confirm")
    await lan.taps("confirm-send")
    lan.hears("receipt")


async def test_the_summary_of_the_first_release_is_shown_again_before_it_is_sent(
    world: World, lan: Person
) -> None:
    await agrees(lan)
    await thaw(lan, "report", frozen("v1-confirm"))
    await lan.presses("report:confirm:send.0123abcd")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []


async def test_a_draft_of_a_flow_that_is_gone_is_closed_with_a_sentence(lan: Person) -> None:
    await agrees(lan)
    await thaw(lan, "survey", {"answers": {"taste": "sour"}, "seed": "1"})
    await lan.says("alo")
    lan.hears("talk-flow-gone")
    assert lan.sees("menu-report")
    assert (await talk_of(lan)).flow is None


async def test_a_draft_that_nobody_can_read_is_asked_again(lan: Person) -> None:
    await agrees(lan)
    await thaw(
        lan, "report", {"answers": {"category": 7, "place": "x", "photos": [], "when": {}}, "seed": "1"}
    )
    await lan.says("/start")
    assert asked(lan) == "category"


async def test_a_clock_that_jumps_forward_loses_nothing_but_what_is_due(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    world.clock.passes(days=400)
    await world.passes(minutes=1)
    lan.hears("draft-expired")
    assert world.clock.now() > datetime(2027, 12, 1, tzinfo=UTC) + timedelta(days=1)
