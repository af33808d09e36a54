"""Topics of a forum."""

from typing import Any, Final

from tests.support.botapi.chats import Chat, Topic
from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.wire import bad

NAME_MOST: Final = 128
COLOUR: Final = 7322096
RIGHT: Final = "can_manage_topics"


def _forum(call: Call) -> Chat:
    chat = call.chat()
    if not chat.forum:
        raise bad("the chat is not a forum")
    if RIGHT not in chat.rights.get(call.bot.id, frozenset()):
        raise bad("not enough rights to create a topic")
    return chat


@method("createForumTopic")
async def create_topic(call: Call) -> Any:
    chat = _forum(call)
    name = call.params["name"]
    if not 1 <= len(name) <= NAME_MOST:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    call.bot.pace.take(chat.id)
    colour = call.params.get("icon_color", COLOUR)
    born = call.add(chat, {"forum_topic_created": {"name": name, "icon_color": colour}})
    born.told |= {"message_thread_id": born.id, "is_topic_message": True}
    chat.topics[born.id] = Topic(name)
    return {"message_thread_id": born.id, "name": name, "icon_color": colour}


def _topic(call: Call) -> Topic:
    chat = _forum(call)
    if call.params["message_thread_id"] not in chat.topics:
        raise bad("message thread not found")
    return chat.topics[call.params["message_thread_id"]]


@method("closeForumTopic")
async def close_topic(call: Call) -> Any:
    topic = _topic(call)
    if topic.closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = True
    return True


@method("reopenForumTopic")
async def reopen_topic(call: Call) -> Any:
    topic = _topic(call)
    if not topic.closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = False
    return True


@method("deleteForumTopic")
async def delete_topic(call: Call) -> Any:
    _topic(call)
    thread = call.params["message_thread_id"]
    chat = call.chat()
    del chat.topics[thread]
    for shown in chat.shown():
        shown.deleted = shown.deleted or shown.told.get("message_thread_id") == thread
    return True
