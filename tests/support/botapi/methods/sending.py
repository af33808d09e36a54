"""Messages, places and whatever else is sent without a file."""

from typing import Any, Final

from tests.support.botapi import text
from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.wire import Json, bad

ACTIONS: Final = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip
ACCURACY_MOST: Final = 1500
LIVE_FOR_EVER: Final = 0x7FFFFFFF


@method("sendMessage")
async def send_message(call: Call) -> Any:
    chat = call.chat()
    marked = text.of_message(call.params)
    preview = call.given("link_preview_options")
    content = text.fields("text", marked) | ({"link_preview_options": preview} if preview else {})
    return call.post(content, chat).told


@method("sendLocation")
async def send_location(call: Call) -> Any:
    return call.post({"location": _point(call)}).told


@method("sendVenue")
async def send_venue(call: Call) -> Any:
    if not call.params["title"].strip() or not call.params["address"].strip():
        raise bad("venue title and address must be non-empty")
    point = _point(call)
    venue = {"location": point, "title": call.params["title"], "address": call.params["address"]}
    return call.post({"location": point, "venue": venue}).told


def _point(call: Call) -> Json:
    latitude, longitude = call.params["latitude"], call.params["longitude"]
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
        raise bad("location coordinates are out of range")
    if not 0 <= call.params.get("horizontal_accuracy", 0) <= ACCURACY_MOST:
        raise bad("horizontal_accuracy is out of range")
    live = call.given("live_period")
    if live is not None and not (60 <= live <= 86_400 or live == LIVE_FOR_EVER):
        raise bad("wrong live_period specified")
    names = ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    extra = {name: call.params[name] for name in names if name in call.params}
    return {"latitude": latitude, "longitude": longitude, **extra}


@method("sendChatAction")
async def send_chat_action(call: Call) -> Any:
    chat = call.chat()
    if call.params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    call.bot.actions.append((chat.id, call.params["action"]))
    return True


@method("copyMessage")
async def copy_message(call: Call) -> Any:
    chat = call.chat()
    source = call.bot.chat(call.params["from_chat_id"]).find(call.params["message_id"])
    if source is None:
        raise bad("message to copy not found")
    if source.is_service:
        raise bad("message can't be copied")
    content = {key: value for key, value in source.told.items() if key in _COPIED}
    if "caption" in call.params:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= text.fields("caption", text.of_caption(call.params))
    return {"message_id": call.post(content, chat).id}


_COPIED: Final = frozenset(
    {
        "text", "entities", "caption", "caption_entities", "photo", "document", "voice", "video", "location",
        "venue", "contact", "link_preview_options",
    }
)  # fmt: skip


@method("forwardMessage")
async def forward_message(call: Call) -> Any:
    chat = call.chat()
    source = call.bot.chat(call.params["from_chat_id"]).find(call.params["message_id"])
    if source is None:
        raise bad("message to forward not found")
    if source.is_service or source.told.get("has_protected_content"):
        raise bad("message can't be forwarded")
    origin = {"type": "user", "sender_user": source.told["from"], "date": source.told["date"]}
    content = {key: value for key, value in source.told.items() if key in _COPIED}
    return call.post({**content, "forward_origin": origin}, chat).told
