"""How long a soak lasts, and what a process weighs."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

MINUTES = float(os.environ.get("SOAK_MINUTES", "60"))


def rounds(share: float) -> Iterator[int]:
    """1, 2, 3, …: at least one, until this share of the whole time is over."""
    until = time.monotonic() + MINUTES * 60 * share
    number = 0
    while not number or time.monotonic() < until:
        number += 1
        yield number


def weight(pid: int) -> int:
    """Bytes of memory that the process holds."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024
