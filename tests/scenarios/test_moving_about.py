"""Back, edit, skip, cancel, anew, to a person, to another language; old, forged and doubled buttons."""

import pytest

from storage import cases, people
from tests.scenarios.dialogues import ANSWERS, PLACE, agrees, answers_until, asked, chooses, files, reaches
from tests.support.world import Person, World


@pytest.mark.parametrize(
    ("name", "answer", "shown"),
    [
        ("amounts", "3kg 2,9kg", "100"),
        ("place", "ngõ 9, hàng bà Tư", "ngõ 9, hàng bà Tư"),
        ("more", "hàng cá khô", "hàng cá khô"),
        ("when", "when-yesterday", "18/11/2026"),
        ("identity", "identity-anonymous", "identity-anonymous"),
        ("phone", "0912 345 678", "0912 345 678"),
    ],
)
async def test_one_answer_is_changed_from_the_summary(
    lan: Person, name: str, answer: str, shown: str
) -> None:
    await reaches(lan, "confirm")
    await edits(lan, name)
    assert asked(lan) == name
    if lan.sees(answer):
        await lan.taps(answer)
    else:
        await lan.says(answer)
    assert asked(lan) == "confirm"
    lan.hears(lan.words(shown))


async def edits(person: Person, name: str) -> None:
    await person.taps("nav-edit")
    person.hears("edit-which")
    optional = {"more": "name-report-more", "phone": "name-report-phone"}
    await person.taps(optional.get(name, f"name-report-{name}"))


async def test_another_category_asks_only_what_is_new(lan: Person) -> None:
    await reaches(lan, "confirm")
    await edits(lan, "category")
    await lan.taps("ward-label-HG")
    assert asked(lan) == "sub"
    await lan.taps("ward-label-HG-5")
    assert asked(lan) == "details"
    await answers_until(lan, "confirm")
    lan.hears(PLACE)
    lan.hears_not("name-report-amounts")
    lan.hears("name-report-quantity")
    await lan.taps("confirm-send")
    lan.hears("ward-office-economic")


