"""Log lines: structured, and never with a secret, a phone number or a person's words."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs
from bot.logs import HIDDEN, hide
from bot.settings import Settings

WORDS = "Bà Hoa Mận bán thịt ôi"
TOKEN = "123456789:AAExample-example_example_example00"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Logging belongs to the process: it is put back."""
    before = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    structlog.reset_defaults()
    logging.getLogger().handlers, logging.getLogger().level = before


def configure(**changed: Any) -> None:
    apart: dict[str, Any] = {"_env_file": None, "log_level": "debug", **changed}
    logs.configure(Settings(**apart))


@pytest.mark.parametrize(
    "secret",
    ["0912 345 678", "+84912345678", "(0220) 385-1234", f"bot{TOKEN}", "https://a.example/x?token=1",
     "postgresql+psycopg://u:p@db/x", "S3://bucket/key"],
)  # fmt: skip
def test_what_looks_like_a_secret_is_hidden_wherever_it_stands(secret: str) -> None:
    line = hide(
        None, "", {"event": f"a {secret} b", "list": [secret, {"k": secret}], "other": OSError(secret)}
    )
    assert secret not in str(line)
    assert HIDDEN in line["event"]


def test_numbers_and_classes_stay_readable() -> None:
    line = {"event": "sent", "outbox": 4711, "ms": 1.5, "done": True, "none": None, "raw": b"words"}
    assert hide(None, "", dict(line)) == {**line, "raw": HIDDEN}


def _fails() -> None:
    try:
        dict[str, str]().pop(WORDS)
    except KeyError as cause:
        raise ValueError(WORDS) from cause


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_is_told_by_its_class_and_place_never_by_its_words(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configure(log_format=form)
    try:
        _fails()
    except ValueError as problem:
        structlog.get_logger("ours").debug("turn failed", exc_info=problem)
        logging.getLogger("theirs").exception("Error handling request")
    told = capsys.readouterr().err
    assert WORDS not in told
    assert told.count("ValueError") == told.count("KeyError") == 2
    assert "test_logs.py" in told


def test_lines_of_libraries_are_json_too_and_guarded(capsys: pytest.CaptureFixture[str]) -> None:
    configure(log_format="json")
    logging.getLogger("aiohttp").warning("bad request from %s", "0912345678")
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == f"bad request from {HIDDEN}"
    assert line["level"] == "warning"


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure(log_level="warning")
    structlog.get_logger("ours").info("open")
    assert capsys.readouterr().err == ""


def test_a_full_disk_costs_a_line_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    configure()
    structlog.get_logger("ours").error("step failed")
    logging.getLogger("theirs").error("also")
    structlog.reset_defaults()
