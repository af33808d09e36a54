"""Emergencies: the number before anything else, and nothing of what was said is lost."""

import pytest

from storage import conversations
from tests.scenarios.dialogues import PLACE, answers_until, asked, chooses, reaches
from tests.scenarios.test_filing import case_of
from tests.support.world import Person, World

KNIFE = "Nó cầm dao doạ tôi vì tôi đòi cân lại"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (KNIFE, "113"),
        ("no cam dao doa toi", "113"),
        ("Uống rượu xong mờ mắt phải đi cấp cứu", "115"),
    ],
)
async def test_the_number_comes_before_anything_else(viet: World, words: str, number: str) -> None:
    lan = await viet.person("lan")
    await lan.says(words)
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    assert number in lan.heard[0].text
    lan.hears("ask-consent-choice")


@pytest.mark.parametrize("words", ["Cháy chợ rồi, lửa to lắm", "there is a fire at the market"])
async def test_a_fire_is_for_the_fire_brigade_and_no_report(viet: World, words: str) -> None:
    lan = await viet.person("lan")
    await lan.says(words)
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    assert "114" in lan.heard[0].text
    lan.hears("pointer-unkept")
    lan.hears_not("ask-consent-choice")


async def test_the_words_of_an_emergency_become_the_story(world: World, lan: Person) -> None:
    await lan.says(KNIFE)
    lan.hears("caught-details")
    await lan.taps("consent-agree")
    await chooses(lan, "DL.2")
    await answers_until(lan, "confirm")
    lan.hears(KNIFE)
    await lan.taps("confirm-send")
    case = await case_of(world, lan.code)
    assert (case.lead, case.priority) == ("police", "P1")


@pytest.mark.parametrize(
    "words",
    [
        "Bị lừa chuyển khoản 5 triệu trên mạng",
        "Có sòng bạc ở quán nước đầu ngõ",
        "nghi co nguoi hut chich trong nha hoang",
        "Con tôi bị bạn đánh ở trường",
    ],
)
async def test_an_emergency_that_is_none_of_ours_gets_the_number_and_the_way_to_a_person(
    viet: World, words: str
) -> None:
    lan = await viet.person("lan")
    await lan.says(words)
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    lan.hears("pointer-unkept")
    assert lan.sees("menu-officer", "menu-report")
    talk = (await viet.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert talk.flow is None
    assert "answers" not in talk.draft


@pytest.mark.parametrize("question", ["category", "sub", "amounts", "place", "photos", "identity", "confirm"])
@pytest.mark.parametrize("words", [KNIFE, "cháy"])
async def test_in_the_middle_the_number_comes_first_and_the_words_are_kept(
    viet: World, question: str, words: str
) -> None:
    lan = await viet.person("lan")
    if question == "sub":
        await reaches(lan, "category")
        await lan.taps("ward-label-DL")
    else:
        await reaches(lan, question)
    await lan.says(words)
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    assert asked(lan) in {question, "guess" if question == "category" else question}
    if question == "category":
        await chooses(lan, "DL.1")
    if question == "sub":
        await lan.taps("ward-label-DL-1")
    await answers_until(lan, "confirm")
    lan.hears(words)
    lan.hears(PLACE)
    await lan.taps("confirm-send")
    assert (await case_of(viet, lan.code)).priority == "P1"


async def test_while_the_story_is_told_it_is_simply_told(lan: Person) -> None:
    await reaches(lan, "details", "NG.1")
    await lan.says(KNIFE)
    lan.hears("alarm-head")
    assert asked(lan) == "photos"


async def test_while_looking_up_the_number_comes_first(lan: Person) -> None:
    await lan.says("/tracuu", "cháy chợ rồi")
    assert lan.heard[0].text.startswith(lan.words("alarm-head"))
    lan.hears("ask-track-code")


async def test_harmless_words_ring_no_alarm(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "details", "NG.1")
    await lan.says("Mua cơm cháy mà không thấy ghi giá, cháy hàng cũng không báo")
    lan.hears_not("alarm-head")
