"""The outbox: what was decided to be said, until it is delivered, uncertain or dead."""

from storage.outbox.moving import readdress
from storage.outbox.queue import put
from storage.outbox.said import Lately, Said, lately, newest_of, said_after, story
from storage.outbox.sending import (
    abandoned,
    claim,
    delivered,
    drop_lane,
    give_up,
    next_retry,
    retry,
    sign_of_life,
    unsure,
)
from storage.outbox.table import (
    ATTEMPTS,
    LEASE,
    OUTBOX,
    REPEAT_AFTER,
    Claim,
    Letter,
    Outbox,
    OutboxState,
)
from storage.outbox.upkeep import PORTION, Health, blank_lane, hasten, health, sweep

__all__ = [
    "ATTEMPTS",
    "LEASE",
    "OUTBOX",
    "PORTION",
    "REPEAT_AFTER",
    "Claim",
    "Health",
    "Lately",
    "Letter",
    "Outbox",
    "OutboxState",
    "Said",
    "abandoned",
    "blank_lane",
    "claim",
    "delivered",
    "drop_lane",
    "give_up",
    "hasten",
    "health",
    "lately",
    "newest_of",
    "next_retry",
    "put",
    "readdress",
    "retry",
    "said_after",
    "sign_of_life",
    "story",
    "sweep",
    "unsure",
]
