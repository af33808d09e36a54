"""`ward` and `rules`: a ward's own people look at their file before it is used."""

import json
import math
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import rules, ward
from bot.ward import DEFAULT

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _away_from_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CANDUNG_WARD_FILE", raising=False)


def outline(file: Path, points: int = 200) -> Path:
    """A circle of so many points."""
    turns = [2 * math.pi * i / points for i in range(points)]
    ring = [[106.3 + 0.01 * math.cos(t), 20.9 + 0.01 * math.sin(t)] for t in turns]
    file.write_text(json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}))
    return file


@pytest.mark.parametrize("app", [ward.app, rules.app])
def test_help_is_there(app: typer.Typer) -> None:
    assert RUN.invoke(app, ["--help"]).exit_code == 0


@pytest.mark.parametrize(
    ("app", "command"), [(ward.app, "check"), (ward.app, "boundary"), (rules.app, "explain")]
)
def test_every_command_has_help(app: typer.Typer, command: str) -> None:
    assert RUN.invoke(app, [command, "--help"]).exit_code == 0


def test_the_shipped_ward_has_advice_and_no_fault() -> None:
    result = RUN.invoke(ward.app, ["check"])
    assert result.exit_code == 0
    assert "no fault" in result.stdout
    assert "advice: no boundary" in result.stdout


def test_findings_come_as_json() -> None:
    result = RUN.invoke(ward.app, ["check", str(DEFAULT), "--json"])
    assert {finding["level"] for finding in json.loads(result.stdout)} == {"advice"}


