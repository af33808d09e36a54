"""Originals leave a written trace; a backup made beside a running house brings all of it back."""

import json
import re
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from storage import evidence
from tests.crash.toll import Books, drained, nothing_is_lost
from tests.support.pictures import photo
from tests.support.process import Process, candung
from tests.support.resident import Resident, Story

pytestmark = pytest.mark.slow


async def _filed(process: Process) -> str:
    """A report with one photo; gives its code."""
    async with Resident(process.url) as resident:
        receipt = await resident.files_report(Story(photos=(photo(640, 480),)))
    await drained(process)
    found = re.search(r"\d\d-\d{4,}-\d", receipt["text"])
    assert found is not None
    return found[0]


async def test_an_original_is_opened_with_a_name_and_a_reason_that_stay(
    process: Process, tmp_path: Path
) -> None:
    code, out = await _filed(process), tmp_path / "original.jpg"
    [file] = json.loads(candung(process.folder, "evidence", "list", code, "--json").stdout)
    assert (file["kind"], file["size"], file["opened"]) == ("photo", len(photo(640, 480)), 0)
    command = ("evidence", "original", file["id"], "--out", str(out), "--who", "Cán bộ A", "--reason")
    nameless = candung(process.folder, *command, "  ")
    assert (nameless.returncode, out.exists()) == (1, False)
    opened = candung(process.folder, *command, "đối chiếu biển hiệu")
    assert opened.returncode == 0, opened.stderr
    assert out.read_bytes() == photo(640, 480)
    assert out.stat().st_mode & 0o777 == 0o600
    again = candung(process.folder, *command, "lần nữa")
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    assert process.stop() == 0
    with closing(Books(process.folder)) as books:
        [kept] = books.database.transact(lambda conn: evidence.openings(conn, file["id"]))
    assert (kept.who, kept.reason) == ("Cán bộ A", "đối chiếu biển hiệu")


def test_an_unknown_case_or_file_is_a_sentence(tmp_path: Path) -> None:
    case = candung(tmp_path / "var", "evidence", "list", "26-0042-7")
    assert (case.returncode, case.stderr) == (1, "no case has the code 26-0042-7\n")
    file = candung(
        tmp_path / "var", "evidence", "original", "e" * 32, "--out", "x", "--who", "A", "--reason", "B"
    )
    assert (file.returncode, file.stderr) == (1, f"no file has the id {'e' * 32}\n")


async def test_a_backup_made_while_it_runs_lives_again_elsewhere(process: Process, tmp_path: Path) -> None:
    await _filed(process)
    archive, elsewhere = tmp_path / "backup.tar", tmp_path / "elsewhere"
    made = candung(process.folder, "backup", str(archive))
    assert made.returncode == 0, made.stderr
    assert "It holds the key" in made.stdout
    assert archive.stat().st_mode & 0o777 == 0o600
    assert candung(process.folder, "backup", str(archive)).returncode == 1
    process.kill()
    back = candung(elsewhere, "restore", str(archive))
    assert back.returncode == 0, back.stderr
    full = candung(elsewhere, "restore", str(archive))
    assert (full.returncode, "is not empty" in full.stderr) == (1, True)
    moved = Process(elsewhere)
    try:
        assert moved.start()
        await drained(moved)
        assert moved.stop() == 0
    finally:
        moved.kill()
    with closing(Books(elsewhere)) as books:
        await nothing_is_lost(books, [(photo(640, 480),)])


def test_a_broken_backup_changes_nothing(tmp_path: Path) -> None:
    whole, elsewhere = tmp_path / "backup.tar", tmp_path / "elsewhere"
    assert candung(tmp_path / "var", "migrate").returncode == 0
    assert candung(tmp_path / "var", "backup", str(whole)).returncode == 0
    cut, words, leads_outside = tmp_path / "cut.tar", tmp_path / "words.tar", tmp_path / "outside.tar"
    cut.write_bytes(whole.read_bytes()[:150_000])
    words.write_bytes(b"no archive at all")
    leads_outside.write_bytes(whole.read_bytes())
    with tarfile.open(leads_outside, "a") as tar:
        tar.add(__file__, "../outside")
    for broken in (cut, words, leads_outside, tmp_path / "missing.tar"):
        told = candung(elsewhere, "restore", str(broken))
        assert (told.returncode, len(told.stderr.splitlines())) == (1, 1), told.stderr
        assert not elsewhere.exists()
        assert not (tmp_path / "outside").exists()
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_with_a_key_of_ones_own_the_backup_holds_none_and_needs_the_right_one(tmp_path: Path) -> None:
    archive, own = tmp_path / "backup.tar", "a key that somebody chose"
    assert candung(tmp_path / "var", "migrate", secret_key=own).returncode == 0
    made = candung(tmp_path / "var", "backup", str(archive), secret_key=own)
    assert "does not hold the key" in made.stdout
    for wrong in ({}, {"secret_key": "some other key entirely"}):
        told = candung(tmp_path / "back", "restore", str(archive), **wrong)
        assert (told.returncode, "CANDUNG_SECRET_KEY" in told.stderr) == (1, True), told.stderr
    assert candung(tmp_path / "back", "restore", str(archive), secret_key=own).returncode == 0


def test_with_a_server_the_way_is_named(tmp_path: Path) -> None:
    url = "postgresql://127.0.0.1:9/candung"
    told = candung(tmp_path / "var", "backup", "x.tar", database_url=url, secret_key="0123456789abcdef")
    assert (told.returncode, "pg_dump" in told.stderr) == (1, True)
