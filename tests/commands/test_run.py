"""`run`, `web`, `worker`: one process on SQLite, and sentences where it cannot be."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from tests.support.process import Process, candung, candung_anew

pytestmark = pytest.mark.slow


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    one = Process(tmp_path / "var", now="2027-03-01T08:00:00+07:00", time_scale=60)
    one.anew = True
    assert one.start()
    yield one
    one.kill()


def test_a_second_run_on_the_same_folder_is_refused_and_the_first_goes_on(process: Process) -> None:
    second = candung_anew(process.folder, "run", http_port=0)
    assert second.returncode == 1
    assert second.stderr.startswith(f"another candung run uses {process.folder}")
    assert len(second.stderr.splitlines()) == 1
    assert process.answers()


def test_a_rehearsal_is_shouted_about_and_sigterm_ends_it_in_good_order(process: Process) -> None:
    assert process.stop() == 0
    told = process.said()
    assert f"Chat page: {process.url}/" in told
    assert "REHEARSAL: it is 2027-03-01 08:0" in told
    assert "stopped" in told


def test_port_0_takes_a_free_one_and_says_which(tmp_path: Path) -> None:
    process = Process(tmp_path / "var")
    process.settings["http_port"] = 0
    process.port = 1
    try:
        with pytest.raises(AssertionError, match="did not open"):
            process.start(seconds=0.2)
        until = time.monotonic() + 30
        while (told := process.said()).find("Chat page: ") < 0 and time.monotonic() < until:
            time.sleep(0.1)
        process.port = int(told.partition("Chat page: http://127.0.0.1:")[2].partition("/")[0])
        assert process.answers()
    finally:
        process.kill()


@pytest.mark.parametrize("part", ["web", "worker"])
def test_parts_are_refused_on_sqlite_with_a_sentence(tmp_path: Path, part: str) -> None:
    told = candung(tmp_path / "var", part)
    assert told.returncode == 1
    assert told.stderr.startswith("with SQLite everything runs in one process")
    assert not (tmp_path / "var").exists()


def test_wrong_settings_are_sentences_without_their_values(tmp_path: Path) -> None:
    told = candung_anew(tmp_path / "var", "run", http_port="many", metrics_token="s3cret", time_scale=0)
    assert told.returncode == 2
    lines = told.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["CANDUNG_HTTP_PORT", "CANDUNG_TIME_SCALE"]
    assert "s3cret" not in told.stderr
    assert "many" not in told.stderr


def test_a_server_that_is_not_there_is_a_sentence_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://ward:hunter2@127.0.0.1:9/candung"
    told = candung(tmp_path / "var", "worker", database_url=url, secret_key="0123456789abcdef")
    assert told.returncode == 1
    assert told.stderr.startswith("the database cannot be used")
    assert "hunter2" not in told.stderr


def test_help_is_there_for_every_command_and_quick(tmp_path: Path) -> None:
    began = time.monotonic()
    overview = candung_anew(tmp_path / "var", "--help")
    assert time.monotonic() - began < 3
    assert all(f" {name} " in overview.stdout for name in COMMANDS)
    assert candung_anew(tmp_path / "var", "nonsense").returncode == 2
    for name in ("run", "evidence", "requests"):
        told = candung_anew(tmp_path / "var", name, "--help")
        assert (told.returncode, told.stderr) == (0, "")
        assert "Usage" in told.stdout
    assert not (tmp_path / "var").exists()
