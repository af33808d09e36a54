"""The roster as it stands: today and the seven days after it, with what may be done about it."""

from collections.abc import Iterator

from bot.core.messages import Button, Prompt
from bot.core.roster import coming
from handlers import talk
from handlers.duty import wording
from handlers.duty.allowed import Place, offices, place, stamp, team
from handlers.staffcards import office_name
from handlers.turn import Turn
from handlers.watch import Post, on_duty, posts
from storage import staff
from storage.staff import Member

AHEAD = 7


def begin(turn: Turn, me: Member) -> None:
    """One's own roster, else which one."""
    known = offices(turn, me)
    if not known:
        turn.say("rota-none")
    elif me.office == known[0] or len(known) == 1:
        show(turn, place(turn, me, known[0]), me)
    else:
        named = tuple(Button(office_name(turn.words, each), f"rota:list:{each}") for each in known)
        offer(turn, Prompt(turn.words("rota-which"), named))


def show(turn: Turn, here: Place, me: Member) -> None:
    """The watches with whoever has them."""
    found = board(turn, here)
    lines = [turn.words("rota-head", office=office_name(turn.words, here.office)), _now(turn, here)]
    lines += [_line(turn, post) for post in found]
    if here.sets:
        lines.append(turn.words("rota-how"))
    offer(turn, Prompt("\n".join(lines), tuple(_buttons(turn, here, me, found))))


def board(turn: Turn, here: Place) -> list[Post]:
    """All that is shown."""
    now = turn.desk.ward.local(turn.now)
    return posts(turn.connection(), here.office, coming(here.roster, now, AHEAD))


def one(turn: Turn, here: Place, me: Member, post: Post) -> None:
    """One watch: whom to put on it."""
    about, say = f"{here.office}:{stamp(post.watch)}", turn.words
    others = [each for each in team(turn, here.office) if post.row is None or each.id != post.row.staff]
    ordered = sorted(others, key=lambda each: each.id != me.id)
    names = [Button(wording.named(each, me, say), f"rota:put:{about}:{each.id}") for each in ordered]
    rid = [Button(say("rota-rid"), f"rota:rid:{about}")] if post.row is not None else []
    back = Button(say("rota-back"), f"rota:list:{here.office}")
    text = say("rota-one", span=wording.span(post.watch, say), who=wording.whom(post, say))
    offer(turn, Prompt(text, (*names, *rid, back)))


def offer(turn: Turn, prompt: Prompt) -> None:
    """Its buttons may be typed where no question is open."""
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _now(turn: Turn, here: Place) -> str:
    found = on_duty(turn.connection(), turn.desk.ward, here.office, turn.now)
    if found is None:
        return turn.words("rota-now-nobody")
    name, instead = found.member.name, found.instead
    who = turn.words("rota-instead", who=name, of=instead.name) if instead is not None else name
    return turn.words("rota-now", who=who)


def _line(turn: Turn, post: Post) -> str:
    key = "rota-line-vacant" if post.vacant else "rota-line"
    line = turn.words(key, span=wording.span(post.watch, turn.words), who=wording.whom(post, turn.words))
    asked = post.row.offered_to if post.row is not None else None
    found = staff.member(turn.connection(), asked) if asked is not None else None
    return f"{line} {turn.words('rota-asked', who=found.name)}" if found is not None else line


def _buttons(turn: Turn, here: Place, me: Member, found: list[Post]) -> Iterator[Button]:
    """Who sets it: each watch, and the week as a whole. All others: what is their own."""
    for post in found:
        about, when = f"{here.office}:{stamp(post.watch)}", wording.short(post.watch, turn.words)
        mine = post.row is not None and post.row.staff == me.id
        if here.sets:
            yield Button(f"{when} · {wording.whom(post, turn.words)}", f"rota:at:{about}")
        elif mine and post.row is not None and post.row.offered_to is not None:
            yield Button(turn.words("rota-drop", when=when), f"rota:drop:{about}")
        elif mine:
            yield Button(turn.words("rota-swap", when=when), f"rota:swap:{about}")
    if here.sets:
        yield Button(turn.words("rota-copy"), f"rota:copy:{here.office}")
        yield Button(turn.words("rota-wipe"), f"rota:wipe:{here.office}")
