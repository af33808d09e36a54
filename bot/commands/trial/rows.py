"""Labelled messages: what a table of them says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from bot.core.errors import CanDungError
from bot.core.understanding import Intent

LABELS: Final[Mapping[str, str]] = {
    "KH": Intent.ELSEWHERE.value,
    "tra_cuu": Intent.TRACK.value,
    "rut": Intent.WITHDRAW.value,
    "hoi": Intent.QUESTION.value,
    "chao": Intent.GREETING.value,
    "none": Intent.NOTHING.value,
}
"""What the labels mean that are no category of the ward."""
_CODE: Final = re.compile(r"[A-Z]{2,4}(\.\d{1,2})?")
_NO_DOUBT: Final = frozenset({"", "n", "no"})
_EMPTY: Final = frozenset({"", "-"})
_NEEDED: Final = ("id", "text", "category")


class TrialError(CanDungError):
    """The table cannot be read."""


class Row(msgspec.Struct, frozen=True):
    """One message and what people say of it. `quantities`, `lead`: None where the table has no such column,
    empty where it does not say."""

    id: str
    text: str
    label: str
    urgency: str = ""
    doubtful: bool = False
    quantities: Mapping[str, Any] | None = None
    lead: str | None = None

    @property
    def top(self) -> str:
        """The category without its finer part, or the word of an intent."""
        return LABELS.get(self.label) or self.label.partition(".")[0]


def read_rows(path: Path) -> list[Row]:
    """All rows of the table. Raises `TrialError`: the file, the line, what is wrong there."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise TrialError(f"{path}: cannot be read: {problem}") from problem
    names = lines[0].rstrip("\r").split("\t")
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise TrialError(f"{path}:1: there is no column {missing[0]!r}")
    rows = list(_rows(path, names, lines[1:]))
    if not rows:
        raise TrialError(f"{path}: there is no message in it")
    return rows


def _rows(path: Path, names: Sequence[str], lines: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        try:
            yield _row(names, cells)
        except ValueError as problem:
            raise TrialError(f"{path}:{number}: {problem}") from problem


def _row(names: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(names):
        raise ValueError(f"{len(cells)} cells, but {len(names)} columns")
    said = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
    label = said["category"].strip()
    if label not in LABELS and not _CODE.fullmatch(label):
        raise ValueError(f"the category {label!r} is unknown")
    return Row(
        id=said["id"],
        text=said["text"],
        label=label,
        urgency=said.get("urgency", "").strip(),
        doubtful=said.get("doubt", "").strip().casefold() not in _NO_DOUBT,
        quantities=_quantities(said["quantities"]) if "quantities" in said else None,
        lead=said["lead"].strip() if "lead" in said else None,
    )


def _quantities(cell: str) -> Mapping[str, Any]:
    if cell.strip() in _EMPTY:
        return {}
    try:
        return msgspec.json.decode(cell, type=dict[str, Any])
    except msgspec.MsgspecError as problem:
        raise ValueError(f"the quantities are no JSON object: {problem}") from problem
