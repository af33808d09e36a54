"""Whoever sets the roster puts somebody on a watch or takes them off, copies last week, clears what comes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.roster import Watch, next_word
from handlers.duty import showing, telling, wording
from handlers.duty.allowed import Place, team
from handlers.turn import Turn
from handlers.watch import Post
from storage import rota, staff
from storage.rota import OnWatch
from storage.staff import Member

WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)


def put(turn: Turn, here: Place, me: Member, post: Post, whom: str) -> None:
    """This one has the watch from now on. Raises `Refused`: they are not of the office any more."""
    chosen = next((one for one in team(turn, here.office) if str(one.id) == whom), None)
    if chosen is None:
        raise Refused("rota-not-of-office")
    if post.row is None or post.row.staff != chosen.id:
        rota.put(turn.connection(), written(turn, here.office, post.watch, chosen.id, me))
        _tell_all(turn, me, [post.row] if post.row is not None else [])
        if chosen.id != me.id:
            telling.given(turn, chosen, me.name, [post.watch])
    turn.answer = turn.words("rota-put", who=chosen.name, when=wording.short(post.watch, turn.words))
    showing.show(turn, here, me)


def rid(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """Nobody has the watch."""
    if post.row is not None:
        begins = post.row.begins_at
        rota.clear(turn.connection(), here.office, begins, begins + _MINUTE)
        _tell_all(turn, me, [post.row])
    showing.show(turn, here, me)


def copy_week(turn: Turn, here: Place, me: Member) -> None:
    """What was seven days before, where nobody is put down yet and they still work here."""
    found = showing.board(turn, here)
    now = turn.desk.ward.local(turn.now)
    last = rota.between(turn.connection(), here.office, now - WEEK - rota.LONGEST, now + WEEK)
    there = {one.id: one for one in team(turn, here.office)}
    given: defaultdict[int, list[Watch]] = defaultdict(list)
    for post in found:
        before = _on(last, post.watch.begin - WEEK)
        if post.row is None and before in there:
            rota.put(turn.connection(), written(turn, here.office, post.watch, before, me))
            given[before].append(post.watch)
            last = [*last, written(turn, here.office, post.watch, before, me)]
    for id_, watches in given.items():
        if id_ != me.id:
            telling.given(turn, there[id_], me.name, watches)
    turn.say("rota-copied", count=sum(map(len, given.values())))
    showing.show(turn, here, me)


def wipe(turn: Turn, here: Place, me: Member, *, sure: bool) -> None:
    """Nobody has any of the watches that are still to begin, once that was confirmed."""
    coming = [post for post in showing.board(turn, here) if post.watch.begin > turn.now]
    kept = [post for post in coming if post.row is not None]
    if not sure and kept:
        yes = Button(turn.words("rota-wipe-yes"), f"rota:wiped:{here.office}")
        back = Button(turn.words("rota-back"), f"rota:list:{here.office}")
        showing.offer(turn, Prompt(turn.words("rota-wipe-sure", count=len(kept)), (yes, back)))
        return
    gone = rota.clear(turn.connection(), here.office, turn.now, coming[-1].watch.end) if kept else []
    _tell_all(turn, me, gone)
    turn.say("rota-wiped", count=len(gone))
    showing.show(turn, here, me)


def written(turn: Turn, office: str, watch: Watch, whom: int, me: Member) -> OnWatch:
    """As it is kept, with when they hear of it."""
    working, now = turn.desk.ward.working, turn.desk.ward.local(turn.now)
    first = next_word(watch, now, working)
    return OnWatch(watch.begin, office, watch.end, whom, me.id, turn.now, remind_at=first)


def _on(rows: Iterable[OnWatch], at: datetime) -> int | None:
    """Who was on duty at a moment."""
    over = [row.staff for row in rows if row.begins_at <= at < row.ends_at]
    return over[-1] if over else None


def _tell_all(turn: Turn, me: Member, gone: Iterable[OnWatch]) -> None:
    """Whoever had a watch hears that they have it no more."""
    ward = turn.desk.ward
    of_each: defaultdict[int, list[Watch]] = defaultdict(list)
    for row in gone:
        of_each[row.staff].append(Watch(ward.local(row.begins_at), ward.local(row.ends_at)))
    for one in staff.members(turn.connection(), of_each).values():
        if one.id != me.id and one.works:
            telling.taken(turn, one, me.name, of_each[one.id])
