"""What a list says in numbers beside its cases: what is to be sorted, where the office helps, what the ward
owes."""

from collections.abc import Iterator

from bot.core.messages import Button
from handlers import reminders
from handlers.officer import views
from handlers.officer.views import Spot, View
from handlers.turn import Turn
from storage import cases
from storage.staff import Member


def unsorted(turn: Turn, member: Member, spot: Spot) -> Iterator[Button]:
    """What nobody has sorted yet stands before everything else, for those who sort it."""
    if spot == Spot() and views.sorts(member):
        yield from _counted(turn, member, View.UNSORTED, "work-view-unsorted-count")


def helping(turn: Turn, member: Member, spot: Spot) -> Iterator[Button]:
    """The cases of other offices with which one's own helps."""
    if member.office and spot.view is not View.HELPING:
        yield from _counted(turn, member, View.HELPING, "work-view-helping-count")


def duties(turn: Turn, member: Member, spot: Spot) -> Iterator[Button]:
    """What the ward owes and this person is to do, below the begin of the whole list."""
    count = len(reminders.duties_of(turn, member)) if spot == Spot() else 0
    if count:
        yield Button(turn.words("duty-list-button", count=count), reminders.DUTIES)


def _counted(turn: Turn, member: Member, view: View, key: str) -> Iterator[Button]:
    """A view with how many it has; none where it has none."""
    wanted = views.sought(member, Spot(view), views.triage(turn.desk.ward), turn.now)
    count = cases.count(turn.connection(), wanted, but=member.lane)
    if count:
        yield Button(turn.words(key, count=count), Spot(view).tap)
