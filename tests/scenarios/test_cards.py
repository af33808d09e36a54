"""Who is shown which card of a case, and what stands on it."""

import msgspec
import pytest

from bot.core.danger import Sign
from bot.core.messages import Address
from bot.core.people import Role
from storage import conversations, groups, outbox
from storage.groups import Group
from storage.outbox import Said
from tests.scenarios.dialogues import files, reaches
from tests.scenarios.test_filing import case_of
from tests.scenarios.test_officers import history_of, presses
from tests.support.databases import KEYRING
from tests.support.papers import PHOTO, VIDEO
from tests.support.wards import INSIDE
from tests.support.world import Person, World


async def test_the_card_tells_everything_but_who_reported(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    await reaches(
        lan, "photos", "DL.4", place="Chợ Mẫu", stall="quầy 5, gọi 0912.345.678",
        details="Gói 500g cân 450g, giá 12.500đ, lô 0912345678. Gọi tôi: 0987 654 321 hoặc hoa@example.vn",
    )  # fmt: skip
    await lan.sends(PHOTO, VIDEO)
    await lan.taps("nav-done")
    await lan.says("0912345678")
    await lan.taps("confirm-send")
    code = lan.code
    await minh.listens()
    card = next(one for one in minh.heard if "Chủ trì" in one.text)
    for words in (
        code, "Cân, đong, đo thiếu – Hàng đóng gói bị thiếu", "Chợ Mẫu", "quầy 5, gọi [số điện thoại đã che]",
        "giá 12.500đ, lô 0912345678", "đáng lẽ 2 kg, cân lại được 1,7 kg", "nguyên văn: 2kg 1,7kg",
        "[thư điện tử đã che]", "1 ảnh, 1 video", "giữ kín danh tính", "Chi cục Tiêu chuẩn", "Căn cứ:",
        "thứ Sáu, ngày 04/12/2026", "Cần nhận việc trước 17:00, thứ Sáu, ngày 20/11/2026",
    ):  # fmt: skip
        assert words in card.text, (words, card.text)
    for secret in ("0987", "0912 345", "0912.345", "hoa@", "lan", "web", "09:0", lan.front.address.person):
        assert secret not in card.text.replace("làn", ""), secret
    assert [c.label for c in card.buttons] == ["Nhận việc", "Chuyển", "Ghi chú", "Xem ảnh", "Thêm…"]
    minh.hears("card-photos", code=code)
    await presses(minh, "Xem ảnh")
    minh.hears("card-photos", code=code)
    assert (await history_of(viet, code))[-1].action == "view"


@pytest.mark.parametrize(
    ("role", "office", "stands_in"),
    [
        (Role.HEAD, "economic", False),
        (Role.LEADER, "", True),
        (Role.ADMIN, "", True),
    ],
)
async def test_where_no_officer_can_be_reached_somebody_else_hears(
    world: World, lan: Person, role: Role, office: str, stands_in: bool
) -> None:
    other = await world.appoints("officer of another office", Role.OFFICER, "police")
    hung = await world.appoints("hung", role, office)
    if role is not Role.ADMIN:
        admin = await world.appoints("admin", Role.ADMIN)
    code = await files(lan)
    await hung.listens()
    assert hung.heard_of("card-stands-in", office=hung.words("ward-office-economic")) == stands_in
    await presses(hung, "card-take")
    hung.hears("work-took", code=code)
    await other.listens()
    assert other.heard == []
    if role is not Role.ADMIN:
        await admin.listens()
        assert admin.heard == []


async def test_a_case_about_an_official_reaches_those_who_lead_and_nobody_else(viet: World) -> None:
    lan = await viet.person("lan")
    leader = await viet.appoints("leader", Role.LEADER)
    others = [
        await viet.appoints("police", Role.OFFICER, "police"),
        await viet.appoints("culture", Role.COORDINATOR, "culture"),
        await viet.appoints("admin", Role.ADMIN),
    ]
    code = await files_about_an_official(lan)
    assert (await case_of(viet, code)).confidential
    await leader.listens()
    leader.hears("card-confidential")
    for one in others:
        await one.listens()
        assert one.heard == []
        await one.says(f"/viec {code}")
        one.hears("work-unseen")
        await one.presses(f"case:take:{code}")
        one.hears("work-unseen")
        await one.says("/viec")
        one.hears("work-none")
    await presses(leader, "Nhận việc")
    leader.hears("work-took", code=code)


async def test_without_a_leader_the_administrator_hears_only_that_such_a_case_waits(viet: World) -> None:
    lan, admin = await viet.person("lan"), await viet.appoints("admin", Role.ADMIN)
    code = await files_about_an_official(lan)
    await admin.listens()
    admin.hears("card-bare")
    assert code not in admin.said
    assert "quầy cô Lan" not in admin.said
    assert admin.last.buttons == ()


async def files_about_an_official(person: Person) -> str:
    """In a ward whose file says which words mean an official."""
    world = person.world
    sign = Sign(hotline="113", topic="official", fact="official", words=("cán bộ phường nhận tiền",))
    await world.restarts(msgspec.structs.replace(world.ward, danger=(*world.ward.danger, sign)))
    return await files(person, "NG.1", details="Cán bộ phường nhận tiền của chủ quầy này để bỏ qua")


async def test_a_fresh_card_is_the_one_that_changes(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    binh = await viet.appoints("binh", Role.HEAD, "economic")
    code = await files(lan)
    await minh.says(f"/viec {code}")
    fresh = minh.last
    assert fresh.buttons
    await binh.presses(f"case:take:{code}")
    story = await minh.front.history()
    assert "Người nhận: binh" in story[-1].text
    assert len([one for one in story if f"Hồ sơ {code} ·" in one.text]) == 2


GROUP = Address("web", "99001", "-100200300")


async def binds_a_group(world: World, office: str) -> None:
    """The group of an office, as a messenger has them."""
    group = Group(office, KEYRING.lane(GROUP), GROUP, "vi")
    at = world.clock.now()
    await world.house.database.write(lambda conn: groups.bind(conn, group, by=None, at=at))


async def said_in_group(world: World) -> list[Said]:
    return await world.look(lambda conn: outbox.story(conn, KEYRING.lane(GROUP), most=20))


async def test_a_group_learns_little_and_its_card_changes(viet: World) -> None:
    await binds_a_group(viet, "economic")
    minh, lan = await viet.appoints("minh", Role.OFFICER, "economic"), await viet.person("lan")
    code = await files(
        lan, "DL.2", place="số 12 phố Bạch Đằng, hàng cô Lan", details="Cân ở đây lạ lắm, kim lệch"
    )  # fmt: skip
    [card] = await said_in_group(viet)
    assert card.prompt is not None
    for words in (code, "Cân, đong, đo thiếu", "Nơi bán: phố Bạch Đằng", "Cần nhận việc trước", "04/12/2026"):
        assert words in card.prompt.text
    for words in ("12 ", "cô Lan", "kim lệch", "Nghi chỉnh cân", "danh tính"):
        assert words not in card.prompt.text.replace("/12/2026", "")
    assert [b.label for b in card.prompt.buttons] == ["Nhận việc", "Xem chi tiết"]
    await minh.presses(f"case:take:{code}")
    newer, *_ = await said_in_group(viet)
    assert newer.prompt is not None
    assert (newer.edits, [b.label for b in newer.prompt.buttons]) == (card.id, ["Xem chi tiết"])
    assert "Người nhận: minh" in newer.prompt.text


async def test_a_group_hears_nothing_of_an_official_and_is_emptied_when_a_case_leaves(viet: World) -> None:
    await binds_a_group(viet, "economic")
    lan, leader = await viet.person("lan"), await viet.appoints("leader", Role.LEADER)
    code = await files(lan)
    assert len(await said_in_group(viet)) == 1
    await leader.presses(f"case:move:{code}:police")
    await leader.says("Có dấu hiệu hình sự")
    newest, *_ = await said_in_group(viet)
    assert newest.prompt is not None
    assert newest.prompt.text == f"Hồ sơ {code} đã chuyển sang Công an phường."
    await files_about_an_official(lan)
    assert len(await said_in_group(viet)) == 2


async def test_a_pin_is_shown_on_the_map_in_private_alone(viet: World) -> None:
    await binds_a_group(viet, "economic")
    minh, lan = await viet.appoints("minh", Role.OFFICER, "economic"), await viet.person("lan")
    await reaches(lan, "place")
    await lan.pins(INSIDE)
    await lan.taps("nav-skip", "identity-sealed", "confirm-send")
    said = await viet.look(lambda conn: outbox.story(conn, minh.lane, most=1))
    assert said[0].prompt is not None
    assert said[0].prompt.point is not None
    assert "đã ghim trên bản đồ" in said[0].prompt.text
    [card] = await said_in_group(viet)
    assert card.prompt is not None
    assert (card.prompt.point, "Nơi bán: xem trong tin riêng" in card.prompt.text) == (None, True)


async def test_the_clock_begins_anew_where_a_case_is_handed_on(viet: World) -> None:
    lan, leader = await viet.person("lan"), await viet.appoints("leader", Role.LEADER)
    police = await viet.appoints("police", Role.OFFICER, "police")
    code = await files(lan)
    await viet.passes(days=4)
    await leader.presses(f"case:move:{code}:police")
    await leader.says("Có dấu hiệu hình sự")
    await police.listens()
    police.hears("Cần nhận việc trước 17:00, thứ Tư, ngày 25/11/2026")
    police.hears("Chậm nhất thứ Sáu, ngày 04/12/2026")


async def test_who_blocked_us_is_nobody_who_can_be_reached(viet: World) -> None:

    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    leader, at = await viet.appoints("leader", Role.LEADER), viet.clock.now()
    await viet.house.database.write(lambda conn: conversations.block(conn, minh.lane, at))
    await files(lan)
    await leader.listens()
    leader.hears("card-stands-in", office="Phòng Kinh tế, hạ tầng và đô thị")
