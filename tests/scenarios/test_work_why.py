"""Why a date is what it is, told to whoever may see the case; and what a reporter is called meanwhile."""

from bot.core.people import Role
from handlers import reporters
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.test_aftermath import asks
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of
from tests.scenarios.working import QUESTION, WHY_LONGER, taken
from tests.support.databases import KEYRING
from tests.support.world import Person, World

TELEGRAM_LIMIT = 4096
LIMITS = ("clock-accept", "clock-first-word", "clock-result", "clock-legal")


async def reporter_of(world: World, code: str, person: Person) -> str:
    """What the staff calls whoever reported it, in this person's language."""
    return reporters.named(KEYRING, await case_of(world, code), person.words)


async def test_every_limit_of_a_case_is_explained_line_by_line(world: World) -> None:
    lan, minh, code = await taken(world)
    await minh.presses(f"case:ask:{code}")
    await minh.says(QUESTION)
    await minh.taps("confirm-send")
    await world.passes(days=3)
    await lan.presses(f"own:answer:{code}")
    await lan.says("Tôi còn giữ hoá đơn")
    await minh.presses(f"case:extend:{code}")
    await minh.taps(minh.words("clock-working-days", count=15))
    await minh.says(WHY_LONGER)
    await minh.taps("confirm-send")
    await minh.presses(f"case:more:{code}")
    await minh.taps("more-why")
    minh.hears("clock-of-case", code=code)
    for key in (*LIMITS, "clock-why-waiting", "clock-why-rest"):
        minh.hears(key)
    minh.hears("clock-step-extended", count=15)
    minh.hears("clock-step-due")
    assert all(len(one.text.encode("utf-16-le")) // 2 <= TELEGRAM_LIMIT for one in minh.heard)
    await minh.taps("card-open")
    minh.hears("card-holder")


async def test_a_reminder_and_a_command_lead_there(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await world.passes(days=1, hours=4)
    minh.hears("remind-one", code=code)
    await minh.taps("more-why")
    for key in LIMITS:
        minh.hears(key)
    await minh.says(f"/han {code}")
    minh.hears("clock-of-case", code=code)
    await minh.says("/han 26-0001-9")
    minh.hears("code-mistyped")


async def test_who_may_not_see_a_case_is_told_nothing_of_its_dates(viet: World) -> None:
    lan, hai = await viet.person("lan"), await viet.appoints("hai", Role.OFFICER, "police")
    code = await files(lan)
    for move in (hai.presses(f"case:why:{code}"), hai.says(f"/han {code}")):
        await move
        hai.hears("work-unseen")
        hai.hears_not("clock-of-case")
    await lan.presses(f"case:why:{code}")
    lan.hears("button-over")
    await lan.says(f"/han {code}")
    lan.hears_not("clock-of-case")


async def test_the_two_way_thread_names_a_number_and_nobody(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    called = await reporter_of(world, code, minh)
    await minh.presses(f"case:open:{code}")
    minh.hears("card-reporter-sealed", reporter=called)
    await asks(minh, code)
    minh.hears("inquire-sent", code=code, reporter=called)
    await lan.listens()
    await lan.taps("own-answer")
    await lan.says("Tôi còn giữ hoá đơn")
    assert called not in lan.said
    await minh.listens()
    minh.hears("own-news-answer", code=code, reporter=called)
    await minh.presses(f"case:story:{code}")
    minh.hears(f"{called}: {minh.words('did-answer')}")
    assert [line.details for line in await history_of(world, code) if "#" in str(line.details)] == []


async def test_reporters_of_one_matter_have_each_their_own_number(viet: World) -> None:
    _lan, minh, first = await taken(viet, place="số 12 phố Bạch Đằng")
    second = await files(await viet.person("binh"), place="số 12 phố Bạch Đằng")
    third = await files(await viet.person("lan"), place="số 12 phố Bạch Đằng")
    await minh.presses(f"case:link:{first}:{second}")
    await minh.presses(f"case:link:{first}:{third}")
    called = {await reporter_of(viet, code, minh) for code in (first, second, third)}
    assert len(called) == 3


async def test_who_reported_is_shown_to_a_head_for_a_written_reason_that_the_coordinator_reads(
    viet: World,
) -> None:
    lan = await viet.person("lan")
    head = await viet.appoints("hoa", Role.HEAD, "economic")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    await reaches(lan, "identity")
    await lan.says("0912345678")
    await lan.taps("confirm-send")
    code = lan.code
    await minh.presses(f"case:unmask:{code}")
    minh.hears("case-not-yours")
    await head.presses(f"case:unmask:{code}")
    await head.says("Cần mời người phản ánh đến làm chứng.")
    await head.taps("confirm-send")
    head.hears("unmask-identity", code=code)
    assert "912345678" in head.said
    await mai.listens()
    mai.hears("unmask-told", code=code, reason="Cần mời người phản ánh đến làm chứng.")
    assert "912345678" not in mai.said
    line = (await history_of(viet, code))[-1]
    number = reporters.number(KEYRING, await case_of(viet, code))
    assert (line.action, line.details) == (
        "unmask",
        {"reason": "Cần mời người phản ánh đến làm chứng.", "reporter": number},
    )
    for person in (head, mai):
        assert f"Người phản ánh #{number}" in person.said
