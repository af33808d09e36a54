"""A small calendar and promises for tests of clocks: April to May 2026 with its holidays, one storm."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.clocks import Clock, ClockKind, Limit, LimitUnit, Promises, ServiceLevel, Stamps, clocks_of
from bot.core.ladder import Climb, Hearer, Ladder, Urgent, UrgentStep
from bot.core.routing import Urgency
from bot.core.working import Shift, WorkingCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = (Shift(time(7, 30), time(11, 30)), Shift(time(13, 30), time(17)))
CALENDAR = WorkingCalendar(
    hours=(OFFICE,) * 5 + ((), ()),
    holidays={
        date(2026, 4, 26): "Giỗ Tổ", date(2026, 4, 27): "Giỗ Tổ (nghỉ bù)",
        date(2026, 4, 30): "Chiến thắng", date(2026, 5, 1): "Lao động",
    },
    make_up={date(2026, 8, 22): "Làm bù 31/08"},
    confirmed=frozenset({2026}),
    closures={date(2026, 9, 10): "Bão"},
)  # fmt: skip
WORKING_DAYS, WORKING_HOURS, DAYS, HOURS, MINUTES = (
    LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS, LimitUnit.DAYS, LimitUnit.HOURS, LimitUnit.MINUTES,
)  # fmt: skip


def limit(amount: int, unit: LimitUnit) -> Limit:
    return Limit(amount=amount, unit=unit)


PROMISES = Promises(
    legal_days=10,
    levels={
        Urgency.P1: ServiceLevel(
            accept=limit(30, MINUTES), first_word=limit(0, DAYS), result=limit(5, WORKING_DAYS)
        ),
        Urgency.P2: ServiceLevel(
            accept=limit(4, WORKING_HOURS), first_word=limit(1, WORKING_DAYS), result=limit(10, WORKING_DAYS)
        ),
        Urgency.P3: ServiceLevel(
            accept=limit(1, WORKING_DAYS), first_word=limit(3, WORKING_DAYS), result=limit(15, WORKING_DAYS)
        ),
        Urgency.P4: ServiceLevel(accept=limit(2, WORKING_DAYS), first_word=limit(3, WORKING_DAYS)),
    },
)
LADDER = Ladder(
    marks=(50, 80, 100),
    taken=Climb(head=1, leadership=3),
    untaken=Climb(head=0, leadership=1),
    urgent=Urgent(
        steps=(
            UrgentStep(minutes=0, to=Hearer.DUTY),
            UrgentStep(minutes=15, to=Hearer.HEAD),
            UrgentStep(minutes=30, to=Hearer.NEXT),
        ),
        every_minutes=30,
    ),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def stamps(filed: str, **others: object) -> Stamps:
    given = {"came_at": at(filed)} | others
    return Stamps(filed_at=at(filed), **given)  # type: ignore[arg-type]  # tests name the fields they mean


def clocks(given: Stamps, priority: str = "P3") -> dict[ClockKind, Clock]:
    found = clocks_of(given, priority, PROMISES, CALENDAR, ZONE)
    return {clock.kind: clock for clock in found}
