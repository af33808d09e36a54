"""The pictures in the README, taken anew with `SCREENSHOTS=docs/images`; in the fonts of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser

from tests.support.house import Caller, calls, snapshot
from tests.support.process import Process

WANTED: Final = os.environ.get("SCREENSHOTS", "")
MOST_BYTES: Final = 150_000
COLOURS: Final = 256

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not WANTED, reason="SCREENSHOTS names no folder"),
]


@pytest_asyncio.fixture(loop_scope="session")
async def shipped(tmp_path: Path) -> AsyncIterator[Process]:
    """An installation as it is shipped."""
    process = Process(tmp_path / "var")
    assert await asyncio.to_thread(process.start), process.said()
    yield process
    await asyncio.to_thread(process.stop)


async def take(person: Caller, name: str) -> None:
    """One picture of what is on the screen, in few colours."""
    await person.page.mouse.move(0, 0)
    await person.page.wait_for_timeout(500)
    content = await person.page.screenshot()
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file = Path(WANTED) / f"{name}.png"
    await asyncio.to_thread(small.save, file, optimize=True)
    assert file.stat().st_size <= MOST_BYTES


async def reaches_summary(person: Caller) -> None:
    """Tells a whole report without sending it. The shipped ward has no outline to set a pin on."""
    await person.writes("2kg 1,7kg")
    await person.page.locator("#type").click()
    await person.writes("chợ gần ga, quầy cá cuối dãy")
    await person.attaches(snapshot())
    await person.chooses(person.words.done)
    await person.chooses(person.words.sealed)
    await person.sees(person.words.send)


@pytest.mark.parametrize("shape", ["phone", "desktop"])
async def test_pictures_for_the_readme(browser: Browser, shipped: Process, shape: str) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
    desktop: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "scheme": "dark"}
    person = await calls(browser, shipped.url, **(phone if shape == "phone" else desktop))
    if shape == "phone":

        async def look(step: str) -> None:
            if step == "category":
                await take(person, "phone-question")

        await person.begins(look)
        await reaches_summary(person)
        await take(person, "phone-summary")
        await person.chooses(person.words.send)
        await person.receipt.wait_for(state="attached")
        await take(person, "phone-receipt")
    else:
        await person.begins()
        await take(person, "desktop-dark")
    await person.context.close()
