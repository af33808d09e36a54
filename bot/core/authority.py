"""Who of the staff may see a case, and do what to it? Which action is possible when, `case.py` says."""

from typing import Final

import msgspec

from bot.core.case import Action, Status, decide, possible
from bot.core.errors import Refused
from bot.core.people import Role


class Matter(msgspec.Struct, frozen=True):
    """What of a case decides. `confidential`: it is about an official. `helpers`: the offices that help.
    `mine`: whether this person took it, or acts for whoever did; None: nobody has it."""

    status: Status
    lead: str
    confidential: bool = False
    helpers: tuple[str, ...] = ()
    mine: bool | None = None
    kept: bool = False
    """Nothing of it may be deleted."""
    cleaned: bool = False
    """Its time is over, and nothing of it is left but what is counted."""


class Hand(msgspec.Struct, frozen=True):
    """Somebody of the staff. `office` is empty for who belongs to the ward as a whole."""

    role: Role
    office: str = ""


WARD_WIDE: Final = frozenset({Role.LEADER, Role.ADMIN})
"""They stand in for an office that nobody can reach."""
_SEES_ALL: Final = WARD_WIDE | {Role.COORDINATOR}


_BESIDE: Final = frozenset({Action.NOTE, Action.CHECK})
"""What whoever helps, or a colleague of whoever has the case, may do."""
_HANDING_ON: Final = frozenset({Action.TRANSFER, Action.NOTE, Action.REOPEN, Action.KEEP, Action.RELEASE})
"""What a coordinator does with cases of other offices; what was referred elsewhere by mistake comes back."""


def may_see(hand: Hand, matter: Matter) -> bool:
    """Whether they may open the case. One about an official is for those who lead, and its own office:
    neither a colleague nor the accused hears of it (Luật Tố cáo 25/2018 Đ.8)."""
    if hand.role is Role.LEADER:
        return True
    own = _of_office(hand, matter.lead)
    if matter.confidential:
        return own
    return own or hand.role in _SEES_ALL or any(_of_office(hand, office) for office in matter.helpers)


def _of_office(hand: Hand, office: str) -> bool:
    return bool(hand.office) and hand.office == office and hand.role is not Role.MEDIA


def may(hand: Hand, action: Action, matter: Matter) -> bool:
    """Whether they may do this now."""
    return action in doable(hand, matter)


def doable(hand: Hand, matter: Matter) -> tuple[Action, ...]:
    """What they may do now, in the order of `Action`."""
    if matter.cleaned or not may_see(hand, matter):
        return ()
    idle = _idle(matter)
    actions = tuple(action for action in possible(matter.status, hand.role) if action is not idle)
    limits = _limits(hand, matter)
    return actions if limits is None else tuple(action for action in actions if action in limits)


def _idle(matter: Matter) -> Action:
    """What would change nothing: it is kept already, or it is not."""
    return Action.KEEP if matter.kept else Action.RELEASE


def _limits(hand: Hand, matter: Matter) -> frozenset[Action] | None:
    """What somebody is limited to who sees the case and is not the one to decide; None: to nothing."""
    if hand.role in WARD_WIDE:
        return None
    if hand.office != matter.lead:
        return _HANDING_ON if hand.role is Role.COORDINATOR else _BESIDE
    return _BESIDE if hand.role is Role.OFFICER and matter.mine is False else None


def act(hand: Hand, action: Action, matter: Matter) -> Status:
    """The status that it leads to. Raises `Refused`: not now, or not by this person."""
    if not may_see(hand, matter):
        raise Refused("case-not-yours")
    if matter.cleaned:
        raise Refused("case-cleaned")
    after = decide(matter.status, action, hand.role)
    if action is _idle(matter):
        raise Refused("case-not-now")
    if not may(hand, action, matter):
        raise Refused("case-not-yours")
    return after


def may_answer(hand: Hand, office: str, *, confidential: bool = False) -> bool:
    """Whether they may answer what a resident asked of this office: everybody of it, and whoever sees all.
    What is said about an official is for those who lead, and that office (Luật Tố cáo 25/2018 Đ.8)."""
    own = _of_office(hand, office) or hand.role is Role.LEADER
    return own or (not confidential and hand.role in _SEES_ALL)


INVITES: Final = {
    Role.ADMIN: frozenset(Role),
    Role.LEADER: frozenset(Role) - {Role.ADMIN},
    Role.HEAD: frozenset({Role.OFFICER}),
}
"""Whom each role may let in; a head only into their own office."""

OF_AN_OFFICE: Final = frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR})
"""These roles need an office."""


def may_invite(hand: Hand, role: Role, office: str = "") -> bool:
    """Whether they may let somebody in with this role."""
    if role not in INVITES.get(hand.role, frozenset()):
        return False
    return hand.role is not Role.HEAD or office == hand.office
