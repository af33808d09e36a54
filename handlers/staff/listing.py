"""Who works here, and which links are open: shown to those who may let people in, with what they may end."""

from collections.abc import Sequence

from bot.core.authority import INVITES
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from bot.core.words import fold
from handlers import cards, talk
from handlers.staff import confirming, inviting, parting, people
from handlers.turn import Turn
from storage import groups, staff
from storage.groups import Group
from storage.staff import Invitation, InvitationKind, Member, StaffState

MOST = 25
"""Colleagues shown at once: each has a line and a button."""


def show(turn: Turn, words: str = "") -> None:
    """All whom this member sees, or those whose name holds these words."""
    me = turn.member()
    if me is None or me.role not in INVITES:
        turn.say("staff-not-allowed")
        return
    conn = turn.connection()
    found = [one for one in staff.everyone(conn) if _is_seen(me, one) and fold(words) in fold(one.name)]
    shown = found[:MOST]
    lines = [turn.words("staff-list-head", count=len(found)), *(_line(turn, one) for one in shown)]
    if len(found) > len(shown):
        lines.append(turn.words("staff-list-more", most=MOST))
    links = (
        []
        if words
        else [link for link in staff.open_invitations(conn, turn.now) if inviting.may_take_back(me, link)]
    )
    listening = [] if words else [group for group in groups.every(conn) if people.may_bind(me, group.office)]
    lines += [_link_line(turn, link) for link in links] + [_group_line(turn, group) for group in listening]
    talk.offer(turn, Prompt("\n".join(lines), (*_ends(turn, me, shown), *_takes_back(turn, links))))


def _is_seen(me: Member, one: Member) -> bool:
    """Heads see their own office."""
    if one.state is StaffState.SUSPENDED:
        return False
    return me.role is not Role.HEAD or one.office == me.office


def _line(turn: Turn, one: Member) -> str:
    parts = [one.name, people.title(turn.desk.catalog, turn.talk.language, one.role, one.office)]
    if one.address is not None:
        parts.append(people.channel_name(turn.words, one.address.channel))
    if one.state is StaffState.WAITING:
        parts.append(turn.words("staff-list-waiting"))
    elif not one.reached:
        parts.append(turn.words("staff-list-unreached"))
    return "• " + " · ".join(parts)


def _link_line(turn: Turn, link: Invitation) -> str:
    until = cards.moment(turn, link.expires_at)
    if link.kind is InvitationKind.GROUP:
        office = people.office_name(turn.desk.catalog, turn.talk.language, link.office)
        return turn.words("staff-list-group-link", office=office, until=until)
    what = people.title(turn.desk.catalog, turn.talk.language, link.role, link.office)
    return turn.words("staff-list-link", name=link.name or "–", title=what, until=until)


def _group_line(turn: Turn, group: Group) -> str:
    office = people.office_name(turn.desk.catalog, turn.talk.language, group.office)
    channel = people.channel_name(turn.words, group.address.channel)
    return turn.words("staff-list-group", office=office, channel=channel)


def _ends(turn: Turn, me: Member, shown: Sequence[Member]) -> list[Button]:
    """What may be done about each; those who wait are judged first."""
    buttons: list[Button] = []
    for one in shown:
        if one.state is StaffState.WAITING:
            if confirming.may_confirm(me, one):
                buttons += confirming.buttons(turn, one, turn.talk.language, named=True)
        elif people.may_let_go(me, one.role, one.office) and not parting.is_last_admin(
            turn.connection(), one
        ):
            buttons.append(Button(turn.words("staff-list-suspend", name=one.name), f"staff:suspend:{one.id}"))
    return buttons


def _takes_back(turn: Turn, links: Sequence[Invitation]) -> list[Button]:
    return [
        Button(
            turn.words("staff-list-revoke", name=link.name or turn.words(people.ROLES[link.role])),
            f"staff:revoke:{link.id}",
        )
        for link in links
    ]
