"""Is the tree free of what belongs to one machine, one person or another day?"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, documents, name_of

LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
MACHINE = re.compile(r"(?<![\w.:/])/(home|Users|root|work|mnt)/\w")
INDEX = re.compile(r"index-" + r"url|find-" + r"links|trusted-" + r"host|/sim" + r"ple/")
BLANKS = re.compile(r"[ \t]$")
PIN = re.compile(r"([a-z0-9.-]+==[^ ;]+)[^\n]*(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+")


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number}: {line}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        if pattern.search(line)
    ]


def locks() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "requirements").glob("*.lock"):
        yield path.stem, path.read_text("utf-8")


def test_nothing_is_put_off() -> None:
    assert lines_with(LATER, documents()) == []


def test_nothing_tells_of_one_machine() -> None:
    assert lines_with(MACHINE, documents()) == []


def test_no_file_names_a_package_index() -> None:
    own = [path for path in documents() if path.name != "Makefile"]  # which tells uv to leave it out
    assert lines_with(INDEX, own) == []


def test_a_lock_holds_exact_versions_with_hashes_and_no_address() -> None:
    for name, text in locks():
        entries = re.split(r"\n(?=\S)", text.strip())
        assert [entry for entry in entries if not PIN.fullmatch(entry)] == [], name


def test_the_development_lock_holds_the_run_lock() -> None:
    pins = {name: set(re.findall(r"^(\S+==\S+)", text, re.MULTILINE)) for name, text in locks()}
    assert pins["run"] <= pins["dev"]


def test_what_ci_starts_may_be_started() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_lines_end_without_blanks_and_files_with_a_line() -> None:
    own = [path for path in documents() if path.suffix != ".sql"]  # a dump stays as the database wrote it
    assert lines_with(BLANKS, own) == []
    assert lines_with(re.compile("\r"), own) == []
    texts = {name_of(path): path.read_text("utf-8") for path in own}
    assert [name for name, text in texts.items() if text and not text.endswith("\n")] == []
