"""A figure, the table of all, and the file that keeps them."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: the median of the rounds, the lowest and the highest of them.

    `must` and `aim` are bounds in the same unit; the unit says where they are the most instead of the
    least. `peer` names what was measured beside it, with the peer's own median where it has one.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    must: float | None = None
    aim: float | None = None
    peer: str = ""
    rounds: int = 1

    @property
    def holds(self) -> bool:
        """Whether the bound that must hold does."""
        if self.must is None:
            return True
        return self.value <= self.must if self.unit.endswith("at most") else self.value >= self.must


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure must and should be."""

    must: float | None = None
    aim: float | None = None


def figure(
    name: str, unit: str, values: Sequence[float], bounds: Bounds = Bounds(), peer: str = ""
) -> Figure:
    """The figure of these rounds."""
    median = statistics.median(values)
    return Figure(
        name, _short(median), _short(min(values)), _short(max(values)), unit,
        bounds.must, bounds.aim, peer, len(values),
    )  # fmt: skip


def paired(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round, so that a machine that was busy for a while was busy for both."""
    return [own / other for own, other in zip(ours, theirs, strict=True)]


def _short(number: float) -> float:
    return float(f"{number:.4g}")


def table(figures: Sequence[Figure]) -> str:
    """For people."""
    heads = ("figure", "value", "low", "high", "unit", "must", "aim", "peer")
    rows = [heads, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    bounds = ("" if bound is None else f"{bound:g}" for bound in (figure.must, figure.aim))
    numbers = (f"{number:g}" for number in (figure.value, figure.low, figure.high))
    missed = "" if figure.holds else "  MISSED"
    return (figure.name, *numbers, figure.unit, *bounds, figure.peer + missed)


def store(figures: Sequence[Figure], path: Path) -> None:
    """For machines: one object a figure."""
    lines = [json.dumps(asdict(figure), ensure_ascii=False) for figure in figures]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
