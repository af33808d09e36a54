"""How long from an update's arrival to its reply, when 200 come in a second?"""

from typing import Final

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure

AIMS: Final = {"p50": 10.0, "p99": 50.0}
UNIT: Final = "ms at 200 updates/s, at most"


def measure(count: int) -> list[Figure]:
    """The median and the slowest of a hundred."""
    told = [rounds.run(rounds.ours("side_latency")) for _ in range(count)]
    return [
        figure(f"latency {key}", UNIT, [each[key] for each in told], Bounds(aim=aim))
        for key, aim in AIMS.items()
    ]
