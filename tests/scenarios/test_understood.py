"""What people write of their own accord is understood: proposed in words, confirmed by one tap."""

import pytest

from storage import cases, conversations
from storage.cases import Case
from tests.scenarios.dialogues import PLACE, agrees, answers_until, asked, reaches
from tests.scenarios.test_filing import case_of
from tests.support.papers import OTHER, PHOTO
from tests.support.world import Person, World

SHORT = "Sáng nay tôi mua 2 cân thịt ở quầy cô Lan chợ Mẫu, về cân lại chỉ có 1 cân 7"
MILK = (
    "Cán bộ ơi tôi già rồi mắt kém, hôm qua con dâu tôi nó ra chợ mua hộp sữa bột cho cháu, về mở ra thấy "
    "mùi lạ, cháu uống xong bị nôn, tôi nghi là sữa giả, mà trên hộp không có nhãn tiếng Việt gì cả, "
    "giá cũng không niêm yết"
)


async def sent(person: Person) -> Case:
    """From the summary to the case."""
    await person.taps("confirm-send")
    return await case_of(person.world, person.code)


async def test_one_sentence_and_a_photo_are_a_report_in_seven_moves(lan: Person) -> None:
    await lan.sends(PHOTO, caption=SHORT)
    lan.hears("caught-details")
    await lan.taps("consent-agree")
    lan.hears("guess-because")
    await lan.taps("ward-label-DL-1")
    lan.hears("amounts-large")
    assert asked(lan) == "place"
    await lan.taps("quầy cô Lan chợ Mẫu", "nav-done", "identity-sealed")
    assert asked(lan) == "confirm"
    for words in (SHORT, "quầy cô Lan chợ Mẫu", "Sáng nay"):
        lan.hears(words)
    case = await sent(lan)
    assert lan.moves == 7
    assert (case.category, case.subcategory, case.lead) == ("DL", "DL.1", "economic")
    assert (case.report["amounts"]["bought"], case.report["amounts"]["got"]) == (2000, 1700)
    assert case.report["place"] == {"text": "quầy cô Lan chợ Mẫu"}


async def test_an_album_with_words_is_one_report(lan: Person) -> None:
    await lan.sends(PHOTO, OTHER, caption=SHORT)
    await lan.taps("consent-agree", "ward-label-DL-1", "quầy cô Lan chợ Mẫu", "nav-done", "identity-sealed")
    lan.hears("summary-files", count=2)
    lan.hears(SHORT)


