"""A group of a platform listens for an office: bound by a link, unbound by a word, followed when it moves."""

from itertools import product
from typing import Final

from bot.core.authority import WARD_WIDE
from bot.core.messages import Address, Button, Kind, Prompt, Value
from bot.core.people import Role
from bot.flow import match
from handlers import cards, talk
from handlers.staff import people
from handlers.staff.inviting import own_offices
from handlers.staff.issuing import Order, issue, over
from handlers.turn import Recipient, Turn
from locales.catalog import LANGUAGES
from storage import groups, outbox, shown, staff
from storage.groups import Group
from storage.staff import Invitation, InvitationKind, Member

LEAVE: Final = frozenset({"gonhom", "ungroup"})
STANDING: Final = "group-standing"
"""How the group stands with us: a newer word about it takes the place of the older one."""


def choose(turn: Turn, office: str = "") -> None:
    """A link for a group: at once where the office is clear, else the offices to choose from."""
    member = turn.member()
    offices = [each for each in own_offices(turn.desk.ward) if member and people.may_bind(member, each)]
    if member is None or not offices:
        turn.say("staff-not-allowed")
    elif office in offices or len(offices) == 1:
        _make(turn, member, office if office in offices else offices[0])
    else:
        choices = tuple(Button(turn.words(f"ward-office-{each}"), f"staff:group:{each}") for each in offices)
        talk.offer(turn, Prompt(turn.words("group-which"), choices))


def _make(turn: Turn, member: Member, office: str) -> None:
    if turn.desk.group_link("") is None:
        turn.say("group-no-channel")
        return
    order = Order(Role.OFFICER, office, "", member.id, InvitationKind.GROUP)
    issued = issue(turn.connection(), turn.desk.keyring, order, now=turn.now)
    text = turn.words(
        "group-link",
        office=turn.words(f"ward-office-{office}"),
        until=cards.moment(turn, issued.expires_at),
        link=turn.desk.group_link(issued.token) or "",
    )
    back = Button(turn.words("invite-revoke"), f"staff:revoke:{issued.number}")
    talk.offer(turn, Prompt(text, (back,)), brief=True)


def take(turn: Turn) -> bool:
    """What is said in a group about the group itself."""
    if turn.message.invitation:
        _bind(turn)
        return True
    said = match.command(turn.message.text)
    if said is not None and said[0] in LEAVE:
        _unbind(turn)
        return True
    return False


def _bind(turn: Turn) -> None:
    conn, here = turn.connection(), _here(turn)
    found = staff.find_invitation(conn, turn.message.invitation)
    problem = _problem(turn, found)
    if problem is None and found is not None and not staff.use(conn, found.id, turn.lane, at=turn.now):
        problem = "invited-used"
    if problem is not None or found is None:
        _say(turn, here, problem or "invited-unknown")
        return
    member = turn.member()
    by = found.made_by if found.made_by is not None else member.id if member is not None else None
    groups.bind(conn, Group(found.office, here.lane, here.address, here.language), by=by, at=turn.now)
    office = people.office_name(turn.desk.catalog, here.language, found.office)
    _say(turn, here, "group-bound", office=office)
    for one in _makers(turn, found):
        office = people.office_name(turn.desk.catalog, one.language, found.office)
        people.tell(turn, one, "group-bound-told", office=office, who=people.account(turn) or "–")


def _problem(turn: Turn, found: Invitation | None) -> str | None:
    """Why this link does not bind this group."""
    if found is None:
        return "invited-unknown"
    if found.kind is not InvitationKind.GROUP:
        return "group-not-here"
    return over(found, turn.now) or (None if _may_use(turn, found) else "group-not-yours")


def _may_use(turn: Turn, found: Invitation) -> bool:
    """A link that somebody passed on binds nothing: only those who work in the office, or above it, may use
    it. One of the command line works for whoever has it, for there may be nobody yet."""
    member = turn.member()
    if member is None:
        return found.made_by is None
    return member.role in WARD_WIDE or member.office == found.office


def _makers(turn: Turn, found: Invitation) -> list[Member]:
    """Who hears of it in private: whoever made the link, else the administrators."""
    conn = turn.connection()
    maker = staff.member(conn, found.made_by) if found.made_by is not None else None
    return [maker] if maker is not None and maker.works else staff.working(conn, Role.ADMIN)


def _unbind(turn: Turn) -> None:
    conn, here = turn.connection(), _here(turn)
    group, member = groups.find(conn, here.lane), turn.member()
    if group is None:
        _say(turn, here, "group-none")
    elif member is None or not people.may_bind(member, group.office):
        _say(turn, here, "group-not-allowed")
    else:
        groups.unbind(conn, here.lane)
        _say(turn, here, "group-unbound")


def joined(turn: Turn) -> None:
    """We were brought into a group: how it is bound."""
    if groups.find(turn.connection(), turn.lane) is None:
        turn.queue(Prompt(turn.words("group-how")), replaces=STANDING)


def left(turn: Turn) -> None:
    """We were sent away: nothing is said there any more, in no topic of it, and the administrators know."""
    conn = turn.connection()
    lost = groups.in_chat(conn, turn.message.address)
    for lane in sorted({turn.lane, *(group.lane for group in lost)}):
        outbox.drop_lane(conn, lane, wall=turn.wall)
        groups.unbind(conn, lane)
    admins = staff.working(conn, Role.ADMIN) if lost else []
    for admin, office in product(admins, dict.fromkeys(group.office for group in lost)):
        name = people.office_name(turn.desk.catalog, admin.language, office)
        people.tell(turn, admin, "group-lost", office=name)


def moved(turn: Turn, chat: str) -> None:
    """The platform gave the group another id: what is bound, shown and queued follows."""
    old = turn.message.address
    address = Address(old.channel, old.account, chat)
    lane, conn = turn.desk.keyring.lane(address), turn.connection()
    if not chat or lane == turn.lane:
        return
    groups.move(conn, turn.lane, lane, chat)
    shown.move(conn, turn.lane, lane)
    outbox.readdress(conn, turn.lane, lane, address)


def _here(turn: Turn) -> Recipient:
    """The group in which this was said."""
    person = turn.message.address
    address = Address(person.channel, person.account, turn.message.group)
    lane = turn.desk.keyring.lane(address)
    group = groups.find(turn.connection(), lane)
    if group is not None:
        return Recipient(lane, address, group.language)
    return Recipient(lane, address, turn.talk.language if turn.on_staff else LANGUAGES[0])


def _say(turn: Turn, here: Recipient, key: str, **args: Value) -> None:
    """Into the group: whoever spoke there may never have opened a chat with us."""
    turn.post(here, Prompt(turn.worded(here.language)(key, **args)), Kind.REPLY, replaces=STANDING)
