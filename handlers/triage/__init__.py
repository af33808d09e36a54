"""What came unsorted is read by the coordinator, who says what it is and hands it to the right office."""

from handlers.triage.desk import take
from handlers.triage.sorting import NAME, build

__all__ = ["NAME", "build", "take"]
