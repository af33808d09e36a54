"""What becomes of a row whose delivery failed: the class of the error decides."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.core.errors import Misconfigured, SendError, Throttled, Uncertain, Unreachable
from storage import outbox
from storage.outbox import ATTEMPTS, Claim
from storage.touch import Connection

log = structlog.get_logger()

SLOWEST: Final = 600.0
LONGEST: Final = 900.0
"""Seconds that a row waits at most, whatever a platform asks for."""
PATIENT: Final = 400
"""Attempts while a platform cannot be reached: nearly three days, a weekend without a line."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to send."""

    claimed: Claim
    external_id: str = ""
    problem: SendError | None = None


def record_failure(conn: Connection, delivery: Delivery, *, wall: datetime, resends: bool) -> None:
    """Again later, uncertain, or dead. `resends`: saying it twice does no harm on this channel."""
    claimed, problem = delivery.claimed, delivery.problem
    assert problem is not None, "only failures are recorded here"
    id_, name = claimed.parcel.id, type(problem).__name__
    if problem.loggable:
        log.warning("not delivered", outbox=id_, problem=name, attempts=claimed.attempts)
    if isinstance(problem, Uncertain) and not resends:
        outbox.unsure(conn, claimed, name, wall=wall)
    elif is_worth_another(problem, claimed.attempts):
        outbox.retry(conn, claimed, name, at=wall + pause(problem, claimed.attempts))
    else:
        outbox.give_up(conn, id_, name, wall=wall)


def is_worth_another(problem: SendError, attempts: int) -> bool:
    """What waits for the platform or for us is tried as long as it takes, an absent platform for days."""
    if isinstance(problem, Uncertain | Throttled | Misconfigured):
        return True
    return problem.retryable and attempts < (PATIENT if isinstance(problem, Unreachable) else ATTEMPTS)


def pause(problem: SendError, attempts: int) -> timedelta:
    """Doubling with jitter, or what the platform asks for and a little more."""
    if isinstance(problem, Throttled):
        seconds = min(max(problem.after, 0.1) * random.uniform(1.0, 1.1), LONGEST)  # noqa: S311  jitter is no secret
    else:
        seconds = min(2.0 ** min(attempts, 10), SLOWEST) * random.uniform(0.8, 1.2)  # noqa: S311  jitter is no secret
    return timedelta(seconds=seconds)
