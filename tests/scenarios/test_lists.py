""" "/viec": whose cases, which of them first, and where to find one of which only a word is known."""

from datetime import timedelta

from bot.core.people import Role
from handlers.officer.views import View
from handlers.reminders import DUTIES
from storage import clocks
from tests.scenarios.dialogues import files
from tests.scenarios.staffing import listed, number
from tests.scenarios.test_cards import files_about_an_official
from tests.scenarios.test_filing import case_of
from tests.support.world import World


async def is_over(world: World, code: str, hours: int) -> None:
    """A limit of this case was over so long ago."""
    case, at = await case_of(world, code), world.clock.now() - timedelta(hours=hours)
    await world.house.database.write(lambda conn: clocks.change(conn, case.id, late_at=at))


async def test_a_list_has_views_of_what_is_mine_free_late_and_waiting(world: World) -> None:
    lan = await world.person("lan")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    await world.appoints("binh", Role.OFFICER, "economic")
    first, second, third = [await files(lan) for _ in range(3)]
    await minh.presses(f"case:take:{second}")
    await world.passes(minutes=5)
    await is_over(world, third, hours=50)
    await minh.says("/viec")
    minh.hears("work-list", view=minh.words("work-view-all"))
    assert listed(minh) == [third, first, second]
    assert minh.words("card-late-days", days="2") in minh.last.buttons[0].label
    assert not minh.sees("work-view-all")
    for view, expected in (
        ("work-view-mine", [second]),
        ("work-view-free", [third, first]),
        ("work-view-late", [third]),
    ):
        await minh.taps(view)
        assert listed(minh) == expected
    await minh.taps("work-view-waiting")
    minh.hears("work-view-none", view=minh.words("work-view-waiting"))
    await minh.taps("work-view-all")
    assert len(listed(minh)) == 3


async def test_cases_are_found_by_words_of_place_and_goods_without_marks(viet: World) -> None:
    lan, binh = await viet.person("lan"), await viet.person("binh")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    police = await viet.appoints("police", Role.OFFICER, "police")
    fish = await files(lan, "NG.1", place="chợ Cá ven sông", details="Bán tôm cân thiếu, gọi 0912345678.")
    await files(binh, "NG.1", place="số 9 phố Mẫu", details="Cân thịt bò bị thiếu nhiều lần rồi.")
    await minh.says("/viec cho ca")
    minh.hears("work-found", count=1, words="cho ca")
    assert listed(minh) == [fish]
    for words in ("TÔM sông", "tom", "ven song"):
        await minh.says(f"/viec {words}")
        assert listed(minh) == [fish]
    for words in ("gọi 0912345678", "tôm bò", "om"):
        await minh.says(f"/viec {words}")
        minh.hears("work-found-none", words=words)
    await police.says("/viec cho ca")
    police.hears("work-found-none")
    await minh.says("/viec cân thiếu")
    await minh.says("1")
    minh.hears("card-head")


async def test_a_search_says_when_it_finds_more_than_it_shows(viet: World) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    for n in range(9):
        await files(await viet.person(f"resident {n}"))
    await minh.says("/viec chợ con")
    minh.hears("work-found-more", count=8)
    assert len(listed(minh)) == 8


async def test_a_head_sees_how_much_each_has_and_gives_a_free_case_to_somebody(world: World) -> None:
    lan = await world.person("lan")
    head = await world.appoints("head", Role.HEAD, "economic")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    binh = await world.appoints("binh", Role.OFFICER, "economic")
    first, second = [await files(lan) for _ in range(2)]
    await minh.presses(f"case:take:{first}")
    await is_over(world, first, hours=1)
    await head.says("/viec")
    await head.taps("work-load")
    head.hears("load-free", open=1, late=0)
    head.hears("load-person", name="minh", open=1, late=1)
    head.hears("load-person", name="binh", open=0, late=0)
    await head.taps(head.words("load-person-button", name="minh", open=1))
    assert listed(head) == [first]
    await head.presses("case:load:")
    await head.taps(head.words("load-free-button", open=1))
    assert listed(head) == [second]
    await head.taps(second)
    await head.presses(f"case:assign:{second}")
    await head.taps("binh")
    head.hears("assign-done", code=second)
    assert (await case_of(world, second)).holder == await number(world, binh)
    await minh.presses("case:load:")
    minh.hears("staff-not-allowed")


async def test_who_leads_sees_every_office_in_numbers(viet: World) -> None:
    lan, leader = await viet.person("lan"), await viet.appoints("leader", Role.LEADER)
    mai = await viet.appoints("mai", Role.COORDINATOR, "culture")
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.presses(f"case:take:{code}")
    await files_about_an_official(lan)
    for one in (leader, mai):
        await one.says("/viec")
        await one.taps("work-load-offices")
        one.hears(one.words("ward-office-economic"))
        one.hears("load-office-numbers", open=1, free=0, late=0, waiting=0, done=0)
    leader.hears("ward-office-chairman")
    mai.hears_not("ward-office-chairman")
    await leader.taps("ward-office-economic")
    leader.hears("load-person", name="minh", open=1, late=0)
    assert "minh" not in lan.said


async def test_an_office_that_helps_finds_its_cases_in_the_list_and_by_words(world: World) -> None:
    lan = await world.person("lan")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    hai = await world.appoints("hai", Role.OFFICER, "police")
    codes = [await files(lan) for _ in range(10)]
    await hai.says("/viec")
    assert not hai.sees("work-view-helping")
    for code in codes[1:]:
        await minh.presses(f"case:help:{code}:police")
    await hai.says("/viec")
    hai.hears("work-none")
    await hai.taps(hai.words("work-view-helping-count", count=9))
    hai.hears("work-list", view=hai.words("work-view-helping"))
    assert listed(hai) == codes[1:9]
    await hai.taps("work-more")
    assert listed(hai) == codes[9:]
    await hai.taps(codes[9])
    hai.hears("card-head", code=codes[9])
    await hai.says("/viec chợ con")
    hai.hears("work-found-more", count=8)
    assert listed(hai) == codes[:1:-1]
    await minh.presses(f"case:help:{codes[9]}:police")
    await hai.says("/viec chợ con")
    assert listed(hai) == codes[8:0:-1]
    await minh.presses(f"case:list:{View.HELPING}")
    minh.hears("work-view-none", view=minh.words("work-view-helping"))


async def test_what_the_ward_owes_stands_in_the_list_of_those_who_are_to_do_it(world: World) -> None:
    mai = await world.appoints("mai", Role.COORDINATOR, "culture")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    await world.passes(days=13)
    for one in (mai, minh):
        await one.says("/viec")
    assert not any(choice.tap == DUTIES for choice in minh.last.buttons)
    await mai.taps(mai.words("duty-list-button", count=2))
    mai.hears("duty-list", count=2)
    mai.hears("duty-late", count=1)
    mai.hears("duty-why-from", day="01/12/2026")
    mai.hears("duty-until")
    mai.hears("duty-why-by", day="31/12/2026")
    await mai.says("2")
    mai.hears("duty-done")
    await mai.says("/viec")
    await mai.taps(mai.words("duty-list-button", count=1))
    await mai.presses(mai.last.buttons[0].tap)
    await mai.says("/viec")
    assert not mai.sees(mai.words("duty-list-button", count=1))
    await mai.presses(DUTIES)
    mai.hears("duty-list-none")
