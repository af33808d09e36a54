"""Photos, films, voices and papers: before or after they are asked for, one by one or several at once."""

import hashlib

import pytest

from bot.core.messages import MediaKind
from storage import cases, evidence
from storage.evidence import EvidenceState, File
from storage.touch import Connection
from tests.scenarios.dialogues import agrees, answers_until, asked, chooses, reaches
from tests.support.front import Paper
from tests.support.papers import HEIC, OTHER, PAGE, PDF, PHOTO, TORN, VIDEO, VOICE
from tests.support.world import Person, World


async def files_of(world: World, code: str) -> list[File]:
    def read(conn: Connection) -> list[File]:
        case = cases.find(conn, code)
        assert case is not None
        return evidence.of_case(conn, case.id)

    return await world.look(read)


async def sends_off(person: Person) -> str:
    await answers_until(person, "confirm")
    await person.taps("confirm-send")
    return person.code


async def test_photos_one_by_one_and_done(channel: str, world: World, lan: Person) -> None:
    await reaches(lan, "photos")
    lan.hears("gaps-there", have="2", of="6", photos="0", wanted="3")
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=1)
    await lan.sends(OTHER)
    lan.hears("caught-photos", count=2)
    await lan.taps("nav-done")
    await answers_until(lan, "confirm")
    lan.hears("summary-files", count=2)
    files = await files_of(world, await sends_off(lan))
    came = [hashlib.sha256(paper.content).hexdigest() for paper in (PHOTO, OTHER)]
    # Telegram makes photos smaller before we see them
    assert len(files) == 2 if channel == "telegram" else [file.digest for file in files] == came
    assert all(file.state is EvidenceState.READY and file.has_copy for file in files)
    assert all(file.lane is None for file in files)
    assert await world.objects() == sorted(f"{f.id}/{role}" for f in files for role in ("copy", "original"))


async def test_several_at_once_keep_their_order(world: World, lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(PDF, VIDEO, PHOTO)
    lan.hears("caught-photos", count=3)
    await lan.says("xong")
    kinds = [file.kind for file in await files_of(world, await sends_off(lan))]
    assert kinds == [MediaKind.DOCUMENT, MediaKind.VIDEO, MediaKind.PHOTO]


async def test_what_is_asked_after_the_photos_stands_below_them_in_every_report(lan: Person) -> None:
    for _ in range(2):
        await reaches(lan, "photos")
        await lan.sends(PHOTO, OTHER)
        await lan.taps("nav-done")
        lan.hears("ask-report-identity")
        await sends_off(lan)


async def test_a_photo_before_the_first_word_waits_behind_consent(world: World, lan: Person) -> None:
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=1)
    lan.hears("ask-consent-choice")
    await lan.taps("consent-agree")
    await chooses(lan, "NG.1")
    await answers_until(lan, "photos")
    lan.hears_not("caught-photos")
    await lan.taps("nav-done")
    assert len(await files_of(world, await sends_off(lan))) == 1


async def test_a_photo_in_the_middle_leaves_the_open_question_open(world: World, lan: Person) -> None:
    await reaches(lan, "place")
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=1)
    assert asked(lan) == "place"
    await answers_until(lan, "photos")
    await lan.taps("nav-done")
    assert len(await files_of(world, await sends_off(lan))) == 1


async def test_a_caption_tells_the_story(lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(PHOTO, caption="Mặt cân lúc đặt hai cân thịt lên")
    await lan.taps("nav-done")
    await answers_until(lan, "confirm")
    lan.hears("Mặt cân lúc đặt hai cân thịt lên")


async def test_a_photo_under_the_summary_is_added_and_the_summary_shown_again(
    world: World, lan: Person
) -> None:
    await reaches(lan, "confirm")
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=1)
    assert asked(lan) == "confirm"
    lan.hears("summary-files", count=1)
    await lan.taps("confirm-send")
    assert len(await files_of(world, lan.code)) == 1


async def test_of_a_voice_it_is_said_that_an_officer_will_listen(lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(VOICE)
    lan.hears("voice-kept")
    await lan.sends(PHOTO)
    lan.hears_not("voice-kept")


async def test_an_iphones_photo_is_taken(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.sends(HEIC)
    await lan.taps("nav-done")
    [file] = await files_of(viet, await sends_off(lan))
    assert (file.media_type, file.has_copy) == ("image/heic", True)


@pytest.mark.parametrize(("paper", "reason"), [(PAGE, "file-type"), (TORN, "file-broken")])
async def test_what_cannot_be_kept_gets_a_sentence_and_takes_nothing_with_it(
    world: World, lan: Person, paper: Paper, reason: str
) -> None:
    await reaches(lan, "photos")
    await lan.sends(PDF)
    await lan.sends(paper)
    lan.hears("file-refused", reason=lan.words(reason), name=paper.name)
    assert asked(lan) == "photos"
    await lan.taps("nav-done")
    [file] = await files_of(world, await sends_off(lan))
    assert file.kind is MediaKind.DOCUMENT


async def test_the_only_file_refused_asks_for_another_or_none(lan: Person) -> None:
    await agrees(lan)
    await lan.sends(PAGE)
    lan.hears("file-refused")
    await chooses(lan, "DL.1")
    await answers_until(lan, "photos")
    assert lan.sees("nav-skip")


async def test_more_files_than_a_report_takes(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.sends(*[PDF] * 10)
    await lan.sends(VIDEO)
    lan.hears("reask-many-files", most=10)
    await lan.taps("nav-done")
    assert len(await files_of(viet, await sends_off(lan))) == 10
    assert len(await viet.look(lambda conn: evidence.of_lane(conn, lan.lane))) == 0


async def test_what_was_sent_and_given_up_is_erased(world: World, lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(PHOTO)
    assert await world.objects()
    await lan.taps("nav-cancel")
    lan.hears("cancelled-report")
    await world.passes(minutes=1)
    assert await world.objects() == []


async def test_a_photo_while_looking_up_begins_a_report(lan: Person) -> None:
    await lan.says("/tracuu")
    await lan.sends(PDF)
    lan.hears("caught-photos", count=1)
    lan.hears("ask-consent-choice")
