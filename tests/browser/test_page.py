"""Whether a person of seventy can use the page on a cheap phone: sizes, contrast, weight, map and place."""

import re
from typing import Any, Final

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import Door, Visitor
from tests.browser.stub import CSP, Stub
from tests.support.browser import DESKTOP, PHONE, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ZOOMED: Final = {"width": 180, "height": 360}
"""What is left of a phone at 200 % zoom."""
MOST_BYTES: Final = 60_000

SMALL_TEXT: Final = """() => {
  const small = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const seen = walk.currentNode.textContent.trim() && parent.getClientRects().length;
    if (seen && parseFloat(getComputedStyle(parent).fontSize) < 18) small.push(walk.currentNode.textContent);
  }
  return small;
}"""
SMALL_TARGETS: Final = """() => [...document.querySelectorAll("button, a, summary, textarea, input")]
  .filter((node) => node.getClientRects().length && !node.classList.contains("skip"))
  .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
  .filter(([, {width, height}]) => width < 44 || height < 44)
  .map(([html, {width, height}]) => `${width}x${height} ${html}`)"""
SIDEWAYS: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHOICES: Final = (
    ("Cân, đong, đo thiếu", "report:category:short"),
    ("Không nhãn hoặc nhãn không rõ", "report:category:label"),
    ("Quay lại", "nav:back"),
    ("Gặp cán bộ", "nav:officer"),
)


async def converse(person: Visitor) -> None:
    """Fills the page with one of everything."""
    ward = person.ward
    await person.types("Rauuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu cân thiếu")
    await ward.says("Mã tra cứu: 26-0042-7", picture="/chat/receipts/1.png")
    await ward.says("Nơi bán hàng ở đâu?", *CHOICES, ask="place", progress=[3, 7])
    await expect(person.log.get_by_role("button", name="Gặp cán bộ")).to_be_visible()
    ward.fails("/chat/messages", 1, status=400, body={"error": {"code": "x", "text": "Xin viết lại."}})
    await person.types("?")
    await expect(person.log).to_contain_text("Xin viết lại.")
    await person.page.wait_for_timeout(600)


