"""`python -m benchmarks [--only updates,growth] [--rounds 5]`: a table, and benchmarks/results.json.

Ends with 1 where a bound that must hold does not.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benchmarks import growth, latency, pacing, sending, sweep, understanding, updates
from benchmarks.figures import Figure, store, table

RESULTS: Final = Path(__file__).with_name("results.json")
ALL: Final[Mapping[str, Callable[[int], list[Figure]]]] = {
    "updates": updates.measure,
    "latency": latency.measure,
    "growth": growth.measure,
    "sweep": sweep.measure,
    "sending": sending.measure,
    "pacing": pacing.measure,
    "understanding": understanding.measure,
}


def main() -> int:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--only", default=os.environ.get("ONLY", ""), help=f"of {', '.join(ALL)}")
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    names = [name for name in given.only.replace(",", " ").split() if name] or list(ALL)
    if unknown := sorted(set(names) - set(ALL)):
        asked.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(ALL)}")
    found: list[Figure] = []
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        found += ALL[name](given.rounds)
    print(table(found))
    store(found, RESULTS)
    return 0 if all(figure.holds for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
