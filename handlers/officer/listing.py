""" "/viec": the open cases that somebody of the staff may see, each with a fresh button: the most pressing
first, or those with most evidence."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Final

from msgspec.structs import replace

from bot.core.messages import Address, Button, Kind, LaneKey, Priority, Prompt
from bot.core.people import Role
from handlers import staffcards, talk
from handlers.circle import sees
from handlers.officer import counted, views
from handlers.officer.views import NAMES, OF_ALL, TITLES, Spot, View
from handlers.turn import Recipient, Turn
from storage import cases, clocks, groups
from storage.cases import Case, Order, Sought
from storage.groups import Group
from storage.staff import Member
from storage.touch import Connection

PAGE: Final = 8
PORTION: Final = 40
"""So many are read at a time."""
COUNTS: Final = frozenset({Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.ADMIN})
"""They see how much there is to do, of each person or of each office."""
SHARED: Final = frozenset(NAMES) - OF_ALL
"""The views that a group has: what its office leads."""


def show(turn: Turn, member: Member, after: str = "") -> None:
    """A page of the list: in private what this person may see, in a group what its office works on."""
    spot = views.read(after)
    if turn.message.group:
        _show_in_group(turn, member, spot)
    else:
        _show_in_private(turn, member, spot)


def _show_in_private(turn: Turn, member: Member, spot: Spot) -> None:
    page = list(islice(_found(turn, member, spot), PAGE + 1))
    buttons = [*counted.unsorted(turn, member, spot), *_lines(turn, [case for _, case in page[:PAGE]], spot)]
    if len(page) > PAGE:
        others, case = page[PAGE - 1]
        buttons.append(Button(turn.words("work-more"), replace(spot, others=others, last=case.id).tap))
    if len(page) > 1 and not spot.last:
        buttons.append(_other_order(turn, spot))
    buttons += [
        *_views(turn, spot),
        *counted.helping(turn, member, spot),
        *counted.duties(turn, member, spot),
    ]
    buttons += _counts(turn, member)
    text = "\n\n".join((_title(turn, spot, empty=not page), turn.words("work-help")))
    offer(turn, Prompt(text, tuple(buttons)))


def offer(turn: Turn, prompt: Prompt) -> None:
    """Say it; where nothing is open its buttons may be typed too."""
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _found(turn: Turn, member: Member, spot: Spot) -> Iterator[tuple[bool, Case]]:
    """The cases from there on that this person may see, each with whether it is another office's."""
    own, rest = views.leads_of(turn.desk.ward, member, spot)
    read = partial(_of, turn, member, spot)
    first = () if spot.others else read(own, spot.last)
    if spot.view in OF_ALL:
        return ((False, case) for case in first)
    after = read(rest, spot.last if spot.others else 0)
    return chain(((False, case) for case in first), ((True, case) for case in after))


def _of(turn: Turn, member: Member, spot: Spot, leads: tuple[str, ...], last: int) -> Iterator[Case]:
    """Portion by portion, as far as anybody looks."""
    wanted = views.sought(member, spot, leads, turn.now)
    if member.role is Role.MEDIA or wanted.leads == ():
        return
    while portion := _portion(turn.connection(), wanted, spot.order, last):
        yield from (case for case in portion if sees(member, case))
        last = portion[-1].id


def _portion(conn: Connection, wanted: Sought, order: Order, last: int) -> Sequence[Case]:
    return cases.open_page(conn, wanted, order=order, after=last, most=PORTION)


def _lines(turn: Turn, page: Sequence[Case], spot: Spot) -> Iterator[Button]:
    """Each case on one line; with its score where that decides where it stands."""
    late = late_of(turn.connection(), page)
    for case in page:
        line = staffcards.line(turn.desk, turn.talk.language, case, turn.now, late.get(case.id))
        if spot.order is Order.EVIDENCE and case.evidence_of:
            score = {"have": case.evidence_have, "of": case.evidence_of}
            line = turn.words("card-line-evidence", line=line, **score)
        yield Button(line, f"case:open:{case.code}")


def late_of(conn: Connection, page: Sequence[Case]) -> dict[int, datetime | None]:
    """When the next limit of each of these cases is over."""
    return {id_: row.late_at for id_, row in clocks.of(conn, [case.id for case in page]).items()}


def _title(turn: Turn, spot: Spot, *, empty: bool) -> str:
    whole = spot.view is View.ALL and not spot.holder
    if empty and whole:
        return turn.words("work-none")
    named = turn.words(TITLES[spot.view])
    if empty:
        return turn.words("work-view-none", view=named)
    return turn.words("work-list-evidence" if spot.order is Order.EVIDENCE else "work-list", view=named)


def _other_order(turn: Turn, spot: Spot) -> Button:
    """The list from its begin, the other way round."""
    begin = Spot(spot.view, spot.holder)
    if spot.order is Order.EVIDENCE:
        return Button(turn.words("work-by-pressing"), begin.tap)
    return Button(turn.words("work-by-evidence"), replace(begin, order=Order.EVIDENCE).tap)


def _views(turn: Turn, spot: Spot) -> Iterator[Button]:
    """The other views."""
    for view, key in NAMES.items():
        if view is not spot.view or spot.holder:
            yield Button(turn.words(key), Spot(view).tap)


def _counts(turn: Turn, member: Member) -> Iterator[Button]:
    if member.role in COUNTS:
        key = "work-load" if member.role is Role.HEAD else "work-load-offices"
        yield Button(turn.words(key), "case:load:")


def _show_in_group(turn: Turn, member: Member, spot: Spot) -> None:
    """What a group may know of the cases of its office."""
    group, lane, address = _group(turn)
    if group is None:
        words = turn.words("work-group-unbound")
        turn.post(Recipient(lane, address, turn.talk.language), Prompt(words), Kind.REPLY)
        return
    if spot.view not in SHARED or spot.holder:
        spot = Spot()
    page = list(islice(_open_to_group(turn, member, group, spot), PAGE + 1))
    say = turn.worded(group.language)
    late = late_of(turn.connection(), page[:PAGE])
    lines = [
        Button(
            staffcards.group_line(turn.desk, group.language, case, turn.now, late.get(case.id)),
            f"case:open:{case.code}",
        )
        for case in page[:PAGE]
    ]
    if len(page) > PAGE:
        lines.append(Button(say("work-more"), replace(spot, last=page[PAGE - 1].id).tap))
    lines += [
        Button(say(key), Spot(view).tap)
        for view, key in NAMES.items()
        if view in SHARED and view is not spot.view
    ]
    about = {"office": staffcards.office_name(say, group.office), "view": say(NAMES[spot.view])}
    text = say("work-group-list" if page else "work-group-none", **about)
    to = Recipient(group.lane, group.address, group.language)
    turn.post(to, Prompt(text, tuple(lines)), Kind.REPLY, priority=Priority.ANSWER)


def _open_to_group(turn: Turn, member: Member, group: Group, spot: Spot) -> Iterator[Case]:
    last, wanted = spot.last, views.sought(member, spot, (group.office,), turn.now)
    while portion := _portion(turn.connection(), wanted, Order.PRESSING, last):
        yield from (case for case in portion if not case.confidential)
        last = portion[-1].id


def _group(turn: Turn) -> tuple[Group | None, LaneKey, Address]:
    """The group where this was said, if it is bound, and where it is reached."""
    said = turn.message.address
    address = Address(said.channel, said.account, turn.message.group)
    lane = turn.desk.keyring.lane(address)
    return groups.find(turn.connection(), lane), lane, address
