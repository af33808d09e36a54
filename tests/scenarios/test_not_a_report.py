"""What is no report: questions, matters of somebody else, an official's misconduct, a report taken back."""

import pytest

from bot.core.case import Status
from bot.core.people import Role
from storage import cases, conversations, inbox, people
from storage.people import RequestKind
from tests.scenarios.counters import card
from tests.scenarios.dialogues import asked, files, reaches
from tests.scenarios.staffing import sees
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import presses
from tests.scenarios.test_tracking import moves_to
from tests.support.papers import PHOTO
from tests.support.world import Person, World

NOISE = "Nhà bên cạnh hát karaoke ầm ĩ đến nửa đêm, không ai ngủ được"
BRIBE = "Cán bộ phường đòi tiền bồi dưỡng thì mới chịu làm giấy tờ cho tôi"
MORE = "Hôm thứ Hai ở bàn số 3, tôi có ghi âm"
FRAUD = "Tôi bị lừa chuyển khoản mất mấy triệu trên mạng"
SECRECY = "Người bán có biết là tôi báo không?"
MISTAKE = "Hôm trước tôi báo nhầm, cho tôi rút lại đơn"


async def none_filed(world: World) -> bool:
    return not await world.look(cases.counts)


async def test_a_noise_complaint_gets_the_way_and_a_person_but_no_case(world: World, lan: Person) -> None:
    chien = await world.appoints("chien", Role.OFFICER, "police")
    await lan.says("/start", NOISE)
    lan.hears("pointer-head")
    lan.hears("ward-office-police" if lan.language == "vi" else "the ward police")
    assert await none_filed(world)
    await lan.taps("pointer-pass")
    lan.hears("officer-words-passed")
    await chien.listens()
    chien.hears("counter-kind-officer")
    chien.hears(NOISE)
    assert await none_filed(world)


