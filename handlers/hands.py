"""Who of the staff may do what with a case, as things stand."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from bot.core.authority import Hand, Matter, doable
from bot.core.case import Action
from storage.absences import covered_by
from storage.cases import Case
from storage.staff import Member


def hand_of(member: Member) -> Hand:
    """What of a member decides what they may do."""
    return Hand(member.role, member.office)


def matter_of(case: Case, member: Member) -> Matter:
    """What of a case decides what this member may do."""
    helpers = tuple(office for office in case.route.get("coordinators", ()) if office != case.lead)
    mine = None if case.holder is None else case.holder in {member.id, *member.covers}
    kept, cleaned = case.kept_at is not None, case.cleaned_at is not None
    return Matter(case.status, case.lead, case.confidential, helpers, mine, kept, cleaned)


def able(member: Member, case: Case) -> tuple[Action, ...]:
    """What they may do now."""
    return doable(hand_of(member), matter_of(case, member))


def acting(members: Iterable[Member], away: Mapping[int, int | None]) -> list[Member]:
    """These, each with those of today's absent for whom they act."""
    return [replace(one, covers=frozenset(covered_by(one.id, away))) if away else one for one in members]
