"""A few whole dialogues on PostgreSQL: what differs there is below, and must not show above."""

import pytest

from storage import cases, evidence, people
from tests.scenarios.dialogues import asked, files, reaches
from tests.support.papers import PHOTO
from tests.support.wards import OUTSIDE
from tests.support.world import World

pytestmark = pytest.mark.postgres


async def test_a_report_with_a_photo_from_the_first_word_to_the_code(postgres_world: World) -> None:
    lan = await postgres_world.person("lan")
    await reaches(lan, "photos", "HG.1")
    await lan.sends(PHOTO)
    await lan.taps("nav-done", "identity-sealed")
    send = lan.button("confirm-send").tap
    await lan.presses(send)
    code = lan.code
    await lan.presses(send)
    lan.hears("sent-already", code=code)
    case = await postgres_world.look(lambda conn: cases.find(conn, code))
    assert case is not None
    assert (case.lead, case.lane) == ("police", lan.lane)
    assert len(await postgres_world.look(lambda conn: evidence.of_case(conn, case.id))) == 1


async def test_an_anonymous_report_leads_back_to_nobody(postgres_world: World) -> None:
    lan = await postgres_world.person("lan")
    code = await files(lan, identity="identity-anonymous")
    secret = lan.secret
    assert await postgres_world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []
    await lan.says(f"/tracuu {code} {secret}")
    lan.hears("case-head", code=code)


async def test_a_draft_survives_a_restart_and_is_erased_in_time(postgres_world: World) -> None:
    lan = await postgres_world.person("lan")
    await reaches(lan, "photos")
    await postgres_world.restarts()
    await postgres_world.passes(days=1)
    lan.hears("draft-nudge")
    assert asked(lan) == "photos"
    await postgres_world.passes(days=7)
    lan.hears("draft-expired")


async def test_refusal_referral_and_request(postgres_world: World) -> None:
    lan = await postgres_world.person("lan")
    await lan.says("/baocao")
    await lan.taps("consent-refuse")
    await reaches(lan, "place")
    await lan.pins(OUTSIDE)
    await lan.taps("yesno-no")
    lan.hears("report-referred")
    await lan.says("/xoa", "/xoa")
    assert len(await postgres_world.look(people.open_requests)) == 1
