"""What was said to be somebody else's matter comes back; what was something else becomes what it is."""

from bot.core.case import Action, Status
from bot.core.people import Role
from tests.scenarios.dialogues import files
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_lists_triage import sorts
from tests.scenarios.test_officers import history_of
from tests.scenarios.test_work import stamped
from tests.scenarios.working import sees_buttons, taken
from tests.support.world import Person, World

WHY = "Nơi bán nằm ở bên này ranh giới, thuộc phường."


async def refers(person: Person, code: str) -> None:
    """It is said to be somebody else's."""
    await person.presses(f"case:conclude:{code}")
    await person.taps("outcome-referred")
    await person.says("Chi cục Thuế, 12 phố Mẫu")
    await person.taps("confirm-send")


async def test_a_referred_case_is_opened_again_by_its_head_and_lies_untaken(world: World) -> None:
    lan, minh, code = await taken(world)
    head = await world.appoints("hoa", Role.HEAD, "economic")
    await refers(minh, code)
    assert minh.words("card-more") not in await sees_buttons(minh, code)
    await minh.presses(f"case:resume:{code}")
    minh.hears("case-not-yours")
    await lan.listens()
    await head.presses(f"case:more:{code}")
    await head.taps("more-resume")
    await head.says(WHY)
    head.hears("resume-shown", code=code, reason=WHY)
    assert (await case_of(world, code)).status is Status.REFERRED
    await head.taps("confirm-send")
    head.hears("resume-done", code=code)
    case, row = await case_of(world, code), await stamped(world, code)
    assert (case.status, case.holder, case.outcome, case.reopened) == (Status.SENT, None, None, 1)
    assert (row.taken_at, row.closed_at, row.coming) == (None, None, 2)
    assert row.late_at is not None
    [line] = [each for each in await history_of(world, code) if each.action == Action.REOPEN]
    assert line.details == {"reason": WHY}
    await lan.listens()
    lan.hears("news-resumed", code=code)
    lan.hears_not(WHY)
    await minh.listens()
    minh.hears("card-free")
    await minh.presses(f"case:take:{code}")
    minh.hears("work-took", code=code)
    await head.presses(f"case:resume:{code}")
    head.hears("case-not-now")


async def test_a_coordinator_opens_what_another_office_referred_and_hands_it_on(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    await refers(minh, code)
    await mai.says(f"/viec {code}")
    await mai.taps("card-more", "more-resume")
    await mai.says(WHY)
    await mai.taps("confirm-send")
    mai.hears("resume-done", code=code)
    assert (await case_of(viet, code)).status is Status.SENT
    assert mai.words("card-move") in await sees_buttons(mai, code)


async def test_something_else_gets_its_category_and_kind_and_goes_to_who_leads_it(world: World) -> None:
    lan, mai = await world.person("lan"), await world.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan, "KH", details="Chủ quán nhận tiền rồi đưa cho tôi thuốc bổ nhái, hộp in mờ.")
    before = await case_of(world, code)
    assert (before.category, before.subcategory, before.lead, before.priority) == (
        "KH",
        None,
        "culture",
        "P4",
    )
    await sorts(mai, code, "HG.2")
    await mai.taps("triage-on")
    case = await case_of(world, code)
    proposed = mai.words(f"ward-office-{case.lead}")
    mai.hears("triage-done", code=code, office=proposed)
    assert (case.category, case.subcategory, case.status) == ("HG", "HG.2", Status.TRANSFERRED)
    assert case.lead == "police"
    assert case.priority < "P4"
    assert case.route["row"] != "R24"
    await lan.listens()
    lan.hears("news-moved", code=code)
    await lan.says(f"/tracuu {code}")
    lan.hears("ward-label-HG-2")


async def test_who_changes_the_kind_is_offered_the_office_that_leads_it(viet: World) -> None:
    lan, mai = await viet.person("lan"), await viet.appoints("mai", Role.COORDINATOR, "culture")
    hung = await viet.appoints("hung", Role.OFFICER, "police")
    code = await files(lan, "KH")
    await mai.presses(f"case:sort:{code}")
    await mai.taps("ward-label-HG", "ward-label-HG-2")
    mai.hears("change-done", code=code)
    mai.hears("sort-elsewhere", code=code, office=mai.words("ward-office-police"))
    case = await case_of(viet, code)
    assert (case.subcategory, case.lead, case.priority < "P4") == ("HG.2", "culture", True)
    await mai.taps(mai.words("sort-hand-on", office=mai.words("ward-office-police")))
    mai.hears("work-moved", code=code)
    case = await case_of(viet, code)
    assert (case.lead, case.holder, case.status) == ("police", None, Status.TRANSFERRED)
    assert case.route["row"] != "R24"
    line = (await history_of(viet, code))[-1]
    assert (line.details["from"], line.details["to"]) == ("culture", "police")
    await hung.listens()
    hung.hears("card-handed", reason=line.details["reason"])
    await lan.listens()
    lan.hears("news-moved", code=code)
    await hung.presses(f"case:reroute:{code}")
    hung.hears("work-moved-before", code=code)


async def test_a_kind_of_the_same_office_brings_its_own_grounds_and_moves_nothing(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    await minh.presses(f"case:help:{code}:police")
    before = await case_of(viet, code)
    await minh.presses(f"case:sort:{code}:NG.1")
    minh.hears("change-done", code=code)
    minh.hears_not("sort-elsewhere")
    case = await case_of(viet, code)
    assert (case.lead, case.priority, case.holder) == (before.lead, before.priority, before.holder)
    assert case.route["basis"] != before.route["basis"]
    assert "police" in case.route["coordinators"]


async def test_what_fits_nothing_is_something_else_again(viet: World) -> None:
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(await viet.person("lan"), "DL.unsure")
    await mai.presses(f"case:sort:{code}")
    await mai.taps("ward-label-KH")
    mai.hears("change-done", code=code)
    case = await case_of(viet, code)
    assert (case.category, case.subcategory, case.lead) == ("KH", None, "culture")
