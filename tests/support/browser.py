"""A real Chromium for tests: found in PATH, started without a window, watched for every complaint."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

NAMES: Final = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: Final = {"width": 360, "height": 720}
DESKTOP: Final = {"width": 1280, "height": 800}

Scheme = Literal["light", "dark"]


def find_browser() -> str:
    """The path of a browser; without one the test is skipped, or fails where one is required.

    `tests/conftest.py` says so in one loud line at the end.
    """
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is not None:
        return path
    complaint = "NO BROWSER: neither chromium nor google-chrome is in PATH, the chat page is NOT tested"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(complaint)
    pytest.skip(complaint)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A running browser without a window."""
    path = find_browser()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Watch:
    """What a page complained about: script errors, forbidden loads, requests to strangers."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, page: Page, *, origin: str, tolerate: tuple[str, ...] = ()) -> None:
        """Listens to everything that `page` says; `tolerate` names words of expected complaints."""

        def console(message: ConsoleMessage) -> None:
            loud = message.type in {"error", "warning"}
            if loud and not any(words in message.text for words in tolerate):
                self.complaints.append(message.text)

        def request(asked: Any) -> None:
            self.requests.append(asked.url)
            if not asked.url.startswith((origin, "blob:", "data:")):
                self.complaints.append(f"a request to a stranger: {asked.url}")

        page.on("console", console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", request)


async def visit(
    browser: Browser, *, viewport: dict[str, int] | None = None, scheme: Scheme = "light", **more: Any
) -> BrowserContext:
    """A fresh person at a phone (or what `viewport` says) in Vietnam."""
    context = await browser.new_context(
        viewport={**(viewport or PHONE)},  # type: ignore[arg-type]  # a TypedDict of the same two numbers
        color_scheme=scheme,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **more,
    )
    context.set_default_timeout(8000)
    return context
