"""What may come in the way of an answer: typed labels, open interviews, limits, a report that is over."""

import pytest

from bot.core.case import Status
from handlers.aftermath import adding
from storage.limits import Limit
from tests.scenarios.dialogues import asked, files, reaches
from tests.scenarios.test_aftermath import files_of, said_in
from tests.scenarios.test_officers import history_of
from tests.scenarios.test_tracking import moves_to
from tests.scenarios.working import taken
from tests.support.papers import OTHER, PHOTO
from tests.support.world import Person, World


async def test_a_typed_label_means_the_button_and_asks_which_report(world: World, lan: Person) -> None:
    await lan.says("own-nag")
    lan.hears_not("own-which")
    first, second = await files(lan), await files(lan, "HG.1")
    await lan.says("own-add")
    lan.hears("own-which")
    assert lan.sees(first, second)
    await lan.taps(first)
    lan.hears("own-add-now", code=first)
    await lan.says("1")
    assert await said_in(world, first, "add") == ["1"]
    await lan.says("xong", "own-yes")
    lan.hears("own-none")


async def test_one_report_needs_no_choice(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.says("own-nag")
    lan.hears("own-nagged", code=code)
    assert (await history_of(world, code))[-1].action == "nag"


async def test_an_album_in_the_middle_of_a_report_goes_where_it_was_meant_to(
    world: World, lan: Person
) -> None:
    first = await files(lan)
    await reaches(lan, "photos", "CL.1")
    await lan.presses(f"own:add:{first}")
    await lan.sends(PHOTO, OTHER)
    assert asked(lan) == "photos"
    lan.hears_not("caught-photos")
    assert len(await files_of(world, first)) == 2
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=1)
    assert len(await files_of(world, first)) == 2


async def test_stopping_in_the_middle_of_a_report_leads_back_to_it(world: World, lan: Person) -> None:
    first = await files(lan)
    await reaches(lan, "details", "CL.1")
    await lan.presses(f"own:add:{first}")
    await lan.presses("own:stop")
    assert asked(lan) == "details"
    assert await said_in(world, first, "add") == []


async def test_a_photo_while_looking_up_asks_where_it_belongs(lan: Person) -> None:
    code = await files(lan)
    await lan.says("/tracuu")
    await lan.sends(PHOTO)
    lan.hears("own-where")
    assert lan.sees(lan.words("own-into", code=code))


async def test_what_was_kept_too_long_ago_is_asked_for_again(lan: Person) -> None:
    code = await files(lan)
    await lan.presses(f"own:into:{code}")
    lan.hears("own-add-now", code=code)


async def test_words_that_are_too_long_are_told_and_may_be_sent_in_parts(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.presses(f"own:add:{code}")
    await lan.says("dài " * 1001)
    lan.hears("reask-long")
    await lan.says("ngắn hơn")
    lan.hears("own-added", code=code)
    assert await said_in(world, code, "add") == ["ngắn hơn"]


async def test_nobody_floods_an_office(world: World, lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    code = await files(lan)
    monkeypatch.setattr(adding, "ADDED", Limit("added", 1, 86_400))
    await lan.presses(f"own:add:{code}")
    await lan.says("lần một", "lần hai")
    lan.hears("own-too-many")
    assert await said_in(world, code, "add") == ["lần một"]


async def test_a_report_takes_so_many_files(
    world: World, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await files(lan)
    monkeypatch.setattr(adding, "MOST_FILES", 1)
    await lan.presses(f"own:add:{code}")
    await lan.sends(PHOTO)
    await lan.sends(OTHER)
    lan.hears("own-many-files", most=1)
    assert len(await files_of(world, code)) == 1


async def test_a_report_that_ends_meanwhile_takes_nothing_more(world: World, lan: Person) -> None:
    code = await files(lan)
    await lan.presses(f"own:add:{code}")
    await moves_to(world, code, Status.CLOSED)
    await lan.says("Quầy ở góc chợ phía bắc")
    lan.hears("own-over", code=code)
    assert await said_in(world, code, "add") == []


async def test_a_question_asked_by_typing_the_label_of_its_button(world: World) -> None:
    lan, minh, code = await taken(world)
    await minh.presses(f"case:ask:{code}")
    await minh.says("Ông/Bà mua lúc mấy giờ?")
    await minh.taps("confirm-send")
    await lan.says("own-answer")
    lan.hears("own-answer-now", code=code)
    await lan.says("8")
    lan.hears("own-answered", code=code)
    assert await said_in(world, code, "answer") == ["8"]
