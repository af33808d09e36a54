"""The staff page: invitations, cards that stay and change, their photos and places, and who hears of them."""

import re
from typing import Final

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Door, Visitor
from tests.browser.stub import Stub
from tests.browser.test_page import SIDEWAYS, SMALL_TARGETS, SMALL_TEXT, ZOOMED, faults
from tests.support.browser import DESKTOP, PHONE, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TOKEN: Final = "n0t-a_real-token-but-32-letters-0"
TAKE: Final = ("Nhận việc", "case:take:26-0042-7")
SEE: Final = ("Xem ảnh", "case:photos:26-0042-7")
PLACE: Final = {"latitude": 20.96012, "longitude": 106.32534}
PHOTOS: Final = ["/chat/evidence/1/1.jpg", "/chat/evidence/1/2.jpg"]
HIDE: Final = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
HEARD_POLITELY: Final = """() => {
  window.heard = [];
  const log = document.getElementById("log");
  new MutationObserver((changes) => {
    if (log.ariaBusy) return;
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) window.heard.push(node.querySelector(".words").innerText);
    }
  }).observe(log, { childList: true });
}"""


@pytest.fixture
def officer(door: Door) -> "Officer":
    return Officer(door)


class Officer:
    """Opens the staff page."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def arrives(self, *tolerated: str, path: str = "/staff", **how: object) -> Visitor:
        person = await self._door.admit(*tolerated, **how)
        await person.arrives(path)
        return person


async def card(
    ward: Stub, text: str = "26-0042-7 – cân thiếu", *taps: tuple[str, str], **more: object
) -> int:
    return await ward.says(text, *(taps or (TAKE, SEE)), **{"subject": "case:1", **more})


async def test_the_staff_page_says_what_it_is(officer: Officer) -> None:
    person = await officer.arrives()
    await expect(person.page).to_have_title(re.compile("^Trang cán bộ"))
    await expect(person.page.locator("header")).to_contain_text("Trang cán bộ")
    await expect(person.page.locator("header")).to_contain_text("Chỉ dành cho cán bộ được mời")
    await expect(person.page.get_by_role("button", name="Gửi phản ánh")).to_have_count(0)
    await expect(person.field).to_have_attribute("placeholder", "/viec để xem việc")
    await person.page.get_by_role("button", name="Xem việc").first.click()
    await person.ward.says("Chưa có việc nào.")
    await expect(person.log.locator(".me")).to_contain_text("Xem việc")
    await person.types("/viec 26-0042-7")
    await expect(person.log.locator(".me")).to_have_count(2)
    assert [post["text"] for post in person.ward.posts] == ["/viec", "/viec 26-0042-7"]


async def test_an_invitation_is_opened_by_the_button_and_by_nothing_else(officer: Officer) -> None:
    person = await officer.arrives(path=f"/staff#invite={TOKEN}")
    card = person.page.locator("#invited")
    await expect(card).to_be_visible()
    await expect(card).to_be_focused()
    await expect(person.page.locator("#welcome")).to_be_hidden()
    assert person.page.url == f"{person.ward.url}/staff"
    await person.page.reload()
    await expect(card).to_be_visible()
    assert person.ward.posts == []
    await person.page.keyboard.press("Tab")
    await person.page.keyboard.press("Enter")
    await expect(person.log.locator(".me")).to_contain_text("Mở lời mời")
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    await expect(card).to_be_hidden()
    [post] = person.ward.posts
    assert post["invitation"] == TOKEN
    await person.page.reload()
    await expect(person.log.locator(".me")).to_have_count(1)
    await expect(card).to_be_hidden()
    assert not any(TOKEN in url for url in person.watch.requests)


async def test_a_link_to_the_other_page_leads_to_this_one(officer: Officer) -> None:
    person = await officer.arrives(path=f"/#invite={TOKEN}")
    await expect(person.page.locator("#invited")).to_be_visible()
    assert person.page.url == f"{person.ward.url}/staff"


async def test_a_link_that_is_pasted_into_the_open_page_works_too(officer: Officer) -> None:
    for path in ("/staff", "/"):
        person = await officer.arrives(path=path)
        await person.page.evaluate(f"location.hash = '#invite={TOKEN}'")
        await expect(person.page.locator("#invited")).to_be_visible()
        await expect(person.page).to_have_url(f"{person.ward.url}/staff")


async def test_a_refused_invitation_says_why(officer: Officer) -> None:
    person = await officer.arrives("429", path=f"/staff#invite={TOKEN}")
    text = "Đã thử mở quá nhiều lời mời."
    body = {"error": {"code": "invitations", "text": text}}
    person.ward.fails("/chat/messages", status=429, headers={"Retry-After": "600"}, body=body)
    await person.page.locator("#open").click()
    await expect(person.log.locator(".me .fate")).to_contain_text(text)


async def test_staff_who_open_the_page_for_residents_are_led_to_theirs(officer: Officer, ward: Stub) -> None:
    ward.staff = True
    person = await officer.arrives(path="/")
    await expect(person.page).to_have_url(f"{ward.url}/staff")
    await person.page.goto(f"{ward.url}/track")
    await expect(person.log.locator(".me")).to_contain_text("Tra cứu")


async def test_cards_keep_their_buttons_whatever_is_said_in_between(officer: Officer) -> None:
    person = await officer.arrives()
    ward = person.ward
    await card(ward)
    await card(ward, "26-0043-4 – hàng giả", ("Nhận việc", "case:take:26-0043-4"), subject="case:2")
    await ward.says("Lý do chuyển?", ("Huỷ", "nav:cancel"), ask="text")
    await card(ward, "26-0044-1 – giá", ("Nhận việc", "case:take:26-0044-1"), subject="case:3")
    takes = person.log.get_by_role("button", name="Nhận việc")
    await expect(takes).to_have_count(3)
    await expect(person.log.get_by_role("button", name="Huỷ")).to_be_visible()
    await expect(person.log.locator(".number")).to_have_count(0)
    await takes.nth(1).click()
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    assert ward.posts[-1]["tap"] == "case:take:26-0043-4"
    await expect(takes.first).to_be_hidden()
    await ward.acknowledges("Đã nhận việc.")
    await ward.says("Đã nhận 26-0043-4.")
    await expect(takes).to_have_count(3)
    await expect(person.log.get_by_role("button", name="Huỷ")).to_be_hidden()


async def test_a_changed_card_changes_in_place_is_heard_politely_and_stays_so(officer: Officer) -> None:
    person = await officer.arrives()
    ward = person.ward
    old = await card(ward)
    await ward.says("Còn việc khác không?")
    await expect(person.log.locator(".ward")).to_have_count(2)
    await person.page.evaluate(HEARD_POLITELY)
    new = await ward.edits(old, "26-0042-7 – chị Mẫu đã nhận", SEE)
    words = ["26-0042-7 – chị Mẫu đã nhận", "Còn việc khác không?"]
    await expect(person.log.locator(".ward .words")).to_have_text(words)
    await expect(person.log.get_by_role("button")).to_have_text(["Xem ảnh"])
    assert await person.page.evaluate("window.heard") == words[:1]
    await expect(person.log).to_have_attribute("aria-live", "polite")
    await ward.edits(new, "26-0042-7 – đã chuyển nơi khác")
    await expect(person.log.get_by_role("button")).to_have_count(0)
    await person.page.reload()
    await expect(person.log.locator(".ward .words").first).to_have_text("26-0042-7 – đã chuyển nơi khác")


async def test_of_two_cards_of_one_case_only_the_newer_can_be_pressed(officer: Officer) -> None:
    person = await officer.arrives()
    await card(person.ward)
    await card(person.ward)
    await expect(person.log.locator(".ward")).to_have_count(2)
    await expect(person.log.get_by_role("button", name="Nhận việc")).to_have_count(1)
    await expect(person.log.locator(".ward").last.get_by_role("button", name="Nhận việc")).to_be_visible()


async def test_photos_appear_even_if_their_copies_are_still_being_made(officer: Officer) -> None:
    person = await officer.arrives("503")
    person.ward.fails("/chat/evidence", times=2, status=503, headers={"Retry-After": "3"})
    await card(person.ward, photos=PHOTOS)
    for name in ("Ảnh 1", "Ảnh 2"):
        image = person.log.get_by_role("img", name=name)
        await expect(image).to_have_js_property("naturalWidth", 480, timeout=15_000)
    assert await person.log.locator(".photos a").first.get_attribute("href") == PHOTOS[0]


async def test_a_photo_that_is_gone_says_so(officer: Officer) -> None:
    person = await officer.arrives("404")
    await person.page.clock.install()
    person.ward.fails("/chat/evidence", times=99, status=404)
    await card(person.ward, photos=PHOTOS[:1])
    for _ in range(8):
        await person.page.clock.run_for(3000)
        await person.page.wait_for_timeout(100)
    await expect(person.log.locator(".photos")).to_have_text("Ảnh 1: Chưa xem được. Xin thử lại sau.")


async def test_a_place_is_seen_on_our_own_map_and_cannot_be_moved(officer: Officer) -> None:
    person = await officer.arrives()
    page = person.page
    await card(person.ward, point=PLACE)
    await expect(person.log).to_contain_text("20.96012, 106.32534")
    see = person.log.get_by_role("button", name="Xem trên bản đồ")
    await see.press("Enter")
    await expect(page.locator("#map .spot")).to_be_visible()
    await expect(page.locator("#map-title")).to_have_text("Vị trí nơi bán hàng")
    await expect(page.get_by_role("button", name="Chọn chỗ này")).to_be_hidden()
    await expect(page.locator(".cross")).to_be_hidden()
    assert await faults(page) == ""
    await page.keyboard.press("ArrowUp")
    await page.get_by_role("button", name="Đóng").click()
    await expect(see).to_be_focused()
    assert person.ward.posts == []
    await person.ward.says("Ở đâu?", ask="place")
    await page.get_by_role("button", name="Chọn trên bản đồ").click()
    await expect(page.get_by_role("button", name="Chọn chỗ này")).to_be_visible()
    await expect(page.get_by_role("button", name="Huỷ")).to_be_visible()
    await expect(page.locator("#map .spot")).to_have_count(0)


async def test_the_title_counts_what_was_said_while_nobody_looked(officer: Officer) -> None:
    person = await officer.arrives()
    title = await person.page.title()
    await person.ward.says("Một")
    await expect(person.log.locator(".ward")).to_have_count(1)
    await expect(person.page).to_have_title(title)
    await person.page.clock.install()
    await person.page.evaluate(HIDE, True)
    await person.page.clock.run_for(60_000)
    await card(person.ward)
    await expect(person.page).to_have_title(f"(1) {title}")
    await person.ward.says("Hai")
    await expect(person.page).to_have_title(f"(2) {title}")
    await person.page.evaluate(HIDE, False)
    await expect(person.page).to_have_title(title)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, ZOOMED], ids=["phone", "desktop", "zoomed"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_work_on_it(officer: Officer, viewport: dict[str, int], scheme: Scheme) -> None:
    person = await officer.arrives(
        path=f"/staff#invite={TOKEN}", viewport=viewport, scheme=scheme, reduced_motion="reduce"
    )
    await expect(person.page.locator("#invited")).to_be_visible()
    found = [await faults(person.page)]
    await person.page.locator("#open").click()
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    await card(person.ward, photos=PHOTOS, point=PLACE)
    await expect(person.log.get_by_role("img", name="Ảnh 2")).to_have_js_property("naturalWidth", 480)
    await person.page.wait_for_timeout(300)
    found.append(await faults(person.page))
    assert found == ["", ""]
    assert await person.page.evaluate(SMALL_TEXT) == []
    assert await person.page.evaluate(SMALL_TARGETS) == []
    assert await person.page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("path", ["/", "/staff"])
async def test_neither_page_weighs_much(officer: Officer, path: str) -> None:
    person = await officer.arrives(path=path)
    await expect(person.page.locator("#welcome")).to_be_visible()
    ours = [url for url in dict.fromkeys(person.watch.requests) if "/chat/" not in url]
    sizes = {url: len(await (await person.context.request.get(url)).body()) for url in ours}
    assert len(sizes) > 8
    assert any("staff.js" in url for url in sizes) == (path == "/staff")
    assert not any(re.search("case|map|leaflet", url) for url in sizes)
    assert sum(sizes.values()) <= 60_000, sizes
