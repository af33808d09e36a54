"""Who of the staff a step of the ladder means, and what a reminder says, without a database."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from bot.core.case import Status
from bot.core.clocks import ClockKind, Stamps, clocks_of
from bot.core.ladder import Hearer
from bot.core.messages import Address, LaneKey
from bot.core.people import Role
from handlers.explained import lasted
from handlers.reminders import wording
from handlers.reminders.crew import Crew
from handlers.reminders.wording import Item
from storage.cases import Case
from storage.staff import Member, StaffState
from tests.handlers.turns import turn
from tests.support.ward_time import at

FILED = at("2026-05-04 08:00")


def person(number: int, role: Role, office: str = "economic", *, reached: bool = True) -> Member:
    """Somebody of the staff."""
    lane = LaneKey(f"{number:032}")
    address = Address("web", "99001", str(number))
    return Member(
        number,
        f"người {number}",
        "",
        role,
        office,
        lane,
        StaffState.ACTIVE,
        None,
        FILED,
        address,
        "vi",
        reached,
    )


def case_of(**changes: object) -> Case:
    """A case of the office of economy that nobody has."""
    case = Case(
        1, "26-0001-8", "", None, True, "web", "vi", "DL", None, Status.SENT, "P2", "economic", {}, {}, None,
        FILED, FILED.date() + timedelta(days=14), 1,
    )  # fmt: skip
    return replace(case, **changes)  # type: ignore[arg-type]  # tests name the fields they mean


OFFICER, COLLEAGUE, HEAD = (
    person(1, Role.OFFICER), person(2, Role.OFFICER), person(3, Role.HEAD),
)  # fmt: skip
LEADER, ADMIN, POLICE = (
    person(4, Role.LEADER, ""),
    person(5, Role.ADMIN, ""),
    person(6, Role.OFFICER, "police"),
)
ALL = (OFFICER, COLLEAGUE, HEAD, LEADER, ADMIN, POLICE)


def crew(*members: Member, away: dict[int, int | None] | None = None) -> Crew:
    """These work here; some are away."""
    return Crew({member.id: member for member in members}, away or {})


@pytest.mark.parametrize(
    ("hearer", "holder", "expected"),
    [
        (Hearer.HOLDER, 2, {2}),
        (Hearer.HOLDER, 99, {3}),
        (Hearer.OFFICE, None, {1, 2}),
        (Hearer.DUTY, None, {1, 2}),
        (Hearer.HEAD, None, {3}),
        (Hearer.NEXT, None, {4}),
        (Hearer.LEADERSHIP, None, {4}),
        (Hearer.GROUP, None, set()),
    ],
)
def test_each_step_means_these(hearer: Hearer, holder: int | None, expected: set[int]) -> None:
    assert set(crew(*ALL).hears(case_of(holder=holder), {hearer})) == expected


def test_where_nobody_of_a_step_can_be_told_the_next_ones_hear() -> None:
    deaf = person(1, Role.OFFICER, reached=False)
    assert crew(deaf, HEAD, LEADER).hears(case_of(), {Hearer.OFFICE}) == {3: 3}
    assert crew(deaf, LEADER).hears(case_of(), {Hearer.HEAD}) == {4: 4}
    assert crew(ADMIN).hears(case_of(), {Hearer.OFFICE}) == {5: 5}
    assert crew(deaf, POLICE).hears(case_of(), {Hearer.OFFICE}) == {}


def on_watch(number: int, *members: Member, away: dict[int, int | None] | None = None) -> dict[int, int]:
    """Who hears first of an urgent case of the office, where the roster names this one."""
    here = msgspec.structs.replace(crew(*members, away=away), on_watch={"economic": number})
    return here.hears(case_of(), {Hearer.DUTY})


def test_of_those_on_the_roster_whoever_can_be_told_hears_first_else_the_whole_office() -> None:
    gone = person(2, Role.OFFICER, reached=False)
    assert on_watch(2, *ALL) == {2: 2}
    assert on_watch(3, *ALL) == {3: 3}, "a head may be on duty"
    assert on_watch(2, *ALL, away={2: 1}) == {1: 2}
    assert on_watch(2, *ALL, away={2: 3, 3: 1}) == {1: 2}
    assert on_watch(2, *ALL, away={2: None}) == {1: 1}
    assert on_watch(2, OFFICER, gone, HEAD) == {1: 1}
    assert on_watch(99, *ALL) == {1: 1, 2: 2}, "who was suspended"
    assert on_watch(99, *ALL, away={99: 2}) == {2: 99}
    assert on_watch(99, HEAD) == {3: 3}, "the office has nobody else"


def test_the_roster_of_another_office_calls_nobody() -> None:
    here = msgspec.structs.replace(crew(*ALL), on_watch={"police": 6})
    assert set(here.hears(case_of(), {Hearer.DUTY})) == {1, 2}
    assert set(here.hears(case_of(lead="police"), {Hearer.DUTY})) == {6}
    named = msgspec.structs.replace(crew(*ALL), on_watch={"economic": 2})
    assert set(named.hears(case_of(), {Hearer.OFFICE})) == {1, 2}
    assert set(named.hears(case_of(), {Hearer.DUTY, Hearer.OFFICE, Hearer.HEAD})) == {1, 2, 3}


def test_who_reported_a_case_and_is_on_duty_is_not_the_one_who_hears_of_it() -> None:
    here = msgspec.structs.replace(crew(*ALL), on_watch={"economic": 2})
    own = case_of(lane=COLLEAGUE.lane)
    assert set(here.hears(own, {Hearer.DUTY})) == {1}


def test_who_hears_for_themselves_hears_in_nobodys_place() -> None:
    here = crew(*ALL, away={2: 1, 3: 1})
    assert here.hears(case_of(), {Hearer.OFFICE}) == {1: 1}
    assert here.hears(case_of(), {Hearer.HEAD}) == {1: 3}
    assert here.hears(case_of(), {Hearer.OFFICE, Hearer.HEAD}) == {1: 1}
    assert here.hears(case_of(holder=2), {Hearer.HOLDER}) == {1: 2}


def test_who_may_not_see_a_case_is_not_told_of_it() -> None:
    secret = case_of(lead="chairman", confidential=True)
    assert crew(*ALL).hears(secret, {Hearer.OFFICE, Hearer.LEADERSHIP}) == {4: 4}
    assert crew(OFFICER, ADMIN).hears(secret, {Hearer.OFFICE}) == {}


def test_a_duty_is_for_these_roles_of_this_office_and_else_for_who_leads() -> None:
    here = crew(*ALL)
    assert here.with_roles([Role.HEAD], "economic") == {3: 3}
    assert here.with_roles([Role.HEAD], "police") == {4: 4}
    assert set(here.with_roles([Role.HEAD, Role.LEADER])) == {3, 4}
    assert crew(POLICE).with_roles([Role.HEAD]) == {}


def item(stage: str, *, untaken: bool = True, **changes: object) -> Item:
    """A case with one stage of the clock that its id names."""
    ward = turn().desk.ward
    stamps = Stamps(FILED, FILED, taken_at=None if untaken else FILED)
    case = case_of(**changes)
    running = {c.kind: c for c in clocks_of(stamps, case.priority, ward.clocks, ward.working, ward.zone)}
    return Item(case, ((stage, running[ClockKind(stage.partition(":")[0])]),))


@pytest.mark.parametrize(
    ("stage", "now", "words"),
    [
        (
            "accept:50",
            "2026-05-04 10:00",
            "Đã dùng 50% thời hạn nhận việc. Hạn: 14:00, thứ Hai",
        ),
        ("accept:100", "2026-05-04 14:00", "Đã hết hạn nhận việc."),
        ("accept:late:2", "2026-05-06 14:00", "Đã trễ 2 ngày làm việc: nhận việc."),
        ("accept:50", "2026-05-05 14:00", "Đã trễ 1 ngày làm việc: nhận việc."),
        ("result:80", "2026-05-15 08:00", "% thời hạn có kết quả."),
        ("result:late:1", "2026-05-06 08:00", "Đã dùng 18% thời hạn có kết quả."),
        ("first-word:80", "2026-05-05 08:00", "báo tin đầu tiên cho người phản ánh"),
        ("legal:80", "2026-05-14 08:00", "hạn theo luật"),
    ],
)
def test_it_says_which_limit_and_how_that_stands_now(stage: str, now: str, words: str) -> None:
    shown = wording.single(turn().desk, OFFICER, item(stage), at(now))
    assert words in shown.text
    assert shown.text.startswith("Nhắc việc: hồ sơ 26-0001-8")
    assert [button.tap for button in shown.buttons] == [
        "case:take:26-0001-8", "case:open:26-0001-8", "case:why:26-0001-8",
    ]  # fmt: skip


def test_a_limit_that_was_over_at_once_is_over() -> None:
    one = item("first-word:100", priority="P1")
    stage, clock = one.pressing[0]
    at_midnight = msgspec.structs.replace(one, pressing=((stage, replace(clock, due=clock.started)),))
    shown = wording.single(turn().desk, OFFICER, at_midnight, clock.started)
    assert "Đã hết hạn báo tin đầu tiên" in shown.text


def test_a_topic_that_the_ward_file_no_longer_has_keeps_its_code() -> None:
    shown = wording.single(turn().desk, OFFICER, item("accept:50", category="XX"), at("2026-05-04 10:00"))
    assert "26-0001-8 · XX" in shown.text


def test_a_digest_lists_eight_and_points_to_the_list_for_the_rest() -> None:
    shown = wording.digest(turn().desk, OFFICER, [item("accept:50")] * 11, at("2026-05-04 10:00"))
    assert shown.text.count("26-0001-8") == 8
    assert "và 3 việc khác" in shown.text
    assert shown.buttons[-1].tap == "case:list:"
    assert len(shown.buttons) == 9


def test_a_group_reads_code_category_and_lateness_and_takes_with_one_press() -> None:
    desk, now = turn().desk, at("2026-05-06 14:00")
    one = wording.in_group(desk, "vi", [item("accept:late:2", subcategory="DL.1")], now)
    head, line = one.text.splitlines()
    assert head == "Chưa ai nhận hồ sơ này:"
    assert line.startswith(f"26-0001-8 · {desk.catalog.say('vi', 'ward-label-DL')}: Đã trễ 2 ngày làm việc")
    assert [(button.label, button.tap) for button in one.buttons] == [("Nhận việc", "case:take:26-0001-8")]
    many = wording.in_group(desk, "vi", [item("accept:late:2")] * 11, now)
    assert many.text.startswith("11 hồ sơ chưa ai nhận")
    assert many.text.count("26-0001-8") == 8
    assert "và 3 việc khác" in many.text
    assert [button.label for button in many.buttons[:2]] == ["Nhận 26-0001-8"] * 2
    assert many.buttons[-1].tap == "case:list:n"


@pytest.mark.parametrize(
    ("passed", "vi", "en"),
    [
        (timedelta(minutes=17, seconds=59), "17 phút", "17 minutes"),
        (timedelta(hours=3), "3 giờ", "3 hours"),
        (timedelta(hours=30, minutes=5), "30 giờ 5 phút", "30 h 5 min"),
        (timedelta(days=5, hours=20, minutes=39), "5 ngày 20 giờ", "5 days 20 hours"),
        (timedelta(days=2), "2 ngày", "2 days"),
    ],
)
def test_how_long_nobody_has_taken_it_is_said_in_units_that_people_grasp(
    passed: timedelta, vi: str, en: str
) -> None:
    catalog = turn().desk.catalog
    assert (lasted(passed, catalog.speaker("vi")), lasted(passed, catalog.speaker("en"))) == (vi, en)
