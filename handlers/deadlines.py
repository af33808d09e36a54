"""Until when is something to be done about a case? Its clocks, from what its history says."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from bot.core.case import Action, Status
from bot.core.clocks import Clock, Limit, Pause, Stamps, clocks_of, over
from bot.core.routing import Urgency
from bot.ward import Ward
from storage.cases import Case, Event

EXTEND: Final = "extend"
"""The result is given more time, once; `days` in the details says how many working days."""
_COMES: Final = frozenset({Action.FILE, Action.TRANSFER, Action.GIVE_BACK})
_ENDS: Final = frozenset({Action.WITHDRAW, Action.REFER})
TELLS: Final = frozenset(
    {
        Action.TAKE, Action.ASSIGN, Action.ASK_RESIDENT, Action.TRANSFER, Action.CONCLUDE, Action.REFER,
        Action.WITHDRAW,
    }
)  # fmt: skip
"""With these the reporter hears where the case stands."""


def disputed(history: Sequence[Event]) -> Event | None:
    """The request for another look that nobody has decided yet."""
    about = {Action.DISPUTE, Action.REOPEN, Action.UPHOLD}
    last = next((event for event in reversed(history) if event.action in about), None)
    return last if last is not None and last.action == Action.DISPUTE else None


def accept_by(ward: Ward, priority: str, since: datetime) -> datetime | None:
    """When an officer should have taken a case that came to the office at `since`; None without a limit."""
    level = ward.clocks.levels.get(Urgency(priority)) if priority in set(Urgency) else None
    return over_at(ward, level.accept, since) if level is not None else None


def over_at(ward: Ward, limit: Limit, since: datetime) -> datetime:
    """When a limit is over that began at `since`, in local time."""
    return over(limit, ward.working, ward.local(since))


def case_clocks(ward: Ward, case: Case, history: Sequence[Event]) -> tuple[Clock, ...]:
    """The clocks of a case; `history` is oldest first."""
    return clocks_of(stamps_of(case, history), case.priority, ward.clocks, ward.working, ward.zone)


def stamps_of(case: Case, history: Sequence[Event]) -> Stamps:
    """The timestamps that a case's clocks hang on. Notes, edits and what its reporter adds are none."""
    comings = [event for event in history if event.action in _COMES or _came_back(event)]
    came = comings[-1].at if comings else case.filed_at
    begun = [event for event in history if event.action == Action.REOPEN]
    reopened = begun[-1].at if begun else None
    since = [event for event in history if reopened is None or event.at >= reopened]
    return Stamps(
        filed_at=case.filed_at,
        came_at=came,
        taken_at=_first(history, {Action.TAKE, Action.ASSIGN}, came) or _held(reopened, came),
        first_word_at=_first(history, TELLS),
        concluded_at=_first(since, {Action.CONCLUDE}),
        ended_at=_first(since, _ENDS),
        reopened_at=reopened,
        pauses=_pauses(history),
        extra_days=sum(_extra(event) for event in since if event.action == EXTEND),
        coming=max(len(comings), 1),
        round=1 + len(begun),
        promised_on=case.due_on,
    )


def _came_back(event: Event) -> bool:
    return event.action == Action.REOPEN and event.status is Status.SENT


def _held(reopened: datetime | None, came: datetime) -> datetime | None:
    """A case that is reopened goes on with whoever had it."""
    return reopened if reopened is not None and reopened > came else None


def _first(
    history: Iterable[Event], actions: Iterable[str], since: datetime | None = None
) -> datetime | None:
    wanted = set(actions)
    moments = (e.at for e in history if e.action in wanted and (since is None or e.at >= since))
    return next(moments, None)


def _pauses(history: Sequence[Event]) -> tuple[Pause, ...]:
    """When the case waited for its reporter: from the question until it stood elsewhere."""
    pauses: list[Pause] = []
    asked: datetime | None = None
    for event in history:
        if event.status is Status.NEEDS_INFO:
            asked = asked or event.at
        elif asked is not None:
            pauses.append(Pause(asked, event.at))
            asked = None
    return (*pauses, Pause(asked)) if asked is not None else tuple(pauses)


def _extra(event: Event) -> int:
    return int((event.details or {}).get("days", 0))
