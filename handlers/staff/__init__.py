"""The staff among themselves: who is let in, who they are, who may act no more, which groups listen."""

from handlers.staff.desk import NOTICES, hush, take
from handlers.staff.inviting import NAME, build

__all__ = ["NAME", "NOTICES", "build", "hush", "take"]
