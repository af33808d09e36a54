"""The pictures in the docs, taken anew with `SCREENSHOTS=docs/images`; in the fonts of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_asyncio
from PIL import Image, ImageDraw
from playwright.async_api import Browser, FilePayload, Page, expect

from tests.browser.test_house_staff import Officer, invited, officer_of, works
from tests.support.house import PATIENT, Caller, calls
from tests.support.process import Process

WANTED: Final = os.environ.get("SCREENSHOTS", "")
MOST_BYTES: Final = 150_000
SHAPES: Final[dict[str, dict[str, Any]]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2},
    "tall": {"viewport": {"width": 360, "height": 960}, "device_scale_factor": 2},
    "desktop": {"viewport": {"width": 1280, "height": 800}, "scheme": "dark"},
}
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


async def take(page: Page, name: str) -> None:
    """One picture of what is on the screen, in few colours."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(500)
    content = await page.screenshot()
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file = Path(WANTED) / f"{name}.png"
    await asyncio.to_thread(small.save, file, optimize=True)
    assert file.stat().st_size <= MOST_BYTES


def scale() -> FilePayload:
    """A drawn market scale that shows 1,7."""
    picture = Image.new("RGB", (1200, 1200), "#cfc4ae")
    draw = ImageDraw.Draw(picture)
    draw.polygon(((330, 420), (870, 420), (980, 1120), (220, 1120)), fill="#2f6f8f")
    draw.rounded_rectangle((150, 300, 1050, 390), 40, fill="#8d9aa1")
    draw.ellipse((200, 120, 640, 310), fill="#b9563f")
    draw.ellipse((520, 150, 1000, 310), fill="#c98a4b")
    draw.ellipse((380, 520, 820, 960), fill="#f6f3ea", outline="#22343c", width=16)
    for hour in range(12):
        draw.arc((410, 550, 790, 930), hour * 30 - 1, hour * 30 + 1, fill="#22343c", width=40)
    draw.line((600, 740, 745, 665), fill="#b3261e", width=14)
    draw.text((600, 830), "1,7 kg", fill="#22343c", anchor="mm", font_size=80)
    content = BytesIO()
    picture.save(content, "JPEG")
    return {"name": "can-cho.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


async def reaches_summary(person: Caller, amounts: str = "2kg 1,7kg") -> None:
    """Tells a whole report without sending it. The shipped ward has no outline to set a pin on."""
    await person.writes(amounts)
    await person.page.locator("#type").click()
    await person.writes("chợ gần ga, quầy cá cuối dãy")
    await person.attaches(scale())
    await person.chooses(person.words.done)
    await person.chooses(person.words.sealed)
    await person.sees(person.words.send)


@pytest.mark.parametrize("shape", ["phone", "desktop"])
async def test_pictures_for_the_readme(browser: Browser, shipped: Process, shape: str) -> None:
    person = await calls(browser, shipped.url, **SHAPES[shape])
    if shape == "phone":

        async def look(step: str) -> None:
            if step == "category":
                await take(person.page, "phone-question")

        await person.begins(look)
        await reaches_summary(person)
        await take(person.page, "phone-summary")
        await person.chooses(person.words.send)
        await person.receipt.wait_for(state="attached", timeout=PATIENT)
        await take(person.page, "phone-receipt")
    else:
        await person.begins()
        await take(person.page, "desktop-dark")
    await person.context.close()


@pytest.mark.parametrize("shape", ["phone", "desktop"])
async def test_pictures_of_the_staff_page(browser: Browser, shipped: Process, shape: str) -> None:
    officer = await officer_of(browser, shipped, **SHAPES[shape])
    link = await asyncio.to_thread(invited, shipped, "Nguyễn Thị Mẫu")
    if shape == "phone":
        await officer.page.goto(link)
        await take(officer.page, "staff-invitation")
        await officer.page.reload()
    await officer.accepts(link)
    resident = await calls(browser, shipped.url)
    await resident.begins()
    await reaches_summary(resident)
    await resident.chooses(resident.words.send)
    card = officer.log.locator(".ward[data-subject]")
    await expect(card).to_be_visible(timeout=PATIENT)
    photo = officer.log.get_by_role("img", name="Ảnh 1")
    await expect(photo).to_have_js_property("naturalWidth", 1200, timeout=PATIENT)
    if shape == "phone":
        await card.evaluate("node => node.scrollIntoView()")
        await take(officer.page, "staff-card")
        await card.get_by_role("button", name="Nhận việc").scroll_into_view_if_needed()
        await take(officer.page, "staff-card-buttons")
    else:
        await card.get_by_role("button", name="Nhận việc").click()
        await expect(card).to_contain_text("Nguyễn Thị Mẫu", timeout=PATIENT)
        await card.evaluate("node => node.scrollIntoView()")
        await take(officer.page, "staff-desktop-dark")
    await resident.context.close()
    await officer.context.close()


async def reports(browser: Browser, url: str, amounts: str) -> Caller:
    """Somebody who has just sent a report."""
    person = await calls(browser, url)
    await person.begins()
    await reaches_summary(person, amounts)
    await person.chooses(person.words.send)
    await person.receipt.wait_for(state="attached", timeout=PATIENT)
    return person


async def opens(officer: Officer, label: str, heard: str) -> None:
    """Presses it; what comes stands at the top of the screen."""
    await officer.presses(label, heard)
    await officer.log.locator(".ward", has_text=heard).last.evaluate("node => node.scrollIntoView()")


async def test_pictures_of_an_officers_work(browser: Browser, shipped: Process) -> None:
    officer = await officer_of(browser, shipped, **SHAPES["tall"])
    await officer.accepts(await asyncio.to_thread(invited, shipped, "Nguyễn Thị Mẫu"))
    others = [await reports(browser, shipped.url, amounts) for amounts in ("1kg 850g", "3kg 2,6kg")]
    resident = await reports(browser, shipped.url, "2kg 1,7kg")
    code = await resident.log.locator(".ward b").first.inner_text()
    await officer.hears(code)

    async def look(step: str) -> None:
        if step == "taken":
            await officer.log.get_by_role("button", name="Hỏi người dân").last.scroll_into_view_if_needed()
            await take(officer.page, "work-card")
            await opens(officer, "Thêm…", "làm gì tiếp?")
            await take(officer.page, "work-more")
        elif step == "answered":
            await officer.writes("/viec", "gấp nhất ở trên")
            await officer.log.locator(".ward", has_text="gấp nhất").last.evaluate(
                "node => node.scrollIntoView()"
            )
            await take(officer.page, "work-list")
        else:
            await take(officer.page, "work-ask" if step == "asking" else "work-answer")

    await works(officer, resident, look)
    for person in (*others, resident):
        await person.context.close()
    await officer.context.close()
