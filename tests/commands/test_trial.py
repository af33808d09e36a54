"""`trial`: labelled messages in, one JSON object out, and the wrong rows in a file."""

import json
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner, Result

from bot.commands import app
from bot.commands.trial import trial as command
from bot.commands.trial.figures import agree
from bot.commands.trial.rows import Row, TrialError, read_rows
from bot.commands.trial.scoring import judge, scores
from bot.core.measure import purchase
from bot.core.understanding.lexicon import Rule
from bot.ward import Ward, load_ward
from bot.ward.lexicon import tuned
from tests.support.lexicons import RULES, small

RUN = CliRunner()
HEAD = "id\ttext\tcategory\turgency\tnote\tdoubt"


@pytest.fixture(autouse=True)
def _away_from_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CANDUNG_WARD_FILE", raising=False)


@pytest.fixture(scope="module")
def ward() -> Ward:
    """The shipped ward, hearing a few words only."""
    shipped = load_ward()
    rules = (*RULES, Rule(all=("ill",), code="CL", weight=1))
    return msgspec.structs.replace(shipped, lexicon=tuned(shipped, small(rules=rules)))


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    file = folder / "messages.tsv"
    file.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return file


def trial(*args: str) -> Result:
    alone = typer.Typer()
    alone.command()(command)
    return RUN.invoke(alone, args)


