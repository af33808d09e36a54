"""What happens between people and bots: who sees what, and which update tells of it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from tests.support.botapi import text
from tests.support.botapi.bots import FakeBot
from tests.support.botapi.chats import GENERAL, Chat, Shown
from tests.support.botapi.files import Files, Stored
from tests.support.botapi.methods.media import told_as
from tests.support.botapi.tempo import Tempo
from tests.support.botapi.wire import Json

ANONYMOUS: Final[Json] = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
}  # fmt: skip
RIGHTS: Final = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip


class Aside(TypedDict, total=False):
    """What a message may be beside its content."""

    reply_to: Shown
    thread: int
    forwarded_from: str
    """The name of somebody who hides their account."""
    anonymous: bool
    """By an administrator who hides behind the group."""
    media_group_id: str


@dataclass
class Platform:
    """Everybody and everything on the invented platform."""

    tempo: Tempo
    files: Files
    bots: dict[str, FakeBot] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    ids: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - ids, not secrets
    _taken: set[int] = field(default_factory=set)

    @property
    def now(self) -> int:
        """As dates are told."""
        return int(self.tempo.now())

    def new_id(self, least: int, most: int) -> int:
        """A number that nobody has."""
        while (number := self.ids.randrange(least, most)) in self._taken:
            pass
        self._taken.add(number)
        return number

    def bot_of(self, bot_id: int) -> FakeBot:
        """The bot with this number."""
        return next(bot for bot in self.bots.values() if bot.id == bot_id)

    def private(self, bot: FakeBot, person: Json) -> Chat:
        """The chat of a person with a bot."""
        if person["id"] not in bot.private:
            names: Json = {
                key: person[key] for key in ("first_name", "last_name", "username") if key in person
            }
            bot.private[person["id"]] = Chat(person["id"], "private", names)
        return bot.private[person["id"]]

    def meet(self, bot: FakeBot, person: Json) -> None:
        """The bot has seen this person in a group."""
        self.private(bot, person).status.setdefault(bot.id, "met")

    def say(
        self, chat: Chat, sender: Json, content: Json, aside: Aside, stored: Sequence[Stored] = ()
    ) -> Shown:
        """A message of a person: kept in the chat, told to every bot that may see it."""
        told = {"from": sender, "date": self.now, **content, **self._beside(chat, aside)}
        if aside.get("anonymous"):
            told |= {"from": ANONYMOUS, "sender_chat": chat.told}
        shown = chat.add(told)
        shown.fetched = list(stored)
        for bot in self._seeing(chat, shown, aside.get("reply_to")):
            if not chat.is_private and not aside.get("anonymous"):
                self.meet(bot, sender)
            files = self._files_for(bot, stored)
            shown.told |= files
            bot.queue.add("message", {**shown.told, **files}, f"chat {chat.id}", self.now)
        return shown

    def _files_for(self, bot: FakeBot, stored: Sequence[Stored]) -> Json:
        if not stored:
            return {}
        return told_as(stored[0].kind, self.files.told(bot.id, list(stored)))

    def _beside(self, chat: Chat, aside: Aside) -> Json:
        told: Json = {}
        if "reply_to" in aside:
            replied = aside["reply_to"].told
            told["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        if "thread" in aside:
            told |= _topic(chat, aside["thread"])
        if "forwarded_from" in aside:
            name = aside["forwarded_from"]
            told["forward_origin"] = {"type": "hidden_user", "sender_user_name": name, "date": self.now - 60}
        if "media_group_id" in aside:
            told["media_group_id"] = aside["media_group_id"]
        return told

    def _seeing(self, chat: Chat, shown: Shown, replied: Shown | None) -> list[FakeBot]:
        if chat.is_private:
            return [bot for bot in self.bots.values() if bot.private.get(chat.id) is chat]
        inside = [bot for bot in self.bots.values() if chat.status.get(bot.id) in {"member", "administrator"}]
        return [bot for bot in inside if sees(bot, chat, shown, replied)]

    def edit(self, chat: Chat, shown: Shown, content: Json, dropped: Sequence[str]) -> None:
        """Another version of a person's message."""
        kept = {key: value for key, value in shown.told.items() if key not in dropped}
        shown.told = {**kept, **content, "edit_date": self.now}
        shown.edits += 1
        for bot in self._seeing(chat, shown, None):
            told = {**shown.told, **self._files_for(bot, shown.fetched)}
            bot.queue.add("edited_message", told, f"chat {chat.id}", self.now)

    def event(self, chat: Chat, sender: Json, content: Json) -> Shown:
        """A service message: every bot in the chat sees it."""
        shown = chat.add({"from": sender, "date": self.now, **content})
        for bot in self.bots.values():
            if chat.status.get(bot.id) in {"member", "administrator"}:
                bot.queue.add("message", shown.told, f"chat {chat.id}", self.now)
        return shown

    def change_status(self, bot: FakeBot, chat: Chat, sender: Json, new: str) -> None:
        """The bot's place in a chat: my_chat_member tells of it."""
        old = chat.status.get(bot.id, "left")
        old = {"met": "left", "unknown": "left"}.get(old, old)
        told = {
            "chat": chat.told, "from": sender, "date": self.now,
            "old_chat_member": self.member(bot.told, old, chat),
            "new_chat_member": self.member(bot.told, new, chat),
        }  # fmt: skip
        chat.status[bot.id] = new
        bot.queue.add("my_chat_member", told, f"chat {chat.id}", self.now)

    def member(self, who: Json, status: str, chat: Chat) -> Json:
        """A chat member as updates tell it."""
        told: Json = {"status": status, "user": who}
        if status == "kicked":
            told["until_date"] = 0
        if status == "administrator":
            told |= dict.fromkeys(RIGHTS, False) | {"can_manage_chat": True}
            told |= dict.fromkeys(chat.rights.get(who["id"], ()), True)
        return told


def _topic(chat: Chat, thread: int) -> Json:
    """People may write in the General topic by its number; bots may not."""
    if chat.forum and thread == GENERAL:
        return {"message_thread_id": GENERAL, "is_topic_message": True}
    return chat.check_topic(thread)


def sees(bot: FakeBot, chat: Chat, shown: Shown, replied: Shown | None) -> bool:
    """Privacy mode: commands for it (or for nobody in particular), replies to it, service messages."""
    if not bot.privacy or chat.status.get(bot.id) == "administrator" or shown.is_service:
        return True
    if replied is not None and replied.by_bot == bot.id:
        return True
    command, _, name = shown.text.partition(" ")[0].partition("@")
    return command.startswith("/") and name.lower() in {"", bot.username.lower()}


def words(said: str, name: str = "text") -> Json:
    """Plain words with the entities that clients find."""
    return text.fields(name, text.formatted(said, None, None))
