"""Files out and in: photos, documents, albums, getFile."""

import mimetypes
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from tests.support.botapi import text
from tests.support.botapi.files import Stored, photo_sizes
from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.wire import Json, Upload, bad

ALBUM: Final = range(2, 11)
TOGETHER: Final = {"photo": "photo", "video": "photo", "document": "document", "audio": "audio"}
"""Which kinds may stand in one album."""


def stored_of(kind: str, upload: Upload) -> list[Stored]:
    """What the platform makes of an upload."""
    if not upload.content:
        raise bad("file must be non-empty")
    if kind == "photo":
        return photo_sizes(upload.content)
    extension = PurePath(upload.name).suffix.removeprefix(".") or "bin"
    media_type = mimetypes.guess_type(upload.name)[0] or upload.media_type
    facts: Json = {"mime_type": media_type}
    if kind != "voice":
        facts["file_name"] = upload.name
    if kind in {"voice", "video", "audio", "animation"}:
        facts["duration"] = 1
    if kind in {"video", "animation"}:
        facts |= {"width": 320, "height": 240}
    return [Stored(kind, upload.content, extension, facts)]


def told_as(kind: str, told: list[Json]) -> Json:
    """A message's field for it; a photo is a list of its sizes."""
    if kind == "animation":
        plain = {k: v for k, v in told[0].items() if k not in {"width", "height", "duration"}}
        return {"animation": told[0], "document": plain}
    return {kind: told if kind == "photo" else told[0]}


def _content(call: Call, kind: str, source: Upload | str) -> tuple[Json, list[Stored]]:
    if isinstance(source, Upload):
        stored = stored_of(kind, source)
    elif source.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    else:
        stored = call.files.of(call.bot.id, source, kind)
    return told_as(kind, call.files.told(call.bot.id, stored)), stored


async def _send(kind: str, call: Call) -> Any:
    chat = call.chat()
    caption = text.of_caption(call.params)
    content, stored = _content(call, kind, call.params[kind])
    shown = call.post({**content, **text.fields("caption", caption), **_looks(call.params)}, chat)
    shown.fetched = list(stored)
    return shown.told


def _looks(params: Json) -> Json:
    told = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}
    return {said: True for asked, said in told.items() if params.get(asked)}


for _kind in ("photo", "document", "video", "voice", "audio", "animation"):
    method(f"send{_kind}")(partial(_send, _kind))


@method("sendMediaGroup")
async def send_media_group(call: Call) -> Any:
    chat = call.chat()
    items = call.params["media"]
    if len(items) not in ALBUM:
        raise bad(f"album must have 2 to 10 items, found {len(items)}")
    if len({TOGETHER.get(item["type"], "") for item in items}) != 1:
        raise bad("Can't use the media of the specified type in the album")
    place = call.place(chat)
    ready = [_item(call, item) for item in items]
    call.bot.pace.take(chat.id, len(items))
    group = {"media_group_id": str(10**16 + chat.id * 1000 + chat.next_id)}
    sent = []
    for content, stored in ready:
        shown = call.add(chat, {**place, **group, **content})
        shown.fetched = list(stored)
        sent.append(shown.told)
    return sent


def _item(call: Call, item: Json) -> tuple[Json, list[Stored]]:
    content, stored = _content(call, item["type"], item["media"])
    return {**content, **text.fields("caption", text.of_caption(item)), **_looks(item)}, stored


@method("getFile")
async def show_file(call: Call) -> Any:
    return call.files.link(call.bot.id, call.params["file_id"])
