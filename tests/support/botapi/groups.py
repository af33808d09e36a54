"""Groups: bots come and go, chats become supergroups, forums have topics."""

from dataclasses import dataclass
from typing import Protocol

from tests.support.botapi.bots import FakeBot
from tests.support.botapi.chats import Chat, Shown, Topic
from tests.support.botapi.platform import Platform
from tests.support.botapi.wire import Json

SUPERGROUP = -1_000_000_000_000


class Actor(Protocol):
    """Whoever does something in a group."""

    @property
    def told(self) -> Json:
        """As messages name them."""
        ...


@dataclass
class Group:
    """A group and its owner, who acts unless somebody else is named."""

    platform: Platform
    chat: Chat
    owner: Actor

    @property
    def id(self) -> int:
        """Negative."""
        return self.chat.id

    def _who(self, by: Actor | None) -> Json:
        return (by or self.owner).told

    async def adds(self, bot: FakeBot, by: Actor | None = None) -> None:
        """Take a bot in."""
        who = self._who(by)
        self.platform.meet(bot, who)
        self.platform.change_status(bot, self.chat, who, "member")
        self.platform.event(self.chat, who, {"new_chat_members": [bot.told]})

    async def promotes(self, bot: FakeBot, *rights: str, by: Actor | None = None) -> None:
        """Make a bot an administrator with these rights."""
        self.chat.rights[bot.id] = frozenset(rights)
        self.platform.change_status(bot, self.chat, self._who(by), "administrator")

    async def removes(self, bot: FakeBot, by: Actor | None = None) -> None:
        """Throw a bot out."""
        self.platform.change_status(bot, self.chat, self._who(by), "kicked")

    async def renames(self, title: str, by: Actor | None = None) -> None:
        """Another title."""
        self.chat.names = {"title": title}
        self.platform.event(self.chat, self._who(by), {"new_chat_title": title})

    async def migrates(self, by: Actor | None = None) -> "Group":
        """Become a supergroup: another id, told in both chats."""
        old, who = self.chat, self._who(by)
        new_id = SUPERGROUP - self.platform.new_id(10**9, 2 * 10**9)
        new = Chat(new_id, "supergroup", old.names, status=dict(old.status), rights=dict(old.rights))
        self.platform.groups[new_id] = new
        self.platform.event(old, who, {"migrate_to_chat_id": new_id})
        self.platform.event(new, who, {"migrate_from_chat_id": old.id})
        old.moved_to = new_id
        return Group(self.platform, new, self.owner)

    async def opens_topic(self, name: str, by: Actor | None = None) -> int:
        """A new topic; gives its id."""
        thread = self.chat.next_id
        told = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        place = {"message_thread_id": thread, "is_topic_message": True}
        self.platform.event(self.chat, self._who(by), told | place)
        self.chat.topics[thread] = Topic(name)
        return thread

    async def closes_topic(self, thread: int, by: Actor | None = None) -> None:
        """Nothing more can be said there."""
        self.chat.topics[thread].closed = True
        place = {"message_thread_id": thread, "is_topic_message": True}
        self.platform.event(self.chat, self._who(by), {"forum_topic_closed": {}} | place)

    async def deletes_topic(self, thread: int) -> None:
        """It is gone with its messages; bots are not told."""
        del self.chat.topics[thread]
        for shown in self.chat.shown():
            shown.deleted = shown.deleted or shown.told.get("message_thread_id") == thread

    def shown(self) -> list[Shown]:
        """What its members see."""
        return self.chat.shown()
