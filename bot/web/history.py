"""`GET /chat/history`: both sides of the conversation in the order in which it was held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from aiohttp import web

from bot.channels.webchat import Sent, read_sent
from bot.core.errors import Unparsable
from bot.core.messages import LaneKey
from bot.web.items import Item, own_item, ward_item
from bot.web.language import language_of
from bot.web.owned import evidence_ids, own_files
from bot.web.parts import parts_of
from bot.web.sessions import require_person
from locales.catalog import Speaker
from storage import conversations, inbox, outbox
from storage.evidence import File
from storage.outbox import Said
from storage.sealing import Keyring
from storage.touch import Connection

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class _Story:
    """One snapshot of everything that belongs to a conversation."""

    heard: Sequence[Mapping[str, Any]]
    said: Sequence[Said]
    files: Mapping[str, File]
    language: str | None


async def tell_history(request: web.Request) -> web.Response:
    """The last messages, oldest first."""
    parts, person = parts_of(request), require_person(request)
    story = await parts.database.read(lambda conn: _read(conn, person.lane))
    say = parts.catalog.speaker(language_of(request))
    items = _merge(_own(story, parts.keyring, say), story.said)
    body = {
        "items": items[-MOST:],
        "last": max((said.id for said in story.said), default=0),
        "language": story.language or language_of(request),
    }
    return web.json_response(body, headers={"Cache-Control": "no-store"})


def _read(conn: Connection, lane: LaneKey) -> _Story:
    talk = conversations.load(conn, [lane]).get(lane)
    heard = inbox.story(conn, lane, most=MOST)[::-1]
    said = outbox.story(conn, lane, most=MOST)[::-1]
    return _Story(heard, said, own_files(conn, lane), talk.language if talk else None)


def _own(story: _Story, keyring: Keyring, say: Speaker) -> list[Item]:
    labels = {b.tap: b.label for said in story.said if said.prompt for b in said.prompt.buttons}
    items = []
    for row in story.heard:
        sent = _sent(row["raw"])
        ids = evidence_ids(keyring, row["external_id"], len(sent.files) if sent else 0)
        files = {index: story.files[id_] for index, id_ in enumerate(ids) if id_ in story.files}
        text = _text(sent, labels, say) if sent else ""
        items.append(own_item(row["id"], row["received_at"], sent, text, files))
    return items


def _sent(raw: bytes | None) -> Sent | None:
    try:
        return None if raw is None else read_sent(raw)
    except Unparsable:
        return None


def _text(sent: Sent, labels: Mapping[str, str], say: Speaker) -> str:
    """The words of the person; a press is shown by its button, a place or an invitation by a sentence."""
    if sent.tap is not None:
        return sent.label or labels.get(sent.tap, sent.tap)
    if sent.invitation:
        return say("web-invitation-open")
    return say("web-location-sent") if sent.location else sent.text or sent.caption


def _merge(own: Sequence[Item], said: Sequence[Said]) -> list[Item]:
    """In order of time; a newer version of a message stands where the first one stood."""
    shown: dict[int, Item] = {}
    place: dict[int, int] = {}
    moments: dict[int, datetime] = {one.id: one.at for one in said}
    for one in said:
        place[one.id] = place.get(one.edits, one.id) if one.edits else one.id
        before, item = shown.get(place[one.id]), ward_item(one)
        shown[place[one.id]] = item | {"subject": item["subject"] or (before and before["subject"])}
    answers = [(moments[first].isoformat(), 1, first, item) for first, item in shown.items()]
    words = [(item["at"], 0, item["id"], item) for item in own]
    return [entry[-1] for entry in sorted([*words, *answers], key=lambda entry: entry[:3])]
