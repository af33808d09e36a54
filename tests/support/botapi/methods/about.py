"""The bot about itself: who it is, which commands it offers, whom it meets where."""

import re
from typing import Any, Final

from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.wire import Json, bad

COMMANDS_MOST: Final = 100
_NAME: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")


@method("getMe")
async def tell_me(call: Call) -> Any:
    able = {
        "can_join_groups": True, "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": False, "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip
    return {**call.bot.told, **able}


def _scope(call: Call) -> str:
    scope: Json = call.given("scope") or {"type": "default"}
    language = call.params.get("language_code", "")
    if not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    if "chat_id" in scope:
        call.bot.chat(scope["chat_id"]).check_write(call.bot.id)
    ids = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return f"{' '.join([scope['type'], *ids])}/{language}"


@method("setMyCommands")
async def set_commands(call: Call) -> Any:
    commands = call.params["commands"]
    if len(commands) > COMMANDS_MOST:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _NAME.fullmatch(command["command"].removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({command["command"] for command in commands}) != len(commands):
        raise bad("BOT_COMMAND_INVALID: the same command twice")
    call.bot.commands[_scope(call)] = [
        {**command, "command": command["command"].removeprefix("/")} for command in commands
    ]
    return True


@method("getMyCommands")
async def tell_commands(call: Call) -> Any:
    return call.bot.commands.get(_scope(call), [])


@method("deleteMyCommands")
async def delete_commands(call: Call) -> Any:
    call.bot.commands.pop(_scope(call), None)
    return True


@method("leaveChat")
async def leave_chat(call: Call) -> Any:
    chat = call.chat()
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    chat.status[call.bot.id] = "left"
    return True
