"""How many updates a second, durably, beside a bot on aiogram 3 that keeps its state in memory?

Both hold the same eight-step conversation with 200 people in turns, say the same words with the same
buttons, and read the same updates as Telegram sends them. On both sides a message goes out as far as the
bytes of the request and comes back from the bytes of an answer, with no network between. Ours commits
what came in, every turn with its draft, case and replies, and every delivery to SQLite (WAL, synchronous
FULL), all of it sealed.
"""

import json
import tempfile
from pathlib import Path

from benchmarks import rounds
from benchmarks.figures import Bounds, Figure, figure, paired

OURS, THEIRS = "ours", "aiogram"
MUST, AIM = 3.0, 5.0


def measure(count: int) -> list[Figure]:
    """The ratio of the rates, and what stands behind it."""
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "words.json"
        words.write_text(json.dumps(rounds.run(rounds.ours("side_updates", "words"))), "utf-8")
        sides = {OURS: rounds.ours("side_updates"), THEIRS: rounds.peer("peer_aiogram", words)}
        told = rounds.interleave(sides, count)
    own = {key: [float(each[key]) for each in told[OURS]] for key in ("rate", "cpu", "memory")}
    theirs = {key: [float(each[key]) for each in told[THEIRS]] for key in own}
    version = str(told[THEIRS][0]["version"])

    def beside(key: str) -> str:
        return f"{version}: {figure('', '', theirs[key]).value:g}"

    ratio = paired(own["rate"], theirs["rate"])
    return [
        figure("updates", "times the peer's rate", ratio, Bounds(MUST, AIM), f"{version}, FSM in memory"),
        figure("updates rate", "updates/s", own["rate"], peer=beside("rate")),
        figure("updates cpu", "µs/update", own["cpu"], peer=beside("cpu")),
        figure("updates memory", "MB at the peak", own["memory"], peer=beside("memory")),
    ]
