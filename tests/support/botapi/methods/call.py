"""One call of a method: who asks, for what, and the ways that all methods share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from tests.support.botapi import keyboards
from tests.support.botapi.bots import FakeBot
from tests.support.botapi.chats import Chat, Shown
from tests.support.botapi.files import Files
from tests.support.botapi.tempo import Tempo
from tests.support.botapi.wire import Json, bad


@dataclass(frozen=True)
class Call:
    """A checked request on its way through the fake."""

    bot: FakeBot
    params: Json
    files: Files
    tempo: Tempo

    def given(self, name: str) -> Any:
        """A parameter, None where it was left out."""
        return self.params.get(name)

    @property
    def now(self) -> int:
        """As dates are told."""
        return int(self.tempo.now())

    def chat(self) -> Chat:
        """The chat that is written to, if this bot may write there."""
        if self.params["chat_id"] == "":
            raise bad("chat_id is empty")
        chat = self.bot.chat(self.params["chat_id"])
        chat.check_write(self.bot.id)
        return chat

    def own_message(self, chat: Chat, missing: str) -> Shown:
        """The message of ours that is meant."""
        found = chat.find(self.given("message_id"))
        if found is None:
            raise bad(missing)
        if found.by_bot != self.bot.id or found.is_service or _has_keyboard(found):
            raise bad("message can't be edited")
        return found

    def place(self, chat: Chat) -> Json:
        """Topic, reply and protection of a message to send."""
        keyboards.check(self.given("reply_markup"), chat.is_private)
        told = {**chat.check_topic(self.given("message_thread_id")), **self._reply(chat)}
        return {**told, **({"has_protected_content": True} if self.given("protect_content") else {})}

    def _reply(self, chat: Chat) -> Json:
        wanted = self.given("reply_parameters") or {"message_id": self.given("reply_to_message_id")}
        if wanted["message_id"] is None:
            return {}
        found = chat.find(wanted["message_id"])
        if found is not None:
            return {"reply_to_message": {k: v for k, v in found.told.items() if k != "reply_to_message"}}
        if wanted.get("allow_sending_without_reply") or self.given("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")

    def post(self, content: Json, chat: Chat | None = None) -> Shown:
        """Say something, with all that a message carries."""
        chat = chat or self.chat()
        place = self.place(chat)
        self.bot.pace.take(chat.id)
        return self.add(chat, {**place, **content}, self.given("reply_markup"))

    def add(self, chat: Chat, content: Json, markup: Json | None = None) -> Shown:
        """Put it into the chat. Only inline keyboards are told again."""
        inline = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
        told = {"from": self.bot.told, "date": self.now, **content, **inline}
        return chat.add(told, markup, self.bot.id)


def _has_keyboard(message: Shown) -> bool:
    return message.markup is not None and "inline_keyboard" not in message.markup


Method: TypeAlias = Callable[[Call], Awaitable[Any]]
METHODS: Final[dict[str, Method]] = {}
"""By lower-case name."""


def method(name: str) -> Callable[[Method], Method]:
    """Put a function at the place of a method."""

    def placed(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return placed
