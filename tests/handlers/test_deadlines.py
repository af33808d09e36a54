"""The timestamps that clocks hang on, as a case's history tells them; and the clocks in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from bot.core.case import Action, Status
from bot.core.clocks import ClockKind, Limit, LimitUnit, Pause
from bot.core.routing import Urgency
from handlers.deadlines import case_clocks, stamps_of
from handlers.explained import head, lines, sentence
from storage.cases import Case, Event
from tests.support.ward_time import at
from tests.support.wards import invented_ward
from tests.support.world import words_of

WARD = invented_ward()
WORDS = words_of(WARD)
VI, EN = WORDS.speaker("vi"), WORDS.speaker("en")
FILED = "2026-05-04 08:00"
ACCEPT, FIRST_WORD, RESULT, LEGAL = ClockKind


def case(filed: str = FILED, priority: str = "P3", due: date = date(2026, 5, 18)) -> Case:
    return Case(
        id=1, code="26-0042-7", secret="", lane=None, anonymous=False, channel="web", language="vi",
        category="DL", subcategory=None, status=Status.SENT, priority=priority, lead="economic", route={},
        report={}, place_key=None, filed_at=at(filed), due_on=due, version=1,
    )  # fmt: skip


def happened(*lines: tuple[str, str, Status], filed: str = FILED) -> Sequence[Event]:
    events = ((filed, Action.FILE, Status.SENT), *lines)
    return [Event(at(when), "officer", "web", action, status) for when, action, status in events]


TAKEN = ("2026-05-04 10:00", Action.TAKE, Status.ACCEPTED)


def test_a_new_case_waits_since_it_was_filed() -> None:
    for history in (happened(), ()):
        found = stamps_of(case(), history)
        assert (found.filed_at, found.came_at, found.coming, found.round) == (at(FILED), at(FILED), 1, 1)
        assert (found.taken_at, found.first_word_at, found.concluded_at) == (None, None, None)
        assert found.promised_on == date(2026, 5, 18)


def test_comment_does_not_move_the_deadline() -> None:
    history = [
        *happened(TAKEN, ("2026-05-05 10:00", Action.NOTE, Status.ACCEPTED)),
        Event(at("2026-05-06 10:00"), "resident", "web", "edit", Status.ACCEPTED, {"text": "…"}),
        Event(at("2026-05-07 10:00"), "resident", "web", Action.ADD, Status.ACCEPTED),
    ]
    assert stamps_of(case(), history) == stamps_of(case(), happened(TAKEN))


def test_taking_is_the_first_word_and_handing_on_starts_only_the_taking_anew() -> None:
    history = happened(TAKEN, ("2026-05-05 10:00", Action.TRANSFER, Status.TRANSFERRED))
    found = stamps_of(case(), history)
    assert (found.came_at, found.coming, found.taken_at) == (at("2026-05-05 10:00"), 2, None)
    assert found.first_word_at == at("2026-05-04 10:00")
    clocks = {clock.kind: clock for clock in case_clocks(WARD, case(), history)}
    assert clocks[ACCEPT].started == at("2026-05-05 10:00")
    assert clocks[RESULT].started == clocks[LEGAL].started == at(FILED)
    again = (*history, Event(at("2026-05-06 10:00"), "officer", "web", Action.TAKE, Status.ACCEPTED))
    assert stamps_of(case(), again).taken_at == at("2026-05-06 10:00")


def test_what_is_given_back_waits_again() -> None:
    found = stamps_of(case(), happened(TAKEN, ("2026-05-06 10:00", Action.GIVE_BACK, Status.SENT)))
    assert (found.came_at, found.taken_at, found.coming) == (at("2026-05-06 10:00"), None, 2)


def test_a_question_pauses_until_the_case_stands_elsewhere() -> None:
    asked = ("2026-05-05 10:00", Action.ASK_RESIDENT, Status.NEEDS_INFO)
    noted = ("2026-05-05 11:00", Action.NOTE, Status.NEEDS_INFO)
    answered = ("2026-05-07 10:00", Action.ANSWER, Status.VERIFYING)
    open_ = stamps_of(case(), happened(TAKEN, asked, noted))
    assert open_.pauses == (Pause(at("2026-05-05 10:00")),)
    over = stamps_of(case(), happened(TAKEN, asked, noted, answered))
    assert over.pauses == (Pause(at("2026-05-05 10:00"), at("2026-05-07 10:00")),)


def test_a_case_that_is_reopened_goes_on_with_whoever_had_it() -> None:
    concluded = ("2026-05-08 10:00", Action.CONCLUDE, Status.CONCLUDED)
    reopened = ("2026-05-12 10:00", Action.REOPEN, Status.VERIFYING)
    assert stamps_of(case(), happened(TAKEN, concluded)).concluded_at == at("2026-05-08 10:00")
    found = stamps_of(case(), happened(TAKEN, concluded, reopened))
    assert (found.concluded_at, found.reopened_at, found.round) == (None, at("2026-05-12 10:00"), 2)
    assert found.taken_at == at("2026-05-04 10:00")


def test_a_referred_report_that_comes_back_is_to_be_taken() -> None:
    referred = ("2026-05-05 10:00", Action.REFER, Status.REFERRED)
    back = ("2026-05-06 10:00", Action.REOPEN, Status.SENT)
    assert stamps_of(case(), happened(referred)).ended_at == at("2026-05-05 10:00")
    found = stamps_of(case(), happened(TAKEN, referred, back))
    assert (found.came_at, found.taken_at, found.ended_at) == (at("2026-05-06 10:00"), None, None)


def test_an_extension_counts_its_days() -> None:
    more = Event(at("2026-05-08 10:00"), "officer", "web", "extend", Status.VERIFYING, {"days": 5})
    assert stamps_of(case(), [*happened(TAKEN), more]).extra_days == 5


def test_a_date_is_told_day_by_day() -> None:
    [*_, result, _] = case_clocks(WARD, case("2026-04-24 16:30", "P1"), happened(filed="2026-04-24 16:30"))
    assert lines(result, VI) == [
        "Bắt đầu: 16:30, thứ Sáu, ngày 24/04/2026",
        "25–26/04: không tính (nghỉ hằng tuần)",
        "27/04: không tính (Ngày Giỗ Tổ Hùng Vương (nghỉ bù))",
        "28–29/04: tính 2 ngày làm việc",
        "30/04: không tính (Ngày Chiến thắng)",
        "01/05: không tính (Ngày Quốc tế Lao động)",
        "02–03/05: không tính (nghỉ hằng tuần)",
        "04–06/05: tính 3 ngày làm việc",
        "Hạn cuối: 17:00, thứ Tư, ngày 06/05/2026",
    ]
    assert sentence(result, EN) == (
        "16:30, Friday, 24/04/2026 + 5 working days: without 25–26/04 (weekly rest); "
        "27/04 (Ngày Giỗ Tổ Hùng Vương (nghỉ bù)); 30/04 (Ngày Chiến thắng); 01/05 (Ngày Quốc tế Lao động); "
        "02–03/05 (weekly rest); ends 17:00, Wednesday, 06/05/2026"
    )


@pytest.mark.parametrize(
    ("now", "events", "standing"),
    [
        ("2026-05-04 09:00", (), "Đang tính."),
        ("2026-05-04 15:00", (), "Đã quá hạn."),
        ("2026-05-06 15:00", (), "Đã trễ 2 ngày làm việc."),
        ("2026-05-06 15:00", (TAKEN,), "Đã xong lúc 10:00, thứ Hai, ngày 04/05/2026."),
        (
            "2026-05-06 15:00",
            (("2026-05-05 10:00", Action.TAKE, Status.ACCEPTED),),
            "Đã xong lúc 10:00, thứ Ba, ngày 05/05/2026, sau hạn.",
        ),
    ],
)
def test_it_is_said_how_a_clock_stands(
    now: str, events: tuple[tuple[str, str, Status]], standing: str
) -> None:
    accept, *_ = case_clocks(WARD, case(priority="P2"), happened(*events))
    assert head(accept, at(now), VI) == f"Tiếp nhận hồ sơ: 4 giờ làm việc. {standing}"
    assert lines(accept, VI)[1] == "08:00–14:00 04/05: tính 4 giờ"


def test_hours_and_a_question_are_told_by_the_minute() -> None:
    asked = ("2026-05-05 08:15", Action.ASK_RESIDENT, Status.NEEDS_INFO)
    answered = ("2026-05-06 08:00", Action.ANSWER, Status.SENT)
    filed = "2026-05-04 16:15"
    accept, *_ = case_clocks(WARD, case(filed, "P2"), happened(asked, answered, filed=filed))
    assert head(accept, at("2026-05-05 09:00"), EN) == (
        "To be taken: 4 working hours. Standing still: the reporter is waited for."
    )
    assert lines(accept, EN) == [
        "Starts: 16:15, Monday, 04/05/2026",
        "16:15–17:00 04/05: 45 minutes count",
        "07:30–08:15 05/05: 45 minutes count",
        "08:15 05/05 to 08:00 06/05: not counted (the reporter is waited for)",
        "08:00–10:30 06/05: 2 h 30 min count",
        "Ends: 10:30, Wednesday, 06/05/2026",
    ]


def test_an_urgent_case_is_told_in_minutes_and_by_the_same_day() -> None:
    accept, first_word, *_ = case_clocks(WARD, case(priority="P1"), happened())
    assert sentence(accept, VI) == (
        "08:00, thứ Hai, ngày 04/05/2026 + 30 phút: hạn 08:30, thứ Hai, ngày 04/05/2026"
    )
    assert head(first_word, at(FILED), EN) == "First word to the reporter: the same day. Running."
    assert lines(accept, EN)[1] == "08:00–08:30 04/05: 30 minutes count"


def test_make_up_days_closures_and_extensions_are_named() -> None:
    calendar = replace(WARD.working, closures={date(2026, 8, 25): "Bão số 5"})
    ward = structs.replace(WARD, working=calendar)
    filed = "2026-08-20 08:00"
    more = Event(at("2026-08-24 10:00"), "officer", "web", "extend", Status.VERIFYING, {"days": 1})
    history = [*happened(filed=filed), more]
    found = {each.kind: each for each in case_clocks(ward, case(filed, "P1"), history)}
    assert head(found[RESULT], at(filed), VI) == (
        "Có kết quả: 5 ngày làm việc, gia hạn 1 ngày làm việc. Đang tính."
    )
    assert lines(found[RESULT], VI)[2:] == [
        "22/08: làm bù, tính 1 ngày làm việc",
        "23/08: không tính (nghỉ hằng tuần)",
        "24/08: tính 1 ngày làm việc",
        "25/08: không tính (phường nghỉ làm việc: Bão số 5)",
        "26–27/08: tính 2 ngày làm việc",
        "Được gia hạn thêm 1 ngày làm việc",
        "28/08: tính 1 ngày làm việc",
        "Hạn cuối: 17:00, thứ Sáu, ngày 28/08/2026",
    ]


def test_days_over_a_month_and_a_year_that_is_not_confirmed_are_told_so() -> None:
    level = structs.replace(WARD.clocks.levels[Urgency.P1], result=Limit(amount=8, unit=LimitUnit.DAYS))
    promises = structs.replace(WARD.clocks, levels=WARD.clocks.levels | {Urgency.P1: level})
    ward, filed = structs.replace(WARD, clocks=promises), "2026-12-28 08:00"
    *_, result, legal = case_clocks(ward, case(filed, "P1", date(2027, 1, 12)), happened(filed=filed))
    assert lines(result, EN)[1] == "29/12–05/01/2027: 8 days count"
    assert lines(legal, VI)[-1] == (
        "Hạn cuối (tạm tính, lịch nghỉ chưa được xác nhận): 17:00, thứ Ba, ngày 12/01/2027"
    )
    assert head(result, at(filed), EN).startswith("Result: 8 days.")
