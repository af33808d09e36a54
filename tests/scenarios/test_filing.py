"""From the first word to the code: every kind of report, and what filing leaves behind."""

import pytest

from bot.core.case import Status
from bot.media.kinds import sniff
from storage import cases
from storage.cases import Case
from tests.scenarios.dialogues import PLACE, agrees, asked, chooses, files, reaches
from tests.support.world import Person, World


async def case_of(world: World, code: str) -> Case:
    case = await world.look(lambda conn: cases.find(conn, code))
    assert case is not None
    return case


async def test_the_shortest_complete_report_takes_nine_moves(world: World, lan: Person) -> None:
    await lan.says("/baocao")
    lan.hears("ward-consent")
    await lan.taps("consent-agree", "ward-label-DL", "ward-label-DL-1")
    await lan.says("2kg 1,7kg", PLACE)
    await lan.taps("nav-skip", "identity-sealed", "confirm-send")
    lan.hears("receipt", code=lan.code)
    assert lan.moves <= 9
    case = await case_of(world, lan.code)
    assert (case.status, case.lane, case.lead, case.anonymous) == (Status.SENT, lan.lane, "economic", False)
    assert case.report["amounts"] == {"bought": 2000.0, "got": 1700.0, "unit": "g", "text": "2kg 1,7kg"}
    assert case.report["place"] == {"text": PLACE}


@pytest.mark.parametrize(
    ("code", "answers", "lead", "priority"),
    [
        ("DL.1", {}, "economic", "P3"),
        ("DL.2", {}, "economic", "P2"),
        ("DL.3", {}, "economic", "P2"),
        ("DL.4", {}, "economic", "P3"),
        ("DL.4", {"packs": "packs-3"}, "economic", "P2"),
        ("DL.5", {}, "economic", "P3"),
        ("DL.6", {}, "economic", "P2"),
        ("DL.7", {}, "economic", "P3"),
        ("DL.8", {}, "economic", "P3"),
        ("DL.unsure", {}, "culture", "P4"),
        ("HG.1", {}, "police", "P2"),
        ("HG.1", {"madehere": "yesno-yes"}, "police", "P1"),
        ("HG.1", {"injured": "yesno-yes"}, "police", "P1"),
        ("HG.2", {}, "police", "P1"),
        ("HG.3", {}, "economic", "P3"),
        ("HG.4", {}, "economic", "P3"),
        ("HG.5", {"quantity": "quantity-warehouse"}, "police", "P2"),
        ("HG.6", {}, "police", "P2"),
        ("HG.7", {}, "economic", "P3"),
        ("NH.1", {}, "economic", "P3"),
        ("NH.2", {"goods": "goods-food"}, "economic", "P2"),
        ("NH.3", {"goods": "goods-sensitive"}, "economic", "P2"),
        ("NH.4", {}, "economic", "P2"),
        ("NH.5", {}, "economic", "P2"),
        ("CL.1", {"goods": "goods-food"}, "economic", "P2"),
        ("CL.2", {"goods": "goods-safety"}, "economic", "P2"),
        ("CL.unsure", {}, "culture", "P4"),
        ("NG.1", {}, "economic", "P3"),
        ("NG.2", {}, "economic", "P3"),
        ("KH", {}, "culture", "P4"),
    ],
)
async def test_every_kind_of_report_finds_its_office(
    viet: World, code: str, answers: dict[str, str], lead: str, priority: str
) -> None:
    lan = await viet.person("lan")
    case = await case_of(viet, await files(lan, code, **answers))
    assert (case.lead, case.priority) == (lead, priority)
    lan.hears(f"ward-office-{lead}")


async def test_every_category_and_each_of_its_choices_is_offered(world: World, lan: Person) -> None:
    await agrees(lan)
    categories = world.ward.offered
    assert lan.sees(*(f"ward-label-{category.code}" for category in categories), "nav-cancel")
    for category in categories:
        await lan.taps(f"ward-label-{category.code}")
        if category.offered:
            labels = [f"ward-label-{sub.code.replace('.', '-')}" for sub in category.offered]
            assert lan.sees(*labels, "label-unsure", "nav-back")
        await lan.taps("nav-back")


async def test_the_date_of_the_receipt_is_ten_working_days_away(viet: World) -> None:
    lan = await viet.person("lan")
    await files(lan)
    assert viet.ward.local(viet.clock.now()).date().isoformat() == "2026-11-19"
    lan.hears("Chậm nhất thứ Sáu, ngày 04/12/2026, Phường sẽ báo")
    case = await case_of(viet, lan.code)
    assert case.due_on.isoformat() == "2026-12-04"
    assert viet.ward.due(viet.clock.now()).provisional  # whether 24/11 is a day off is not settled


async def test_the_receipt_is_also_a_picture(channel: str, lan: Person) -> None:
    await files(lan)
    picture = lan.last.picture
    assert picture is not None
    kind = sniff(await lan.front.fetch(picture))
    assert kind is not None
    drawn = {"web": "image/png", "telegram": "image/jpeg"}  # Telegram makes every photo one
    assert kind.mime == drawn[channel]


