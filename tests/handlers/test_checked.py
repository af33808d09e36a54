"""What of the stored answers counts as evidence, what is said of it to the resident, and what to officers."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.core.messages import EvidenceId, MediaKind
from bot.core.people import Role
from bot.flow.questions import Answers, Speaker
from handlers import checked
from handlers.report.path import make_flow
from handlers.staffcards.context import alike, worth
from handlers.staffcards.sheet import Sheet
from storage.evidence import EvidenceState, File
from storage.staff import Member, StaffState
from tests.handlers.filed import filed
from tests.handlers.turns import LANE, turn
from tests.support.clock import START
from tests.support.wards import invented_ward

WARD = invented_ward()
_, ASK = make_flow(WARD)
DESK = turn().desk
VI: Speaker = DESK.catalog.speaker("vi")
PHOTO, VOICE = {"id": "a", "kind": "photo", "name": ""}, {"id": "b", "kind": "voice", "name": ""}
LONG = "Tôi mua sáng nay, nhìn cân thấy kim không về số không"


def missing(code: str, **report: Any) -> list[str]:
    return [item.id for item in checked.of_report(WARD, code, report).missing]


@pytest.mark.parametrize(
    "report",
    [
        {"place": {"point": [21.5, 107.5, None]}},
        {"place": {"market": "cho-mau"}, "stall": "quầy 5"},
        {"place": {"market": "cho-mau"}, "stall": "Lan"},
        {"place": {"market": "cho-mau", "text": "quầy cô Lan"}},
        {"place": {"market": "online"}, "shop": "trang Hàng Thử"},
        {"place": {"text": "số 12 Hoa Đào"}},
        {"place": {"text": "gần cổng"}, "heard": {"place": "quầy số 5 chợ Mẫu"}},
    ],
)
def test_a_place_that_somebody_finds_counts(report: Mapping[str, Any]) -> None:
    assert "place" not in missing("DL.1", **report)


@pytest.mark.parametrize(
    "report", [{}, {"place": {"market": "cho-mau"}, "stall": None}, {"place": {"text": "gần cổng chợ"}}]
)
def test_a_place_that_is_only_near_does_not(report: Mapping[str, Any]) -> None:
    assert "place" in missing("DL.1", **report)


def test_both_amounts_count_and_one_or_two_readings_do_not() -> None:
    whole = {"bought": 2000, "got": 1700, "unit": "g", "text": "2kg 1,7kg"}
    assert "amounts" not in missing("DL.1", amounts=whole)
    for part in (None, {"bought": 2000, "unit": "g"}, {"readings": [whole, whole], "text": "2 1,7"}):
        assert "amounts" in missing("DL.1", amounts=part)


def test_a_story_counts_when_it_is_one_or_was_spoken() -> None:
    assert "story" not in missing("DL.2", details=LONG)
    assert "story" not in missing("DL.2", details="cân lạ", photos={"items": [VOICE], "done": True})
    assert "story" in missing("DL.2", details="cân lạ lắm", photos={"items": [PHOTO], "done": False})


def test_what_an_older_release_stored_in_another_way_is_not_counted() -> None:
    odd = {"place": "chợ", "amounts": "2kg", "heard": [], "details": 5, "photos": {"items": ["a", {}]}}
    assert checked.of_report(WARD, "DL.1", odd).have == 0


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("bảng ghi 50k thu 80.000", True),
        ("giá ghi năm mươi nghìn mà lấy trăm rưỡi", True),
        ("bang ghi 50 thu 80", True),
        ("thu tận 80.000", False),
        ("mua 2kg giá 50k", False),
        ("hôm 15/11 mua 3 quả giá 12k", False),
        ("ghi 50k thu 50.000", False),
    ],
)
def test_two_prices_that_differ_count(told: str, counts: bool) -> None:
    assert ("prices" not in missing("NG.2", details=told)) is counts


def test_photos_count_also_while_more_may_follow_and_voices_do_not() -> None:
    photos = {"items": [PHOTO, VOICE], "done": False}
    found = checked.of_report(WARD, "DL.2", {"photos": photos})
    assert (found.photos, found.wanted) == (1, 3)


def hint(**stored: Any) -> str:
    said = ASK.photos.hint(Answers({"category": "DL", "sub": "DL.1", **stored})) if ASK.photos.hint else ""
    return said(VI) if callable(said) else said


def test_the_most_useful_three_are_named_with_how_and_why() -> None:
    lines = hint().splitlines()
    assert lines[0] == "Phản ánh đã có 0/6 điều giúp cán bộ làm việc (ảnh 0/3)."
    assert lines[1] == "Nếu còn ở đó, Ông/Bà gửi hoặc nhắn thêm giúp:"
    assert [line[0] for line in lines[2:5]] == ["•"] * 3
    assert lines[4] == "• Chụp mặt cân khi có hàng – để thấy cân chỉ bao nhiêu."
    assert lines[5:] == ["Không cần chụp mặt người."]


def test_who_tells_of_an_earlier_day_is_asked_for_what_they_kept() -> None:
    assert "Nếu còn giữ được gì" in hint(when={"day": "other", "text": "tuần trước"})
    assert "Nếu còn ở đó" in hint(when={"day": "yesterday", "text": ""})


def test_where_nothing_is_missing_that_is_said() -> None:
    full = hint(
        place={"text": "quầy 5"}, amounts={"bought": 2, "got": 1, "unit": "g"},
        more="cân lại ở cân đối chứng, giữ hoá đơn", photos={"items": [PHOTO, {**PHOTO, "id": "c"}]},
    )  # fmt: skip
    assert full == "Phản ánh đã có đủ 6 điều giúp cán bộ làm việc."


def test_nobody_is_asked_for_photos_that_are_not_among_what_is_named() -> None:
    photos = {"items": [{**PHOTO, "id": str(n)} for n in range(3)]}
    assert "mặt người" not in hint(photos=photos)


def test_safety_comes_before_faces_and_what_has_no_checklist_keeps_its_own_words() -> None:
    assert "Chỉ chụp nếu đứng xa và an toàn." in hint(category="HG", sub="HG.6")
    assert hint(category="KH", sub=None) == "ward-photos-KH"
    assert "2/5" in hint(category="DL", sub="unsure", place={"text": "quầy 5"}, details=LONG)


def member(office: str = "economic", role: Role = Role.OFFICER) -> Member:
    return Member(1, "Người Thử", "thử", role, office, LANE, StaffState.ACTIVE, None, START)


def file(kind: MediaKind, state: EvidenceState = EvidenceState.READY) -> File:
    return File(EvidenceId("a"), None, 1, "web", None, kind, state, "", "", 0, has_copy=True, attempts=0)


def test_a_card_counts_what_stands_with_the_case_and_what_was_written_since() -> None:
    case = filed(report={"place": {"text": "quầy 5"}})
    lost = file(MediaKind.PHOTO, EvidenceState.REFUSED)
    sheet = Sheet(case, (file(MediaKind.PHOTO), lost, file(MediaKind.VOICE)), added=("cân lại ở nhà",))
    assert list(worth(DESK, sheet, VI)) == [
        "Bằng chứng 3/6 (ảnh 1/3, chưa xem nội dung) · còn thiếu: mua bao nhiêu, cân lại bao nhiêu; "
        "ảnh tem kiểm định của cân; hoá đơn, hoặc hàng còn giữ"
    ]


def test_a_card_says_where_all_is_there_and_nothing_where_there_is_no_checklist() -> None:
    whole = filed(subcategory="DL.8", report={"place": {"text": "quầy 5"}, "details": LONG})
    sheet = Sheet(whole, (file(MediaKind.PHOTO), file(MediaKind.PHOTO)))
    assert list(worth(DESK, sheet, VI)) == ["Bằng chứng 4/4 (ảnh 2/2, chưa xem nội dung)"]
    assert list(worth(DESK, Sheet(filed(category="KH", subcategory=None)), VI)) == []


def codes(who: Member) -> list[str]:
    """Which of similar cases are named to them: one of the office, one of another, one about an official,
    and their own."""
    similar = (
        filed(id=2, code="26-0002-1"), filed(id=3, code="26-0003-0", lead="police"),
        filed(id=4, code="26-0004-8", confidential=True), filed(id=5, code="26-0005-6", lane=LANE),
    )  # fmt: skip
    lines = "".join(alike(who, Sheet(filed(), similar=similar), VI))
    return [case.code for case in similar if case.code in lines]


def test_only_similar_cases_that_they_may_open_are_named_to_officers() -> None:
    assert codes(member()) == ["26-0002-1"]
    assert codes(member("police")) == ["26-0003-0"]
    assert codes(member("", Role.LEADER)) == ["26-0002-1", "26-0003-0"]
    assert codes(member("culture")) == []
