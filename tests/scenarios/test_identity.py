"""Sealed or anonymous, with or without a phone number."""

import pytest

from storage import cases, conversations, evidence, inbox, outbox
from storage.touch import Connection
from tests.scenarios.dialogues import asked, files, reaches
from tests.scenarios.test_filing import case_of
from tests.support.papers import PHOTO
from tests.support.world import Person, World

ON_OUR_PAGE = pytest.mark.parametrize("channel", ["web"])
"""Only there the tie can be cut: a messenger knows its user."""


async def files_anonymously(person: Person) -> None:
    await reaches(person, "photos")
    await person.sends(PHOTO)
    await person.taps("nav-done", "identity-anonymous", "confirm-send")


@ON_OUR_PAGE
async def test_an_anonymous_case_leads_back_to_nobody(world: World, lan: Person) -> None:
    await files_anonymously(lan)
    lan.hears("receipt-news-none")
    case = await case_of(world, lan.code)
    assert (case.lane, case.anonymous) == (None, True)
    assert "phone" not in case.report
    assert "channel" not in case.report
    assert case.filed_at.second == case.filed_at.microsecond == 0
    [file] = await world.look(lambda conn: evidence.of_case(conn, case.id))
    assert file.lane is None
    assert await world.look(lambda conn: cases.of_lane(conn, lan.lane)) == []
    assert await world.look(lambda conn: evidence.of_lane(conn, lan.lane)) == []


@ON_OUR_PAGE
async def test_what_the_session_said_is_blanked_but_the_receipt_stays_an_hour(
    world: World, lan: Person
) -> None:
    await files_anonymously(lan)
    code = lan.code
    heard = await world.look(lambda conn: inbox.story(conn, lan.lane, most=50))
    assert all(row["raw"] is None for row in heard)
    said = await world.look(lambda conn: outbox.story(conn, lan.lane, most=50))
    assert [one.prompt is not None for one in said] == [True] + [False] * (len(said) - 1)
    talk = (await world.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert talk.flow is None
    assert code not in str(talk.draft)
    await world.passes(hours=2)
    said = await world.look(lambda conn: outbox.story(conn, lan.lane, most=50))
    assert all(one.prompt is None for one in said)


@ON_OUR_PAGE
async def test_an_anonymous_reporter_comes_back_only_with_code_and_secret(lan: Person) -> None:
    await files_anonymously(lan)
    code, secret = lan.code, lan.secret
    await lan.taps("menu-track")
    lan.hears("ask-track-code")
    assert not lan.sees(code)
    await lan.says(code)
    lan.hears("ask-track-secret")
    await lan.says(secret)
    lan.hears("case-head", code=code)


@ON_OUR_PAGE
async def test_a_second_press_of_an_anonymous_reporter_files_nothing(world: World, lan: Person) -> None:
    await reaches(lan, "identity")
    await lan.taps("identity-anonymous")
    send = lan.button("confirm-send").tap
    await lan.presses(send)
    lan.hears("receipt")
    await lan.presses(send)
    lan.hears("sent-perhaps")
    counted = await world.look(cases.counts)
    assert sum(row[2] for row in counted) == 1


@pytest.mark.parametrize("channel", ["telegram"])
async def test_in_a_messenger_an_anonymous_case_still_finds_its_reporter_and_says_so(
    world: World, lan: Person
) -> None:
    await reaches(lan, "identity")
    lan.hears("hint-identity-chat")
    await lan.taps("identity-anonymous", "confirm-send")
    lan.hears("receipt-news")
    case = await case_of(world, lan.code)
    assert (case.lane, case.anonymous) == (lan.lane, True)
    assert "phone" not in case.report


async def test_after_an_anonymous_report_another_can_be_begun(lan: Person) -> None:
    await files_anonymously(lan)
    await lan.taps("menu-report")
    assert asked(lan) == "category"


async def test_a_sealed_case_is_the_reporters_own(world: World, lan: Person) -> None:
    code = await files(lan)
    lan.hears("receipt-news")
    assert (await case_of(world, code)).lane == lan.lane
    await lan.says("tra cứu")
    assert lan.sees(code)


@pytest.mark.parametrize(
    "typed", ["0912 345 678", "0912345678", "+84 912 345 678", "sđt 0912.345.678", "０９１２３４５６７８"]
)
async def test_a_phone_number_typed_instead_of_a_choice_means_both(viet: World, typed: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "identity")
    await lan.says(typed)
    lan.hears("caught-phone")
    assert asked(lan) == "confirm"
    lan.hears("Danh tính: Giữ kín danh tính")
    lan.hears("Số điện thoại: 0912 345 678")
    await lan.taps("confirm-send")
    case = await case_of(viet, lan.code)
    assert case.report["phone"] == "+84912345678"


@pytest.mark.parametrize("typed", ["0912 345", "0912 345 67", "12345678901"])
async def test_a_wrong_number_is_asked_again(lan: Person, typed: str) -> None:
    await reaches(lan, "identity")
    await lan.says(typed)
    lan.hears("reask-phone")
    assert asked(lan) == "identity"


async def test_a_number_given_early_is_kept_until_it_is_needed(lan: Person) -> None:
    await reaches(lan, "place")
    await lan.says("0912345678")
    lan.hears("caught-phone")
    assert asked(lan) == "place"
    await lan.says("ngõ 9, hàng bà Tư")
    await lan.taps("nav-skip", "identity-sealed")
    lan.hears("0912 345 678")


async def test_who_turns_anonymous_leaves_no_number_behind(world: World, lan: Person) -> None:
    await reaches(lan, "identity")
    await lan.says("0912345678")
    await lan.taps("nav-edit", "name-report-identity", "identity-anonymous")
    lan.hears_not("0912 345 678")
    await lan.taps("confirm-send")
    assert "phone" not in (await case_of(world, lan.code)).report


async def test_a_number_may_be_mended_from_the_summary(lan: Person) -> None:
    await reaches(lan, "identity")
    await lan.says("0912345678")
    await lan.taps("nav-edit", "name-report-phone")
    await lan.says("091")
    lan.hears("reask-phone")
    await lan.says("0987 654 321")
    lan.hears("0987 654 321")


async def test_neither_words_nor_number_nor_place_lie_open_in_the_database(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "identity", place="ngõ Giấu Kín 77")
    await lan.says("0912345678")
    await lan.taps("confirm-send")
    code, person = lan.code, lan.front.address.person

    def names(conn: Connection) -> None:
        assert cases.find(conn, code) is not None

    await viet.look(names)
    stored = b"".join(path.read_bytes() for path in viet.folder.rglob("candung.db*"))
    for secret in ("912345678", "Giấu Kín", person, lan.secret):
        assert secret.encode() not in stored
