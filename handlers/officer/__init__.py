"""What staff do with cases before anything is decided: list, open, take."""

from handlers.officer.desk import pressed, take
from handlers.officer.freeing import NOTICES

__all__ = ["NOTICES", "pressed", "take"]
