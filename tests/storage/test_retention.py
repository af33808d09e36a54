"""What goes when its time is over, what stays, and that to delete it again changes nothing."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select, text

from bot.core.case import Status
from bot.core.messages import EvidenceId, LaneKey, MediaKind
from bot.core.retention import Goes, Terms
from storage import cases, clocks, conversations, evidence, gallery, people, retention, shown, staff, threads
from storage.cases import CASE_EVENTS, Change, Event
from storage.columns import readable, shut
from storage.evidence import EVIDENCE, EvidenceState, Kept
from storage.people import ConsentAction, ConsentGiven, RequestKind
from storage.retention import Over
from storage.threads import Line, ThreadSide
from tests.storage.samples import (
    AN,
    BINH,
    CHI,
    NOON,
    asked,
    file_id,
    filing,
    joining,
    later,
    stored_talk,
    taken,
    want,
)

DAY = 86_400
LATER = later(400 * DAY)
DAYS = timedelta(days=1)
TERMS = Terms(180 * DAYS, 730 * DAYS, 90 * DAYS, 1825 * DAYS, 730 * DAYS)


def closed(
    conn: Connection, code: str = "1", lane: LaneKey | None = AN, outcome: str = "no-violation"
) -> int:
    """A case as it ends, with a photo, a question to its reporter and an answer; gives its id."""
    number = int(code)
    report = {"details": "cân thiếu, gọi 0912345678", "phone": "0912345678",
              "place": {"market": "cho-mau", "text": "sạp bà Mẫu", "point": [20.9, 106.3]}}  # fmt: skip
    route = {"row": "row 1", "coordinators": ["culture"], "similar": [7], "reasons": [{"vi": "vì"}]}
    id_ = cases.file(conn, filing(code, lane, report=report, route=route)).id
    want(conn, number, lane=lane or AN)
    evidence.attach(conn, [file_id(number)], id_, keep_lane=True)
    evidence.keep(conn, Kept(file_id(number), MediaKind.PHOTO, "image/jpeg", "d" * 64, 9, has_copy=True))
    gallery.remember(conn, file_id(number), "post", "ward", "ref-9")
    shown.note(conn, f"case:{id_}", BINH, at=NOON)
    cases.move(
        conn, id_, 1, Change(Status.ACCEPTED, holder=7), taken(staff=7, details={"office": "economic"})
    )
    given = Event(later(70), "head", "post", "assign", Status.ACCEPTED, {"to": 8, "office": "economic"}, 9)
    cases.append(conn, id_, given)
    look = Event(later(80), "officer", "post", "view", Status.ACCEPTED, {"what": "photos"}, 8)
    cases.append(conn, id_, look)
    told = {"outcome": outcome, "answer": "gửi bà Lan", "fine": 500_000}
    cases.move(conn, id_, 2, Change(Status.CLOSED, outcome=outcome),
               Event(later(90), "officer", "post", "conclude", Status.CONCLUDED, told, 8))  # fmt: skip
    clocks.change(conn, id_, closed_at=NOON, clean_at=NOON, remind_at=None)
    return id_


def over(conn: Connection, case_id: int) -> Over:
    case = cases.by_id(conn, case_id)
    assert case is not None
    return Over(case_id, case.status, case.outcome, case.kept_at, case.cleaned_at, NOON)


def sealed(conn: Connection, case_id: int) -> list[Any]:
    """All that can be opened in the lines of its history."""
    rows = conn.execute(
        select(shut(CASE_EVENTS.c.details, "details")).where(CASE_EVENTS.c.case_id == case_id)
    ).scalars()
    return [readable(conn, CASE_EVENTS.c.details, row) for row in rows]


def test_a_cleaned_case_tells_of_nobody_and_is_counted_as_before(conn: Connection) -> None:
    id_, other = closed(conn), closed(conn, "2", BINH)
    counted = cases.counts(conn)
    assert retention.clean(conn, over(conn, id_), LATER)
    case = cases.by_id(conn, id_)
    assert case is not None
    assert (case.lane, case.place_key, case.cleaned_at, case.unreadable) == (None, None, LATER, False)
    assert case.report == {"place": {"market": "cho-mau"}}
    assert case.route == {"row": "row 1", "coordinators": ["culture"]}
    assert (case.category, case.status, case.outcome, case.lead) == (
        "1",
        Status.CLOSED,
        "no-violation",
        "economic",
    )
    assert cases.counts(conn) == counted
    told = [(line.action, line.details) for line in cases.history(conn, id_)]
    assert told == [
        ("file", None), ("take", {"office": "economic"}), ("assign", {"to": 8, "office": "economic"}),
        ("view", {"what": "photos"}), ("conclude", {"outcome": "no-violation", "fine": 500_000}),
        ("clean", None),
    ]  # fmt: skip
    assert shown.lanes(conn, f"case:{id_}") == []
    assert cases.find(conn, "1") == case
    untouched = cases.by_id(conn, other)
    assert untouched is not None
    assert (untouched.lane, untouched.report["phone"]) == (BINH, "0912345678")
    assert shown.lanes(conn, f"case:{other}") == [BINH]


def test_to_clean_again_changes_nothing(conn: Connection) -> None:
    id_ = closed(conn)
    retention.clean(conn, over(conn, id_), LATER)
    before = cases.by_id(conn, id_), cases.history(conn, id_)
    assert not retention.clean(conn, over(conn, id_), later(9_999 * DAY))
    assert (cases.by_id(conn, id_), cases.history(conn, id_)) == before


def test_what_can_be_opened_no_more_is_cleaned_all_the_same(conn: Connection) -> None:
    id_ = closed(conn)
    for statement in (
        "UPDATE cases SET report = route",
        "UPDATE case_events SET details = (SELECT route FROM cases) WHERE action = 'take'",
    ):
        conn.exec_driver_sql(statement)
    assert retention.clean(conn, over(conn, id_), LATER)
    case = cases.by_id(conn, id_)
    assert case is not None
    assert (case.report, case.unreadable) == ({}, False)
    assert sealed(conn, id_).count(None) == 3


def test_files_go_row_first_then_bytes_then_row(conn: Connection) -> None:
    id_ = closed(conn)
    evidence.open_original(conn, file_id(1), "officer 7", "đối chiếu", at=NOON)
    assert retention.drop_files(conn, id_) == 1
    assert retention.drop_files(conn, id_) == 0
    file = evidence.find(conn, file_id(1))
    assert file is not None
    assert (file.state, file.lane, file.digest, file.source) == (EvidenceState.DELETED, None, "", None)
    assert gallery.recall(conn, file_id(1), "post", "ward") is None
    assert evidence.standing(conn, [file_id(1)]) == set()
    assert evidence.to_delete(conn, most=9) == [file_id(1)]
    assert retention.forget_spent_files(conn, LATER, most=9) == 0, "its bytes are there"
    evidence.deleted(conn, file_id(1))
    assert retention.forget_spent_files(conn, LATER, most=9) == 0, "somebody must know who opened it"
    assert retention.sweep(conn, Goes.OPENINGS, LATER, LATER, most=9) == 1
    assert retention.forget_spent_files(conn, NOON, most=9) == 0, "it is too young"
    assert retention.forget_spent_files(conn, LATER, most=9) == 1
    assert evidence.of_case(conn, id_) == []


def test_who_did_what_goes_and_who_looked_goes_by_its_own_time(conn: Connection) -> None:
    id_ = closed(conn)
    assert retention.drop_trail(conn, id_)
    case = cases.by_id(conn, id_)
    assert case is not None
    assert case.holder is None
    told = [(line.action, line.staff) for line in cases.history(conn, id_)]
    assert told == [("file", None), ("take", None), ("assign", None), ("view", 8), ("conclude", None)]
    assert cases.history(conn, id_)[2].details is None
    assert not retention.drop_trail(conn, id_)
    assert retention.sweep(conn, Goes.LOOKS, later(80), LATER, most=9) == 0
    assert retention.sweep(conn, Goes.LOOKS, LATER, LATER, most=9) == 1
    assert "view" not in [line.action for line in cases.history(conn, id_)]


def test_cases_are_looked_at_in_time_and_once(conn: Connection) -> None:
    first, second = closed(conn), closed(conn, "2")
    clocks.change(conn, first, clean_at=later(60))
    assert retention.to_look_at(conn, later(-1), 9) == []
    assert [each.id for each in retention.to_look_at(conn, LATER, 1)] == [second]
    assert [each.id for each in retention.to_look_at(conn, LATER, 9)] == [first, second]
    assert retention.to_look_at(conn, LATER, 9)[0].closed_at == NOON
    retention.look_later(conn, first, None)
    retention.look_later(conn, second, later(500 * DAY))
    assert retention.to_look_at(conn, LATER, 9) == []
    assert retention.begin_again(conn) == 2
    assert len(retention.to_look_at(conn, NOON, 9)) == 2


def test_what_is_counted_adds_up_by_day(conn: Connection) -> None:
    day = NOON.date()
    retention.note(conn, day, {Goes.LOOKS: 2, Goes.CONSENTS: 0})
    retention.note(conn, day, {Goes.LOOKS: 3, Goes.UNUSED_FILES: 1})
    retention.note(conn, day, {})
    assert retention.noted(conn, day) == [(day, "access_log.looks", 5), (day, "unused_files.files", 1)]
    assert retention.noted(conn, LATER.date()) == []


def consent(conn: Connection, lane: LaneKey, at: float, purpose: str = "reports") -> None:
    people.record_consent(
        conn,
        ConsentGiven(lane, purpose, "v", "h" * 64, "vi", "post", ConsentAction.AGREED, later(at), f"m{at}"),
    )


def test_consents_go_but_the_newest_by_which_somebody_still_talks_to_us(conn: Connection) -> None:
    stored_talk(conn, AN, consent="c" * 64)
    stored_talk(conn, BINH)
    for lane in (AN, BINH, CHI):
        consent(conn, lane, 0)
        consent(conn, lane, 10)
        consent(conn, lane, 20, "reminders")
    assert retention.sweep(conn, Goes.CONSENTS, later(5), NOON, most=99) == 3
    assert retention.sweep(conn, Goes.CONSENTS, LATER, NOON, most=3) == 3
    assert retention.sweep(conn, Goes.CONSENTS, LATER, NOON, most=99) == 1
    left = [(row.purpose, row.at) for row in people.consents_of(conn, AN)]
    assert left == [("reports", later(10)), ("reminders", later(20))]
    assert people.consents_of(conn, BINH) == people.consents_of(conn, CHI) == []


def test_settled_requests_tell_of_nobody_each_in_its_time(conn: Connection) -> None:
    ids = {kind: people.ask(conn, asked(AN, kind)) for kind in RequestKind}
    open_ = people.ask(conn, asked(BINH))
    for id_ in ids.values():
        people.settle_request(conn, id_, "đã gọi lại", at=NOON)
    for goes, kind in (
        (Goes.CALLS, RequestKind.OFFICER), (Goes.MISCONDUCT, RequestKind.MISCONDUCT),
        (Goes.RIGHTS, RequestKind.RIGHTS),
    ):  # fmt: skip
        assert retention.sweep(conn, goes, NOON, LATER, most=9) == 0
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == 1
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == 0
        row = people.request(conn, ids[kind])
        assert row is not None
        assert (row.lane, row.details, row.outcome, row.done_at, row.office) == (
            None,
            None,
            "",
            NOON,
            "economic",
        )
    waits = people.request(conn, open_)
    assert waits is not None
    assert (waits.lane, waits.details) == (BINH, {"text": "xin gặp cán bộ"})


def test_referred_reports_and_answers_and_names_go(conn: Connection) -> None:
    for lane in (AN, None):
        cases.refer(conn, lane, "1", "row 9", {"details": "ở phường bên"}, NOON)
    request = people.ask(conn, asked(AN))
    threads.write(conn, request, Line(ThreadSide.STAFF, 7, "chào bà", NOON, office="economic"))
    left, works = staff.join(conn, joining(BINH)), staff.join(conn, joining(CHI))
    staff.suspend(conn, left, at=NOON)
    for goes, number in ((Goes.REFERRALS, 2), (Goes.ANSWERS, 1), (Goes.FORMER_STAFF, 1)):
        assert retention.sweep(conn, goes, NOON, LATER, most=9) == 0
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == number
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == 0
    assert cases.referred_of(conn, AN) == 0
    assert conn.execute(select(func.count()).select_from(cases.REFERRALS)).scalar_one() == 2
    assert conn.execute(select(cases.REFERRALS.c.report)).scalars().all() == [{}, {}]
    (line,) = threads.read(conn, request)
    assert (line.staff, line.words, line.office) == (None, "chào bà", "economic")
    members = staff.members(conn, [left, works])
    gone, stays = members[left], members[works]
    assert (gone.name, gone.account_name, gone.lane, gone.works) == ("", "", "", False)
    assert stays.name != ""


def test_who_is_silent_is_forgotten_portion_by_portion(conn: Connection) -> None:
    lanes = [LaneKey(digit * 32) for digit in "0123456789"]
    has_case, referred, asks, works, writes, spoke, *silent = lanes
    for lane in lanes:
        stored_talk(
            conn, lane, updated_at=LATER if lane == spoke else NOON, flow="report" if lane == writes else None
        )
    cases.file(conn, filing("1", has_case))
    cases.refer(conn, referred, "1", "row 9", {}, NOON)
    people.ask(conn, asked(asks))
    staff.join(conn, joining(works))
    gone, after = retention.forget_silent(conn, LATER, after=None, most=8)
    assert (gone, after) == (2, lanes[7])
    assert retention.forget_silent(conn, LATER, after=after, most=8) == (2, None)
    assert retention.forget_silent(conn, LATER, after=LaneKey("z"), most=8) == (0, None)
    assert sorted(conversations.load(conn, lanes)) == sorted(set(lanes) - set(silent))


def test_what_belongs_to_a_kept_case_stays(conn: Connection) -> None:
    id_ = closed(conn)
    evidence.open_original(conn, file_id(1), "officer 7", "đối chiếu", at=NOON)
    case = cases.by_id(conn, id_)
    assert case is not None
    kept = Event(NOON, "leader", "post", "keep", Status.CLOSED, {"reason": "hồ sơ vụ án"}, 1)
    cases.move(conn, id_, case.version, Change(Status.CLOSED, kept_at=NOON), kept)
    for goes in (Goes.LOOKS, Goes.OPENINGS):
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == 0
    assert retention.ahead(conn, TERMS, later(9_999 * DAY)).kept == 1
    released = Event(NOON, "leader", "post", "release", Status.CLOSED)
    cases.move(conn, id_, case.version + 1, Change(Status.CLOSED, kept_at=0), released)
    for goes in (Goes.LOOKS, Goes.OPENINGS):
        assert retention.sweep(conn, goes, LATER, LATER, most=9) == 1


def numbers(conn: Connection, days: float) -> dict[str, int]:
    return {str(goes): n for goes, n in retention.ahead(conn, TERMS, later(days * DAY)).goes.items() if n}


def test_what_will_go_is_counted_without_touching_it(conn: Connection) -> None:
    closed(conn)
    closed(conn, "2", BINH, outcome="sanctioned")
    stored_talk(conn, CHI)
    consent(conn, CHI, 0)
    conn.execute(text("UPDATE cases SET lane = NULL"))
    assert numbers(conn, 89) == {"exact_place.cases": 2}
    assert numbers(conn, 90) == {"exact_place.cases": 2, "unused_files.files": 1}
    half = {
        "exact_place.cases": 2,
        "unused_files.files": 1,
        "contact_unsubstantiated.cases": 1,
        "contact_unsubstantiated.conversations": 1,
    }
    assert numbers(conn, 181) == half
    full = half | {
        "contact_substantiated.cases": 1, "contact_substantiated.files": 1, "access_log.cases": 2,
        "access_log.looks": 2,
    }  # fmt: skip
    assert numbers(conn, 731) == full
    assert numbers(conn, 1826) == full | {"consent_log.consents": 1}
    assert conn.execute(select(func.count()).where(EVIDENCE.c.state == EvidenceState.READY)).scalar_one() == 2
    assert evidence.find(conn, EvidenceId(file_id(1))) is not None
