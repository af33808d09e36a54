"""How much there is to do: of each person to a head, of each office to those who see all."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

import msgspec

from bot.core.case import Status
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from handlers import staffcards
from handlers.officer import listing
from handlers.officer.views import Spot, View
from handlers.turn import Turn
from storage import absences, cases, staff
from storage.cases import Load
from storage.staff import Member

RECENT: Final = timedelta(days=30)
OFFICES: Final = frozenset({Role.COORDINATOR, Role.LEADER, Role.ADMIN})
"""They see the numbers of every office."""


class Numbers(msgspec.Struct, frozen=True):
    """How many cases somebody has."""

    open: int = 0
    late: int = 0
    free: int = 0
    waiting: int = 0


def count(loads: Iterable[Load]) -> Numbers:
    """The numbers of all of these together."""
    every = list(loads)
    return Numbers(
        sum(load.cases for load in every),
        sum(load.late for load in every),
        sum(load.cases for load in every if load.holder is None),
        sum(load.cases for load in every if load.status is Status.NEEDS_INFO),
    )


def show(turn: Turn, member: Member, office: str) -> None:
    """One's own office person by person, or every office; of one of these, its people. Raises `Refused`."""
    if member.role is Role.HEAD:
        office = member.office
    elif member.role not in OFFICES:
        raise Refused("staff-not-allowed")
    # what is about an official is counted only for those who lead, and for the head of its own office
    every = member.role in {Role.HEAD, Role.LEADER}
    loads = cases.load(turn.connection(), turn.now, confidential=every)
    known = {each.id for each in turn.desk.ward.offices}
    if office in known:
        prompt = _people(turn, office, [load for load in loads if load.lead == office])
    else:
        prompt = _offices(turn, loads, every=every)
    listing.offer(turn, prompt)


def _offices(turn: Turn, loads: list[Load], *, every: bool) -> Prompt:
    """Those that have something, or had a result lately."""
    done = cases.concluded(turn.connection(), turn.now - RECENT, confidential=every)
    busy = {load.lead for load in loads} | set(done)
    lines, buttons = [], []
    for office in (each.id for each in turn.desk.ward.offices if each.id in busy):
        found = count(load for load in loads if load.lead == office)
        name = staffcards.office_name(turn.words, office)
        numbers = turn.words(
            "load-office-numbers", open=found.open, free=found.free, late=found.late, waiting=found.waiting,
            done=done.get(office, 0),
        )  # fmt: skip
        lines.append(f"{name}\n{numbers}")
        buttons.append(Button(name, f"case:load:{office}"))
    return Prompt("\n\n".join(lines) or turn.words("work-none"), tuple(buttons))


def _people(turn: Turn, office: str, loads: list[Load]) -> Prompt:
    """Everybody of the office, whoever has most first, behind what nobody has."""
    conn = turn.connection()
    team = staff.members(conn, {one.id for one in _team(turn, office)} | _holders(loads))
    away = absences.away_on(conn, turn.desk.ward.local(turn.now).date())
    each = {id_: count(load for load in loads if load.holder == id_) for id_ in team}
    free = count(load for load in loads if load.holder is None)
    lines = [turn.words("load-free", open=free.open, late=free.late)]
    buttons = [Button(turn.words("load-free-button", open=free.open), Spot(View.FREE).tap)]
    for id_, found in sorted(each.items(), key=lambda pair: (-pair[1].open, pair[0])):
        name = team[id_].name if team[id_].works else turn.words("load-gone")
        key = "load-person-away" if id_ in away else "load-person"
        lines.append(turn.words(key, name=name, open=found.open, late=found.late))
        if found.open:
            label = turn.words("load-person-button", name=name, open=found.open)
            buttons.append(Button(label, Spot(holder=id_).tap))
    head = staffcards.office_name(turn.words, office)
    return Prompt("\n".join((head, *lines)), tuple(buttons))


def _team(turn: Turn, office: str) -> Iterator[Member]:
    working = staff.working(turn.connection(), office=office)
    return (one for one in working if one.role is not Role.MEDIA)


def _holders(loads: Iterable[Load]) -> set[int]:
    return {load.holder for load in loads if load.holder is not None}
