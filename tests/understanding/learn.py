"""Counts the words of the labelled messages anew: `make leanings`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from bot.commands.trial.rows import LABELS, Row, read_rows
from bot.core.understanding.leaning import Counted, count
from bot.core.understanding.understand import prepare
from bot.ward.lexicon import LEANINGS, shipped

SAID: Final = Path(__file__).parent / "said"


def rows(*halves: str) -> list[Row]:
    """The messages of these halves of the files."""
    found = [file for half in halves for file in sorted(SAID.glob(f"*-{half}.tsv"))]
    return [row for file in found for row in read_rows(file)]


def learn(messages: Iterable[Row]) -> Counted:
    """What is counted in messages that nobody doubts."""
    return count(_spelled(messages))


def _spelled(messages: Iterable[Row]) -> Iterator[tuple[list[str], str]]:
    speller = prepare(shipped()).speller
    for row in messages:
        if not row.doubtful:
            yield speller.read(row.text).words, LABELS.get(row.label, row.label)


def packed(counted: Counted) -> bytes:
    """As it is stored: one word on a line, so that a change can be read."""
    lines = [f"{_json(word)}:{_json(said)}" for word, said in counted.words.items()]
    body = ",\n".join(lines)
    return f'{{"messages":{_json(counted.messages)},"words":{{\n{body}\n}}}}\n'.encode()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


if __name__ == "__main__":
    LEANINGS.write_bytes(packed(learn(rows("a", "b"))))
