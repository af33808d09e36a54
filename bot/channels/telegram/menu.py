"""The commands that Telegram offers behind its menu button, and our own name."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.channels.telegram.calling import judged
from bot.channels.telegram.verdict import harmless
from bot.core.errors import SendError, Throttled

log = structlog.get_logger()

LANGUAGES: Final = ((None, "vi"), ("vi", "vi"), ("en", "en"))
"""The language of the phone, and the one that it is shown; without a language the first is the fallback."""
PRIVATE: Final = (
    ("baocao", "telegram-command-baocao"),
    ("tracuu", "telegram-command-tracuu"),
    ("huongdan", "telegram-command-huongdan"),
    ("ngonngu", "telegram-command-ngonngu"),
    ("dulieu", "telegram-command-dulieu"),
)
GROUPS: Final = (("viec", "telegram-command-viec"),)
SCOPES: Final[tuple[tuple[BotCommandScope, tuple[tuple[str, str], ...]], ...]] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUPS),
)
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 300.0


def menus(
    words: Callable[[str, str], str],
) -> Iterator[tuple[list[BotCommand], BotCommandScope, str | None]]:
    """Every menu: commands, for whom, on phones of which language."""
    for scope, commands in SCOPES:
        for phone, language in LANGUAGES:
            offered = [BotCommand(name, words(language, key)) for name, key in commands]
            yield offered, scope, phone


async def publish(bot: Bot, words: Callable[[str, str], str]) -> None:
    """Set all menus, each as long as it takes."""
    for offered, scope, phone in menus(words):
        await until_done(partial(bot.set_my_commands, offered, scope, phone))


async def until_done(request: Callable[[], Awaitable[object]], first: float = FIRST_PAUSE) -> None:
    """Ask until the platform agrees, ever more slowly."""
    pause = first
    while True:
        try:
            await judged(request(), harmless)
        except SendError as problem:
            if problem.loggable:
                log.warning("telegram was not set up", problem=type(problem).__name__)
            wait = max(problem.after, pause) if isinstance(problem, Throttled) else pause
        else:
            return
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)
