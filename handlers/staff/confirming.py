"""Was it the right person who accepted? Whoever invited them, or an administrator, says so."""

from bot.core.messages import Button, Kind, Prompt
from bot.core.people import Role
from handlers.staff import people, welcoming
from handlers.turn import Turn
from storage import staff
from storage.staff import Member, StaffState
from storage.touch import Connection


def ask(turn: Turn, joined: Member) -> None:
    """They wait; whoever invited them is asked, or the administrators where nothing reaches that person."""
    conn = turn.connection()
    turn.say("accepted-waiting", inviter=_inviter(conn, joined))
    for asked in _asked(conn, joined):
        to = people.recipient(asked)
        if to is not None:
            turn.post(to, _card(turn, joined, to.language), replaces=_key(joined))


def buttons(turn: Turn, joined: Member, language: str, *, named: bool = False) -> tuple[Button, ...]:
    """The two answers; `named`: with the name, where they stand among others."""
    say = turn.worded(language)
    of = f": {joined.name}" if named else ""
    return (
        Button(f"{say('confirm-right')}{of}", f"staff:confirm:{joined.id}"),
        Button(f"{say('confirm-wrong')}{of}", f"staff:refuse:{joined.id}"),
    )


def confirm(turn: Turn, number: int) -> None:
    """It is the right person: they may act from now on."""
    joined = _waiting(turn, number)
    if joined is None:
        return
    if not staff.confirm(turn.connection(), joined.id):
        turn.say("confirm-over")
        return
    to = people.recipient(joined)
    if to is not None:
        turn.post(to, Prompt(welcoming.words(turn.desk.catalog, to.language, joined)), Kind.REPLY)
    _settle(turn, joined, "confirmed-right")


def refuse(turn: Turn, number: int) -> None:
    """It is somebody else: they never become a colleague."""
    joined = _waiting(turn, number)
    if joined is None:
        return
    if not staff.suspend(turn.connection(), joined.id, at=turn.now):
        turn.say("confirm-over")
        return
    people.tell(turn, joined, "accepted-refused")
    _settle(turn, joined, "confirmed-wrong")


def may_confirm(member: Member, joined: Member) -> bool:
    """Whoever invited them, or an administrator."""
    return member.role is Role.ADMIN or member.id == joined.invited_by


def _waiting(turn: Turn, number: int) -> Member | None:
    """Who waits under this number, where it is this member's to say; says why not."""
    member, joined = turn.member(), staff.member(turn.connection(), number)
    if member is None or joined is None or not may_confirm(member, joined):
        turn.say("staff-not-allowed")
        return None
    if joined.state is not StaffState.WAITING:
        turn.say("confirm-over")
        return None
    return joined


def _asked(conn: Connection, joined: Member) -> list[Member]:
    inviter = staff.member(conn, joined.invited_by) if joined.invited_by is not None else None
    if inviter is not None and inviter.works and inviter.reached:
        return [inviter]
    return [admin for admin in staff.working(conn, Role.ADMIN) if admin.reached]


def _inviter(conn: Connection, joined: Member) -> str:
    inviter = staff.member(conn, joined.invited_by) if joined.invited_by is not None else None
    return inviter.name if inviter is not None else ""


def _card(turn: Turn, joined: Member, language: str) -> Prompt:
    say = turn.worded(language)
    text = say(
        "accepted-card",
        account=joined.account_name or say("account-nameless"),
        inviter=_inviter(turn.connection(), joined),
        name=joined.name,
        title=people.title(turn.desk.catalog, language, joined.role, joined.office),
    )
    return Prompt(text, buttons(turn, joined, language))


def _settle(turn: Turn, joined: Member, key: str) -> None:
    """What was decided takes the place of the card, with everybody who has it."""
    conn = turn.connection()
    for asked in _asked(conn, joined):
        to = people.recipient(asked)
        if to is not None and to.lane != turn.lane:
            turn.post(
                to, Prompt(turn.worded(to.language)(key, name=joined.name)), Kind.REPLY, replaces=_key(joined)
            )
    turn.answer = turn.words(key, name=joined.name)
    turn.queue(Prompt(turn.answer), replaces=_key(joined))


def _key(joined: Member) -> str:
    return f"joining:{joined.id}"
