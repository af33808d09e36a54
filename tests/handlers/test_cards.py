"""How a case is shown to its reporter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.core.case import Status
from handlers import cards
from storage.cases import Case, Filing
from tests.handlers.turns import LANE, turn

FILED: dict[str, Any] = {
    "code": "26-0001-3", "secret": "tag", "lane": LANE, "anonymous": False, "channel": "web",
    "language": "vi", "category": "DL", "subcategory": "DL.1", "priority": "P3", "lead": "economic",
    "route": {}, "report": {}, "place_key": None, "filed_at": datetime(2026, 11, 19, 2, 4, tzinfo=UTC),
    "due_on": date(2026, 12, 4),
}  # fmt: skip
CASE = Case(id=1, status=Status.SENT, version=1, **FILED)


def test_a_date_is_spelled_out_in_both_languages() -> None:
    assert cards.long_date(turn(), date(2026, 12, 4)) == "thứ Sáu, ngày 04/12/2026"
    assert cards.long_date(turn(language="en"), date(2026, 12, 6)) == "Sunday, 06/12/2026"


def test_a_moment_is_told_in_the_wards_time() -> None:
    assert cards.moment(turn(), datetime(2026, 11, 19, 23, 30, tzinfo=UTC)) == "06:30 ngày 20/11/2026"


def test_the_receipt_says_everything_that_its_picture_shows() -> None:
    shown = cards.receipt_prompt(turn(), "26-0001-3", "K7QM3XTA", Filing(**FILED), returns=False)
    picture = shown.picture
    assert picture is not None
    assert (picture.issuer, picture.code, picture.secret) == ("UBND phường Bến Thử", "26-0001-3", "K7QM 3XTA")
    assert picture.rows == (
        ("Việc", "Mua hàng bị cân thiếu"),
        ("Nơi xem xét", "Phòng Kinh tế, hạ tầng và đô thị"),
        ("Nhận lúc", "09:04 ngày 19/11/2026"),
        ("Chậm nhất", "thứ Sáu, ngày 04/12/2026"),
    )
    for words in ("26-0001-3", "K7QM 3XTA", "thứ Sáu, ngày 04/12/2026"):
        assert words in shown.text
    assert "chưa kết luận cửa hàng nào vi phạm" in shown.text


def test_an_anonymous_reporter_is_told_that_news_waits() -> None:
    sealed, anonymous = (
        cards.receipt_prompt(turn(), "26-0001-3", "K7QM3XTA", Filing(**FILED), returns=choice).text
        for choice in (False, True)
    )
    assert "Phường sẽ nhắn vào đây" in sealed
    assert "Phường sẽ nhắn vào đây" not in anonymous
    assert "ẩn danh" in anonymous


def test_a_case_without_a_finer_choice_is_named_by_its_category() -> None:
    assert cards.topic(turn(), "KH", None) == "❓ Việc khác"


def test_a_status_of_a_later_release_is_simply_in_progress() -> None:
    later: Any = "on-the-moon"
    assert cards.status(turn(), replace(CASE, status=later)) == "Đang xử lý"


def test_by_when_the_ward_tells_is_said_while_the_case_is_open_and_no_longer() -> None:
    assert "04/12/2026" in cards.head(turn(), CASE)
    assert "04/12/2026" not in cards.head(turn(), replace(CASE, status=Status.WITHDRAWN))


def test_a_case_stands_on_one_line_of_the_list() -> None:
    assert cards.listed(turn(), [CASE]) == [("26-0001-3", "26-0001-3 · Mua hàng bị cân thiếu · Đã gửi")]