def test_a_broken_ward_file_is_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "ward.toml"
    broken.write_text("code = 1\n")
    plain = RUN.invoke(ward.app, ["check", str(broken)])
    assert plain.exit_code == 1
    assert plain.stdout.startswith(f"fault: {broken}")
    told = RUN.invoke(ward.app, ["check", str(broken), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)[0]["level"] == "fault"


def test_the_ward_file_in_use_is_that_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDUNG_WARD_FILE", str(tmp_path / "other.toml"))
    assert "other.toml" in RUN.invoke(ward.app, ["check"]).stdout


def test_an_outline_is_thinned_and_written_beside_the_ward_file(tmp_path: Path) -> None:
    result = RUN.invoke(
        ward.app,
        [
            "boundary",
            str(outline(tmp_path / "in.geojson")),
            "--ward",
            str(tmp_path / "ward.toml"),
            "--note",
            "Invented, CC0",
        ],
    )
    assert result.exit_code == 0
    assert "201 -> " in result.stdout
    written = json.loads((tmp_path / "boundary.geojson").read_text())
    assert written["features"][0]["properties"] == {
        "disclaimer": "Ranh giới tham khảo, không có giá trị pháp lý",
        "attribution": "Invented, CC0",
    }


def test_the_numbers_of_an_import_come_as_json(tmp_path: Path) -> None:
    file, out = outline(tmp_path / "in.geojson"), tmp_path / "out.geojson"
    result = RUN.invoke(ward.app, ["boundary", str(file), "--out", str(out), "--json"])
    numbers = json.loads(result.stdout)
    assert numbers["vertices_before"] == 201
    assert numbers["vertices_after"] < 100
    assert numbers["area_km2_after"] == pytest.approx(numbers["area_km2_before"], rel=0.01)
    assert "attribution" not in out.read_text()


def test_an_import_needs_a_place_to_write_to(tmp_path: Path) -> None:
    assert RUN.invoke(ward.app, ["boundary", str(outline(tmp_path / "in.geojson"))]).exit_code == 2


@pytest.mark.parametrize("out", ["no/such/folder/out.geojson", "out.geojson"])
def test_an_import_that_fails_says_why(tmp_path: Path, out: str) -> None:
    file = outline(tmp_path / "in.geojson") if "/" in out else tmp_path / "gone.geojson"
    result = RUN.invoke(ward.app, ["boundary", str(file), "--out", out])
    assert result.exit_code == 1
    assert result.stderr


def test_a_route_is_explained() -> None:
    result = RUN.invoke(
        rules.app, ["explain", "-"], input='{"category": "NH", "subcategory": "NH.1", "food": true}'
    )
    assert result.exit_code == 0
    for words in (
        "R16",
        "economic (Phòng Kinh tế, hạ tầng và đô thị)",
        "P2",
        "Nghị định 37/2026/NĐ-CP",
        "Là thực phẩm",
    ):
        assert words in result.stdout


def test_a_route_comes_as_json_from_a_file(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text('{"category": "HG.2", "note": "left out"}')
    result = RUN.invoke(rules.app, ["explain", str(report), "--json"])
    assert "note" in result.stderr
    found = json.loads(result.stdout)
    assert (found["row"], found["lead"], found["priority"], found["escalation"]) == (
        "R3",
        "police",
        "P1",
        "propose",
    )
    assert found["coordinators"] == ["culture", "market_management"]
    assert found["reasons"]


REPORT = {
    "category": "HG", "sub": "HG.1", "place": {"text": "ngõ 9"}, "details": "Nghi là mì chính giả",
    "injured": "no", "madehere": "no", "quantity": "few", "photos": None, "identity": "sealed",
    "when": {"day": "today", "text": "", "said": "2026-11-19"}, "confirm": "send",
}  # fmt: skip


def reasons(report: object, *more: str) -> list[str]:
    result = RUN.invoke(rules.app, ["explain", "-", *more], input=json.dumps(report))
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    begin = "reason:       "
    return [line.removeprefix(begin) for line in result.stdout.splitlines() if line.startswith(begin)]


def test_the_answers_of_a_report_are_explained_as_they_are_stored() -> None:
    [reason] = reasons(REPORT)
    assert reason.startswith("Nghi thực phẩm giả")
    assert reasons({**REPORT, "injured": "yes"})[0].startswith("Có người ốm")


def test_what_was_counted_when_a_case_was_filed_counts() -> None:
    case = {"report": REPORT, "route": {"row": "R5", "counted": {"earlier_reports": 1}}}
    assert reasons(case)[1:] == ["Đã có người khác phản ánh cùng nơi này."]
    assert len(reasons({"report": REPORT})) == 1


def test_the_reasons_come_in_english() -> None:
    [reason] = reasons(REPORT, "--language", "en")
    assert reason.startswith("Food that may be fake")
    told = RUN.invoke(rules.app, ["explain", "-", "--language", "en"], input='{"category": "NG"}')
    assert "Culture" in told.stdout or "culture" in told.stdout
    as_json = RUN.invoke(
        rules.app, ["explain", "-", "--json", "--language", "en"], input='{"category": "HG.2"}'
    )
    assert json.loads(as_json.stdout)["reasons"][0].startswith("Medicine")


def test_a_referral_names_no_lead() -> None:
    result = RUN.invoke(rules.app, ["explain", "-"], input='{"category": "NG", "place": "outside"}')
    assert "referred" in result.stdout
    assert "coordinators: -" in result.stdout


@pytest.mark.parametrize(
    "report",
    ["", "[]", "{}", '{"category": "ZZ"}',
     '{"category": "DL", "subcategory": "DL.99"}', '{"category": "DL", "danger": "yes"}', '{"category": 5}',
     '{"report": {}}', '{"category": "ZZ", "place": {"text": "ngõ 9"}}', '{"category": "DL", "place": {}}',
     json.dumps({"report": REPORT, "route": {"counted": {"earlier_reports": "x"}}})],
)  # fmt: skip
def test_a_report_that_cannot_be_read_is_refused(report: str) -> None:
    result = RUN.invoke(rules.app, ["explain", "-"], input=report)
    assert result.exit_code == 1
    assert result.stderr.startswith("-: ")


def test_a_missing_ward_file_is_told(tmp_path: Path) -> None:
    result = RUN.invoke(rules.app, ["explain", "-", "--ward", str(tmp_path / "gone.toml")], input="{}")
    assert result.exit_code == 1
    assert "gone.toml: cannot be read" in result.stderr
