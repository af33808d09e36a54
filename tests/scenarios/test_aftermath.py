"""What a resident does with a report that was sent: answer, add, remind, rate, and never read another's."""

from bot.core.case import Status
from bot.core.messages import Point
from bot.core.people import Role
from storage import cases, clocks, conversations, evidence
from storage.clocks import Stamped
from storage.evidence import File
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of
from tests.support.papers import OTHER, PHOTO
from tests.support.world import Person, World

QUESTION = "Ông/Bà cho hỏi cân của quầy có tem kiểm định không?"


async def asks(minh: Person, code: str) -> None:
    """An officer takes the case and asks its reporter."""
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:ask:{code}")
    await minh.says(QUESTION)
    await minh.taps("confirm-send")


async def stamps(world: World, code: str) -> Stamped:
    case = await case_of(world, code)
    return await world.look(lambda conn: clocks.of(conn, [case.id])[case.id])


async def files_of(world: World, code: str) -> list[File]:
    case = await case_of(world, code)
    return await world.look(lambda conn: evidence.of_case(conn, case.id))


async def said_in(world: World, code: str, action: str) -> list[str]:
    """What its reporter said to the case."""
    return [
        (line.details or {}).get("text", "")
        for line in await history_of(world, code)
        if line.action == action
    ]


