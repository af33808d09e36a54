"""Who has a case: it is given back, handed to a colleague, or a head gives it to somebody. And that its check
has begun."""

from datetime import date
from typing import Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from handlers import progress, staffcards, tell
from handlers.circle import OWN, sees
from handlers.officer.finding import event, find
from handlers.turn import Recipient, Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from storage import absences, cases, staff
from storage.cases import Case, Change
from storage.staff import Member

_DIGITS: Final = 15


def give_back(turn: Turn, member: Member, code: str, _more: str) -> None:
    """Nobody has it any more; everybody of the office may take it. Raises `Refused`."""
    case = find(turn, member, code)
    after = decided(member, Action.GIVE_BACK, case)
    line = event(turn, member, Action.GIVE_BACK, case)
    case = progress.move(turn.connection(), case, Change(after, holder=0), line)
    tell.changed(turn, case)
    turn.answer = turn.words("give-back-done", code=case.code)
    turn.say("give-back-done", code=case.code)


def verify(turn: Turn, member: Member, code: str, sure: str) -> None:
    """The check begins, and its reporter hears so once that was confirmed. Raises `Refused`."""
    case = find(turn, member, code)
    after = decided(member, Action.VERIFY, case)
    if sure != "yes":
        yes = Button(turn.words("verify-yes"), f"case:verify:{case.code}:yes")
        offer(turn, Prompt(turn.words("verify-sure", code=case.code), (yes,)))
        return
    case = progress.move(turn.connection(), case, Change(after), event(turn, member, Action.VERIFY, case))
    tell.changed(turn, case)
    tell.reporter(turn, case, "news-verifying")
    turn.say("verify-done", code=case.code)


def assign(turn: Turn, member: Member, code: str, whom: str) -> None:
    """To whom, then it is theirs. Raises `Refused`."""
    case = find(turn, member, code)
    after = decided(member, Action.ASSIGN, case)
    team = {str(one.id): one for one in colleagues(turn, case) if one.id != case.holder}
    chosen = team.get(whom) if len(whom) <= _DIGITS else None
    if chosen is None:
        _ask_whom(turn, case, list(team.values()))
        return
    told = case.holder is not None or _was_told(turn, case)
    line = event(turn, member, Action.ASSIGN, case, to=chosen.id, office=case.lead)
    case = progress.move(turn.connection(), case, Change(after, holder=chosen.id), line)
    tell.changed(turn, case)
    if chosen.id != member.id and chosen.address is not None:
        to = Recipient(chosen.lane, chosen.address, chosen.language)
        text = turn.worded(chosen.language)("assign-yours", code=case.code, who=member.name)
        turn.post(to, Prompt(text))
        tell.assigned(turn, chosen, case)
    turn.say("assign-done", code=case.code, who=staffcards.who(turn.words, chosen))
    if not told:
        tell.reporter(turn, case, "news-taken")


def colleagues(turn: Turn, case: Case) -> list[Member]:
    """Those of the office that leads it who can be reached and may have it."""
    of_office = staff.working(turn.connection(), *OWN, office=case.lead)
    leaders = staff.working(turn.connection(), Role.LEADER) if case.confidential else []
    return [one for one in (*of_office, *leaders) if one.reached and sees(one, case)]


def _ask_whom(turn: Turn, case: Case, team: list[Member]) -> None:
    if not team:
        raise Refused("assign-nobody", code=case.code)
    away = absences.away_on(turn.connection(), date.fromisoformat(turn.today))
    names = tuple(
        Button(
            turn.words("assign-away", name=one.name) if one.id in away else one.name,
            f"case:assign:{case.code}:{one.id}",
        )
        for one in team
    )
    offer(turn, Prompt(turn.words("assign-whom", code=case.code), names))


def _was_told(turn: Turn, case: Case) -> bool:
    """Whether its reporter has heard that this office took it."""
    lines = cases.history(turn.connection(), case.id) if case.version > 1 else []
    took = (line for line in lines if line.action in {Action.TAKE, Action.ASSIGN})
    return any((line.details or {}).get("office") == case.lead for line in took)
