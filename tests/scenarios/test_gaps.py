"""What a report lacks is said in the question for photos; whoever passes it over hears no more of it."""

from bot.core.people import Role
from tests.scenarios.dialogues import answers_until, asked, files, reaches
from tests.scenarios.test_filing import case_of
from tests.support.papers import PHOTO
from tests.support.wards import INSIDE
from tests.support.world import Person, World

AGAIN = "cân lại ở cân đối chứng"


def listed(person: Person) -> list[tuple[str, str]]:
    """The cases of the list, in order, as (code, line)."""
    lines = ((one.tap.removeprefix("case:open:"), one.label) for one in person.last.buttons)
    return [(code, label) for code, label in lines if ":" not in code]


async def test_a_report_grows_with_what_is_sent_and_said(world: World, lan: Person) -> None:
    await reaches(lan, "photos", place="chợ Con, gần cổng")
    lan.hears("gaps-there", have="1", of="6", photos="0", wanted="3")
    how, why = (lan.words(f"ward-evidence-place-{about}") for about in ("how", "why"))
    lan.hears("gaps-item", how=how, why=why)
    lan.hears("gaps-faces")
    await lan.sends(PHOTO)
    lan.hears("gaps-there", have="2", of="6", photos="1", wanted="3")
    await lan.says(AGAIN)
    lan.hears("gaps-there", have="3", of="6", photos="1", wanted="3")
    assert asked(lan) == "photos"
    await lan.pins(INSIDE)
    lan.hears("gaps-there", have="4", of="6", photos="1", wanted="3")
    await lan.says("xong rồi")
    await answers_until(lan, "confirm")
    lan.hears(AGAIN)
    await lan.taps("confirm-send")
    case = await case_of(world, lan.code)
    assert (case.evidence_have, case.evidence_of) == (4, 6)


async def test_who_passes_it_over_is_not_asked_again(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.taps("nav-skip")
    await lan.says(AGAIN)
    await answers_until(lan, "confirm")
    await lan.says("sửa")
    await lan.taps("name-report-place")
    await lan.says("chợ Con, gần cổng")
    assert asked(lan) == "confirm"
    assert "điều giúp cán bộ" not in lan.said
    lan.hears(AGAIN)


async def test_officers_see_what_is_missing_and_sort_by_it(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    poor = await files(lan, place="gần cổng chợ")
    await reaches(lan, "photos")
    await lan.sends(PHOTO)
    await lan.taps("nav-done")
    await answers_until(lan, "confirm")
    await lan.taps("confirm-send")
    rich = lan.code
    await minh.listens()
    minh.hears(
        "Bằng chứng 1/6 (ảnh 0/3, chưa xem nội dung) · còn thiếu: đúng quầy, đúng địa chỉ; ảnh mặt cân"
    )
    minh.hears("Bằng chứng 3/6 (ảnh 1/3, chưa xem nội dung) · còn thiếu: cân lại ở đâu")
    await minh.says("/viec")
    assert [code for code, _ in listed(minh)] == [poor, rich]
    await minh.taps("work-by-evidence")
    assert [(code, label[:6]) for code, label in listed(minh)] == [(rich, "3/6 · "), (poor, "1/6 · ")]


async def test_a_similar_report_is_named_to_the_officer_and_only_hinted_at_to_residents(viet: World) -> None:
    lan, hung, minh = [await viet.person(name) for name in ("lan", "hung", "minh")]
    officer = await viet.appoints("hoa", Role.OFFICER, "economic")
    first = await files(lan, place="Chợ Mẫu", stall="quầy 5 cô Lan")
    lan.hears_not("receipt-similar")
    await files(hung, place="Chợ Mẫu", stall="quầy số 5")
    hung.hears_not("receipt-similar")
    await files(minh, place="chợ mẫu, hàng cô Lan quầy số 5")
    minh.hears("receipt-similar")
    assert first not in minh.said
    await officer.listens()
    card = next(one for one in reversed(officer.heard) if minh.code in one.text)
    assert f"Có 2 phản ánh tương tự trong 30 ngày trước đó: {first}, {hung.code}" in card.text
    other = await files(minh, place="Chợ Mẫu", stall="quầy 7")
    assert (await case_of(viet, other)).route["similar"] == []
    await viet.passes(days=31)
    late = await files(minh, place="Chợ Mẫu", stall="quầy 5")
    minh.hears_not("receipt-similar")
    assert (await case_of(viet, late)).route["similar"] == []
