"""The ward's own words: labels, hints, pointers, words of danger."""

from pathlib import Path

import pytest

from bot.ward import DEFAULT, load_ward
from tests.ward.shipped import WARD, edited


def test_the_buttons_carry_the_printed_words() -> None:
    labels = [category.label.vi for category in WARD.offered]
    printed = ("Cân, đong, đo thiếu", "Hàng giả", "Không nhãn", "kém chất lượng", "niêm yết giá", "Việc khác")
    assert all(words in label for words, label in zip(printed, labels, strict=True))


def test_amounts_are_asked_where_something_was_weighed() -> None:
    asked = {s.code for c in WARD.categories for s in c.subcategories if s.amounts}
    assert asked == {"DL.1", "DL.3", "DL.4", "DL.6", "DL.7"}


def test_every_choice_has_its_hints_in_both_languages() -> None:
    for category in WARD.categories:
        for topic in (category, *category.subcategories):
            photographed = WARD.photo_hint(topic.code)
            assert (photographed is None) == bool(WARD.checklist(topic.code))
            for hint in (topic.label, WARD.details_hint(topic.code), photographed or topic.label):
                assert hint
                assert hint.vi
                assert hint.en


def test_a_sub_category_has_its_own_hint_or_that_of_its_category() -> None:
    weighing = WARD.category("DL")
    assert weighing
    assert WARD.details_hint("DL.1") == weighing.details
    assert WARD.details_hint("DL.3") != weighing.details
    assert WARD.details_hint("XX") is WARD.photo_hint("XX.1") is None


def test_other_matters_are_pointed_on() -> None:
    assert WARD.pointer("KH")
    assert WARD.pointer("DL.5")
    assert WARD.pointer("DL.1") is None


def test_nothing_is_said_about_a_seller_before_a_conclusion() -> None:
    text = DEFAULT.read_text(encoding="utf-8")
    assert "vi phạm" not in text
    assert "gian thương" not in text


def test_things_are_found_by_their_names() -> None:
    police, fire = WARD.office("police"), WARD.hotline("114")
    assert police
    assert police.name.vi == "Công an phường"
    assert fire
    assert fire.name.en == "Fire and rescue"
    found = (WARD.office("nobody"), WARD.hotline("999"), WARD.market("none"), WARD.subcategory("XX.1"))
    assert found == (None,) * 4


def test_hidden_choices_are_not_offered(tmp_path: Path) -> None:
    ward = load_ward(
        edited(
            tmp_path,
            ('code = "NG"\n', 'code = "NG"\nhidden = true\n'),
            ('code = "DL.8"\n', 'code = "DL.8"\nhidden = true\n'),
        )
    )
    assert [c.code for c in ward.offered] == ["DL", "HG", "NH", "CL", "KH"]
    weighing = ward.category("DL")
    assert weighing
    assert "DL.8" not in {sub.code for sub in weighing.offered}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nhà hàng xóm đang cháy to lắm", "114"),
        ("co dam chay sau cho, khoi den ngom", "114"),
        ("Cháy! Cháy!", "114"),
        ("mui gas nong nac ca ngo", "114"),
        ("cau be bi duoi nuoc o ho", "114"),
        ("anh ta vác dao đuổi theo tôi", "113"),
        ("may thanh nien danh nhau truoc quan", "113"),
        ("bọn đòi nợ thuê tạt sơn vào cửa nhà tôi", "113"),
        ("me toi bi lua chuyen khoan 20 trieu", "113"),
        ("nhà bên tụ tập đánh cờ bạc suốt đêm", "113"),
        ("co nguoi tiem chich o cong vien", "113"),
        ("chau nha toi bi ban danh o lop", "111"),
        ("ăn bánh xong cả nhà phải đi cấp cứu", "115"),
        ("uong nuoc nay xong dau bung tieu chay", "115"),
        ("there is a fire at the market", "114"),
        ("my son was poisoned by this milk", "115"),
        ("mấy người vây quanh không cho tôi về, còn giữ luôn xe máy", "113"),
        ("chu quan goi bon bao ke ra chan cua khong cho ra khoi quan", "113"),
        ("he grabbed me and won't let me leave", "113"),
        ("nồi cơm điện mới mua cắm vào là toé lửa", "114"),
        ("o cam moi mua bi chap chay", "114"),
        ("the charger is sparking", "114"),
        ("bếp gas mini nổ, hai người bỏng nặng", "115"),
        ("chồng tôi bị tai nạn, chấn thương sọ não", "115"),
        ("am dien ro ra vo lam me toi bi giat te tay", "115"),
        ("cháu bé nuốt phải viên pin cúc áo", "115"),
        ("my boy swallowed a battery from this toy", "115"),
        ("ăn xong gọi mãi không tỉnh", "115"),
        ("quán này bán rượu pha cồn công nghiệp", "115"),
        ("they say the vodka contains methanol", "115"),
    ],
)
def test_an_emergency_gets_its_number(text: str, number: str) -> None:
    assert number in [line.number for line in WARD.alarms(text)]


