""" "Phối hợp": another office helps from now on, or no longer. One office leads, whoever helps."""

from typing import Final

from bot.core.case import Action
from bot.core.messages import Button, Prompt
from handlers import progress, staffcards, tell
from handlers.circle import OWN, sees
from handlers.officer.finding import event, find
from handlers.turn import Recipient, Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from storage import staff
from storage.cases import Case, Change
from storage.staff import Member

LONGEST_TAP: Final = 64


def choose(turn: Turn, member: Member, code: str, office: str) -> None:
    """Which office; one that helps already helps no more. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.COORDINATE, case)
    helps = [each for each in case.route.get("coordinators", ()) if each != case.lead]
    others = [each.id for each in turn.desk.ward.offices if each.id != case.lead]
    if office not in others:
        _ask_which(turn, case, others, helps)
        return
    drops = office in helps
    now = [each for each in helps if each != office] if drops else [*helps, office]
    details = {"office": office, **({"drop": True} if drops else {})}
    line = event(turn, member, Action.COORDINATE, case, **details)
    change = Change(case.status, route={**case.route, "coordinators": now})
    case = progress.move(turn.connection(), case, change, line)
    tell.changed(turn, case)
    if not drops:
        _invite(turn, case, office)
    named = staffcards.office_name(turn.words, office)
    turn.say("help-dropped" if drops else "help-added", code=case.code, office=named)


def _ask_which(turn: Turn, case: Case, others: list[str], helps: list[str]) -> None:
    buttons = []
    for office in others:
        key = "help-drop" if office in helps else "help-add"
        tap = f"case:help:{case.code}:{office}"
        if len(tap.encode()) <= LONGEST_TAP:
            buttons.append(Button(turn.words(key, office=staffcards.office_name(turn.words, office)), tap))
    offer(turn, Prompt(turn.words("help-which", code=case.code), tuple(buttons)))


def _invite(turn: Turn, case: Case, office: str) -> None:
    """Those of that office hear of it, and may open the case from now on."""
    for one in staff.working(turn.connection(), *OWN, office=office):
        if one.reached and one.address is not None and sees(one, case):
            say = turn.worded(one.language)
            text = say("help-asked", code=case.code, office=staffcards.office_name(say, case.lead))
            look = Button(say("card-open"), f"case:open:{case.code}")
            turn.post(Recipient(one.lane, one.address, one.language), Prompt(text, (look,)))
