"""An officer's case from the report to the conclusion, in the chat."""

from bot.core.case import Status
from bot.core.people import Role
from storage import clocks
from storage.clocks import Stamped
from tests.scenarios.dialogues import files
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of, presses
from tests.scenarios.working import MEASURES, QUESTION, WHY_LONGER, concludes, sees_buttons, taken
from tests.support.papers import PHOTO
from tests.support.world import Person, World


async def stamped(world: World, code: str) -> Stamped:
    case = await case_of(world, code)
    return (await world.look(lambda conn: clocks.of(conn, [case.id])))[case.id]


async def test_a_usual_case_goes_from_the_report_to_its_conclusion(world: World) -> None:
    lan, minh, code = await taken(world)
    await asks(lan, minh, code)
    await checks(minh, code)
    await extends(lan, minh, code)
    await sanctions(lan, minh, code)
    case, row = await case_of(world, code), await stamped(world, code)
    assert (case.status, case.outcome) == (Status.CONCLUDED, "sanctioned")
    assert row.concluded_at is not None
    assert (row.waiting_since, len(row.pauses), row.extended_days) == (None, 1, 5)
    story = [line.action for line in await history_of(world, code) if line.action != "view"]
    assert story == ["file", "take", "ask-resident", "answer", "check", "extend", "conclude"]
    await minh.presses(f"case:story:{code}")
    minh.hears("did-conclude")


async def asks(lan: Person, minh: Person, code: str) -> None:
    await presses(minh, "card-ask")
    minh.hears("ask-inquire-said")
    await minh.says(QUESTION)
    minh.hears("inquire-shown", code=code, words=QUESTION)
    await minh.taps("confirm-send")
    minh.hears("inquire-sent", code=code)
    assert (await case_of(lan.world, code)).status is Status.NEEDS_INFO
    assert (await stamped(lan.world, code)).waiting_since is not None
    await lan.listens()
    lan.hears("news-asked", code=code, words=QUESTION)
    assert f"own:answer:{code}" in [choice.tap for choice in lan.last.buttons]
    await lan.presses(f"own:answer:{code}")
    await lan.says("Tôi còn giữ túi cá và hoá đơn viết tay")
    assert (await case_of(lan.world, code)).status is Status.VERIFYING
    await minh.listens()
    minh.hears("túi cá và hoá đơn viết tay")


async def checks(minh: Person, code: str) -> None:
    await minh.presses(f"case:note:{code}")
    await minh.sends(PHOTO, caption="Đã đến quầy, cân không có tem")
    minh.hears("remark-shown", code=code)
    await minh.taps("confirm-keep")
    minh.hears("remark-kept", code=code)


async def extends(lan: Person, minh: Person, code: str) -> None:
    await minh.presses(f"case:extend:{code}")
    await minh.taps("5")
    await minh.says(WHY_LONGER)
    await minh.taps("confirm-send")
    minh.hears("extend-done", code=code)
    await lan.listens()
    lan.hears("news-extended", code=code, reason=WHY_LONGER)
    assert minh.words("card-extend") not in await sees_buttons(minh, code)
    await minh.presses(f"case:extend:{code}")
    minh.hears("extend-before", code=code)


async def sanctions(lan: Person, minh: Person, code: str) -> None:
    await minh.presses(f"case:conclude:{code}")
    await minh.taps("outcome-sanctioned", "yesno-yes")
    await minh.says("5 triệu")
    await minh.says(MEASURES)
    minh.hears("conclude-shown", code=code, outcome=minh.words("outcome-sanctioned"))
    minh.hears("result-dl-sanctioned")
    await minh.taps("confirm-send")
    minh.hears("conclude-done", code=code)
    await lan.listens()
    lan.hears("news-concluded", code=code, office=lan.words("ward-office-economic"))
    lan.hears(MEASURES)
    assert "minh" not in lan.said
    assert "5.000.000" not in lan.said.replace(",", ".")


