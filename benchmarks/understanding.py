"""How long does it take to hear a message, and how long to search it for the same phrases?"""

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure, paired

PASSES = 5
MUST, AIM = 1_000, 500
MEAN_AIM = 300


def measure(count: int) -> list[Figure]:
    """The 99th percentile and the mean of hearing a message, messages a second, times the peer's rate."""
    told = [rounds.run(rounds.ours("side_understanding", PASSES)) for _ in range(count)]
    ours, peer = ([each[side] for each in told] for side in ("ours", "peer"))
    other = (
        f"one regular expression of all phrases: {sum(each['rate'] for each in peer) / count:.0f} messages/s"
    )
    quicker = paired([each["mean"] for each in peer], [each["mean"] for each in ours])
    return [
        figure("understanding p99", "µs, at most", [each["p99"] for each in ours], Bounds(MUST, AIM)),
        figure("understanding mean", "µs, at most", [each["mean"] for each in ours], Bounds(None, MEAN_AIM)),
        figure("understanding rate", "messages/s", [each["rate"] for each in ours], peer=other),
        figure("understanding", "times the peer's rate", quicker, peer=other),
    ]
