"""Somebody comes with a link: what it is for, and their yes. Only the button uses it up, not looking."""

from typing import Final

from bot.core.messages import Button, Prompt
from bot.core.people import Role
from handlers import talk
from handlers.staff import confirming, parting, people, welcoming
from handlers.staff.issuing import is_first, over
from handlers.turn import Turn
from storage import staff
from storage.staff import Invitation, InvitationKind, Joining, Member, StaffState

BROUGHT: Final = "brought"
"""In the draft: the tag of the link that was shown here, without which its number does nothing."""


def show(turn: Turn) -> None:
    """What the link is for, with the button; or why it does not work."""
    found = staff.find_invitation(turn.connection(), turn.message.invitation)
    problem = _problem(turn, found)
    if problem is not None or found is None:
        _turn_away(turn, problem or "invited-unknown")
        return
    accept = Button(turn.words("invited-accept"), f"staff:accept:{found.id}")
    turn.change(draft={**turn.talk.draft, BROUGHT: turn.message.invitation})
    talk.offer(turn, Prompt("\n".join(_lines(turn, found)), (accept,)))


def accept(turn: Turn, number: int) -> None:
    """The button was pressed: the link is used up, and its role begins, or waits to be confirmed."""
    conn = turn.connection()
    found = staff.find_invitation(conn, turn.talk.draft.get(BROUGHT, ""))
    if found is None or found.id != number:
        _turn_away(turn, "invited-again")
        return
    problem = _problem(turn, found)
    if problem is None and not staff.use(conn, found.id, turn.lane, at=turn.now):
        problem = "invited-used"
    kept = {key: value for key, value in turn.talk.draft.items() if key not in {BROUGHT, "aside"}}
    turn.change(draft=kept)
    if problem is not None:
        _turn_away(turn, problem)
    else:
        _join(turn, found)


def _problem(turn: Turn, found: Invitation | None) -> str | None:
    """Why this link cannot be accepted here and now."""
    if found is None:
        return "invited-unknown"
    if found.used_at is not None and found.used_by == turn.lane:
        return "invited-already"
    return over(found, turn.now) or _misplaced(turn, found)


def _misplaced(turn: Turn, found: Invitation) -> str | None:
    """Links that work, though not for this person."""
    conn = turn.connection()
    if found.kind is not InvitationKind.PERSON:
        return "invited-group"
    if is_first(found) and staff.has_administrator(conn):
        return "invited-first-over"
    before = staff.member_on(conn, turn.lane)
    stays = found.made_by is None and found.role is Role.ADMIN
    if before is not None and parting.is_last_admin(conn, before) and not stays:
        return "invited-last-admin"
    return None


def _turn_away(turn: Turn, key: str) -> None:
    """A resident who came with a broken link still finds the way."""
    text = turn.words(key)
    if turn.on_staff or turn.talk.flow is not None:
        turn.queue(Prompt(text))
    else:
        talk.offer(turn, Prompt(text, talk.home(turn)))


def _lines(turn: Turn, found: Invitation) -> list[str]:
    conn, authority = turn.connection(), turn.words("ward-authority")
    if is_first(found):
        return [turn.words("invited-first", authority=authority), turn.words("invited-not-you")]
    what = people.title(turn.desk.catalog, turn.talk.language, found.role, found.office)
    lines = [turn.words("invited-head", authority=authority, name=found.name, title=what)]
    inviter = staff.member(conn, found.made_by) if found.made_by is not None else None
    if inviter is None:
        lines.append(turn.words("invited-at-once"))
    else:
        lines.append(turn.words("invited-after", inviter=inviter.name))
    before = staff.member_on(conn, turn.lane)
    if before is not None:
        old = people.title(turn.desk.catalog, turn.talk.language, before.role, before.office)
        lines.append(turn.words("invited-replaces", title=old))
    return [*lines, turn.words("invited-not-you")]


def _join(turn: Turn, found: Invitation) -> None:
    conn = turn.connection()
    before = staff.member_on(conn, turn.lane)
    state = StaffState.ACTIVE if found.made_by is None else StaffState.WAITING
    account = people.account(turn)
    name = found.name or account or turn.words(people.ROLES[found.role])
    joining = Joining(name, account, found.role, found.office, turn.lane, state, found.made_by, turn.now)
    joined = staff.member(conn, staff.join(conn, joining))
    assert joined is not None, "just written"
    if before is not None:
        for to, prompt in parting.orphaned(conn, turn.desk.catalog, before, at=turn.now, wall=turn.wall):
            turn.post(to, prompt)
    if joined.works:
        turn.queue(Prompt(welcoming.words(turn.desk.catalog, turn.talk.language, joined)))
        _announce(turn, joined)
    else:
        confirming.ask(turn, joined)


def _announce(turn: Turn, joined: Member) -> None:
    """Nobody confirms those who come with a link of the command line: the administrators hear of them."""
    for admin in staff.working(turn.connection(), Role.ADMIN):
        if admin.id != joined.id:
            what = people.title(turn.desk.catalog, admin.language, joined.role, joined.office)
            people.tell(turn, admin, "staff-joined", name=joined.name, title=what)
