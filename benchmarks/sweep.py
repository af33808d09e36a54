"""Does a look at the reminders get dearer by the cases that are open, or only by those that are due?"""

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure
from benchmarks.side_sweep import DUE, MORE

FEW, MANY = 1_000, 100_000
MUST, AIM = 1.5, 1.2
LINEAR = MORE / DUE
"""So many times as many due may cost so many times as much."""


def measure(count: int) -> list[Figure]:
    """What one look costs, and as a multiple of what it costs among few."""
    told = [rounds.run(rounds.ours("side_sweep", FEW, MANY)) for _ in range(count)]
    by_open = f"times the cost at {FEW:,} open cases when there are {MANY:,}, at most"
    by_due = f"times the cost of {DUE} due cases when there are {MORE}, at most"
    return [
        figure("sweep open", by_open, [each["open"] for each in told], Bounds(MUST, AIM)),
        figure("sweep due", by_due, [each["due"] for each in told], Bounds(LINEAR * MUST, LINEAR)),
        figure(f"sweep {FEW:,}", f"ms for {DUE} due cases", [each["few"] for each in told]),
        figure(f"sweep {MANY:,}", f"ms for {DUE} due cases", [each["many"] for each in told]),
    ]