@pytest.mark.parametrize(
    "text",
    [
        "hàng này bán chạy lắm",
        "xe do xang nay chay kho va hay chet may",
        "dang chay xe thi het xang",
        "quan do chay nha lam khong ghi gia",
        "mẫu này đang cháy hàng nên không ai giảm giá",
        "mua 2 can sa bi thieu 3 lang",
        "di dao cho thay ban hang khong nhan",
        "thua co bac, toi mua 1kg ngao da chi duoc 8 lang",
        "hàng bị đánh tráo lúc gói",
        "thuốc tiêu chảy này nghi là giả",
        "mua nam vien thuoc cam khong co nhan",
        "can bi non 2 lang",
        "may giat khong co giat duoc do",
        "bị chém giá 200 nghìn một bát phở",
        "mua ro ga bi thieu can",
        "mua man do ve can thieu",
        "may nuoc pha cua hang nay rat nhat",
        "2kg cam chỉ có 1,7kg",
        "can dieu qua",
        "không ai bị sao, chỉ mất tiền",
        "nồi cháy mua mới",
        "mọi người vây quanh tôi xem hàng",
        "phở bốc khói nghi ngút mà giá gấp đôi",
        "gia bop co dan",
        "bai giu xe may thu 20 nghin",
        "bảo hành không có, bao hanh ghi khong ro",
        "toi moi tim den cua hang nay",
        "dien thoai no khong giong hang that",
        "con do choi khong co nhan",
        "nuoc mam dam da lam",
        "khong cho toi ve gui xe",
        "giá tăng chóng mặt",
        "hạt to suýt nuốt phải",
        "chai cồn công nghiệp mua về lau máy bị thiếu",
        "the blisters have no imprint, the stitches are crooked",
        "đồ chơi xe cứu thương không có tem",
    ],
)
def test_everyday_words_ring_no_alarm(text: str) -> None:
    assert WARD.alarms(text) == ()


def test_dangerous_words_make_routing_facts_true() -> None:
    assert WARD.facts_in("nó cầm dao doạ, con tôi ngất xỉu") == {"danger", "injured"}
    assert WARD.facts_in("ngo toi co nha sang chiet gas") == {"fuel_hazard"}
    assert WARD.facts_in("bị lừa chuyển khoản") == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "Công an phường bao che cho quán này",
        "cong an phuong nhan tien cua chu quan",
        "Chủ quán có người nhà làm công an phường",
        "They say the officials take bribes",
    ],
)
def test_words_about_an_official_change_the_route_and_call_no_number(words: str) -> None:
    assert "official" in WARD.facts_in(words)
    assert WARD.alarms(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Tôi đã báo công an phường rồi", "Cán bộ phường hướng dẫn tôi nhắn vào đây",
        "Em công an phường ơi, quán này cân thiếu", "I told the police already",
    ],
)  # fmt: skip
def test_who_only_names_an_official_accuses_none(words: str) -> None:
    assert "official" not in WARD.facts_in(words)
