"""Consent first: once per person and text version, recorded before anything else is asked."""

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec

from bot.flow import fields, match
from bot.flow.questions import Answers, Draft, Flow, Json, Question, Reply
from bot.ward import Ward
from handlers import menu, talk
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import people
from storage.people import ConsentAction, ConsentGiven

NAME: Final = "consent"
PURPOSE: Final = "report"
TEXT: Final = "ward-consent"


class Choice(StrEnum):
    """Two buttons, none of them pressed beforehand."""

    AGREE = "agree"
    REFUSE = "refuse"


CHOICE: Final = fields.choice("choice", Choice, "consent", hint=lambda _: TEXT)
NEXT: Final = fields.fact("next", str)

AGREED: Final = ("đồng ý", "đồng ý ạ", "có", "có ạ", "vâng", "vâng ạ", "ok", "okay", "yes", "agree")
REFUSED: Final = ("không", "không ạ", "không đồng ý", "no", "disagree")
"""What people say to the question, standing alone; everything else is no consent and no refusal."""


def build(early: tuple[Question[Any], ...]) -> Feature:
    """`early`: questions of the next flow whose answers may come before consent; they wait in the draft."""

    def path(_: Answers) -> Iterator[Question[Any]]:
        yield CHOICE

    return Feature(Flow(NAME, (CHOICE, NEXT, *early), path), finish, hear=_hear, leave=leave)


def _hear(_turn: Turn, _draft: Draft, reply: Reply) -> Reply:
    if reply.option or reply.nav:
        return reply
    for choice, words in ((Choice.AGREE, AGREED), (Choice.REFUSE, REFUSED)):
        if match.means(reply.text, words):
            return msgspec.structs.replace(reply, option=choice.value, text="")
    return msgspec.structs.replace(reply, beside=True)  # more of the story, while the question stands open


def consent_text(ward: Ward, catalog: Catalog, language: str) -> str:
    """The text that people agree to, in one language."""
    contact = ward.consent.contact or ward.office(menu.TRIAGE)
    return catalog.say(
        language,
        "consent-text",
        authority=ward.authority.to(language),
        controller=ward.consent.controller.to(language),
        contact=contact if isinstance(contact, str) else contact.name.to(language) if contact else "",
        days=ward.retention.drafts,
        months=round(ward.retention.contact_substantiated / 30),
    )


def asked(turn: Turn, flow: str, reply: Reply | None = None) -> None:
    """Open `flow`, after consent if there is none yet. `reply` holds what was sent with the first word."""
    if turn.talk.consent == turn.desk.ward.consent.version:
        talk.begin(turn, flow, None, reply)
    else:
        talk.begin(turn, NAME, {NEXT.key: flow}, reply)


def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
    """Record the choice; go on, or erase what was sent."""
    agreed = answers[CHOICE.key] == Choice.AGREE
    _record(turn, ConsentAction.AGREED if agreed else ConsentAction.REFUSED)
    if agreed:
        turn.change(consent=turn.desk.ward.consent.version)
        kept = {key: answer for key, answer in carried.items() if key not in {CHOICE.key, NEXT.key}}
        talk.begin(turn, carried[NEXT.key], kept)
    else:
        leave(turn, carried)
        turn.blank = True
        turn.say("consent-refused", ways=menu.ways(turn))


def leave(turn: Turn, _carried: Mapping[str, Json]) -> None:
    """The files that came early go again."""
    turn.drops_files = True


def _record(turn: Turn, action: ConsentAction) -> None:
    ward = turn.desk.ward
    text = consent_text(ward, turn.desk.catalog, turn.talk.language)
    people.record_consent(
        turn.connection(),
        ConsentGiven(
            lane=turn.lane,
            purpose=PURPOSE,
            version=ward.consent.version,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            language=turn.talk.language,
            channel=turn.message.address.channel,
            action=action,
            at=turn.now,
            message=turn.message.external_id,
        ),
    )
