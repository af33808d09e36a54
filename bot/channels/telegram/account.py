"""Which bot, where its API is, and how updates come."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

NAME: Final = "telegram"
HIDDEN: Final = "…"
_TOKEN: Final = re.compile(r"(\d{1,20}):[\w-]{1,200}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """What an administrator sets. `secret` comes back with every webhook call."""

    token: str = field(repr=False)
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    secret: str = field(default="", repr=False)

    @property
    def sound(self) -> bool:
        """Whether the token can be one at all; another would not even make an address."""
        return _TOKEN.fullmatch(self.token) is not None

    @property
    def account(self) -> str:
        """The bot's own id, which the token begins with."""
        found = _TOKEN.fullmatch(self.token)
        return found[1] if found is not None else "0"

    @property
    def methods(self) -> str:
        """What stands before the token in the address of a method."""
        return f"{self.api_base.rstrip('/')}/bot"

    @property
    def files(self) -> str:
        """What stands before the token in the address of a file."""
        return f"{self.api_base.rstrip('/')}/file/bot"

    def hide(self, answer: bytes) -> bytes:
        """The answer of a server without our token in it: a page about an error may repeat the address."""
        token = self.token.encode()
        return answer.replace(token, HIDDEN.encode()) if token and token in answer else answer
