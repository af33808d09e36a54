"""The inbox: every message is durable here before its platform hears that we have it."""

from storage.inbox.claiming import (
    claim_heads,
    count_attempt,
    fail,
    finish,
    newest,
    next_head,
    next_retry,
    oldest_waiting,
    park,
)
from storage.inbox.notices import CLOCK, along, notice, on_case, on_group, read_notice
from storage.inbox.queue import put, put_new
from storage.inbox.said import story, unhandled
from storage.inbox.table import ATTEMPTS, INBOX, PORTION, Arrival, Head, Inbox, InboxKind, InboxState
from storage.inbox.upkeep import Health, blank, blank_lane, hasten, health, sweep

__all__ = [
    "ATTEMPTS",
    "CLOCK",
    "INBOX",
    "PORTION",
    "Arrival",
    "Head",
    "Health",
    "Inbox",
    "InboxKind",
    "InboxState",
    "along",
    "blank",
    "blank_lane",
    "claim_heads",
    "count_attempt",
    "fail",
    "finish",
    "hasten",
    "health",
    "newest",
    "next_head",
    "next_retry",
    "notice",
    "oldest_waiting",
    "on_case",
    "on_group",
    "park",
    "put",
    "put_new",
    "read_notice",
    "story",
    "sweep",
    "unhandled",
]
