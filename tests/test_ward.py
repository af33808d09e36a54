"""The shipped ward, and what is said about one that cannot work."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clocks import Shift
from bot.core.errors import WardError
from bot.core.geo import Verdict, area_km2
from bot.core.messages import Point
from bot.core.routing import (
    Conditions,
    Escalate,
    Quantity,
    RoutingFacts,
    Row,
    RowKind,
    Urgency,
    allowed,
    fields_read_by,
    fits,
    route,
)
from bot.core.rulecheck import alternatives
from bot.ward import DEFAULT, Ward, check, load_ward
from bot.ward.boundary import read_boundary, write_boundary
from bot.ward.toml import line_of

WARD = load_ward()
TODAY = date(2026, 11, 22)
CODES: list[tuple[str, str | None]] = [
    (c.code, sub) for c in WARD.categories for sub in (None, *(s.code for s in c.subcategories))
]


@st.composite
def reports(draw: st.DrawFn) -> RoutingFacts:
    category, subcategory = draw(st.sampled_from(CODES))
    known: dict[str, Any] = {"category": category, "subcategory": subcategory}
    for fact in fields(RoutingFacts)[2:]:
        known[fact.name] = draw(values(fact.name, fact.default))
    return RoutingFacts(**known)


def values(name: str, default: Any) -> st.SearchStrategy[Any]:
    if name == "quantity":
        return st.none() | st.sampled_from(Quantity)
    if name == "place":
        return st.sampled_from(Verdict)
    return st.booleans() if isinstance(default, bool) else st.integers(0, 5)


def witness(row: Row) -> Iterator[RoutingFacts]:
    """Reports that a row is made for, with nothing else known."""
    for conditions in alternatives(row):
        known: dict[str, Any] = {name: first(condition) for name, condition in conditions.items()}
        known.setdefault("category", (known.get("subcategory") or "DL").partition(".")[0])
        if known.get("subcategory", "") == "":
            known["subcategory"] = next(sub for code, sub in CODES if code == known["category"] and sub)
        yield RoutingFacts(**known)


def first(condition: Any) -> Any:
    found = allowed(condition)
    value = found[0] if isinstance(found, list) else found
    return None if value == "none" else value


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the shipped ward with some words replaced."""
    text = DEFAULT.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "ward.toml").write_text(text, encoding="utf-8")
    (folder / "law.toml").write_bytes((DEFAULT.parent / "law.toml").read_bytes())
    return folder / "ward.toml"


def fault(folder: Path, *changes: tuple[str, str]) -> str:
    with pytest.raises(WardError) as caught:
        load_ward(edited(folder, *changes))
    return str(caught.value)


def line(file: Path, needle: str) -> int:
    return next(
        i for i, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if needle in text
    )


# ── routing ──


