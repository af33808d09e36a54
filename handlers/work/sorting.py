"""How urgent a case is, is put right. The report stays as it was told; the change stands in the history."""

from typing import Any

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.routing import Urgency
from handlers import progress, tell
from handlers.officer.finding import event, find
from handlers.staffcards.wording import PRIORITIES
from handlers.turn import Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from storage.cases import Case, Change
from storage.staff import Member


def press(turn: Turn, member: Member, code: str, chosen: str) -> None:
    """How urgent it is; then it is that. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.CHANGE, case)
    if chosen not in set(Urgency):
        urgencies = tuple(
            Button(turn.words(PRIORITIES[each]), f"case:urge:{case.code}:{each}")
            for each in Urgency
            if each != case.priority
        )
        offer(turn, Prompt(turn.words("urge-which", code=case.code), urgencies))
        return
    if chosen == case.priority:
        raise Refused("change-same", code=case.code)
    details = {"what": "priority", "from": case.priority, "to": chosen}
    put_right(turn, member, case, Change(case.status, priority=chosen), details)


def put_right(turn: Turn, member: Member, case: Case, change: Change, details: dict[str, Any]) -> Case:
    """Write it down and say so."""
    case = progress.move(turn.connection(), case, change, event(turn, member, Action.CHANGE, case, **details))
    tell.changed(turn, case)
    turn.say("change-done", code=case.code)
    return case
