"""Who of the staff is away, and who stands in: told by themselves, or by whoever leads them."""

from handlers.absent.asking import NAME, build
from handlers.absent.desk import take

__all__ = ["NAME", "build", "take"]