@given(reports())
def test_every_report_gets_exactly_one_route(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    assert sum(row.id == found.row for row in WARD.routing) == 1
    assert found.referred == (facts.place is Verdict.OUTSIDE)
    assert found.lead not in found.coordinators
    assert found.reasons


@pytest.mark.parametrize(
    "row", [r for r in WARD.routing if r.kind is not RowKind.MODIFIER], ids=lambda r: str(r.id)
)
def test_every_row_of_the_shipped_ward_is_reached(row: Row) -> None:
    assert any(WARD.route(facts).row == row.id for facts in witness(row))


@given(reports())
def test_danger_and_injury_in_the_ward_are_always_the_most_urgent(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    if (facts.danger or facts.injured) and not found.referred:
        assert found.priority is Urgency.P1


@given(reports())
def test_an_accused_official_never_gets_the_case_to_the_police(facts: RoutingFacts) -> None:
    found = WARD.route(facts)
    if facts.official and not found.referred:
        assert found.lead == "chairman"
        assert "police" not in found.coordinators


@pytest.mark.parametrize(
    ("code", "more", "row", "lead", "priority", "escalate"),
    [
        ("DL.1", {}, "R11", "economic", "P3", "no"),
        ("DL.1", {"danger": True}, "R1", "police", "P1", "no"),
        ("DL.1", {"gain_5m": True}, "R9", "police", "P2", "propose"),
        ("DL.2", {}, "R10", "economic", "P2", "no"),
        ("DL.3", {}, "R12", "economic", "P2", "propose"),
        ("DL.4", {"packs_short": 2}, "R13", "economic", "P3", "no"),
        ("DL.4", {"packs_short": 3}, "R13", "economic", "P2", "no"),
        ("DL.5", {}, "R14", "economic", "P3", "no"),
        ("DL.6", {}, "R15", "economic", "P2", "propose"),
        ("DL.8", {"substantiated_before": 4}, "R11", "economic", "P3", "no"),
        ("HG.1", {}, "R5", "police", "P2", "no"),
        ("HG.1", {"earlier_reports": 1}, "R5", "police", "P2", "propose"),
        ("HG.1", {"production": True}, "R4", "police", "P1", "propose"),
        ("HG.1", {"injured": True}, "R2", "police", "P1", "propose"),
        ("HG.2", {}, "R3", "police", "P1", "propose"),
        ("HG.5", {}, "R8", "economic", "P3", "no"),
        ("HG.5", {"value_30m": True}, "R7", "police", "P2", "propose"),
        ("HG.6", {}, "R6", "police", "P2", "propose"),
        ("HG.6", {"fuel_hazard": True}, "R6", "police", "P1", "propose"),
        ("NH.1", {}, "R16", "economic", "P3", "no"),
        ("NH.1", {"food": True}, "R16", "economic", "P2", "no"),
        ("NH.4", {}, "R17", "economic", "P2", "no"),
        ("CL.1", {"food": True}, "R18", "economic", "P2", "no"),
        ("CL.1", {}, "R25", "economic", "P3", "no"),
        ("CL.2", {"safety_product": True}, "R19", "economic", "P2", "no"),
        ("NG.2", {}, "R20", "economic", "P3", "no"),
        ("NG.2", {"vague": True}, "R24", "culture", "P4", "no"),
        ("NG.2", {"official": True}, "R23", "chairman", "P2", "propose"),
    ],
)
def test_a_case_goes_to_the_office_of_the_table(
    code: str, more: dict[str, Any], row: str, lead: str, priority: str, escalate: str
) -> None:
    found = WARD.route(RoutingFacts(code[:2], code, **more))
    assert (found.row, found.lead, found.priority, found.escalate) == (
        row,
        lead,
        Urgency(priority),
        Escalate(escalate),
    )


def test_a_sale_on_the_net_brings_in_market_surveillance() -> None:
    assert WARD.route(RoutingFacts("NG", "NG.1", online=True)).coordinators == ("market_management",)


def test_gold_for_much_money_brings_in_the_police() -> None:
    assert WARD.route(RoutingFacts("DL", "DL.6", gain_5m=True)).coordinators == ("measurement", "police")


def test_something_else_is_read_by_a_human() -> None:
    assert WARD.route(RoutingFacts("KH")).lead == "culture"


def test_only_what_matters_to_a_category_is_asked() -> None:
    assert fields_read_by("NG", WARD.routing) == frozenset()
    assert fields_read_by("NH.1", WARD.routing) == {"sensitive", "food"}
    assert "packs_short" in fields_read_by("DL", WARD.routing)


def test_modifiers_fit_by_themselves() -> None:
    modifier = next(row for row in WARD.routing if row.kind is RowKind.MODIFIER)
    conditions: Conditions = modifier.when
    assert set(conditions) == {"online"}
    assert fits(modifier, RoutingFacts("DL", online=True))
    assert route(RoutingFacts("DL", "DL.1"), WARD.routing).coordinators == ("culture", "market_board")


# ── words of the ward ──


def test_the_buttons_carry_the_printed_words() -> None:
    labels = [category.label.vi for category in WARD.offered]
    printed = ("Cân, đong, đo thiếu", "Hàng giả", "Không nhãn", "kém chất lượng", "niêm yết giá", "Việc khác")
    assert all(words in label for words, label in zip(printed, labels, strict=True))


def test_amounts_are_asked_where_something_was_weighed() -> None:
    asked = {s.code for c in WARD.categories for s in c.subcategories if s.amounts}
    assert asked == {"DL.1", "DL.3", "DL.4", "DL.6", "DL.7"}


def test_every_choice_has_its_hints_in_both_languages() -> None:
    for category in WARD.categories:
        for topic in (category, *category.subcategories):
            for hint in (topic.label, WARD.details_hint(topic.code), WARD.photo_hint(topic.code)):
                assert hint
                assert hint.vi
                assert hint.en


def test_a_sub_category_has_its_own_hint_or_that_of_its_category() -> None:
    weighing = WARD.category("DL")
    assert weighing
    assert WARD.details_hint("DL.1") == weighing.details
    assert WARD.details_hint("DL.3") != weighing.details
    assert WARD.details_hint("XX") is WARD.photo_hint("XX.1") is None


def test_other_matters_are_pointed_on() -> None:
    assert WARD.pointer("KH")
    assert WARD.pointer("DL.5")
    assert WARD.pointer("DL.1") is None


def test_nothing_is_said_about_a_seller_before_a_conclusion() -> None:
    text = DEFAULT.read_text(encoding="utf-8")
    assert "vi phạm" not in text
    assert "gian thương" not in text


def test_things_are_found_by_their_names() -> None:
    police, fire = WARD.office("police"), WARD.hotline("114")
    assert police
    assert police.name.vi == "Công an phường"
    assert fire
    assert fire.name.en == "Fire and rescue"
    found = (WARD.office("nobody"), WARD.hotline("999"), WARD.market("none"), WARD.subcategory("XX.1"))
    assert found == (None,) * 4


def test_hidden_choices_are_not_offered(tmp_path: Path) -> None:
    ward = load_ward(
        edited(
            tmp_path,
            ('code = "NG"\n', 'code = "NG"\nhidden = true\n'),
            ('code = "DL.8"\n', 'code = "DL.8"\nhidden = true\n'),
        )
    )
    assert [c.code for c in ward.offered] == ["DL", "HG", "NH", "CL", "KH"]
    weighing = ward.category("DL")
    assert weighing
    assert "DL.8" not in {sub.code for sub in weighing.offered}


# ── danger ──


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nhà hàng xóm đang cháy to lắm", "114"),
        ("co dam chay sau cho, khoi den ngom", "114"),
        ("Cháy! Cháy!", "114"),
        ("mui gas nong nac ca ngo", "114"),
        ("cau be bi duoi nuoc o ho", "114"),
        ("anh ta vác dao đuổi theo tôi", "113"),
        ("may thanh nien danh nhau truoc quan", "113"),
        ("bọn đòi nợ thuê tạt sơn vào cửa nhà tôi", "113"),
        ("me toi bi lua chuyen khoan 20 trieu", "113"),
        ("nhà bên tụ tập đánh cờ bạc suốt đêm", "113"),
        ("co nguoi tiem chich o cong vien", "113"),
        ("chau nha toi bi ban danh o lop", "111"),
        ("ăn bánh xong cả nhà phải đi cấp cứu", "115"),
        ("uong nuoc nay xong dau bung tieu chay", "115"),
        ("there is a fire at the market", "114"),
        ("my son was poisoned by this milk", "115"),
    ],
)
def test_an_emergency_gets_its_number(text: str, number: str) -> None:
    assert number in [line.number for line in WARD.alarms(text)]


