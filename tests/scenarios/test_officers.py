"""The officers' side: a case comes, somebody takes it, or it goes to another office."""

import pytest

from bot.core.case import Status
from bot.core.people import Role
from storage import cases, shown, staff
from storage.cases import Event
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.staffing import listed
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World

UNTAKEN = ("card-take", "card-move", "card-note", "card-more")
WHY = "Đây là việc cân thiếu ở chợ"


async def history_of(world: World, code: str) -> list[Event]:
    case = await case_of(world, code)
    return await world.look(lambda conn: cases.history(conn, case.id))


async def hears_card(person: Person, code: str, *labels: str) -> None:
    """A card of this case came, with these buttons and no others."""
    await person.listens()
    card = next(one for one in person.heard if f"{code} ·" in one.text)
    assert [choice.label for choice in card.buttons] == [person.words(label) for label in labels]


async def presses(person: Person, label: str) -> None:
    """Press a button of anything that was said just now."""
    words = person.words(label)
    tap = next(c.tap for one in reversed(person.heard) for c in one.buttons if words in c.label)
    await person.presses(tap)


async def test_a_new_case_comes_to_its_office_and_the_first_press_takes_it(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await hears_card(minh, code, *UNTAKEN)
    for line in ("card-free", "card-topic", "card-lead", "card-accept-by", "card-due"):
        minh.hears(line)
    await presses(minh, "card-take")
    minh.hears("work-took", code=code)
    minh.hears("card-holder", who="minh (" + minh.words("ward-office-economic") + ")")
    minh.hears_not("card-free")
    case = await case_of(world, code)
    assert case.status is Status.ACCEPTED
    await lan.listens()
    lan.hears("news-taken", code=code, office=lan.words("ward-office-economic"))
    assert "minh" not in lan.said


async def test_who_took_it_and_when_is_in_the_history(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.listens()
    await presses(minh, "Nhận việc")
    line = (await history_of(viet, code))[-1]
    assert (line.role, line.channel, line.action, line.status) == (
        "officer", "web", "take", Status.ACCEPTED,
    )  # fmt: skip
    assert line.staff == (await case_of(viet, code)).holder is not None
    await lan.says(f"/tracuu {code}")
    lan.hears("event-take")
    assert "minh" not in lan.said


async def race(world: World) -> None:
    """Five officers press before anybody has been heard."""
    lan = await world.person("lan")
    team = {n: await world.appoints(n, Role.OFFICER, "economic") for n in ("an", "binh", "chi", "dung", "em")}
    code = await files(lan)
    for one in team.values():
        assert await one.front.press(f"case:take:{code}") == 200
    await world.settles()
    for one in team.values():
        await one.listens()
    [winner] = [name for name, one in team.items() if one.heard_of("work-took", code=code)]
    who = f"{winner} (Phòng Kinh tế, hạ tầng và đô thị)"
    for name, one in team.items():
        one.hears("card-holder", who=who)
        if name != winner:
            one.hears("work-taken", code=code, who=who)
        card = next(said for said in one.heard if "Chủ trì" in said.text)
        assert "Nhận việc" not in [choice.label for choice in card.buttons]
    assert sum(line.action == "take" for line in await history_of(world, code)) == 1
    await lan.listens()
    assert lan.said.count("đã tiếp nhận") == 1


async def test_of_five_who_press_at_once_one_has_it_and_the_others_hear_who(viet: World) -> None:
    await race(viet)


@pytest.mark.postgres
async def test_the_race_ends_alike_on_postgresql(postgres_world: World) -> None:
    await race(postgres_world)


async def test_a_card_still_works_after_a_restart(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.listens()
    await world.restarts()
    await presses(minh, "card-take")
    minh.hears("work-took", code=code)
    await minh.presses(f"case:take:{code}")
    minh.hears("work-yours", code=code)


async def test_an_anonymous_reporter_is_told_nothing_but_finds_it_with_the_code(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    await reaches(lan, "identity")
    await lan.taps("identity-anonymous", "confirm-send")
    code, secret = lan.code, lan.secret
    await minh.listens()
    minh.hears("card-reporter-anonymous")
    await presses(minh, "card-take")
    await lan.listens()
    assert lan.heard == []
    await lan.says(f"/tracuu {code} {secret}")
    lan.hears("event-take")


async def test_the_list_shows_what_one_may_see_and_opens_it(viet: World) -> None:
    lan = await viet.person("lan")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    first, second = await files(lan), await files(lan, "HG.1")
    vague = await files(lan, "DL.unsure")
    await minh.says("việc")
    assert listed(minh) == [first]
    await mai.says("/viec")
    assert listed(mai) == [vague, first, second]
    assert "Mua hàng bị cân thiếu · Đã gửi · hôm nay" in mai.last.buttons[2].label
    await mai.says("3")
    mai.hears(f"Hồ sơ {first}")
    assert [c.label for c in mai.last.buttons] == ["Chuyển", "Ghi chú", "Thêm…"]
    assert (await history_of(viet, first))[-1].action == "view"
    await minh.says(f"/viec {vague}")
    minh.hears("work-unseen")
    await minh.says("/viec 26-9999-1")
    minh.hears("code-mistyped")
    await minh.says(f"/viec {first}")
    minh.hears(f"Hồ sơ {first}")
    assert minh.sees("Nhận việc")


async def test_a_long_list_goes_on_where_it_stopped(viet: World) -> None:
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    kinds = ["NG.1" if n % 3 else "DL.unsure" for n in range(11)]
    codes = [await files(await viet.person(f"resident {n}"), kind) for n, kind in enumerate(kinds)]
    own = [code for n, code in enumerate(codes) if n % 3 == 0]
    rest = [code for n, code in enumerate(codes) if n % 3]
    await mai.says("/viec")
    assert listed(mai) == [*own, *rest[:4]]
    await mai.taps("Xem thêm")
    assert listed(mai) == rest[4:]


async def hands_on(person: Person, code: str, office: str, reason: str) -> None:
    """From the button to the last word."""
    await person.presses(f"case:move:{code}")
    await person.taps(f"ward-office-{office}")
    person.hears("ask-transfer-why")
    person.hears("work-move-what", code=code, office=person.words(f"ward-office-{office}"))
    await person.says(reason)


async def test_a_vague_case_is_handed_on_with_a_reason(world: World, lan: Person) -> None:
    mai = await world.appoints("mai", Role.COORDINATOR, "culture")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan, "DL.unsure")
    await hears_card(mai, code, "card-triage", *UNTAKEN)
    await presses(mai, "card-move")
    assert not mai.sees("ward-office-culture")
    await hands_on(mai, code, "economic", "ít")
    mai.hears("reask-short", least=5)
    await mai.says(WHY)
    mai.hears("work-moved", code=code, office=mai.words("ward-office-economic"))
    await hears_card(minh, code, *UNTAKEN)
    minh.hears("card-handed", office=minh.words("ward-office-culture"), reason=WHY)
    case = await case_of(world, code)
    assert (case.status, case.lead, case.holder) == (Status.TRANSFERRED, "economic", None)
    line = (await history_of(world, code))[-1]
    assert (line.role, line.action, line.details) == (
        "coordinator", "transfer", {"reason": WHY, "from": "culture", "to": "economic"},
    )  # fmt: skip


async def test_after_handing_on_the_old_office_is_out_and_the_reporter_told(
    world: World, lan: Person
) -> None:
    mai = await world.appoints("mai", Role.COORDINATOR, "culture")
    hoa = await world.appoints("hoa", Role.OFFICER, "culture")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan, "DL.unsure")
    await hears_card(hoa, code, *UNTAKEN)
    await hands_on(mai, code, "economic", WHY)
    await hoa.listens()
    hoa.hears("card-moved", code=code)
    await hoa.presses(f"case:take:{code}")
    hoa.hears("work-unseen")
    await lan.listens()
    lan.hears("news-moved", code=code, office=lan.words("ward-office-economic"))
    assert WHY not in lan.said
    await minh.presses(f"case:take:{code}")
    minh.hears("work-took")
    await lan.listens()
    lan.hears("news-taken", office=lan.words("ward-office-economic"))


async def test_what_somebody_holds_is_free_again_at_the_next_office(viet: World) -> None:
    lan, leader = await viet.person("lan"), await viet.appoints("leader", Role.LEADER)
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    police = await viet.appoints("police", Role.OFFICER, "police")
    code = await files(lan)
    await minh.presses(f"case:take:{code}")
    await leader.says(f"/viec {code}")
    await hands_on(leader, code, "police", WHY)
    await minh.listens()
    minh.hears("card-moved", code=code)
    await presses_new_card(police)
    police.hears("work-took", code=code)


async def presses_new_card(person: Person) -> None:
    await person.listens()
    await presses(person, "card-take")


async def test_what_a_colleague_has_is_not_handed_on_and_nobody_hands_on_twice(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    code = await files(lan)
    await binh.presses(f"case:take:{code}")
    await minh.presses(f"case:move:{code}:police")
    minh.hears("case-not-yours")
    await mai.presses(f"case:move:{code}:police")
    leader = await viet.appoints("leader", Role.LEADER)
    await leader.presses(f"case:move:{code}:police")
    await leader.says("Có dấu hiệu hình sự")
    leader.hears("work-moved", code=code)
    await mai.says("Có dấu hiệu lừa dối khách hàng")
    mai.hears("work-moved-before", code=code)
    assert sum(line.action == "transfer" for line in await history_of(viet, code)) == 1


async def test_handing_on_may_be_given_up_and_does_not_throw_away_a_report(viet: World) -> None:
    lan, mai = await viet.person("lan"), await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan)
    await mai.presses(f"case:move:{code}:police")
    await mai.taps("nav-cancel")
    mai.hears("cancelled-transfer")
    await reaches(mai, "place")
    await mai.presses(f"case:move:{code}:police")
    mai.hears("staff-first-finish")
    assert (await case_of(viet, code)).lead == "economic"


async def test_nobody_handles_their_own_report(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    hung = await viet.appoints("hung", Role.LEADER)
    code = await files(minh)
    assert not minh.heard_of("card-free")
    await hung.listens()
    hung.hears("card-stands-in")
    await minh.presses(f"case:take:{code}")
    minh.hears("work-own", code=code)
    await minh.says("/viec")
    minh.hears("work-none")
    await minh.says(f"/viec {code}")
    minh.hears("work-own", code=code)


async def test_a_resident_who_forges_a_button_learns_nothing(viet: World) -> None:
    lan, binh = await viet.person("lan"), await viet.person("binh")
    code = await files(lan)
    for tap in (f"case:take:{code}", f"case:open:{code}", "case:list:0", "case:take:26-9999-3"):
        await binh.presses(tap)
        binh.hears("button-over")
        assert code not in binh.said
    await binh.says("/viec")
    assert code not in binh.said
    assert (await case_of(viet, code)).status is Status.SENT


@pytest.mark.parametrize(
    "tap",
    ["case:", "case:take", "case:take:", "case:open:26-9999-3", "case:move:x:y", "case:photos:" + "9" * 40],
)
async def test_a_forged_button_of_a_colleague_is_refused_in_plain_words(viet: World, tap: str) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    await minh.presses(tap)
    assert minh.heard_of("work-unseen") or minh.heard_of("button-over")


async def test_who_was_suspended_takes_nothing_and_their_card_is_emptied(viet: World) -> None:
    lan = await viet.person("lan")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.OFFICER, "economic")
    code = await files(lan)
    await suspend(viet, minh)
    await minh.presses(f"case:take:{code}")
    minh.hears("button-over")
    await binh.presses(f"case:take:{code}")
    await minh.listens()
    minh.hears("card-closed")
    assert code not in minh.said
    case = await case_of(viet, code)
    assert minh.lane not in await viet.look(lambda conn: shown.lanes(conn, f"case:{case.id}"))


async def test_who_is_suspended_while_handing_on_gets_no_further(viet: World) -> None:
    lan, mai = await viet.person("lan"), await viet.appoints("mai", Role.COORDINATOR, "culture")
    code = await files(lan)
    await mai.presses(f"case:move:{code}:police")
    await suspend(viet, mai)
    await mai.says("Có dấu hiệu hình sự")
    mai.hears("staff-not-allowed")
    assert (await case_of(viet, code)).lead == "economic"


async def suspend(world: World, person: Person) -> None:
    at = world.clock.now()
    member = await world.look(lambda conn: staff.member_on(conn, person.lane))
    assert member is not None
    number = member.id
    await world.house.database.write(lambda conn: staff.suspend(conn, number, at=at))


async def test_a_case_nobody_can_be_told_of_waits_in_the_list(viet: World) -> None:
    code = await files(await viet.person("lan"))
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    await minh.says("/viec")
    assert minh.sees(code)
    await minh.taps(code)
    await minh.taps("Nhận việc")
    minh.hears("work-took", code=code)


async def test_staff_are_not_addressed_as_residents(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    for words in ("/start", "hướng dẫn", "ngôn ngữ", "huỷ", "qwx"):
        await minh.says(words)
        assert "Ông/Bà" not in minh.said, minh.said
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:conclude:{code}")
    await minh.says("qwx")
    minh.hears("reask-choice-colleague")
    assert "Ông/Bà" not in minh.said
    await lan.says("/tracuu", "qwx", "ngôn ngữ")
    assert lan.words("language-which") in lan.said
