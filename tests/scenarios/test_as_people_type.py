"""Numbers, words, marks or none, and whatever else may stand in a message."""

import unicodedata

import pytest

from tests.scenarios.dialogues import PLACE, agrees, answers_until, asked, reaches
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World

HTML = '<b onclick="alert(1)">quầy</b> & <script>alert("x")</script> {{ 7*7 }} { $due }'


@pytest.mark.parametrize(
    "typed", ["1", "một", "mot", "số 1", "so 1", "1.", "１", "cân, đong, đo thiếu", "can dong do thieu"]
)
async def test_a_choice_is_understood_however_it_is_typed(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(typed)
    assert asked(lan) == "sub"
    assert lan.sees("ward-label-DL-1")


@pytest.mark.parametrize(
    "typed", ["Tôi đồng ý", "toi dong y", "TÔI ĐỒNG Ý", "1", "đồng ý", "Dong y.", "Vâng ạ", "có"]
)
async def test_consent_may_be_typed(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await lan.says("/baocao", typed)
    assert asked(lan) == "category"


@pytest.mark.parametrize("typed", ["/baocao", "báo cáo", "bao cao", "Gửi phản ánh", "gui phan anh", "/start"])
async def test_every_way_in_is_understood(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await lan.says(typed)
    assert lan.heard_of("ask-consent-choice") or lan.sees("menu-report")


async def test_decomposed_vietnamese_is_the_same(viet: World) -> None:
    lan = await viet.person("lan")
    for words in ("gửi phản ánh", "tôi đồng ý", "cân, đong, đo thiếu", "mua hàng bị cân thiếu"):
        await lan.says(unicodedata.normalize("NFD", words))
    await lan.says("2kg 1,7kg", unicodedata.normalize("NFD", "chợ Mẫu"), "quầy 5", "bỏ qua")
    await lan.says(unicodedata.normalize("NFD", "giữ kín danh tính"))
    lan.hears("Nơi bán: Chợ Mẫu")
    await lan.says(unicodedata.normalize("NFD", "gửi đi"))
    lan.hears("receipt")


async def test_a_whole_report_without_a_single_mark(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("phan anh", "dong y", "hang gia", "do an", "banh keo gia, bao bi mo nhat", PLACE)
    while asked(lan) != "photos":
        if asked(lan) == "details":
            await lan.says("banh keo gia, bao bi mo nhat")
        elif asked(lan) == "place":
            await lan.says("cho nhap")
        elif asked(lan) == "quantity":
            await lan.says("vai thung")
        else:
            await lan.says("khong")
    await lan.says("bo qua", "giu kin danh tinh", "gui di")
    lan.hears("receipt")


@pytest.mark.parametrize("typed", ["2kg thịt còn 1,7", "2 1.7", "2.000g 1.700 g", "20 lạng 17 lạng"])
async def test_two_plain_numbers_are_understood(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "amounts")
    await lan.says(typed)
    assert asked(lan) == "place"
    await answers_until(lan, "confirm")
    lan.hears("đáng lẽ 2 kg, cân lại được 1,7 kg, thiếu khoảng 300 gam (3 lạng), tức 15 %")


@pytest.mark.parametrize("typed", ["hai cân", "1kg"])
async def test_one_amount_is_kept_and_the_other_asked_for(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "amounts")
    await lan.says(typed)
    lan.hears("amounts-half")
    await lan.says("còn 9 lạng")
    assert asked(lan) == "place"


@pytest.mark.parametrize("typed", ["3 4 5", "2kg 1 lít", "🍖", "0 0"])
async def test_anything_else_gets_an_example(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "amounts")
    await lan.says(typed)
    lan.hears("Ví dụ: 2kg 1,7kg")
    assert asked(lan) == "amounts"


async def test_more_than_was_paid_for_is_questioned(lan: Person) -> None:
    await reaches(lan, "amounts")
    await lan.says("1kg 2kg")
    lan.hears("amounts-more")


@pytest.mark.parametrize(
    "question", ["category", "amounts", "place", "details", "photos", "identity", "confirm"]
)
@pytest.mark.parametrize("typed", ["😀😀😀", "…", "\u202e.\u200f"])
async def test_what_says_nothing_is_asked_again(viet: World, question: str, typed: str) -> None:
    lan = await viet.person("lan")
    code = "DL.4" if question == "details" else "DL.1"
    await reaches(lan, question, code)
    await lan.says(typed)
    assert asked(lan) == question


@pytest.mark.parametrize("nothing", ["", "  \n", "\u0000"])
async def test_an_empty_message_is_refused_at_the_door(viet: World, nothing: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    assert await lan.front.write(nothing) == 400
    await lan.says("cạnh cổng trường")
    assert asked(lan) == "photos"


async def test_direction_marks_do_not_reach_an_officer(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.says("chợ \u202eCon\u202c, \u200fquầy\u200b 5")
    await answers_until(lan, "confirm")
    await lan.taps("confirm-send")
    case = await case_of(viet, lan.code)
    assert case.report["place"] == {"text": "chợ Con, quầy 5"}


async def test_html_is_text_in_every_field(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place", "NG.1")
    await lan.says(HTML, HTML)
    await answers_until(lan, "identity")
    await lan.taps(
        "identity-sealed",
        "nav-edit",
        "name-report-more" if lan.sees("name-report-more") else "name-report-when",
    )
    await lan.says(HTML)
    assert lan.said.count(HTML) == 3
    await lan.taps("confirm-send")
    lan.hears("receipt")
    case = await case_of(viet, lan.code)
    assert (case.report["place"]["text"], case.report["details"], case.report["when"]["text"]) == (HTML,) * 3


async def test_a_text_of_twenty_thousand_signs_is_refused_kindly_and_nothing_else_is_lost(
    lan: Person,
) -> None:
    await reaches(lan, "details", "NG.1")
    await lan.says("á" * 20_000)
    lan.hears("reask-long", most=2000)
    assert asked(lan) == "details"
    await answers_until(lan, "confirm")
    lan.hears(PLACE)


async def test_a_first_message_of_twenty_thousand_signs_says_why_it_was_not_kept(lan: Person) -> None:
    await lan.says("a" * 20_000)
    lan.hears("reask-long", most=2000)
    lan.hears("ask-consent-choice")


@pytest.mark.parametrize(
    "greeting", ["alo", "Xin chào", "Chào cán bộ phường ạ", "hello everyone", "Good morning!"]
)
async def test_a_greeting_is_greeted(viet: World, greeting: str) -> None:
    lan = await viet.person("lan")
    await lan.says(greeting)
    lan.hears("welcome", authority=lan.words("ward-authority"))
    assert lan.sees("menu-report", "menu-track", "menu-help", "menu-language", "menu-officer")


async def test_a_greeting_with_something_to_tell_is_heard(lan: Person) -> None:
    await lan.says("Xin chào, quầy thịt đầu chợ Mẫu cân thiếu")
    lan.hears("caught-details")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1", "ask-consent-choice"),
        ("2", "ask-track-code"),
        ("hướng dẫn", "help"),
        ("4", "language-which"),
        ("5", "officer-asked"),
    ],
)
async def test_the_menu_is_chosen_by_number_or_word(viet: World, typed: str, key: str) -> None:
    lan = await viet.person("lan")
    await lan.says("alo", typed)
    lan.hears(key)
