"""`candung trial DIR`: how much of labelled messages is understood, as one JSON object."""

import sys
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from bot.commands.trial.rows import read_rows
from bot.commands.trial.scoring import Outcome, judge, scores
from bot.settings import Settings
from bot.ward import load_ward

MESSAGES: Final = "messages.tsv"
_HEAD: Final = ("id", "wrong", "expected", "heard", "because", "text")


def trial(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help=f"A folder with labelled {MESSAGES}.")
    ],
    wrong: Annotated[Path, typer.Option(help="Where the rows go that were heard wrongly.")] = Path(
        "var/trial-wrong.tsv"
    ),
    ward: Annotated[Path | None, typer.Option(help="The ward file; the one in use when left out.")] = None,
) -> None:
    """Score what is heard in labelled messages. Shares are of the rows without doubt."""
    plan = load_ward(ward or Settings().ward_file)
    rows = read_rows(folder / MESSAGES)
    outcomes = [judge(row, plan) for row in rows]
    _write(wrong, outcomes)
    print("\n".join(_table(outcomes)), file=sys.stderr)
    print(msgspec.json.encode(scores(outcomes)).decode())


def _write(file: Path, outcomes: list[Outcome]) -> None:
    lines = [_HEAD, *(_line(outcome) for outcome in outcomes if outcome.faults)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


def _line(outcome: Outcome) -> tuple[str, ...]:
    row, heard = outcome.row, outcome.heard
    readings = " ".join(f"{reading.code}:{reading.weight:g}" for reading in heard.readings)
    because = " / ".join(", ".join(reading.because) for reading in heard.readings)
    faults = ",".join((*outcome.faults, *(("doubtful",) if row.doubtful else ())))
    cells = (row.id, faults, row.label, readings, because, row.text)
    return tuple(" ".join(cell.split()) for cell in cells)


def _table(outcomes: list[Outcome]) -> list[str]:
    """How many messages of each category were taken for it."""
    told = [outcome for outcome in outcomes if not outcome.row.doubtful]
    lines = ["expected      rows  right   share"]
    for top in sorted({outcome.row.top for outcome in told}):
        right = [outcome.category for outcome in told if outcome.row.top == top]
        lines.append(f"{top:<12} {len(right):>5} {sum(right):>6} {sum(right) / len(right):>7.3f}")
    return lines
