"""Every row of the routing table is reached by somebody who tells what happened in their own words.

The officer's card gives the reasons that `candung rules explain` prints for what was stored.
"""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.commands import rules
from bot.core.case import Action, Outcome, Status
from bot.core.people import Role
from bot.core.routing import Also, Row, RowKind
from handlers import progress
from storage import cases
from storage.cases import Case, Change, Event
from storage.touch import Connection
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import PLACE, agrees, answers_until, asked, chooses, files
from tests.scenarios.test_filing import case_of
from tests.support.databases import sqlite_url
from tests.support.wards import invented_ward
from tests.support.world import Person, World

RUN: Final = CliRunner()
ROWS: Final[Mapping[str, Row]] = {row.id: row for row in invented_ward().routing}
YES, BOXES, WAREHOUSE = "yesno-yes", "quantity-boxes", "quantity-warehouse"


@dataclass(frozen=True)
class Tale:
    """What somebody tells, and where it leads: the row, its clauses by their place in it, the modifiers.

    `before`: what was reported of the place earlier. `chosen`: the words propose nothing, or something else.
    """

    row: str
    code: str
    story: str
    answers: Mapping[str, str] = field(default_factory=dict)
    also: tuple[int, ...] = ()
    modifiers: tuple[str, ...] = ()
    before: str = ""
    chosen: bool = False
    channel: str = "web"
    language: str = "vi"

    @property
    def expected(self) -> list[str]:
        """The reasons, in the order of the card."""
        row = ROWS[self.row]
        parts: list[Row | Also] = [row, *(row.also[nth] for nth in self.also)]
        parts += [ROWS[id_] for id_ in self.modifiers]
        return [part.reason.to(self.language) for part in parts]