async def test_the_drafted_answer_may_be_written_anew_before_it_is_sent(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:conclude:{code}")
    await minh.taps("outcome-reminded", "nav-skip")
    minh.hears("result-dl-reminded")
    own = "Phường đã nhắc người bán và sẽ kiểm tra lại trong tháng này."
    await minh.says(own)
    minh.hears(own)
    minh.hears_not("result-dl-reminded")
    await minh.taps("nav-edit", "name-conclude-outcome", "outcome-insufficient")
    minh.hears(own)
    await minh.taps("confirm-send")
    await lan.listens()
    lan.hears(own)
    assert (await case_of(viet, code)).outcome == "insufficient"


async def test_one_conclusion_answers_everybody_of_the_same_matter(world: World) -> None:
    lan, minh, first = await taken(world, place="số 12 phố Bạch Đằng")
    binh = await world.person("binh")
    second = await files(binh, place="số 12 phố Bạch Đằng")
    await minh.presses(f"case:link:{first}")
    minh.hears("link-which", code=first)
    await minh.taps(second)
    minh.hears("link-done", codes=f"{first}, {second}")
    await concludes(minh, first)
    minh.hears("conclude-done-all", count=2)
    for one, own, other in ((lan, first, second), (binh, second, first)):
        await one.listens()
        one.hears("news-concluded", code=own)
        assert other not in one.said
    assert (await case_of(world, second)).status is Status.CONCLUDED
    assert [line.action for line in await history_of(world, second)] == ["file", "link", "take", "conclude"]


async def test_signs_of_a_crime_go_to_the_police_with_one_press_and_are_more_urgent(world: World) -> None:
    lan, minh, code = await taken(world)
    police = await world.appoints("hai", Role.OFFICER, "police")
    await presses(minh, "card-move")
    await minh.taps("ward-office-police", "transfer-crime")
    minh.hears("work-moved", code=code, office=minh.words("ward-office-police"))
    case = await case_of(world, code)
    assert (case.lead, case.status, case.priority, case.holder) == ("police", Status.TRANSFERRED, "P2", None)
    await police.listens()
    police.hears("card-handed", reason=minh.words("transfer-crime"))
    await lan.listens()
    lan.hears("news-moved", code=code, office=lan.words("ward-office-police"))
    await minh.presses(f"case:note:{code}")
    minh.hears("work-unseen")


async def test_who_was_overtaken_is_told_what_happened_and_loses_no_word(world: World) -> None:
    _lan, minh, code = await taken(world)
    head = await world.appoints("hoa", Role.HEAD, "economic")
    await minh.presses(f"case:conclude:{code}")
    await minh.taps("outcome-reminded", "nav-skip")
    own = "Phường đã nhắc người bán, xin cảm ơn Ông/Bà đã báo tin."
    await minh.says(own)
    await head.presses(f"case:note:{code}")
    await head.says("Chờ kết quả kiểm định cân rồi hãy kết luận")
    await head.taps("confirm-keep")
    await minh.taps("confirm-send")
    minh.hears("work-meanwhile", code=code)
    minh.hears("Chờ kết quả kiểm định")
    minh.hears(own)
    assert (await case_of(world, code)).status is Status.ACCEPTED
    await concludes(head, code)
    await minh.taps("confirm-send")
    minh.hears("work-meanwhile", code=code)
    minh.hears("work-too-late")
    case = await case_of(world, code)
    assert (case.status, case.outcome) == (Status.CONCLUDED, "no-violation")


async def test_of_two_who_conclude_at_once_one_does_and_the_other_hears_what_happened(viet: World) -> None:
    lan, minh, code = await taken(viet)
    head = await viet.appoints("hoa", Role.HEAD, "economic")
    for one, outcome in ((minh, "outcome-no-violation"), (head, "outcome-insufficient")):
        await one.presses(f"case:conclude:{code}")
        await one.taps(outcome)
    for one in (minh, head):
        assert await one.front.press(one.button("confirm-send").tap) == 200
    await viet.settles()
    for one in (lan, minh, head):
        await one.listens()
    [told] = [one for one in (minh, head) if one.heard_of("conclude-done", code=code)]
    [other] = [one for one in (minh, head) if one is not told]
    other.hears("work-meanwhile", code=code)
    other.hears("work-too-late")
    other.hears("card-holder")
    assert sum(line.action == "conclude" for line in await history_of(viet, code)) == 1
    assert lan.said.count(lan.words("result-thanks")) == 1


async def test_what_is_put_together_meanwhile_is_counted_before_it_is_answered(viet: World) -> None:
    _lan, minh, first = await taken(viet, place="số 12 phố Bạch Đằng")
    head = await viet.appoints("hoa", Role.HEAD, "economic")
    second = await files(await viet.person("binh"), place="số 12 phố Bạch Đằng")
    await minh.presses(f"case:conclude:{first}")
    await minh.taps("outcome-no-violation")
    minh.hears("conclude-answer", count=1)
    await head.presses(f"case:link:{first}:{second}")
    await minh.taps("confirm-send")
    minh.hears("work-meanwhile", code=first)
    minh.hears("conclude-answer", count=2)
    await minh.taps("confirm-send")
    minh.hears("conclude-done-all", count=2)


async def test_long_words_several_photos_and_a_voice_note_are_one_answer(world: World) -> None:
    _lan, minh, code = await taken(world)
    await minh.presses(f"case:note:{code}")
    long = "Đã cân lại mười lần, mỗi lần đều thiếu. " * 60
    await minh.says(long.strip())
    await minh.sends(PHOTO, PHOTO)
    await minh.says("Thêm: người bán hứa thay cân.")
    minh.hears("caught-said")
    await minh.taps("confirm-keep")
    minh.hears("remark-kept", code=code)
    line = (await history_of(world, code))[-1]
    assert line.action == "check"
    assert line.details["text"].startswith("Đã cân lại mười lần")
    assert line.details["text"].endswith("người bán hứa thay cân.")
    assert len(line.details["files"]) == 2
