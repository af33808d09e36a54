"""What stands behind "Thêm…": give back, assign, put right, help, one matter, the city, who reported."""

from msgspec.structs import replace

from bot.core.case import Status
from bot.core.people import Role
from bot.core.routing import Urgency
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.staffing import number
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of, suspend
from tests.scenarios.test_work import stamped
from tests.scenarios.working import QUESTION, concludes, sees_buttons, taken
from tests.support.papers import PAGE, PDF, PHOTO, VOICE
from tests.support.world import World


async def test_what_was_taken_by_mistake_is_given_back_and_can_be_taken_again(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:more:{code}")
    await minh.taps("more-give-back")
    minh.hears("give-back-done", code=code)
    case = await case_of(viet, code)
    assert (case.status, case.holder) == (Status.SENT, None)
    row = await stamped(viet, code)
    assert (row.taken_at, row.coming) == (None, 2)
    await lan.listens()
    assert lan.heard == []
    await minh.presses(f"case:take:{code}")
    minh.hears("work-took", code=code)
    await lan.listens()
    assert lan.heard == []


async def test_a_head_gives_an_untaken_case_to_an_officer_who_hands_it_to_a_colleague(viet: World) -> None:
    lan, head = await viet.person("lan"), await viet.appoints("hoa", Role.HEAD, "economic")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.presses(f"case:assign:{code}")
    minh.hears("case-not-yours")
    await head.presses(f"case:assign:{code}")
    head.hears("assign-whom", code=code)
    await head.taps("minh")
    head.hears("assign-done", code=code)
    await minh.listens()
    minh.hears("assign-yours", code=code, who="hoa")
    await lan.listens()
    lan.hears("news-taken", code=code)
    await minh.presses(f"case:assign:{code}:{await number(viet, binh)}")
    assert (await case_of(viet, code)).holder == await number(viet, binh)
    await minh.presses(f"case:conclude:{code}")
    minh.hears("case-not-yours")
    await binh.listens()
    binh.hears("assign-yours", code=code, who="minh")
    await lan.listens()
    assert lan.heard == []


async def test_verifying_is_told_to_the_reporter_once_that_was_confirmed(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:verify:{code}")
    minh.hears("verify-sure", code=code)
    assert (await case_of(viet, code)).status is Status.ACCEPTED
    await minh.taps("verify-yes")
    minh.hears("verify-done", code=code)
    await lan.listens()
    lan.hears("news-verifying", code=code)
    await minh.presses(f"case:verify:{code}:yes")
    minh.hears("case-not-now")


async def test_category_urgency_and_place_are_put_right_and_the_report_stays(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    before = (await case_of(viet, code)).report
    await minh.presses(f"case:sort:{code}")
    await minh.taps("ward-label-HG", "ward-label-HG-1")
    minh.hears("change-done", code=code)
    await minh.presses(f"case:sort:{code}:HG.1")
    minh.hears("change-same")
    await minh.presses(f"case:urge:{code}")
    await minh.taps("card-priority-now")
    await minh.presses(f"case:urge:{code}:P1")
    minh.hears("change-same")
    await minh.presses(f"case:place:{code}")
    await minh.says("Chợ Mẫu, quầy số 12")
    minh.hears("placing-shown", place="Chợ Mẫu, quầy số 12")
    await minh.taps("confirm-keep")
    case = await case_of(viet, code)
    assert (case.category, case.subcategory, case.priority) == ("HG", "HG.1", "P1")
    assert case.report == before
    await minh.presses(f"case:open:{code}")
    minh.hears("card-place", place="Chợ Mẫu, quầy số 12")
    minh.hears("chợ Con, quầy cô Lan")
    changes = [line.details for line in await history_of(viet, code) if line.action == "change"]
    assert [change["what"] for change in changes] == ["category", "priority", "place"]
    assert changes[2] == {"what": "place", "from": "chợ Con, quầy cô Lan", "to": "Chợ Mẫu, quầy số 12"}


async def test_an_office_that_is_asked_to_help_sees_the_case_and_adds_to_it(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    hai = await viet.appoints("hai", Role.OFFICER, "police")
    await hai.says(f"/viec {code}")
    hai.hears("work-unseen")
    await minh.presses(f"case:help:{code}")
    await minh.taps("ward-office-police")
    minh.hears("help-added", code=code)
    await hai.listens()
    hai.hears("help-asked", code=code)
    assert await sees_buttons(hai, code) == ["Ghi chú", "Thêm…"]
    await minh.presses(f"case:help:{code}:police")
    minh.hears("help-dropped", code=code)
    await hai.says(f"/viec {code}")
    hai.hears("work-unseen")


async def test_cases_are_put_together_and_taken_apart(viet: World) -> None:
    _lan, minh, first = await taken(viet, place="số 12 phố Bạch Đằng")
    await minh.presses(f"case:link:{first}")
    minh.hears("link-nothing", code=first)
    await minh.presses(f"case:unlink:{first}")
    minh.hears("link-none", code=first)
    second = await files(await viet.person("binh"), place="số 12 phố Bạch Đằng")
    await minh.presses(f"case:link:{first}:{second}")
    minh.hears("link-done")
    await minh.presses(f"case:link:{first}:{second}")
    minh.hears("link-before", code=first, other=second)
    await minh.presses(f"case:link:{first}:{first}")
    minh.hears("link-cannot")
    await minh.presses(f"case:more:{second}")
    await minh.taps("more-unlink")
    minh.hears("link-apart", code=second)
    await concludes(minh, first)
    minh.hears("conclude-done", code=first)
    assert (await case_of(viet, second)).status is Status.SENT


async def test_a_report_to_the_city_is_proposed_and_a_leader_decides(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    leader = await viet.appoints("chu", Role.LEADER)
    await minh.presses(f"case:escalate:{code}")
    await minh.taps("escalate-hurt")
    await minh.says("Hai người mua ở đây phải vào viện hôm qua.")
    await minh.taps("confirm-send")
    minh.hears("escalate-proposed", code=code)
    await leader.listens()
    leader.hears("escalate-asked", code=code, why=leader.words("escalate-hurt"))
    await minh.presses(f"case:escalated:{code}")
    minh.hears("case-not-yours")
    await leader.presses(f"case:escalated:{code}")
    leader.hears("escalate-agreed", code=code)
    await minh.listens()
    minh.hears("escalate-agreed", code=code)
    await leader.presses(f"case:declined:{code}")
    leader.hears("escalate-none", code=code)
    story = [line.action for line in await history_of(viet, code)]
    assert story[-2:] == ["propose", "escalate"]


async def test_a_proposal_that_reaches_no_leader_is_kept_and_said_so(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    await minh.presses(f"case:escalate:{code}")
    await minh.taps("escalate-value")
    await minh.says("Kho có khoảng 40 triệu tiền hàng.")
    await minh.taps("confirm-send")
    minh.hears("escalate-nobody", code=code)
    leader = await viet.appoints("chu", Role.LEADER)
    await leader.presses(f"case:more:{code}")
    await leader.taps("escalate-no")
    leader.hears("escalate-declined", code=code)


async def test_of_what_is_anonymous_nobody_is_shown(viet: World) -> None:
    lan, head = await viet.person("lan"), await viet.appoints("hoa", Role.HEAD, "economic")
    await reaches(lan, "identity")
    await lan.taps("identity-anonymous", "confirm-send")
    code = lan.code
    await head.presses(f"case:unmask:{code}")
    head.hears("unmask-anonymous", code=code)
    await head.presses(f"case:take:{code}")
    await head.presses(f"case:ask:{code}")
    await head.says(QUESTION)
    await head.taps("confirm-send")
    head.hears("inquire-unreached", code=code)
    assert (await case_of(viet, code)).status is Status.NEEDS_INFO


async def test_what_belongs_to_somebody_else_is_referred_with_the_way_there(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:conclude:{code}")
    await minh.taps("outcome-referred")
    await minh.says("Chi cục Thuế, 12 phố Mẫu")
    await minh.taps("confirm-send")
    minh.hears("conclude-done", code=code)
    await lan.listens()
    lan.hears("Chi cục Thuế, 12 phố Mẫu")
    case = await case_of(viet, code)
    assert (case.status, case.outcome) == (Status.REFERRED, "referred")
    assert (await stamped(viet, code)).closed_at is not None


async def test_whatever_is_sent_while_a_question_is_open_becomes_its_answer(world: World) -> None:
    lan, minh, code = await taken(world)
    await minh.presses(f"case:ask:{code}")
    await minh.sends(VOICE)
    minh.hears("reask-said-words")
    await minh.sends(PHOTO)
    await minh.says(QUESTION)
    minh.hears("inquire-shown", words=QUESTION)
    await minh.sends(PDF, caption="Xin xem phiếu này")
    minh.hears("caught-said")
    await minh.taps("confirm-send")
    await lan.listens()
    lan.hears(f"{QUESTION}\nXin xem phiếu này")
    lan.hears("news-asked-photos", code=code)
    line = (await history_of(world, code))[-1]
    assert len(line.details["files"]) == 3
    await minh.presses(f"case:open:{code}")
    minh.hears("card-checks", count=3)
    assert minh.words("card-see-photos") in await sees_buttons(minh, code)


async def test_a_fine_is_read_and_what_is_none_is_asked_again(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    await minh.presses(f"case:conclude:{code}")
    await minh.taps("outcome-sanctioned", "yesno-yes")
    await minh.says("khoảng 5 con")
    minh.hears("reask-money")
    await minh.says("2,5 triệu")
    await minh.taps("nav-skip")
    minh.hears("conclude-fine", amount="2.500.000")
    minh.hears_not("khoảng 5 con")
    await minh.sends(PHOTO)
    minh.hears("conclude-files", count=1)
    minh.hears("result-dl-sanctioned")
    await minh.taps("confirm-send")
    line = (await history_of(viet, code))[-1]
    assert (line.details["fine"], len(line.details["files"])) == (2_500_000, 1)


async def test_without_a_limit_for_the_result_there_is_nothing_to_extend(viet: World) -> None:
    clocks = viet.ward.clocks
    endless = replace(clocks.levels[Urgency.P4], result=None)
    levels = {**clocks.levels, Urgency.P4: endless}
    await viet.restarts(replace(viet.ward, clocks=replace(clocks, levels=levels)))
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(await viet.person("lan"), "DL.unsure")
    await mai.presses(f"case:take:{code}")
    await mai.presses(f"case:extend:{code}")
    mai.hears("extend-no-limit", code=code)


async def test_nobody_else_of_the_office_and_nothing_told_yet_are_said_so(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.presses(f"case:story:{code}")
    minh.hears("story-none", code=code)
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:assign:{code}")
    minh.hears("assign-nobody", code=code)


async def test_who_is_suspended_in_the_middle_of_a_conclusion_gets_no_further(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:conclude:{code}")
    await suspend(viet, minh)
    await minh.taps("outcome-no-violation")
    minh.hears("staff-not-allowed")
    await lan.listens()
    assert lan.heard == []
    assert (await case_of(viet, code)).status is Status.ACCEPTED


async def test_the_second_of_two_presses_is_told_what_just_happened(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    head = await viet.appoints("hoa", Role.HEAD, "economic")
    await concludes(minh, code)
    await head.presses(f"case:ask:{code}")
    head.hears("case-not-now")
    head.hears("work-meanwhile", code=code)
    head.hears("minh: kết luận: Không vi phạm")
    head.hears("card-holder")


async def test_a_resident_who_forges_a_button_of_the_staff_learns_nothing(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    for verb in ("ask", "note", "conclude", "more", "story", "assign", "unmask", "link", "help"):
        await lan.presses(f"case:{verb}:{code}")
        lan.hears("button-over")
    assert [line.action for line in await history_of(viet, code)] == ["file"]


async def test_what_was_begun_and_left_is_given_up_with_a_word(viet: World) -> None:
    lan, minh, code = await taken(viet)
    await minh.presses(f"case:ask:{code}")
    await minh.says(QUESTION)
    await viet.passes(days=viet.ward.retention.drafts, hours=8)
    assert any(minh.words("work-expired", code=code) in one.text for one in await minh.front.history())
    await lan.listens()
    lan.hears_not(QUESTION)
    assert (await case_of(viet, code)).status is Status.ACCEPTED


async def test_a_file_that_cannot_be_kept_is_told_and_the_words_stay(viet: World) -> None:
    _lan, minh, code = await taken(viet)
    await minh.presses(f"case:note:{code}")
    await minh.sends(PAGE, caption="Phiếu kiểm tra của chợ")
    minh.hears("file-refused")
    await minh.taps("confirm-keep")
    line = (await history_of(viet, code))[-1]
    assert (line.action, line.details) == ("note", {"text": "Phiếu kiểm tra của chợ"})
