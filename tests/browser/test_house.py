"""The real house, driven by a real browser: from consent to the code, and through what may go wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from PIL import Image
from playwright.async_api import Browser, Page, Route, expect

from tests.support.browser import DESKTOP, PHONE, Scheme
from tests.support.house import ENGLISH, PATIENT, Caller, Typist, calls, invented_house
from tests.support.pictures import MAKER
from tests.support.process import Process, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

MOST_BYTES: Final = 60_000
ALLOWED: Final = free_port()
"""Where a site stands that may frame the page."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    """One running installation for all that do not kill it."""
    folder = tmp_path_factory.mktemp("house")
    frame = f"http://localhost:{ALLOWED}"
    process = await asyncio.to_thread(lambda: invented_house(folder, embed_origins=frame))
    yield process
    assert await asyncio.to_thread(process.stop) == 0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reporter(browser: Browser, house: Process) -> AsyncIterator[Caller]:
    """Somebody who has just filed a report; tests look at it and change nothing."""
    person = await calls(browser, house.url)
    await person.reports()
    yield person
    assert person.watch.complaints == []
    await person.context.close()


@asynccontextmanager
async def calling(browser: Browser, url: str, *tolerated: str, **how: Any) -> AsyncIterator[Caller]:
    """A fresh person, whose page may not complain."""
    person = await calls(browser, url, *tolerated, **how)
    yield person
    assert person.watch.complaints == []
    await person.context.close()


async def faults(page: Page) -> str:
    """What axe finds wrong."""
    found: Any = await Axe().run(page)
    return str(found.generate_snapshot())


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_gets_from_consent_to_the_code(
    browser: Browser, house: Process, viewport: dict[str, int], scheme: Scheme
) -> None:
    seen: dict[str, str] = {}
    async with calling(browser, house.url, viewport=viewport, scheme=scheme) as person:

        async def look(step: str) -> None:
            seen[step] = await faults(person.page)

        code = await person.reports(look)
        assert code.count("-") == 2
        assert seen == dict.fromkeys(("consent", "category", "map", "summary", "receipt"), "")


async def test_a_report_needs_only_the_keyboard(browser: Browser, house: Process) -> None:
    async with calling(browser, house.url, kind=Typist) as person:
        assert await person.reports()


async def test_a_report_can_be_made_in_english(browser: Browser, house: Process) -> None:
    async with calling(browser, house.url) as person:
        await person.page.get_by_role("button", name="English").click()
        await expect(person.page.locator("html")).to_have_attribute("lang", "en")
        person.words = ENGLISH
        assert await person.reports()
        await expect(person.log.get_by_role("link", name="Save the receipt")).to_be_visible()


async def test_a_question_shows_its_first_line_and_says_that_it_goes_on(
    browser: Browser, house: Process
) -> None:
    async with calling(browser, house.url) as person:
        await person.chooses(person.words.report)
        await person.sees(person.words.agree)
        question = person.log.locator(".ward").last
        more = person.page.get_by_role("button", name="Xem tiếp")
        await expect(more).to_be_visible()
        head = await person.page.locator(".bar").bounding_box()
        first = await question.bounding_box()
        assert head is not None
        assert first is not None
        assert 0 <= first["y"] - (head["y"] + head["height"]) < 40
        for _ in range(6):
            if await more.is_visible():
                await more.click()
                await person.page.wait_for_timeout(100)
        await expect(more).to_be_hidden()
        await expect(person.choice(person.words.agree)).to_be_in_viewport()


async def test_choices_stay_where_the_answer_overtakes_the_request(browser: Browser, house: Process) -> None:
    async def dawdle(route: Route) -> None:
        answer = await route.fetch()
        await asyncio.sleep(0.4)
        await route.fulfill(response=answer)

    async with calling(browser, house.url) as person:
        await person.page.route("**/chat/messages", dawdle)
        await person.chooses(person.words.report)
        await expect(person.choice(person.words.agree)).to_be_visible(timeout=3000)
        await expect(person.log.locator(".me .fate")).to_contain_text("Đã gửi")
        await expect(person.choice(person.words.agree)).to_be_visible(timeout=1000)


async def test_the_receipt_can_be_saved_as_a_picture(reporter: Caller) -> None:
    async with reporter.page.expect_download() as download:
        await reporter.log.get_by_role("link", name="Lưu ảnh biên nhận").click()
    file = await (await download.value).path()
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1080


async def test_the_photo_is_shown_upright_and_without_what_the_phone_wrote_into_it(reporter: Caller) -> None:
    address = await reporter.log.locator(".me .shot").get_attribute("href")
    assert address
    answer = await reporter.context.request.get(reporter.page.url.rstrip("/") + address)
    content = await answer.body()
    with Image.open(BytesIO(content)) as picture:
        assert picture.size == (1200, 1600)
        assert dict(picture.getexif()) == {}
    assert MAKER.encode() not in content
    assert b"Exif" not in content


async def test_a_reload_tells_the_same_story(reporter: Caller) -> None:
    before = await reporter.story()
    await reporter.page.reload()
    await expect(reporter.receipt).to_be_attached()
    assert await reporter.story() == before
    assert len(before) == len(set(before))


async def test_the_page_weighs_little(browser: Browser, house: Process) -> None:
    async with calling(browser, house.url) as person:
        await person.page.wait_for_timeout(300)
        urls = [url for url in dict.fromkeys(person.watch.requests) if "/chat/events" not in url]
        weights = {url: len(await (await person.context.request.fetch(url)).body()) for url in urls}
    assert len(weights) > 8
    assert not any("leaflet" in url for url in weights)
    assert sum(weights.values()) <= MOST_BYTES, weights


async def test_two_tabs_stay_in_step(browser: Browser, house: Process) -> None:
    async with calling(browser, house.url) as person:
        other = Caller(person.context, await person.context.new_page(), person.watch)
        person.watch.follow(other.page, origin=house.url)
        await other.page.goto(house.url)
        await person.chooses(person.words.report)
        await other.chooses(person.words.agree)
        await person.chooses(person.words.category)
        await other.sees(person.words.matter)
        await person.sees(person.words.matter)
        await expect(person.log.locator(".me")).to_have_count(3)
        await expect(other.log.locator(".me")).to_have_count(3)
        assert await person.story() == await other.story()


async def test_leaving_erases_everything_on_this_device(browser: Browser, house: Process) -> None:
    async with calling(browser, house.url) as person:
        await person.chooses(person.words.report)
        await person.sees(person.words.agree)
        before = await person.context.cookies()
        await person.page.locator("summary").click()
        await person.page.get_by_role("button", name="Thoát và xoá trên máy này").click()
        await person.page.get_by_role("button", name="Thoát và xoá", exact=True).click()
        await expect(person.page.locator("#welcome")).to_be_visible()
        await person.page.reload()
        await expect(person.page.locator("#welcome")).to_be_visible()
        await expect(person.log).to_be_empty()
        after = {one["name"]: one["value"] for one in await person.context.cookies()}
        assert {one["value"] for one in before if one["name"] == "candung"}.isdisjoint(after.values())


async def test_a_killed_server_comes_back_and_nothing_is_lost_or_said_twice(
    browser: Browser, tmp_path: Path
) -> None:
    process = await asyncio.to_thread(invented_house, tmp_path)
    try:
        async with calling(browser, process.url, "net::ERR", "503") as person:
            await person.chooses(person.words.report)
            await person.sees(person.words.agree)
            await asyncio.to_thread(process.kill)
            await person.chooses(person.words.agree)
            await expect(person.page.locator("#offline")).to_contain_text("mất mạng")
            assert await asyncio.to_thread(process.start)
            await person.chooses(person.words.category)
            await person.chooses(person.words.matter)
            await person.tells()
            await asyncio.to_thread(process.kill)
            assert await asyncio.to_thread(process.start)
            assert await person.finishes()
            await expect(person.page.locator("#offline")).to_be_empty(timeout=PATIENT)
            story = await person.story()
            assert len(story) == len(set(story))
            await person.page.reload()
            await expect(person.receipt).to_be_attached()
            assert await person.story() == story
    finally:
        await asyncio.to_thread(process.stop)


@asynccontextmanager
async def site(port: int, framed: str) -> AsyncIterator[str]:
    """A page of somebody else that frames ours."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(
            text=f'<iframe src="{framed}" title="chat" width="360" height="700"></iframe>',
            content_type="text/html",
        )

    app = web.Application()
    app.add_routes([web.get("/", show)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://localhost:{port}/"
    finally:
        await runner.cleanup()


async def test_an_allowed_site_may_frame_the_page(browser: Browser, house: Process) -> None:
    context = await browser.new_context(locale="vi-VN")
    page = await context.new_page()
    async with site(ALLOWED, house.url) as address:
        await page.goto(address)
        frame = page.frame_locator("iframe")
        await frame.get_by_role("button", name="Gửi phản ánh", exact=True).click()
        await expect(frame.get_by_role("button", name="Tôi đồng ý")).to_be_visible()
        await page.reload()
        await expect(frame.get_by_role("button", name="Tôi đồng ý")).to_be_visible()
        await context.close()


async def test_another_site_may_not_frame_the_page(browser: Browser, house: Process) -> None:
    context = await browser.new_context(locale="vi-VN")
    page = await context.new_page()
    async with site(free_port(), house.url) as address, page.expect_console_message() as said:
        await page.goto(address)
        assert "frame-ancestors" in (await said.value).text
        await expect(page.frame_locator("iframe").get_by_role("button", name="Gửi phản ánh")).to_have_count(0)
    await context.close()
