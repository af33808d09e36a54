"""What residents could not sort is sorted by the coordinator, and goes to the right office in one step."""

from bot.core.case import Status
from bot.core.people import Role
from handlers.triage.sorting import propose
from storage import cases
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import listed, number
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World


async def sorts(person: Person, code: str, kind: str) -> None:
    """From the button of the card to the last look."""
    await person.presses(f"case:triage:{code}")
    await person.taps(f"ward-label-{kind.partition('.')[0]}", f"ward-label-{kind.replace('.', '-')}")


async def test_the_list_of_a_coordinator_begins_with_what_is_to_be_sorted(world: World, lan: Person) -> None:
    mai = await world.appoints("mai", Role.COORDINATOR, "culture")
    clear = await files(lan, "CL.1")
    vague = [await files(lan, "DL.unsure"), await files(lan, "NG.unsure")]
    await mai.says("/viec")
    assert mai.last.buttons[0].label == mai.words("work-view-unsorted-count", count=2)
    await mai.taps("work-view-unsorted")
    assert listed(mai) == vague
    assert clear not in mai.said
    await mai.taps(vague[0])
    assert mai.sees("card-triage")


async def test_a_case_is_sorted_and_handed_on_in_one_step(world: World, lan: Person) -> None:
    mai = await world.appoints("mai", Role.COORDINATOR, "culture")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan, "DL.unsure", details="Họ cân sai cho tôi, mua về thấy thiếu hẳn.")
    await sorts(mai, code, "DL.1")
    mai.hears("triage-summary", code=code, office=mai.words("ward-office-economic"))
    await mai.taps("triage-on")
    mai.hears("triage-done", code=code, office=mai.words("ward-office-economic"))
    case = await case_of(world, code)
    assert (case.category, case.subcategory, case.lead) == ("DL", "DL.1", "economic")
    assert (case.status, case.priority) == (Status.TRANSFERRED, "P3")
    assert case.route["row"] != "R24"
    [line] = [each for each in await history(world, code) if each.action == "transfer"]
    assert mai.words("ward-label-DL-1") in line.details["reason"]
    await minh.listens()
    minh.hears("card-handed", reason=line.details["reason"])
    await lan.listens()
    lan.hears("news-moved", code=code)
    await mai.presses(f"case:triage:{code}")
    mai.hears("triage-sorted", code=code)
    await mai.says("/viec")
    assert not mai.sees("work-view-unsorted")


async def history(world: World, code: str) -> list[cases.Event]:
    case = await case_of(world, code)
    return await world.look(lambda conn: cases.history(conn, case.id))


async def test_office_and_reason_are_proposed_and_can_be_changed(viet: World) -> None:
    lan, mai = await viet.person("lan"), await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan, "DL.unsure")
    await sorts(mai, code, "DL.1")
    await mai.taps("nav-edit", "name-triage-office", "ward-office-police")
    await mai.taps("nav-edit", "name-triage-reason")
    await mai.says("Công an đang theo dõi quầy này")
    mai.hears(
        "triage-summary", office=mai.words("ward-office-police"), reason="Công an đang theo dõi quầy này"
    )
    await mai.taps("triage-on")
    case = await case_of(viet, code)
    assert (case.lead, case.subcategory) == ("police", "DL.1")
    assert (await history(viet, code))[-1].details["reason"] == "Công an đang theo dõi quầy này"


async def test_what_stays_with_the_office_is_sorted_without_being_handed_on(viet: World) -> None:
    lan, mai = await viet.person("lan"), await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan, "DL.unsure")
    await sorts(mai, code, "DL.2")
    await mai.taps("nav-edit", "name-triage-office", "ward-office-culture")
    await mai.taps("triage-on")
    case = await case_of(viet, code)
    assert (case.lead, case.status, case.subcategory) == ("culture", Status.SENT, "DL.2")
    assert (await history(viet, code))[-1].action == "change"
    await lan.listens()
    lan.hears_not("news-moved")


async def test_neither_an_officer_nor_a_resident_sorts(viet: World) -> None:
    lan, hoa = await viet.person("lan"), await viet.appoints("hoa", Role.OFFICER, "culture")
    code = await files(lan, "DL.unsure")
    await hoa.presses(f"case:triage:{code}")
    hoa.hears("case-not-yours")
    await lan.presses(f"case:triage:{code}")
    lan.hears("button-over")
    assert (await case_of(viet, code)).subcategory is None


async def test_what_is_proposed_for_a_case_is_what_filing_would_have_done(viet: World) -> None:
    lan = await viet.person("lan")
    for kind in ("DL.1", "HG.1", "NH.1", "CL.1", "NG.1"):
        case = await case_of(viet, await files(lan, kind))
        proposed = propose(viet.ward, case, kind)
        kept = (case.lead, case.priority, case.route["row"], case.route["coordinators"])
        assert (proposed.lead, proposed.priority, proposed.row, list(proposed.coordinators)) == kept


async def test_who_is_suspended_while_sorting_gets_no_further(viet: World) -> None:
    lan, admin = await viet.person("lan"), await viet.appoints("admin", Role.ADMIN)
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan, "DL.unsure")
    await mai.presses(f"case:triage:{code}")
    await admin.presses(f"staff:suspend-yes:{await number(viet, mai)}")
    await mai.says("1")
    mai.hears("staff-not-allowed")
    assert (await case_of(viet, code)).subcategory is None
