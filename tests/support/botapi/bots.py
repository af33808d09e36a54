"""A bot as the platform knows it."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.botapi.chats import Chat
from tests.support.botapi.pace import Pace
from tests.support.botapi.updates import UpdateQueue
from tests.support.botapi.webhooks import Deliverer
from tests.support.botapi.wire import Json, bad

ANSWER_WITHIN: Final = 15.0
"""Seconds after which an answer to a press is refused, about as users report it."""


@dataclass
class Press:
    """A callback query, and what the person was told in return."""

    id: str
    at: float
    answers: list[Json] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether the spinner stopped."""
        return bool(self.answers)


@dataclass
class FakeBot:
    """One token. `privacy`: in groups it sees commands, replies to itself and service messages only."""

    token: str
    username: str
    name: str
    queue: UpdateQueue
    pace: Pace
    hook: Deliverer
    groups: dict[int, Chat]
    privacy: bool = True
    private: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    actions: list[tuple[int, str]] = field(default_factory=list)
    """Chat and what the bot was said to be doing there."""
    allowed: list[str] | None = None
    in_flight: int = 0
    next_hook_at: float = 0.0

    @property
    def id(self) -> int:
        """The number before the colon."""
        return int(self.token.partition(":")[0])

    @property
    def told(self) -> Json:
        """As messages name it."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    @property
    def pending(self) -> int:
        """Updates that the bot was never given."""
        return self.queue.unserved

    def chat(self, chat_id: Any) -> Chat:
        """Where it may know its way."""
        found = self.private.get(chat_id) or self.groups.get(chat_id)
        if found is None:
            raise bad("chat not found")
        return found

    def menu(
        self, chat_id: int, user_id: int, language: str | None = None, admin: bool = False
    ) -> list[Json]:
        """The commands that a client offers, by the reference's order of scopes and languages."""
        if chat_id == user_id:
            scopes = [f"chat {chat_id}", "all_private_chats", "default"]
        else:
            scopes = [
                f"chat_member {chat_id} {user_id}", *([f"chat_administrators {chat_id}"] if admin else []),
                f"chat {chat_id}", *(["all_chat_administrators"] if admin else []),
                "all_group_chats", "default",
            ]  # fmt: skip
        keys = [f"{scope}/{tongue}" for scope in scopes for tongue in ([language] if language else []) + [""]]
        return next((self.commands[key] for key in keys if key in self.commands), [])