@pytest.mark.parametrize(
    "text",
    [
        "hàng này bán chạy lắm",
        "xe do xang nay chay kho va hay chet may",
        "dang chay xe thi het xang",
        "quan do chay nha lam khong ghi gia",
        "mẫu này đang cháy hàng nên không ai giảm giá",
        "mua 2 can sa bi thieu 3 lang",
        "di dao cho thay ban hang khong nhan",
        "thua co bac, toi mua 1kg ngao da chi duoc 8 lang",
        "hàng bị đánh tráo lúc gói",
        "thuốc tiêu chảy này nghi là giả",
        "mua nam vien thuoc cam khong co nhan",
        "can bi non 2 lang",
        "may giat khong co giat duoc do",
        "bị chém giá 200 nghìn một bát phở",
        "mua ro ga bi thieu can",
        "mua man do ve can thieu",
        "may nuoc pha cua hang nay rat nhat",
        "2kg cam chỉ có 1,7kg",
        "can dieu qua",
    ],
)
def test_everyday_words_ring_no_alarm(text: str) -> None:
    assert WARD.alarms(text) == ()


def test_dangerous_words_make_routing_facts_true() -> None:
    assert WARD.facts_in("nó cầm dao doạ, con tôi ngất xỉu") == {"danger", "injured"}
    assert WARD.facts_in("ngo toi co nha sang chiet gas") == {"fuel_hazard"}
    assert WARD.facts_in("bị lừa chuyển khoản") == frozenset()


