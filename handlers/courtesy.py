"""Hello, thank you, a thumb up: words that open nothing. They are compared folded."""

from typing import Final

from bot.core.words import fold

GREETINGS: Final = frozenset({"xin", "kinh", "chao", "alo", "hello", "hi", "good"})
POLITE: Final = GREETINGS | {
    "cac", "anh", "chi", "em", "ban", "ong", "ba", "co", "chu", "bac", "oi", "phuong", "minh", "toi",
    "morning", "afternoon", "evening", "there", "sir", "madam", "everyone",
}  # fmt: skip
"""Words (folded) that only greet. A message that begins so tells something if more than these is left."""

THANKS: Final = ("cam on", "thank", "thanks", "ok", "oke", "okie", "okay", "vang", "tot", "tuyet", "great")
FILLING: Final = {
    "cam", "on", "you", "da", "a", "nhe", "nha", "nhieu", "roi", "the", "duoc", "very", "much", "so", "qua",
    "la",
}  # fmt: skip
"""What thanks or agrees (folded), and what may stand around it."""


def greets(text: str) -> bool:
    """Whether words say hello and nothing else."""
    return not beyond_greeting(text)


def beyond_greeting(text: str) -> str:
    """The words without their greeting."""
    words = fold(text).split()
    if not words or words[0] not in GREETINGS:
        return text
    return " ".join(word for word in words if word not in POLITE)


def thanks(text: str) -> bool:
    """Whether words thank or agree and say nothing else, or there are none but a picture of a thumb."""
    words = fold(text).split()
    if not words:
        return bool(text.strip()) and "?" not in text
    only = all(word in FILLING or word in POLITE or word in THANKS for word in words)
    return only and any(f" {thank} " in f" {' '.join(words)} " for thank in THANKS)
