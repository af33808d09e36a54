"""The peer: the same conversation on aiogram 3, its FSM in memory, replies to nowhere.

`python -m benchmarks.peer_aiogram WORDS REPORTS PEOPLE` in an environment that has aiogram. WORDS is a
file with what our own bot says at each step, so that both say the same.
"""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final, TypeAlias

import aiogram
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.base import BaseSession
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.keyboard import InlineKeyboardBuilder

from benchmarks.measuring import Stopwatch, tell
from benchmarks.talk import BOT, PEOPLE, STEPS, Person, crowd

TOKEN: Final = "42:" + "a" * 35
REPORTS: Final = 3
Words: TypeAlias = list[tuple[str, list[tuple[str, str]]]]
"""At each step: the text, and its buttons as (label, data)."""


class Report(StatesGroup):
    """Where a person stands."""

    category = State()
    kind = State()
    amounts = State()
    place = State()
    photos = State()
    identity = State()
    confirm = State()


class Pick(CallbackData, prefix="report"):
    """What a button carries."""

    question: str
    value: str


class Nowhere(BaseSession):
    """A session without a network: a request is made ready as for sending, and answered at once with what
    Telegram would say. The person hears what was said."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__()
        self._people = {person.number: person for person in people}
        self.sent = 0

    async def make_request(self, bot: Bot, method: Any, timeout: float | None = None) -> Any:  # noqa: ARG002, ASYNC109  their signature
        """The form that would go out, and the answer read."""
        form = self._form(bot, method)
        answer = self._answer(method, form)
        return self.check_response(bot, method, 200, json.dumps({"ok": True, "result": answer})).result

    def _form(self, bot: Bot, method: Any) -> dict[str, str]:
        values = method.model_dump(warnings=False)
        prepared = {key: self.prepare_value(value, bot=bot, files={}) for key, value in values.items()}
        return {key: value for key, value in prepared.items() if value}

    def _answer(self, method: Any, form: dict[str, str]) -> Any:
        if not isinstance(method, SendMessage):
            return True
        self.sent += 1
        markup = json.loads(form["reply_markup"])
        buttons = [(button["text"], button["callback_data"]) for [button] in markup["inline_keyboard"]]
        self._people[int(method.chat_id)].hear(method.text, buttons)
        chat = {"id": method.chat_id, "type": "private", "first_name": "Lan"}
        sent = {"message_id": self.sent, "date": 1_800_000_000, "chat": chat, "from": BOT}
        return sent | {"text": method.text, "reply_markup": markup}

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """There are no files."""
        yield b""

    async def close(self) -> None:
        """There is nothing to close."""


class Interview:
    """The handlers, one a step, as the library's documentation shows: keep the answer, move the state, ask
    the next question with buttons."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.filed: list[dict[str, Any]] = []

    def route(self, router: Router) -> None:
        """Register them."""
        router.message.register(self.begin, Command("baocao"))
        router.callback_query.register(self.category, Report.category, Pick.filter(F.question == "category"))
        router.callback_query.register(self.kind, Report.kind, Pick.filter(F.question == "kind"))
        router.message.register(self.amounts, Report.amounts, F.text)
        router.message.register(self.place, Report.place, F.text)
        router.callback_query.register(self.photos, Report.photos, Pick.filter(F.question == "photos"))
        router.callback_query.register(self.identity, Report.identity, Pick.filter(F.question == "identity"))
        router.callback_query.register(self.send, Report.confirm, Pick.filter(F.question == "confirm"))

    async def begin(self, message: Message, state: FSMContext) -> None:
        """The first word."""
        await state.set_state(Report.category)
        await message.answer(self._words[0][0], reply_markup=self._keyboard(0, "category"))

    async def category(self, query: CallbackQuery, callback_data: Pick, state: FSMContext) -> None:
        """What it is about."""
        await state.update_data(category=callback_data.value)
        await state.set_state(Report.kind)
        await query.message.answer(self._words[1][0], reply_markup=self._keyboard(1, "kind"))
        await query.answer()

    async def kind(self, query: CallbackQuery, callback_data: Pick, state: FSMContext) -> None:
        """What it is about, more closely."""
        await state.update_data(kind=callback_data.value)
        await state.set_state(Report.amounts)
        await query.message.answer(self._words[2][0], reply_markup=self._keyboard(2, "amounts"))
        await query.answer()

    async def amounts(self, message: Message, state: FSMContext) -> None:
        """Bought and got, in words."""
        await state.update_data(amounts=message.text)
        await state.set_state(Report.place)
        await message.answer(self._words[3][0], reply_markup=self._keyboard(3, "place"))

    async def place(self, message: Message, state: FSMContext) -> None:
        """Where."""
        await state.update_data(place=message.text)
        await state.set_state(Report.photos)
        await message.answer(self._words[4][0], reply_markup=self._keyboard(4, "photos"))

    async def photos(self, query: CallbackQuery, callback_data: Pick, state: FSMContext) -> None:
        """None."""
        await state.update_data(photos=callback_data.value)
        await state.set_state(Report.identity)
        await query.message.answer(self._words[5][0], reply_markup=self._keyboard(5, "identity"))
        await query.answer()

    async def identity(self, query: CallbackQuery, callback_data: Pick, state: FSMContext) -> None:
        """Whether the name is kept; then the summary."""
        told = await state.update_data(identity=callback_data.value)
        await state.set_state(Report.confirm)
        summary = self._words[6][0].format(place=told["place"])
        await query.message.answer(summary, reply_markup=self._keyboard(6, "confirm"))
        await query.answer()

    async def send(self, query: CallbackQuery, state: FSMContext) -> None:
        """The end."""
        self.filed.append(await state.get_data())
        await state.clear()
        await query.message.answer(self._words[7][0], reply_markup=self._keyboard(7, "after"))
        await query.answer()

    def _keyboard(self, step: int, question: str) -> InlineKeyboardMarkup:
        keyboard = InlineKeyboardBuilder()
        for position, (label, _) in enumerate(self._words[step][1]):
            keyboard.button(text=label, callback_data=Pick(question=question, value=str(position)))
        keyboard.adjust(1)
        return keyboard.as_markup()


async def measure(words: Words, reports: int, people: int) -> None:
    """A conversation each to warm up, then so many a person, all interleaved."""
    everybody = crowd(people)
    session, interview = Nowhere(everybody), Interview(words)
    bot, dispatcher = Bot(TOKEN, session=session), Dispatcher(storage=MemoryStorage())
    interview.route(dispatcher)
    await talk(dispatcher, bot, everybody, 1)
    watch, warm = Stopwatch.start(), session.sent
    await talk(dispatcher, bot, everybody, reports)
    updates = len(everybody) * len(STEPS) * reports
    result = watch.rate(updates)
    assert session.sent - warm == updates, f"{session.sent - warm} replies to {updates} updates"
    assert len(interview.filed) == len(everybody) * (reports + 1), "not every report was filed"
    tell(result | {"version": f"aiogram {aiogram.__version__}"})


async def talk(dispatcher: Dispatcher, bot: Bot, people: list[Person], reports: int) -> None:
    """Everybody says their next word, in turns."""
    for _ in range(reports * len(STEPS)):
        for person in people:
            await dispatcher.feed_raw_update(bot, person.speak())


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[2:]]
    asyncio.run(measure(json.loads(Path(sys.argv[1]).read_text("utf-8")), *(told or (REPORTS, PEOPLE))))