REPORTED, FOUND = "reported", "found"
ENGLISH: Final[Mapping[str, Any]] = {"channel": "telegram", "language": "en"}
SHORT: Final = "Sáng nay tôi mua 2 cân thịt, về cân lại chỉ có 1 cân 7"
SPICE: Final = "Tôi mua gói mì chính về thấy bao bì in mờ, nghi là mì chính giả"
PACK: Final = "Mua bao gạo đóng gói sẵn ghi 10kg, về cân lại có 9,2kg"
SHOES: Final = "Tôi mua đôi giày hàng nhái nhãn hiệu, họ nói là hàng chính hãng"
TALES: Final = (
    Tale("R1", "DL.1", "Tôi đòi cân lại rổ cua thì ông bán hàng cầm dao doạ tôi, cân rất điêu"),
    Tale("R2", "HG.1", "Con tôi uống hộp sữa mua ở đây bị nôn, đi ngoài cả đêm, tôi nghi là sữa giả"),
    Tale("R2", "CL.1", "I bought spoiled meat here, my daughter ate it and vomited all night", **ENGLISH),
    Tale("R3", "HG.2", "Tôi mua vỉ kháng sinh về uống không khỏi, vỏ hộp khác hẳn, nghi là thuốc giả"),
    Tale("R4", "HG.1", "Nhà bên cạnh tối nào cũng đóng gói mì chính giả, dán nhãn của hãng khác"),
    Tale("R4", "HG.1", SPICE, {"quantity": BOXES}),
    Tale("R5", "HG.1", SPICE),
    Tale("R5", "HG.1", SPICE, before=REPORTED, also=(0,)),
    Tale("R6", "HG.6", "Cây xăng này bán xăng pha, xe tôi đổ xong chết máy giữa đường"),
    Tale("R6", "HG.6", "Quán này sang chiết gas từ bình to sang bình mini bán cho hàng lẩu", also=(0,)),
    Tale("R7", "HG.5", SHOES, {"quantity": WAREHOUSE}),
    Tale("R7", "HG.5", SHOES, {"madehere": YES}),
    Tale("R7", "HG.5", SHOES, before=FOUND),
    Tale("R8", "HG.5", SHOES),
    Tale("R9", "DL.1", "Tôi mua 5 tạ gạo giá 20 nghìn một kg, về cân lại chỉ có 2 tạ"),
    Tale("R9", "DL.1", SHORT, before=FOUND),
    Tale("R10", "DL.2", "Cái cân bị vặn, chưa đặt hàng lên kim đã chỉ 1 lạng, không có tem kiểm định"),
    Tale("R11", "DL.1", SHORT),
    Tale("R11", "DL.1", "I bought 2 kg of pork here, at home the scale shows only 1.6 kg", **ENGLISH),
    Tale("R12", "DL.3", "Cây xăng này bơm điêu, lần nào đổ cũng thiếu so với cột bơm"),
    Tale("R13", "DL.4", PACK),
    Tale("R13", "DL.4", PACK, {"packs": "packs-3", "quantity": BOXES}, also=(0, 1)),
    Tale("R14", "DL.5", "Đồng hồ điện nhà tôi chạy nhanh bất thường, tháng này tăng gấp đôi"),
    Tale("R15", "DL.6", "Tôi mua 1 chỉ vàng hết 15 triệu, đem cân lại chỉ có 9 phân"),
    Tale("R15", "DL.6", "Tôi mua 5 chỉ vàng hết 75 triệu, đem cân lại chỉ có 4 chỉ rưỡi", also=(0,)),
    Tale("R16", "NH.2", "Hộp mỹ phẩm này không có nhãn tiếng Việt gì cả"),
    Tale("R16", "NH.2", "Gói bánh kẹo này không có nhãn tiếng Việt gì cả", also=(0,)),
    Tale("R16", "NH.2", "Đồ chơi này không có nhãn tiếng Việt", {"goods": "goods-sensitive"}, also=(0,)),
    Tale("R17", "NH.4", "Cửa hàng tẩy hạn sử dụng cũ rồi dập ngày mới lên vỏ hộp"),
    Tale("R18", "CL.1", "Tôi mua gói giò hết hạn sử dụng từ tháng trước"),
    Tale("R19", "CL.2", "Cái ổ cắm điện cắm vào thì khét, hàng rất kém chất lượng"),
    Tale("R19", "CL.2", "Mũ bảo hiểm kém chất lượng, rơi nhẹ đã vỡ", {"quantity": BOXES}, also=(0,)),
    Tale("R20", "NG.1", "Quầy này không niêm yết giá, hỏi đâu nói đấy"),
    Tale("R20", "NG.1", "This stall shows no prices at all, they just make them up", **ENGLISH),
    Tale("R20", "NG.2", "Tôi mua hàng trên livestream, họ thu cao hơn giá đã ghi", modifiers=("R21",)),
    Tale("R23", "DL.1", "Người bán là vợ cán bộ phường nên mua 2 cân thiếu 2 lạng mà không ai làm gì"),
    Tale("R23", "DL.1", "Mua 2 cân thiếu 2 lạng, tôi nói thì nó cầm gậy, có công an chống lưng", also=(0,)),
    Tale("R24", "DL.unsure", "Họ bán hàng ở đây tôi thấy không ổn lắm", chosen=True),
    Tale("R24", "KH", "Ở đây có chuyện này tôi thấy không ổn lắm", chosen=True),
    Tale("R24", "CL.unsure", "Cả nhà tôi ăn xong bị nôn, phải đi cấp cứu", chosen=True, also=(0,)),
    Tale("R25", "CL.1", "Dầu gội này hết hạn sử dụng từ năm ngoái vẫn bày bán", {"goods": "goods-other"}),
    Tale("R25", "CL.1", "This shampoo is past its expiry date and still for sale", **ENGLISH),
)  # fmt: skip
OUTSIDE: Final = "Tôi mua 2 cân thịt ở chợ phường Lê Thanh Nghị, bị cân điêu"


@pytest.fixture
async def place(tmp_path: Path, tale: Tale) -> AsyncIterator[World]:
    """Where this is told."""
    async with living(sqlite_url(tmp_path), tmp_path, tale.language, channel=tale.channel) as world:
        yield world


async def tells(person: Person, tale: Tale) -> None:
    """From the first word to the summary: the story, the proposal, and what else is asked."""
    await agrees(person)
    await person.says(tale.story)
    category, _, sub = tale.code.partition(".")
    if tale.chosen:
        await chooses(person, tale.code)
    else:
        assert asked(person) == "guess"
        finest = f"ward-label-{category}-{sub}"
        await person.taps(finest if person.sees(finest) else f"ward-label-{category}")
        if asked(person) == "sub":
            await person.taps(finest)
    await answers_until(person, "confirm", **tale.answers)


