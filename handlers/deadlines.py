"""Until when must a case be taken? The ward's own limits, in its working time."""

from datetime import datetime, time, timedelta

from bot.core.routing import Urgency
from bot.core.working import after_working_time, end_of_working_day
from bot.ward import Ward
from bot.ward.schema import Limit, LimitUnit


def accept_by(ward: Ward, priority: str, since: datetime) -> datetime | None:
    """When an officer should have taken a case that came to the office at `since`; None without a limit."""
    level = ward.clocks.levels.get(Urgency(priority)) if priority in set(Urgency) else None
    return over_at(ward, level.accept, since) if level is not None else None


def over_at(ward: Ward, limit: Limit, since: datetime) -> datetime:
    """When a limit is over that began at `since`, in local time."""
    local, calendar = ward.local(since), ward.working
    match limit.unit:
        case LimitUnit.MINUTES:
            return local + timedelta(minutes=limit.amount)
        case LimitUnit.HOURS:
            return local + timedelta(hours=limit.amount)
        case LimitUnit.WORKING_HOURS:
            return after_working_time(calendar, local, timedelta(hours=limit.amount))
        case LimitUnit.WORKING_DAYS:
            return end_of_working_day(calendar, local, limit.amount)
        case LimitUnit.DAYS:
            return datetime.combine(local.date() + timedelta(days=limit.amount), time(23, 59), local.tzinfo)
