"""What is said about a ward file that cannot work, and about one that is not settled yet."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.errors import WardError
from bot.ward import DEFAULT, Ward, check, load_ward
from bot.ward.boundary import write_boundary
from bot.ward.toml import line_of
from tests.ward.shipped import TODAY, WARD, edited, fault, line


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
        ("exact_place = 0", "exact_place = -1", "retention.exact_place: must not be negative"),
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


def test_a_ward_file_from_before_the_row_lets_the_exact_place_go_with_closing(tmp_path: Path) -> None:
    known = load_ward(edited(tmp_path, ("exact_place = 0\n", "")))
    assert known.retention.exact_place == 0


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
    assert "there is no service level for P4" in fault(tmp_path, ("".join(lines[start : start + 4]), ""))


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
