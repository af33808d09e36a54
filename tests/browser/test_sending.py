"""What the person sends arrives once, whatever the network does."""

import asyncio

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser.conftest import Door, Visitor
from tests.browser.stub import Stub

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NETWORK = ("net::ERR", "503", "413", "400")


async def test_a_lost_answer_is_retried_with_the_same_id(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/messages", 1, commits=True)
    ward.failures["/chat/messages"].status = 503
    await person.types("Cân thiếu 3 lạng")
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    assert len(ward.posts) == 2
    assert len({post["id"] for post in ward.posts}) == 1
    assert len(ward.accepted) == 1


async def test_a_cut_line_is_retried_with_the_same_id(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/messages", 2)
    await person.types("Cân thiếu 3 lạng")
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi", timeout=15_000)
    assert len(ward.accepted) == 1


async def test_the_server_says_when_to_try_again(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/messages", 1, status=503, headers={"Retry-After": "2"})
    await person.types("Xin chào")
    await expect(person.log.locator(".me")).to_contain_text("đang gửi lại")
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")


async def test_after_the_patience_ends_a_button_sends_everything_in_order(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.page.clock.install()
    await person.arrives()
    ward.fails("/chat/messages", 6, status=503)
    await person.types("Một")
    await person.types("Hai")
    await expect(person.log.locator(".me")).to_have_count(2)
    for _ in range(40):
        if await person.log.get_by_role("button", name="Thử lại").count():
            break
        await person.page.clock.run_for(4000)
        await asyncio.sleep(0.1)
    await expect(person.page.locator("#alert")).to_contain_text("Chưa gửi được")
    await person.log.get_by_role("button", name="Thử lại").first.click()
    await expect(person.log.locator(".fate[data-state=sent]")).to_have_count(2)
    assert [body["text"] for body in ward.accepted.values()] == ["Một", "Hai"]


async def test_a_refused_message_says_why_and_holds_nobody_up(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    reason = {"error": {"code": "long", "text": "Tin này dài quá."}}
    ward.fails("/chat/messages", 1, status=400, body=reason)
    await person.types("Rất dài")
    await expect(person.log.locator(".me").first).to_contain_text("Tin này dài quá.")
    await person.types("Ngắn")
    await expect(person.log.locator(".me").last).to_contain_text("Đã gửi")
    await person.log.get_by_role("button", name="Bỏ tin này").click()
    await expect(person.log.locator(".me")).to_have_count(1)


async def test_what_was_not_sent_survives_a_reload(door: Door, ward: Stub) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/messages", 2, status=503)
    await person.types("Giữ giúp tôi")
    await expect(person.log.locator(".me")).to_contain_text("đang gửi lại")
    await person.page.reload()
    await expect(person.log.locator(".me")).to_have_count(1)
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")
    assert len({post["id"] for post in ward.posts}) == 1
    await person.page.reload()
    await person.listens()
    await expect(person.log.locator(".me")).to_have_count(1)


async def test_a_lost_session_is_opened_again_and_the_message_arrives(door: Door) -> None:
    person = await door.admit("401")
    await person.arrives()
    await person.context.clear_cookies()
    await person.types("Xin chào")
    await expect(person.log.locator(".me")).to_contain_text("Đã gửi")


async def test_an_account_that_a_message_overtook_does_not_hide_it(visitor: Visitor) -> None:
    ward = visitor.ward
    ward.history_gate.clear()
    ward.history_asked.clear()
    await ward.says("Phường có tin mới.")
    await ward.history_asked.wait()
    await visitor.types("Xin chào")
    await expect(visitor.log.locator(".me")).to_contain_text("Đã gửi")
    ward.history_gate.set()
    await visitor.page.wait_for_timeout(500)
    await expect(visitor.log.locator(".words")).to_have_text(["Phường có tin mới.", "Xin chào"], timeout=2000)


async def test_enter_does_not_send_while_a_word_is_still_composed(visitor: Visitor) -> None:
    await visitor.field.fill("chợ")
    await visitor.page.evaluate(
        "document.getElementById('text').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    await expect(visitor.field).to_have_value("chợ")
    await visitor.page.keyboard.press("Shift+Enter")
    assert visitor.ward.posts == []


async def test_a_photo_shows_how_far_it_is_and_then_the_servers_copy(
    visitor: Visitor, photo: FilePayload
) -> None:
    visitor.ward.open_gate.clear()
    await visitor.page.set_input_files("#files", [photo])
    bubble = visitor.log.locator(".me")
    await expect(bubble.get_by_role("img", name="can-cho.jpg")).to_be_visible()
    await expect(bubble).to_contain_text("100 %")
    await expect(bubble.get_by_role("progressbar", name="can-cho.jpg")).to_have_attribute("value", "1")
    visitor.ward.open_gate.set()
    await expect(bubble.locator(".attached")).to_contain_text("can-cho.jpg")
    (body,) = visitor.ward.accepted.values()
    assert body["kind"] == "photo"
    assert body["files"] == [("can-cho.jpg", len(photo["buffer"]))]


async def test_a_photo_that_takes_long_appears_by_itself(door: Door, ward: Stub) -> None:
    file = {"name": "can-cho.jpg", "kind": "photo", "state": "wanted", "url": None}
    ward.items.append(ward.item("me", "", files=[file]))
    person = await door.admit()
    await person.arrives()
    await expect(person.log.locator(".me")).to_contain_text("can-cho.jpg")
    ward.items[0] = {**ward.items[0], "files": [{**file, "state": "ready", "url": "/chat/receipts/1.png"}]}
    await expect(person.log.get_by_role("img", name="can-cho.jpg")).to_be_visible()


async def test_a_failed_upload_is_retried_with_the_same_id(
    door: Door, ward: Stub, photo: FilePayload
) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/files", 1, status=503, commits=True)
    await person.page.set_input_files("#files", [photo])
    await expect(person.log.locator(".me .attached")).to_contain_text("can-cho.jpg")
    assert len(ward.posts) == 2
    assert len(ward.accepted) == 1
    await expect(person.log.locator(".me")).to_have_count(1)


async def test_words_wait_for_the_photo_before_them(visitor: Visitor, photo: FilePayload) -> None:
    visitor.ward.open_gate.clear()
    await visitor.page.set_input_files("#files", [photo])
    await visitor.types("Xong")
    await expect(visitor.log.locator(".me").last).to_contain_text("Chờ gửi")
    visitor.ward.open_gate.set()
    await expect(visitor.log.locator(".fate[data-state=sent]").last).to_be_visible()
    await expect(visitor.log.locator(".me").last).to_contain_text("Đã gửi")
    assert ["files" in body for body in visitor.ward.accepted.values()] == [True, False]


async def test_an_upload_can_be_taken_back(visitor: Visitor, photo: FilePayload) -> None:
    visitor.ward.open_gate.clear()
    await visitor.page.set_input_files("#files", [photo])
    await visitor.log.get_by_role("button", name="Huỷ").click()
    await expect(visitor.log.locator(".me")).to_have_count(0)
    await expect(visitor.page.locator("#said")).to_contain_text("can-cho.jpg")
    await visitor.types("Thôi ạ")
    visitor.ward.open_gate.set()
    await expect(visitor.log.locator(".me")).to_contain_text("Đã gửi")


async def test_a_file_that_is_too_large_is_refused_before_it_costs_anything(visitor: Visitor) -> None:
    film: FilePayload = {"name": "phim.mp4", "mimeType": "video/mp4", "buffer": bytes(1_000_001)}
    await visitor.page.set_input_files("#files", [film])
    await expect(visitor.page.get_by_role("alert").filter(has_text="phim.mp4")).to_be_visible()
    assert visitor.ward.posts == []


async def test_the_server_may_refuse_a_file_in_its_own_words(
    door: Door, ward: Stub, photo: FilePayload
) -> None:
    person = await door.admit(*NETWORK)
    await person.arrives()
    ward.fails("/chat/files", 1, status=413, body={"error": {"code": "large", "text": "Ảnh lớn quá."}})
    await person.page.set_input_files("#files", [photo])
    await expect(person.log.locator(".me")).to_contain_text("Ảnh lớn quá.")
    await person.log.get_by_role("button", name="Thử lại").click()
    await expect(person.log.locator(".me .attached")).to_be_visible()


async def test_an_answer_that_never_came_by_the_line_is_fetched(visitor: Visitor) -> None:
    await visitor.page.clock.install()
    await visitor.page.reload()
    await visitor.listens()
    await visitor.types("Có ai không")
    await expect(visitor.log.locator(".me")).to_contain_text("Đã gửi")
    visitor.ward.items.append(visitor.ward.item("ward", "Dạ có."))
    await visitor.page.clock.run_for(9000)
    await expect(visitor.log.locator(".ward")).to_contain_text("Dạ có.")
