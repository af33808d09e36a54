"""An invitation is made in the chat: role, office, name; then the links are told, once."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, Final

import msgspec

from bot.core.authority import INVITES, OF_AN_OFFICE, may_invite
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from bot.flow import fields
from bot.flow.questions import Answers, Flow, Json, Option, Question
from bot.ward import Ward
from bot.ward.schema import OfficeKind
from handlers import cards, talk
from handlers.staff import people
from handlers.staff.issuing import Issued, Order, issue
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import staff
from storage.staff import Invitation, Member

NAME: Final = "invite"
NAME_LEAST, NAME_MOST = 2, 80


class Make(StrEnum):
    """The last word."""

    YES = "yes"


ROLES: Final = fields.fact("roles", list)
"""The roles that this member may give, put into the draft at the start."""
OWN: Final = fields.fact("own", str)
"""The office that is theirs alone to fill; empty for those who choose."""


def _roles(answers: Answers) -> list[Role]:
    return [Role(role) for role in answers.given(ROLES) or Role]


def _role_options(answers: Answers) -> tuple[Option, ...]:
    return tuple(Option(role, people.ROLES[role]) for role in _roles(answers))


ROLE: Final = fields.pick("role", _role_options)
WHO: Final = fields.text("name", least=NAME_LEAST, most=NAME_MOST)
CONFIRM: Final = fields.choice("confirm", Make, "inviting")


def build(ward: Ward, catalog: Catalog) -> Feature:
    """Inviting, in this ward."""
    offices = tuple(Option(office, f"ward-office-{office}") for office in own_offices(ward))
    office = fields.pick("office", lambda _: offices)

    def path(answers: Answers) -> Iterator[Question[Any]]:
        if len(_roles(answers)) > 1:
            yield ROLE
        if _role(answers) in OF_AN_OFFICE and not answers.given(OWN):
            yield office
        yield WHO
        yield CONFIRM

    def order(answers: Answers) -> Order:
        role = _role(answers)
        where = (answers.given(office) or answers.given(OWN) or "") if role in OF_AN_OFFICE else ""
        return Order(role, where, " ".join(answers[WHO].split()))

    def finish(turn: Turn, _answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
        _make(turn, order(Answers(carried)))

    def summary(language: str, answers: Answers) -> str:
        made = order(answers)
        what = people.title(catalog, language, made.role, made.office)
        return catalog.say(language, "invite-summary", name=made.name, title=what)

    flow = Flow(NAME, (ROLES, OWN, ROLE, office, WHO, CONFIRM), path, confirm=CONFIRM)
    return Feature(flow, finish, lambda language: partial(summary, language), _facts)


def _role(answers: Answers) -> Role:
    """The one that was chosen, or the only one that there is to give."""
    roles = _roles(answers)
    return roles[0] if len(roles) == 1 else Role(answers[ROLE])


def own_offices(ward: Ward) -> list[str]:
    """The offices in which somebody of the staff can work."""
    return [office.id for office in ward.offices if office.kind is OfficeKind.INTERNAL]


def begin(turn: Turn) -> None:
    """Ask for the role first; what stands open is finished before."""
    member = turn.member()
    if member is None or member.role not in INVITES:
        turn.say("staff-not-allowed")
        return
    feature = talk.open_feature(turn)
    if feature is not None:
        draft = talk.load(turn, feature)
        if feature.flow.name != NAME and talk.holds_something(feature, draft):
            turn.say("staff-first-finish")
            talk.again(turn, feature, draft)
            return
        talk.leave(turn, feature, draft)
    talk.begin(turn, NAME)


def revoke(turn: Turn, number: int) -> None:
    """Take a link back."""
    conn, member = turn.connection(), turn.member()
    link = staff.invitation(conn, number)
    if member is None or link is None or not may_take_back(member, link):
        turn.say("staff-not-allowed")
    elif staff.revoke(conn, link.id, at=turn.now):
        turn.answer = turn.words("revoke-done")
        turn.say("revoke-done")
    else:
        turn.say("revoke-over")


def may_take_back(member: Member, link: Invitation) -> bool:
    """Whoever made it, and those who could have."""
    return link.made_by == member.id or people.may_let_go(member, link.role, link.office)


def _facts(turn: Turn) -> Mapping[str, Json]:
    member = turn.member()
    assert member is not None, "who may not invite is sent away before"
    own = member.office if member.role is Role.HEAD else ""
    given = INVITES.get(member.role, frozenset())
    return {ROLES.key: [role.value for role in Role if role in given], OWN.key: own}


def _make(turn: Turn, wanted: Order) -> None:
    """Made, unless they may no more."""
    member = turn.member()
    if member is None or not may_invite(people.hand(member), wanted.role, wanted.office):
        turn.say("staff-not-allowed")
        return
    order = msgspec.structs.replace(wanted, made_by=member.id)
    tell_links(turn, order, issue(turn.connection(), turn.desk.keyring, order, now=turn.now))


def tell_links(turn: Turn, order: Order, issued: Issued) -> None:
    """The links, until when they work, and how to take them back. They vanish from the chat soon."""
    what = people.title(turn.desk.catalog, turn.talk.language, order.role, order.office)
    until = cards.moment(turn, issued.expires_at)
    head = turn.words("invite-made", name=order.name, title=what, until=until)
    lines = [
        turn.words("invite-link", channel=people.channel_name(turn.words, channel), link=link)
        for channel, link in turn.desk.links(issued.token).items()
    ]
    back = Button(turn.words("invite-revoke"), f"staff:revoke:{issued.number}")
    talk.offer(turn, Prompt("\n\n".join([head, *lines, turn.words("invite-care")]), (back,)), brief=True)
