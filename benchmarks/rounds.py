"""Fresh processes, one after the other, in turns: A B, B A, A B, and so on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
LONGEST: Final = 600
"""Seconds that a process may take."""

Side = tuple[str, ...]
"""A Python, a module, its arguments."""


class Failed(Exception):
    """A measuring process ended without a result."""


def ours(module: str, *args: object) -> Side:
    """A side that runs in this environment."""
    return (sys.executable, f"benchmarks.{module}", *map(str, args))


def peer(module: str, *args: object) -> Side:
    """A side that runs where the peer is installed."""
    return (peer_python(), f"benchmarks.{module}", *map(str, args))


def peer_python() -> str:
    """`BENCH_PEER_PYTHON`, else that of .bench-venv, else this one."""
    own = ROOT / ".bench-venv" / "bin" / "python"
    return os.environ.get("BENCH_PEER_PYTHON") or (str(own) if own.exists() else sys.executable)


def run(side: Side) -> Any:
    """What a fresh process tells: its last line. Raises `Failed`."""
    python, module, *args = side
    told = subprocess.run(
        [python, "-m", module, *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if told.returncode or not told.stdout.strip():
        raise Failed(f"{module} with {python}:\n{told.stderr.strip()[-2000:]}")
    return json.loads(told.stdout.splitlines()[-1])


def interleave(
    sides: Mapping[str, Side], rounds: int, start: Callable[[Side], Any] = run
) -> dict[str, list[Any]]:
    """The results of each side, round by round; who begins takes turns."""
    results: dict[str, list[Any]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)
        for name in names if number % 2 == 0 else reversed(names):
            results[name].append(start(sides[name]))
            print(f"  round {number + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
    return results