async def test_a_question_is_answered_with_a_photo(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await asks(minh, code)
    before = await case_of(world, code)
    assert (await stamps(world, code)).waiting_since is not None
    await lan.listens()
    lan.hears(QUESTION)
    await lan.taps("own-answer")
    lan.hears("own-answer-now", code=code, question=QUESTION)
    await lan.sends(PHOTO, caption="Đây là tem, số của tôi 0912 345 678")
    lan.hears("own-answered", code=code)
    case, row = await case_of(world, code), await stamps(world, code)
    assert case.status is Status.VERIFYING
    assert case.evidence_have > before.evidence_have
    assert (row.waiting_since, len(row.pauses)) == (None, 1)
    [sent] = await files_of(world, code)
    assert sent.lane is None
    await minh.listens()
    minh.hears("own-news-answer", code=code)
    minh.hears("Đây là tem")
    assert "0912" not in minh.said


async def test_whoever_simply_writes_answers_the_one_question_that_waits(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await asks(minh, code)
    await lan.says("vâng", "2")
    lan.hears("own-added", code=code)
    assert await said_in(world, code, "answer") == ["vâng"]
    assert await said_in(world, code, "add") == ["2"]
    assert len(await world.look(lambda conn: cases.of_lane(conn, lan.lane))) == 1


async def test_the_answer_passes_in_the_middle_of_another_report_which_goes_on(
    world: World, lan: Person
) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await asks(minh, code)
    await reaches(lan, "details", "CL.1")
    await lan.presses(f"own:answer:{code}")
    await lan.says("Không thấy tem nào trên cân")
    lan.hears("own-answered", code=code)
    lan.hears("ask-report-details")
    await lan.says("Thịt ở quầy này có mùi lạ, tôi mua sáng nay")
    assert await said_in(world, code, "answer") == ["Không thấy tem nào trên cân"]
    assert await said_in(world, code, "add") == []


async def test_two_live_cases_evidence_goes_to_the_chosen_one(world: World, lan: Person) -> None:
    first, second = await files(lan), await files(lan, "HG.1")
    await lan.sends(PHOTO, caption="Ảnh cái cân")
    lan.hears("own-where")
    assert lan.sees("own-new")
    await lan.taps(lan.words("own-into", code=first))
    lan.hears("own-added", code=first)
    await lan.sends(OTHER)
    lan.hears("own-added", code=first)
    await lan.says("Quầy ở góc phía bắc chợ")
    lan.hears("own-added", code=first)
    assert len(await files_of(world, first)) == 2
    assert await files_of(world, second) == []
    assert await said_in(world, first, "add") == ["Ảnh cái cân", "", "Quầy ở góc phía bắc chợ"]
    await world.passes(minutes=6)
    await lan.sends(PHOTO)
    lan.hears("own-where")
    assert len(await files_of(world, first)) == 2


async def test_a_photo_may_begin_a_new_report_instead(world: World, lan: Person) -> None:
    first = await files(lan)
    await lan.sends(PHOTO)
    lan.hears("own-where")
    await lan.says("quán này bán thuốc lá giả")
    lan.hears("own-where")
    await lan.taps("own-new")
    lan.hears_not("own-where")
    assert await files_of(world, first) == []
    draft = await world.look(lambda conn: evidence.of_lane(conn, lan.lane))
    assert len(draft) == 1


async def test_the_button_of_the_thread_adds_a_place(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.says(f"/tracuu {code}")
    await lan.taps("own-add")
    lan.hears("own-add-now", code=code)
    await lan.pins(Point(20.95, 106.32))
    lan.hears("own-added", code=code)
    line = (await history_of(world, code))[-1]
    assert (line.action, line.details) == ("add", {"point": [20.95, 106.32]})


async def test_words_of_the_house_are_no_evidence(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.presses(f"own:add:{code}")
    await lan.says("cảm ơn", "/huongdan")
    lan.hears("help")
    await lan.says("Chào buổi sáng")
    assert await said_in(world, code, "add") == []


async def test_stopping_adds_nothing(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.presses(f"own:add:{code}")
    await lan.taps("own-stop")
    lan.hears("own-stopped")
    await lan.says("xin chào")
    assert await said_in(world, code, "add") == []


async def test_a_reminder_is_passed_on_once_in_two_working_days(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await lan.says(f"/tracuu {code}")
    await lan.taps("own-nag")
    lan.hears("own-nagged", code=code)
    await minh.listens()
    minh.hears("own-news-nag", code=code)
    await lan.says(f"/tracuu {code}")
    assert not lan.sees("own-nag")
    await lan.presses(f"own:nag:{code}")
    lan.hears("own-nag-early", code=code)
    assert [line.action for line in await history_of(world, code)] == ["file", "nag"]
    await world.passes(days=5)
    await lan.says(f"/tracuu {code}")
    await lan.taps("own-nag")
    lan.hears("own-nagged", code=code)


async def test_a_comment_does_not_move_the_deadline(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.presses(f"case:take:{code}")
    before = await stamps(world, code)
    await lan.presses(f"own:add:{code}")
    await lan.says("Quầy mở cửa từ 6 giờ sáng", "Bán đến trưa")
    await lan.presses(f"own:nag:{code}")
    after = await stamps(world, code)
    for name in ("came_at", "coming", "taken_at", "first_word_at", "pauses", "waiting_since", "late_at"):
        assert getattr(after, name) == getattr(before, name), name


async def test_what_is_over_takes_nothing_more(lan: Person) -> None:
    code = await files(lan)
    await lan.says("/tracuu", code)
    await lan.taps("withdraw")
    await lan.taps("withdraw-yes")
    for verb in ("answer", "add"):
        await lan.presses(f"own:{verb}:{code}")
        lan.hears("own-over", code=code)
    await lan.presses(f"own:nag:{code}")
    lan.hears("own-nag-not-now", code=code)
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-no-result", code=code)


async def test_nobody_reads_or_changes_the_report_of_another(world: World, lan: Person) -> None:
    code = await files(lan)
    nam = await world.person("nam")
    await files(nam)
    for tap in ("answer", "add", "into", "nag", "show", "rate"):
        for more in ("", ":yes", ":no", "::0123456789ab", ":no:0123456789ab"):
            await nam.presses(f"own:{tap}:{code}{more}")
            nam.hears("button-over")
            assert code not in nam.said
    await nam.says(f"bổ sung {code}", "Bổ sung")
    assert code not in nam.said
    assert [line.action for line in await history_of(world, code)] == ["file"]


async def test_an_anonymous_reporter_answers_with_code_and_secret(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    await reaches(lan, "identity")
    await lan.taps("identity-anonymous", "confirm-send")
    code, secret = lan.code, lan.secret
    await asks(minh, code)
    await lan.says(f"/tracuu {code} {secret}")
    lan.hears(QUESTION)
    await lan.taps("own-answer")
    await lan.sends(PHOTO, caption="Có tem, nhưng đã cũ")
    lan.hears("own-answered", code=code)
    case = await case_of(viet, code)
    assert (case.status, case.lane) == (Status.VERIFYING, None)
    [sent] = await files_of(viet, code)
    assert sent.lane is None
    talk = await viet.look(lambda conn: conversations.find(conn, lan.lane))
    assert talk is not None
    assert code not in str(talk.draft)
    await minh.listens()
    minh.hears("Có tem, nhưng đã cũ")