async def faults(page: Page) -> str:
    """What axe finds wrong, in short."""
    found: Any = await Axe().run(page)
    return str(found.generate_snapshot())


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, ZOOMED], ids=["phone", "desktop", "zoomed"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_it(door: Door, viewport: dict[str, int], scheme: Scheme) -> None:
    person = await door.admit("400", viewport=viewport, scheme=scheme, reduced_motion="reduce")
    await person.arrives()
    await expect(person.page.locator("#welcome")).to_be_visible()
    welcome = await faults(person.page)
    await converse(person)
    await person.page.locator("summary").click()
    assert (welcome, await faults(person.page)) == ("", "")
    assert await person.page.evaluate(SMALL_TEXT) == []
    assert await person.page.evaluate(SMALL_TARGETS) == []
    assert await person.page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, ZOOMED], ids=["phone", "desktop", "zoomed"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_the_map(door: Door, viewport: dict[str, int], scheme: Scheme) -> None:
    person = await door.admit(viewport=viewport, scheme=scheme, reduced_motion="reduce")
    await person.arrives()
    await person.ward.says("Ở đâu?", ask="place")
    await person.page.get_by_role("button", name="Chọn trên bản đồ").click()
    await expect(person.page.locator("#map .outline")).to_be_visible()
    assert await faults(person.page) == ""
    assert await person.page.evaluate(SMALL_TEXT) == []
    assert await person.page.evaluate(SMALL_TARGETS) == []
    assert await person.page.evaluate(SIDEWAYS) <= 0


async def test_the_two_schemes_differ_and_follow_the_device(door: Door) -> None:
    colours = []
    for scheme in ("light", "dark"):
        person = await door.admit(scheme=scheme)
        await person.arrives()
        colours.append(await person.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(247, 242, 233)", "rgb(18, 26, 27)"]


async def test_a_larger_font_of_the_browser_enlarges_the_page(visitor: Visitor) -> None:
    await visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await visitor.page.evaluate(SIDEWAYS) <= 0
    assert (
        await visitor.page.evaluate("parseFloat(getComputedStyle(document.getElementById('text')).fontSize)")
        > 32
    )


async def test_the_page_weighs_little(visitor: Visitor) -> None:
    await expect(visitor.page.locator("#welcome")).to_be_visible()
    ours = [url for url in dict.fromkeys(visitor.watch.requests) if "/chat/" not in url]
    sizes = {url: len(await (await visitor.context.request.get(url)).body()) for url in ours}
    assert len(sizes) > 8
    assert not any("map" in url or "leaflet" in url for url in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


async def test_the_parts_of_the_page_are_named_for_a_screen_reader(visitor: Visitor) -> None:
    page = visitor.page
    log = page.get_by_role("log", name="Cuộc trò chuyện với Phường")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(page.get_by_role("heading", level=1)).to_have_text("UBND phường Thành Đông")
    await expect(page.get_by_role("textbox", name="Nhập tin nhắn")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "vi")
    await visitor.ward.says("Kính chào Ông/Bà.")
    await expect(log.locator(".ward")).to_contain_text("Trợ lý tự động: Kính chào Ông/Bà.")


async def test_the_first_tab_skips_to_where_one_writes(visitor: Visitor) -> None:
    await visitor.page.keyboard.press("Tab")
    await expect(visitor.page.locator(".skip")).to_be_focused()
    await expect(visitor.page.locator(".skip")).to_be_in_viewport()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.field).to_be_focused()


async def test_the_menu_opens_and_closes_by_keyboard(visitor: Visitor) -> None:
    summary = visitor.page.locator("summary")
    await summary.press("Enter")
    await expect(visitor.page.get_by_role("button", name="Dữ liệu của tôi")).to_be_visible()
    await visitor.page.keyboard.press("Tab")
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.page.get_by_role("button", name="Dữ liệu của tôi")).to_be_hidden()
    await expect(summary).to_be_focused()


async def test_emergency_numbers_can_be_dialled(visitor: Visitor) -> None:
    links = visitor.page.locator(".urgent a")
    assert [await link.get_attribute("href") for link in await links.all()] == [
        "tel:113",
        "tel:114",
        "tel:115",
    ]


async def test_what_is_offered_follows_the_question(visitor: Visitor) -> None:
    page, ward = visitor.page, visitor.ward
    await ward.says("Ở đâu?", ask="place")
    await expect(page.get_by_role("button", name="Gửi vị trí")).to_be_visible()
    await ward.says("Mời gửi ảnh.", ask="media")
    await expect(page.get_by_role("button", name="Chụp ảnh")).to_be_visible()
    await expect(page.get_by_role("button", name="Gửi vị trí")).to_be_hidden()
    await ward.says("Thiếu bao nhiêu?", ask="amounts")
    await expect(page.get_by_role("textbox", name=re.compile("1 kg"))).to_be_visible()
    await expect(page.get_by_role("button", name="Chụp ảnh")).to_be_hidden()


async def test_a_pin_is_set_with_the_arrow_keys(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.ward.says("Ở đâu?", ask="place")
    await page.get_by_role("button", name="Chọn trên bản đồ").press("Enter")
    await expect(page.locator("#map")).to_be_focused()
    await expect(page.locator("#map-dialog")).to_contain_text("Ghim vào nơi bán hàng, không phải nhà mình")
    await expect(page.locator("#map-state")).to_have_text("Ghim đang ở trong phường.")
    for _ in range(6):
        await page.keyboard.press("ArrowRight")
        await page.wait_for_timeout(350)
    await expect(page.locator("#map-state")).to_have_text("Ghim đang ở ngoài ranh giới phường.")
    await page.get_by_role("button", name="Chọn chỗ này").press("Enter")
    await expect(visitor.log.locator(".me")).to_contain_text("Đã gửi")
    place = visitor.ward.posts[-1]["location"]
    assert place["longitude"] > 106.347
    assert place["latitude"] == pytest.approx(20.96, abs=0.01)


async def test_closing_the_map_sends_nothing(visitor: Visitor) -> None:
    await visitor.ward.says("Ở đâu?", ask="place")
    await visitor.page.get_by_role("button", name="Chọn trên bản đồ").click()
    await expect(visitor.page.locator("#map .outline")).to_be_visible()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.page.locator("#map-dialog")).to_be_hidden()
    await expect(visitor.page.locator("#pin")).to_be_focused()
    assert visitor.ward.posts == []


async def test_the_map_shows_tiles_where_the_ward_has_them(door: Door, ward: Stub) -> None:
    ward.tiles = "/tiles/{z}/{x}/{y}"
    person = await door.admit()
    await person.arrives()
    await ward.says("Ở đâu?", ask="place")
    await person.page.get_by_role("button", name="Chọn trên bản đồ").click()
    await expect(person.page.locator("#map img.leaflet-tile").first).to_be_visible()
    await expect(person.page.locator("#map")).to_contain_text("© Bản đồ mẫu")


async def test_the_device_is_asked_for_its_place_only_after_consent(door: Door) -> None:
    where = {"latitude": 20.9601, "longitude": 106.3252, "accuracy": 12}
    person = await door.admit(geolocation=where, permissions=["geolocation"])
    await person.arrives()
    await person.ward.says("Ở đâu?", ask="place")
    for answer in ("Không gửi", "Đồng ý, gửi vị trí"):
        await person.page.get_by_role("button", name="Gửi vị trí").click()
        await expect(person.page.locator("#ask")).to_contain_text("dữ liệu cá nhân nhạy cảm")
        assert person.ward.posts == []
        await person.page.locator("#ask").get_by_role("button", name=answer).click()
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    assert person.ward.posts[-1]["location"] == where


async def test_a_refused_place_leads_to_the_other_two_ways(visitor: Visitor) -> None:
    await visitor.ward.says("Ở đâu?", ask="place")
    await visitor.page.get_by_role("button", name="Gửi vị trí").click()
    await visitor.page.get_by_role("button", name="Đồng ý, gửi vị trí").click()
    await expect(visitor.page.locator("#notice")).to_contain_text("Ông/Bà gõ địa chỉ")
    assert visitor.ward.posts == []


async def test_without_scripts_the_page_says_where_to_go(door: Door) -> None:
    person = await door.admit(java_script_enabled=False)
    await person.page.goto(person.ward.url)
    await expect(person.page.get_by_text("đến trụ sở UBND phường").first).to_be_visible()


async def test_every_answer_carries_the_policy_that_the_page_keeps(visitor: Visitor) -> None:
    answer = await visitor.context.request.get(visitor.ward.url)
    assert answer.headers["content-security-policy"] == CSP
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))|\sstyle=|\son\w+=", await answer.text())
