"""What says nothing but "I take it back" or "when?", and what merely contains such words."""

import pytest

from bot.core.understanding.heard import Intent
from handlers import beside
from tests.handlers.turns import turn
from tests.support.wards import invented_ward

WARD = invented_ward()


@pytest.mark.parametrize(
    "text",
    [
        "báo nhầm", "bao nham", "Báo nhầm rồi ạ", "thôi không báo nữa", "thoi khong bao nua",
        "cho tôi rút lại", "Thôi bỏ đi", "tôi không muốn báo nữa", "rút lại", "huỷ giúp tôi với",
        "huỷ báo cáo giúp tôi", "dừng lại", "Hôm trước tôi báo nhầm, cho tôi rút lại đơn",
        "I reported by mistake", "forget it", "never mind", "I want to take it back",
        "I don't want to report anymore", "please cancel my report",
    ],
)  # fmt: skip
def test_words_that_only_take_back_are_that(text: str) -> None:
    heard = WARD.heard(text)
    assert heard.intent is Intent.WITHDRAW
    assert beside.is_all(text, heard.readings[0].because)


@pytest.mark.parametrize(
    "text",
    [
        "người bán cân nhầm cho tôi hai lạng",
        "bà ấy bán nhầm hàng cũ, tôi đòi thì bảo thôi bỏ đi",
        "Quầy này đã đền rồi nhưng hôm sau cân vẫn thiếu ba lạng như cũ",
        "người bán nói bao giờ có kết quả kiểm tra thì trả",
        "The seller told me to forget it when I asked for my money",
    ],
)
def test_a_story_that_contains_such_words_is_a_story(text: str) -> None:
    readings = WARD.heard(text).readings
    assert not beside.is_all(text, readings[0].because if readings else ())


@pytest.mark.parametrize("text", ["bao giờ có kết quả", "Khi nào có kết quả vậy?", "bao gio tra loi a"])
def test_when_there_will_be_a_result_is_asked_in_these_words(text: str) -> None:
    heard = turn(text).heard()
    assert heard.intent is Intent.TRACK
    assert beside.is_all(text, heard.readings[0].because)
