"""Short words in the middle of a report that are not meant as its answer, or perhaps are."""

import pytest

from bot.core.case import Status
from storage import conversations
from tests.scenarios.dialogues import asked, files, reaches
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import presses
from tests.support.world import Person, World

MISTAKE = "thôi không báo nữa"


async def answers_of(world: World, person: Person) -> dict[str, object]:
    """What is kept of the report that is being written."""
    talk = (await world.look(lambda conn: conversations.load(conn, [person.lane])))[person.lane]
    return dict(talk.draft.get("answers", {}))


@pytest.mark.parametrize("question", ["details", "place", "amounts"])
async def test_who_takes_it_back_where_words_are_asked_for_is_asked_what_is_meant(
    viet: World, question: str
) -> None:
    lan = await viet.person("lan")
    await reaches(lan, question, "DL.1" if question == "amounts" else "NG.1")
    before = await answers_of(viet, lan)
    await lan.says(MISTAKE)
    lan.hears("beside-which", words=MISTAKE)
    assert [choice.label for choice in lan.last.buttons] == [
        lan.words("beside-stop"), lan.words("beside-answer")
    ]  # fmt: skip
    assert await answers_of(viet, lan) == before
    await lan.taps("beside-stop")
    lan.hears("cancelled-report")


async def test_what_was_the_answer_all_the_same_is_not_lost(world: World, lan: Person) -> None:
    await reaches(lan, "details", "NG.1")
    await lan.says(MISTAKE)
    await lan.taps("beside-answer")
    assert asked(lan) == "photos"
    assert (await answers_of(world, lan))["details"] == MISTAKE


async def test_an_answer_that_is_typed_instead_of_a_button_is_the_answer(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "details", "NG.1")
    await lan.says(MISTAKE, "Hộp sữa này quá hạn từ tháng trước")
    assert asked(lan) == "photos"
    assert (await answers_of(viet, lan))["details"] == "Hộp sữa này quá hạn từ tháng trước"


@pytest.mark.parametrize(
    ("typed", "key"), [("1", "cancelled-report"), ("dung phan anh nay", "cancelled-report")]
)
async def test_the_buttons_may_be_typed(viet: World, typed: str, key: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "details", "NG.1")
    await lan.says(MISTAKE, typed)
    lan.hears(key)


async def test_the_button_of_an_earlier_report_stops_no_later_one(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "details", "NG.1")
    await lan.says(MISTAKE)
    stop = next(choice.tap for choice in lan.last.buttons if choice.label == lan.words("beside-stop"))
    await lan.taps("beside-stop")
    await lan.presses(stop)
    lan.hears("button-over")
    await reaches(lan, "details", "NG.1")
    await lan.presses(stop)
    lan.hears("reask-gone")
    assert asked(lan) == "details"


async def test_one_that_was_sent_can_be_meant_too(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await reaches(lan, "details", "NG.1")
    await lan.says("cho tôi rút lại")
    lan.hears("withdraw-which")
    lan.hears("beside-which", words="cho tôi rút lại")
    await presses(lan, code)
    lan.hears("withdraw-sure", code=code)
    assert asked(lan) == "details"
    assert (await case_of(viet, code)).status is Status.SENT


@pytest.mark.parametrize(
    ("words", "topic"),
    [("ai biết tôi báo không?", "identity"), ("bao giờ có kết quả", "how-long")],
)
@pytest.mark.parametrize("question", ["details", "place", "identity"])
async def test_a_short_question_is_answered_and_the_open_one_put_again(
    viet: World, question: str, words: str, topic: str
) -> None:
    lan = await viet.person("lan")
    await reaches(lan, question, "NG.1")
    before = await answers_of(viet, lan)
    await lan.says(words)
    answer = viet.ward.laws.answer(topic)
    assert answer is not None
    lan.hears(answer.text.vi)
    assert asked(lan) == question
    assert await answers_of(viet, lan) == before


async def test_the_same_in_english(viet: World) -> None:
    lan = await viet.person("lan", "en")
    await reaches(lan, "details", "NG.1")
    for words, topic in (("who will know I reported?", "identity"), ("when will I hear back?", "how-long")):
        await lan.says(words)
        answer = viet.ward.laws.answer(topic)
        assert answer is not None
        lan.hears(answer.text.en)
        assert asked(lan) == "details"
    await lan.says("I want to take it back")
    await lan.taps("beside-stop")
    lan.hears("cancelled-report")


async def test_where_is_mine_shows_what_was_sent(viet: World) -> None:
    lan = await viet.person("lan")
    code = await files(lan)
    await reaches(lan, "details", "NG.1")
    await lan.says("bao giờ có kết quả?")
    lan.hears(code)
    assert asked(lan) == "details"


async def test_a_question_that_was_the_story_becomes_it_by_a_press(world: World, lan: Person) -> None:
    words = "Người bán có biết là tôi báo không?"
    await reaches(lan, "details", "NG.1")
    await lan.says(words)
    assert asked(lan) == "details"
    await presses(lan, "beside-answer")
    assert asked(lan) == "photos"
    assert (await answers_of(world, lan))["details"] == words


async def test_a_story_that_takes_back_somewhere_is_a_story(viet: World) -> None:
    lan = await viet.person("lan")
    words = "Bà ấy bảo thôi bỏ đi, đã đền rồi, nhưng cân vẫn thiếu ba lạng như hôm trước"
    await reaches(lan, "details", "NG.1")
    await lan.says(words)
    assert asked(lan) == "photos"
    assert (await answers_of(viet, lan))["details"] == words