async def test_two_words_may_be_enough(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.says("cân điêu")
    await lan.taps("consent-agree", "ward-label-DL-1")
    assert asked(lan) == "amounts"


async def test_nothing_is_called_a_violation(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT)
    await lan.taps("ward-label-DL-1")
    lan.hears(
        "Theo Ông/Bà cho biết, hàng thiếu khoảng 300 gam (3 lạng) trên 2 kg. "
        "Phần thiếu này lớn; cán bộ sẽ kiểm tra cân tại chỗ."
    )
    lan.hears_not("vi phạm")
    await answers_until(lan, "confirm")
    lan.hears_not("amounts-large")


@pytest.mark.parametrize("word", ["đúng", "Dung roi", "phải", "1", "yes", "ừ"])
async def test_a_proposal_is_confirmed_by_a_word(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT, word)
    assert asked(lan) == "place"


@pytest.mark.parametrize("word", ["không phải", "khong phai a", "sai rồi", "2"])
async def test_a_proposal_is_turned_down_and_another_one_chosen_from_the_list(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT, word)
    assert asked(lan) == "category"
    await lan.taps("ward-label-NG", "ward-label-NG-1")
    await answers_until(lan, "confirm")
    case = await sent(lan)
    assert (case.subcategory, case.report["heard"]["instead"]) == ("NG.1", "DL.1")


async def test_under_a_proposal_another_category_may_be_named_or_pressed_above(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    above = lan.button("ward-label-CL").tap
    await lan.says(SHORT, "hàng giả")
    assert lan.sees("ward-label-HG-1")
    await lan.taps("nav-cancel")
    await agrees(lan)
    await lan.says(SHORT)
    await lan.presses(above)
    assert lan.sees("ward-label-CL-1")


async def test_a_long_rambling_message_with_several_matters(lan: Person) -> None:
    await lan.says(MILK)
    await lan.taps("consent-agree", "ward-label-HG-1")
    assert asked(lan) == "place", "whether somebody fell ill was told"
    await answers_until(lan, "confirm")
    lan.hears("summary-also", matters=lan.words("ward-label-NH"))
    lan.hears("name-report-injured")
    case = await sent(lan)
    assert (case.lead, case.priority) == ("police", "P1")
    assert "NH" in case.report["heard"]["besides"]


async def test_two_messages_complete_each_other(lan: Person) -> None:
    await lan.says("mua 2 cân thịt lợn ở chợ")
    await lan.says("về cân lại có 1,7 thôi")
    lan.hears("ask-consent-choice")
    await lan.taps("consent-agree", "ward-label-DL-1")
    lan.hears("amounts-said")
    assert asked(lan) == "place"


async def test_what_was_bought_alone_asks_for_the_other_number(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says("Tôi mua 2 cân thịt lợn bị cân điêu")
    await lan.taps("ward-label-DL-1")
    lan.hears("Ông/Bà mua 2 kg; thực tế được bao nhiêu?")
    await lan.says("1,7")
    lan.hears("hàng thiếu khoảng 300 gam (3 lạng) trên 2 kg")
    assert asked(lan) == "place"


async def test_more_of_the_story_under_a_proposal_is_kept(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says("hàng giả đầy ra", "mua hộp sữa ở đấy cháu uống xong nôn hết")
    assert asked(lan) == "guess"
    await lan.taps("guess-none", "ward-label-HG", "ward-label-HG-1")
    await answers_until(lan, "confirm")
    lan.hears("cháu uống xong nôn hết")
    assert (await sent(lan)).priority == "P1"


async def test_sarcasm_is_heard_in_the_numbers(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says("1kg mà có 7 lạng, giỏi thế")
    lan.hears("Mua hàng bị cân thiếu")
    await lan.says("đúng")
    assert asked(lan) == "place"


async def test_a_report_in_english(viet: World) -> None:
    ann = await viet.person("ann", "en")
    await ann.says("I bought 2 kg of pork at Mau market, at home the scale shows only 1.6 kg")
    await ann.taps("consent-agree")
    ann.hears("Would you like to report: Short weight or measure – Goods weighed short?")
    await ann.says("yes")
    ann.hears("By what you tell, about 400 g (4 lạng) of 2 kg is missing.")


async def test_another_ward_is_asked_about_and_leads_to_a_polite_pointer(world: World, lan: Person) -> None:
    await lan.says("Tôi mua thịt ở chợ phường Lê Thanh Nghị bị cân thiếu 3 lạng")
    await lan.taps("consent-agree", "ward-label-DL-1", "nav-skip")
    await lan.says(PLACE)
    lan.hears("inward-named", ward="Lê Thanh Nghị")
    await lan.taps("yesno-no")
    lan.hears("report-referred")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []


async def test_a_danger_in_the_middle_gets_the_number_and_is_kept(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT, "Nó cầm dao doạ tôi")
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    assert asked(lan) == "guess"
    await lan.taps("guess-none", "ward-label-DL", "ward-label-DL-1")
    await answers_until(lan, "confirm")
    assert (await sent(lan)).priority == "P1"


@pytest.mark.parametrize("question", ["category", "photos", "identity"])
async def test_who_reported_by_mistake_learns_how_to_give_up_and_loses_nothing(
    viet: World, question: str
) -> None:
    lan = await viet.person("lan")
    await reaches(lan, question)
    await lan.says("bao nham")
    lan.hears("withdraw-draft")
    assert asked(lan) == question
    await lan.says("huỷ")
    lan.hears("cancelled-report")
    assert (await viet.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane].flow is None


async def test_what_was_heard_is_forgotten_with_the_answers(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT)
    assert asked(lan) == "guess"
    await lan.says("làm lại")
    assert asked(lan) == "category"


async def test_words_that_come_after_the_choice_change_nothing_but_are_noted(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "details", "NG.1")
    await lan.says("Hàng này là hàng giả, hàng nhái, không phải đồ thật")
    await answers_until(lan, "confirm")
    case = await sent(lan)
    assert case.subcategory == "NG.1"
    assert case.report["heard"]["instead"].startswith("HG")


async def test_the_summary_still_lets_the_category_be_changed(viet: World) -> None:
    lan = await viet.person("lan")
    await agrees(lan)
    await lan.says(SHORT, "đúng")
    await answers_until(lan, "confirm")
    await lan.taps("nav-edit", "name-report-category", "ward-label-NG")
    assert lan.sees("ward-label-NG-1")
