"""The whole product in a process of its own, in a ward that does not exist, and a resident at its page."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from playwright.async_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from bot.ward import DEFAULT
from tests.support import wards
from tests.support.browser import Watch, visit
from tests.support.pictures import photo
from tests.support.process import Process

Look: TypeAlias = Callable[[str], Awaitable[None]]
"""Called at every step by its name: consent, category, map, summary, receipt."""
PATIENT: Final = 25_000
"""Milliseconds for what takes until a killed process is back."""


MARKETS: Final = '{ id = "cho-mau", name = "Chợ Mẫu" }, { id = "cho-nhap", name = "Chợ Nháp" }'


def ward_file(folder: Path) -> Path:
    """The invented ward as a file: the shipped one with other names, an outline and two markets."""
    at = wards.INSIDE
    changes = (
        ("Thành Đông", "Bến Thử"),
        ('code = "10507"', 'code = "99001"'),
        ('boundary = ""', 'boundary = "ben_thu.geojson"'),
        ("latitude = 20.9594, longitude = 106.325", f"latitude = {at.latitude}, longitude = {at.longitude}"),
        ("markets = []", f"markets = [{MARKETS}]"),
    )  # fmt: skip
    text = DEFAULT.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder.mkdir()
    (folder / "ward.toml").write_text(text, "utf-8")
    (folder / "law.toml").write_bytes((DEFAULT.parent / "law.toml").read_bytes())
    (folder / "ben_thu.geojson").write_bytes((wards.HERE / "ben_thu.geojson").read_bytes())
    return folder / "ward.toml"


def invented_house(folder: Path, **settings: object) -> Process:
    """A running installation of the invented ward."""
    process = Process(folder / "var", ward_file=ward_file(folder / "ward"), **settings)
    assert process.start(), process.said()
    return process


@dataclass(frozen=True)
class Words:
    """What stands on the buttons on the way."""

    report: str = "Gửi phản ánh"
    agree: str = "Tôi đồng ý"
    category: str = "Cân, đong, đo thiếu"
    matter: str = "Mua hàng bị cân thiếu"
    take: str = "Chọn chỗ này"
    done: str = "Xong"
    sealed: str = "Giữ kín danh tính"
    send: str = "Gửi đi"


VIETNAMESE: Final = Words()
ENGLISH: Final = Words(
    "Send a report", "I agree", "Short weight or measure", "Goods weighed short", "Choose this spot", "Done",
    "Keep my identity secret", "Send",
)  # fmt: skip


@dataclass
class Caller:
    """A resident at the page, with a finger or a mouse."""

    context: BrowserContext
    page: Page
    watch: Watch
    words: Words = VIETNAMESE

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.locator("#log")

    def choice(self, label: str) -> Locator:
        """A button that can be pressed now."""
        offered = self.page.locator("#log .choices:visible, #welcome:visible")
        return offered.get_by_role("button", name=label).last

    async def sees(self, label: str) -> None:
        """Waits until the ward offers this."""
        await expect(self.choice(label)).to_be_visible(timeout=PATIENT)

    async def presses(self, target: Locator) -> None:
        """One button."""
        await target.click()

    async def chooses(self, label: str) -> None:
        """What the ward offers."""
        await self.sees(label)
        await self.presses(self.choice(label))

    async def writes(self, words: str) -> None:
        """A message."""
        field = self.page.locator("#text")
        await field.focus()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def opens_map(self) -> None:
        """The map, with the ward's outline on it."""
        await self.presses(self.page.locator("#pin"))
        await expect(self.page.locator("#map .outline")).to_be_visible()

    async def sets_pin(self) -> None:
        """Takes the place under the pin."""
        await self.presses(self.page.get_by_role("button", name=self.words.take))

    async def attaches(self, file: FilePayload) -> None:
        """A photo."""
        await expect(self.page.locator("#choose")).to_be_visible(timeout=PATIENT)
        async with self.page.expect_file_chooser() as chooser:
            await self.presses(self.page.locator("#choose"))
        await (await chooser.value).set_files(file)

    async def reports(self, look: Look | None = None) -> str:
        """From the first button to the code, with a pin and a photo."""
        await self.begins(look)
        await self.tells(look)
        return await self.finishes(look)

    async def begins(self, look: Look | None = None) -> None:
        """Consents and says what it is about."""
        await self.chooses(self.words.report)
        await self.sees(self.words.agree)
        await _look(look, "consent")
        await self.chooses(self.words.agree)
        await self.sees(self.words.category)
        await _look(look, "category")
        await self.chooses(self.words.category)
        await self.chooses(self.words.matter)

    async def tells(self, look: Look | None = None) -> None:
        """How much, where, and what it looked like."""
        await expect(self.page.locator("#text")).to_have_attribute("placeholder", re.compile("1 kg"))
        await self.writes("2kg 1,7kg")
        await expect(self.page.locator("#pin")).to_be_visible(timeout=PATIENT)
        await self.opens_map()
        await _look(look, "map")
        await self.sets_pin()
        await self.attaches(snapshot())
        await self.chooses(self.words.done)

    async def finishes(self, look: Look | None = None) -> str:
        """Looks it over and sends it; the code."""
        await self.chooses(self.words.sealed)
        await self.sees(self.words.send)
        await expect(self.log.locator(".ward").last).to_contain_text(
            "1,7 kg" if self.words is VIETNAMESE else "1.7 kg"
        )
        await _look(look, "summary")
        await self.chooses(self.words.send)
        await self.receipt.scroll_into_view_if_needed(timeout=PATIENT)
        await expect(self.receipt).to_have_js_property("complete", True)
        await _look(look, "receipt")
        return await self.log.locator(".ward b").first.inner_text()

    @property
    def receipt(self) -> Locator:
        """The picture of the receipt."""
        return self.log.locator("img.receipt")

    async def story(self) -> list[str]:
        """Everything that was said, both sides."""
        return await self.log.locator(".words").all_inner_texts()


class Typist(Caller):
    """A resident who has only a keyboard."""

    async def presses(self, target: Locator) -> None:
        """Tab until it is reached, then Enter."""
        for _ in range(80):
            await self.page.keyboard.press("Tab")
            if await target.evaluate("node => node === document.activeElement"):
                await self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"the Tab key does not lead to {target}")

    async def opens_map(self) -> None:
        """And moves it a little."""
        await super().opens_map()
        await expect(self.page.locator("#map")).to_be_focused()
        await self.page.keyboard.press("ArrowUp")


async def _look(look: Look | None, step: str) -> None:
    if look is not None:
        await look(step)


def snapshot() -> FilePayload:
    """A photo as a phone takes it, with the place of its owner inside, and held upright."""
    return {"name": "can-cho.jpg", "mimeType": "image/jpeg", "buffer": photo(1600, 1200, orientation=6)}


async def calls(
    browser: Browser,
    url: str,
    *tolerated: str,
    kind: type[Caller] = Caller,
    **how: object,
) -> Caller:
    """A fresh person with the page open; `tolerated` are words of complaints caused on purpose."""
    context = await visit(browser, **{"reduced_motion": "reduce", **how})  # type: ignore[arg-type]  # as Playwright's own
    page = await context.new_page()
    watch = Watch()
    watch.follow(page, origin=url, tolerate=tolerated)
    await page.goto(url)
    await expect(page.locator("#welcome")).to_be_visible()
    return kind(context, page, watch)
