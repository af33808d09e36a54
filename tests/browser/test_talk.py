"""A conversation on the page: what is shown, in which order, and what a lost line does to it."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Door, Visitor
from tests.browser.stub import Stub

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CHOICES = (("Cân, đong, đo thiếu", "report:category:short"), ("Hàng giả", "report:category:fake"))
COUNT_ENTRIES = """() => {
  window.entered = 0;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) window.entered += addedNodes.length;
  }).observe(document.getElementById("log"), { childList: true });
}"""
MOVES = (("Quay lại", "nav:back"), ("Huỷ", "nav:cancel"))


async def test_a_first_visit_offers_what_can_be_done_and_says_nothing_by_itself(visitor: Visitor) -> None:
    await expect(visitor.page.locator("#welcome")).to_be_visible()
    await expect(visitor.page.get_by_role("button", name="Gửi phản ánh", exact=True)).to_be_visible()
    assert visitor.ward.posts == []


async def test_a_whole_conversation_needs_only_the_keyboard(visitor: Visitor) -> None:
    page, ward = visitor.page, visitor.ward
    await page.get_by_role("button", name="Gửi phản ánh", exact=True).press("Enter")
    await expect(visitor.log.locator(".me")).to_contain_text("Gửi phản ánh")
    await ward.says("Ông/Bà muốn báo việc gì?", *CHOICES, *MOVES, ask="choice")
    await expect(visitor.log.get_by_role("button")).to_have_count(4)
    await page.keyboard.press("Tab")
    await expect(visitor.log.get_by_role("button").first).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(visitor.log.locator(".me").last).to_contain_text("Hàng giả")
    await ward.says("Ông/Bà kể lại giúp Phường.", ask="text")
    await visitor.types("Hộp sữa này không phải hàng thật")
    await expect(visitor.log.locator(".me").last).to_contain_text("Đã gửi")
    sent = [{key: post[key] for key in post if key != "id"} for post in ward.posts]
    assert sent == [
        {"text": "/baocao"},
        {"tap": "report:category:fake", "label": "Hàng giả"},
        {"text": "Hộp sữa này không phải hàng thật"},
    ]


async def test_options_carry_the_number_to_type_and_moves_do_not(visitor: Visitor) -> None:
    await visitor.ward.says("Việc gì?", *CHOICES, *MOVES, ask="choice")
    await expect(visitor.log.locator(".number")).to_have_text(["1", "2"])
    await expect(visitor.log.locator(".moves button")).to_have_text(["Quay lại", "Huỷ"])


async def test_only_the_newest_question_keeps_its_buttons(visitor: Visitor) -> None:
    await visitor.ward.says("Việc gì?", *CHOICES, ask="choice")
    await visitor.ward.says("Ở đâu?", *MOVES, ask="place")
    await expect(visitor.log.locator("button:visible")).to_have_text(["Quay lại", "Huỷ"])
    await expect(visitor.log).to_contain_text("Việc gì?")


async def test_buttons_go_away_as_soon_as_one_is_pressed(visitor: Visitor) -> None:
    await visitor.ward.says("Việc gì?", *CHOICES, ask="choice")
    await visitor.log.get_by_role("button", name="Hàng giả").click()
    await expect(visitor.log.locator("button:visible")).to_have_count(0)
    assert len(visitor.ward.posts) == 1


async def test_markup_in_a_message_is_shown_as_text(visitor: Visitor) -> None:
    evil = '<img src=x onerror="document.title=1"><b>chợ</b> & <script>1</script>'
    await visitor.ward.says(evil, (evil[:40], "a:b:c"))
    await visitor.types(evil)
    await expect(visitor.log.locator(".ward .words")).to_have_text(evil)
    await expect(visitor.log.locator(".me .words")).to_have_text(evil)
    assert await visitor.log.locator("img, script, .words b").count() == 0


async def test_an_event_that_comes_twice_is_shown_once(visitor: Visitor) -> None:
    await visitor.page.evaluate(COUNT_ENTRIES)
    number = await visitor.ward.says("Phường đã nhận được.")
    await visitor.ward.repeats(number)
    await visitor.ward.says("Còn gì nữa không?")
    await expect(visitor.log.locator(".ward .words")).to_have_text(
        ["Phường đã nhận được.", "Còn gì nữa không?"]
    )
    assert await visitor.page.evaluate("window.entered") == 2


async def test_an_edit_takes_the_place_of_the_old_wording(visitor: Visitor) -> None:
    old = await visitor.ward.says("Đã có 1 ảnh.", *MOVES)
    await visitor.ward.says("Mời Ông/Bà gửi tiếp.")
    await visitor.ward.edits(old, "Đã có 2 ảnh.")
    await expect(visitor.log.locator(".ward .words")).to_have_text(["Đã có 2 ảnh.", "Mời Ông/Bà gửi tiếp."])


async def test_a_message_may_be_edited_again_and_again(visitor: Visitor) -> None:
    first = await visitor.ward.says("Đã có 1 ảnh.")
    second = await visitor.ward.edits(first, "Đã có 2 ảnh.")
    await visitor.ward.edits(second, "Đã có 3 ảnh.")
    await visitor.ward.edits(first, "Đã có 4 ảnh.")
    await expect(visitor.log.locator(".ward .words")).to_have_text(["Đã có 4 ảnh."])


async def test_a_broken_line_resumes_without_gap_or_repeat(door: Door, ward: Stub) -> None:
    person = await door.admit("net::ERR", "503")
    await person.arrives()
    first = await ward.says("Một")
    await expect(person.log.locator(".ward")).to_have_count(1)
    ward.line_is_down = True
    ward.cuts()
    await expect(person.page.locator("#offline")).to_contain_text("mất mạng", ignore_case=True)
    await ward.says("Hai")
    await ward.says("Ba")
    ward.line_is_down = False
    await expect(person.log.locator(".ward .words")).to_have_text(["Một", "Hai", "Ba"], timeout=20_000)
    await expect(person.page.locator("#offline")).to_be_empty()
    assert ward.resumed_from[-1] == first


async def test_a_reload_shows_the_same_conversation_again(visitor: Visitor) -> None:
    await visitor.ward.says("Việc gì?", *CHOICES)
    await visitor.types("1")
    await expect(visitor.log.locator(".me")).to_contain_text("Đã gửi")
    await visitor.ward.says("Ở đâu?", *MOVES)
    await expect(visitor.log.locator(".ward")).to_have_count(2)
    await visitor.page.reload()
    await expect(visitor.log.locator(".words")).to_have_text(["Việc gì?", "1", "Ở đâu?"])
    await expect(visitor.log.locator("button:visible")).to_have_text(["Quay lại", "Huỷ"])
    await expect(visitor.page.locator("#welcome")).to_be_hidden()


async def test_two_tabs_tell_the_same_story(visitor: Visitor) -> None:
    other = await visitor.another_tab()
    await expect(other.locator("#welcome")).to_be_visible()
    await visitor.types("Xin chào")
    await expect(other.locator("#log .me")).to_contain_text("Xin chào")
    await visitor.ward.says("Kính chào Ông/Bà.")
    for page in (visitor.page, other):
        await expect(page.locator("#log .words")).to_have_text(["Xin chào", "Kính chào Ông/Bà."])


async def test_the_tracking_page_asks_for_the_code_by_itself_and_only_once(door: Door, ward: Stub) -> None:
    person = await door.admit()
    await person.arrives("/track")
    await expect(person.log.locator(".me")).to_contain_text("Tra cứu")
    await person.page.reload()
    await person.listens()
    await expect(person.log.locator(".me")).to_have_count(1)
    assert [post["text"] for post in ward.posts] == ["/tracuu"]


async def test_the_language_follows_the_conversation(visitor: Visitor) -> None:
    await visitor.page.locator("summary").click()
    await visitor.page.get_by_role("button", name="Ngôn ngữ").click()
    await expect(visitor.log.locator(".me")).to_contain_text("Ngôn ngữ")
    assert visitor.ward.posts[-1]["tap"] == "nav:language"
    visitor.ward.language = "en"
    await visitor.ward.says("English it is.")
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    await expect(visitor.page.locator("summary")).to_have_text("Menu")
    await expect(visitor.log.locator(".ward")).to_contain_text("English it is.")


async def test_a_newcomer_can_change_the_language_before_saying_anything(visitor: Visitor) -> None:
    switch = visitor.page.locator("#other")
    await expect(switch).to_have_attribute("lang", "en")
    await switch.click()
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    assert visitor.ward.posts == []


async def test_leaving_is_confirmed_and_leaves_nothing(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.ward.says("Mã tra cứu: 26-0042-7")
    for answer, left in (("Ở lại", 0), ("Thoát và xoá", 1)):
        await page.locator("summary").click()
        await page.locator("#leave").click()
        await page.locator("#ask").get_by_role("button", name=answer).click()
        await expect(page.locator("#ask")).to_be_hidden()
        if left:
            await expect(page.locator("#welcome")).to_be_visible()
        assert visitor.ward.left == left
    assert await page.evaluate("JSON.stringify(sessionStorage)") in {"{}", '{"candung.language":"null"}'}
    await expect(visitor.log).to_be_empty()


async def test_a_receipt_shows_its_picture_its_code_and_ways_to_keep_them(visitor: Visitor) -> None:
    await visitor.ward.says("Mã tra cứu: 26-0042-7", picture="/chat/receipts/1.png")
    await expect(visitor.log.get_by_role("img", name="Ảnh biên nhận")).to_be_visible()
    await expect(visitor.log.locator("b")).to_have_text("26-0042-7")
    save = visitor.log.get_by_role("link", name="Lưu ảnh biên nhận")
    async with visitor.page.expect_download() as download:
        await save.click()
    assert (await download.value).suggested_filename.endswith(".png")


async def test_a_deleted_text_says_so(visitor: Visitor) -> None:
    await visitor.ward.says("", gone=True)
    await expect(visitor.log.locator(".ward")).to_contain_text("đã được xoá")


async def test_the_word_that_answers_a_tap_is_told_politely(visitor: Visitor) -> None:
    await visitor.ward.acknowledges("Phường đã ghi nhận.")
    await expect(visitor.page.get_by_role("status").filter(has_text="Phường đã ghi nhận.")).to_be_visible()
