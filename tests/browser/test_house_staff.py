"""The real house and a member of the staff in a real browser: from the link to a case that is taken."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.test_house import calling, faults, site
from tests.support.browser import Watch, visit
from tests.support.house import PATIENT, Caller, Look, invented_house
from tests.support.process import Process, candung, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

SITE: Final = free_port()
"""Where a page of the same site stands that may frame the one for residents."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    folder = tmp_path_factory.mktemp("house")
    frames = f"http://127.0.0.1:{SITE}"
    process = await asyncio.to_thread(lambda: invented_house(folder, embed_origins=frames))
    yield process
    assert await asyncio.to_thread(process.stop) == 0


@pytest_asyncio.fixture(loop_scope="session")
async def house_apart(tmp_path: Path) -> AsyncIterator[Process]:
    """An installation for one test: what is concluded in it counts when the same place is reported again."""
    process = await asyncio.to_thread(invented_house, tmp_path)
    yield process
    assert await asyncio.to_thread(process.stop) == 0


def invited(house: Process, name: str) -> str:
    """A link for somebody who works where short weight is looked into."""
    words = ("staff", "invite", "--role", "officer", "--office", "economic", "--name", name, "--json")
    settings: dict[str, Any] = house.settings
    made = candung(house.folder, *words, **settings)
    assert made.returncode == 0, made.stderr
    link: str = json.loads(made.stdout)["links"]["web"]
    return link


class Officer:
    """Somebody of the staff at their page."""

    def __init__(self, context: BrowserContext, page: Page, watch: Watch) -> None:
        self.context = context
        self.page = page
        self.watch = watch
        self.log = page.locator("#log")

    async def accepts(self, link: str) -> None:
        """Opens the link, and means it."""
        await self.page.goto(link)
        await self.page.get_by_role("button", name="Mở lời mời").click()
        await self.log.get_by_role("button", name="Nhận lời").click(timeout=PATIENT)
        await expect(self.log).to_contain_text("Gõ /viec", timeout=PATIENT)

    async def presses(self, label: str, heard: str) -> None:
        """The newest button of this name, until this is heard."""
        await self.log.get_by_role("button", name=label).last.click(timeout=PATIENT)
        await self.hears(heard)

    async def writes(self, words: str, heard: str) -> None:
        """A message, until this is heard."""
        field = self.page.locator("#text")
        await field.focus()
        await self.page.keyboard.insert_text(words)
        await self.page.keyboard.press("Enter")
        await self.hears(heard)

    async def hears(self, words: str) -> None:
        """The newest that has these words is on the screen."""
        heard = self.log.locator(".ward", has_text=words).last
        await expect(heard).to_be_visible(timeout=PATIENT)
        await heard.scroll_into_view_if_needed()


async def works(officer: Officer, resident: Caller, look: Look | None = None) -> None:
    """The whole job: from the card to a resident who is content. `look` is called at: taken, asking,
    answered, draft."""

    async def seen(step: str) -> None:
        if look is not None:
            await look(step)

    await officer.presses("Nhận việc", "Anh/chị đã nhận hồ sơ")
    await seen("taken")
    await officer.presses("Hỏi người dân", "Cần hỏi người phản ánh điều gì?")
    await officer.writes(
        "Ông/Bà còn giữ túi cá hay hoá đơn hôm đó không?", "Gửi câu hỏi này cho người phản ánh?"
    )
    await seen("asking")
    await officer.presses("Gửi đi", "câu hỏi về hồ sơ")
    await resident.chooses("Trả lời")
    await expect(resident.log).to_contain_text("Xin Ông/Bà viết câu trả lời", timeout=PATIENT)
    await resident.writes("Tôi còn giữ túi cá và hoá đơn viết tay")
    await officer.hears("Tôi còn giữ túi cá")
    await seen("answered")
    await officer.presses("Kết luận", "Kết luận thế nào?")
    await officer.presses("Nhắc nhở", "Biện pháp đã áp dụng")
    await officer.writes("Người bán đã thay cân có tem kiểm định.", "Gửi trả lời này?")
    await seen("draft")
    await officer.presses("Gửi đi", "Đã kết luận hồ sơ")
    await resident.log.get_by_role("button", name=re.compile("Hài lòng")).click(timeout=PATIENT)
    await expect(resident.log).to_contain_text("Cảm ơn Ông/Bà đã cho biết", timeout=PATIENT)


async def officer_of(browser: Browser, house: Process, **how: Any) -> Officer:
    context = await visit(browser, reduced_motion="reduce", **how)
    page = await context.new_page()
    watch = Watch()
    watch.follow(page, origin=house.url, tolerate=("503",))
    return Officer(context, page, watch)


