""" "/viec": the open cases that somebody of the staff may see, each with a fresh button, oldest first or
most evidence first."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final

from bot.core.authority import OF_AN_OFFICE
from bot.core.messages import Address, Button, Kind, LaneKey, Priority, Prompt
from bot.core.people import Role
from handlers import staffcards, talk
from handlers.circle import sees
from handlers.turn import Recipient, Turn
from storage import cases, groups
from storage.cases import Case, Order, Sought
from storage.groups import Group
from storage.staff import Member
from storage.touch import Connection

PAGE: Final = 8
PORTION: Final = 40
"""So many are read at a time."""
_AFTER: Final = re.compile(r"(e?)(o?)(\d{0,15})", re.ASCII)
"""Where a list goes on: behind the case of this number, among those of other offices if there is an `o`. With
an `e` those with most evidence come first."""

_ORDERS: Final[Mapping[str, Order]] = {"": Order.AGE, "e": Order.EVIDENCE}


def show(turn: Turn, member: Member, after: str = "") -> None:
    """A page of the list: in private what this person may see, in a group what its office works on."""
    found = _AFTER.fullmatch(after)
    order, others, last = (found[1], bool(found[2]), int(found[3] or 0)) if found else ("", False, 0)
    if turn.message.group:
        _show_in_group(turn, last)
    else:
        _show_in_private(turn, member, last, order=order, others=others)


def _show_in_private(turn: Turn, member: Member, last: int, *, order: str, others: bool) -> None:
    read = partial(_of, turn.connection(), member, order=_ORDERS[order])
    own = () if others else read(_leads(turn, member, others=False), last)
    rest = read(_leads(turn, member, others=True), last if others else 0)
    marked = chain((("", case) for case in own), (("o", case) for case in rest))
    page = list(islice(marked, PAGE + 1))
    lines = [Button(_line(turn, case, order), f"case:open:{case.code}") for _, case in page[:PAGE]]
    if len(page) > PAGE:
        mark, case = page[PAGE - 1]
        lines.append(Button(turn.words("work-more"), f"case:list:{order}{mark}{case.id}"))
    if len(page) > 1 and not last:
        lines.append(_other_order(turn, order))
    text = turn.words("work-none" if not page else "work-list-evidence" if order else "work-list")
    prompt = Prompt("\n\n".join((text, turn.words("work-help"))), tuple(lines))
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _line(turn: Turn, case: Case, order: str) -> str:
    """One case; with its score where that decides where it stands."""
    line = staffcards.line(turn.desk, turn.talk.language, case, turn.now)
    if not order or not case.evidence_of:
        return line
    return turn.words("card-line-evidence", have=case.evidence_have, of=case.evidence_of, line=line)


def _other_order(turn: Turn, order: str) -> Button:
    """The list from its begin, the other way round."""
    if order:
        return Button(turn.words("work-by-age"), "case:list:")
    return Button(turn.words("work-by-evidence"), "case:list:e")


def _leads(turn: Turn, member: Member, *, others: bool) -> Sequence[str]:
    """The offices whose cases come first, or those whose cases come after them."""
    offices = [office.id for office in turn.desk.ward.offices]
    own = [office for office in offices if member.office in {office, ""}]
    return [office for office in offices if office not in own] if others else own


def _of(conn: Connection, member: Member, leads: Sequence[str], last: int, *, order: Order) -> Iterator[Case]:
    """Open cases of these offices that this person may see, in this order. Of other offices an officer sees
    none, so none is read."""
    if member.role is Role.MEDIA or (member.role in OF_AN_OFFICE and not _sees_any(member, leads)):
        return iter(())
    page = partial(cases.open_page, conn, Sought(leads), order=order, most=PORTION)
    return _walk(lambda at: page(after=at), last, member)


def _sees_any(member: Member, leads: Sequence[str]) -> bool:
    return member.role is Role.COORDINATOR or member.office in leads


def _walk(read: Callable[[int], Sequence[Case]], last: int, member: Member) -> Iterator[Case]:
    """Portion by portion, as far as anybody looks."""
    while portion := read(last):
        yield from (case for case in portion if sees(member, case))
        last = portion[-1].id


def _show_in_group(turn: Turn, last: int) -> None:
    """What a group may know of the cases of its office."""
    group, lane, address = _group(turn)
    if group is None:
        words = turn.words("work-group-unbound")
        turn.post(Recipient(lane, address, turn.talk.language), Prompt(words), Kind.REPLY)
        return
    conn, page = turn.connection(), list[Case]()
    while len(page) <= PAGE and (portion := _portion(conn, group, last)):
        page += [case for case in portion if not case.confidential]
        last = portion[-1].id
    say = turn.worded(group.language)
    lines = [
        Button(staffcards.group_line(turn.desk, group.language, case), f"case:open:{case.code}")
        for case in page[:PAGE]
    ]
    if len(page) > PAGE:
        lines.append(Button(say("work-more"), f"case:list:{page[PAGE - 1].id}"))
    office = staffcards.office_name(say, group.office)
    text = say("work-group-list", office=office) if page else say("work-group-none", office=office)
    to = Recipient(group.lane, group.address, group.language)
    turn.post(to, Prompt(text, tuple(lines)), Kind.REPLY, priority=Priority.ANSWER)


def _portion(conn: Connection, group: Group, last: int) -> Sequence[Case]:
    return cases.open_of(conn, leads=[group.office], after=last, most=PORTION)


def _group(turn: Turn) -> tuple[Group | None, LaneKey, Address]:
    """The group where this was said, if it is bound, and where it is reached."""
    said = turn.message.address
    address = Address(said.channel, said.account, turn.message.group)
    lane = turn.desk.keyring.lane(address)
    return groups.find(turn.connection(), lane), lane, address
