"""Whoever has a watch asks a colleague to take it, perhaps for one of theirs; it goes once they agree."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.people import Role
from bot.core.roster import Watch
from handlers.duty import showing, telling, wording
from handlers.duty.allowed import Place, pick, stamp, team
from handlers.duty.placing import written
from handlers.turn import Turn
from handlers.watch import Post
from storage import rota, staff
from storage.rota import OnWatch
from storage.staff import Member


def choose(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """Whom to ask: for which of their watches, or for none. Raises `Refused`."""
    _mine(me, post)
    known = {one.id: one for one in team(turn, here.office) if one.id != me.id}
    if not known:
        raise Refused("rota-alone")
    about = f"{here.office}:{stamp(post.watch)}"
    gives = (
        Button(turn.words("rota-give", who=one.name), f"rota:ask:{about}:{one.id}") for one in known.values()
    )
    back = Button(turn.words("rota-back"), f"rota:list:{here.office}")
    choices = (*gives, *_returns(turn, here, known, about), back)
    showing.offer(
        turn, Prompt(turn.words("rota-ask-whom", span=wording.span(post.watch, turn.words)), choices)
    )


def _returns(turn: Turn, here: Place, known: dict[int, Member], about: str) -> Iterator[Button]:
    """The watches of colleagues that are still to begin."""
    for post in showing.board(turn, here):
        if post.row is not None and post.row.staff in known and post.watch.begin > turn.now:
            who, when = known[post.row.staff].name, wording.short(post.watch, turn.words)
            yield Button(turn.words("rota-for", who=who, when=when), f"rota:for:{about}:{stamp(post.watch)}")


def ask(turn: Turn, here: Place, me: Member, post: Post, whom: str) -> None:
    """A colleague is asked to take it. Raises `Refused`."""
    chosen = next((one for one in team(turn, here.office) if str(one.id) == whom and one.id != me.id), None)
    if chosen is None:
        raise Refused("rota-not-of-office")
    _put_to(turn, here, _mine(me, post), chosen, post.watch, None)


def ask_for(turn: Turn, here: Place, me: Member, post: Post, minutes: str) -> None:
    """The same, for a watch of theirs. Raises `Refused`."""
    other = pick(turn, here, minutes)
    chosen = other.member
    if chosen is None or chosen.id == me.id or other.watch.begin <= turn.now:
        raise Refused("rota-over")
    _put_to(turn, here, _mine(me, post), chosen, post.watch, other.watch)


def drop(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """Whoever asked does so no more. Raises `Refused`."""
    rota.withdraw(turn.connection(), _mine(me, post))
    turn.answer = turn.words("rota-dropped")
    showing.show(turn, here, me)


def decline(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """They do not take it. Raises `Refused`: nobody asks them any more."""
    row = _asked(me, post.row)
    rota.withdraw(turn.connection(), row)
    turn.say("rota-declined")
    asker = staff.member(turn.connection(), row.staff)
    if asker is not None:
        telling.declined(turn, asker, me.name, post.watch)
    showing.show(turn, here, me)


def accept(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """It is theirs, and what was asked for in return goes to whoever asked. Raises `Refused`."""
    conn, begins = turn.connection(), [] if post.row is None else [post.row.begins_at, post.row.offered_for]
    rows = rota.held(conn, here.office, [each for each in begins if each is not None])
    row = _asked(me, rows.get(post.watch.begin))
    other = None
    if row.offered_for is not None:
        other = pick(turn, here, str(int(row.offered_for.timestamp()) // 60))
        mine = rows.get(row.offered_for)
        if mine is None or mine.staff != me.id or other.watch.begin <= turn.now:
            rota.withdraw(conn, row)
            raise Refused("rota-over")
    asker = next((one for one in team(turn, here.office) if one.id == row.staff), None)
    if asker is None:
        raise Refused("rota-not-of-office")
    rota.put(conn, written(turn, here.office, post.watch, me.id, me))
    if other is not None:
        rota.put(conn, written(turn, here.office, other.watch, asker.id, me))
    _swapped(turn, here, me, asker, [post.watch, *([other.watch] if other is not None else [])])
    showing.show(turn, here, me)


def _put_to(turn: Turn, here: Place, row: OnWatch, chosen: Member, watch: Watch, other: Watch | None) -> None:
    """Kept with the watch: only whoever is named there can take it."""
    if not rota.offer(turn.connection(), row, chosen.id, other.begin if other is not None else None):
        raise Refused("rota-over")
    me = turn.member()
    telling.asked(turn, chosen, me.name if me is not None else "", here.office, (watch, other))
    turn.say("rota-was-asked", who=chosen.name)
    if me is not None:
        showing.show(turn, here, me)


def _swapped(turn: Turn, here: Place, me: Member, asker: Member, watches: Iterable[Watch]) -> None:
    """Both hear it, and the heads of the office."""
    heads = staff.working(turn.connection(), Role.HEAD, office=here.office)
    every = list(watches)
    turn.answer = turn.words("rota-swapped", one=asker.name, other=me.name)
    for one in {one.id: one for one in (asker, *heads)}.values():
        if one.id != me.id:
            telling.swapped(turn, one, asker.name, me.name, every)


def _mine(me: Member, post: Post) -> OnWatch:
    if post.row is None or post.row.staff != me.id:
        raise Refused("rota-not-yours")
    return post.row


def _asked(me: Member, row: OnWatch | None) -> OnWatch:
    """The watch as it was offered to them."""
    if row is None or row.offered_to != me.id:
        raise Refused("rota-over")
    return replace(row)
