"""How much of a permitted rate does a broadcast use, and how often is it refused?

The server takes 30 messages in any second and refuses the rest for 3 s, as a platform does.
"""

from typing import Final

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure

AIM_SHARE: Final = 97.0
AIM_REFUSED: Final = 2.0


def measure(count: int) -> list[Figure]:
    """The share that is used, and refusals."""
    told = [rounds.run(rounds.ours("side_sending", "pacing")) for _ in range(count)]
    return [
        figure("pacing", "% of the permitted rate", [each["share"] for each in told], Bounds(aim=AIM_SHARE)),
        figure(
            "pacing refusals", "per 1,000 messages, at most", [each["refused"] for each in told],
            Bounds(aim=AIM_REFUSED),
        ),
    ]  # fmt: skip