# ── the calendar ──


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2025, 12, 31), 3, date(2026, 1, 7)),
        (date(2026, 1, 8), 2, date(2026, 1, 10)),
        (date(2026, 2, 13), 10, date(2026, 3, 6)),
        (date(2026, 4, 24), 5, date(2026, 5, 6)),
        (date(2026, 8, 20), 5, date(2026, 8, 26)),
        (date(2026, 8, 28), 3, date(2026, 9, 7)),
        (date(2026, 11, 23), 2, date(2026, 11, 26)),
    ],
)
def test_the_announced_calendar_is_counted(start: date, days: int, last: date) -> None:
    assert WARD.working.add_working_days(start, days) == last


def test_a_day_that_is_not_settled_is_a_setting(tmp_path: Path) -> None:
    working = load_ward(edited(tmp_path, ("off = true", "off = false"))).working
    assert working.add_working_days(date(2026, 11, 23), 2) == date(2026, 11, 25)
    assert working.due(date(2026, 11, 23), 2).provisional


def test_the_legal_limit_is_counted_from_the_local_day() -> None:
    due = WARD.due(datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    assert due.day == date(2026, 3, 17)
    assert not due.provisional


def test_years_to_come_are_provisional() -> None:
    assert WARD.due(datetime(2026, 12, 28, tzinfo=UTC)).provisional


def test_nobody_is_disturbed_at_night() -> None:
    night = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert not WARD.is_daytime(night)
    assert WARD.next_daytime(night) == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    assert WARD.local(night).hour == 22
    assert WARD.day == Shift(time(7), time(21))


# ── weighing and place ──


@pytest.mark.parametrize(("scale", "grams", "allowed"), [(8, 1000, 20), (10, 7000, 100), (100, 50_000, 600)])
def test_the_examples_of_the_circular_hold(scale: float, grams: float, allowed: float) -> None:
    assert WARD.tolerance(scale, grams) == allowed


def test_without_an_outline_every_place_is_unknown() -> None:
    assert WARD.verdict(Point(20.9594, 106.325)) is Verdict.UNKNOWN


def test_an_outline_beside_the_ward_file_is_used(tmp_path: Path) -> None:
    file = edited(tmp_path, ('boundary = ""', 'boundary = "boundary.geojson"'))
    ring = ((106.3, 20.9), (106.4, 20.9), (106.4, 21.0), (106.3, 21.0), (106.3, 20.9))
    write_boundary(tmp_path / "boundary.geojson", ((ring,),), "invented")
    ward = load_ward(file)
    assert ward.verdict(Point(20.95, 106.35)) is Verdict.INSIDE
    assert ward.verdict(Point(20.95, 106.5)) is Verdict.OUTSIDE
    assert not any("boundary" in finding.sentence for finding in check(ward, TODAY))


# ── what cannot work ──


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('code = "10507"', "code = 10507", "Expected `str`, got `int`"),
        ('accept = { amount = 30, unit = "minutes" }', 'accept = { amount = 30, unit = "moons" }', "'moons'"),
        ('website = "', 'colour = "blue"\nwebsite = "', "unknown field `colour`"),
        ('id = "R9"\nwhen', 'id = "R9"\nwhen_ever', "unknown field `when_ever`"),
        ('id = "economic"', 'id = "police"', "'police' stands twice"),
        ('code = "DL.1"', 'code = "HG.1"', "must begin with 'DL.'"),
        ('code = "DL.2"', 'code = "DL.1"', "'DL.1' stands twice"),
        ('hotline = "114"', 'hotline = "119"', "'119' is not among the hotlines"),
        ('fact = "danger"', 'fact = "place"', "'place' is not a fact that words can tell"),
        ('basis = ["consumer-11-3"]', 'basis = ["nowhere"]', "'nowhere' is not in the law file"),
        ("legal_days = 10", "legal_days = 0", "must be 1 or more"),
        ("drafts = 7", "drafts = 0", "must be 1 day or more"),
        ("nudge_after_hours = 20", "nudge_after_hours = 0", "must be 1 or more"),
        ("latitude = 20.9594,", "latitude = 106.325,", "must be WGS84 degrees"),
        ('lead = "chairman"', 'lead = "nobody"', "row R23 names the unknown office 'nobody'"),
        ('category = ["NG"] }', 'category = ["NG"], food = [true] }', "no routing row takes NG.1"),
        ("confirmed_years = [2025, 2026]", "confirmed_years = []", "name at least one year"),
        ("date = 2026-01-10", "date = 2026-01-02", "2026-01-02 is both a day off and a make-up day"),
        ('monday = ["07:30-11:30"', 'monday = ["7h30"', "hours.monday: '7h30' is not a stretch of time"),
        ('monday = ["07:30-11:30"', 'monday = ["27:30-28:30"', "'27:30-28:30' is not a stretch of time"),
        ('start = "07:00"', 'start = "23:00"', "daytime: '23:00-21:00' ends before it begins"),
        ("Asia/Ho_Chi_Minh", "Asia/Nowhere", "there is no time zone 'Asia/Nowhere'"),
        ('boundary = ""', 'boundary = "gone.geojson"', "gone.geojson: cannot be read as GeoJSON"),
        ('law = "law.toml"', 'law = "gone.toml"', "gone.toml: cannot be read"),
        ("[name]", "[name", "not valid TOML"),
    ],
)  # fmt: skip
def test_a_broken_ward_file_is_refused_with_one_sentence(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    problem = fault(tmp_path, (old, new))
    assert problem.startswith(str(tmp_path))
    assert what in problem
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("old", "new", "needle"),
    [
        ('id = "R12"', 'id = "R11"', 'id = "R11"'),
        ('when = { subcategory = ["DL.3"] }', 'when = { subcategory = ["DL.33"] }', '"DL.33"'),
    ],
)
def test_a_routing_row_that_cannot_work_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, needle: str
) -> None:
    problem = fault(tmp_path, (old, new))
    file = tmp_path / "ward.toml"
    lines = [i for i, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if needle in text]
    header = int(problem.removeprefix(f"{file}:").partition(":")[0])
    assert file.read_text(encoding="utf-8").splitlines()[header - 1] == "[[routing]]"
    assert 0 < lines[-1] - header <= 2


