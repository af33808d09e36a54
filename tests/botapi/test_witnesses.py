"""Libraries that know the platform and not the fake: each runs a bot against it, from /start to an album.

grammY needs node and its package: `npm ci` in `witnesses/`, or WITNESS_MODULES pointing to a `node_modules`
that has it. Without them its test is passed over with one loud line; REQUIRE_GRAMMY=1 makes that a failure.
"""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import telegram
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from tests.support.botapi import FREE, FakeBot, FakeBotApi, Press, Shown, User
from tests.support.pictures import photo

TOKEN = "4839574:invented_token_of_a_ward_with_35_letters"
WITNESSES = Path(__file__).parent / "witnesses"
PATIENCE = 20.0

Runner: TypeAlias = Callable[[str], AbstractAsyncContextManager[None]]


@pytest.fixture
async def platform() -> AsyncIterator[FakeBotApi]:
    api = FakeBotApi(limits=FREE)
    await api.start()
    yield api
    await api.stop()


async def seen(an: User, bot: FakeBot, words: str) -> Shown:
    """The bot's message with these words, as soon as it is there."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [one for one in an.chat(bot).shown() if one.by_bot and words in one.text]
            if found:
                return found[-1]
            await asyncio.sleep(0.01)


async def goes_all_the_way(api: FakeBotApi, run: Runner) -> None:
    """What every witness is asked for."""
    bot, an = api.bot(TOKEN), api.user("An")
    async with run(api.base):
        await an.says(bot, "/start")
        question = await seen(an, bot, "Chọn việc")
        assert question.told["entities"] == [{"type": "bold", "offset": 0, "length": 9}]
        press = await an.presses(bot, "Gửi ảnh")
        assert isinstance(press, Press)
        edited = await seen(an, bot, "Mời gửi ảnh")
        assert (edited.id, edited.buttons) == (question.id, [])
        assert press.answers == [{"text": "Vâng"}]
        sent = await an.sends_photo(bot, photo(800, 600), "đây")
        await seen(an, bot, f"{len(sent.fetched[-1].content)} byte")
        await seen(an, bot, "đôi")
    refused = [(one.method, one.answer) for one in api.requests if one.status not in {200, None}]
    assert refused == []
    assert {"getUpdates", "sendMessage", "answerCallbackQuery", "getFile", "sendMediaGroup"} <= {
        one.method for one in api.requests
    }


@asynccontextmanager
async def as_a_task(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def python_telegram_bot(base: str) -> AsyncIterator[None]:
    bot = telegram.Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
    async with bot, as_a_task(_polls(bot)):
        yield


async def _polls(bot: telegram.Bot) -> None:
    offset = None
    while True:
        for update in await bot.get_updates(offset, timeout=20, read_timeout=25):
            offset = update.update_id + 1
            if update.callback_query is not None:
                await _hears_press(update.callback_query)
            elif update.message is not None:
                await _hears(update.message)


async def _hears_press(query: telegram.CallbackQuery) -> None:
    await query.answer("Vâng")
    await query.edit_message_text("Mời gửi ảnh")


async def _hears(message: telegram.Message) -> None:
    if message.text == "/start":
        button = telegram.InlineKeyboardButton("Gửi ảnh", callback_data="photo")
        keyboard = telegram.InlineKeyboardMarkup([[button]])
        await message.reply_text("<b>Chọn việc</b> 😀", parse_mode="HTML", reply_markup=keyboard)
    elif message.photo:
        content = bytes(await (await message.photo[-1].get_file()).download_as_bytearray())
        await message.reply_photo(content, caption=f"{len(content)} byte")
        await message.reply_media_group(
            [telegram.InputMediaPhoto(content, "đôi"), telegram.InputMediaPhoto(content)]
        )


@asynccontextmanager
async def aiogram(base: str) -> AsyncIterator[None]:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    dispatcher = Dispatcher()
    dispatcher.message.register(_starts, CommandStart())
    dispatcher.callback_query.register(_pressed, F.data == "photo")
    dispatcher.message.register(_shown, F.photo)
    async with as_a_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)):
        yield
    await bot.session.close()


async def _starts(message: Message) -> None:
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Gửi ảnh", callback_data="photo")]]
    )
    await message.answer("<b>Chọn việc</b> 😀", parse_mode="HTML", reply_markup=keyboard)


async def _pressed(query: CallbackQuery) -> None:
    await query.answer("Vâng")
    assert isinstance(query.message, Message)
    await query.message.edit_text("Mời gửi ảnh")


async def _shown(message: Message) -> None:
    assert message.bot is not None
    assert message.photo is not None
    stream = await message.bot.download(message.photo[-1])
    assert stream is not None
    content = stream.read()
    await message.answer_photo(BufferedInputFile(content, "anh.jpg"), caption=f"{len(content)} byte")
    album = [BufferedInputFile(content, name) for name in ("a.jpg", "b.jpg")]
    await message.answer_media_group(
        [InputMediaPhoto(media=album[0], caption="đôi"), InputMediaPhoto(media=album[1])]
    )


@asynccontextmanager
async def grammy(base: str) -> AsyncIterator[None]:
    modules = _modules()
    if modules is None and os.environ.get("REQUIRE_GRAMMY") == "1":
        pytest.fail("REQUIRE_GRAMMY is set: run `npm ci` in tests/botapi/witnesses")
    if modules is None:
        pytest.skip("NO GRAMMY: node or the package grammy is missing")
    environment = {**os.environ, "BASE": base, "TOKEN": TOKEN, "NODE_PATH": str(modules)}
    node = await asyncio.create_subprocess_exec(
        "node", str(WITNESSES / "round_trip.cjs"), env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert node.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            assert (await node.stdout.readline()).strip() == b"ready"
        yield
    finally:
        if node.returncode is None:
            node.kill()
        await node.communicate()


def _modules() -> Path | None:
    """Where grammY is installed."""
    folder = Path(os.environ.get("WITNESS_MODULES") or WITNESSES / "node_modules")
    return folder if shutil.which("node") and (folder / "grammy").is_dir() else None


async def test_python_telegram_bot_goes_all_the_way(platform: FakeBotApi) -> None:
    await goes_all_the_way(platform, python_telegram_bot)


async def test_aiogram_goes_all_the_way(platform: FakeBotApi) -> None:
    await goes_all_the_way(platform, aiogram)


async def test_grammy_goes_all_the_way(platform: FakeBotApi) -> None:
    await goes_all_the_way(platform, grammy)


async def test_python_telegram_bot_knows_the_refusals(platform: FakeBotApi) -> None:
    """Its own reading of our errors: each becomes the exception that it makes of the platform's."""
    fake, an = platform.bot(TOKEN), platform.user("An")
    group = platform.group("Tổ")
    await group.adds(fake)
    moved = await group.migrates()
    async with telegram.Bot(TOKEN, base_url=f"{platform.base}/bot") as bot:
        with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
            await bot.send_message(an.id, "x")
        with pytest.raises(telegram.error.ChatMigrated) as migrated:
            await bot.send_message(group.id, "x")
        assert migrated.value.new_chat_id == moved.id
        await an.says(fake, "/start")
        await an.blocks(fake)
        with pytest.raises(telegram.error.Forbidden):
            await bot.send_message(an.id, "x")