def test_the_answer_is_one_object_with_the_promised_keys(tmp_path: Path) -> None:
    table(
        tmp_path,
        "1\tsang nay toi mua 1 can thit ve can lai con 7 lang\tDL.1\tU3\t\tn",
        "2\txin chào\tchao\tU4\t\t",
        "3\tqwertz\tnone\tU4\t\tno",
        "4\tqwertz\tDL.1\tU3\t\tyes",
        "5\tqwertz\tNG.1\tU3",
    )
    result = trial(str(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    found = json.loads(result.stdout)
    assert list(found) == ["category", "subcategory", "top3", "missed_danger", "rows", "doubtful"]
    assert (found["category"], found["subcategory"], found["rows"], found["doubtful"]) == (0.75, 0.5, 5, 1)
    assert "DL" in result.stderr
    wrong = (tmp_path / "var" / "trial-wrong.tsv").read_text("utf-8").splitlines()
    assert wrong[0] == "id\twrong\texpected\theard\tbecause\ttext"
    assert [line.split("\t")[:3] for line in wrong[1:]] == [
        ["4", "category,top3,subcategory,doubtful", "DL.1"],
        ["5", "category,top3,subcategory", "NG.1"],
    ]


def test_amounts_and_lead_are_there_where_the_table_has_them(tmp_path: Path) -> None:
    head = "text\tlead\tid\tcategory\tquantities"
    amounts = json.dumps({"bought": 1000, "got": 700, "unit": "g"})
    table(tmp_path, f"mua 1 cân thịt về cân lại còn 7 lạng\tKT\t1\tDL.1\t{amounts}", head=head)
    wrong = tmp_path / "deep" / "wrong.tsv"
    found = json.loads(trial(str(tmp_path), "--wrong", str(wrong)).stdout)
    assert list(found) == [
        "category", "subcategory", "top3", "amounts", "lead", "missed_danger", "rows", "doubtful",
    ]  # fmt: skip
    assert (found["amounts"], found["lead"]) == (1.0, 1.0)
    assert wrong.exists()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id\ttext\n1\tx\n", ":1: there is no column 'category'"),
        (f"{HEAD}\n", "there is no message in it"),
        (f"{HEAD}\n1\tx\tfoo\n", ":2: the category 'foo' is unknown"),
        (f"{HEAD}\n\n1\tx\tDL\t\t\t\tmore\n", ":3: 7 cells, but 6 columns"),
        (f"{HEAD}\tquantities\n1\tx\tDL\t\t\t\t[1]\n", ":2: the quantities are no JSON object"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "messages.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(TrialError) as caught:
        read_rows(file)
    assert str(caught.value).startswith(str(file))
    assert what in str(caught.value)


def test_without_a_table_or_a_folder_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrialError, match="cannot be read"):
        read_rows(tmp_path / "messages.tsv")
    assert trial(str(tmp_path / "gone")).exit_code == 2
    assert "trial" in RUN.invoke(app, ["--help"]).output


def test_a_table_from_a_spreadsheet_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "messages.tsv"
    file.write_bytes("\ufeffid\ttext\tcategory\tquantities\tlead\r\n1\tcân\tDL\t\t-\r\n".encode())
    assert read_rows(file) == [Row("1", "cân", "DL", quantities={}, lead="-")]


@pytest.mark.parametrize(
    ("text", "label", "category", "subcategory"),
    [
        ("mua 1kg còn 7 lạng", "DL.1", True, True),
        ("mua 1kg còn 7 lạng", "DL.2", True, False),
        ("hàng giả", "HG", True, None),
        ("lừa chuyển khoản", "KH", True, None),
        ("mã 26-0042-7", "tra_cuu", True, None),
        ("làm sao biết hàng thật", "hoi", True, None),
        ("", "none", True, None),
        ("", "chao", False, None),
        ("hàng giả", "none", False, None),
    ],
)
def test_labels_are_compared_with_what_was_heard_first(
    ward: Ward, text: str, label: str, category: bool, subcategory: bool | None
) -> None:
    outcome = judge(Row("1", text, label), ward)
    assert (outcome.category, outcome.subcategory) == (category, subcategory)
    assert outcome.top3 is category


def test_the_first_three_different_categories_count(ward: Ward) -> None:
    outcome = judge(Row("1", "lừa chuyển khoản, hàng giả", "HG"), ward)
    assert (outcome.category, outcome.top3) == (False, True)


@pytest.mark.parametrize(
    ("text", "lead", "right"),
    [
        ("mua 1kg còn 7 lạng", "KT", True),
        ("mua 1kg còn 7 lạng", "CA", False),
        ("mua 1kg còn 7 lạng", "-", False),
        ("mua 1kg còn 7 lạng", "CT", False),
        ("lừa chuyển khoản", "-", True),
        ("mua ở chợ phường Nơi Xa 1kg còn 7 lạng", "-", True),
        ("mua 1kg còn 7 lạng", "", None),
        ("mua 1kg còn 7 lạng", None, None),
    ],
)
def test_the_lead_follows_from_what_was_heard(
    ward: Ward, text: str, lead: str | None, right: bool | None
) -> None:
    assert judge(Row("1", text, "DL", lead=lead), ward).lead is right


@pytest.mark.parametrize(
    ("text", "label", "urgency", "missed"),
    [
        ("qwertz", "DL", "U1", True),
        ("qwertz", "KH", "U2", True),
        ("qwertz", "DL", "U2", False),
        ("cháy nhà rồi", "KH", "U1", False),
        ("lừa chuyển khoản", "KH", "U2", False),
        ("ăn xong đau bụng", "CL", "U1", False),
        ("mua 1kg còn 7 lạng", "DL", "U1", True),
    ],
)
def test_a_danger_is_missed_where_nothing_cares_for_it(
    ward: Ward, text: str, label: str, urgency: str, missed: bool
) -> None:
    outcome = judge(Row("1", text, label, urgency), ward)
    assert outcome.missed_danger is missed
    assert ("danger" in outcome.faults) is missed


def test_doubtful_rows_are_counted_and_not_scored(ward: Ward) -> None:
    rows = [Row("1", "hàng giả", "HG"), Row("2", "hàng giả", "DL", "U1", doubtful=True)]
    found = scores([judge(row, ward) for row in rows])
    assert found == {
        "category": 1.0, "subcategory": None, "top3": 1.0, "missed_danger": 0, "rows": 2, "doubtful": 1,
    }  # fmt: skip


SCALES = "mua 2 cân thịt, cân lại còn 1kg7, trả 240 nghìn"


@pytest.mark.parametrize(
    ("text", "stated", "right"),
    [
        (SCALES, {"bought": 2000, "got": 1700, "short": 300, "paid": 240000, "unit": "g"}, True),
        (SCALES, {"bought_g": 2000, "got_g": 1700, "paid_vnd": 240000}, True),
        (SCALES, {"bought_kg": 2, "got_kg": 1.7}, True),
        (SCALES, {"weight": {"bought": 2000}, "money": {"paid": 240000}, "note": "x"}, True),
        (SCALES, {"bought": 2, "unit": "kg", "packs": None}, True),
        (SCALES, {"bought": 2000, "unit": "ml"}, False),
        (SCALES, {"bought": 2000, "unit": "piece"}, False),
        (SCALES, {"got": 1701}, False),
        (SCALES, {"got": "1700"}, False),
        (SCALES, {"packs": 2}, False),
        (SCALES, {"price": 60000}, False),
        ("thịt 120k/kg", {"price": 120000}, True),
        ("thịt 120k/kg", {"price": {"dong": 120000, "per": 1000}}, True),
        ("mua 4 gói", {"packs": 4}, True),
        ("", {"paid": 1}, False),
        ("", {}, True),
    ],
)
def test_stated_amounts_are_compared_one_by_one(text: str, stated: dict[str, object], right: bool) -> None:
    assert agree(stated, purchase(text)) is right


def test_of_two_readings_the_likelier_one_counts() -> None:
    unclear = purchase("mất 1 lít")
    assert agree({"short": 1000, "unit": "ml"}, unclear)
    assert not agree({"lost": 100000, "short": 1}, unclear)
    assert not agree({"bought": 1}, None)