async def test_codes_count_up_within_the_year(viet: World) -> None:
    lan = await viet.person("lan")
    first, second = [await files(lan) for _ in range(2)]
    assert (first, second) == ("26-0001-3", "26-0002-1")


async def test_another_matter_is_pointed_out_once_and_sorted_by_a_person(lan: Person) -> None:
    await agrees(lan)
    await lan.taps("ward-label-KH")
    lan.hears("ward-pointer-KH")
    assert asked(lan) == "place"
    await lan.says("?")
    lan.hears_not("ward-pointer-KH")
    await lan.says(PLACE, "Đèn đường ngõ 12 hỏng cả tuần nay rồi")
    await lan.taps("nav-skip", "identity-sealed", "confirm-send")
    lan.hears("ward-office-culture")


async def test_a_meter_is_first_the_suppliers_matter(lan: Person) -> None:
    await agrees(lan)
    await chooses(lan, "DL.5")
    lan.hears("ward-pointer-DL-5")
    await lan.says(PLACE)
    lan.hears_not("ward-pointer-DL-5")


async def test_who_did_not_weigh_again_tells_what_happened_instead(world: World, lan: Person) -> None:
    await reaches(lan, "amounts")
    await lan.says("không nhớ")
    assert asked(lan) == "place"
    await lan.says(PLACE)
    assert asked(lan) == "details"
    await lan.says("Cân thịt rất nhẹ so với mọi khi")
    await lan.taps("nav-skip", "identity-sealed", "confirm-send")
    case = await case_of(world, lan.code)
    assert case.report["amounts"] is None
    assert case.report["details"] == "Cân thịt rất nhẹ so với mọi khi"


async def test_amounts_with_words_of_their_own_are_told_in_words_as_well(lan: Person) -> None:
    await reaches(lan, "details", "DL.4")
    lan.hears("ward-details-DL-4")


async def test_one_more_report_of_the_same_stall_is_proposed_to_the_city(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.person("minh")
    first = await case_of(viet, await files(lan, "HG.1", place="Chợ Mẫu", stall="Quầy số 5"))
    second = await case_of(viet, await files(minh, "HG.1", place="cho mau", stall="quay so 5"))
    assert first.place_key == second.place_key is not None
    assert (first.route["escalate"], second.route["escalate"]) == ("no", "propose")


async def test_a_market_without_a_stall_is_not_one_place(viet: World) -> None:
    lan = await viet.person("lan")
    case = await case_of(viet, await files(lan, place="Chợ Mẫu"))
    assert case.place_key is None


async def test_a_second_press_on_send_points_to_the_code_and_files_nothing(world: World, lan: Person) -> None:
    await reaches(lan, "confirm")
    send = lan.button("confirm-send").tap
    await lan.presses(send)
    code = lan.code
    await lan.presses(send)
    lan.hears("sent-already", code=code)
    assert len(await world.look(lambda conn: cases.of_lane(conn, lan.lane))) == 1


async def test_so_many_reports_a_day_and_the_draft_is_kept(viet: World) -> None:
    lan = await viet.person("lan")
    for _ in range(viet.settings.cases_per_day):
        await files(lan)
    await reaches(lan, "confirm")
    await lan.taps("confirm-send")
    lan.hears("report-too-many")
    assert asked(lan) == "confirm"
    await viet.passes(days=1)
    await lan.says("đúng rồi")
    lan.hears("receipt")


@pytest.mark.parametrize("yes", ["đúng", "dung roi", "1", "gửi đi", "Vâng ạ.", "OK"])
async def test_a_yes_under_the_summary_sends(viet: World, yes: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm")
    await lan.says(yes)
    lan.hears("receipt")


@pytest.mark.parametrize("no", ["sai", "chưa đúng", "2", "khong dung", "sửa"])
async def test_a_no_under_the_summary_asks_what_to_change(viet: World, no: str) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm")
    await lan.says(no)
    lan.hears("edit-which")


async def test_dung_with_another_tone_is_no_yes(viet: World) -> None:
    lan = await viet.person("lan")
    await reaches(lan, "confirm")
    await lan.says("dừng")
    lan.hears_not("receipt")


async def test_words_under_the_summary_are_added_and_shown(lan: Person) -> None:
    await reaches(lan, "confirm")
    await lan.says("Người bán tên là Hoa", "bán cá")
    assert asked(lan) == "confirm"
    lan.hears("Người bán tên là Hoa")
    lan.hears("bán cá")
    await lan.says("Hôm sau tôi quay lại thì họ vẫn bán như vậy")
    lan.hears("Người bán tên là Hoa\nHôm sau tôi quay lại thì họ vẫn bán như vậy")
    await lan.taps("confirm-send")
    lan.hears("receipt")
