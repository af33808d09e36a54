"""What it costs to hear a message, beside a plain search for the same phrases.

`python -m benchmarks.side_understanding ROUNDS`. Every labelled message of the tests is heard; each costs
what it cost in its quickest round, so that other work on the machine counts little. The peer is one regular
expression of all the lexicon's phrases, folded, over the folded message: it finds phrases and nothing more.
"""

import re
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import tell
from bot.commands.trial.rows import read_rows
from bot.core.words import fold
from bot.memory import settle
from bot.ward import load_ward
from bot.ward.lexicon import SHIPPED

SAID: Final = Path(__file__).resolve().parent.parent / "tests" / "understanding" / "said"
PHRASES: Final = ("words", "marked", "weak")


def messages() -> list[str]:
    """What was said, in the order of the files."""
    return [row.text for file in sorted(SAID.glob("*.tsv")) for row in read_rows(file)]


def phrases() -> Iterator[str]:
    """Every phrase of the lexicon."""
    concepts: dict[str, dict[str, Any]] = tomllib.loads(SHIPPED.read_text("utf-8"))["concepts"]
    for concept in concepts.values():
        for kind in PHRASES:
            yield from concept.get(kind, ())


def search(sought: Iterable[str]) -> Callable[[str], object]:
    """Finds any of them as whole words, the longest first."""
    forms = sorted({fold(phrase) for phrase in sought}, key=len, reverse=True)
    either = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")
    return lambda text: either.findall(fold(text))


def timed(texts: Sequence[str], work: Callable[[str], object], rounds: int) -> list[float]:
    """The quickest time of each, in seconds; the first round is only to warm up."""
    best = [float("inf")] * len(texts)
    for number in range(rounds + 1):
        for nth, text in enumerate(texts):
            start = time.thread_time()
            work(text)
            took = time.thread_time() - start
            if number:
                best[nth] = min(best[nth], took)
    return best


def measure(rounds: int) -> None:
    """Messages a second, the mean and the 99th percentile in µs; the same of the peer."""
    texts = messages()
    ward = load_ward()
    settle()
    told = {}
    for name, work in (("ours", ward.heard), ("peer", search(phrases()))):
        took = timed(texts, work, rounds)
        told[name] = {
            "rate": len(took) / sum(took),
            "mean": statistics.fmean(took) * 1e6,
            "p99": statistics.quantiles(took, n=100)[98] * 1e6,
        }
    tell(told)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
