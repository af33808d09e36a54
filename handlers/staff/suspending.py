"""A colleague is suspended: asked once more, then at once and everywhere."""

from bot.core.messages import Button, Prompt
from handlers import talk
from handlers.staff import parting, people
from handlers.turn import Turn
from storage import staff
from storage.staff import Member, StaffState


def ask(turn: Turn, number: int) -> None:
    """Once more before it is done."""
    member = _within_reach(turn, number)
    if member is None:
        return
    what = people.title(turn.desk.catalog, turn.talk.language, member.role, member.office)
    text = turn.words("suspend-ask", name=member.name, title=what)
    choices = (
        Button(turn.words("suspend-yes"), f"staff:suspend-yes:{member.id}"),
        Button(turn.words("suspend-no"), "staff:list"),
    )
    talk.offer(turn, Prompt(text, choices))


def suspend(turn: Turn, number: int) -> None:
    """Done, told to them and to those above."""
    member = _within_reach(turn, number)
    if member is None:
        return
    said = parting.suspend(turn.connection(), turn.desk.catalog, member, at=turn.now, wall=turn.wall)
    turn.answer = turn.words("suspend-done", name=member.name)
    turn.queue(Prompt(turn.answer))
    for to, prompt in said or ():
        turn.post(to, prompt)


def _within_reach(turn: Turn, number: int) -> Member | None:
    """Whom this member may suspend, where that is possible; says why not."""
    me, member = turn.member(), staff.member(turn.connection(), number)
    if me is None or member is None or not people.may_let_go(me, member.role, member.office):
        turn.say("staff-not-allowed")
    elif member.state is StaffState.SUSPENDED:
        turn.say("suspend-over", name=member.name)
    elif parting.is_last_admin(turn.connection(), member):
        turn.say("suspend-last-admin")
    else:
        return member
    return None
