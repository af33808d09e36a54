"""Residents on Telegram who file reports, whatever breaks: where no answer comes they ask for help."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from bot.core.messages import Address
from tests.crash.siege import story
from tests.support.botapi import FakeBot, Shown, User
from tests.support.resident import GO, WANTED

HELP: Final = "/huongdan"
START: Final = "/start"
PHOTOS: Final = "photos"
PATIENCE: Final = 4.0
"""Seconds without a word of the ward after which somebody asks for help."""
LONGEST: Final = 150.0
"""Seconds that a report may take."""
GLANCE: Final = 0.05


class Texter:
    """One person's chat with the bot. `reports`: the photos of what was filed, as the platform has them."""

    def __init__(self, user: User, bot: FakeBot, unmarked: Callable[[str], str]) -> None:
        self.user = user
        self.reports: list[Sequence[bytes]] = []
        self.asked_for_help = 0
        self.longest = LONGEST
        self._bot = bot
        self._unmarked = unmarked
        self._read = 0
        self._answered: set[str] = set()
        self._photos: list[bytes] = []
        self._told: list[bytes] = []

    @property
    def address(self) -> Address:
        """Where they are reached."""
        return Address("telegram", str(self._bot.id), str(self.user.id))

    def heard(self) -> list[Shown]:
        """What the ward said, oldest first."""
        return [shown for shown in self.user.chat(self._bot).messages.values() if shown.by_bot is not None]

    async def says(self, words: str) -> None:
        """Type something."""
        await self.user.says(self._bot, words)

    async def files_report(self, number: int) -> None:
        """From the first words to the receipt."""
        self._answered, self._photos, self._told = set(), list(story(number).photos), []
        if self.heard():
            await self.user.forges(self._bot, self.heard()[-1], GO)
        else:
            await self.says(START)
        async with asyncio.timeout(self.longest):
            while not await self._goes_on():
                pass
        self.reports.append(self._told)

    async def _goes_on(self) -> bool:
        """React to the next word of the ward; True at the receipt."""
        asked = await self._next()
        if asked is None:
            self.asked_for_help += 1
            self._answered.clear()
            await self.says(HELP)
            return False
        if "photo" in asked.told:
            return self._is_new(asked)
        words = self._unmarked(asked.text)
        if (asked.buttons or asked.keys) and words not in self._answered:
            await self._answer(asked)
            self._answered.add(words)
        return False

    def _is_new(self, receipt: Shown) -> bool:
        """Whether it is that of the report at hand, and not the repeat of an older one."""
        before = [shown for shown in self.heard() if shown.id < receipt.id and "photo" in shown.told]
        return self._unmarked(receipt.text) not in {self._unmarked(shown.text) for shown in before}

    async def _next(self) -> Shown | None:
        until = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < until:
            new = [shown for shown in self.heard() if shown.id > self._read]
            if new:
                self._read = new[0].id
                return new[0]
            await asyncio.sleep(GLANCE)
        return None

    async def _answer(self, asked: Shown) -> None:
        taps = [button["callback_data"] for button in asked.buttons]
        if asked.keys:
            await self._hand_over(asked)
        elif any(f":{PHOTOS}" in tap for tap in taps) and self._photos:
            await self._show_photos()
        elif (tap := _chosen(taps)) is not None:
            await self.user.forges(self._bot, asked, tap)
        else:
            await self.says(story(1).words)

    async def _hand_over(self, asked: Shown) -> None:
        """The phone's place; its number is nobody's business."""
        if any(key.get("request_location") for key in asked.keys):
            await self.says("số 12 đường Hoa Đào")
        else:
            await self.says("Bỏ qua")

    async def _show_photos(self) -> None:
        shown = await self.user.sends_album(self._bot, self._photos)
        self._photos = []
        self._told = [one.fetched[-1].content for one in shown]


def _chosen(taps: Sequence[str]) -> str | None:
    """What is pressed: the wanted option, else what goes on, else the first that is no move; None where
    words are wanted."""
    for tap in taps:
        question, _, option = tap.rpartition(":")
        if tap == GO or WANTED.get(question) == option.partition(".")[0]:
            return tap
    onward = [tap for tap in taps if tap.startswith(("nav:done", "nav:skip"))]
    options = [tap for tap in taps if not tap.startswith(("nav:", "go:"))]
    return next(iter([*onward, *options]), None)
