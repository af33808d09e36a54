"""What does a sent message cost, beside python-telegram-bot with the transport that it brings?

32 at a time to a server on the same machine, which runs in a process of its own and is not counted. Ours
goes through the whole channel: fitted to the platform's limits, marked up, paced, sent, its answer judged.
"""

from importlib.metadata import version
from typing import Final

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure, paired

AIM: Final = 3.0


def measure(count: int) -> list[Figure]:
    """How many times the CPU of ours theirs takes."""
    sides = {name: rounds.ours("side_sending", name) for name in ("ours", "library")}
    told = rounds.interleave(sides, count)
    own, theirs = ([float(each["cpu"]) for each in told[name]] for name in sides)
    name = f"python-telegram-bot {version('python-telegram-bot')}, httpx"
    beside = f"{name}: {figure('', '', theirs).value:g}"
    return [
        figure("sending", "times less CPU than the peer", paired(theirs, own), Bounds(aim=AIM), name),
        figure("sending cpu", "µs/message", own, peer=beside),
    ]
