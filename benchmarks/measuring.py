"""What a process used: time, CPU, memory. Only the standard library."""

import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Wall and CPU time since it was started."""

    wall: float
    cpu: float

    @classmethod
    def start(cls) -> "Stopwatch":
        """From now on."""
        return cls(time.perf_counter(), time.process_time())

    def rate(self, updates: int) -> dict[str, float]:
        """What these updates cost: updates a second, µs of CPU for each, MB at the peak of the process."""
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        return {"rate": updates / wall, "cpu": cpu / updates * 1e6, "memory": peak_memory()}


def peak_memory() -> float:
    """MB of this process alone; `getrusage` would count the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def tell(result: Any) -> None:
    """The last line of a measuring process."""
    print(json.dumps(result, ensure_ascii=False), flush=True)