def holding(folder: Path, words: str) -> list[str]:
    """The files with these words in them."""
    return [str(file) for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


async def test_a_case_reaches_its_officer_with_photos_and_is_taken(browser: Browser, house: Process) -> None:
    officer = await officer_of(browser, house)
    link = await asyncio.to_thread(invited, house, "Nguyễn Thị Mẫu")
    token = link.partition("#invite=")[2]
    await officer.accepts(link)
    assert officer.page.url == f"{house.url}/staff"
    async with calling(browser, house.url) as resident:
        code = await resident.reports()
        card = officer.log.locator(".ward[data-subject]")
        await expect(card).to_contain_text(code, timeout=PATIENT)
        photo = officer.log.get_by_role("img", name="Ảnh 1")
        await expect(photo).to_have_js_property("naturalWidth", 1200, timeout=PATIENT)
        assert await faults(officer.page) == ""
        await card.get_by_role("button", name="Nhận việc").click()
        await expect(card.get_by_role("button", name="Nhận việc")).to_have_count(0, timeout=PATIENT)
        await expect(card).to_have_count(1)
        await expect(card).to_contain_text("Nguyễn Thị Mẫu")
        await expect(resident.log).to_contain_text("tiếp nhận", timeout=PATIENT)
    story = await officer.log.locator(".words").all_inner_texts()
    await officer.page.reload()
    await expect(card).to_contain_text("Nguyễn Thị Mẫu")
    assert await officer.log.locator(".words").all_inner_texts() == story
    assert officer.watch.complaints == []
    assert holding(house.folder, token) == []
    assert token not in house.said()
    await officer.context.close()


async def test_an_officer_asks_concludes_and_the_resident_is_content(
    browser: Browser, house_apart: Process
) -> None:
    officer = await officer_of(browser, house_apart)
    await officer.accepts(await asyncio.to_thread(invited, house_apart, "Phạm Văn Ví Dụ"))
    async with calling(browser, house_apart.url) as resident:
        code = await resident.reports()
        await officer.hears(code)
        await works(officer, resident)
        await expect(resident.log).to_contain_text("thay cân có tem kiểm định")
        await expect(resident.log).not_to_contain_text("Ví Dụ")
    assert officer.watch.complaints == []
    await officer.context.close()


async def test_whoever_works_here_sees_nothing_in_a_frame_of_the_same_site(
    browser: Browser, house: Process
) -> None:
    officer = await officer_of(browser, house)
    await officer.accepts(await asyncio.to_thread(invited, house, "Trần Văn Thử"))
    async with site(SITE, house.url) as address:
        page = await officer.context.new_page()
        await page.goto(address.replace("localhost", "127.0.0.1"))
        frame = page.frame_locator("iframe")
        await expect(frame.locator("body")).to_contain_text("không mở được trong khung")
        await expect(frame.locator("#log")).to_have_count(0)
    await officer.context.close()


async def test_an_open_frame_falls_silent_when_its_person_begins_to_work_here(
    browser: Browser, house: Process
) -> None:
    officer = await officer_of(browser, house)
    await officer.page.goto(house.url)
    await officer.page.get_by_role("button", name="Hướng dẫn").click()
    await expect(officer.log.locator(".ward")).to_have_count(1, timeout=PATIENT)
    async with site(SITE, house.url) as address:
        page = await officer.context.new_page()
        await page.goto(address.replace("localhost", "127.0.0.1"))
        frame = page.frame_locator("iframe")
        await expect(frame.locator("#log .ward")).to_have_count(1)
        await officer.accepts(await asyncio.to_thread(invited, house, "Lê Thị Nháp"))
        await expect(officer.log.locator(".ward").last).to_contain_text("Gõ /viec")
        await page.wait_for_timeout(1500)
        await expect(frame.locator("#log")).not_to_contain_text("Gõ /viec")
    await officer.context.close()


async def test_no_site_may_frame_the_staff_page(browser: Browser, house: Process) -> None:
    context = await browser.new_context(locale="vi-VN")
    page = await context.new_page()
    async with site(SITE, f"{house.url}/staff") as address:
        await page.goto(address.replace("localhost", "127.0.0.1"))
        await expect(page.frame_locator("iframe").locator("#composer")).to_have_count(0)
        told = await context.request.get(f"{house.url}/staff", headers={"Sec-Fetch-Dest": "iframe"})
        assert told.status == 403
    await context.close()