def test_an_error_deep_in_a_row_points_to_its_line(tmp_path: Path) -> None:
    end = '\nreason = { vi = "Nghi hàng giả với'
    problem = fault(tmp_path, (f'escalate = "propose"{end}', f"escalate = 5{end}"))
    file = tmp_path / "ward.toml"
    assert problem.startswith(f"{file}:{line(file, 'escalate = 5')}: routing[")


def test_a_ward_without_open_choices_or_hours_is_refused(tmp_path: Path) -> None:
    text = DEFAULT.read_text(encoding="utf-8").replace("[[categories]]\n", "[[categories]]\nhidden = true\n")
    file = edited(tmp_path)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WardError, match="every category is hidden"):
        load_ward(file)
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    rest = tuple((f'{day} = ["07:30-11:30", "13:30-17:00"]\n', "") for day in days)
    assert "no weekday has working hours" in fault(tmp_path, *rest)


def test_a_missing_service_level_is_refused(tmp_path: Path) -> None:
    lines = DEFAULT.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index("[clocks.levels.P4]\n")
    assert "there is no service level for P4" in fault(tmp_path, ("".join(lines[start : start + 3]), ""))


def test_a_danger_without_words_is_refused(tmp_path: Path) -> None:
    empty = '[[danger]]\nhotline = "113"\ntopic = "empty"\nwords = []\n\n[[danger]]\n'
    assert "there are no words" in fault(tmp_path, ("[[danger]]\n", empty))


@pytest.mark.parametrize(
    ("where", "number"),
    [("", None), ("code", 1), ("name.vi", 3), ("rows[1].id", 8), ("rows[1].also[0].x", 10),
     ("rows[1].gone", 7), ("rows[5].id", None), ("rows[0].when", 6), ("end", 12), ("end.gone", 12)],
)  # fmt: skip
def test_places_are_found_in_the_text(where: str, number: int | None) -> None:
    text = '\n'.join(
        ["code = 1", "[name]", "vi = 1", "[[rows]]", 'id = "a"', "when = 2", "[[rows]]  # two", "id = 3",
         "[[rows.also]]", "x = 1", "", "[end]"]
    )  # fmt: skip
    assert line_of(text, where) == number


