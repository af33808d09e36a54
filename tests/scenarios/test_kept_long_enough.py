"""A closed case after its time: nothing tells of a person any more, and everybody is told so truly."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.core.case import Status
from bot.core.people import Role
from storage import cases, evidence, retention
from storage.cases import Sought
from storage.conversations import CONVERSATIONS
from storage.evidence import EVIDENCE
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of
from tests.scenarios.test_work import sanctions
from tests.scenarios.working import concludes, sees_buttons, taken
from tests.support.papers import PHOTO
from tests.support.world import Person, World

WHY = "Quyết định xử phạt số 12 đang bị khiếu nại."
MORE = "Ghi chú: bà Lan hẹn quay lại."


async def years_pass(world: World, *, days: float) -> None:
    """Months in which nobody does anything; then a few looks."""
    world.clock.passes(seconds=timedelta(days=days).total_seconds())
    await world.passes(hours=1)


async def closes(world: World, code: str) -> None:
    """The days for another look go by."""
    await years_pass(world, days=world.ward.clocks.reopen_days + 1)
    assert (await case_of(world, code)).status is Status.CLOSED


async def reports(lan: Person) -> tuple[str, str]:
    """With a photo and a telephone number; gives code and secret."""
    await reaches(lan, "photos")
    await lan.sends(PHOTO)
    await lan.taps("nav-done")
    await lan.says("0912345678")
    await lan.taps("confirm-send")
    return lan.code, lan.secret


async def test_a_substantiated_case_lives_24_months_and_leaves_a_row_without_a_person(world: World) -> None:
    lan, minh = await world.person("lan"), await world.appoints("minh", Role.OFFICER, "economic")
    code, secret = await reports(lan)
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:note:{code}")
    await minh.says(MORE)
    await minh.taps("confirm-keep")
    await sanctions(lan, minh, code)
    await closes(world, code)
    counted = await world.look(cases.counts)
    assert [name for name in await world.objects() if name.endswith("original")] != []

    await years_pass(world, days=729 - world.ward.clocks.reopen_days)
    assert (await case_of(world, code)).report["phone"] == "+84912345678"

    await years_pass(world, days=20)
    case, story = await case_of(world, code), await history_of(world, code)
    assert (case.lane, case.place_key, case.status, case.outcome) == (None, None, Status.CLOSED, "sanctioned")
    assert case.cleaned_at is not None
    told = repr((case, story))
    for word in ("912345678", "hẹn quay lại", "cô Lan", lan.lane):
        assert word not in told
    assert [line.details for line in story if line.action == "conclude"] == [
        {"outcome": "sanctioned", "fine": 5_000_000}
    ]
    assert await world.look(cases.counts) == counted
    await world.passes(hours=8)
    assert await world.objects() == []
    assert await world.look(lambda conn: evidence.of_case(conn, case.id)) == []
    numbers = await world.look(lambda conn: retention.noted(conn, case.filed_at.date()))
    went = {what for _, what, _ in numbers}
    assert {"contact_substantiated.cases", "contact_substantiated.files"} <= went
    await is_told_so(world, minh, code, secret)


async def is_told_so(world: World, minh: Person, code: str, secret: str) -> None:
    """Whoever has the receipt, and the officer."""
    tam = await world.person("tam")
    await tam.says(f"/tracuu {code} {secret}")
    tam.hears("case-head-over", code=code, status=tam.words("status-closed"))
    tam.hears("thread-cleaned", outcome=tam.words("outcome-sanctioned"))
    tam.hears_not("own-yes")
    assert await sees_buttons(minh, code) == [minh.words("more-story")]
    minh.hears("card-cleaned")
    minh.hears("card-cleaned-outcome", outcome=minh.words("outcome-sanctioned"))
    await minh.taps("more-story")
    minh.hears("did-clean")
    minh.hears("did-conclude")
    for verb in ("note", "conclude"):
        await minh.presses(f"case:{verb}:{code}")
        minh.hears("case-cleaned")


async def test_a_new_report_of_the_same_place_meets_what_was_cleaned(viet: World) -> None:
    lan, minh, code = await taken(viet)
    other = await files(lan)
    await minh.presses(f"case:take:{other}")
    await minh.presses(f"case:link:{code}:{other}")
    await concludes(minh, code)
    await closes(viet, code)
    await years_pass(viet, days=200)
    for each in (code, other):
        assert (await case_of(viet, each)).cleaned_at is not None
    tam = await viet.person("tam")
    third = await files(tam)
    assert (await case_of(viet, third)).route["similar"] == []
    await minh.presses(f"case:open:{third}")
    minh.hears(third)
    await minh.presses(f"case:link:{third}")
    await minh.says(f"/viec {code}")
    minh.hears("card-cleaned")
    assert await viet.look(lambda conn: conn.execute(select(func.count(EVIDENCE.c.id))).scalar_one()) == 0
    assert [each.code for each in await viet.look(lambda conn: cases.open_page(conn, Sought()))] == [third]


async def test_whoever_took_it_back_and_comes_again_after_years_is_somebody_new(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    secret = lan.secret
    await lan.says(f"/tracuu {code}")
    await lan.taps("withdraw")
    await lan.taps("withdraw-yes")
    assert (await case_of(viet, code)).status is Status.WITHDRAWN
    await years_pass(viet, days=200)
    lanes = await viet.look(lambda conn: set(conn.execute(select(CONVERSATIONS.c.lane)).scalars()))
    assert lanes == {minh.lane}
    await lan.says(f"/tracuu {code} {secret}")
    lan.hears("thread-cleaned-over")


async def test_a_case_that_a_legal_file_needs_stays_until_it_is_released(viet: World) -> None:
    lan, minh, code = await taken(viet)
    leader = await viet.appoints("ha", Role.LEADER)
    await concludes(minh, code)
    await minh.presses(f"case:keep:{code}")
    minh.hears("case-not-yours")
    await leader.presses(f"case:more:{code}")
    await leader.taps("more-keep")
    await leader.says(WHY)
    leader.hears("hold-shown", code=code, reason=WHY)
    await leader.taps("confirm-keep")
    leader.hears("hold-done", code=code)
    assert [(line.action, line.details) for line in await history_of(viet, code)][-1] == (
        "keep",
        {"reason": WHY},
    )
    await closes(viet, code)
    await years_pass(viet, days=900)
    assert (await case_of(viet, code)).lane == lan.lane
    await leader.presses(f"case:open:{code}")
    leader.hears("dữ liệu khi hết thời hạn lưu giữ")
    await leader.presses(f"case:keep:{code}")
    leader.hears("case-not-now")
    await leader.presses(f"case:release:{code}")
    await leader.says("Khiếu nại đã giải quyết xong.")
    await leader.taps("confirm-keep")
    leader.hears("unhold-done", code=code)
    await viet.passes(hours=1)
    case = await case_of(viet, code)
    assert (case.lane, case.kept_at) == (None, None)
    assert case.cleaned_at is not None
    told = [(line.action, line.details) for line in await history_of(viet, code)]
    assert [each for each in told if each[0] in {"keep", "release"}] == [("keep", None), ("release", None)]
