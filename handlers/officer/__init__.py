"""What staff do with cases: list, open, take, hand on."""

from handlers.officer.desk import take
from handlers.officer.freeing import NOTICES
from handlers.officer.moving import NAME, build

__all__ = ["NAME", "NOTICES", "build", "take"]
