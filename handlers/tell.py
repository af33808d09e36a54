"""Who is told when a case is new or has changed: staff by their cards, the reporter in their own language."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from bot.core.messages import Button, Kind, LaneKey, Priority, Prompt
from handlers import clockwork, staffcards, watch
from handlers.cards import spell_out
from handlers.circle import Circle, Standing, around, colleagues, sees
from handlers.staffcards import Sheet
from handlers.turn import Recipient, Turn
from locales import Speaker
from storage import conversations, groups, outbox, shown
from storage.cases import Case
from storage.groups import Group
from storage.outbox import Lately
from storage.staff import Member

AT_ONCE: Final = "P1"
MERGED: Final = timedelta(minutes=1)


def subject(case_id: int) -> str:
    """What the cards of a case are about; also the key by which a newer one takes an older one's place."""
    return f"case:{case_id}"


def filed(turn: Turn, case: Case) -> None:
    """A case came in: its office hears of it. Whoever reported it is told by their receipt."""
    if case.priority == AT_ONCE:  # of all others the next tick counts the clocks; nobody waits for it
        _keep_time(turn, case, announced=True)
    _announce(turn, case, but=turn.lane)


def handed_over(turn: Turn, case: Case) -> None:
    """A case went to another office: the cards that lie with the old one change, the new one hears of it."""
    _keep_time(turn, case, announced=True)
    changed(turn, case)
    _announce(turn, case)


def changed(turn: Turn, case: Case, *, only: LaneKey | None = None) -> None:
    """Every card of this case (or `only` that one) shows how it stands; whoever may not see it any more is
    left nothing of it. Its clocks follow what happened."""
    conn = turn.connection()
    if only is None:
        _keep_time(turn, case)
    lanes = [lane for lane in shown.lanes(conn, subject(case.id)) if only in {None, lane}]
    if not lanes:
        return
    sheet = _look(turn, case)
    members = {member.lane: member for member in colleagues(conn, _day(turn))}
    for lane in lanes:
        member, group = members.get(lane), groups.find(conn, lane)
        if member is not None and member.address is not None and sees(member, case):
            card = staffcards.private_card(turn.desk, member, sheet)
            _post(turn, Recipient(lane, member.address, member.language), card, case)
        elif group is not None and _listens(group, case):
            _post(turn, _to(group), staffcards.group_card(turn.desk, group.language, sheet), case)
        else:
            _close(turn, case, lane, group, tells=not case.confidential and bool(member or group))


def show(turn: Turn, member: Member, case: Case) -> None:
    """The card of a case as a new message to whoever asked for it, which changes from now on."""
    sheet = _look(turn, case)
    here = Recipient(turn.lane, turn.message.address, turn.talk.language)
    card = staffcards.private_card(turn.desk, member, sheet)
    turn.post(here, card, priority=Priority.ANSWER, replaces=subject(case.id), anew=True)
    shown.note(turn.connection(), subject(case.id), turn.lane, at=turn.now)


def assigned(turn: Turn, member: Member, case: Case) -> None:
    """Somebody was given this case: they get its card anew."""
    _announce_to(turn, member, _look(turn, case), stands_in=False)


def reporter(turn: Turn, case: Case, key: str) -> None:
    """Word to whoever reported it, as `key` says it; where the tie was cut nobody can be written to."""

    def worded(say: Speaker) -> Prompt:
        office, due = staffcards.office_name(say, case.lead), spell_out(say, case.due_on)
        track = Button(say("menu-track"), "go:track")
        return Prompt(say(key, code=case.code, office=office, due=due), (track,))

    write(turn, case, worded)


def write(
    turn: Turn,
    case: Case,
    worded: Callable[[Speaker], Prompt],
    kind: Kind = Kind.REPLY,
    replaces: str | None = None,
) -> bool:
    """Say something to whoever reported it, in their language. False where it reaches nobody: the tie was
    cut, or they blocked us."""
    talk = conversations.find(turn.connection(), case.lane) if case.lane is not None else None
    if case.lane is None or talk is None or talk.blocked_at is not None:
        return False
    to = Recipient(case.lane, talk.address, talk.language)
    prompt = worded(turn.worded(talk.language))
    if replaces is not None or prompt.photos or kind not in {Kind.REPLY, Kind.QUESTION}:
        turn.post(to, prompt, kind, replaces=replaces)
    else:
        _merge(turn, to, prompt, kind, f"news:{case.id}:")
    return True


