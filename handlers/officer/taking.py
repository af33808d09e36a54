""" "Nhận việc": the first press wins; everybody else hears who it was."""

from bot.core.authority import act
from bot.core.case import Action
from bot.core.messages import Prompt
from handlers import progress, staffcards, tell
from handlers.hands import hand_of, matter_of
from handlers.officer.finding import event, find
from handlers.turn import Turn
from storage import cases, shown, staff
from storage.cases import Case, Change
from storage.staff import Member


def take(turn: Turn, member: Member, code: str) -> None:
    """The case is theirs from now on. Raises `Refused`, and `Stale` where somebody was faster by a hair."""
    case = find(turn, member, code)
    if case.holder is not None:
        _too_late(turn, member, case, case.holder)
        return
    after = act(hand_of(member), Action.TAKE, matter_of(case, member))
    conn = turn.connection()
    told = _was_told(turn, case)
    line = event(turn, member, Action.TAKE, case, office=case.lead)
    case = progress.move(turn.connection(), case, Change(after, holder=member.id), line)
    tell.changed(turn, case)
    if turn.lane not in shown.lanes(conn, tell.subject(case.id)):
        tell.show(turn, member, case)
    turn.answer = turn.words("work-took", code=case.code)
    turn.say("work-took", code=case.code)
    if not told:
        tell.reporter(turn, case, "news-taken")


def _was_told(turn: Turn, case: Case) -> bool:
    """Whether its reporter has heard that this office took it: given back and taken again is no news."""
    history = cases.history(turn.connection(), case.id) if case.version > 1 else []
    return any(
        line.action in {Action.TAKE, Action.ASSIGN} and (line.details or {}).get("office") == case.lead
        for line in history
    )


def _too_late(turn: Turn, member: Member, case: Case, holder: int) -> None:
    """Who has it; and the card of whoever pressed shows it too."""
    faster = staff.member(turn.connection(), holder)
    if holder == member.id or faster is None:
        turn.answer = turn.words("work-yours", code=case.code)
    else:
        name = staffcards.who(turn.words, faster)
        turn.answer = turn.words("work-taken", code=case.code, who=name)
    turn.queue(Prompt(turn.answer))
    tell.changed(turn, case, only=turn.lane)
