"""What a resident says to the result, and how a case comes to be looked at once more."""

from bot.core.case import Status
from bot.core.people import Role
from tests.scenarios.test_aftermath import stamps
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of
from tests.scenarios.working import concludes, taken
from tests.support.world import Person, World

REASON = "Cân đã được kiểm định lại trước mặt người bán, sai số trong mức cho phép."


async def concluded(world: World) -> tuple[Person, Person, Person, str]:
    """Who reported, who has it, who leads the office, and the code of a case with its result."""
    hoa = await world.appoints("hoa", Role.HEAD, "economic")
    lan, minh, code = await taken(world)
    await concludes(minh, code)
    await lan.listens()
    return lan, minh, hoa, code


async def disputes(lan: Person, code: str, words: str = "Chưa ai đến kiểm tra cái cân đó cả") -> None:
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("ask-unhappy-why")
    await lan.taps("unhappy-why-shallow")
    await lan.says(words)
    lan.hears("own-disputed", code=code)


async def test_whoever_is_content_says_so_once(world: World) -> None:
    lan, _, _, code = await concluded(world)
    lan.hears("thread-ways")
    lan.hears("thread-until")
    for _ in range(2):
        await lan.presses(f"own:rate:{code}:yes")
        lan.hears("own-thanks", code=code)
    rated = [line for line in await history_of(world, code) if line.action == "rate"]
    assert [line.details for line in rated] == [{"content": True}]
    assert (await case_of(world, code)).status is Status.CONCLUDED


async def test_a_head_who_does_not_decide_hears_of_it_every_working_day(viet: World) -> None:
    lan, minh, hoa, code = await concluded(viet)
    await disputes(lan, code)
    await hoa.listens()
    hours = []
    for _ in range(4 * 24):
        await viet.passes(hours=1)
        if hoa.heard_of("remind-dispute", code=code):
            hours.append(viet.ward.local(viet.clock.now()).strftime("%a %H"))
        assert not lan.heard_of("remind-dispute", code=code)
        assert not minh.heard_of("remind-dispute", code=code)
    assert hours == ["Fri 08", "Mon 08"]
    await hoa.presses(f"case:reopen:{code}:yes")
    hoa.hears("dispute-reopened", code=code)
    await viet.passes(hours=30)
    hoa.hears_not("remind-dispute", code=code)


async def test_who_is_unhappy_gets_another_look_if_the_head_says_so(world: World) -> None:
    lan, minh, hoa, code = await concluded(world)
    await disputes(lan, code, "Chưa ai đến kiểm tra, gọi tôi 0912 345 678")
    await minh.listens()
    minh.hears_not("own-news-dispute")
    await hoa.listens()
    hoa.hears("own-news-dispute", code=code)
    hoa.hears("unhappy-why-shallow")
    assert "0912" not in hoa.said
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-disputed-before", code=code)
    await hoa.taps("dispute-yes")
    hoa.hears("dispute-reopened", code=code)
    await hoa.presses(f"case:reopen:{code}:yes")
    hoa.hears("dispute-decided", code=code)
    case, row = await case_of(world, code), await stamps(world, code)
    assert (case.status, case.reopened, case.outcome) == (Status.VERIFYING, 1, None)
    assert (row.concluded_at, row.reopened_at is not None) == (None, True)
    await lan.listens()
    lan.hears("news-reopened", code=code)
    await minh.listens()
    assert code in minh.said
    await lan.says(f"/tracuu {code}")
    lan.hears("event-dispute")
    lan.hears("event-reopen")
    assert lan.sees("own-add")
    await concludes(minh, code)
    await lan.says(f"/tracuu {code}")
    assert lan.sees("own-no")


async def test_a_result_that_is_kept_is_explained_and_can_be_disputed_no_more(world: World) -> None:
    lan, minh, hoa, code = await concluded(world)
    await disputes(lan, code)
    await hoa.listens()
    await minh.presses(f"case:reopen:{code}:no")
    minh.hears("case-not-yours")
    await hoa.taps("dispute-no")
    await hoa.says(REASON)
    hoa.hears("dispute-upheld", code=code)
    await lan.listens()
    lan.hears(REASON)
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-too-late", code=code)
    lan.hears("thread-ways")
    await lan.says(f"/tracuu {code}")
    assert not lan.sees("own-no")
    lan.hears("thread-ways")


async def test_after_fourteen_days_the_thread_is_closed_with_a_pointer(world: World) -> None:
    lan, _, hoa, code = await concluded(world)
    await lan.says(f"/tracuu {code}")
    assert lan.sees("own-yes", "own-no")
    lan.hears("thread-until")
    await world.passes(days=15)
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-too-late", code=code)
    lan.hears("thread-ways")
    await lan.says(f"/tracuu {code}")
    lan.hears("thread-closed")
    assert not lan.sees("own-no")
    await hoa.listens()
    hoa.hears_not("own-news-dispute")


async def test_a_half_written_report_is_not_thrown_away_for_a_rating(world: World) -> None:
    lan, _, _, code = await concluded(world)
    await lan.says("/baocao")
    await lan.taps("ward-label-DL")
    await lan.presses(f"own:rate:{code}:no")
    lan.hears("own-first-finish")
    assert lan.sees("ward-label-DL-1")
