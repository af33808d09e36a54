"""The person's queue: who asked for somebody of the ward, who answers, and the way between them."""

from handlers.counter.answering import build
from handlers.counter.calling import NOTICES, alert, call
from handlers.counter.letters import (
    FOR_REPORT,
    brought,
    hear,
    keep,
    kept,
    kept_words,
    listens,
    unkeep,
    unlisten,
)
from handlers.counter.pressing import take

__all__ = [
    "FOR_REPORT",
    "NOTICES",
    "alert",
    "brought",
    "build",
    "call",
    "hear",
    "keep",
    "kept",
    "kept_words",
    "listens",
    "take",
    "unkeep",
    "unlisten",
]