# ── advice ──


def test_what_is_still_open_is_said() -> None:
    said = "\n".join(finding.sentence for finding in check(WARD, TODAY))
    for words in (
        "no boundary",
        "no markets",
        "no phone number for police",
        "hotlines to verify",
        "no contact for questions",
        "the calendar of 2027 is not confirmed",
        "2026-11-24 (Ngày Văn hóa Việt Nam) counts as a day off",
        "citations to confirm",
        "Nghị định 132/2025/NĐ-CP ends on 2027-03-01",
    ):
        assert words in said


def test_a_law_that_ended_is_said_so() -> None:
    assert any("ended on 2027-03-01" in finding.sentence for finding in check(WARD, date(2027, 6, 1)))


def test_a_ward_that_has_settled_everything_gets_no_advice(tmp_path: Path) -> None:
    text = DEFAULT.read_text(encoding="utf-8").replace(
        'kind = "internal"', 'kind = "internal"\nphone = "0220 000 000"'
    )
    text = text.replace('kind = "external"', 'kind = "external"\nphone = "0220 000 001"').replace(
        "verify = true", ""
    )
    text = text.replace("markets = []", 'markets = [{ id = "cho-mau", name = "Chợ Mẫu" }]')
    text = text.replace('boundary = ""', 'boundary = "b.geojson"').replace(
        'contact = ""', 'contact = "Văn phòng UBND"'
    )
    text = text.replace("[2025, 2026]", "[2025, 2026, 2027]").replace("off = true", "off = false")
    law = (DEFAULT.parent / "law.toml").read_text(encoding="utf-8")
    (tmp_path / "ward.toml").write_text(text, encoding="utf-8")
    law = law.replace("certain = false", "").replace("in_force_to = 2027-03-01", "in_force_to = 2037-03-01")
    (tmp_path / "law.toml").write_text(law, encoding="utf-8")
    write_boundary(tmp_path / "b.geojson", ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),),))
    ward: Ward = load_ward(tmp_path / "ward.toml")
    assert ward.market("cho-mau")
    assert [f.sentence for f in check(ward, TODAY)] == [
        "2026-11-24 (Ngày Văn hóa Việt Nam) counts as a working day, which is not settled"
    ]


# ── outlines ──

RING = "[[106.3,20.9],[106.4,20.9],[106.4,21.0],[106.3,20.9]]"


@pytest.mark.parametrize(
    "document",
    [
        f'{{"type":"Polygon","coordinates":[{RING}]}}',
        f'{{"type":"MultiPolygon","coordinates":[[{RING}]]}}',
        f'{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}',
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}]}}',
    ],
)
def test_every_shape_of_an_outline_is_read(tmp_path: Path, document: str) -> None:
    file = tmp_path / "outline.geojson"
    file.write_text(document)
    assert area_km2(read_boundary(file)) == pytest.approx(57.5, abs=0.5)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("no json", "cannot be read as GeoJSON"),
        ("[]", "not a usable outline"),
        ("{}", "not a usable outline"),
        ('{"type":"Feature","geometry":null}', "not a usable outline"),
        ('{"type":"Point","coordinates":[1,2]}', "a Point has no area"),
        ('{"type":"FeatureCollection","features":[]}', "there is no polygon"),
        ('{"type":"Polygon","coordinates":[]}', "a polygon has no ring"),
        ('{"type":"Polygon","coordinates":[[[1,1],[1,1]]]}', "fewer than four positions"),
        ('{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}', "not closed"),
        ('{"type":"Polygon","coordinates":[[[1]]]}', "not a usable outline"),
        ('{"type":"Polygon","coordinates":[[[59000,231],[59001,231],[59001,232],[59000,231]]]}', "not WGS84"),
        ('{"type":"Polygon","coordinates":[[["a","b"]]]}', "not a usable outline"),
    ],
)  # fmt: skip
def test_an_outline_that_cannot_work_is_refused(tmp_path: Path, document: str, what: str) -> None:
    file = tmp_path / "outline.geojson"
    file.write_text(document)
    with pytest.raises(WardError, match=what):
        read_boundary(file)
