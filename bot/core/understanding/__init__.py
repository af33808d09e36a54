"""What a message says, in the words of Vietnamese market-goers: explained, never decided in silence."""

from bot.core.understanding.heard import Day, Heard, Intent, Reading

__all__ = ["Day", "Heard", "Intent", "Reading"]
