"""Chats as their members see them: messages, keyboards, topics, who is in and who has blocked whom."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.botapi.wire import Json, bad, forbidden

GENERAL: Final = 1
"""The topic that every forum has. It is named in updates never and refused in requests."""
CONTENT: Final = frozenset(
    {
        "text", "photo", "document", "voice", "video", "location", "venue", "contact", "audio", "animation",
    }
)  # fmt: skip
MEMBERS: Final = frozenset({"member", "administrator", "creator"})


@dataclass
class Shown:
    """A message as a client shows it. `told`: as the Bot API tells it; `markup`: its keyboard."""

    told: Json
    markup: Json | None = None
    by_bot: int | None = None
    deleted: bool = False
    edits: int = 0
    fetched: list[Any] = field(default_factory=list)
    """The stored files of it."""

    @property
    def id(self) -> int:
        """Rises within its chat."""
        return int(self.told["message_id"])

    @property
    def text(self) -> str:
        """The words, or those under a file."""
        return str(self.told.get("text", self.told.get("caption", "")))

    @property
    def buttons(self) -> list[Json]:
        """Inline buttons, row after row."""
        return [button for row in (self.markup or {}).get("inline_keyboard", ()) for button in row]

    @property
    def keys(self) -> list[Json]:
        """Keys of the keyboard that this message opens."""
        return [key for row in (self.markup or {}).get("keyboard", ()) for key in row]

    @property
    def is_service(self) -> bool:
        """Whether it tells of an event and cannot be copied."""
        return not CONTENT & set(self.told)


@dataclass
class Topic:
    """A part of a forum."""

    name: str
    closed: bool = False


@dataclass
class Chat:
    """One conversation. `status`: of each bot in it, as a chat member has it."""

    id: int
    kind: str
    names: Json
    messages: dict[int, Shown] = field(default_factory=dict)
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    status: dict[int, str] = field(default_factory=dict)
    rights: dict[int, frozenset[str]] = field(default_factory=dict)
    moved_to: int | None = None
    deactivated: bool = False
    next_id: int = 1

    @property
    def told(self) -> Json:
        """As messages name it."""
        return {"id": self.id, "type": self.kind, **self.names, **({"is_forum": True} if self.forum else {})}

    @property
    def is_private(self) -> bool:
        """A person and a bot."""
        return self.kind == "private"

    def add(self, told: Json, markup: Json | None = None, by_bot: int | None = None) -> Shown:
        """One more message; the chat numbers it."""
        shown = Shown({"message_id": self.next_id, "chat": self.told, **told}, markup, by_bot)
        self.messages[self.next_id] = shown
        self.next_id += 1
        return shown

    def shown(self) -> list[Shown]:
        """What is to be seen, oldest first."""
        return [one for one in self.messages.values() if not one.deleted]

    def find(self, message_id: int | None) -> Shown | None:
        """The message, unless it is gone."""
        found = self.messages.get(message_id or 0)
        return None if found is None or found.deleted else found

    @property
    def last(self) -> Shown:
        """The newest message that is to be seen."""
        return self.shown()[-1]

    @property
    def keyboard(self) -> Shown | None:
        """The message whose reply keyboard is open."""
        for one in reversed(self.shown()):
            if "remove_keyboard" in (one.markup or {}):
                return None
            if one.keys:
                return one
        return None

    def check_write(self, bot_id: int) -> None:
        """May this bot write here?"""
        if self.moved_to is not None:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to)
        status = self.status.get(bot_id, "unknown")
        if self.is_private:
            self._check_person(status)
            return
        where = f"{self.kind} chat"
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {where}")
        if status not in MEMBERS:
            raise forbidden(f"bot is not a member of the {where}")

    def _check_person(self, status: str) -> None:
        if self.deactivated:
            raise forbidden("user is deactivated")
        if status == "kicked":
            raise forbidden("bot was blocked by the user")
        if status == "met":
            raise forbidden("bot can't initiate conversation with a user")
        if status == "unknown":
            raise bad("chat not found")

    def check_topic(self, thread: int | None) -> Json:
        """The topic of a message to send, as the message will carry it."""
        if thread is None:
            return {}
        if not self.forum or thread not in self.topics:
            raise bad("message thread not found")
        if self.topics[thread].closed:
            raise bad("TOPIC_CLOSED")
        return {"message_thread_id": thread, "is_topic_message": True}
