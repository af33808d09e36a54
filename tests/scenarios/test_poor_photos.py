"""Photos that are hard to read: said at once and once, with the way to a better one; kept all the same."""

from datetime import timedelta
from functools import cache
from typing import Final
from uuid import uuid4

from bot.core.messages import Notice
from bot.media.limits import Flaw
from handlers.photos import BURST, PATIENCE
from storage import evidence, inbox
from storage.evidence import EvidenceState, File
from storage.inbox import INBOX
from storage.touch import Connection
from tests.scenarios.dialogues import agrees, answers_until, asked, reaches
from tests.scenarios.test_evidence_sent import files_of, sends_off
from tests.support import drawings
from tests.support.front import Paper
from tests.support.papers import PHOTO
from tests.support.pictures import encoded
from tests.support.world import Person, World

LATER: Final = BURST + timedelta(seconds=10)


@cache
def blurred() -> Paper:
    return Paper(encoded(drawings.blurred(drawings.scale((1000, 750)))), "mo.jpg")


@cache
def dark() -> Paper:
    return Paper(encoded(drawings.dimmed(drawings.scale((1000, 750)), 0.15)), "toi.jpg")


def times_told(person: Person) -> int:
    """How often poor photos were just spoken of."""
    return sum(person.words(flaw) in one.text for one in person.heard for flaw in Flaw)


async def notes(world: World, person: Person, file: File, flaw: str = Flaw.DARK) -> None:
    """What the collector says of a file, late."""

    def put(conn: Connection) -> None:
        said = Notice("photo-poor", {"file": file.id, "flaw": flaw})
        row = inbox.notice(person.lane, person.front.address, uuid4().hex, said)
        inbox.put(conn, [row], now=world.clock.now(), wall=world.clock.wall())

    await world.house.database.write(put)
    await world.settles()
    await person.listens()


async def test_a_blurred_photo_is_received_spoken_of_once_and_part_of_the_case(
    world: World, lan: Person
) -> None:
    await reaches(lan, "photos")
    await lan.sends(blurred())
    lan.hears("caught-photos", count=1)
    lan.hears("photo-poor", flaw=lan.words("photo-blurred"), how=lan.words("photo-steady"))
    assert times_told(lan) == 1
    assert asked(lan) == "photos"
    await lan.sends(PHOTO)
    lan.hears("caught-photos", count=2)
    assert times_told(lan) == 0
    await lan.taps("nav-done")
    files = await files_of(world, await sends_off(lan))
    assert [file.state for file in files] == [EvidenceState.READY] * 2


async def test_two_poor_photos_at_once_are_spoken_of_once(lan: Person) -> None:
    await reaches(lan, "photos")
    await lan.sends(blurred(), dark(), PHOTO)
    lan.hears("caught-photos", count=3)
    assert times_told(lan) == 1
    assert asked(lan) == "photos"


async def test_a_dark_photo_before_consent_is_spoken_of_while_it_can_be_taken_again(viet: World) -> None:
    lan = await viet.person("lan")
    await lan.sends(dark())
    lan.hears("photo-lighter")
    assert lan.sees("consent-agree")


async def test_a_poor_photo_in_the_middle_leaves_the_open_question_open(lan: Person) -> None:
    await reaches(lan, "place")
    await lan.sends(dark())
    lan.hears("photo-dark")
    assert asked(lan) == "place"
    await lan.says("nav-cancel")


async def test_a_second_try_that_is_poor_again_is_told_but_not_for_ever(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    told = []
    for _ in range(PATIENCE + 1):
        await lan.sends(blurred())
        told.append(times_told(lan))
        viet.clock.passes(seconds=LATER.total_seconds())
    assert told == [1] * PATIENCE + [0]


async def test_photos_that_come_one_by_one_in_a_hurry_are_spoken_of_once(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.sends(blurred())
    assert times_told(lan) == 1
    await lan.sends(dark())
    assert times_told(lan) == 0


async def test_what_was_found_after_the_report_was_sent_promises_nothing(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.sends(PHOTO, PHOTO)
    await lan.taps("nav-done")
    code = await sends_off(lan)
    one, other = await files_of(viet, code)
    await notes(viet, lan, one)
    lan.hears("photo-poor-filed", flaw=lan.words("photo-dark"), code=code)
    await notes(viet, lan, other)
    assert lan.heard == []
    await lan.says("0")
    lan.hears_not("photo-dark")


async def test_nothing_is_said_of_a_photo_that_belongs_to_nothing_here(viet: World) -> None:
    lan, binh = await viet.person("lan"), await viet.person("binh")
    await reaches(binh, "photos")
    await binh.sends(PHOTO)
    [file] = await viet.look(lambda conn: evidence.of_lane(conn, binh.lane))
    await notes(viet, binh, file, "photo-of-a-newer-release")
    assert binh.heard == []
    await agrees(lan)
    await notes(viet, lan, file)
    assert lan.heard == []
    await binh.says("nav-cancel")
    await notes(viet, binh, file)
    assert binh.heard == []


async def test_nothing_leads_from_the_session_to_an_anonymous_photo(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "photos")
    await lan.sends(blurred())
    assert times_told(lan) == 1
    await lan.taps("nav-done")
    await answers_until(lan, "confirm", identity="identity-anonymous")
    await lan.taps("confirm-send")
    [file] = await files_of(viet, lan.code)
    keys = await viet.look(lambda conn: list(conn.execute(INBOX.select()).all()))
    assert not [row for row in keys if file.id in row.external_id]
    await notes(viet, lan, file)
    assert lan.heard == []