def _merge(turn: Turn, to: Recipient, prompt: Prompt, kind: Kind, begins: str) -> None:
    """News that follow each other within a minute are one message. What is asked is never hidden in one that
    was read already."""
    before = _said_before(turn, to, begins)
    if before is None or before.kind is not Kind.REPLY or (before.sent and kind is Kind.QUESTION):
        key = f"{begins}{turn.now.isoformat()}:{len(turn.letters)}"
        turn.post(to, prompt, kind, replaces=key, anew=True)
        return
    both = replace(prompt, text=f"{before.prompt.text}\n\n{prompt.text}")
    turn.post(to, both, kind, replaces=before.key)


def _said_before(turn: Turn, to: Recipient, begins: str) -> Lately | None:
    """What this very turn says already, else what was said within the minute."""
    for letter in reversed(turn.letters):
        out = letter.outbound
        if out.lane == to.lane and out.replaces is not None and out.replaces.startswith(begins):
            return Lately(out.replaces, out.prompt, out.kind, sent=False)
    return outbox.lately(turn.connection(), to.lane, begins, turn.now - MERGED)


def _keep_time(turn: Turn, case: Case, *, announced: bool = False) -> None:
    clockwork.reschedule(turn.connection(), turn.desk.ward, case, turn.now, announced=announced)


def _day(turn: Turn) -> date:
    return turn.desk.ward.local(turn.now).date()


def _announce(turn: Turn, case: Case, but: LaneKey | None = None) -> None:
    """New cards for everybody of the circle."""
    conn = turn.connection()
    circle = around(conn, turn.desk.ward, case, _day(turn), but=but)
    if circle.standing is Standing.BARE:
        for member in circle.people:
            _tell_bare(turn, member)
        return
    if not (circle.people or circle.groups):
        return
    sheet = _look(turn, case)
    for member in _first(circle, sheet):
        _announce_to(turn, member, sheet, stands_in=circle.standing is Standing.STAND_IN)
    for group in circle.groups:
        card = staffcards.group_card(turn.desk, group.language, sheet)
        if sheet.duty is not None and not turn.desk.ward.is_daytime(turn.now):
            card = replace(card, silent=True)  # only whoever is on duty is woken
        _post(turn, _to(group), card, case, anew=True)


def _first(circle: Circle, sheet: Sheet) -> tuple[Member, ...]:
    """Whoever is on duty hears of it alone, if they may; the others follow on the ladder."""
    alone = tuple(one for one in circle.people if sheet.duty is not None and one.id == sheet.duty.member.id)
    return alone or circle.people


def _look(turn: Turn, case: Case) -> Sheet:
    """The case with what is known around it, and who is on duty for it."""
    conn = turn.connection()
    sheet = staffcards.look(conn, case, _day(turn))
    if case.priority != AT_ONCE:
        return sheet
    return replace(sheet, duty=watch.first_to_hear(conn, turn.desk.ward, case, turn.now))


def _announce_to(turn: Turn, member: Member, sheet: Sheet, *, stands_in: bool) -> None:
    """The card, and the pictures as a message of their own, which is not said again when the card changes."""
    if member.address is None:
        return
    to = Recipient(member.lane, member.address, member.language)
    card = staffcards.private_card(turn.desk, member, sheet, stands_in=stands_in)
    _post(turn, to, card, sheet.case, anew=True)
    photos = staffcards.photos_of(turn.desk, member.language, sheet)
    if photos is not None:
        turn.post(to, photos, priority=_priority(sheet.case))


def _tell_bare(turn: Turn, member: Member) -> None:
    if member.address is not None:
        to = Recipient(member.lane, member.address, member.language)
        turn.post(to, staffcards.bare_card(turn.desk, member.language))


def _post(turn: Turn, to: Recipient, card: Prompt, case: Case, *, anew: bool = False) -> None:
    key = subject(case.id)
    turn.post(to, card, priority=_priority(case), replaces=key, anew=anew)
    if anew:
        # not the moment itself: it also stands beside the lane of whoever reported the case
        shown.note(turn.connection(), key, to.lane, at=turn.now.replace(second=0, microsecond=0))


def _priority(case: Case) -> Priority:
    return Priority.ANSWER if case.priority == AT_ONCE else Priority.NEWS


def _listens(group: Group, case: Case) -> bool:
    return group.office == case.lead and not case.confidential


def _to(group: Group) -> Recipient:
    return Recipient(group.lane, group.address, group.language)


def _close(turn: Turn, case: Case, lane: LaneKey, group: Group | None, *, tells: bool) -> None:
    conn = turn.connection()
    talk = conversations.find(conn, lane) if group is None else None
    to = _to(group) if group is not None else None
    if talk is not None:
        to = Recipient(lane, talk.address, talk.language)
    if to is not None:
        card = staffcards.closed_card(turn.desk, to.language, case, tells=tells)
        turn.post(to, card, priority=_priority(case), replaces=subject(case.id))
    shown.forget(conn, subject(case.id), lane)
