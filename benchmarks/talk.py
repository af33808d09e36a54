"""The conversation that both sides hold, and its updates as Telegram sends them.

Only the standard library: the peer's process may have nothing of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

PRESS: Final = "press"
"""The first button of what was said last."""
STEPS: Final = (
    "/baocao",
    PRESS,
    PRESS,
    "2kg thịt còn 1,7",
    "{number} đường Nguyễn Văn Linh, quầy cô Lan",
    PRESS,
    PRESS,
    PRESS,
)
"""A report of short weight from the first word to the code: what, which kind, amounts, where, no photo,
identity kept, send."""
PEOPLE: Final = 200

Shown = Sequence[tuple[str, str]]
"""Buttons as (label, data)."""


@dataclass(slots=True)
class Person:
    """One chat: where it stands and what it was told last."""

    number: int
    step: int = 0
    sent: int = 0
    text: str = ""
    buttons: Shown = field(default_factory=tuple)

    @property
    def rests(self) -> bool:
        """Whether the conversation is at its end."""
        return self.step == len(STEPS)

    def hear(self, text: str, buttons: Shown) -> None:
        """The bot said this."""
        self.text, self.buttons = text, buttons

    def speak(self) -> dict[str, Any]:
        """The next update of this person."""
        if self.rests:
            self.step = 0
        said = STEPS[self.step]
        self.step += 1
        return self.press() if said is PRESS else self.write(said.format(number=self.number))

    def write(self, text: str) -> dict[str, Any]:
        """A message with words."""
        message = self._message(text) | {"from": self._user()}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return {"update_id": self._next(), "message": message}

    def press(self) -> dict[str, Any]:
        """A press on the first button, with the message it stands under, as Telegram sends it."""
        keyboard = [[{"text": label, "callback_data": data}] for label, data in self.buttons]
        query = {
            "id": str(self.sent),
            "from": self._user(),
            "chat_instance": str(self.number),
            "data": self.buttons[0][1],
            "message": self._message(self.text)
            | {"from": BOT, "reply_markup": {"inline_keyboard": keyboard}},
        }
        return {"update_id": self._next(), "callback_query": query}

    def _next(self) -> int:
        self.sent += 1
        return self.number * 1_000_000 + self.sent

    def _message(self, text: str) -> dict[str, Any]:
        chat = {"id": self.number, "type": "private", "first_name": "Lan"}
        return {"message_id": self.sent + 1, "date": 1_800_000_000, "chat": chat, "text": text}

    def _user(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": "Lan", "language_code": "vi"}


BOT: Final = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}


def crowd(people: int = PEOPLE) -> list[Person]:
    """So many people, each before their first word."""
    return [Person(number) for number in range(1, people + 1)]