async def test_somebody_elses_matter_can_still_be_sent_as_a_report_with_the_same_words(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("/start", NOISE)
    await lan.taps("pointer-report", "consent-agree")
    talk = (await viet.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert NOISE in str(talk.draft["answers"])


async def test_an_officials_misconduct_is_seen_by_those_who_lead_and_nobody_else(
    world: World, lan: Person
) -> None:
    leader = await world.appoints("leader", Role.LEADER)
    others = [
        await world.appoints("binh", Role.COORDINATOR, "culture"),
        await world.appoints("chien", Role.OFFICER, "police"),
        await world.appoints("admin", Role.ADMIN),
    ]
    await lan.says(BRIBE)
    lan.hears("pointer-unkept")
    said = await world.look(lambda conn: inbox.story(conn, lan.lane, most=1))
    assert said[0]["raw"] is None
    await lan.taps("menu-officer")
    await lan.says(MORE)
    await leader.listens()
    leader.hears("counter-kind-misconduct")
    leader.hears(MORE)
    for other in others:
        await other.listens()
        assert other.said == ""
        await other.says("/hangdoi")
        other.hears("counter-queue-empty")
        await other.presses("ask:open:1")
        other.hears("counter-not-yours")
    await leader.presses(card(leader, "counter-reply"))
    leader.hears(MORE)


async def test_where_no_leader_can_be_reached_somebody_is_told_that_one_is_missing(viet: World) -> None:
    lan, admin = await viet.person("lan"), await viet.appoints("admin", Role.ADMIN)
    await lan.says(BRIBE)
    await lan.taps("menu-officer")
    lan.hears("officer-later")
    await admin.listens()
    admin.hears("card-bare")
    await lan.says(MORE)
    await admin.listens()
    assert MORE not in admin.said


async def test_words_about_an_official_do_not_go_to_the_officer_who_is_awaited(viet: World) -> None:
    lan, binh = await viet.person("lan"), await viet.appoints("binh", Role.COORDINATOR, "culture")
    await lan.says("0", BRIBE)
    lan.hears("pointer-unkept")
    await binh.listens()
    assert BRIBE not in binh.said


async def test_what_may_endanger_somebody_is_not_kept_and_the_number_comes_first(
    world: World, lan: Person
) -> None:
    await lan.says("/start")
    await lan.sends(PHOTO, caption=FRAUD)
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    assert "113" in lan.heard[0].text
    lan.hears("pointer-unkept")
    talk = (await world.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert FRAUD not in str(talk.draft)
    said = await world.look(lambda conn: inbox.story(conn, lan.lane, most=1))
    assert said[0]["raw"] is None


async def test_a_question_gets_an_answer_and_the_ways_on(world: World, lan: Person) -> None:
    await lan.says("/start", SECRECY)
    answer = world.ward.laws.answer("identity")
    assert answer is not None
    lan.hears(answer.text.to(lan.language))
    assert lan.sees("menu-report", "menu-officer")
    assert await none_filed(world)


async def test_a_question_inside_a_report_is_answered_and_the_open_one_put_again(
    world: World, lan: Person
) -> None:
    await reaches(lan, "identity")
    await lan.says(SECRECY)
    answer = world.ward.laws.answer("identity")
    assert answer is not None
    lan.hears(answer.text.to(lan.language))
    assert asked(lan) == "identity"


async def test_where_is_my_report_opens_the_list_and_with_a_code_the_thread(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await lan.says("Bao giờ thì phường xử lý vụ của tôi?")
    lan.hears("hint-track-own")
    await lan.says("/huy", f"Mã {code} đến đâu rồi các bác")
    lan.hears("case-head", code=code)


async def test_one_of_two_reports_is_taken_back(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    first, second = await files(lan), await files(lan, "NG.1")
    await minh.listens()
    await presses(minh, "card-take")
    holders = {code: (await case_of(world, code)).holder for code in (first, second)}
    taken = next(code for code, holder in holders.items() if holder)
    await lan.says(MISTAKE)
    lan.hears("withdraw-which")
    await lan.taps(taken)
    lan.hears("withdraw-sure", code=taken)
    yes = card(lan, "withdraw-yes")
    await lan.taps("withdraw-yes")
    lan.hears("withdraw-done", code=taken)
    await minh.listens()
    minh.hears("withdraw-news", code=taken)
    await sees(minh, "status-withdrawn")
    await lan.presses(yes)
    lan.hears("withdraw-over", code=taken)
    statuses = {code: (await case_of(world, code)).status for code in (first, second)}
    assert sorted(statuses.values()) == [Status.SENT, Status.WITHDRAWN]
    await lan.says(MISTAKE)
    lan.hears("withdraw-sure", code=second if taken == first else first)


async def test_a_report_that_was_concluded_meanwhile_stays_as_it_is(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await lan.says(MISTAKE)
    await moves_to(viet, code, Status.CONCLUDED)
    await lan.taps("withdraw-yes")
    lan.hears("withdraw-over", code=code)
    assert (await case_of(viet, code)).status is Status.CONCLUDED
    await lan.says(MISTAKE)
    lan.hears("withdraw-none")


async def test_whoever_has_the_secret_can_take_an_anonymous_report_back(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.person("minh")
    code = await files(lan, identity="identity-anonymous")
    secret = lan.secret
    await minh.says("/start", f"Tôi muốn rút phản ánh {code}")
    minh.hears("withdraw-secret", code=code)
    await minh.says(f"/tracuu {code} {secret}")
    await minh.taps("withdraw", "withdraw-yes")
    minh.hears("withdraw-done", code=code)
    await lan.presses(f"back:yes:{code}:0123456789ab")
    lan.hears("button-over")


async def test_inside_a_report_taking_back_means_this_one_or_one_that_was_sent(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await lan.says("/baocao")
    await lan.says(MISTAKE)
    lan.hears("withdraw-draft")
    lan.hears("withdraw-which")
    assert asked(lan) == "category"
    await presses(lan, code)
    lan.hears("withdraw-sure", code=code)
    assert asked(lan) == "category"


@pytest.mark.parametrize("words", ["👍👍", "Cảm ơn phường nhiều ạ", "ok cảm ơn em"])
async def test_thanks_get_one_short_line(viet: World, words: str) -> None:
    lan = await viet.person("lan")
    await lan.says("/start", words)
    lan.hears("thanks-back")
    assert len(lan.heard) == 1


@pytest.mark.parametrize("words", ["Hôm nay trời có mưa không em", "ua alo phuong oi co ai khong"])
async def test_a_chat_opens_no_report(viet: World, words: str) -> None:
    lan = await viet.person("lan")
    await lan.says(words)
    lan.hears("welcome")
    lan.hears_not("ask-consent-choice")


async def test_a_story_behind_a_greeting_is_a_report(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("Alo phường ơi, bà bán hàng ở đầu ngõ lừa tôi hai lần rồi mà không ai nói gì")
    lan.hears("ask-consent-choice")


async def test_the_second_call_about_an_official_is_a_request_of_its_own(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("0", BRIBE)
    await lan.taps("menu-officer")
    waiting = await viet.look(lambda conn: people.open_requests(conn, lane=lan.lane))
    assert [(row.kind, row.office) for row in waiting] == [
        (RequestKind.OFFICER, "culture"),
        (RequestKind.MISCONDUCT, "chairman"),
    ]
