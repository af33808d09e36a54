"""The shipped ward, and copies of it with some words replaced."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.errors import WardError
from bot.ward import DEFAULT, load_ward

WARD = load_ward()
TODAY = date(2026, 11, 22)


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
