"""Changing what was said, taking it back, answering a press."""

from typing import Any, Final

from tests.support.botapi import keyboards, text
from tests.support.botapi.bots import ANSWER_WITHIN
from tests.support.botapi.chats import Chat, Shown
from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.wire import Json, bad

SAME: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
DELETED_WITHIN: Final = 48 * 3600
ANSWER_MOST: Final = 200


def _meant(call: Call) -> tuple[Chat, Shown]:
    if call.given("chat_id") is None:
        raise bad("message identifier is not specified")
    chat = call.chat()
    keyboards.check(call.given("reply_markup"), chat.is_private)
    return chat, call.own_message(chat, "message to edit not found")


def _change(call: Call, chat: Chat, shown: Shown, content: Json, dropped: tuple[str, ...]) -> Json:
    """The message with other content and the keyboard of this call, or none."""
    markup = call.given("reply_markup")
    told = {key: value for key, value in shown.told.items() if key not in (*dropped, "reply_markup")}
    told |= content | ({"reply_markup": markup} if markup else {})
    if {**told, "edit_date": 0} == {**shown.told, "edit_date": 0}:
        raise bad(SAME)
    call.bot.pace.take(chat.id)
    shown.told = {**told, "edit_date": call.now}
    shown.markup = markup
    shown.edits += 1
    return shown.told


@method("editMessageText")
async def edit_text(call: Call) -> Any:
    chat, shown = _meant(call)
    if "text" not in shown.told:
        raise bad("there is no text in the message to edit")
    if "text" not in call.params:
        raise bad("message text is empty")
    preview = call.given("link_preview_options")
    content = text.fields("text", text.of_message(call.params))
    content |= {"link_preview_options": preview} if preview else {}
    return _change(call, chat, shown, content, ("text", "entities", "link_preview_options"))


@method("editMessageCaption")
async def edit_caption(call: Call) -> Any:
    chat, shown = _meant(call)
    if not {"photo", "document", "video", "voice", "audio", "animation"} & set(shown.told):
        raise bad("there is no caption in the message to edit")
    content = text.fields("caption", text.of_caption(call.params))
    return _change(call, chat, shown, content, ("caption", "caption_entities"))


@method("editMessageReplyMarkup")
async def edit_markup(call: Call) -> Any:
    chat, shown = _meant(call)
    return _change(call, chat, shown, {}, ())


@method("deleteMessage")
async def delete_message(call: Call) -> Any:
    _delete(call, call.chat(), call.params["message_id"])
    return True


@method("deleteMessages")
async def delete_messages(call: Call) -> Any:
    chat = call.chat()
    if not 1 <= len(call.params["message_ids"]) <= 100:
        raise bad("too many message identifiers specified")
    for message_id in call.params["message_ids"]:
        if chat.find(message_id) is not None:
            _delete(call, chat, message_id)
    return True


def _delete(call: Call, chat: Chat, message_id: int) -> None:
    shown = chat.find(message_id)
    if shown is None:
        raise bad("message to delete not found")
    mine = shown.by_bot == call.bot.id or chat.is_private
    rules_here = chat.status.get(call.bot.id) == "administrator"
    too_old = call.now - shown.told["date"] > DELETED_WITHIN and not rules_here
    if too_old or not (mine or rules_here):
        raise bad("message can't be deleted for everyone")
    shown.deleted = True


@method("answerCallbackQuery")
async def answer_press(call: Call) -> Any:
    if text.units(call.params.get("text", "")) > ANSWER_MOST:
        raise bad("MESSAGE_TOO_LONG")
    press = call.bot.presses.get(call.params["callback_query_id"])
    if press is None or call.tempo.now() - press.at > ANSWER_WITHIN:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    press.answers.append({key: value for key, value in call.params.items() if key != "callback_query_id"})
    return True
