"""Rules of the platform that no type tells, known to teremok: what our bot says must please it too."""

from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from teremok.validation import ApiRuleViolation, validate_method

from bot.core.messages import Point
from tests.scenarios.dialogues import files
from tests.support.botapi import Asked, Upload, schema
from tests.support.databases import sqlite_url
from tests.support.papers import OTHER, PHOTO
from tests.support.world import World

JUDGE = Bot("4242:nobody_is_ever_called_with_this_token")
AWKWARD = "a < b && <b>đậm</b> *không* _phải_ [đánh dấu](x) `mã` 😀 12.500đ/kg \\ & &lt; 'x' \"y\""


def judge(method: str, params: dict[str, Any]) -> None:
    """Let teremok see one request as aiogram's own object."""
    call = schema.methods()[method.lower()].model_validate(_filed(params))
    assert not call.model_extra
    validate_method(JUDGE, call)


def _filed(value: Any) -> Any:
    if isinstance(value, Upload):
        return BufferedInputFile(value.content, value.name)
    if isinstance(value, dict):
        return {name: _filed(one) for name, one in value.items()}
    return [_filed(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_all_that_our_bot_says_pleases_teremok(tmp_path: Path, language: str) -> None:
    world = World(sqlite_url(tmp_path), tmp_path, language, channel="telegram")
    await world.opens()
    try:
        lan = await world.person("lan")
        await lan.says("/start", AWKWARD)
        await files(lan, details=AWKWARD)
        await lan.sends(PHOTO, OTHER, caption=AWKWARD)
        await lan.pins(Point(20.25, 105.97))
        assert world.telegram is not None
        asked = list(world.telegram.api.requests)
    finally:
        await world.leaves()
    assert [_refusal(one) for one in asked if one.status != 200] == []
    assert {"sendMessage", "sendPhoto", "setMyCommands"} <= {one.method for one in asked}
    for one in asked:
        assert one.params is not None
        judge(one.method, one.params)


def _refusal(asked: Asked) -> tuple[str, Any]:
    return asked.method, asked.answer


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": "12.500", "parse_mode": "MarkdownV2"}),
        ("sendMessage", {"chat_id": 1, "text": "<b>x", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": 1, "text": "😀" * 2049}),
        ("sendPhoto", {"chat_id": 1, "photo": "x", "caption": "x" * 1025}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
    ],
)
def test_teremok_would_have_said_so(method: str, params: dict[str, Any]) -> None:
    with pytest.raises(ApiRuleViolation):
        judge(method, params)