async def test_an_answer_of_the_category_before_decides_nothing(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm", "NH.1", goods="goods-sensitive")
    await edits(lan, "category")
    await lan.taps("ward-label-NG", "ward-label-NG-1")
    assert asked(lan) == "confirm"
    lan.hears_not("name-report-goods")
    await lan.taps("confirm-send")
    case = await viet.look(lambda conn: cases.find(conn, lan.code))
    assert case is not None
    assert case.priority == "P3"


async def test_an_edit_may_be_left_as_it_is(lan: Person) -> None:
    await reaches(lan, "confirm")
    await edits(lan, "place")
    await lan.taps("nav-keep")
    assert asked(lan) == "confirm"
    lan.hears(PLACE)


async def test_back_goes_through_every_question_to_the_first(lan: Person) -> None:
    await reaches(lan, "identity")
    seen = []
    while asked(lan) != "category":
        await lan.says("nav-back")
        seen.append(asked(lan))
    assert seen == ["photos", "place", "amounts", "sub", "category"]
    await lan.says("quay lại")
    lan.hears("reask-first")


@pytest.mark.parametrize("word", ["bỏ qua", "BO QUA", "/boqua", "skip", "không có"])
async def test_what_is_optional_is_passed_over(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.says(word)
    assert asked(lan) == "identity"


async def test_what_is_needed_is_not_passed_over(lan: Person) -> None:
    await reaches(lan, "place")
    await lan.says("/boqua")
    lan.hears("reask-required")
    assert asked(lan) == "place"


@pytest.mark.parametrize("word", ["huỷ", "hủy", "HUY", "/huy", "cancel"])
async def test_cancelling_erases_the_draft_and_says_so(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.says(word)
    lan.hears("cancelled-report")
    assert lan.sees("menu-report")
    await lan.says("1")
    assert asked(lan) == "category"


async def test_cancelling_what_is_not_there_says_so(lan: Person) -> None:
    await lan.says("xin chào", "huỷ")
    lan.hears("cancel-nothing")
    await lan.says("huỷ nhận tin")
    lan.hears("unsubscribe-none")


async def test_a_number_too_high_by_one_does_not_cancel(lan: Person) -> None:
    await agrees(lan)
    await lan.says("7")
    lan.hears("reask-choice")
    assert asked(lan) == "category"


@pytest.mark.parametrize("word", ["9", "làm lại", "/lamlai"])
async def test_beginning_anew_forgets_the_answers_but_not_the_consent(viet: World, word: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.says(word)
    assert asked(lan) == "category"
    await chooses(lan, "NG.1")
    assert asked(lan) == "place"


@pytest.mark.parametrize("question", ["category", "place", "photos", "identity", "confirm"])
async def test_zero_calls_an_officer_and_the_question_stays(world: World, lan: Person, question: str) -> None:
    await reaches(lan, question)
    await lan.says("0")
    lan.hears("officer-asked", number=1)
    assert asked(lan) == question
    [waiting] = await world.look(people.open_requests)
    assert (waiting.office, waiting.lane) == ("culture", lan.lane)


async def test_calling_twice_is_one_request(world: World, lan: Person) -> None:
    await lan.says("0", "gặp cán bộ")
    lan.hears("officer-asked", number=1)
    assert len(await world.look(people.open_requests)) == 1


async def test_the_language_changes_in_the_middle_and_nothing_is_lost(lan: Person) -> None:
    await reaches(lan, "photos")
    other = "en" if lan.language == "vi" else "vi"
    await lan.says("/ngonngu")
    lan.hears("language-which")
    lan.language = other
    await lan.taps("language-own")
    lan.hears("language-set")
    assert asked(lan) == "photos"
    await answers_until(lan, "confirm")
    lan.hears("summary-head")
    lan.hears(PLACE)


async def test_the_language_may_be_chosen_by_its_number(lan: Person) -> None:
    await reaches(lan, "category")
    await lan.says("ngôn ngữ", "2")
    lan.language = "en"
    lan.hears("language-set")
    assert asked(lan) == "category"
    await lan.says("2")
    assert asked(lan) == "sub"


async def test_help_interrupts_nothing(lan: Person) -> None:
    await reaches(lan, "place")
    await lan.says("/huongdan")
    lan.hears("help")
    assert asked(lan) == "place"


async def test_starting_again_in_the_middle_goes_on_with_the_draft(lan: Person) -> None:
    await reaches(lan, "place")
    for word in ("/start", "/baocao", "gửi phản ánh"):
        await lan.says(word)
        lan.hears("draft-resume")
        assert asked(lan) == "place"


async def test_an_old_button_changes_the_answer_it_stood_for(lan: Person) -> None:
    await agrees(lan)
    old = lan.button("ward-label-NG").tap
    await chooses(lan, "DL.1")
    await lan.presses(old)
    assert asked(lan) == "sub"
    assert lan.sees("ward-label-NG-1")


async def test_an_old_button_of_a_question_that_is_gone_points_to_the_current_one(lan: Person) -> None:
    await reaches(lan, "goods", "NH.1")
    old = lan.button("goods-food").tap
    await lan.taps("goods-food")
    await edits_to(lan, "NG.1")
    await lan.presses(old)
    lan.hears("reask-gone")
    assert asked(lan) == "confirm"


async def edits_to(person: Person, code: str) -> None:
    await answers_until(person, "confirm")
    await edits(person, "category")
    await chooses(person, code)


@pytest.mark.parametrize(
    "tap",
    [
        "report:category:XX", "report:nowhere:1", "consent:choice:agree", "track:code:26-0001-3", "nav:fly",
        "edit:nowhere:report", "report:confirm:send.00000000", "::", "💣", "report:channel:telegram",
        "report:in_ward:yes", "'; drop table cases; --", "go:nowhere",
    ],
)  # fmt: skip
async def test_a_forged_button_does_nothing(viet: World, tap: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "place")
    await lan.presses(tap)
    lan.hears("reask-gone")
    assert asked(lan) == "place"
    await answers_until(lan, "confirm")
    await lan.taps("confirm-send")
    lan.hears("receipt")


async def test_a_forged_button_with_nothing_open_shows_the_choices(world: World, lan: Person) -> None:
    await lan.says("alo")
    await lan.presses("report:category:DL")
    lan.hears("button-over")
    assert lan.sees("menu-report", "menu-track")
    await lan.presses("report:confirm:send.00000000")
    lan.hears("sent-perhaps")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []


async def test_two_tabs_cannot_send_what_one_of_them_has_changed(world: World, lan: Person) -> None:
    await reaches(lan, "confirm")
    seen_in_the_other_tab = lan.button("confirm-send").tap
    await edits(lan, "place")
    await lan.says("ngõ 9, hàng bà Tư")
    await lan.presses(seen_in_the_other_tab)
    lan.hears("reask-changed")
    lan.hears("ngõ 9, hàng bà Tư")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []
    await lan.taps("confirm-send")
    lan.hears("receipt")


async def test_a_button_of_a_cancelled_report_sends_nothing(world: World, lan: Person) -> None:
    await reaches(lan, "confirm")
    send = lan.button("confirm-send").tap
    await lan.says("huỷ")
    await lan.presses(send)
    lan.hears("sent-perhaps")
    lan.hears_not("sent-already")
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []


async def test_every_question_may_be_answered_in_one_go_by_number(lan: Person) -> None:
    await lan.says("/baocao", "1", "một", "so 1", ANSWERS["amounts"], PLACE, "bỏ qua", "1", "1")
    lan.hears("receipt")


async def test_looking_up_in_the_middle_returns_to_the_question(lan: Person) -> None:
    code = await files(lan)
    await reaches(lan, "place")
    await lan.says("tra cứu")
    lan.hears("track-glance")
    lan.hears(code)
    assert asked(lan) == "place"
    await lan.says(f"/tracuu {code}")
    lan.hears("case-head", code=code)
    assert asked(lan) == "place"
