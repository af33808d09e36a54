"""Consent: first, once for a person and a text, refused without a trace."""

import hashlib
from datetime import timedelta

import msgspec
import pytest

from handlers.consent import consent_text
from storage import conversations, evidence, inbox, outbox, people
from storage.evidence import EvidenceState
from storage.people import ConsentAction
from tests.scenarios.dialogues import asked, files
from tests.support.papers import PHOTO
from tests.support.world import Person, World


async def test_consent_is_asked_first_and_recorded(world: World, lan: Person) -> None:
    await lan.says("/baocao")
    text = lan.last.text
    assert text.startswith(lan.words("ask-consent-choice"))
    assert text.endswith(lan.words("ward-consent"))
    assert [choice.label for choice in lan.last.buttons][:2] == [
        lan.words("consent-agree"), lan.words("consent-refuse"),
    ]  # fmt: skip
    await lan.taps("consent-agree")
    [line] = await world.look(lambda conn: people.consents_of(conn, lan.lane))
    stated = consent_text(world.ward, world.house.catalog, lan.language)
    assert (line.action, line.purpose, line.version) == (ConsentAction.AGREED, "report", "2026-11")
    assert (line.language, line.channel) == (lan.language, lan.front.address.channel)
    assert line.text_hash == hashlib.sha256(stated.encode()).hexdigest()
    assert timedelta(0) <= world.clock.now() - line.at < timedelta(seconds=5), "the moment of the press"


async def test_consent_is_asked_once(world: World, lan: Person) -> None:
    await files(lan)
    await lan.says("/baocao")
    assert asked(lan) == "category"
    assert len(await world.look(lambda conn: people.consents_of(conn, lan.lane))) == 1


async def test_another_person_is_asked_for_themselves(world: World, lan: Person) -> None:
    await files(lan)
    minh = await world.person("minh")
    await minh.says("/baocao")
    minh.hears("ask-consent-choice")


async def test_a_new_text_is_asked_for_again(world: World, lan: Person) -> None:
    await files(lan)
    newer = msgspec.structs.replace(world.ward.consent, version="2027-01")
    await world.restarts(msgspec.structs.replace(world.ward, consent=newer))
    await lan.says("/baocao")
    lan.hears("ask-consent-choice")
    await lan.taps("consent-agree")
    lines = await world.look(lambda conn: people.consents_of(conn, lan.lane))
    assert [line.version for line in lines] == ["2026-11", "2027-01"]


async def test_words_before_consent_wait_and_are_not_asked_for_again(lan: Person) -> None:
    await lan.says("Mua sữa ở cửa hàng gần cổng trường thì thấy hết hạn")
    lan.hears("caught-details")
    lan.hears("ask-consent-choice")
    await lan.taps("consent-agree")
    assert asked(lan) == "guess"
    await lan.taps("ward-label-CL-1")
    await lan.says("cửa hàng Sữa Thử")
    assert asked(lan) == "photos"


async def test_refusing_erases_what_was_sent_and_shows_other_ways(world: World, lan: Person) -> None:
    await lan.says("Bán thịt ôi ở chợ Nháp, quầy đầu tiên")
    await lan.sends(PHOTO)
    assert await world.objects()
    await lan.taps("consent-refuse")
    lan.hears("consent-refused")
    lan.hears("ways-door", authority=lan.words("ward-authority"))
    await world.passes(minutes=1)
    assert await world.objects() == []
    rows = await world.look(lambda conn: inbox.story(conn, lan.lane, most=10))
    assert [row["raw"] for row in rows] == [None, None, None]
    said = await world.look(lambda conn: outbox.story(conn, lan.lane, most=10))
    assert [one.prompt is None for one in said] == [False, *[True] * (len(said) - 1)]
    assert await world.look(evidence.counts) == {EvidenceState.DELETED.value: 1}
    talk = (await world.look(lambda conn: conversations.load(conn, [lan.lane])))[lan.lane]
    assert (talk.flow, talk.draft, talk.consent) == (None, {}, None)
    [line] = await world.look(lambda conn: people.consents_of(conn, lan.lane))
    assert line.action is ConsentAction.REFUSED
    assert b"qu\xe1\xba\xa7y" not in (world.folder / "candung.db").read_bytes()


@pytest.mark.parametrize("words", ["không", "Không đồng ý", "khong dong y", "2", "xem cách khác"])
async def test_a_refusal_may_be_typed(viet: World, words: str) -> None:
    lan = await viet.person("lan")
    await lan.says("/baocao", words)
    lan.hears("consent-refused")


async def test_who_refused_may_change_their_mind(lan: Person) -> None:
    await lan.says("/baocao")
    await lan.taps("consent-refuse")
    await files(lan)
    lan.hears("receipt")


async def test_words_are_no_consent(world: World, lan: Person) -> None:
    await lan.says("/baocao", "để tôi hỏi con tôi đã nhé")
    lan.hears("ask-consent-choice")
    assert await world.look(lambda conn: people.consents_of(conn, lan.lane)) == []


async def test_giving_up_before_consent_erases_what_came_early(world: World, lan: Person) -> None:
    await lan.sends(PHOTO)
    await lan.taps("nav-cancel")
    lan.hears("cancelled-consent")
    await world.passes(minutes=1)
    assert await world.objects() == []