async def was_reported(world: World, tale: Tale) -> None:
    """Somebody else reported the same place; perhaps it was found to be so."""
    case = await case_of(world, await files(await world.person("hoa"), tale.code))
    if tale.before != FOUND:
        return

    def ends(conn: Connection) -> None:
        at = world.clock.now()
        line = Event(at, "officer", "web", Action.CONCLUDE, Status.CONCLUDED)
        progress.move(conn, case, Change(Status.CONCLUDED, outcome=Outcome.REMINDED.value), line)

    await world.house.database.write(ends)


def explained(
    stored: Mapping[str, Any], language: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[str]]:
    """What `candung rules explain` prints for it, by what stands before the colon."""
    monkeypatch.setattr(rules, "load_ward", lambda _: invented_ward())
    told = msgspec.json.encode(stored).decode()
    result = RUN.invoke(rules.app, ["explain", "-", "--language", language], input=told)
    assert result.exit_code == 0, result.stderr
    found: dict[str, list[str]] = {}
    for line in result.stdout.splitlines():
        name, _, words = line.partition(":")
        found.setdefault(name, []).append(words.strip())
    return found


def reasons_on_the_card(officer: Person, code: str) -> list[str]:
    """The sentences between the offices and the rules of law."""
    text = next(one.text for one in officer.heard if f"{code} ·" in one.text)
    begin = re.escape(officer.words("card-reason", reason="")).replace(r"\ ", " ").strip()
    lines = text[text.index(officer.words_like("card-lead").split("\0")[0]) :].split("\n\n")[0].splitlines()
    return [line.removeprefix(begin).strip() for line in lines if line.startswith(begin)]


async def officer_of(world: World, row: Row) -> Person:
    """Somebody of the office that leads: of the chairperson's, who leads the ward."""
    if row.lead == "chairman":
        return await world.appoints("leader", Role.LEADER)
    return await world.appoints("minh", Role.OFFICER, row.lead or "")


@pytest.mark.parametrize("tale", TALES, ids=lambda tale: f"{tale.row}-{tale.code}-{tale.language}")
async def test_a_tale_reaches_its_row_and_the_card_gives_the_reasons_that_the_rules_explain(
    place: World, tale: Tale, monkeypatch: pytest.MonkeyPatch
) -> None:
    if tale.before:
        await was_reported(place, tale)
    officer, lan = await officer_of(place, ROWS[tale.row]), await place.person("lan")
    await tells(lan, tale)
    await lan.taps("confirm-send")
    case: Case = await case_of(place, lan.code)
    assert (case.route["row"], case.lead) == (tale.row, ROWS[tale.row].lead)
    await officer.listens()
    shown = reasons_on_the_card(officer, case.code)
    assert shown == tale.expected
    stored = {"report": case.report, "route": case.route}
    told = explained(stored, tale.language, monkeypatch)
    assert told["reason"] == shown
    assert (told["row"], told["priority"], told["escalation"]) == (
        [tale.row], [case.priority], [case.route["escalate"]],
    )  # fmt: skip


async def test_a_place_outside_the_ward_opens_no_case_and_the_rules_say_why(
    viet: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    minh, lan = await viet.appoints("minh", Role.OFFICER, "economic"), await viet.person("lan")
    await agrees(lan)
    await lan.says(OUTSIDE)
    await lan.taps("ward-label-DL-1")
    await lan.taps("nav-skip")
    await lan.says(PLACE)
    lan.hears("inward-named", ward="Lê Thanh Nghị")
    await lan.taps("yesno-no")
    lan.hears("report-referred")
    await minh.listens()
    assert minh.heard == []
    referred = await viet.look(lambda conn: conn.execute(select(cases.REFERRALS)).one())
    told = explained(referred.report, "vi", monkeypatch)
    assert (told["row"], told["reason"]) == ([referred.pointer], [ROWS["R22"].reason.vi])


def test_no_row_and_no_clause_of_the_table_is_without_a_tale() -> None:
    rows = {id_ for tale in TALES for id_ in (tale.row, *tale.modifiers)} | {"R22"}
    assert rows == set(ROWS)
    clauses = {(tale.row, nth) for tale in TALES for nth in tale.also}
    assert clauses == {(row.id, nth) for row in ROWS.values() for nth, _ in enumerate(row.also)}
    assert {row.id for row in ROWS.values() if row.kind is RowKind.MODIFIER} == {"R21"}
