"""Does work that waits get dearer by all the work that is done?"""

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure

FEW, MANY = 1_000, 100_000
MUST, AIM = 1.5, 1.2


def measure(count: int) -> list[Figure]:
    """What it costs among many rows, as a multiple of what it costs among few."""
    told = [rounds.run(rounds.ours("side_growth", FEW, MANY)) for _ in range(count)]
    unit = f"times the cost at {FEW:,} done rows when there are {MANY:,}, at most"
    return [
        figure(f"growth {work}", unit, [each[work] for each in told], Bounds(MUST, AIM)) for work in told[0]
    ]
