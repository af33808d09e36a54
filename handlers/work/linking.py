"""Cases about the same thing are put together as one matter, and taken apart again.

Proposed are open cases of the same office, category and place of the last 30 days.
"""

from typing import Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from handlers import progress, similar, staffcards, tell
from handlers.circle import sees
from handlers.officer.finding import event, find
from handlers.turn import Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from storage import cases
from storage.cases import Case, Change
from storage.staff import Member

MOST: Final = 8
"""So many are proposed."""


def link(turn: Turn, member: Member, code: str, other: str) -> None:
    """With which case; then both are one matter. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.LINK, case)
    if not other:
        _propose(turn, member, case)
        return
    second = find(turn, member, other)
    if second.id == case.id or second.lead != case.lead or not second.status.is_open:
        raise Refused("link-cannot", code=second.code)
    if case.matter is not None and case.matter == second.matter:
        raise Refused("link-before", code=case.code, other=second.code)
    for one, its in ((case, second), (second, case)):
        progress.move(
            turn.connection(), one, Change(one.status), event(turn, member, Action.LINK, one, code=its.code)
        )
    matter = cases.link(turn.connection(), case.id, second.id)
    together = cases.linked(turn.connection(), matter)
    for each in together:
        tell.changed(turn, each)
    codes = ", ".join(each.code for each in together)
    turn.say("link-done", codes=codes)


def unlink(turn: Turn, member: Member, code: str, _more: str) -> None:
    """It goes by itself again. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.LINK, case)
    if case.matter is None:
        raise Refused("link-none", code=case.code)
    rest = [each for each in cases.linked(turn.connection(), case.matter) if each.id != case.id]
    line = event(turn, member, Action.LINK, case, code=", ".join(each.code for each in rest), drop=True)
    case = progress.move(turn.connection(), case, Change(case.status, matter=0), line)
    for each in (case, *rest):
        tell.changed(turn, each)
    turn.say("link-apart", code=case.code)


def proposed(turn: Turn, member: Member, case: Case) -> list[Case]:
    """What may be about the same thing."""
    like = similar.find(turn, case.category, case.report).cases
    return [
        each
        for each in like
        if each.id != case.id
        and each.status.is_open
        and each.lead == case.lead
        and (each.matter is None or each.matter != case.matter)
        and sees(member, each)
    ][:MOST]


def _propose(turn: Turn, member: Member, case: Case) -> None:
    found = proposed(turn, member, case)
    if not found:
        raise Refused("link-nothing", code=case.code)
    buttons = tuple(
        Button(
            staffcards.line(turn.desk, turn.talk.language, each, turn.now),
            f"case:link:{case.code}:{each.code}",
        )
        for each in found
    )
    offer(turn, Prompt(turn.words("link-which", code=case.code), buttons))
