"""Those who answer for the ward: who is told, who may do what, and what becomes of a request."""

import pytest

from bot.core.people import Role
from storage import conversations, people, staff
from tests.scenarios.counters import ANSWER, OUTCOME, QUESTION, answers, calls, card, settles
from tests.support.world import Person, World


async def test_the_second_officer_sees_what_the_first_one_wrote_before_anything_is_sent(
    world: World, lan: Person
) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    nam = await world.appoints("nam", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await hoa.presses("ask:reply:1")
    await hoa.says("Chợ mở lúc năm giờ.")
    await answers(nam, ANSWER)
    await hoa.presses(card(hoa, "confirm-send"))
    hoa.hears("counter-meanwhile", number="1")
    hoa.hears(ANSWER)
    await lan.listens()
    lan.hears_not("Chợ mở lúc năm giờ.")
    await hoa.taps("confirm-send")
    hoa.hears("counter-sent", number="1")
    await lan.listens()
    lan.hears("counter-answer", words="Chợ mở lúc năm giờ.")


async def test_the_answer_goes_to_the_officer_who_spoke_last_and_to_every_card(
    world: World, lan: Person
) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    nam = await world.appoints("nam", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await answers(nam, ANSWER)
    await hoa.listens()
    await lan.says("Thế còn chủ nhật?")
    await hoa.listens()
    await nam.listens()
    nam.hears("counter-news", words="Thế còn chủ nhật?")
    hoa.hears_not("counter-news")
    hoa.hears("Thế còn chủ nhật?")


async def test_an_officer_who_was_suspended_in_the_middle_sends_nothing(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await hoa.presses("ask:reply:1")
    await hoa.says(ANSWER)
    member = await world.look(lambda conn: staff.member_on(conn, hoa.lane))
    assert member is not None
    now = world.clock.now()
    await world.house.database.write(lambda conn: staff.suspend(conn, member.id, at=now))
    await hoa.taps("confirm-send")
    hoa.hears("counter-no-more")
    await lan.listens()
    lan.hears_not(ANSWER)
    await hoa.presses("ask:reply:1")
    hoa.hears("counter-staff-only")
    nam = await world.appoints("nam", Role.COORDINATOR, "culture")
    await lan.says("Có ai không ạ")
    await nam.listens()
    nam.hears("counter-card", number="1")
    await hoa.listens()
    hoa.hears_not("Có ai không ạ")


async def test_a_request_goes_to_another_office_with_its_story(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.OFFICER, "culture")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    await calls(lan, QUESTION)
    await hoa.listens()
    await hoa.presses("ask:move:1")
    assert not hoa.sees("ward-office-culture")
    await hoa.taps("ward-office-economic")
    hoa.hears("counter-moved", number="1", office=hoa.words("ward-office-economic"))
    hoa.hears("counter-card-moved", number="1")
    await minh.listens()
    minh.hears("counter-card", number="1", office=minh.words("ward-office-economic"))
    minh.hears(QUESTION)
    await lan.listens()
    lan.hears("counter-moved-resident", number="1", office=lan.words("ward-office-economic"))
    for tap in ("ask:reply:1", "ask:done:1", "ask:move:1:culture", "ask:open:1"):
        await hoa.presses(tap)
        hoa.hears("counter-not-yours")
    await answers(minh, ANSWER)
    await lan.listens()
    lan.hears("counter-answer", office=lan.words("ward-office-economic"))
    await hoa.listens()
    hoa.hears_not(ANSWER)


async def test_a_request_that_comes_back_is_a_new_message(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await hoa.presses("ask:move:1:economic")
    hoa.hears("counter-card-moved", number="1")
    await hoa.presses("ask:move:1:culture")
    hoa.hears("counter-card", number="1", office=hoa.words("ward-office-culture"))
    assert len(await world.look(people.open_requests)) == 1


async def test_with_nobody_but_an_administrator_the_administrator_is_told(world: World, lan: Person) -> None:
    admin = await world.appoints("admin", Role.ADMIN)
    await calls(lan, QUESTION)
    await admin.listens()
    admin.hears("counter-card", number="1")
    await answers(admin, ANSWER)
    await lan.listens()
    lan.hears("counter-answer", words=ANSWER)


async def test_without_any_staff_the_request_waits_and_is_told_as_soon_as_there_is_somebody(
    world: World, lan: Person
) -> None:
    await calls(lan)
    lan.hears("officer-later")
    await lan.says(QUESTION)
    hoa = await world.appoints("hoa", Role.LEADER)
    await lan.says("Có ai không ạ")
    await hoa.listens()
    hoa.hears("counter-card", number="1")
    hoa.hears(QUESTION)


async def test_old_buttons_say_how_it_ended(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await settles(hoa, OUTCOME)
    for tap in ("ask:reply:1", "ask:done:1", "ask:move:1:police", "ask:open:1"):
        await hoa.presses(tap)
        hoa.hears("counter-over", number="1", outcome=OUTCOME)
    await hoa.presses("ask:reply:77")
    hoa.hears("counter-not-yours")
    for tap in ("ask:", "ask:reply", "ask:reply:x", "ask:dance:1", "ask:reply:" + "9" * 40):
        await hoa.presses(tap)
        hoa.hears("button-over")


async def test_an_answer_whose_request_was_settled_meanwhile_is_not_sent(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    nam = await world.appoints("nam", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await nam.presses("ask:reply:1")
    await nam.says(ANSWER)
    await settles(hoa, OUTCOME)
    await nam.presses(card(nam, "confirm-send"))
    nam.hears("counter-over", number="1", outcome=OUTCOME)
    await lan.listens()
    lan.hears_not(ANSWER)


async def test_a_resident_cannot_press_what_is_for_officers_nor_for_others(world: World, lan: Person) -> None:
    await world.appoints("hoa", Role.COORDINATOR, "culture")
    police = await world.appoints("canh", Role.OFFICER, "police")
    media = await world.appoints("tin", Role.MEDIA, "culture")
    await calls(lan, QUESTION)
    minh = await world.person("minh")
    await minh.says("/start")
    for tap in ("ask:reply:1", "ask:done:1", "ask:move:1:police", "ask:open:1"):
        await minh.presses(tap)
        minh.hears("counter-staff-only")
        await lan.presses(tap)
        lan.hears("counter-staff-only")
        for other in (police, media):
            await other.presses(tap)
            other.hears("counter-not-yours")
            assert QUESTION not in other.said
    for tap in ("ask:write:1", "ask:thanks:1"):
        await minh.presses(tap)
        minh.hears("counter-not-own")
    [waiting] = await world.look(people.open_requests)
    assert waiting.office == "culture"


async def test_somebody_who_left_for_good_is_answered_no_more(viet: World) -> None:
    hoa = await viet.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await viet.person("lan")
    await calls(lan, QUESTION)
    await hoa.presses("ask:reply:1")
    await hoa.says(ANSWER)
    await viet.house.database.write(lambda conn: conversations.forget(conn, lan.lane))
    await hoa.taps("confirm-send")
    hoa.hears("counter-gone")
    hoa.hears("counter-card", number="1")
    assert not any(choice.tap == "ask:reply:1" for one in hoa.heard for choice in one.buttons)
    await hoa.presses("ask:reply:1")
    hoa.hears("counter-gone")
    await settles(hoa, "Người hỏi đã rời đi.")
    assert await viet.look(people.open_requests) == []


async def test_the_officer_is_told_that_a_resident_has_blocked_us(viet: World) -> None:
    hoa = await viet.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await viet.person("lan")
    await calls(lan, QUESTION)
    now = viet.clock.now()
    await viet.house.database.write(lambda conn: conversations.block(conn, lan.lane, now))
    await hoa.presses("ask:reply:1")
    hoa.hears("counter-blocked")
    await lan.says("Tôi đây ạ")
    await hoa.listens()
    hoa.hears_not("counter-blocked")
    await answers(hoa, ANSWER)


async def test_the_queue_lists_what_waits_for_this_member(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    police = await world.appoints("canh", Role.OFFICER, "police")
    await hoa.says("/hangdoi")
    hoa.hears("counter-queue-empty")
    await calls(lan, QUESTION)
    await police.says("/hangdoi")
    police.hears("counter-queue-empty")
    await hoa.says("/hangdoi")
    hoa.hears("counter-queue", count=1)
    await hoa.presses("ask:open:1")
    hoa.hears("counter-card", number="1")
    hoa.hears(QUESTION)
    assert hoa.sees("counter-reply")
    await lan.says("/hangdoi")
    lan.hears_not("counter-queue")


async def test_a_half_written_answer_is_not_thrown_away_by_a_press(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await calls(lan, QUESTION)
    await hoa.presses("ask:reply:1")
    await hoa.says(ANSWER)
    await hoa.presses("ask:done:1")
    hoa.hears("counter-busy")
    hoa.hears("counter-will-send", words=ANSWER)
    await hoa.says("huỷ")
    hoa.hears("cancelled-reply")
    await hoa.presses("ask:done:1")
    hoa.hears("ask-settle-words")
    await hoa.says("Đã hướng dẫn")
    await world.passes(days=8)
    assert hoa.heard == [], "an officer is not nudged like a resident"
    await hoa.presses("ask:done:1")
    hoa.hears("ask-settle-words")


async def test_a_request_about_ones_data_shows_its_dates_and_who_is_late(world: World, lan: Person) -> None:
    hoa = await world.appoints("hoa", Role.COORDINATOR, "culture")
    await lan.says("/xoa")
    await hoa.listens()
    hoa.hears("counter-card", number="1", kind=hoa.words("counter-kind-rights"))
    hoa.hears("counter-due")
    hoa.hears_not("counter-late-first")
    await lan.says("Mua cá ở chợ bị cân thiếu nhiều lần")
    lan.hears("ward-consent")
    await lan.says("huỷ")
    await world.passes(days=6)
    await hoa.says("/hangdoi")
    hoa.hears("counter-queue-late", number="1")
    await hoa.presses("ask:open:1")
    hoa.hears("counter-late-first")
    await answers(hoa, "Ông/Bà muốn xoá hồ sơ nào?")
    hoa.hears_not("counter-late-first")
    await lan.listens()
    assert not lan.sees("counter-thanks")
    await lan.says("Tất cả ạ")
    lan.hears("counter-passed", number="1")
    await world.passes(days=20)
    await hoa.presses("ask:open:1")
    hoa.hears("counter-late")
    await settles(hoa, "Đã xoá dữ liệu, trừ hồ sơ phải giữ theo luật.")
    hoa.hears("counter-due")
    await lan.listens()
    lan.hears("counter-settled", outcome="Đã xoá dữ liệu, trừ hồ sơ phải giữ theo luật.")


@pytest.mark.postgres
async def test_the_way_between_them_is_the_same_on_postgres(postgres_world: World) -> None:
    hoa = await postgres_world.appoints("hoa", Role.COORDINATOR, "culture")
    lan = await postgres_world.person("lan")
    await calls(lan, QUESTION)
    await answers(hoa, ANSWER)
    await lan.says("Cảm ơn, tôi rõ rồi")
    await hoa.listens()
    hoa.hears("counter-news", words="Cảm ơn, tôi rõ rồi")
    await hoa.presses("ask:move:1:police")
    hoa.hears("counter-moved", number="1")
    await settles(hoa, OUTCOME)
    await lan.listens()
    lan.hears("counter-settled", outcome=OUTCOME)
