"""One browser for all tests of the page; for each test a ward of its own and a fresh visitor."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.stub import Stub, serving
from tests.support.browser import Watch, launched, visit

expect.set_options(timeout=10_000)


@dataclass
class Visitor:
    """A person with the chat page open."""

    ward: Stub
    context: BrowserContext
    page: Page
    watch: Watch
    tolerated: list[str] = field(default_factory=list)

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.locator("#log")

    @property
    def field(self) -> Locator:
        """Where the person types."""
        return self.page.locator("#text")

    async def arrives(self, path: str = "/") -> None:
        """Opens the page and waits until it listens."""
        await self.page.goto(self.ward.url + path)
        await self.listens()

    async def listens(self) -> None:
        """Waits until the ward's events reach the page."""
        for _ in range(100):
            if self.ward.lines:
                return
            await self.page.wait_for_timeout(50)
        raise AssertionError("the page never opened its event line")

    async def types(self, words: str) -> None:
        """Writes and sends, by keyboard alone."""
        await self.field.focus()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def another_tab(self) -> Page:
        """A second page of the same person."""
        page = await self.context.new_page()
        self.watch.follow(page, origin=self.ward.url, tolerate=tuple(self.tolerated))
        await page.goto(self.ward.url)
        return page


@dataclass
class Door:
    """Lets visitors in."""

    browser: Browser
    ward: Stub
    contexts: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)

    async def admit(self, *tolerated: str, **how: Any) -> Visitor:
        """A fresh person; `tolerated` are words of complaints that the test causes on purpose."""
        context = await visit(self.browser, **how)
        page = await context.new_page()
        watch = Watch()
        watch.follow(page, origin=self.ward.url, tolerate=tolerated)
        self.contexts.append(context)
        self.watches.append(watch)
        return Visitor(self.ward, context, page, watch, list(tolerated))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium."""
    async with launched() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def ward() -> AsyncIterator[Stub]:
    """A server of the contract."""
    async with serving(Stub()) as stub:
        yield stub


@pytest_asyncio.fixture(loop_scope="session")
async def door(browser: Browser, ward: Stub) -> AsyncIterator[Door]:
    """Visitors; afterwards none of their pages may have complained."""
    entrance = Door(browser, ward)
    yield entrance
    for context in entrance.contexts:
        await context.close()
    assert [watch.complaints for watch in entrance.watches if watch.complaints] == []


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(door: Door) -> Visitor:
    """A person on a phone whose page is open."""
    person = await door.admit()
    await person.arrives()
    return person


@pytest.fixture
def photo() -> FilePayload:
    """A picture, as a file chooser hands it over."""
    return {"name": "can-cho.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + bytes(200_000)}
