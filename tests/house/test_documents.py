"""Is everything that people can set, type or see named in the documents?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup

from bot.commands import COMMANDS, load
from bot.core.case import Status
from bot.settings import Settings
from handlers.officer.views import NAMES
from handlers.staffcards.private import DOING
from handlers.work.more import CHOICES
from tests.house import tables
from tests.house.source import ROOT

TOLD = "\n".join(
    path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
)
SETTINGS = {name.upper() for name in Settings.model_fields}


def commands(group: object, *path: str) -> Iterator[str]:
    """Every command as it is typed, without the program's name."""
    if not isinstance(group, TyperGroup):
        yield " ".join(path)
        return
    for name, command in group.commands.items():
        yield from commands(command, *path, name)


TYPED = sorted(line for name in COMMANDS for line in commands(load(name), name))


def test_every_setting_is_documented() -> None:
    assert [name for name in sorted(SETTINGS) if not re.search(rf"`(CANDUNG_)?{name}`", TOLD)] == []


def test_every_documented_setting_exists() -> None:
    assert set(re.findall(r"\bCANDUNG_([A-Z][A-Z_]+)\b", TOLD)) <= SETTINGS


def test_every_command_is_documented() -> None:
    assert [line for line in TYPED if not re.search(rf"\bcandung {line}\b", TOLD)] == []


def test_every_documented_command_exists() -> None:
    first = {line.partition(" ")[0] for line in TYPED}
    assert set(re.findall(r"(?:`|^)candung ([a-z]+)", TOLD, re.MULTILINE)) <= first


def test_every_status_is_documented() -> None:
    assert [status for status in Status if f"`{status}`" not in TOLD] == []


def test_every_generated_table_stands_in_its_document() -> None:
    assert tables.marked(tables.DOCUMENT.read_text("utf-8")) == set(tables.BLOCKS)


def test_the_generated_tables_are_as_the_code_has_them() -> None:
    told = tables.DOCUMENT.read_text("utf-8")
    assert tables.renewed(told) == told, "make tables writes them anew"


def test_a_table_that_says_something_else_is_written_anew(tmp_path: Path) -> None:
    document = tmp_path / "cases.md"
    document.write_text("before\n<!-- outcomes: x -->\n| old |\n<!-- /outcomes -->\nafter\n", "utf-8")
    tables.write(document)
    told = document.read_text("utf-8")
    assert told == f"before\n<!-- outcomes: x -->\n{tables.outcomes()}\n<!-- /outcomes -->\nafter\n"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_button_of_a_case_stands_in_the_guide_for_officers(language: str) -> None:
    guide = " ".join((ROOT / "docs" / f"officers.{language}.md").read_text("utf-8").split())
    keys = [*(key for _, key, _ in (*DOING, *CHOICES)), *NAMES.values(), "work-load", "work-load-offices"]
    labels = [tables.CATALOG.say(language, key) for key in (*keys, "card-triage", "more-story", "duty-mark")]
    assert [label for label in labels if label not in guide] == []


def test_every_picture_and_every_page_that_a_document_names_is_there() -> None:
    linked = re.compile(r"""(?:\]\(|src=")([^)#":]+)[)#"]""")
    pages = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    missing = [
        (page.name, name)
        for page in pages
        for name in linked.findall(page.read_text("utf-8"))
        if not (page.parent / name).exists()
    ]
    assert missing == []
