"""Who is told of a request, and what they see when it changes."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.core.messages import Kind, Prompt
from bot.core.people import Role
from handlers import staffcards
from handlers.counter import cards, present
from handlers.counter.entry import Entry, answers, look
from handlers.counter.present import Present
from handlers.turn import Recipient, Turn
from storage import conversations, shown, staff
from storage.staff import Member
from storage.threads import ThreadSide
from storage.touch import Connection


def subject(number: int) -> str:
    """What the cards of a request are about."""
    return f"request:{number}"


_STANDS_IN: Final = (
    ((Role.COORDINATOR,), True),
    ((Role.OFFICER, Role.HEAD), True),
    ((Role.LEADER,), False),
    ((Role.ADMIN,), False),
)
"""Roles, and whether of the office itself. The first of whom somebody can be reached are told."""


def circle(here: Present, entry: Entry) -> list[Recipient]:
    """Those who are told: the coordinators of the office, else its officers and heads, else those who stand
    in for an office that nobody can reach; of what is said about an official all who may read it. Whoever is
    away is told through their deputy. Empty where nobody at all can be reached."""
    if entry.kind.confidential:
        return _instead(here, entry, (member for member in here.working if answers(member, entry)))
    for roles, own in _STANDS_IN:
        meant = (one for one in here.working if one.role in roles and (not own or one.office == entry.office))
        found = _instead(here, entry, meant)
        if found:
            return found
    return []


def _instead(here: Present, entry: Entry, meant: Iterable[Member]) -> list[Recipient]:
    """Who acts for these, as far as they may answer themselves."""
    return _reached(one for one in here.instead(meant) if answers(one, entry))


def _reached(members: Iterable[Member]) -> list[Recipient]:
    return [to for member in members if (to := _recipient(member)) is not None]


def _recipient(member: Member) -> Recipient | None:
    if member.address is None or not member.reached:
        return None
    return Recipient(member.lane, member.address, member.language)


def tell(turn: Turn, entry: Entry) -> None:
    """Show the card to those who are to answer."""
    for to in circle(present.today(turn), entry):
        show(turn, entry, to)


def tell_bare(turn: Turn) -> None:
    """Nobody who may read it can be reached: whoever lets people in hears that somebody is missing."""
    for to in _reached(staff.working(turn.connection(), Role.ADMIN)):
        turn.post(to, staffcards.bare_card(turn.desk, to.language))


def show(turn: Turn, entry: Entry, to: Recipient) -> None:
    """The card as a new message: a change of an old one far above would go unseen."""
    shown.note(turn.connection(), subject(entry.number), to.lane, at=turn.now)
    card = cards.card(turn.desk, to.language, entry, turn.now)
    turn.post(to, card, replaces=subject(entry.number), anew=True)


def is_told(turn: Turn, entry: Entry) -> bool:
    """Whether somebody who may answer, and is there, has a card of it."""
    there = present.today(turn).there
    holders = (member for _, member in _holders(turn.connection(), entry.number))
    return any(member is not None and member.id in there and answers(member, entry) for member in holders)


def refresh(turn: Turn, number: int) -> None:
    """Every card shows how the request stands; whoever may not answer any more is left nothing of it."""
    conn = turn.connection()
    entry = look(turn, number)
    if entry is None:
        return
    for to, member in _holders(conn, number):
        if answers(member, entry):
            prompt = cards.card(turn.desk, to.language, entry, turn.now)
        else:
            shown.forget(conn, subject(number), to.lane)
            prompt = Prompt(turn.worded(to.language)("counter-card-taken", number=str(number)))
        turn.post(to, prompt, Kind.REPLY, replaces=subject(number))


def withdraw(turn: Turn, entry: Entry) -> None:
    """The request went to another office: the cards that lie in chats say so and are followed no more."""
    conn = turn.connection()
    for to, member in _holders(conn, entry.number):
        opens = answers(member, entry)
        gone = cards.moved(turn.desk, to.language, entry, opens=opens)
        turn.post(to, gone, Kind.REPLY, replaces=subject(entry.number))
        shown.forget(conn, subject(entry.number), to.lane)


def announce(turn: Turn, entry: Entry, words: str) -> None:
    """A change of a card is silent. Whoever answered last hears of every word, or who stands in for them;
    before that, or when they are gone, all who have a card hear of the first one."""
    here = present.today(turn)
    last = next((x.staff for x in reversed(entry.written) if x.side is ThreadSide.STAFF), None)
    answerer = here.acting(last) if last is not None else None
    if answerer is not None and answers(answerer, entry):
        _post_news(turn, entry, words, [answerer], meant=_meant(here, last, answerer))
    elif last is not None or _is_first(entry):
        holders = [member for _, member in _holders(turn.connection(), entry.number) if member is not None]
        _post_news(turn, entry, words, here.instead(holders))


def _meant(here: Present, last: int | None, answerer: Member) -> str:
    """The name of whoever is away and is stood in for; empty where nobody is."""
    return next((one.name for one in here.working if one.id == last != answerer.id), "")


def _is_first(entry: Entry) -> bool:
    return sum(line.side is ThreadSide.RESIDENT for line in entry.written) == 1


def _post_news(turn: Turn, entry: Entry, words: str, members: Iterable[Member], *, meant: str = "") -> None:
    for member in members:
        to = _recipient(member)
        if to is not None and answers(member, entry):
            turn.post(to, cards.news(turn.desk, to.language, entry, words, meant))


def _holders(conn: Connection, number: int) -> Iterator[tuple[Recipient, Member | None]]:
    """Everybody who has a card, and who of the staff they are (still)."""
    lanes = shown.lanes(conn, subject(number))
    talks = conversations.load(conn, lanes)
    working = {member.lane: member for member in staff.working(conn)} if lanes else {}
    for lane in lanes:
        talk = talks.get(lane)
        if talk is None:
            shown.forget(conn, subject(number), lane)
        else:
            yield Recipient(lane, talk.address, talk.language), working.get(lane)
