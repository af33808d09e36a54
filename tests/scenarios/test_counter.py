"""A resident asks for a person of the ward, and gets one: through the bot, both ways, until it is settled."""

import unicodedata

from bot.core.people import Role
from storage import people, staff, threads
from storage.threads import ThreadAction, ThreadSide
from tests.scenarios.counters import ANSWER, OUTCOME, QUESTION, answers, calls, card, settles
from tests.scenarios.dialogues import PLACE, asked, reaches
from tests.support.papers import PHOTO
from tests.support.world import Person, World


async def lines(world: World) -> list[tuple[ThreadSide, ThreadAction, str | None]]:
    """The thread of the first request."""
    found = await world.look(lambda conn: threads.read(conn, 1))
    return [(line.side, line.action, line.words) for line in found]


async def test_a_call_is_told_at_once_and_then_what_it_is_about(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await lan.says("0")
    lan.hears("officer-asked", number=1, office=lan.words("ward-office-culture"))
    lan.hears("officer-answers")
    await hoa.listens()
    hoa.hears("counter-card", number="1", kind=hoa.words("counter-kind-officer"))
    hoa.hears("counter-nothing")
    assert hoa.sees("counter-reply", "counter-move", "counter-finish")
    await lan.says(QUESTION)
    lan.hears("counter-passed", number="1")
    await hoa.listens()
    hoa.hears("counter-news", number="1", words=QUESTION)
    await hoa.presses(card(hoa, "counter-reply"))
    hoa.hears("counter-story", number="1")
    hoa.hears(QUESTION)
    await hoa.says(ANSWER)
    await lan.listens()
    assert lan.heard == [], "nothing is sent unseen"


async def test_from_the_answer_and_back_until_it_is_done(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    await lan.listens()
    lan.hears("counter-answer", number="1", words=ANSWER, office=lan.words("ward-office-culture"))
    assert "hoa" not in lan.said
    await lan.taps("counter-write")
    lan.hears("counter-ask-note", number="1")
    await lan.says("Cảm ơn, còn ngày lễ thì sao?")
    lan.hears("counter-passed", number="1")
    await hoa.listens()
    hoa.hears("counter-news", number="1", words="Cảm ơn, còn ngày lễ thì sao?")
    await settles(hoa, OUTCOME)
    hoa.hears("counter-done", outcome=OUTCOME)
    await lan.listens()
    lan.hears("counter-settled", number="1", outcome=OUTCOME)
    assert await world.look(people.open_requests) == []
    assert [(side, action) for side, action, _ in await lines(world)] == [
        (ThreadSide.RESIDENT, ThreadAction.WRITE),
        (ThreadSide.STAFF, ThreadAction.WRITE),
        (ThreadSide.RESIDENT, ThreadAction.WRITE),
        (ThreadSide.STAFF, ThreadAction.DONE),
    ]


async def test_the_record_says_who_did_what_in_which_role_and_where(viet: World) -> None:
    hoa = await viet.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await viet.person("lan")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    asked_, answered = await viet.look(lambda conn: threads.read(conn, 1))
    member = await viet.look(lambda conn: staff.member_on(conn, hoa.lane))
    assert member is not None
    assert (asked_.staff, asked_.role, asked_.channel) == (None, "", "web")
    assert (answered.staff, answered.role, answered.office, answered.channel) == (
        member.id, "coordinator", "culture", "web",
    )  # fmt: skip


async def test_a_card_tells_neither_who_asks_nor_a_telephone_number(viet: World) -> None:
    hoa = await viet.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await viet.person("lan")
    await calls(lan, "Xin gọi lại cho tôi số 0912 345 678 nhé")
    await hoa.listens()
    assert "0912" not in hoa.said
    hoa.hears("masked-phone")
    assert lan.lane not in hoa.said
    assert lan.front.address.person not in hoa.said
    await hoa.presses("ask:reply:1")
    assert "0912" not in hoa.said


async def test_letters_typed_apart_from_their_marks_are_joined(viet: World) -> None:
    hoa = await viet.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await viet.person("lan")
    await calls(lan, unicodedata.normalize("NFD", QUESTION))
    lan.hears("counter-passed")
    await hoa.listens()
    hoa.hears(QUESTION)
    await hoa.says(unicodedata.normalize("NFD", "hàng đợi"))
    hoa.hears("counter-queue", count=1)


async def test_somebody_who_asked_for_an_officer_can_send_a_report_all_the_same(
    world: World, lan: Person
) -> None:
    await world.appoints("hoa", Role.COORDINATOR, "culture")
    words = "Mua thịt ở chợ Con bị cân thiếu ba lạng"
    await calls(lan, words)
    await lan.taps("menu-report", "consent-agree")
    assert asked(lan) == "guess"
    await reaches(lan, "confirm", "NG.1")
    lan.hears(words)


async def test_what_somebody_types_after_the_button_for_a_report_is_the_report(lan: Person) -> None:
    await lan.says("0", "/baocao")
    await lan.taps("consent-agree")
    assert asked(lan) == "category"
    await lan.says("huỷ", QUESTION)
    lan.hears("counter-passed")


async def test_photos_belong_into_a_report_and_need_not_be_sent_again(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan)
    await lan.sends(PHOTO, caption="Cái cân ở quầy số 3 bị lệch")
    lan.hears("counter-files")
    await hoa.listens()
    hoa.hears("counter-news", words="Cái cân ở quầy số 3 bị lệch")
    await lan.taps("menu-report", "consent-agree")
    assert asked(lan) == "guess"
    await reaches(lan, "confirm")
    lan.hears("summary-files", count=1)


async def test_a_greeting_and_the_choices_of_the_menu_are_not_for_the_officer(lan: Person) -> None:
    await calls(lan)
    await lan.says("xin chào")
    lan.hears("welcome")
    await lan.says("hướng dẫn")
    lan.hears("help", authority=lan.words("ward-authority"))
    await lan.says("2")
    lan.hears("ask-track-code")


async def test_a_number_answers_the_officer_who_asked_for_one(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(hoa, "Ông/Bà ở tổ mấy ạ?")
    await lan.says("2")
    lan.hears("counter-passed", number="1")
    await hoa.listens()
    hoa.hears("counter-news", number="1", words="2")


async def test_inside_a_report_the_question_stays_and_a_button_writes_to_the_officer(
    world: World, lan: Person
) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await reaches(lan, "place")
    await lan.says("0")
    lan.hears("officer-write-aside")
    assert asked(lan) == "place"
    await lan.presses(card(lan, "counter-note"))
    lan.hears("counter-ask-note")
    await lan.says("Tôi không biết ghi chỗ nào")
    lan.hears("counter-passed-on", number="1")
    assert asked(lan) == "place"
    await hoa.listens()
    hoa.hears("counter-during")
    hoa.hears("counter-news", words="Tôi không biết ghi chỗ nào")
    await answers(hoa, "Xin ghi tên chợ và tên quầy.")
    await lan.listens()
    lan.hears("counter-answer", words="Xin ghi tên chợ và tên quầy.")
    await lan.says(PLACE)
    assert asked(lan) != "place"


async def test_the_words_for_the_officer_can_be_left_out(lan: Person) -> None:
    await reaches(lan, "place")
    await lan.says("0")
    await lan.presses("ask:write:1")
    await lan.says("counter-never")
    assert asked(lan) == "place"
    await lan.presses("ask:write:1")
    await lan.taps("counter-never")
    assert asked(lan) == "place"
    await lan.presses("ask:write:1")
    await lan.says("huỷ")
    assert asked(lan) == "place", "only the message was given up"


async def test_the_resident_says_that_it_is_enough(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    await hoa.listens()
    await lan.listens()
    await lan.taps("counter-thanks")
    lan.hears("counter-welcome", number="1")
    await hoa.listens()
    hoa.hears("counter-done")
    assert await world.look(people.open_requests) == []
    await lan.presses("ask:thanks:1")
    lan.hears("counter-over-resident", number="1")
    await lan.presses("ask:write:1")
    lan.hears("counter-over-resident", number="1")
    await lan.says("Mua cá ở chợ bị cân thiếu nhiều lần")
    lan.hears("ward-consent")


async def test_danger_is_answered_first_and_still_reaches_the_officer(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, "có cháy ở chợ Con")
    lan.hears("alarm-head")
    lan.hears("counter-passed")
    await hoa.listens()
    hoa.hears("counter-news", words="có cháy ở chợ Con")


async def test_too_much_is_said_to_be_too_much(viet: World) -> None:
    lan = await viet.person("lan")
    await calls(lan, "a" * 3000)
    lan.hears("reask-long")
    assert await lines(viet) == []
